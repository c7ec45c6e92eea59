"""The sentences around a claim."""

from __future__ import annotations

from verify.review.passage import passage
from verify.review.shapes import Passage

FRONT = "---\ntitle: The Lake Accord\npublished: 2016-04-09\n---\n"


def found(text: str, quote: str) -> Passage:
    start = text.index(quote)
    return passage(text, start, start + len(quote))


def test_a_claim_stands_between_the_sentences_around_it() -> None:
    text = "One came. Two came on 4 July 2015.\nThree came. Four came."
    assert found(text, "4 July 2015") == Passage(
        "One came.", "Two came on ", "4 July 2015", ".", "Three came."
    )


def test_front_matter_is_no_sentence() -> None:
    text = f"{FRONT}The Accord was signed on 4 July 2015. It held."
    assert found(text, "4 July 2015") == Passage(
        "", "The Accord was signed on ", "4 July 2015", ".", "It held."
    )
    assert found(f"{FRONT}\n\nIt came. It went in 2015.", "2015").sentence_before == "It came."


def test_a_rule_that_opens_a_text_is_no_front_matter() -> None:
    assert found("---\nWell. It came in 2015.", "2015").sentence_before.endswith("Well.")
