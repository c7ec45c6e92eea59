"""Which outcomes a comparison can come to: a check that names another would wait for what never comes."""

from __future__ import annotations

from collections.abc import Mapping

from verify.checks.plan import CompareWith, Comparing, Selection
from verify.verdicts import Outcome
from verify.vocabulary import Property


def possible_outcomes(
    selection: Selection, comparing: Comparing, properties: Mapping[str, Property]
) -> frozenset[Outcome]:
    """What comparing the claims of a selection can find; `properties` are those the reference describes."""
    # Comparisons are built with the database library, which whoever only lists steps need not wait for.
    from verify.checks.compare import comparison_of
    from verify.checks.compare.calendar import OUTCOMES as OF_THE_CALENDAR

    if comparing.what is CompareWith.CALENDAR:
        return frozenset({Outcome.DIFFERS}) if selection.impossible else OF_THE_CALENDAR
    described = properties.get(comparing.property or selection.property)
    if described is None:
        return frozenset(Outcome)
    if comparing.what.is_with_claims:
        from verify.checks.compiling.against_claims import possible as possible_of_claims

        return possible_of_claims(described)
    return comparison_of(described, comparing).possible()
