"""Phase one: the words of a text → readings, by the rules of a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from verify.extract.dates.grammar import Grammar, Rule
from verify.extract.dates.lexicon import LINE_BREAK, PIECES
from verify.extract.dates.reading import Reading
from verify.extract.dates.slots import fill

_WRAPPED_LINE = range(45, 130)
"""Lengths of a line that a break merely wraps; a shorter or longer one ends there."""

_DEFAULT_PIVOT = 2020


@dataclass(frozen=True, slots=True)
class Pieces:
    """A block cut into pieces: their words, where each begins in the text (code points), and their class codes in one
    string.

    An empty piece stands at either end, so that every piece has neighbours.
    """

    words: list[str]
    starts: list[int]
    codes: str


def cut(text: str, grammar: Grammar, offset: int = 0) -> Pieces:
    """Cut a block that begins at `offset` into pieces without losing a character."""
    words = ["", *PIECES.findall(text), ""]
    codes = "".join(map(grammar.lexicon.__getitem__, words))
    return Pieces(words, list(accumulate(map(len, words), initial=offset)), codes)


def read(pieces: Pieces, grammar: Grammar, pivot: int | None) -> list[Reading]:
    """Every expression, in text order; `pivot` is the year that two-digit years are counted from."""
    codes = pieces.codes
    rules = grammar.rules
    readings: list[Reading] = []
    done = 0
    for trigger in grammar.triggers.finditer(codes):
        place = trigger.start()
        if place < done:
            continue
        for rule in rules[codes[place]]:
            match = rule.pattern.expression.match(codes, place)
            if match is None or (LINE_BREAK in match[0] and not _wrapped(pieces, match)):
                continue
            if rule.kind != "none":
                readings += _readings(rule, match, pieces, grammar, pivot or _DEFAULT_PIVOT)
            done = match.end()
            break
    return readings


def _wrapped(pieces: Pieces, match: re.Match[str]) -> bool:
    """Whether every line break inside a match merely wraps a line."""
    for place in range(match.start(), match.end()):
        if pieces.codes[place] != LINE_BREAK:
            continue
        length = 0
        before = place - 1
        while before > 0 and "\n" not in pieces.words[before] and length <= _WRAPPED_LINE.stop:
            length += len(pieces.words[before])
            before -= 1
        if length not in _WRAPPED_LINE:
            return False
    return True


def _readings(
    rule: Rule, match: re.Match[str], pieces: Pieces, grammar: Grammar, pivot: int
) -> list[Reading]:
    first, last = match.start(), match.end() - 1
    words: dict[str, str] = {}
    for group, slot in enumerate(rule.pattern.slots, start=1):
        place = match.start(group)
        if place < 0:
            continue
        if slot == "<":
            first = place
        elif slot == ">":
            last = place - 1
        else:
            words[slot] = pieces.words[place]
    reading = Reading(
        rule.name,
        rule.kind,
        pieces.starts[first],
        pieces.starts[last + 1],
        first,
        last,
    )
    for slot, value in rule.fixed:
        setattr(reading, slot, value)
    fill(reading, words, grammar.lexicon.value, pivot)
    reading.about = _is_about(pieces, first, grammar)
    if rule.kind == "days":
        return _days(reading, pieces, grammar)
    return [reading]


def _is_about(pieces: Pieces, first: int, grammar: Grammar) -> bool:
    """Whether "around", "circa", or "in about" stands before an expression."""
    codes = pieces.codes[max(first - 5, 0) : first].replace(" ", "")
    code_of = grammar.lexicon.codes_of
    if not codes:
        return False
    if len(codes) > 1 and codes[-1] in code_of("DOT") and codes[-2] in code_of("CIRCA"):
        return True
    return codes[-1] in code_of("ABOUT") or (
        len(codes) > 1 and codes[-1] in code_of("NEARLY") and codes[-2] in code_of("PREPOSITION")
    )


def _days(reading: Reading, pieces: Pieces, grammar: Grammar) -> list[Reading]:
    """A reading for every day of "March 8, 9 and 10, 2016"; the last has the words behind the days."""
    codes_of_day = grammar.lexicon.codes_of("DAY")
    places = [
        place for place in range(reading.first, reading.last + 1) if pieces.codes[place] in codes_of_day
    ]
    readings = []
    for place in places:
        first = reading.first if place == places[0] else place
        last = reading.last if place == places[-1] else place
        day = int(grammar.lexicon.value(pieces.words[place]))
        readings.append(reading.with_day(day, pieces.starts[first], pieces.starts[last + 1], first, last))
    return readings
