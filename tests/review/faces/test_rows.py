"""Rows: wrapped by words, never wider than the screen, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.display import display_safe, display_width
from verify.review.faces.rows import Paragraph, Piece, Style, clipped, paragraph, piece, text_of, wrapped

WORDS = st.text(
    st.sampled_from("ab  éé中文한👍🏽👩\u200d🚀🇦🇹שלוم\u202e\x1b\n\u0301[]—"), max_size=200
) | st.text(max_size=80)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("one two three four five six", 20, ["one two three four", "five six"]),
        ("", 20, [""]),
        ("a" * 45, 20, ["a" * 20, "a" * 20, "a" * 5]),
        ("see " + "a" * 30, 20, ["see " + "a" * 16, "a" * 14]),
        ("中文" * 12, 21, ["中文" * 5, "中文" * 5, "中文" * 2]),
        ("two  spaces", 20, ["two  spaces"]),
    ],
)
def test_words_are_wrapped(text: str, width: int, rows: list[str]) -> None:
    assert [text_of(row) for row in wrapped(paragraph(text), width)] == rows


def test_later_rows_are_indented_and_styles_kept() -> None:
    found = paragraph("it was on ", piece("[4 July 2015]", Style.QUOTE), ".", indent=2)
    first, second = wrapped(found, 20)
    assert first == (Piece("it was on "), Piece("[4 July", Style.QUOTE))
    assert second == (Piece("  "), Piece("2015]", Style.QUOTE), Piece("."))


@given(st.lists(WORDS, max_size=4), st.integers(20, 250), st.integers(0, 6))
def test_no_row_is_wider_and_no_letter_is_lost(texts: list[str], width: int, indent: int) -> None:
    styles = (Style.PLAIN, Style.QUOTE, Style.PLAIN, Style.FAINT)
    found = Paragraph(tuple(map(piece, texts, styles)), indent)
    rows = wrapped(found, width)
    assert all(display_width(text_of(row)) <= width for row in rows)
    kept = "".join(text_of(row) for row in rows)
    assert kept.replace(" ", "") == "".join(map(display_safe, texts)).replace(" ", "")


@given(WORDS, WORDS, st.integers(1, 60))
def test_a_clipped_row_fits_and_says_that_something_is_missing(one: str, two: str, width: int) -> None:
    row = (piece(one), piece(two, Style.QUOTE))
    cut = clipped(row, width)
    assert display_width(text_of(cut)) <= width
    assert cut == row or text_of(cut).endswith("…")
