"""Values that hold for ever and are equal or not: texts, subjects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import ColumnElement, case

from verify.checks.compare.ranks import (
    CLASHES,
    EQUAL,
    SILENT,
    Columns,
    Comparison,
    closed_list,
    conclude_ranked,
)
from verify.checks.possible import OUTCOMES, Way
from verify.verdicts import Outcome


@dataclass(frozen=True, slots=True)
class ValueComparison(Comparison):
    """Texts and subjects."""

    outcomes: ClassVar[frozenset[Outcome]] = OUTCOMES[Way.VALUES]

    def rank(self, claim: Columns, fact: Columns) -> ColumnElement[int]:
        """Whether a fact gives the claim's answer; an answer in mere words that no fact gives says nothing."""
        return case(
            (claim["answer_digest"] == fact["value_digest"], EQUAL),
            (claim["answer_known"] == 0, SILENT),
            else_=CLASHES,
        )

    def conclude(self, judged: Columns) -> ColumnElement[int]:
        """The rank of the best fact decides."""
        return conclude_ranked(judged, closed_list(judged, self.described))
