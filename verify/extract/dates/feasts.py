"""Feasts whose day follows a rule: a day of the month, the n-th weekday of a month, or so many days from Easter."""

from __future__ import annotations

import re

from verify.values import day_number, days_in_month, weekday_of

_RULE = re.compile(
    r"(?:(?P<month>\d\d)-(?P<day>\d\d)"
    r"|(?P<of>\d\d)/(?P<weekday>[1-7])/(?P<nth>-1|[1-9][0-9]?)"
    r"|easter)(?P<shift>[+-]\d+)?"
)
_WEDNESDAY = 3
_FIRST_GREGORIAN_YEAR = 1583


def feast_day(rule: str, year: int) -> int | None:
    """Day number of a feast in a year; None where the rule does not reach.

    A rule is "12-25" (month, day), "11/4/4" (month, ISO weekday, which one of them; -1 the last) or "easter",
    each with "+1" or "-2" days behind it.
    """
    match = _RULE.fullmatch(rule)
    if match is None:
        raise ValueError(f"{rule!r} is not a feast's rule such as 12-25, 11/4/4 or easter-2")
    shift = int(match["shift"] or 0)
    if match["month"]:
        return day_number(year, int(match["month"]), int(match["day"])) + shift
    if match["of"]:
        day = _weekday_in_month(year, int(match["of"]), int(match["weekday"]), int(match["nth"]))
        return None if day is None else day + shift
    return easter(year) + shift if _FIRST_GREGORIAN_YEAR <= year <= 9999 else None


def is_fixed(rule: str) -> bool:
    """Whether a feast falls on the same day of every year."""
    return re.fullmatch(r"\d\d-\d\d", rule) is not None


def near_sunday(rule: str, weekday: int) -> str:
    """The rule of the ISO weekday beside a Sunday after Easter's rule: the three days before and after it."""
    match = _RULE.fullmatch(rule)
    shift = int(match["shift"] or 0) if match is not None else 0
    return f"easter{shift + (weekday if weekday <= _WEDNESDAY else weekday - 7):+d}"


def weekday_rule(month: int, weekday: int, nth: int | str) -> str:
    """The rule of the n-th weekday of a month; "last", or 0, means the last one."""
    return f"{month:02d}/{weekday}/{nth if isinstance(nth, int) and nth > 0 else -1}"


def stated_without_year(rule: str) -> str:
    """EDTF of what a moving feast's name alone says: its month, if it has one."""
    return f"XXXX-{rule[:2]}-XX" if rule[:2].isdigit() else "XXXX-XX-XX"


def _weekday_in_month(year: int, month: int, weekday: int, nth: int) -> int | None:
    if nth < 0:
        last = day_number(year, month, days_in_month(year, month))
        return last - (weekday_of(last) - weekday) % 7
    first = day_number(year, month, 1)
    day = (weekday - weekday_of(first)) % 7 + 7 * (nth - 1)
    return first + day if day < days_in_month(year, month) else None


def easter(year: int) -> int:
    """Day number of Easter Sunday in the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    a = year % 19
    b, c = divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    j, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * j - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return day_number(year, month, (h - m + r + month + 19) % 32)
