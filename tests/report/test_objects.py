"""Claims as JSON: nothing in it can act on a terminal or a log, and it reads back the same."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from making import document, judged_store, usual_claims

from verify.display import display_safe
from verify.report.claims import claim_lines
from verify.report.objects import extracted_object, json_safe, judged_object, to_json, to_ndjson
from verify.store.engine import Store

ACTIVE = (
    "\x00\x07\x1b\x7f\x85\x9b\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202e"
    "\u2060\u2066\u2069\ufeff\ufff9\U000e0041"
)
TEXTS = st.text(st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from(ACTIVE)))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.lists(st.dictionaries(TEXTS, VALUES, max_size=4), max_size=3)


@given(OBJECTS)
def test_lines_read_back_the_same_and_hold_nothing_active(objects: list[dict[str, Any]]) -> None:
    lines = list(to_ndjson(objects))
    assert [json.loads(line) for line in lines] == objects
    for line in lines:
        assert len(line.splitlines()) == 1
        assert not set(line) & set(ACTIVE)


@given(OBJECTS)
def test_an_array_reads_back_the_same(objects: list[dict[str, Any]]) -> None:
    printed = to_json(objects)
    assert json.loads(printed) == objects
    assert not set(printed) & set(ACTIVE)


def test_ordinary_text_stays_readable() -> None:
    printed = json_safe(json.dumps("Zürich, “Ωmega”, 東京, 😀", ensure_ascii=False))
    assert printed == '"Zürich, “Ωmega”, 東京, 😀"'
    assert display_safe(printed) == printed


def test_half_a_surrogate_pair_is_written_as_its_escape() -> None:
    assert json_safe(json.dumps("\ud83d", ensure_ascii=False)) == '"\\ud83d"'


EXTRACTED = [
    "document",
    "kind",
    "property",
    "subject",
    "quote",
    "start",
    "end",
    "stated",
    "value",
    "as_of",
    "attributed_to",
    "polarity",
]
"""The interface that others rely on."""


def test_a_claim_as_it_was_extracted() -> None:
    found = extracted_object(document(), usual_claims()[0])
    assert [name for name in found if name in EXTRACTED] == EXTRACTED
    assert (found["quote"], found["start"], found["value"], found["polarity"]) == (
        "4 May 2010",
        36,
        "2010-05-04",
        "asserted",
    )
    assert (found["part"], found["problem"], found["because"]) == ("body", None, [])


def test_a_claim_as_it_was_judged(store: Store) -> None:
    judged_store(store)
    with store.reading() as connection:
        found = judged_object(claim_lines(connection, [1])[2])
    assert [name for name in found if name in EXTRACTED] == EXTRACTED
    assert {name: found[name] for name in ("status", "outcome", "check", "expected", "line", "column")} == {
        "status": "refuted", "outcome": "true at another date", "check": "small/holds", "expected": "Mara Lind",
        "line": 2, "column": 1,
    }  # fmt: skip
    assert found["sources"] == [
        {"title": "The Harbour Gazette", "publisher": "Tidal Council", "url": "https://gazette.example/"}
    ]
    assert (found["subject"], found["value"], found["decided_by"]) == ("Mara Lind", "harbour master", None)
    assert json.loads(to_json([found])) == [found]
