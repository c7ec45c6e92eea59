"""Dates against the calendar: do they exist, and do they fall on the weekday they name."""

from __future__ import annotations

from sqlalchemy import ColumnElement, case, func, literal

from verify.checks.compare.ranks import Columns
from verify.verdicts import Outcome

OUTCOMES = frozenset({Outcome.AGREES, Outcome.DIFFERS, Outcome.DIFFERS_AS_INFERRED, Outcome.NOT_COMPARABLE})
"""What the calendar can say of a date."""


def calendar(claim: Columns) -> ColumnElement[int]:
    """The outcome of a date against the calendar: does it exist, and does it fall on the weekday it names."""
    # Day 1 (0001-01-01) was a Monday; adding a multiple of 7 keeps days BC from turning the remainder negative.
    weekday = (claim["value_earliest"] + 4_000_000 * 7 - 1) % 7 + 1
    return case(
        (claim["problem"] == "impossible", int(Outcome.DIFFERS)),
        (claim["problem"].is_not(None), int(Outcome.NOT_COMPARABLE)),
        (claim["weekday"].is_(None), int(Outcome.NOT_COMPARABLE)),
        (
            func.coalesce(claim["value_earliest"] != claim["value_latest"], literal(True)),
            int(Outcome.NOT_COMPARABLE),
        ),
        (weekday == claim["weekday"], int(Outcome.AGREES)),
        (claim["stated_earliest"].is_not(None), int(Outcome.DIFFERS)),
        else_=int(Outcome.DIFFERS_AS_INFERRED),
    )
