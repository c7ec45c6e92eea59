"""What comparing a claim with its record finds, as SQL: the outcomes of the design, exactly."""

from __future__ import annotations

from collections.abc import Mapping

from verify.checks.compare.dates import DateComparison
from verify.checks.compare.existence import ExistenceComparison
from verify.checks.compare.numbers import NumberComparison
from verify.checks.compare.order import OrderComparison
from verify.checks.compare.ranks import Comparison
from verify.checks.compare.states import StateComparison
from verify.checks.compare.values import ValueComparison
from verify.checks.methods import METHODS
from verify.checks.plan import Comparing
from verify.checks.possible import Way, way_of
from verify.vocabulary import Property

__all__ = ["Comparison", "comparison_of"]


def comparison_of(described: Property, comparing: Comparing) -> Comparison:
    """How the claims of a check are compared; `described` is the property whose facts answer.

    Raises KeyError for the name of a comparison that is not registered.
    """
    if comparing.method is not None:
        return METHODS[comparing.method].comparison(described, comparing.tolerance)
    if comparing.order is not None:
        return OrderComparison(described, comparing.tolerance, comparing.order)
    return _USUAL[way_of(described, comparing)](described, comparing.tolerance)


_USUAL: Mapping[Way, type[Comparison]] = {
    Way.DATES: DateComparison,
    Way.CITATIONS: ExistenceComparison,
    Way.STATES: StateComparison,
    Way.NUMBERS: NumberComparison,
    Way.VALUES: ValueComparison,
}
