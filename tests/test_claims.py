"""Spans and claims: what they hold, and what makes a claim the same claim."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import TEXT, dated

from verify.claims import CONTEXT_LENGTH, Part, Polarity, Problem, Span, claim_id


@given(st.text(min_size=1), st.data())
def test_a_span_quotes_its_place_and_what_stands_around_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    assert text[span.start : span.end] == span.quote
    assert (span.prefix + span.quote + span.suffix) in text
    assert len(span.prefix) == min(start, CONTEXT_LENGTH)
    assert len(span.suffix) == min(len(text) - end, CONTEXT_LENGTH)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 5), (4, 5)])
def test_an_empty_or_outlying_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=rf"no span {start}\.\.{end} in a text of 4 characters"):
        Span.of("lock", start, end)


CLAIM = dated(TEXT, "4 May 2010", "Harbour Treaty", "concluded", "2010-05-04")


@pytest.mark.parametrize(
    "change",
    [
        {"span": Span.of(TEXT, 0, 3)},
        {"span": replace(CLAIM.span, part=Part.HEADLINE)},
        {"kind": "event"},
        {"property": "signed"},
        {"subject": "Ferry Pact"},
        {"value": "2010-05-05"},
        {"stated": "2010"},
        {"scope": "north"},
        {"as_of": "2016-04-09"},
        {"polarity": Polarity.NEGATED},
        {"problem": Problem.AMBIGUOUS},
    ],
    ids=lambda change: next(iter(change)),
)
def test_another_content_is_another_claim(change: dict[str, Any]) -> None:
    assert claim_id("d", replace(CLAIM, **change)) != claim_id("d", CLAIM)


def test_the_id_is_that_of_content_in_a_document() -> None:
    assert claim_id("d", CLAIM) == claim_id("d", replace(CLAIM, because=("concluded",), attributed_to="Ana"))
    assert claim_id("d", CLAIM) != claim_id("e", CLAIM)
    assert len(claim_id("d", CLAIM)) == 32
