"""A text as paragraphs: where each begins and ends, for people to read; nothing of the text is lost between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from verify.documents import Prose

FILLED = range(45, 101)
"""How long the lines of a text are that was broken into lines by a program or a careful hand, in code points."""

Range = tuple[int, int]

_LINE = re.compile(r"[^\n]+\n?|\n")
_HEADING = re.compile(r"(#{1,6})[ \t]")
_FENCES = ("---", "+++")


class Shape(StrEnum):
    """What a block is: front matter, lines as they stand, words to fill lines with, a heading, or no prose at all."""

    FRONT = "front"
    LINES = "lines"
    FILLED = "filled"
    HEADING = "heading"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Block:
    """Code points [start, end) of a text, without the line end behind them; what lies between blocks is blank.

    `depth` is that of a heading, 1 to 6.
    """

    start: int
    end: int
    shape: Shape
    depth: int = 0


def prose_ranges(prose: Prose) -> list[Range]:
    """The ranges of the text that are prose, ascending."""
    ends = [start for start, _ in prose.pieces[1:]] + [len(prose.content)]
    paired = zip(prose.pieces, ends, strict=True)
    return [(place, place + end - start) for (start, place), end in paired if end > start]


def blocks(text: str, prose: Sequence[Range]) -> list[Block]:
    """The paragraphs of a text of which these ranges are prose, in order.

    Blank lines divide them, and line ends where lines are long. Front matter is one block.
    """
    body = _front(text, prose)
    found: list[Block] = []
    if text[:body].strip():
        found.append(Block(0, _last(text, 0, body), Shape.FRONT))
    for lines in _paragraphs(text, body):
        if max(last - first for first, last in lines) >= FILLED.stop:
            found += [_block(text, [line], prose) for line in lines]
        else:
            found.append(_block(text, lines, prose))
    return found


def _front(text: str, prose: Sequence[Range]) -> int:
    """Where the line of the first prose begins, if what lies before it is fenced as front matter is; else 0."""
    if not prose or not text.lstrip("\ufeff").startswith(_FENCES):
        return 0
    return text.rfind("\n", 0, prose[0][0]) + 1


def _paragraphs(text: str, start: int) -> Iterator[list[Range]]:
    """The lines of each paragraph, as ranges without their line ends."""
    lines: list[Range] = []
    for match in _LINE.finditer(text, start):
        first, last = match.start(), _last(text, *match.span())
        if first < last:
            lines.append((first, last))
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _last(text: str, start: int, end: int) -> int:
    """The end of a range without the blanks at its end."""
    return start + len(text[start:end].rstrip(" \t\r\n"))


def _block(text: str, lines: Sequence[Range], prose: Sequence[Range]) -> Block:
    start, end = lines[0][0], lines[-1][1]
    if not touches(prose, start, end):
        return Block(start, end, Shape.BESIDE)
    heading = _HEADING.match(text, start)
    if heading is not None and len(lines) == 1 and not touches(prose, *heading.span(1)):
        return Block(start, end, Shape.HEADING, len(heading[1]))
    is_filled = len(lines) > 1 and all(last - first in FILLED for first, last in lines[:-1])
    return Block(start, end, Shape.FILLED if is_filled else Shape.LINES)


def touches(ranges: Sequence[Range], start: int, end: int) -> bool:
    """Whether any of the ascending ranges has a place in [start, end)."""
    before = bisect_left(ranges, (end,)) - 1
    return before >= 0 and ranges[before][1] > start
