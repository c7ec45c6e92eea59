"""What comparing a claim with its record finds, as SQL: the outcomes of the design, exactly."""

from __future__ import annotations

from verify.checks.compare.dates import DateComparison
from verify.checks.compare.existence import ExistenceComparison
from verify.checks.compare.numbers import NumberComparison
from verify.checks.compare.order import OrderComparison
from verify.checks.compare.ranks import Comparison
from verify.checks.compare.states import StateComparison
from verify.checks.compare.values import ValueComparison
from verify.checks.methods import METHODS
from verify.checks.plan import Comparing
from verify.vocabulary import Property, Time, ValueType

__all__ = ["Comparison", "comparison_of"]


def comparison_of(described: Property, comparing: Comparing) -> Comparison:
    """How the claims of a check are compared; `described` is the property whose facts answer.

    Raises KeyError for the name of a comparison that is not registered.
    """
    if comparing.method is not None:
        return METHODS[comparing.method].comparison(described, comparing.tolerance)
    if comparing.order is not None:
        return OrderComparison(described, comparing.tolerance, comparing.order)
    return _usual(described)(described, comparing.tolerance)


def _usual(described: Property) -> type[Comparison]:
    if described.value_type is ValueType.DATE:
        return DateComparison
    if described.value_type is ValueType.EXISTENCE:
        return ExistenceComparison
    if described.time is Time.STATE:
        return StateComparison
    return NumberComparison if described.value_type is ValueType.NUMBER else ValueComparison
