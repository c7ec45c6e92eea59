"""Rows of a screen: pieces of text with a style each, wrapped by words into the cells there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from verify.display import clip, display_safe, display_width, fitting

NARROWEST = 20
"""Cells that a row is given at least: below them nothing can be read anyway."""

_WORDS = re.compile(r" +|[^ ]+")


class Style(Enum):
    """What a piece of text is. Faces may colour it; the words say it too."""

    PLAIN = auto()
    QUOTE = auto()
    LABEL = auto()
    FAINT = auto()
    KEY = auto()
    REFUTED = auto()
    CONFLICTING = auto()
    SUPPORTED = auto()
    UNSETTLED = auto()
    NOTICE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one style, safe to show: `piece` makes it so."""

    text: str
    style: Style = Style.PLAIN


Row: TypeAlias = tuple[Piece, ...]
"""A line of a screen."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces that belong together; lines behind the first are indented by so many cells."""

    pieces: tuple[Piece, ...]
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a screen under a title, "" where it needs none. `aside` stands at the right of the title.

    A title that is text from outside has words of its own for the ears: what it is, and what the paragraphs are.
    """

    title: str
    paragraphs: tuple[Paragraph, ...]
    aside: str = ""
    spoken: tuple[str, str] | None = None


def piece(text: str, style: Style = Style.PLAIN) -> Piece:
    """Text from anywhere as a piece: made safe to show."""
    return Piece(display_safe(text), style)


def paragraph(*parts: str | Piece, indent: int = 0) -> Paragraph:
    """A paragraph of pieces and of plain text, made safe to show."""
    return Paragraph(
        tuple(part if isinstance(part, Piece) else piece(part) for part in parts),
        indent,
    )


def text_of(row: Iterable[Piece]) -> str:
    """The words of a row."""
    return "".join(part.text for part in row)


def width_of(row: Iterable[Piece]) -> int:
    """Cells that a row takes."""
    return display_width(text_of(row))


def wrapped(found: Paragraph, width: int) -> list[Row]:
    """A paragraph as rows of at most so many cells; words that no row can hold are cut.

    Spaces at the ends of rows are left out.
    """
    width = max(NARROWEST, width)
    indent = min(found.indent, width // 3)
    rows: list[Row] = []
    row: list[Piece] = []
    taken, gap = 0, Piece("")
    for word in _words(found.pieces):
        if word[0].text.startswith(" "):
            gap = word[0] if taken else gap
            continue
        space, cells = display_width(gap.text), width_of(word)
        overflows = taken + space + cells > width
        if taken and overflows and (cells <= width - indent or taken + space >= width):
            rows.append(tuple(row))
            row, taken, space = _begun(indent), indent, 0
        if space:
            _extend(row, gap)
        taken, gap = taken + space, Piece("")
        for part in _cut(word, width - taken, width - indent) if overflows else word:
            if part is None:
                rows.append(tuple(row))
                row, taken = _begun(indent), indent
            else:
                _extend(row, part)
                taken += display_width(part.text)
    return [*rows, tuple(row)]


def _words(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The words, which may have several styles, and the spaces between them."""
    word: list[Piece] = []
    for found in pieces:
        for match in _WORDS.finditer(found.text):
            part = Piece(match[0], found.style)
            if not part.text.startswith(" "):
                word.append(part)
                continue
            if word:
                yield word
                word = []
            yield [part]
    if word:
        yield word


def _cut(word: list[Piece], first: int, rest: int) -> Iterator[Piece | None]:
    """The pieces of a word cut to fit the cells left in the first row and in the rest; None begins a new row."""
    room = first
    for part in word:
        text = part.text
        while text:
            end = min(len(text), fitting(text, room)) if room > 0 else 0
            cells = display_width(text[:end])
            if end and (cells <= room or room == rest):
                yield Piece(text[:end], part.style)
                text, room = text[end:], room - cells
            else:
                yield None
                room = rest


def _begun(indent: int) -> list[Piece]:
    return [Piece(" " * indent)] if indent else []


def _extend(row: list[Piece], part: Piece) -> None:
    if row and row[-1].style is part.style:
        row[-1] = Piece(row[-1].text + part.text, part.style)
    else:
        row.append(part)


def clipped(row: Row, width: int) -> Row:
    """A row cut to so many cells, "…" at its end if something is missing."""
    if width_of(row) <= width:
        return row
    kept: list[Piece] = []
    room = width
    for part in row:
        cells = display_width(part.text)
        if cells >= room:
            # What follows is missing, so that the "…" must show even where this piece would just fit.
            kept.append(Piece(clip(part.text + "  ", room), part.style))
            break
        kept.append(part)
        room -= cells
    return tuple(kept)
