"""What comparing a claim with its record finds, as SQL: the outcomes of the design, exactly.

A comparison works in two steps that both stay inside the database. `rank` says of a claim and one fact how well
they fit, lower being better; `conclude` says of a claim, from its best fact and a few counts, which outcome that
is. Claims have the columns of the table `claim`, facts those of `fact`, answers those of the plan's common table
(what the reference answers to a key). Ranks, in order: 1 to 3 agree, 4 and 5 cannot tell, 6 and 7 do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_, case, false, func, literal, or_

from verify.verdicts import Outcome
from verify.vocabulary import Property, Time, ValueType

NAMESAKE_DAYS = 366
"""A date off by more speaks of a namesake, where the subject's name is one that others share."""

Columns: TypeAlias = Any
"""The columns of a table or query, by name."""

EQUAL, CONTAINS, INSIDE, OVERLAPS, SILENT, CLASHES_AS_INFERRED, CLASHES = range(1, 8)
"""How a dated claim and a fact fit."""

HELD, HELD_FOR_PART, HELD_BY_ANOTHER, HELD_AT_ANOTHER_DATE, HELD_OPENLY_BY_ANOTHER, NOT_HELD = (
    1,
    2,
    4,
    6,
    7,
    8,
)
"""How a claim about a state and a fact fit; none is SILENT, which says nothing."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the claims of one property are compared with their records."""

    described: Property

    def rank(self, claim: Columns, fact: Columns) -> ColumnElement[int]:
        """How well one fact fits a claim."""
        if self.described.value_type is ValueType.DATE:
            return rank_date(claim, fact)
        if self.described.value_type is ValueType.EXISTENCE:
            return rank_existence(claim, fact)
        if self.described.time is Time.STATE:
            return rank_state(claim, fact)
        return rank_value(claim, fact)

    def conclude(self, judged: Columns) -> ColumnElement[int]:
        """The outcome, from the columns `rank`, `facts`, `fits`, `sound`, `others` and those of claim and answer."""
        silent: ColumnElement[int] = literal(int(Outcome.NO_RECORD))
        if self.described.value_type is ValueType.EXISTENCE:
            found = conclude_existence(judged)
            silent = case((judged["complete"] == 1, int(Outcome.ABSENT_FROM_A_COMPLETE_LIST)), else_=silent)
        elif self.described.time is Time.STATE:
            found = conclude_state(judged, self.described)
        else:
            found = conclude_dated(judged, self.described)
        return case(
            (judged["comparable"] == 0, literal(int(Outcome.NOT_COMPARABLE))),
            (judged["facts"] == 0, silent),
            else_=found,
        )


def rank_date(claim: Columns, fact: Columns) -> ColumnElement[int]:
    """Compare days: first with what is stated, then, where that leaves the year open, with what is inferred."""
    return case(
        (claim["stated_earliest"].is_not(None), _stated(claim, fact)),
        (claim["month_day_from"].is_not(None), _yearless(claim, fact)),
        (claim["value_earliest"].is_(None), SILENT),
        else_=case(
            (_equal(claim, "value", fact), EQUAL),
            (_contains(claim, "value", fact), CONTAINS),
            (_inside(claim, "value", fact), INSIDE),
            (_apart(claim, "value", fact), CLASHES_AS_INFERRED),
            else_=OVERLAPS,
        ),
    )


def _stated(claim: Columns, fact: Columns) -> ColumnElement[int]:
    return case(
        (_equal(claim, "stated", fact), EQUAL),
        (_contains(claim, "stated", fact), CONTAINS),
        (_inside(claim, "stated", fact), INSIDE),
        (and_(claim["answer_known"] == 0, _far(claim, fact)), SILENT),
        (_apart(claim, "stated", fact), CLASHES),
        else_=OVERLAPS,
    )


def _far(claim: Columns, fact: Columns) -> ColumnElement[bool]:
    """Whether a date is so far from the recorded one that another subject of the same name may be meant."""
    return or_(
        claim["stated_latest"] < fact["earliest"] - NAMESAKE_DAYS,
        fact["latest"] + NAMESAKE_DAYS < claim["stated_earliest"],
    )


