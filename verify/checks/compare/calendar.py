"""Dates against the calendar: do they exist, and do they fall on the weekday they name."""

from __future__ import annotations

import datetime

from sqlalchemy import ColumnElement, and_, case, func, literal

from verify.checks.compare.ranks import Columns
from verify.verdicts import Outcome

FIRST_GREGORIAN_DAY = datetime.date(1582, 10, 15).toordinal()
LAST_CHANGE = datetime.date(1923, 3, 1).toordinal()
"""From when the Gregorian calendar was in use anywhere, and where everywhere: the last country to change was Greece."""

JULIAN_DAYS = (
    (datetime.date(1700, 3, 1).toordinal(), 10),
    (datetime.date(1800, 3, 1).toordinal(), 11),
    (datetime.date(1900, 3, 1).toordinal(), 12),
)
"""By how many days the Julian calendar lay behind before a day; afterwards 13."""


def calendar(claim: Columns) -> ColumnElement[int]:
    """The outcome of a date against the calendar: does it exist, and does it fall on the weekday it names.

    A day before 1582 is of another calendar. Until 1923 some countries kept that one: a weekday that is right in it
    is not held against the text.
    """
    day = claim["value_earliest"]
    behind = case(*((day < change, days) for change, days in JULIAN_DAYS), else_=13)
    weekday, julian = _weekday(day), _weekday(day + behind)
    return case(
        (claim["problem"] == "impossible", int(Outcome.DIFFERS)),
        (claim["problem"].is_not(None), int(Outcome.NOT_COMPARABLE)),
        (claim["weekday"].is_(None), int(Outcome.NOT_COMPARABLE)),
        (
            func.coalesce(claim["value_earliest"] != claim["value_latest"], literal(True)),
            int(Outcome.NOT_COMPARABLE),
        ),
        (day < FIRST_GREGORIAN_DAY, int(Outcome.NOT_COMPARABLE)),
        (weekday == claim["weekday"], int(Outcome.AGREES)),
        (and_(day < LAST_CHANGE, julian == claim["weekday"]), int(Outcome.NOT_COMPARABLE)),
        (claim["stated_earliest"].is_not(None), int(Outcome.DIFFERS)),
        else_=int(Outcome.DIFFERS_AS_INFERRED),
    )


def _weekday(day: ColumnElement[int]) -> ColumnElement[int]:
    # Day 1 (0001-01-01) was a Monday; adding a multiple of 7 keeps days BC from turning the remainder negative.
    found: ColumnElement[int] = (day + 4_000_000 * 7 - 1) % 7 + 1
    return found
