"""How far a check has judged, and up to where a statement is to look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from verify.checks.compiling.independence import Publishers
from verify.store.schema import METADATA

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class Marks:
    """The last claim, record and change of standing that there was: ids, 0 for none."""

    claim: int = 0
    record: int = 0
    standing: int = 0


START = Marks()
"""Nothing was judged yet."""


@dataclass(frozen=True, slots=True)
class Window:
    """What is new is what lies behind `since`; `upto` makes the store look as it did then, None as it is now.

    `again` says that some of it was judged before, and that verdicts may have to be taken back. `publishers` are whose
    articles may rest on their own word.
    """

    since: Marks = START
    upto: Marks | None = None
    again: bool = False
    publishers: Publishers = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything is judged rather than what is new."""
        return self.since == START

    @property
    def is_first(self) -> bool:
        """Whether everything is judged for the first time, so that what a check does not select need not be there."""
        return self.is_whole and not self.again

    def record_of(self, key: Any) -> ColumnElement[Any]:
        """The record that answers a key (the table or an alias of it) at the end of the window."""
        if self.upto is None:
            column: ColumnElement[Any] = key.c.record_id
            return column
        record = _T["record"].alias()
        newest = select(func.max(record.c.id)).where(
            record.c.key_id == key.c.id, record.c.id <= self.upto.record
        )
        return newest.scalar_subquery()

    def has_claim(self, claim: Any) -> list[ColumnElement[bool]]:
        """Conditions that keep the claims there were at the end of the window."""
        return [] if self.upto is None else [claim.c.id <= self.upto.claim]
