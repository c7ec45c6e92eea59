"""What terminals that know few letters (ASCII, Latin-1) show instead of the others: a sign of as many cells."""

from __future__ import annotations

import codecs

from verify.display import display_width

FEW_LETTERS = "verify.few-letters"
"""The name of this as what a stream does about characters that its encoding has not (`errors`)."""

_INSTEAD = {
    "─": "-",
    "·": "|",
    "–": "-",
    "—": "-",
    "…": "~",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "✓": "+",
}


def in_few_letters(text: str) -> str:
    """A text in signs of ASCII: ours by what looks like them, any other character as "?"."""
    return "".join(char if char.isascii() else _INSTEAD.get(char, "?" * display_width(char)) for char in text)


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return in_few_letters(error.object[error.start : error.end]), error.end


codecs.register_error(FEW_LETTERS, _replaced)
