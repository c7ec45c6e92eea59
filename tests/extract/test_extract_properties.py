"""No text breaks extraction, every span quotes its text, and hostile texts take time in proportion to their length."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proportion import grows_in_proportion

from verify.claims import Part
from verify.extract import extract
from verify.vocabulary import Vocabulary

PUBLISHED = "2016-04-09"
PIECES = (
    "the treaty ", "signed on 3 May 2015 ", "Resolution 2231 ", "resolutions 1718, ", "1874 ", "(2006) ", "(",
    ") ", "– ", ", ",
    "President ", "Secretary of State ", "John Kerry ", "and ", "which was ", "JCPOA ",
    "Iran fired missiles ", "on March 9 ",
    "2015 ", "Agreement ", "Treaty of Rome ", "’s ", "said that ", "Minister of ", "\n", ". ", "is ", "to ",
    "by ", "S/RES/1 ",
    "deal (SFA) ", "SFA ", "it ", "will ", "not ", "if ", "took place ", "the signing of ", "“", "\u00a0",
    "\ufb01", "\ud800", "the attack on ", "elections ", "was held ", "attacked ", "by 14 votes to 1 ",
    "unanimously ", "at its 77th meeting ", "The E3 (", "France, ", "and Germany) ", "two missiles ", "endorsed ",
    "between Iran and Iraq ", "General Assembly ",
)  # fmt: skip
HOSTILE = (
    "treaty ", "Agreement of The ", "Treaty, ", "(", ")", "– ", "resolutions 1718, ", "1718, ",
    "President of the ", "Minister John ",
    " ", "\n", "on 3 May 2015 ", "treaty signed on 3 May 2015 and ", "A", "Ab ", ".", "U.S. ", "\u00a0",
    "\ufb01", "\ud800",
    "he said that ", "Treaty of Ab (ABC) ABC ", "“", "Iran’s ", "Treaty between A and B ",
    "Iran fired missiles on March 9 and ",
    "Secretary of ", "is to be the ", "'s ", "which, ", "the attack on ", "elections in May and ", "attacked on 3 May ",
    "resolution 1 by 14 votes to 1, with ", "resolution 1 adopted unanimously ", "at its 1,234th meeting ",
    "“Words of some length here,” Kerry said. ",
    "EU (Iran, ", "EU – Iran and ", "Security Council ", "two missiles ", "treaty between Iran and ",
)  # fmt: skip
SIZE = 250_000


def _check_spans(body: str, headline: str, vocabulary: Vocabulary) -> None:
    parts = {Part.BODY: body, Part.HEADLINE: headline}
    for claim in extract(body, vocabulary, published=PUBLISHED, headline=headline):
        assert parts[claim.span.part][claim.span.start : claim.span.end] == claim.span.quote


@settings(deadline=None, max_examples=150)
@given(body=st.text(st.characters(exclude_categories=()), max_size=200), headline=st.text(max_size=30))
def test_no_text_breaks_extraction(body: str, headline: str, vocabulary: Vocabulary) -> None:
    _check_spans(body, headline, vocabulary)


@settings(deadline=None, max_examples=200)
@given(
    body=st.lists(st.sampled_from(PIECES), max_size=40),
    headline=st.lists(st.sampled_from(PIECES), max_size=6),
)
def test_no_jumble_of_telling_words_breaks_extraction(
    body: list[str], headline: list[str], vocabulary: Vocabulary
) -> None:
    _check_spans("".join(body), "".join(headline), vocabulary)


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_a_hostile_text_is_read_in_time(piece: str, vocabulary: Vocabulary) -> None:
    assert grows_in_proportion(lambda text: extract(text, vocabulary, published=PUBLISHED), piece, SIZE)
