"""Dates against those of another property of the same subject: what cannot be before or after what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import ColumnElement, and_, case, literal

from verify.checks.compare.ranks import (
    CLASHES,
    CLASHES_AS_INFERRED,
    EQUAL,
    OVERLAPS,
    SILENT,
    Columns,
    Comparison,
    conclude_ranked,
)
from verify.checks.plan import Order, Unit
from verify.checks.possible import OUTCOMES, Way
from verify.verdicts import Outcome
from verify.vocabulary import ValueType


@dataclass(frozen=True, slots=True)
class OrderComparison(Comparison):
    """A date fits if it surely lies so to one of the recorded dates, and differs if it surely does to none."""

    order: Order = Order.ON_OR_BEFORE

    outcomes: ClassVar[frozenset[Outcome]] = OUTCOMES[Way.ORDER]
    units: ClassVar[frozenset[str]] = frozenset({Unit.DAYS})
    compares: ClassVar[frozenset[ValueType]] = frozenset({ValueType.DATE})

    def rank(self, claim: Columns, fact: Columns) -> ColumnElement[int]:
        """What is stated counts; what was only inferred contradicts as an inference."""
        return case(
            # A name that others share may be a namesake's, of which nothing is known.
            (claim["answer_known"] == 0, SILENT),
            (claim["stated_earliest"].is_not(None), self._placed(claim, "stated", fact, CLASHES)),
            (claim["value_earliest"].is_not(None), self._placed(claim, "value", fact, CLASHES_AS_INFERRED)),
            else_=SILENT,
        )

    def _placed(self, claim: Columns, what: str, fact: Columns, otherwise: int) -> ColumnElement[int]:
        days = int(self.tolerance.amount) if self.tolerance else 0
        earliest, latest = claim[f"{what}_earliest"], claim[f"{what}_latest"]
        if self.order is Order.ON_OR_BEFORE:
            surely, never = latest <= fact["earliest"] + days, earliest > fact["latest"] + days
        else:
            surely, never = earliest >= fact["latest"] - days, latest < fact["earliest"] - days
        return case((surely, EQUAL), (never, otherwise), else_=OVERLAPS)

    def conclude(self, judged: Columns) -> ColumnElement[int]:
        """The best of the recorded dates decides; of many, only a list without bounds says that they are all."""
        listed = and_(
            judged["complete"] == 1,
            judged["in_gap"] == 0,
            judged["complete_from"].is_(None),
            judged["complete_to"].is_(None),
        )
        return conclude_ranked(judged, case((listed, 1), else_=0) if self.described.many else literal(1))
