"""A fact-claim verification workbench: article → claims → checks → verdicts."""

__version__ = "0.1.0"
