"""What a document has told about its dates when an expression is reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verify.claims import Problem
from verify.extract.dates.moment import UNKNOWN_DAY, Moment
from verify.extract.dates.reading import Order
from verify.extract.dates.tense import Tense


@dataclass(slots=True)
class Meaning:
    """What one reading states and means (EDTF), and why; `candidates` where it may be one of several."""

    stated: str
    value: str
    why: str
    problem: Problem | None = None
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class Surroundings:
    """Publication date, kind of document and order of figures; the last dates so far; tense at the expression.

    `order` looks it up when it is asked for; `habit` is the order of figures where the text is from, for when the
    document does not decide.
    `last_year`, `last_month` and `last_day` are the last dates precise at least to the year, month and day.
    `looked_ahead`: the last "in two days" was told as to come, so "or in a week" is too.
    `clock` is where a narrative stands: its last date with a month, or the last year that opened a sentence; inside a
    `section` whose heading names its first and last year, a date of other years moves it to the paragraph's end at
    most, and only if it opens a sentence. `adrift`: "that summer" told of a time that the text does not tell, so dates
    without a year are of that, to the paragraph's end or the next date that is known.
    """

    published: Moment | None
    narrative: bool
    order: Callable[[], Order]
    habit: Order = "unknown"
    last_year: Moment | None = None
    last_month: Moment | None = None
    last_day: Moment | None = None
    clock: Moment | None = None
    section: tuple[int, int] | None = None
    adrift: bool = False
    tense: Tense = "unknown"
    looked_ahead: bool = False

    def remember(self, edtf: str, *, opening: bool, heading: bool, ahead: bool) -> None:
        """Keep a date as one that "that day" can point at.

        `opening`: it begins a sentence, `heading`: a section; `ahead`: the sentence only looks ahead to it.
        """
        moment = first_moment(edtf.partition("/")[0])
        if moment is None:
            if len(edtf.rstrip("~")) == len(UNKNOWN_DAY):
                # "Three days later" counts from this day, which the text does not tell; not from one before it.
                self.last_day = None
            return
        self.adrift = False
        if heading:
            last = first_moment(edtf.rpartition("/")[2])
            self.section = (moment.year, last.year if last is not None else moment.year)
        self.last_year = moment
        if moment.month is not None:
            self.last_month = moment
        in_course = moment.month is not None and not ahead and self._in_section(moment)
        if opening or heading or in_course:
            self.clock = moment
        if moment.day is not None:
            self.last_day = moment

    def begin_paragraph(self) -> None:
        """Bring the clock back into the years of the section, and what the text tells back to publication."""
        self.adrift = False
        if self.section is not None and self.clock is not None and not self._in_section(self.clock):
            self.clock = Moment(self.section[self.clock.year > self.section[1]])

    def _in_section(self, moment: Moment) -> bool:
        return self.section is None or self.section[0] <= moment.year <= self.section[1]

    def published_to(self, unit: str) -> Moment | None:
        """The publication date, if it is precise to the unit."""
        return self.published if self.published is not None and self.published.reaches(unit) else None

    def date_before(self, unit: str) -> Moment | None:
        """The last date that is precise to the unit."""
        if unit in ("day", "week", "weekend"):
            return self.last_day
        return self.last_month if unit in ("month", "quarter") else self.last_year


def first_moment(edtf: str) -> Moment | None:
    """The day, month or year that an EDTF date tells; None where its year is not known."""
    text = edtf.rstrip("~")
    negative = text.startswith("-")
    fields = text.lstrip("-").split("-")
    if "X" in text or not fields[0].isdigit():
        return None
    year = -int(fields[0]) if negative else int(fields[0])
    month = int(fields[1]) if len(fields) > 1 and int(fields[1]) <= 12 else None
    return Moment(year, month, int(fields[2]) if len(fields) > 2 else None)