def _yearless(claim: Columns, fact: Columns) -> ColumnElement[int]:
    """A month and day (or a month, a season): they must fit, and the inferred year where there is one."""
    return case(
        (fact["month_day_from"].is_(None), _yearless_longer(claim, fact)),
        (~_seasonal_overlap(claim, fact), CLASHES),
        (
            ~_seasonal_within(claim, fact),
            case(
                (
                    and_(claim["value_earliest"].is_not(None), _apart(claim, "value", fact)),
                    CLASHES_AS_INFERRED,
                ),
                (_seasonal_inside(claim, fact), INSIDE),
                else_=OVERLAPS,
            ),
        ),
        (claim["value_earliest"].is_(None), CONTAINS),
        (_equal(claim, "value", fact), EQUAL),
        (_contains(claim, "value", fact), CONTAINS),
        (_apart(claim, "value", fact), CLASHES_AS_INFERRED),
        else_=OVERLAPS,
    )


def _yearless_longer(claim: Columns, fact: Columns) -> ColumnElement[int]:
    """A fact that spans the turn of a year contains some day of that month and day, if the year fits."""
    return case(
        (claim["value_earliest"].is_(None), SILENT),
        (_inside(claim, "value", fact), INSIDE),
        (_apart(claim, "value", fact), CLASHES_AS_INFERRED),
        else_=OVERLAPS,
    )


def _seasonal_within(claim: Columns, fact: Columns) -> ColumnElement[bool]:
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


def _seasonal_inside(claim: Columns, fact: Columns) -> ColumnElement[bool]:
    # A fact inside one year holds no period that runs over the turn of a year.
    return and_(
        claim["month_day_from"] <= claim["month_day_to"],
        fact["month_day_from"] <= claim["month_day_from"],
        claim["month_day_to"] <= fact["month_day_to"],
    )


def _seasonal_overlap(claim: Columns, fact: Columns) -> ColumnElement[bool]:
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


def _equal(claim: Columns, what: str, fact: Columns) -> ColumnElement[bool]:
    return and_(claim[f"{what}_earliest"] == fact["earliest"], claim[f"{what}_latest"] == fact["latest"])


def _contains(claim: Columns, what: str, fact: Columns) -> ColumnElement[bool]:
    return and_(claim[f"{what}_earliest"] <= fact["earliest"], fact["latest"] <= claim[f"{what}_latest"])


def _inside(claim: Columns, what: str, fact: Columns) -> ColumnElement[bool]:
    return and_(fact["earliest"] <= claim[f"{what}_earliest"], claim[f"{what}_latest"] <= fact["latest"])


def _apart(claim: Columns, what: str, fact: Columns) -> ColumnElement[bool]:
    return or_(claim[f"{what}_latest"] < fact["earliest"], fact["latest"] < claim[f"{what}_earliest"])


def conclude_dated(judged: Columns, described: Property) -> ColumnElement[int]:
    """The outcome of dates and of other values that hold for ever."""
    closed = (
        literal(1)
        if not described.many
        else case(
            (
                and_(
                    judged["complete"] == 1,
                    judged["in_gap"] == 0,
                    or_(
                        judged["complete_from"].is_(None),
                        judged["complete_from"] <= judged["stated_earliest"],
                    ),
                    or_(judged["complete_to"].is_(None), judged["stated_latest"] <= judged["complete_to"]),
                ),
                1,
            ),
            else_=0,
        )
    )
    several = (
        and_(judged["stated_earliest"].is_(None), judged["value_earliest"].is_(None), judged["fits"] > 1)
        if described.value_type is ValueType.DATE
        else false()
    )
    return case(
        (several, int(Outcome.NOT_COMPARABLE)),
        (and_(judged["fits"] > 0, judged["sound"] == 0), int(Outcome.SOURCES_CONFLICT)),
        (judged["rank"] == EQUAL, int(Outcome.AGREES)),
        (judged["rank"] == CONTAINS, int(Outcome.AGREES_WITHIN_ITS_PRECISION)),
        (judged["rank"] == INSIDE, int(Outcome.MORE_PRECISE_THAN_THE_RECORD)),
        (judged["rank"].in_((OVERLAPS, SILENT)), int(Outcome.NOT_COMPARABLE)),
        (closed == 0, int(Outcome.UNLISTED)),
        (judged["rank"] == CLASHES_AS_INFERRED, int(Outcome.DIFFERS_AS_INFERRED)),
        else_=int(Outcome.DIFFERS),
    )


def rank_existence(claim: Columns, fact: Columns) -> ColumnElement[int]:
    """Whether what the claim cites existed on the claim's day."""
    return case(
        (or_(claim["as_of_latest"].is_(None), fact["earliest"] <= claim["as_of_latest"]), EQUAL),
        else_=CLASHES,
    )


