"""The complaint about one step."""

from __future__ import annotations


class StepError(Exception):
    """A step that cannot be understood or does not fit: what is wrong, and what to write instead.

    `below` says that it is not the sentence but what stands below it.
    """

    def __init__(self, message: str, hint: str, *, below: bool = False) -> None:
        super().__init__(f"{message} {hint}")
        self.below = below
        self.message = message
        self.hint = hint


class MisfitError(StepError):
    """A complaint about what claims are compared with, known only when the whole scenario was read."""
