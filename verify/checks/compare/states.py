"""States: what was so on the day, and what at another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import ColumnElement, and_, case, literal, or_, true

from verify.checks.compare.numbers import NumberComparison, rank_number
from verify.checks.compare.ranks import (
    HELD,
    HELD_AT_ANOTHER_DATE,
    HELD_BY_ANOTHER,
    HELD_FOR_PART,
    HELD_OPENLY_BY_ANOTHER,
    INSIDE,
    NOT_HELD,
    SILENT,
    Columns,
    Comparison,
)
from verify.checks.possible import OUTCOMES, Way
from verify.verdicts import Outcome
from verify.vocabulary import Property, ValueType


@dataclass(frozen=True, slots=True)
class StateComparison(Comparison):
    """Offices, memberships, populations: answers that hold from one day to another."""

    outcomes: ClassVar[frozenset[Outcome]] = OUTCOMES[Way.STATES]
    units: ClassVar[frozenset[str]] = NumberComparison.units

    def rank(self, claim: Columns, fact: Columns) -> ColumnElement[int]:
        """See `rank_state`; of a number, one that fits the recorded one is the same, and of another unit none is."""
        if self.described.value_type is not ValueType.NUMBER:
            return rank_state(claim, fact, claim["answer_digest"] == fact["value_digest"])
        fit = rank_number(claim, fact, self.tolerance)
        return case((fit == SILENT, SILENT), else_=rank_state(claim, fact, fit <= INSIDE))

    def matters(self, claim: Columns, fact: Columns) -> ColumnElement[bool]:
        """Only what gives the claim's answer, or held throughout the claim's time: one or two of all that ever held."""
        if self.described.value_type is ValueType.NUMBER:
            return true()
        return or_(claim["answer_digest"] == fact["value_digest"], _throughout(claim, fact))

    def conclude(self, judged: Columns) -> ColumnElement[int]:
        """See `conclude_state`; where no number of the claim's unit is on record, nothing can be said."""
        outcome = conclude_state(judged, self.described)
        if self.described.value_type is not ValueType.NUMBER:
            return outcome
        return case((judged["rank"] == SILENT, int(Outcome.NOT_COMPARABLE)), else_=outcome)

    def possible(self) -> frozenset[Outcome]:
        """A name that nobody knows is unlisted, though the state have one value."""
        return self.outcomes


def rank_state(claim: Columns, fact: Columns, same: ColumnElement[bool]) -> ColumnElement[int]:
    """Whether a fact gives the claim's answer (`same`) at the claim's time; both end days of a state count.

    The time may be some days long, as when a sentence of today tells of last year, or have no beginning: the answer
    need hold on one of its days, while another's state rules it out only if it holds on all. Where it is not known, the
    answer need have held at some time.
    """
    throughout = _throughout(claim, fact)
    for_part = and_(
        or_(fact["valid_from_day"].is_(None), fact["valid_from_day"] <= claim["as_of_latest"]),
        or_(
            fact["valid_to_day"].is_(None),
            claim["as_of_earliest"].is_(None),
            claim["as_of_earliest"] <= fact["valid_to_day"],
        ),
    )
    # A state without an end may have ended since it was recorded: it supports, but it refutes nobody.
    another = case((fact["valid_to_day"].is_not(None), HELD_BY_ANOTHER), else_=HELD_OPENLY_BY_ANOTHER)
    return case(
        (claim["as_of_latest"].is_(None), case((same, HELD_FOR_PART), else_=NOT_HELD)),
        (same, case((throughout, HELD), (for_part, HELD_FOR_PART), else_=HELD_AT_ANOTHER_DATE)),
        (throughout, another),
        else_=NOT_HELD,
    )


def _throughout(claim: Columns, fact: Columns) -> ColumnElement[bool]:
    """Whether a fact held on every day of the claim's time."""
    return and_(
        claim["as_of_earliest"].is_not(None),
        or_(fact["valid_from_day"].is_(None), fact["valid_from_day"] <= claim["as_of_earliest"]),
        or_(fact["valid_to_day"].is_(None), claim["as_of_latest"] <= fact["valid_to_day"]),
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
        (and_(judged["rank"] <= HELD_FOR_PART, judged["sound"] == 0), int(Outcome.SOURCES_CONFLICT)),
        (judged["rank"] == HELD, int(Outcome.AGREES)),
        (judged["rank"] == HELD_FOR_PART, int(Outcome.AGREES_WITHIN_ITS_PRECISION)),
        (judged["as_of_latest"].is_(None), int(Outcome.NOT_COMPARABLE)),
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
