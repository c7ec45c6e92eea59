"""A text cut into blocks, so that a long one is read in constant memory."""

from __future__ import annotations

from collections.abc import Iterator

BLOCK = 1 << 15
"""Code points of a block at most; any article fits in a few."""

_ENDS = ("\n\n", ".\n", ". ", "\n", " ")
"""Where a block ends, best first: nothing that one date tells of another reaches over a paragraph's end."""


def blocks(text: str, size: int = BLOCK) -> Iterator[tuple[int, str]]:
    """Consecutive blocks of a text with the place where each begins; a text of at most `size` is one block."""
    start = 0
    while len(text) - start > size:
        end = _end(text, start + size // 2, start + size)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _end(text: str, first: int, last: int) -> int:
    """Where to cut between two places: behind the last of the best ends there, else at `last`."""
    for end in _ENDS:
        place = text.rfind(end, first, last)
        if place >= 0:
            return place + len(end)
    return last
