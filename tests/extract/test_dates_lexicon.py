"""The words of a language: reading texts does not change what they are."""

from __future__ import annotations

import pytest

from verify.extract.dates.grammar import grammar
from verify.extract.dates.moment import Moment
from verify.extract.dates.timexes import timexes_by


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "In 2012, it fell on March 21 and on Monday. He will come since then, over three days after April 6.",
        ),
        ("fr", "En 2012, le 21 mars, il est venu."),
    ],
)
def test_reading_teaches_nothing(language: str, text: str) -> None:
    grammar.cache_clear()
    fresh = grammar(language)
    grammar.cache_clear()
    used = grammar(language)
    assert timexes_by(text, used, Moment(2016, 4, 9))
    words = [word for group in fresh.lexicon.groups.values() for word in group.split() if word.islower()]
    assert [fresh.lexicon[word.upper()] for word in words] == [used.lexicon[word.upper()] for word in words]
