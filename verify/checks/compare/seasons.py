"""Months and days without their year, as MMDD bounds: "March 9", "winter"."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, case, or_

from verify.checks.compare.ranks import Columns


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
