"""Months and days without their year, as MMDD bounds: "March 9", "winter"."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, case, or_

from verify.checks.compare.ranks import Columns

YEAR = 365
"""Days of a year in which nobody knows of a 29 February."""


def within(claim: Columns, fact: Columns) -> ColumnElement[bool]:
    """Whether what a claim says contains what is recorded."""
    # From > to is a season over the turn of the year: winter.
    return case(
        (
            claim["month_day_from"] <= claim["month_day_to"],
            and_(
                claim["month_day_from"] <= fact["month_day_from"],
                fact["month_day_to"] <= claim["month_day_to"],
            ),
        ),
        else_=or_(
            claim["month_day_from"] <= fact["month_day_from"], fact["month_day_to"] <= claim["month_day_to"]
        ),
    )


def inside(claim: Columns, fact: Columns) -> ColumnElement[bool]:
    """Whether what is recorded contains what a claim says."""
    # A fact inside one year holds no period that runs over the turn of a year.
    return and_(
        claim["month_day_from"] <= claim["month_day_to"],
        fact["month_day_from"] <= claim["month_day_from"],
        claim["month_day_to"] <= fact["month_day_to"],
    )


def overlap(claim: Columns, fact: Columns) -> ColumnElement[bool]:
    """Whether a claim and what is recorded have a month and day in common."""
    return case(
        (
            claim["month_day_from"] <= claim["month_day_to"],
            and_(
                claim["month_day_from"] <= fact["month_day_to"],
                fact["month_day_from"] <= claim["month_day_to"],
            ),
        ),
        else_=or_(
            claim["month_day_from"] <= fact["month_day_to"], fact["month_day_from"] <= claim["month_day_to"]
        ),
    )


def near(claim: Columns, fact: Columns, days: int) -> ColumnElement[bool]:
    """Whether what has nothing in common is apart by no more than so many days; 29 February counts as the 28th."""
    behind = (_place(fact["month_day_from"]) - _place(claim["month_day_to"]) + YEAR) % YEAR
    before = (_place(claim["month_day_from"]) - _place(fact["month_day_to"]) + YEAR) % YEAR
    return or_(behind <= days, before <= days)


def _place(month_day: ColumnElement[int]) -> ColumnElement[int]:
    """The place of a month and day in a year that begins in March, 0 to 364."""
    month, day = month_day // 100, month_day % 100
    return case((month_day == 229, YEAR - 1), else_=(153 * ((month + 9) % 12) + 2) // 5 + day - 1)
