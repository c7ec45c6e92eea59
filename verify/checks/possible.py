"""Which outcomes a comparison can come to: a check that names another would wait for what never comes.

Nothing here needs the database library: whoever only reads checks over does not wait for it to start.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from verify.checks.plan import CompareWith, Comparing, Selection, Tolerance, Unit
from verify.verdicts import Outcome
from verify.vocabulary import Property, Time, ValueType


class Way(Enum):
    """The ways in which claims are compared with the reference where no step asks for one by name."""

    DATES = auto()
    CITATIONS = auto()
    STATES = auto()
    NUMBERS = auto()
    VALUES = auto()
    ORDER = auto()


_OF_VALUES = frozenset({
    Outcome.AGREES, Outcome.DIFFERS, Outcome.UNLISTED, Outcome.SOURCES_CONFLICT, Outcome.NO_RECORD,
    Outcome.NOT_COMPARABLE,
})  # fmt: skip
_PRECISE = {Outcome.AGREES_WITHIN_ITS_PRECISION, Outcome.MORE_PRECISE_THAN_THE_RECORD}

OUTCOMES: Mapping[Way, frozenset[Outcome]] = {
    Way.DATES: frozenset(Outcome) - {Outcome.TRUE_AT_ANOTHER_DATE, Outcome.ABSENT_FROM_A_COMPLETE_LIST},
    Way.CITATIONS: frozenset(
        {Outcome.AGREES, Outcome.ABSENT_FROM_A_COMPLETE_LIST, Outcome.NO_RECORD, Outcome.NOT_COMPARABLE}
    ),
    Way.STATES: frozenset(Outcome) - {
        Outcome.MORE_PRECISE_THAN_THE_RECORD, Outcome.DIFFERS_AS_INFERRED, Outcome.ABSENT_FROM_A_COMPLETE_LIST,
    },
    Way.NUMBERS: _OF_VALUES | _PRECISE,
    Way.VALUES: _OF_VALUES,
    Way.ORDER: _OF_VALUES | {Outcome.DIFFERS_AS_INFERRED},
}  # fmt: skip
"""What each way can find at all."""

OF_THE_CALENDAR = frozenset(
    {Outcome.AGREES, Outcome.DIFFERS, Outcome.DIFFERS_AS_INFERRED, Outcome.NOT_COMPARABLE}
)
"""What the calendar can say of a date."""


def possible_outcomes(
    selection: Selection, comparing: Comparing, properties: Mapping[str, Property]
) -> frozenset[Outcome]:
    """What comparing the claims of a selection can find; `properties` are those the reference describes."""
    if comparing.what is CompareWith.CALENDAR:
        return frozenset({Outcome.DIFFERS}) if selection.impossible else OF_THE_CALENDAR
    described = properties.get(comparing.property or selection.property)
    if described is None:
        return frozenset(Outcome)
    if comparing.what.is_with_claims:
        return of_claims(described)
    if comparing.method is not None:
        # A package's comparison says it itself, and is built with the database library.
        from verify.checks.compare import comparison_of

        return comparison_of(described, comparing).possible()
    way = way_of(described, comparing)
    if way is Way.STATES:
        return OUTCOMES[way]
    found = of_one_or_many(OUTCOMES[way], described)
    return of_numbers(found, comparing.tolerance) if way is Way.NUMBERS else found


def way_of(described: Property, comparing: Comparing) -> Way:
    """How claims are compared with the facts of a property."""
    if comparing.order is not None:
        return Way.ORDER
    if described.value_type is ValueType.DATE:
        return Way.DATES
    if described.value_type is ValueType.EXISTENCE:
        return Way.CITATIONS
    if described.time is Time.STATE:
        return Way.STATES
    return Way.NUMBERS if described.value_type is ValueType.NUMBER else Way.VALUES


def of_one_or_many(found: frozenset[Outcome], described: Property) -> frozenset[Outcome]:
    """Of these outcomes those of a property: where it has one value, another is wrong and never merely unlisted."""
    return found if described.many else found - {Outcome.UNLISTED}


def of_numbers(found: frozenset[Outcome], tolerance: Tolerance | None) -> frozenset[Outcome]:
    """Of these outcomes those of numbers: within half the last digit, all that rounds to a number is equal to it."""
    wide = tolerance is not None and tolerance.unit is Unit.LAST_DIGIT and tolerance.amount >= 0.5
    return found - {Outcome.AGREES_WITHIN_ITS_PRECISION} if wide else found


def of_claims(described: Property) -> frozenset[Outcome]:
    """What comparing claims with each other can find; another value of many is unlisted rather than wrong."""
    found = {Outcome.AGREES, Outcome.NO_RECORD, Outcome.NOT_COMPARABLE}
    found.add(Outcome.UNLISTED if described.many else Outcome.DIFFERS)
    if described.value_type is ValueType.DATE:
        found |= _PRECISE
        found.add(Outcome.UNLISTED if described.many else Outcome.DIFFERS_AS_INFERRED)
    return frozenset(found)
