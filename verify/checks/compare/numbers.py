"""Numbers: equal, equal as far as they are written out, or within a tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import ColumnElement, case, func, or_

from verify.checks.compare.ranks import (
    CLASHES,
    CONTAINS,
    EQUAL,
    INSIDE,
    SILENT,
    Columns,
    Comparison,
    closed_list,
    conclude_ranked,
)
from verify.checks.plan import Tolerance, Unit
from verify.checks.possible import OUTCOMES, Way, of_numbers
from verify.verdicts import Outcome
from verify.vocabulary import ValueType

ROUNDING = 1e-9
"""Relative slack of a bound, so that 5 per cent of 0.3 does not fail by a digit that only binary fractions have."""


@dataclass(frozen=True, slots=True)
class NumberComparison(Comparison):
    """A number agrees within its precision if the record rounds to it: "5,000" and 4,987."""

    outcomes: ClassVar[frozenset[Outcome]] = OUTCOMES[Way.NUMBERS]
    units: ClassVar[frozenset[str]] = frozenset({Unit.PER_CENT, Unit.LAST_DIGIT})
    compares: ClassVar[frozenset[ValueType]] = frozenset({ValueType.NUMBER})

    def rank(self, claim: Columns, fact: Columns) -> ColumnElement[int]:
        """Numbers in other units, or that are none, cannot be compared; nor can one that may be a namesake's."""
        return rank_number(claim, fact, self.tolerance)

    def conclude(self, judged: Columns) -> ColumnElement[int]:
        """The rank of the best fact decides."""
        return conclude_ranked(judged, closed_list(judged, self.described))

    def possible(self) -> frozenset[Outcome]:
        """Within half the last digit, all that rounds to a number is equal to it."""
        return of_numbers(Comparison.possible(self), self.tolerance)


def rank_number(claim: Columns, fact: Columns, tolerance: Tolerance | None) -> ColumnElement[int]:
    """How well a number and the recorded one fit."""
    off = func.abs(claim["number"] - fact["number"])
    return case(
        (or_(claim["number"].is_(None), fact["number"].is_(None)), SILENT),
        (func.coalesce(claim["unit"], "") != func.coalesce(fact["unit"], ""), SILENT),
        (off <= _slack(claim, fact, tolerance), EQUAL),
        (off <= _half(claim["last_digit"]), CONTAINS),
        (off <= _half(fact["last_digit"]), INSIDE),
        (claim["answer_known"] == 0, SILENT),
        else_=CLASHES,
    )


def _slack(claim: Columns, fact: Columns, tolerance: Tolerance | None) -> ColumnElement[float]:
    size = func.abs(fact["number"]) * ROUNDING
    if tolerance is None:
        return size
    if tolerance.unit is Unit.PER_CENT:
        return func.abs(fact["number"]) * (tolerance.amount / 100) + size
    slack: ColumnElement[float] = claim["last_digit"] * tolerance.amount + size
    return slack


def _half(last_digit: ColumnElement[float]) -> ColumnElement[float]:
    return last_digit * (0.5 + ROUNDING)
