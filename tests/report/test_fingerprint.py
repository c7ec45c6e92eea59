"""Fingerprints of claims: the same wherever a sentence moves, another as soon as it says something else."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import dated, document, load, put
from test_screen import LINE

from verify.report.claims import ClaimLine, claim_lines
from verify.report.fingerprint import claim_fingerprint
from verify.store.engine import Store

SENTENCE = "By all accounts the Harbour Treaty was concluded on 1 May 2010 in the old town hall."


def claim_in(text: str, quote: str = "1 May 2010", **more: Any) -> ClaimLine:
    """The claim as a report shows it, its surroundings taken from a text."""
    found = re.search(r"\s+".join(quote.split()), text)
    assert found is not None
    quote, (start, end) = found[0], found.span()
    around = {"prefix": text[max(0, start - 32) : start], "suffix": text[end : end + 32]}
    return replace(LINE, quote=quote, start=start, end=end, **around, **more)


PLAIN = claim_fingerprint(claim_in(SENTENCE))


@pytest.mark.parametrize(
    "text",
    [
        f"Another sentence stands before it. {SENTENCE}",
        f"A question?\n\n{SENTENCE}\n\nAnd what follows.",
        SENTENCE.replace(" ", "  "),
        SENTENCE.replace("concluded on ", "concluded\non\n"),
        SENTENCE.replace("concluded on 1", "concluded on\n    1"),
        SENTENCE.upper().replace("1 MAY", "1 May"),
        f"{SENTENCE}\n",
    ],
)
def test_what_stands_around_the_sentence_and_how_it_is_set_does_not_matter(text: str) -> None:
    assert claim_fingerprint(claim_in(text)) == PLAIN


def test_the_place_and_what_was_found_do_not_matter() -> None:
    moved = claim_in(
        SENTENCE, article="b.md", document="b.md", document_id=7, line=9, column=2, part="headline"
    )
    judged = claim_in(
        SENTENCE, expected="2011", check="other/check", severity="note", status=None, sources=()
    )
    assert claim_fingerprint(moved) == claim_fingerprint(judged) == PLAIN


@pytest.mark.parametrize(
    "more",
    [
        {"value": "2010-05-02"},
        {"value": None, "stated": "XXXX-05-01"},
        {"as_of": "2010-05-01"},
        {"asks": "Ferry Pact"},
        {"subject": "Ferry Pact"},
        {"scope": "Annex A"},
        {"property": "signed"},
        {"kind": "event"},
        {"polarity": "negated"},
        {"attributed_to": "The harbour master"},
    ],
)
def test_another_statement_is_another_claim(more: dict[str, Any]) -> None:
    assert claim_fingerprint(claim_in(SENTENCE, **more)) != PLAIN


@pytest.mark.parametrize(
    ("old", "new"), [("concluded on", "signed on"), ("2010 in the", "2010 or the"), ("2010 in", "2010. In")]
)
def test_other_words_beside_the_quote_make_another_claim(old: str, new: str) -> None:
    assert claim_fingerprint(claim_in(SENTENCE.replace(old, new))) != PLAIN


def test_at_the_edges_of_a_text_there_is_nothing_to_cut() -> None:
    bare = claim_in("1 May 2010")
    assert claim_fingerprint(bare) == claim_fingerprint(claim_in("Hush! 1 May 2010. Hush!"))
    assert claim_fingerprint(bare) != PLAIN


def test_words_do_not_run_into_one_another() -> None:
    one = replace(LINE, kind="ab", property="c")
    other = replace(LINE, kind="a", property="bc")
    assert claim_fingerprint(one) != claim_fingerprint(other)


@settings(deadline=None)
@given(st.text(max_size=32), st.text(min_size=1, max_size=20), st.text(max_size=32))
def test_any_text_has_a_fingerprint(prefix: str, quote: str, suffix: str) -> None:
    line = replace(LINE, prefix=prefix, quote=quote, suffix=suffix)
    found = claim_fingerprint(line)
    assert (len(found), set(found) <= set("0123456789abcdef")) == (64, True)
    assert claim_fingerprint(replace(line, quote=f" {quote}\n")) == found


def test_a_claim_of_the_store_brings_its_surroundings(store: Store) -> None:
    load(store)
    prints = []
    for name, text in (("a.txt", SENTENCE), ("b.txt", f"Elsewhere.\n\nIt rains. {SENTENCE}\nThe end.\n")):
        claim = dated(text, "1 May 2010", "Harbour Treaty", "concluded", "2010-05-01")
        written = put(store, document(text, article=name), [claim])
        with store.reading() as connection:
            (line,) = claim_lines(connection, [written.document_id])
        assert line.prefix + line.quote + line.suffix in text
        assert len(line.prefix) == 32
        prints.append(claim_fingerprint(line))
    assert prints[0] == prints[1]
