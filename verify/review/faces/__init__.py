"""The faces that people see of the review queue: line mode and full screen, over one layout and one session."""
