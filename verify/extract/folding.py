"""Text folded for comparison, with every folded character traced back to the text it came from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

_QUOTES = dict.fromkeys("‘’‚‛′`´ʼ＇", "'") | dict.fromkeys("“”„‟″«»＂", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_FIXED = (
    _QUOTES
    | _DASHES
    | {"\u00ad": "", "\u200b": "", "\ufeff": "", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_MANY = 24
_DENSE = 8


class Segment(NamedTuple):
    """A stretch of folded text; in a `single` one every folded character comes from one and the same character."""

    folded_start: int
    text_start: int
    single: bool


@dataclass(frozen=True, slots=True)
class Folded:
    """`kept` keeps the case, `lower` does not; both are of one length. Without segments offsets are the text's."""

    kept: str
    lower: str
    segments: tuple[Segment, ...] = ()

    def start(self, position: int) -> int:
        """The offset in the text of the character that the folded one at `position` comes from."""
        if not self.segments:
            return position
        segment = self.segments[bisect_right(self.segments, position, key=_folded_start) - 1]
        return segment.text_start + (0 if segment.single else position - segment.folded_start)

    def end(self, position: int) -> int:
        """The offset in the text just behind the character that ends at the folded `position`."""
        return self.start(position - 1) + 1 if position else 0


def _folded_start(segment: Segment) -> int:
    return segment.folded_start


def fold(text: str) -> Folded:
    """Fold width, accents, quotes, dashes and spaces; case in `lower` only. A character may fold to several or none."""
    if text.isascii():
        return Folded(text, text.lower())
    distinct = set(_NOT_ASCII.findall(text))
    table = {char: _fold_char(char) for char in distinct}
    if all(len(folded) == 1 for folded in table.values()):
        kept = _replace(text, table)
        return Folded(kept, _lower(kept))
    return _fold_with_segments(text, table)


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
        if len(_NOT_ASCII.findall(text)) > len(text) // _DENSE:
            return text.translate({ord(char): folded for char, folded in table.items()})
        return _NOT_ASCII.sub(lambda match: table.get(match[0], match[0]), text)
    for char, folded in table.items():
        text = text.replace(char, folded)
    return text


def _fold_with_segments(text: str, table: dict[str, str]) -> Folded:
    pieces: list[str] = []
    segments = [Segment(0, 0, single=False)]
    length = last = 0
    for match in _NOT_ASCII.finditer(text):
        folded = table[match.group()]
        if len(folded) == 1:
            continue
        before = text[last : match.start()]
        pieces += (before, folded)
        segments.append(Segment(length + len(before), match.start(), single=True))
        length += len(before) + len(folded)
        last = match.end()
        segments.append(Segment(length, last, single=False))
    single = {char: one for char, one in table.items() if len(one) == 1}
    kept = _replace("".join((*pieces, text[last:])), single)
    return Folded(kept, _lower(kept), tuple(segments))
