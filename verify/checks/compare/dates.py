"""Dates against the recorded ones, as intervals of days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import ColumnElement, and_, case, func, literal, or_

from verify.checks.compare import seasons
from verify.checks.compare.ranks import (
    CLASHES,
    CLASHES_AS_INFERRED,
    CONTAINS,
    EQUAL,
    INSIDE,
    OVERLAPS,
    SILENT,
    Columns,
    Comparison,
    closed_list,
    conclude_ranked,
)
from verify.checks.plan import Unit
from verify.checks.possible import OUTCOMES, Way
from verify.verdicts import Outcome
from verify.vocabulary import ValueType

NAMESAKE_DAYS = 366
"""A date off by more speaks of a namesake, where the subject's name is one that others share."""


@dataclass(frozen=True, slots=True)
class DateComparison(Comparison):
    """Days, months, years and seasons, stated or inferred, with or without a year."""

    outcomes: ClassVar[frozenset[Outcome]] = OUTCOMES[Way.DATES]
    units: ClassVar[frozenset[str]] = frozenset({Unit.DAYS})
    compares: ClassVar[frozenset[ValueType]] = frozenset({ValueType.DATE})

    def rank(self, claim: Columns, fact: Columns) -> ColumnElement[int]:
        """See `rank_date`."""
        return rank_date(claim, fact, int(self.tolerance.amount) if self.tolerance else 0)

    def conclude(self, judged: Columns) -> ColumnElement[int]:
        """A year-less date that several recorded ones fit says nothing; else the rank of the best fact decides."""
        several = and_(
            judged["stated_earliest"].is_(None), judged["value_earliest"].is_(None), judged["fits"] > 1
        )
        return case(
            (several, literal(int(Outcome.NOT_COMPARABLE))),
            else_=conclude_ranked(judged, closed_list(judged, self.described)),
        )


def rank_date(claim: Columns, fact: Columns, days: int = 0) -> ColumnElement[int]:
    """Compare days: first with what is stated, then, where that leaves the year open, with what is inferred.

    What is apart by no more than `days` is as good as equal. Where the subject's name is one that others share, a
    date of which it is not known that it lies within a year of the record says nothing.
    """
    near = [(_near(claim, days, fact), literal(EQUAL))] if days else []
    return case(
        *near,
        (claim["stated_earliest"].is_not(None), _stated(claim, fact)),
        (_of_a_namesake(claim, "value", fact), SILENT),
        (claim["month_day_from"].is_not(None), _yearless(claim, fact, days)),
        (claim["value_earliest"].is_(None), SILENT),
        else_=case(
            (_equal(claim, "value", fact), EQUAL),
            (_contains(claim, "value", fact), CONTAINS),
            (_inside(claim, "value", fact), INSIDE),
            (_apart(claim, "value", fact), CLASHES_AS_INFERRED),
            else_=OVERLAPS,
        ),
    )


def _near(claim: Columns, days: int, fact: Columns) -> ColumnElement[bool]:
    """Whether a date and the recorded one are apart, but by no more than so many days."""
    earliest = func.coalesce(claim["stated_earliest"], claim["value_earliest"])
    latest = func.coalesce(claim["stated_latest"], claim["value_latest"])
    return or_(
        and_(latest < fact["earliest"], fact["earliest"] - latest <= days),
        and_(fact["latest"] < earliest, earliest - fact["latest"] <= days),
    )


def _stated(claim: Columns, fact: Columns) -> ColumnElement[int]:
    return case(
        (_equal(claim, "stated", fact), EQUAL),
        (_contains(claim, "stated", fact), CONTAINS),
        (_inside(claim, "stated", fact), INSIDE),
        (_of_a_namesake(claim, "stated", fact), SILENT),
        (_apart(claim, "stated", fact), CLASHES),
        else_=OVERLAPS,
    )


def _of_a_namesake(claim: Columns, what: str, fact: Columns) -> ColumnElement[bool]:
    """Whether a date is so far from the recorded one that another subject of the same name may be meant."""
    return and_(
        claim["answer_known"] == 0,
        or_(
            claim[f"{what}_latest"] < fact["earliest"] - NAMESAKE_DAYS,
            fact["latest"] + NAMESAKE_DAYS < claim[f"{what}_earliest"],
        ),
    )


def _yearless(claim: Columns, fact: Columns, days: int) -> ColumnElement[int]:
    """A month and day (or a month, a season): they must fit, and the inferred year where there is one."""
    return case(
        (fact["month_day_from"].is_(None), _yearless_longer(claim, fact)),
        (~seasons.overlap(claim, fact), _out_of_season(claim, fact, days)),
        (
            ~seasons.within(claim, fact),
            case(
                (
                    and_(claim["value_earliest"].is_not(None), _apart(claim, "value", fact)),
                    CLASHES_AS_INFERRED,
                ),
                (seasons.inside(claim, fact), INSIDE),
                else_=OVERLAPS,
            ),
        ),
        (claim["value_earliest"].is_(None), CONTAINS),
        (_equal(claim, "value", fact), EQUAL),
        (_contains(claim, "value", fact), CONTAINS),
        (_apart(claim, "value", fact), CLASHES_AS_INFERRED),
        else_=OVERLAPS,
    )


def _out_of_season(claim: Columns, fact: Columns, days: int) -> ColumnElement[int]:
    """Another month and day than the recorded one: near enough, or a contradiction, whatever the year.

    Near enough, they fit where no year was inferred, and else only the year clashes. Of nobody knows which year, they
    may be a namesake's.
    """
    of_any_year = claim["value_earliest"].is_(None)
    near = case((of_any_year, CONTAINS), else_=CLASHES_AS_INFERRED)
    return case(
        *([(seasons.near(claim, fact, days), near)] if days else []),
        (and_(claim["answer_known"] == 0, of_any_year), SILENT),
        else_=CLASHES,
    )


def _yearless_longer(claim: Columns, fact: Columns) -> ColumnElement[int]:
    """A fact that spans the turn of a year contains some day of that month and day, if the year fits."""
    return case(
        (claim["value_earliest"].is_(None), SILENT),
        (_inside(claim, "value", fact), INSIDE),
        (_apart(claim, "value", fact), CLASHES_AS_INFERRED),
        else_=OVERLAPS,
    )


def _equal(claim: Columns, what: str, fact: Columns) -> ColumnElement[bool]:
    return and_(claim[f"{what}_earliest"] == fact["earliest"], claim[f"{what}_latest"] == fact["latest"])


def _contains(claim: Columns, what: str, fact: Columns) -> ColumnElement[bool]:
    return and_(claim[f"{what}_earliest"] <= fact["earliest"], fact["latest"] <= claim[f"{what}_latest"])


def _inside(claim: Columns, what: str, fact: Columns) -> ColumnElement[bool]:
    return and_(fact["earliest"] <= claim[f"{what}_earliest"], claim[f"{what}_latest"] <= fact["latest"])


def _apart(claim: Columns, what: str, fact: Columns) -> ColumnElement[bool]:
    return or_(claim[f"{what}_latest"] < fact["earliest"], fact["latest"] < claim[f"{what}_earliest"])
