"""Whether what is compared fits what it is compared with."""

from __future__ import annotations

from collections.abc import Mapping

from verify.checks.plan import CompareWith, Comparing, Selection, Unit
from verify.checks.step_error import StepError
from verify.vocabulary import Property, Time, ValueType

TOLERANCES = {
    ValueType.DATE: ("days", "3 days"),
    ValueType.NUMBER: ("per cent or digits", "5 per cent"),
}
"""By the type of its values, in what a property's tolerance is counted, and an example."""


def refuse_mismatch(selection: Selection, comparing: Comparing, properties: Mapping[str, Property]) -> None:
    """Raise StepError where claims are held against what they cannot be compared with."""
    described = properties.get(selection.property)
    if described is None:
        _date_by_itself(selection, comparing)
        return
    if comparing.what is CompareWith.CALENDAR:
        raise StepError(
            "only dates are compared with the calendar.", "Write: When each is compared with the reference"
        )
    if comparing.what.is_with_claims and described.value_type in (ValueType.EXISTENCE, ValueType.NUMBER):
        raise StepError(
            f"claims about {described.id!r} are not compared with each other.",
            "Write: When each is compared with the reference",
        )
    _order(described, comparing, properties)
    _tolerance(described, comparing)
    if (selection.dated_from or selection.dated_to) and described.value_type is not ValueType.DATE:
        raise StepError(f"{described.id!r} states no date that could lie in a period.", "Remove the step.")
    for name, _ in selection.recorded:
        if name not in properties:
            raise StepError(
                f"no property is called {name!r}.", f"Known are: {', '.join(sorted(properties))}."
            )


def _date_by_itself(selection: Selection, comparing: Comparing) -> None:
    if comparing.what is not CompareWith.CALENDAR:
        raise StepError(
            "a date by itself has nothing to be compared with in the reference.",
            "Write: When each is compared with the calendar",
        )
    if selection.subjects or selection.recorded:
        raise StepError("a date by itself has no subject.", "Remove the step that names one.")
    _tolerance(None, comparing)


def _order(described: Property, comparing: Comparing, properties: Mapping[str, Property]) -> None:
    if comparing.property is None:
        return
    other = properties.get(comparing.property)
    if other is None:
        raise StepError(
            f"no property is called {comparing.property!r}.", f"Known are: {', '.join(sorted(properties))}."
        )
    for one in (described, other):
        if one.value_type is not ValueType.DATE or one.time is not Time.DATED:
            raise StepError(f"{one.id!r} is no date, so nothing is before or after it.", "Name a date.")
    if other.kind != described.kind:
        raise StepError(
            f"{other.id!r} is a property of the kind {other.kind!r}, {described.id!r} of {described.kind!r}.",
            "Compare two properties of one kind.",
        )
    if other.id == described.id:
        raise StepError(
            f"{other.id!r} is compared with itself.", "Write: When each is compared with the reference"
        )


def _tolerance(described: Property | None, comparing: Comparing) -> None:
    tolerance = comparing.tolerance
    if tolerance is None or comparing.method is not None:
        return
    value_type = described.value_type if described is not None else None
    fits = value_type is ValueType.DATE if tolerance.unit is Unit.DAYS else value_type is ValueType.NUMBER
    if not fits or described is None:
        what, example = TOLERANCES.get(value_type, ("", "")) if value_type else ("", "")
        name = repr(described.id) if described is not None else "a date by itself"
        raise StepError(
            f"a tolerance of {tolerance.describe()} means nothing for {name}.",
            f"Count it in {what}: give or take {example}" if what else "Leave it out.",
        )
