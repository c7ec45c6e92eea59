"""Terminals that know few letters."""

from __future__ import annotations

import io

from verify.display import display_width
from verify.review.faces.letters import FEW_LETTERS, in_few_letters


def test_what_a_terminal_has_no_letter_for_is_shown_in_as_many_cells() -> None:
    shown = " ─ “4 July” · 1 – 2… ─ שלום 協定 é"
    assert in_few_letters(shown) == ' - "4 July" | 1 - 2~ - ???? ???? ?'
    assert display_width(in_few_letters(shown)) == display_width(shown)


def test_a_stream_keeps_the_letters_that_it_has() -> None:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="latin-1", errors=FEW_LETTERS)
    stream.write("é · … ─")
    stream.flush()
    assert written.getvalue().decode("latin-1") == "é · ~ -"
