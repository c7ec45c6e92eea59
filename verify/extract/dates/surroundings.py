"""What a document has told about its dates when an expression is reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verify.claims import Problem
from verify.extract.dates.context import Tense
from verify.extract.dates.moment import Moment
from verify.extract.dates.reading import Order


@dataclass(slots=True)
class Meaning:
    """What one reading states and means (EDTF), and why."""

    stated: str
    value: str
    why: str
    problem: Problem | None = None


@dataclass(slots=True)
class Surroundings:
    """Publication date, kind of document and order of figures; the last dates so far; tense at the expression.

    `order` looks it up when it is asked for; `habit` is the order of figures where the text is from, for when the
    document does not decide.
    `last_year`, `last_month` and `last_day` are the last dates precise at least to the year, month and day.
    `looked_ahead`: the last "in two days" was told as to come, so "or in a week" is too.
    `clock` is where a narrative stands: its last date with a month, or the last year that opened a sentence.
    """

    published: Moment | None
    narrative: bool
    order: Callable[[], Order]
    habit: Order = "unknown"
    last_year: Moment | None = None
    last_month: Moment | None = None
    last_day: Moment | None = None
    clock: Moment | None = None
    tense: Tense = "unknown"
    looked_ahead: bool = False

    def remember(self, edtf: str, opening: bool) -> None:
        """Keep a date as one that "that day" can point at; `opening`: it begins a sentence."""
        first = edtf.partition("/")[0].rstrip("~")
        negative = first.startswith("-")
        fields = first.lstrip("-").split("-")
        if "X" in first or not fields[0].isdigit():
            return
        year = -int(fields[0]) if negative else int(fields[0])
        month = int(fields[1]) if len(fields) > 1 and int(fields[1]) <= 12 else None
        moment = Moment(year, month, int(fields[2]) if len(fields) > 2 else None)
        self.last_year = moment
        if month is not None:
            self.last_month = moment
        if month is not None or opening:
            self.clock = moment
        if moment.day is not None:
            self.last_day = moment

    def published_to(self, unit: str) -> Moment | None:
        """The publication date, if it is precise to the unit."""
        return self.published if self.published is not None and self.published.reaches(unit) else None

    def date_before(self, unit: str) -> Moment | None:
        """The last date that is precise to the unit."""
        if unit in ("day", "week", "weekend"):
            return self.last_day
        return self.last_month if unit in ("month", "quarter") else self.last_year
