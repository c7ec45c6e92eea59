"""Kinds of a user's own: what is read of them with rows of the reference alone (tests/cases/new_kinds.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify import shipped
from verify.claims import Claim, Polarity
from verify.extract import extract
from verify.reference.vocabulary import read_vocabulary
from verify.values import parse_quantity
from verify.vocabulary import Property, Subject, Time, ValueType, Vocabulary

CASES = Path(__file__).resolve().parents[1] / "cases" / "new_kinds.toml"
PUBLISHED = "2018-07-01"


def rows() -> dict[str, Any]:
    return tomllib.loads(CASES.read_text(encoding="utf-8"))


def own(starter: Vocabulary) -> Vocabulary:
    """The starter reference with the rows of the cases."""
    given = rows()
    subjects = [Subject(*map(str.strip, row.split("|"))) for row in given["subjects"]]
    properties = [
        Property(
            name,
            row["kind"],
            ValueType(row["value"]),
            Time(row.get("time", "dated")),
            row.get("many", False),
            (name,),
            tuple(row["phrases"].split("|")),
        )
        for name, row in given["properties"].items()
    ]
    return Vocabulary(
        {**starter.subjects, **{subject.id: subject for subject in subjects}},
        starter.aliases,
        {**starter.properties, **{property_.id: property_ for property_ in properties}},
    )


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The vocabulary of the cases."""
    return own(read_vocabulary(shipped.reference()))


def line(claim: Claim) -> str:
    parts = [f"{claim.kind} {claim.property}", claim.span.quote, claim.subject or "", claim.value or ""]
    if claim.polarity is not Polarity.ASSERTED:
        parts.append(claim.polarity.value)
    if claim.problem is not None:
        parts.append(claim.problem.value)
    if claim.attributed_to is not None:
        parts.append(f"by {claim.attributed_to}")
    if claim.as_of not in (None, PUBLISHED):
        parts.append(f"as of {claim.as_of}")
    return " | ".join(parts)


def lines(text: str, vocabulary: Vocabulary) -> list[str]:
    """What is read in a text, but dates by themselves, offices and citations."""
    claims = extract(text, vocabulary, published=PUBLISHED)
    return [
        line(claim) for claim in claims if claim.kind not in ("date", "office") and claim.property != "cited"
    ]


def cases() -> list[Any]:
    return [pytest.param(case, id=case["shows"]) for case in rows()["case"]]


@pytest.mark.parametrize("case", cases())
def test_claims_of_a_sentence(case: dict[str, Any], vocabulary: Vocabulary) -> None:
    assert lines(case["text"], vocabulary) == case["claims"]


def test_every_case_shows_something_of_its_own() -> None:
    shown = [case.id for case in cases()]
    assert len(shown) > 100
    assert len(set(shown)) == len(shown)
    assert sum(not case.values[0]["claims"] for case in cases()) > 30, "what must not be read"


ALONE = own(Vocabulary())
"""The rows of the cases without a starter reference."""


SOME_WORDS = """
the The capital of Freedonia Sylvania is was , Port Royal Old Town ( ) – . ? and its it which who chairs chaired by
Jane Roe Lake Commission Accord has 14 16.5 million states signed signatories signatory with population not 's Eid
ceasefire in on 15 June 2018 2,000 about killed to"""


@given(words=st.lists(st.sampled_from(SOME_WORDS.split()), max_size=40))
def test_any_order_of_words_is_read_without_harm(words: list[str]) -> None:
    text = " ".join(words)
    for claim in extract(text, ALONE, published=PUBLISHED):
        assert text[claim.span.start : claim.span.end] == claim.span.quote
        described = ALONE.properties.get(claim.property)
        if described is None or claim.kind in ("office", "resolution"):
            continue
        if described.value_type is ValueType.SUBJECT:
            assert claim.value in ALONE.subjects
            assert claim.value != claim.subject
        if described.value_type is ValueType.NUMBER:
            assert parse_quantity(claim.value or "").number >= 0
