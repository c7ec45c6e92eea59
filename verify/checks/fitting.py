"""Whether what is compared fits what it is compared with."""

from __future__ import annotations

from collections.abc import Mapping

from verify.checks.likeness import nearest_hint
from verify.checks.methods import METHODS, called, engine_of
from verify.checks.plan import CompareWith, Comparing, Judgement, Plan, Selection, Unit
from verify.checks.step_error import MisfitError, StepError
from verify.vocabulary import Property, Time, ValueType

TOLERANCES = {
    ValueType.DATE: ("days", "3 days"),
    ValueType.NUMBER: ("per cent or digits", "5 per cent"),
}
"""By the type of its values, in what a property's tolerance is counted, and an example."""


def refuse_method(comparing: Comparing) -> None:
    """Raise StepError for a comparison that is asked for by a name nobody has registered, or out of its place."""
    if comparing.method is None:
        return
    if comparing.method not in METHODS:
        known = ", ".join(repr(name) for name in sorted(METHODS)) or "none"
        raise StepError(
            f"no comparison is called {comparing.method!r}.",
            f"Install the package that brings it, or name another; installed: {known}.",
        )
    if comparing.what is not CompareWith.REFERENCE or comparing.order is not None:
        raise StepError(
            f"{called(comparing.method)} compares with the reference only.",
            "Compare in another way.",
        )


def refuse_mismatch(selection: Selection, comparing: Comparing, properties: Mapping[str, Property]) -> None:
    """Raise StepError where claims are held against what they cannot be compared with, mostly MisfitError."""
    described = properties.get(selection.property)
    if described is None:
        _date_by_itself(selection, comparing)
        return
    if comparing.what is CompareWith.CALENDAR:
        raise MisfitError(
            "only dates are compared with the calendar.", "Write: When each is compared with the reference"
        )
    if comparing.what.is_with_claims and described.value_type in (ValueType.EXISTENCE, ValueType.NUMBER):
        raise MisfitError(
            f"claims about {described.id!r} are not compared with each other.",
            "Write: When each is compared with the reference",
        )
    _order(described, comparing, properties)
    _method(selection, comparing, described, properties)
    _tolerance(described, comparing)
    if (selection.dated_from or selection.dated_to) and described.value_type is not ValueType.DATE:
        raise StepError(f"{described.id!r} states no date that could lie in a period.", "Remove the step.")
    for name, _ in selection.recorded:
        if name not in properties:
            raise StepError(f"no property is called {name!r}.", nearest_hint(name, properties))


def _method(
    selection: Selection, comparing: Comparing, described: Property, properties: Mapping[str, Property]
) -> None:
    """Try a comparison by name on what it is to compare."""
    if comparing.method is None:
        return
    method, tolerance = METHODS[comparing.method], comparing.tolerance
    answering = properties.get(comparing.property or "", described)
    if answering.value_type not in method.comparison.compares:
        raise MisfitError(
            f"{called(method.name)} compares {' or '.join(sorted(method.comparison.compares))} values, "
            f"and {answering.id!r} has {answering.value_type} values.",
            "Name another property, or compare in another way.",
        )
    if tolerance is not None and tolerance.unit not in method.comparison.units:
        raise MisfitError(
            f"a tolerance of {tolerance.describe()} means nothing to {called(method.name)}.",
            "Leave it out.",
        )
    from verify.checks.trial import refuse_unsound

    refuse_unsound(Judgement(Plan(selection, comparing), answering, engine_of(method.name)))


def _date_by_itself(selection: Selection, comparing: Comparing) -> None:
    if comparing.what is not CompareWith.CALENDAR:
        raise MisfitError(
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
        raise MisfitError(
            f"no property is called {comparing.property!r}.", nearest_hint(comparing.property, properties)
        )
    for one in (described, other):
        if one.value_type is not ValueType.DATE or one.time is not Time.DATED:
            raise MisfitError(f"{one.id!r} is no date, so nothing is before or after it.", "Name a date.")
    if other.kind != described.kind:
        raise MisfitError(
            f"{other.id!r} is a property of the kind {other.kind!r}, {described.id!r} of {described.kind!r}.",
            "Compare two properties of one kind.",
        )
    if other.id == described.id:
        raise MisfitError(
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
        raise MisfitError(
            f"a tolerance of {tolerance.describe()} means nothing for {name}.",
            f"Count it in {what}: give or take {example}" if what else "Leave it out.",
        )
