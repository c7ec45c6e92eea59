"""How well a claim and one fact fit, as numbers of which the least is the best, and what comparing needs to know."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from sqlalchemy import ColumnElement, and_, case, literal, or_, true

from verify.checks.plan import Tolerance
from verify.checks.possible import of_one_or_many
from verify.verdicts import Outcome
from verify.vocabulary import Property, ValueType

Columns: TypeAlias = Any
"""The columns of a table or query, by name."""

EQUAL, CONTAINS, INSIDE, OVERLAPS, SILENT, CLASHES_AS_INFERRED, CLASHES = range(1, 8)
"""How a claim and a fact fit: 1 to 3 agree, 4 and 5 cannot tell, 6 and 7 do not."""

HELD, HELD_FOR_PART, HELD_BY_ANOTHER, HELD_AT_ANOTHER_DATE, HELD_OPENLY_BY_ANOTHER, NOT_HELD = (
    1,
    2,
    4,
    6,
    7,
    8,
)
"""How a claim about a state and a fact fit; none is SILENT, which says nothing."""

RANKS = 9
"""One more than the highest rank."""


@dataclass(frozen=True, slots=True)
class Comparison(ABC):
    """How claims are compared with what answers them, as SQL.

    Comparing works in two steps that both stay inside the database. `rank` says of a claim and one fact how well they
    fit, lower being better; `conclude` says of a claim, from its best fact and a few counts, which outcome that is.
    A claim has the columns of the table `claim`; a fact has `earliest`, `latest`, `month_day_from`, `month_day_to`,
    `value`, `value_digest` (with which the claim's `answer_digest` is compared), `number`, `last_digit`, `unit`,
    `valid_from_day`, `valid_to_day` and `disputed`, all null where there is none. `judged` has `rank`, `facts` (how
    many there are), `fits` (how many rank INSIDE or better, those of one date counting once), `sound` (how many of
    those nobody disputes), `others` (how many say that it was so at another date), `complete`, `complete_from`,
    `complete_to`, `in_gap`, and of the claim `comparable`, `stated_earliest`, `stated_latest`, `value_earliest`,
    `as_of_earliest`, `as_of_latest`, `answer_known`. `described` is the property whose facts answer.
    """

    described: Property
    tolerance: Tolerance | None = None

    outcomes: ClassVar[frozenset[Outcome]] = frozenset(Outcome)
    """What it can find at all; a check that gives another outcome a meaning waits for what never comes."""

    units: ClassVar[frozenset[str]] = frozenset()
    """The units of tolerance that it understands."""

    compares: ClassVar[frozenset[ValueType]] = frozenset(ValueType)
    """The types of the values that it can compare."""

    @abstractmethod
    def rank(self, claim: Columns, fact: Columns) -> ColumnElement[int]:
        """How well one fact fits a claim."""

    @abstractmethod
    def conclude(self, judged: Columns) -> ColumnElement[int]:
        """The outcome of a claim that is comparable and of which there are facts."""

    def matters(self, claim: Columns, fact: Columns) -> ColumnElement[bool]:
        """Whether a fact ranks better than NOT_HELD, so that it need be looked at; all are, where this says nothing."""
        del claim, fact
        return true()

    def without_facts(self, judged: Columns) -> ColumnElement[int]:
        """The outcome of a comparable claim of which there is no fact."""
        del judged
        return literal(int(Outcome.NO_RECORD))

    def outcome(self, judged: Columns) -> ColumnElement[int]:
        """The outcome of any claim."""
        return case(
            (judged["comparable"] == 0, literal(int(Outcome.NOT_COMPARABLE))),
            (judged["facts"] == 0, self.without_facts(judged)),
            else_=self.conclude(judged),
        )

    def possible(self) -> frozenset[Outcome]:
        """The outcomes it can find for this property."""
        return of_one_or_many(self.outcomes, self.described)


def conclude_ranked(judged: Columns, closed: ColumnElement[Any]) -> ColumnElement[int]:
    """The outcome of a value by the ranks EQUAL to CLASHES; where `closed` is 0 the facts may not be all there are."""
    return case(
        (and_(judged["rank"] <= INSIDE, judged["sound"] == 0), int(Outcome.SOURCES_CONFLICT)),
        (judged["rank"] == EQUAL, int(Outcome.AGREES)),
        (judged["rank"] == CONTAINS, int(Outcome.AGREES_WITHIN_ITS_PRECISION)),
        (judged["rank"] == INSIDE, int(Outcome.MORE_PRECISE_THAN_THE_RECORD)),
        (judged["rank"].in_((OVERLAPS, SILENT)), int(Outcome.NOT_COMPARABLE)),
        (closed == 0, int(Outcome.UNLISTED)),
        (judged["rank"] == CLASHES_AS_INFERRED, int(Outcome.DIFFERS_AS_INFERRED)),
        else_=int(Outcome.DIFFERS),
    )


def closed_list(judged: Columns, described: Property) -> ColumnElement[int]:
    """1 where the facts are all there are: of one value, or on a list that is complete on the days stated."""
    if not described.many:
        return literal(1)
    complete = and_(
        judged["complete"] == 1,
        judged["in_gap"] == 0,
        or_(judged["complete_from"].is_(None), judged["complete_from"] <= judged["stated_earliest"]),
        or_(judged["complete_to"].is_(None), judged["stated_latest"] <= judged["complete_to"]),
    )
    return case((complete, 1), else_=0)
