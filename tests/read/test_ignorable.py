"""What nobody sees is not read, and every place in the prose is still a place in the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verify.documents import Document, Prose
from verify.read.ignorable import without_ignorable
from verify.vocabulary import Vocabulary
from verify.workbench import extract_document

HIDDEN = "\u00ad\u200b\u200d\u202e\u2066\ufeff"


def plain(text: str) -> Document:
    return Document("a", "a", text, Prose(text))


@given(st.text(alphabet="ab 1,\n\U0001f600" + HIDDEN))
def test_the_prose_is_the_text_without_what_nobody_sees(text: str) -> None:
    prose = without_ignorable(plain(text)).prose
    assert prose.content == "".join(char for char in text if char not in HIDDEN)
    assert all(text[prose.in_text(place)] == char for place, char in enumerate(prose.content))


def test_a_date_with_a_hidden_hyphen_is_one_date_quoted_as_it_came() -> None:
    document = without_ignorable(plain("It was signed on Ju\u00adly\u200b 4, 2015."))
    [claim] = extract_document(document, Vocabulary())
    assert (claim.value, claim.span.quote) == ("2015-07-04", "Ju\u00adly\u200b 4, 2015")
    assert document.text[claim.span.start : claim.span.end] == claim.span.quote
