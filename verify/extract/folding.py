"""Text folded for comparison, with every folded character traced back to the text it came from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_QUOTES = dict.fromkeys("‘’‚‛′`´ʼ＇", "'") | dict.fromkeys("“”„‟″«»＂", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_FIXED = (
    _QUOTES
    | _DASHES
    | {"\u00ad": "", "\u200b": "", "\ufeff": "", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_MANY = 64


@dataclass(frozen=True, slots=True)
class Folded:
    """`kept` keeps the case, `lower` does not; both have one length. Breaks are None where offsets are those of the text."""

    kept: str
    lower: str
    folded_breaks: tuple[int, ...] | None = None
    text_breaks: tuple[int, ...] | None = None

    def start(self, position: int) -> int:
        """The offset in the text of the character that the folded one at `position` comes from."""
        if self.folded_breaks is None or self.text_breaks is None:
            return position
        index = bisect_right(self.folded_breaks, position) - 1
        text_end = self.text_breaks[index + 1] if index + 1 < len(self.text_breaks) else None
        offset = self.text_breaks[index] + position - self.folded_breaks[index]
        return offset if text_end is None else min(offset, text_end - 1)

    def end(self, position: int) -> int:
        """The offset in the text just behind the character that ends at the folded `position`."""
        return self.start(position - 1) + 1 if position else 0


def fold(text: str) -> Folded:
    """Fold width, accents, quotes, dashes and spaces; case in `lower` only. A character may fold to several or none."""
    if text.isascii():
        return Folded(text, text.lower())
    distinct = set(_NOT_ASCII.findall(text))
    table = {char: _fold_char(char) for char in distinct}
    if all(len(folded) == 1 for folded in table.values()):
        kept = _replace(text, table)
        return Folded(kept, _lower(kept))
    return _fold_with_breaks(text, table)


def fold_words(text: str) -> str:
    """The lower-case folding alone, with white space made single: a comparison key."""
    return " ".join(fold(text).lower.split())


def _fold_char(char: str) -> str:
    if char in _FIXED:
        return _FIXED[char]
    if unicodedata.category(char) == "Cs":
        return "\ufffd"
    decomposed = unicodedata.normalize("NFKD", char)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " " if plain and plain.isspace() and char not in "\x85\u2028\u2029" else plain


def _lower(kept: str) -> str:
    lower = kept.lower()
    if len(lower) == len(kept):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in kept)


def _replace(text: str, table: dict[str, str]) -> str:
    if len(table) > _MANY:
        return text.translate({ord(char): folded for char, folded in table.items()})
    for char, folded in table.items():
        text = text.replace(char, folded)
    return text


def _fold_with_breaks(text: str, table: dict[str, str]) -> Folded:
    pieces: list[str] = []
    folded_breaks, text_breaks = [0], [0]
    length = last = 0
    for match in _NOT_ASCII.finditer(text):
        folded = table[match.group()]
        if len(folded) == 1:
            continue
        before = text[last : match.start()]
        pieces += (before, folded)
        length += len(before)
        last = match.end()
        for position in range(len(folded)):
            folded_breaks.append(length + position)
            text_breaks.append(match.start())
        length += len(folded)
        folded_breaks.append(length)
        text_breaks.append(last)
    kept = _replace(
        "".join((*pieces, text[last:])), {char: one for char, one in table.items() if len(one) == 1}
    )
    return Folded(kept, _lower(kept), tuple(folded_breaks), tuple(text_breaks))
