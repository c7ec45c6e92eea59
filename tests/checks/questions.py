"""Questions put to the workbench, as plain data: what is on record of a key, and the claims that ask it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Standing = Literal["yes", "retired", "superseded"]


@dataclass(frozen=True)
class Family:
    """A kind of question: what the values are, whether there are many, and what claims are compared with.

    `before` and `after` hold a date against the recorded one of another property. `give_or_take` counts days of a
    date, per cent or parts of the last written digit of a number.
    """

    values: Literal["date", "existence", "state", "text", "number", "bare date"]
    many: bool = False
    against: Literal["record", "before", "after", "calendar", "its article", "other articles"] = "record"
    give_or_take: float = 0
    unit: Literal["", "days", "per cent", "digits"] = ""

    @property
    def among_claims(self) -> bool:
        """Whether claims are compared with each other."""
        return self.against in ("its article", "other articles")


FAMILIES = {
    "day": Family("date"),
    "days": Family("date", many=True),
    "day, about": Family("date", give_or_take=3, unit="days"),
    "days, about": Family("date", many=True, give_or_take=3, unit="days"),
    "before": Family("date", against="before"),
    "after": Family("date", against="after"),
    "before, about": Family("date", against="before", give_or_take=3, unit="days"),
    "after, about": Family("date", against="after", give_or_take=3, unit="days"),
    "existence": Family("existence"),
    "state": Family("state"),
    "states": Family("state", many=True),
    "text": Family("text"),
    "texts": Family("text", many=True),
    "number": Family("number"),
    "numbers": Family("number", many=True),
    "number, per cent": Family("number", give_or_take=5, unit="per cent"),
    "number, half a digit": Family("number", give_or_take=0.5, unit="digits"),
    "calendar": Family("bare date", against="calendar"),
    "day in its article": Family("date", against="its article"),
    "days in its article": Family("date", many=True, against="its article"),
    "day in others": Family("date", against="other articles"),
    "day in others, about": Family("date", against="other articles", give_or_take=3, unit="days"),
    "days in others": Family("date", many=True, against="other articles"),
    "state in its article": Family("state", against="its article"),
    "states in others": Family("state", many=True, against="other articles"),
    "text in its article": Family("text", against="its article"),
    "texts in others": Family("text", many=True, against="other articles"),
}
"""Every kind of question there is, by the name of its property on the bench."""


@dataclass(frozen=True)
class Fact:
    """A fact of a key; `valid` bounds a state, None being open."""

    value: str
    rank: str = "normal"
    disputed: bool = False
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True)
class List:
    """That the facts are complete, between days (None: open), except in the gaps; for a series, between numbers."""

    first: str | None = None
    last: str | None = None
    gaps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Stated:
    """What a claim says, in which article. `answer` is that of a state, a text or a number; dates are EDTF.

    `stands` is "retired" for a claim that extraction no longer finds, and "superseded" for one of an earlier revision.
    """

    stated: str | None = None
    value: str | None = None
    answer: str | None = None
    answer_known: bool = True
    as_of: str | None = None
    polarity: str = "asserted"
    problem: str | None = None
    weekday: int | None = None
    article: int = 0
    stands: Standing = "yes"

    @property
    def comparable(self) -> bool:
        """Whether it is asserted, and read in one way."""
        return self.polarity == "asserted" and self.problem is None


@dataclass(frozen=True)
class Question:
    """A key with its facts and list, and the claims that ask it."""

    family: str
    claims: tuple[Stated, ...]
    facts: tuple[Fact, ...] = ()
    list: List | None = None

    @property
    def of(self) -> Family:
        """What kind of question it is."""
        return FAMILIES[self.family]


MEMBER = 7
"""The number, in its series, of every subject of the family "existence"."""
