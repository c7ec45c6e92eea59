"""What there is to mend in a feature file: where, what is wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verify.display import clip

LONGEST_SHOWN = 120
"""Characters of a line that a complaint quotes."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing to mend in a feature file. `line` and `column` count from 1; `text` is the line at fault."""

    file: str
    line: int
    column: int
    message: str
    hint: str
    text: str = ""

    def __str__(self) -> str:
        quoted = f"\n    {self.line} | {clip(self.text, LONGEST_SHOWN)}" if self.text else ""
        return f"{self.file}:{self.line}:{self.column}  {self.message}{quoted}\n    {self.hint}"


class RefusedError(Exception):
    """What keeps a file or a scenario from being read at all."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(str(complaint))
        self.complaint = complaint


def quoting(complaint: Complaint, lines: Sequence[str]) -> Complaint:
    """The complaint with the line it is about; a place behind the end becomes the last line."""
    line = min(max(complaint.line, 1), len(lines))
    return replace(complaint, line=line, column=max(complaint.column, 1), text=lines[line - 1].strip())
