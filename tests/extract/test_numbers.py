"""Numbers in a text: what counts as one, what it is, and what hedges it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.extract.numbers import WORDS, find_numbers
from verify.values import parse_quantity


def found(text: str) -> list[tuple[str, str, bool]]:
    """Quote, value and whether it is hedged."""
    numbers = find_numbers(text, 0, len(text))
    return [(text[number.start : number.end], number.value, number.hedged) for number in numbers]


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("It has 14 members.", "14", "14"),
        ("It has 1,400 members.", "1,400", "1,400"),
        ("It has fourteen members.", "fourteen", "14"),
        ("Twenty-five members met.", "Twenty-five", "25"),
        ("About it 2.5 million know.", "2.5 million", "2.5 million"),
        ("It grew by 15 per cent.", "15 per cent", "15 %"),
        ("It grew by 15%.", "15%", "15 %"),
        ("It is 1,200 metres long.", "1,200 metres", "1,200 m"),
        ("It cost $2.5 million.", "$2.5 million", "2.5 million $"),
        ("It cost 3 billion euros.", "3 billion euros", "3 billion €"),
        ("It has exactly 14.", "14", "14"),
        ("(14)", "14", "14"),
    ],
)
def test_a_number(text: str, quote: str, value: str) -> None:
    assert found(text) == [(quote, value, False)]


@pytest.mark.parametrize(
    "text",
    [
        "It has 14 to 16 members.",
        "It has 14–16 members.",
        "It met on 3/4/2015.",
        "At 12:30 it rained.",
        "The 14th member left.",
        "The G20 and COP26 met.",
        "Resolution 2231 and Article 5 and No. 7 count.",
        "S/RES/2231 counts.",
        "Version 1.2.3 is out.",
        "It costs $2m.",
        "The 14-member union met.",
        "١٤ members met.",
    ],
)
def test_no_number(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "hedge", ["about", "more than", "at least", "up to", "nearly", "as many as", "no fewer than", "between"]
)
def test_a_hedge_is_no_part_of_the_number(hedge: str) -> None:
    assert found(f"It has {hedge} 14 members.") == [("14", "14", True)]


def test_words_are_all_the_numbers_to_ninety_nine() -> None:
    assert sorted(WORDS.values()) == list(range(100))


@given(st.text(alphabet="0123456789,. -$%kmMmillionone to–/:", max_size=60))
def test_whatever_is_found_can_be_read(text: str) -> None:
    reach = 0
    for number in find_numbers(text, 0, len(text)):
        assert reach <= number.lead <= number.start < number.end
        reach = number.end
        assert parse_quantity(number.value).number >= 0
        assert re.search(r"[0-9]|[a-z]{3}", text[number.start : number.end], re.IGNORECASE)
