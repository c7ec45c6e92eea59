"""What dates and numbers mean as they are written, read anew: sets of days, and amounts as fractions.

Nothing here is shared with `verify.values`, and there are no day numbers and no MMDD bounds, so that a mistake there
is not made here as well.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

Span = tuple[datetime.date | None, datetime.date | None]
"""First and last day, both counting; None where it is open."""

Days = tuple[datetime.date, datetime.date]

MonthDays = frozenset[tuple[int, int]]

DAY = datetime.timedelta(days=1)

SEASONS = {21: ((0, 3, 1), (0, 6, 21)), 22: ((0, 6, 1), (0, 9, 23)), 23: ((0, 9, 1), (0, 12, 22))}
"""Spring to autumn, the meteorological and the astronomical together. Winter, of either year, is in `days_of`."""

CYCLE = [
    (day.month, day.day) for n in range(365) for day in [datetime.date(2015, 1, 1) + n * DAY]
]  # of a year without 29 February


def day_of(text: str) -> datetime.date:
    """A day written YYYY-MM-DD."""
    return datetime.date.fromisoformat(text)


@cache
def span_of(edtf: str) -> Span | None:
    """The days that an EDTF value with a year can mean; None where no year is known."""
    if edtf.startswith("XXXX"):
        return None
    if "/" not in edtf:
        return _days_of(edtf)
    first, last = edtf.split("/")
    return (
        _days_of(first)[0] if first not in ("", "..") else None,
        _days_of(last)[1] if last not in ("", "..") else None,
    )


def _days_of(edtf: str) -> Days:
    about = 1 if edtf.endswith("~") else 0
    text = edtf.rstrip("~")
    if text.endswith("X"):
        decade = int(text[:3]) * 10
        return datetime.date(decade - 10 * about, 1, 1), datetime.date(decade + 9 + 10 * about, 12, 31)
    fields = [int(part) for part in text.split("-")]
    year = fields[0]
    if len(fields) == 1:
        return datetime.date(year - about, 1, 1), datetime.date(year + about, 12, 31)
    month = fields[1]
    if len(fields) == 3:
        day = datetime.date(*fields)
        return day - about * DAY, day + about * DAY
    if month == 24:
        return datetime.date(year - 1, 12, 1), datetime.date(year + 1, 3, 20)
    if month in SEASONS:
        first, last = (datetime.date(year + y, m, d) for y, m, d in SEASONS[month])
        return first, last
    if month > 32:
        return _months(year, (month - 33) * 3 + 1 - 3 * about, (month - 33) * 3 + 3 + 3 * about)
    return _months(year, month - about, month + about)


def _months(year: int, first: int, last: int) -> Days:
    begins, ends = (datetime.date(year + (m - 1) // 12, (m - 1) % 12 + 1, 1) for m in (first, last))
    return begins, ends.replace(day=calendar.monthrange(ends.year, ends.month)[1])


@cache
def month_days_of(edtf: str) -> MonthDays | None:
    """The months and days that a year-less EDTF value can mean; None where it says neither."""
    if not edtf.startswith("XXXX-") or "-XX" in edtf:
        return None
    if edtf == "XXXX-24":
        return every((datetime.date(2000, 12, 1), datetime.date(2001, 3, 20)))
    # A leap year stands for the unknown one, so that 29 February can be stated.
    first, last = (
        _days_of(part.replace("XXXX", "2000")) for part in (*edtf.split("/"), edtf.split("/")[-1])[:2]
    )
    begins, ends = first[0], last[1]
    return every((begins, ends if ends >= begins else ends.replace(year=2001)))


@cache
def every(days: Days) -> MonthDays:
    """The months and days of some days."""
    count = min((days[1] - days[0]).days + 1, 366)
    return frozenset(((days[0] + n * DAY).month, (days[0] + n * DAY).day) for n in range(count))


@cache
def widened(month_days: MonthDays, by: int) -> MonthDays:
    """Those no more than so many days before or after; 29 February counts as the 28th."""
    places = {CYCLE.index((2, 28) if each == (2, 29) else each) for each in month_days}
    near = frozenset(CYCLE[(place + off) % 365] for place in places for off in range(-by, by + 1))
    return near | {(2, 29)} if (2, 28) in near else near


@dataclass(frozen=True)
class Amount:
    """A number with its unit; `digit` is the worth of the last digit written out, zeros at the end left out."""

    number: Fraction
    digit: Fraction
    unit: str


@cache
def amount_of(words: str) -> Amount | None:
    """The number that words write, None where they write none."""
    found = re.match(r"-?[0-9][0-9,]*(\.[0-9]+)?", words)
    if found is None:
        return None
    digits = found[0].replace(",", "")
    whole, _, decimals = digits.partition(".")
    zeros = len(whole) - len(whole.rstrip("0")) if int(whole) else 0
    worth = Fraction(1, 10 ** len(decimals)) if decimals else Fraction(10**zeros)
    return Amount(Fraction(digits), worth, words[found.end() :].strip())
