"""Citations: whether what is cited exists, and did on the day of the article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import ColumnElement, case, literal

from verify.checks.compare.ranks import CLASHES, EQUAL, Columns, Comparison
from verify.checks.possible import OUTCOMES, Way
from verify.verdicts import Outcome


@dataclass(frozen=True, slots=True)
class ExistenceComparison(Comparison):
    """What came into being only after the claim's day was absent on it."""

    outcomes: ClassVar[frozenset[Outcome]] = OUTCOMES[Way.CITATIONS]

    def rank(self, claim: Columns, fact: Columns) -> ColumnElement[int]:
        """Whether what the claim cites existed on the claim's day."""
        return case(
            (claim["as_of_latest"].is_(None), literal(EQUAL)),
            (fact["earliest"] > claim["as_of_latest"], CLASHES),
            else_=EQUAL,
        )

    def conclude(self, judged: Columns) -> ColumnElement[int]:
        """It agrees, or is absent as of the article's date."""
        return case(
            (judged["rank"] == EQUAL, int(Outcome.AGREES)), else_=int(Outcome.ABSENT_FROM_A_COMPLETE_LIST)
        )

    def without_facts(self, judged: Columns) -> ColumnElement[int]:
        """Absent where a list is complete there, else not known."""
        return case(
            (judged["complete"] == 1, literal(int(Outcome.ABSENT_FROM_A_COMPLETE_LIST))),
            else_=int(Outcome.NO_RECORD),
        )
