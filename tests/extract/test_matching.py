"""Folding that keeps offsets, and aliases found through it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.extract.folding import fold
from verify.extract.matching import Matcher, matcher_for
from verify.vocabulary import Alias, Subject, Vocabulary

SUBJECTS = ("Abraham Accords", "Côte d’Ivoire pact", "New START", "START I")


def _vocabulary(*aliases: Alias) -> Vocabulary:
    return Vocabulary({name: Subject(name, "agreement") for name in SUBJECTS}, aliases)


def _named(text: str, vocabulary: Vocabulary) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[n.start : n.end], n.subjects) for n in Matcher(vocabulary).find(fold(text)).named]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("the abraham accords hold", "abraham accords"),
        ("THE ABRAHAM ACCORDS HOLD", "ABRAHAM ACCORDS"),
        ("the Abraham\u00a0Accords’ text", "Abraham\u00a0Accords"),
        ("the Cote d'Ivoire pact", "Cote d'Ivoire pact"),
        ("the Co\u0302te d’Ivoire pact", "Co\u0302te d’Ivoire pact"),
        ("\ufb01rst the Abraham Accords", "Abraham Accords"),
        ("the A\u00adbraham Accords", "A\u00adbraham Accords"),
    ],
)
def test_an_alias_is_found_however_it_is_written(text: str, quote: str) -> None:
    assert [found for found, _ in _named(text, _vocabulary())] == [quote]


def test_the_longest_alias_wins() -> None:
    vocabulary = _vocabulary(Alias("START", "START I"))
    assert _named("Both START and New START count", vocabulary) == [
        ("START", ("START I",)),
        ("New START", ("New START",)),
    ]


@pytest.mark.parametrize("text", ["to start talks", "RESTARTED", "START2", "Start of talks"])
def test_an_acronym_needs_its_case_and_its_boundaries(text: str) -> None:
    assert _named(text, _vocabulary(Alias("START", "START I"))) == []


def test_a_capitalised_word_needs_its_capital() -> None:
    vocabulary = _vocabulary(Alias("Accords", "Abraham Accords"))
    assert _named("it accords with it", vocabulary) == []
    assert _named("the Accords", vocabulary) == [("Accords", ("Abraham Accords",))]


def test_an_alias_with_a_context_goes_before_one_without_where_the_context_is_there() -> None:
    vocabulary = _vocabulary(Alias("the pact", "START I"), Alias("the pact", "New START", ("Prague",)))
    assert _named("the pact of Moscow", vocabulary) == [("the pact", ("START I",))]
    assert _named("the pact of Prague", vocabulary) == [("the pact", ("New START",))]


def test_an_alias_of_two_subjects_names_both() -> None:
    vocabulary = _vocabulary(Alias("the pact", "START I"), Alias("the pact", "New START"))
    assert _named("the pact", vocabulary) == [("the pact", ("START I", "New START"))]


def test_a_vocabulary_is_prepared_once() -> None:
    vocabulary = _vocabulary()
    assert matcher_for(vocabulary) is matcher_for(vocabulary)
    assert matcher_for(vocabulary) is not matcher_for(_vocabulary())


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_folding_keeps_case_forms_aligned_and_offsets_inside_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.kept) == len(folded.lower)
    places = [(folded.start(i), folded.end(i + 1)) for i in range(len(folded.lower))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@given(st.text(st.characters(exclude_categories=()), max_size=20), st.text("ﬁéß\u0301 –a", max_size=20))
def test_an_alias_is_quoted_exactly_anywhere(before: str, after: str) -> None:
    text = f"{before} Abraham Accords {after}"
    assert ("Abraham Accords", ("Abraham Accords",)) in _named(text, _vocabulary())