def conclude_existence(judged: Columns) -> ColumnElement[int]:
    """The outcome of a citation: what came into being only later is absent as of the article's date."""
    return case(
        (judged["rank"] == EQUAL, int(Outcome.AGREES)), else_=int(Outcome.ABSENT_FROM_A_COMPLETE_LIST)
    )


def rank_state(claim: Columns, fact: Columns) -> ColumnElement[int]:
    """Whether a fact gives the claim's answer at the claim's time; both end days of a state count.

    The time may be some days long, as when a sentence of today tells of last year, or have no beginning: the answer
    need hold on one of its days, while another's state rules it out only if it holds on all.
    """
    same = claim["answer"] == fact["value"]
    throughout = and_(
        claim["as_of_earliest"].is_not(None),
        or_(fact["valid_from_day"].is_(None), fact["valid_from_day"] <= claim["as_of_earliest"]),
        or_(fact["valid_to_day"].is_(None), claim["as_of_latest"] <= fact["valid_to_day"]),
    )
    for_part = and_(
        or_(fact["valid_from_day"].is_(None), fact["valid_from_day"] <= claim["as_of_latest"]),
        or_(
            fact["valid_to_day"].is_(None),
            claim["as_of_earliest"].is_(None),
            claim["as_of_earliest"] <= fact["valid_to_day"],
        ),
    )
    return case(
        (claim["as_of_latest"].is_(None), case((same, HELD_AT_ANOTHER_DATE), else_=NOT_HELD)),
        (and_(same, throughout), HELD),
        (and_(same, for_part), HELD_FOR_PART),
        # A state without an end may have ended since it was recorded: it supports, but it refutes nobody.
        (and_(throughout, fact["valid_to_day"].is_not(None)), HELD_BY_ANOTHER),
        (same, HELD_AT_ANOTHER_DATE),
        (throughout, HELD_OPENLY_BY_ANOTHER),
        else_=NOT_HELD,
    )


def conclude_state(judged: Columns, described: Property) -> ColumnElement[int]:
    """The outcome of a state. Where the record does not cover the day, or the day is unknown, nothing is refuted.

    Of a state with one value, another that held on the day covers it too; of one with many, only a complete list.
    """
    listed = and_(
        judged["complete"] == 1,
        judged["in_gap"] == 0,
        judged["as_of_earliest"].is_not(None),
        or_(judged["complete_from"].is_(None), judged["complete_from"] <= judged["as_of_earliest"]),
        or_(judged["complete_to"].is_(None), judged["as_of_latest"] <= judged["complete_to"]),
    )
    covered = listed if described.many else or_(judged["rank"] == HELD_BY_ANOTHER, listed)
    nothing = (
        case((judged["others"] > 0, int(Outcome.NO_RECORD)), else_=int(Outcome.UNLISTED))
        if described.many
        else literal(int(Outcome.NO_RECORD))
    )
    return case(
        (and_(judged["fits"] > 0, judged["sound"] == 0), int(Outcome.SOURCES_CONFLICT)),
        (judged["rank"] == HELD, int(Outcome.AGREES)),
        (judged["rank"] == HELD_FOR_PART, int(Outcome.AGREES_WITHIN_ITS_PRECISION)),
        (
            judged["as_of_latest"].is_(None),
            case(
                (judged["others"] > 0, int(Outcome.AGREES_WITHIN_ITS_PRECISION)),
                else_=int(Outcome.NOT_COMPARABLE),
            ),
        ),
        # Whoever held it only after a time without a beginning had not held it yet.
        (
            and_(judged["as_of_earliest"].is_(None), judged["others"] > 0),
            int(Outcome.TRUE_AT_ANOTHER_DATE),
        ),
        (~covered, nothing),
        (judged["others"] > 0, int(Outcome.TRUE_AT_ANOTHER_DATE)),
        (judged["answer_known"] == 0, int(Outcome.UNLISTED)),
        else_=int(Outcome.DIFFERS),
    )


def rank_value(claim: Columns, fact: Columns) -> ColumnElement[int]:
    """Whether a fact gives the claim's answer; an answer in mere words that no fact gives says nothing."""
    return case(
        (claim["answer"] == fact["value"], EQUAL), (claim["answer_known"] == 0, SILENT), else_=CLASHES
    )


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
