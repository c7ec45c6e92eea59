"""Claims in a text: where their spans begin, end and lie over each other, as segments that follow one another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim by its number, over the code points [start, end) of a text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Code points [start, end) of a text that the same claims cover.

    `covered` are the numbers of those claims, the shortest first; `ends` those that end here, in their order.
    """

    start: int
    end: int
    covered: tuple[int, ...]
    ends: tuple[int, ...]


def segments(length: int, marks: Sequence[Mark], cuts: Iterable[int] = ()) -> list[Segment]:
    """The segments of a text of so many code points: together they are the text, and none is empty.

    A segment ends where a claim begins or ends, and at every cut. Marks must be within the text and not empty.
    """
    places = {0, length, *(place for place in cuts if 0 < place < length)}
    begins: dict[int, list[Mark]] = {}
    ends: dict[int, list[int]] = {}
    for mark in marks:
        if not 0 <= mark.start < mark.end <= length:
            raise ValueError(f"no mark {mark.start}..{mark.end} in a text of {length} characters")
        begins.setdefault(mark.start, []).append(mark)
        ends.setdefault(mark.end, []).append(mark.number)
    ordered = sorted(places | begins.keys() | ends.keys())
    found: list[Segment] = []
    covering: list[Mark] = []
    for start, end in pairwise(ordered):
        if start in begins or start in ends:
            covering = [mark for mark in (*covering, *begins.get(start, ())) if mark.end > start]
            covering.sort(key=lambda mark: (mark.end - mark.start, mark.number))
        covered = tuple(mark.number for mark in covering)
        found.append(Segment(start, end, covered, tuple(sorted(ends.get(end, ())))))
    return found


def placed(marks: Iterable[Mark], ranges: Sequence[tuple[int, int]]) -> list[Mark]:
    """Marks that end inside a range of the text, those that end between two cut back to the first.

    The ranges ascend and do not touch. A mark that lies in none is left out, as is one beyond the text.
    """
    starts = [start for start, _ in ranges]
    found: list[Mark] = []
    for mark in marks:
        before = bisect_left(starts, mark.end) - 1
        if before < 0 or mark.start >= mark.end:
            continue
        end = min(mark.end, ranges[before][1])
        if mark.start < end:
            found.append(Mark(mark.number, mark.start, end))
    return found
