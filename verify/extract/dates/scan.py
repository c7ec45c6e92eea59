"""Phase one: the words of a text → readings, by the rules of a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from verify.extract.dates.feasts import is_fixed, near_sunday, weekday_rule
from verify.extract.dates.grammar import Grammar, Rule
from verify.extract.dates.lexicon import LINE_BREAK, PIECES, Value
from verify.extract.dates.reading import Reading, full_year, short_decade

_WRAPPED_LINE = range(45, 130)
"""Lengths of a line that a break merely wraps; a shorter or longer one ends there."""

_DEFAULT_PIVOT = 2020

_NO_MINUTE = 99
"""What "3:2" names no minute by."""

_SPELLED = {"year_thousands": 1000, "year_hundreds": 100, "year_tens": 1, "year_ones": 1}
"""What the parts of a year in words count ("nineteen eighty-six")."""


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
    slots: dict[str, int] = {}
    for group, slot in enumerate(rule.pattern.slots, start=1):
        place = match.start(group)
        if place < 0:
            continue
        if slot == "<":
            first = place
        elif slot == ">":
            last = place - 1
        else:
            slots[slot] = place
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
    _fill(reading, slots, pieces, grammar, pivot)
    reading.about = _is_about(pieces, first, grammar)
    if rule.kind == "days":
        return _days(reading, pieces, grammar)
    return [reading]


def _fill(reading: Reading, slots: dict[str, int], pieces: Pieces, grammar: Grammar, pivot: int) -> None:
    """Set the slots of a reading from the pieces that matched them."""
    value_of = grammar.lexicon.value
    figures: dict[str, int] = {}
    for slot, place in slots.items():
        word = pieces.words[place]
        value: Value = value_of(word)
        if slot == "year" and "era" not in slots:
            value = full_year(word, pivot)
        elif slot == "decade" and isinstance(value, int):
            value = value // 10 if value >= 1000 else short_decade(value)
        elif slot == "century" and isinstance(value, int):
            value = value - 1
        elif slot in _SPELLED and isinstance(value, int):
            reading.year = (reading.year or 0) + _SPELLED[slot] * value
            continue
        elif slot == "date":
            reading.year, reading.month, reading.day = int(word[:4]), int(word[4:6]), int(word[6:])
            continue
        elif slot == "day_more" and isinstance(value, int):
            slot, value = "day", (reading.day or 0) + value
        elif slot == "amount_more" and isinstance(value, int):
            slot, value = "amount", (reading.amount or 0) + value
        elif slot == "times" and isinstance(value, int):
            slot, value = "amount", (reading.amount or 0) * value
        elif slot == "amount" and "," in word:
            value = int(word.replace(",", ""))
        elif slot == "twice" and isinstance(value, int):
            slot, value = "amount", -2 * value
        elif slot in ("first", "second") and isinstance(value, int):
            figures[slot] = value
            continue
        elif slot == "easter_weekday" and isinstance(value, int):
            reading.feast = near_sunday(reading.feast or "", value)
            continue
        elif slot == "clock":
            reading.hour, reading.half_day = int(word[:-2]), 12 if word[-2:].lower() == "pm" else 0
            continue
        elif slot == "minute" and len(word) != 2:
            value = _NO_MINUTE
        elif slot == "fraction":
            value = word if word.isdigit() else "5"
        if slot != "era":
            setattr(reading, slot, value)
    if reading.nth is not None:
        reading.feast = weekday_rule(reading.month or 1, reading.weekday or 1, reading.nth)
        reading.month = reading.weekday = None
    if reading.feast is not None and is_fixed(reading.feast):
        reading.month, reading.day = int(reading.feast[:2]), int(reading.feast[3:])
        reading.feast, reading.kind = None, "calendar"
    if figures:
        reading.figures = (figures["first"], figures["second"])
    if "era" in slots and value_of(pieces.words[slots["era"]]) == -1:
        _count_before_christ(reading)
    elif reading.year is not None and reading.year2 is not None and reading.year2 < 100:
        _complete_second_year(reading, reading.year, reading.year2)


def _complete_second_year(reading: Reading, year: int, second: int) -> None:
    """Read "2006-07" as two years, "2007-05" as a month: the second year is the later one."""
    if 1 <= second <= min(12, year % 100):
        reading.kind, reading.month, reading.year2 = "calendar", second, None
    else:
        reading.year2 = year // 100 * 100 + second


def _count_before_christ(reading: Reading) -> None:
    if reading.year is not None:
        reading.year = 1 - reading.year
    if reading.year2 is not None:
        reading.year2 = 1 - reading.year2
    if reading.century is not None:
        reading.century = -reading.century - 1


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
