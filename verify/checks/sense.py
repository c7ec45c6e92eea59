"""Checks that are understood and yet could never match: subjects nobody knows, outcomes that never come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from verify.checks.builder import DATE, PHRASES
from verify.checks.likeness import nearest
from verify.checks.plan import Plan, Selection
from verify.checks.possible import possible_outcomes
from verify.checks.step_error import StepError
from verify.verdicts import Outcome
from verify.vocabulary import Property, ValueType, Vocabulary


class WordError(StepError):
    """A complaint about one word of a step, which may stand in a list below it."""

    def __init__(self, word: str, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.word = word


class Names:
    """The subjects of a reference by their names, to say which one an editor means."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def refuse_unknown(self, selection: Selection, before: Selection | None) -> None:
        """Raise WordError for what a step added to a selection, if the reference does not know it.

        That is a subject that is unknown or of another kind, or a recorded value that no such subject can have.
        """
        stated = self.vocabulary.properties.get(selection.property)
        kind = stated.subject_kind if stated is not None else None
        for subject in selection.subjects if before is None or before.subjects != selection.subjects else ():
            self._refuse_subject(subject, kind)
        for name, value in selection.recorded[len(before.recorded) if before is not None else 0 :]:
            described = self.vocabulary.properties[name]
            if kind is not None and described.subject_kind != kind:
                raise WordError(
                    name,
                    f"{name!r} is recorded of the kind {described.subject_kind!r}, "
                    f"and the claims are about the kind {kind!r}.",
                    "Name a property of that kind.",
                )
            if described.value_type is ValueType.SUBJECT:
                self._refuse_subject(value, None)

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        """The subjects that go by a name, whatever its case."""
        found: dict[str, list[str]] = defaultdict(list)
        for subject in self.vocabulary.subjects:
            found[subject.casefold()].append(subject)
        for alias in self.vocabulary.aliases:
            if alias.subject not in found[alias.text.casefold()]:
                found[alias.text.casefold()].append(alias.subject)
        return found

    def _refuse_subject(self, subject: str, kind: str | None) -> None:
        known = self.vocabulary.subjects.get(subject)
        if known is None:
            message = f"the reference knows no subject {subject!r}."
            raise WordError(subject, message, self._hint(subject, kind))
        if kind is not None and known.kind != kind:
            raise WordError(
                subject,
                f"{subject!r} is of the kind {known.kind!r}, and the claims are about the kind {kind!r}.",
                "Name a subject of that kind, or select other claims.",
            )

    def _hint(self, word: str, kind: str | None) -> str:
        meant = self._by_name.get(word.casefold(), [])
        fitting = [subject for subject in meant if kind in (None, self._kind(subject))] or meant
        if fitting:
            return f"Write its canonical name: {' or '.join(map(repr, fitting))}."
        near = nearest(word, [name for name in self.vocabulary.subjects if kind in (None, self._kind(name))])
        near = near or nearest(word, self._by_name)
        if near is None:
            return f"Add it to subjects.csv{'' if kind is None else f', with the kind {kind!r}'}."
        canonical = self._by_name.get(near.casefold(), [near])[0]
        also = "" if canonical.casefold() == near.casefold() else f" (known as {near!r})"
        return f"Nearest: {canonical!r}{also}"

    def _kind(self, subject: str) -> str | None:
        known = self.vocabulary.subjects.get(subject)
        return known.kind if known is not None else None


def refuse_never(outcome: Outcome, plan: Plan, properties: Mapping[str, Property]) -> None:
    """Raise WordError for an outcome that a check can never come to."""
    possible = possible_outcomes(plan.selection, plan.comparing, properties)
    if outcome in possible:
        return
    is_date = plan.selection.property == DATE
    compared = "a date by itself" if is_date else f"a claim about {plan.selection.property!r}"
    raise WordError(
        PHRASES[outcome],
        f"{compared}, compared with {plan.comparing.describe()}, never {PHRASES[outcome]}.",
        f"Remove it. Possible are: {', '.join(PHRASES[one] for one in sorted(possible))}.",
    )


def refuse_nothing(selection: Selection) -> None:
    """Raise StepError for conditions of which no claim can meet both."""
    for what, first, last in (
        ("published", selection.published_from, selection.published_to),
        ("dated", selection.dated_from, selection.dated_to),
    ):
        if first is not None and last is not None and first > last:
            message = f"nothing is {what} on or after {first} and on or before {last}."
            raise StepError(message, "Write the first day first.")
    if selection.attributed is False and selection.attributed_to is not None:
        raise StepError(
            f"a claim that is the article's own is not attributed to {selection.attributed_to!r}.",
            "Keep one of the steps.",
        )
