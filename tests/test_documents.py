"""Documents: their identity, and the way from prose back to the text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import document

from verify.documents import Prose

FOUND = document(headline="A lock opens", publisher="Example Daily", url="https://daily.example/1")


@pytest.mark.parametrize(
    "change",
    [
        {"text": "other"},
        {"article": "other.txt"},
        {"headline": "other"},
        {"publisher": None},
        {"url": None},
        {"language": "de"},
        {"published": None},
        {"published": "2016-04-10"},
        {"published": "2016-04"},
        {"published": "2016"},
    ],
    ids=str,
)
def test_whatever_describes_a_document_makes_it_another(change: dict[str, Any]) -> None:
    assert replace(FOUND, **change).digest != FOUND.digest


@pytest.mark.parametrize(
    ("published", "day"), [("2016-04-09", 736_063), ("2016-04", None), ("2016", None), (None, None)]
)
def test_only_a_day_of_publication_is_one(published: str | None, day: int | None) -> None:
    assert replace(FOUND, published=published).published_day == day


def test_the_name_it_is_shown_by_does_not_make_it_another() -> None:
    assert replace(FOUND, name="./harbour.txt").digest == FOUND.digest


def test_fields_do_not_run_into_each_other() -> None:
    assert (
        replace(FOUND, headline="a", publisher="b").digest
        != replace(FOUND, headline="ab", publisher="").digest
    )


@given(st.lists(st.tuples(st.text(max_size=3), st.text(min_size=1, max_size=5)), min_size=1))
def test_every_character_of_the_prose_is_found_in_the_text(pieces: list[tuple[str, str]]) -> None:
    text, prose, places = "", "", []
    for dropped, kept in pieces:
        text += dropped
        places.append((len(prose), len(text)))
        text += kept
        prose += kept
    found = Prose(prose, tuple(places))
    assert [text[found.in_text(at)] for at in range(len(prose))] == list(prose)
    start, end = found.range_in_text(0, len(prose))
    assert (text[start], text[end - 1]) == (prose[0], prose[-1])
