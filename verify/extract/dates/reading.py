"""What the words of one expression say, before anything is known of its surroundings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal[
    "calendar",
    "interval",
    "days",
    "numeric",
    "half",
    "shift",
    "unit",
    "weekday",
    "weekend",
    "day of month",
    "feast",
    "ahead",
    "offset",
    "duration",
    "set",
    "reference",
    "clock",
    "none",
]
"""How a reading means a date: by its fields ("calendar"), as two of them joined ("interval"), as a row of days
in one month ("days"), in figures of unknown order ("numeric"), as half a year, so many units from another date
("shift"), as the unit around or beside another date ("unit"), by a weekday's name, as "the weekend", by the day
of a month not named ("the 18th"), by a feast's rule, so many units from publication if told as to come
("ahead"), or so many units from the date behind it ("offset"). A "duration", a "set" ("every Friday"), a
"reference" ("now") and a "clock" ("8 p.m.") are times but no dates."""

Order = Literal["day first", "month first", "unknown"]
"""Which of the two figures in 03/04/2016 is the day."""


@dataclass(slots=True)
class Reading:
    """One expression: its place in code points and in pieces, its kind and its slots.

    `year` counts as in ISO 8601 (0 is 1 BC); `season` is 21 to 24, `quarter` 1 to 4, `decade` 199 for the
    1990s, `century` 19 for the 1900s. The `which` slots name the relation: this, last, next, coming, same,
    following, previous, the, ago, later, earlier, now. `to_the_day` counts months and years exactly ("two years
    ago today"). `linked_year` is a year that a neighbouring date lends,
    `link` the words of that date. `doubtful`: it is a date only if it falls on its weekday near publication.
    `feast` is a feast's rule (feasts.py), `nth` which weekday of a month is meant, `month_which` points at a month
    ("of next month"), `anchor` is the date that an "offset" counts from, `refers` what a "reference" refers to.
    `half_day` is 0 for a.m. and 12 for p.m.; `fraction` the digits behind an amount's point ("2.5 years"). What
    stands `aside` is a date for TIMEX3 only, no claim, and nothing counts from it ("fiscal 2015").
    `in_month_before`: a day's month is that of the date before.
    """

    rule: str
    kind: Kind
    start: int
    end: int
    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    year2: int | None = None
    month2: int | None = None
    day2: int | None = None
    season: int | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    weekday: int | None = None
    amount: int | None = None
    unit: str | None = None
    which: str | None = None
    year_which: str | None = None
    week_which: str | None = None
    figures: tuple[int, int] | None = None
    to_the_day: int | None = None
    doubtful: int | None = None
    feast: str | None = None
    nth: int | str | None = None
    month_which: str | None = None
    refers: str | None = None
    hour: int | None = None
    minute: int | None = None
    half_day: int | None = None
    fraction: str | None = None
    aside: int | None = None
    in_month_before: bool = False
    anchor: Reading | None = None
    about: bool = False
    linked_year: int | None = None
    link: str = ""

    @property
    def yearless(self) -> bool:
        """Whether it names a month, a day or a season and leaves the year open."""
        named = self.month is not None or self.season is not None or self.quarter is not None or self.feast
        return bool(named) and self.year is None and self.year_which is None

    def with_day(self, day: int, start: int, end: int, first: int, last: int) -> Reading:
        """The reading of one day out of a row of days in the same month."""
        return replace(self, kind="calendar", day=day, start=start, end=end, first=first, last=last)


def full_year(digits: str, pivot: int) -> int:
    """The year that two digits mean: the latest one not more than ten years after `pivot`."""
    number = int(digits)
    if len(digits) != 2:
        return number
    century = pivot // 100 * 100
    candidates = (century + 100 + number, century + number, century - 100 + number)
    return next(year for year in candidates if year <= pivot + 10)


def short_decade(tens: int) -> int:
    """The decade that "the '90s" means: 199; the twenties and later are those of the 20th century."""
    return (190 if tens >= 20 else 200) + tens // 10
