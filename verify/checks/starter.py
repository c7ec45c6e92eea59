"""A feature file to begin with: commented, sound, and about the property that an editor names."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from verify.checks.builder import DATE, PHRASES
from verify.checks.features import meaning, read_feature
from verify.checks.likeness import nearest, nearest_hint
from verify.checks.plan import Check, CompareWith, Comparing, Selection
from verify.checks.possible import possible_outcomes
from verify.checks.sense import Names
from verify.checks.step_error import StepError
from verify.checks.tags import is_tag
from verify.verdicts import Outcome, Verdict
from verify.vocabulary import Property, ValueType, Vocabulary

MEANT = {
    Outcome.AGREES: Verdict.SUPPORTED,
    Outcome.AGREES_WITHIN_ITS_PRECISION: Verdict.SUPPORTED,
    Outcome.DIFFERS: Verdict.REFUTED,
    Outcome.TRUE_AT_ANOTHER_DATE: Verdict.REFUTED,
    Outcome.ABSENT_FROM_A_COMPLETE_LIST: Verdict.REFUTED,
    Outcome.SOURCES_CONFLICT: Verdict.CONFLICTING_EVIDENCE,
}
"""What a starter concludes of the outcomes that it names; the last step takes the rest."""

WIDTH = 94
"""Characters of a comment that is broken into lines."""

LIKENESS = 0.8
"""How like a kind or a property the name of a file is that speaks of it: "ceasefires", "ceasefire"."""

SENTENCES = {
    "cited": "claims that cite a resolution",
    "holds": "claims about who holds an office",
    "occurred": "claims about when an event occurred",
    DATE: "dates that name a weekday",
}
"""How claims about some properties are selected in a sentence of their own."""

TITLES = {
    "cited": "A cited resolution exists",
    "holds": "The holder of an office",
    "occurred": "The day of an event",
    DATE: "The weekday of a date",
}


def chosen_property(vocabulary: Vocabulary, stem: str, kind: str | None, property: str | None) -> str:
    """The property that a starter is about: the one named, else what the stem is like, else the first date of the kind.

    Raises StepError for a kind or a property that the reference does not describe, or that do not belong together.
    """
    described = vocabulary.properties
    kinds = dict.fromkeys([*(one.kind for one in described.values()), DATE])
    if kind is not None and kind not in kinds:
        raise StepError(f"no claims are of the kind {kind!r}.", nearest_hint(kind, kinds))
    if kind is None and property is None:
        property = nearest(stem, described, least=LIKENESS)
        kind = nearest(stem, kinds, least=LIKENESS) if property is None else None
    if property is None:
        of_kind = [one.id for one in described.values() if kind in (None, one.kind)]
        dates = [name for name in of_kind if described[name].value_type is ValueType.DATE]
        return (dates or of_kind or [DATE])[0]
    if property != DATE and property not in described:
        raise StepError(f"no property is called {property!r}.", nearest_hint(property, [*described, DATE]))
    stated_of = described[property].kind if property != DATE else DATE
    if kind not in (None, stated_of):
        raise StepError(
            f"{property!r} is a property of the kind {stated_of!r}, not {kind!r}.",
            f"Write --kind {stated_of}, or leave it out.",
        )
    return property


@dataclass(frozen=True, slots=True)
class Starter:
    """The text of a feature file, and the steps of it that say which claims it judges, narrowing ones last."""

    text: str
    given: tuple[str, ...]


def starter(
    stem: str, property: str, vocabulary: Vocabulary, *, publisher: str | None, others: tuple[Check, ...]
) -> Starter:
    """A feature file of this stem that can run beside the other checks.

    It judges all claims of the property, unless another check does the same: then only those of one publisher.
    Raises StepError where there can be none.
    """
    taken = {meaning(check) for check in others}
    publisher = publisher if publisher and '"' not in publisher else "Example Daily"
    for narrowing in _narrowings(publisher):
        text = _text(stem, property, vocabulary, narrowing)
        found = read_feature(text, f"{stem}.feature", stem, Names(vocabulary), {stem})
        if not found.complaints and not taken & {meaning(check) for check in found.checks}:
            return Starter(text, (_given(property, vocabulary.properties.get(property)), *narrowing))
    raise StepError(
        f"no check can be written of {property!r} that would not do the same as another.",
        "Edit the checks that there are.",
    )


def _narrowings(publisher: str) -> Iterator[tuple[str, ...]]:
    published, own = f'the article is published by "{publisher}"', "the claim is the article's own"
    yield from ((), (published,), (published, own))
    for year in range(2000, 2100):
        yield published, f"the article is published on or after {year}-01-01"


def _text(stem: str, property: str, vocabulary: Vocabulary, narrowing: tuple[str, ...]) -> str:
    described = vocabulary.properties.get(property)
    title = TITLES.get(property) or _title(described)
    lines = [
        *_how_to(stem),
        "",
        *([f"@{stem}"] if is_tag(stem) else []),
        f"Feature: {stem.replace('-', ' ').replace('_', ' ').capitalize()}",
        "",
        f"  Rule: {title} is {'that of the record' if described is not None else 'right'}",
        "",
        "    Say here in a sentence or two what the rule asks and why: readers of a finding may ask.",
        "",
        f"    Scenario: {title}",
        "",
        *(f"      {line}" if line else "" for line in _steps(property, vocabulary, narrowing)),
    ]
    return "\n".join(lines) + "\n"


def _how_to(stem: str) -> Iterator[str]:
    """What to do with the file."""
    commands = {
        "verify check --lint": "reads it over, and says what to mend",
        f"verify check --dry-run --only '{stem}/*'": "shows what it would find; nothing is recorded",
        "verify check steps": "shows what else can be written",
    }
    width = max(map(len, commands))
    yield "# A check to begin with: change whatever you like. What is behind a # is for you alone."
    for typed, about in commands.items():
        yield f"#   {typed:<{width}}   {about}"


def _steps(property: str, vocabulary: Vocabulary, narrowing: tuple[str, ...]) -> Iterator[str]:
    """The steps of the scenario, each part under a comment."""
    described = vocabulary.properties.get(property)
    comparing = Comparing(CompareWith.CALENDAR if described is None else CompareWith.REFERENCE)
    selection = Selection(described.kind if described is not None else DATE, property)
    possible = possible_outcomes(selection, comparing, vocabulary.properties)
    yield "# Given: which claims are judged. Each line that is added narrows them."
    yield f"Given {_given(property, described)}"
    yield from (f"And {step}" for step in narrowing)
    if not narrowing:
        yield '# And the article is published by "…"'
    if not narrowing and described is not None:
        yield '# And the subject is "…"'
    yield ""
    yield "# When: what each of them is compared with."
    yield f"When each is compared with {comparing.describe()}"
    yield ""
    yield "# Then: what each outcome means. Unknown is not wrong: only what the record rules out is refuted."
    keyword = "Then"
    for outcome, verdict in MEANT.items():
        if outcome in possible:
            yield f'{keyword} a claim that {PHRASES[outcome]} is "{verdict.label}"'
            keyword = "And"
    rest = ", ".join(PHRASES[outcome] for outcome in sorted(possible - set(MEANT)))
    yield from textwrap.wrap(f"The rest: {rest}.", WIDTH, initial_indent="# ", subsequent_indent="# ")
    yield 'And any other claim is "not enough evidence"'


def _given(property: str, described: Property | None) -> str:
    if property in SENTENCES or described is None:
        return SENTENCES[property]
    kind = _one(described.kind)
    if described.value_type is ValueType.DATE:
        return f'claims about when {kind} was "{property}"'
    return f'claims about the "{property}" of {kind}'


def _title(described: Property | None) -> str:
    assert described is not None
    if described.value_type is ValueType.DATE:
        return f"The date on which {_one(described.kind)} was {described.id}"
    return f"The {described.id} of {_one(described.kind)}"


def _one(kind: str) -> str:
    return f"{'an' if kind[:1] in 'aeiou' else 'a'} {kind}"
