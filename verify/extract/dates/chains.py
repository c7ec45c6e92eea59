"""Expressions made of several: "two days after July 4", "Monday two weeks from now", "in three days on Friday"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verify.extract.dates.grammar import Grammar
from verify.extract.dates.reading import Reading
from verify.extract.dates.relations import STATED_OF_UNIT
from verify.extract.dates.scan import Pieces

_ANCHORS = ("calendar", "weekday", "numeric", "feast", "day of month")


def chain(readings: Sequence[Reading], pieces: Pieces, grammar: Grammar) -> list[Reading]:
    """Join each duration to the date it counts from, and a weekday to what is so counted."""
    chained: list[Reading] = []
    for reading in readings:
        current = reading
        while chained:
            joined = _join(chained[-1], current, pieces, grammar)
            if joined is None:
                break
            chained.pop()
            current = joined
        chained.append(current)
    return chained


def _join(left: Reading, right: Reading, pieces: Pieces, grammar: Grammar) -> Reading | None:
    if left.kind == "duration" and left.which is None and left.unit in STATED_OF_UNIT:
        return _offset(left, right, pieces, grammar)
    if (
        left.kind == "weekday"
        and right.kind in ("calendar", "feast")
        and (right.day is not None or right.feast is not None)
    ):
        joined = _weekday_beside(left, right, pieces, grammar)
        if joined is not None:
            return joined
    if right.kind == "weekday" and right.which is None and right.week_which is None:
        if _is_counted(left) and _between(left, right, pieces) == grammar.lexicon.codes_of("on"):
            return replace(_spanning(left, left, right), weekday=right.weekday)
        return None
    if (
        left.kind != "weekday"
        or left.which is not None
        or left.week_which is not None
        or not _is_counted(right)
    ):
        return None
    if _between(left, right, pieces) in ("", *grammar.lexicon.codes_of("COMMA")):
        return replace(_spanning(right, left, right), weekday=left.weekday)
    return None


def _is_counted(reading: Reading) -> bool:
    """Whether it counts from a date, in units so short that a weekday can make it more precise."""
    if reading.weekday is not None:
        return False
    if reading.kind == "ahead":
        return reading.unit in ("day", "week", "fortnight")
    return reading.kind == "offset" or reading.which == "hence"


def _offset(left: Reading, right: Reading, pieces: Pieces, grammar: Grammar) -> Reading | None:
    """The date so many units before or after another; a noun behind that would make it another thing's."""
    code_of = grammar.lexicon.codes_of
    if right.kind not in _ANCHORS and not (right.kind == "shift" and right.which == "now"):
        return None
    between = _between(left, right, pieces)
    if len(between) != 1 or between not in code_of("AFTER") + code_of("BEFORE") + code_of("from"):
        return None
    behind = pieces.codes[right.last + 1 : right.last + 3].lstrip(" ")[:1]
    if behind in code_of("NOUN_OR_RANGE"):
        return None
    which = "earlier" if between in code_of("BEFORE") else "later"
    return replace(_spanning(left, left, right), kind="offset", which=which, anchor=right, aside=None)


def _weekday_beside(left: Reading, right: Reading, pieces: Pieces, grammar: Grammar) -> Reading | None:
    """The weekday before or after a day: "the Sunday before Easter 2015"."""
    if left.which is not None or left.week_which is not None:
        return None
    joined = _offset(left, right, pieces, grammar)
    return None if joined is None else replace(joined, unit="weekday")


def _between(left: Reading, right: Reading, pieces: Pieces) -> str:
    """Codes of at most two pieces between, without white space; else a code that is none of theirs."""
    between = pieces.codes[left.last + 1 : right.first]
    return between.replace(" ", "").replace("\n", "") if len(between) <= 4 else " "


def _spanning(model: Reading, left: Reading, right: Reading) -> Reading:
    """A reading like another that reaches from one place to another."""
    return replace(model, start=left.start, end=right.end, first=left.first, last=right.last)
