"""From a check to the one statement that judges with it."""

from __future__ import annotations

from verify.checks.compiling.independence import Publishers, publishing_sources
from verify.checks.compiling.statement import COLUMNS, compile_judgement, found, touched, verdicts
from verify.checks.compiling.window import START, Marks, Window

__all__ = [
    "COLUMNS",
    "START",
    "Marks",
    "Publishers",
    "Window",
    "compile_judgement",
    "found",
    "publishing_sources",
    "touched",
    "verdicts",
]
