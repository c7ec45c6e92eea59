"""Expressions beside each other that contradict each other: a range that runs backwards, "next year (2015)"."""

from __future__ import annotations

from verify.claims import Problem
from verify.extract.dates.fields import WEEKDAY_NAMES
from verify.extract.dates.grammar import Grammar
from verify.extract.dates.moment import number_of
from verify.extract.dates.reading import Reading
from verify.extract.dates.scan import Pieces
from verify.extract.dates.surroundings import Meaning
from verify.values import weekday_of

Found = tuple[Reading, Meaning]

_POINTING = ("last", "this", "next")
_FROM_A_DATE = ("earlier", "later")
_LATE = 2
"""Days by which a text may be published later, or dated earlier, than it was written."""

_LONGEST = 6
"""Pieces between two expressions that belong together at most."""


def compare(left: Found, right: Found, pieces: Pieces, grammar: Grammar) -> None:
    """Mark the one of two neighbours that the other shows to be wrong, and take over what is named beside."""
    between = pieces.codes[left[0].last + 1 : right[0].first]
    if not 0 < len(between) <= _LONGEST:
        return
    signs = "".join(code for code in between if code not in " \n")
    code_of = grammar.lexicon.codes_of
    if _is_range(left[0], signs, pieces, grammar):
        _compare_ends(left, right)
    elif signs and signs[1:] in ("", *code_of("NAMING")):
        behind = pieces.codes[right[0].last + 1]
        if signs[0] in code_of("LPAREN"):
            _compare_named(left, right, in_parentheses=True)
            _compare_named(right, left, in_parentheses=True)
        elif signs[0] in code_of("COMMA"):
            # "Last year, 2014 was recalled" names no year; "next year, 2015, …" does.
            _take_over(left, right)
            if behind in code_of("COMMA") + code_of("SENTENCE_END"):
                _compare_named(left, right, in_parentheses=False)


def _is_range(left: Reading, signs: str, pieces: Pieces, grammar: Grammar) -> bool:
    """Whether "from … to …" or "between … and …" joins two dates.

    Not where something moved from one to the other, nor from year to year: figures may fall "from 2007 to 2005".
    """
    code_of = grammar.lexicon.codes_of
    before = pieces.codes[max(left.first - 4, 0) : left.first].replace(" ", "")
    if not signs or not before or (left.month is None and signs not in code_of("and")):
        return False
    if signs in code_of("and"):
        return before[-1] in code_of("between")
    return (
        signs in code_of("RANGE_TO")
        and before[-1] in code_of("from")
        and before[-2:-1] not in code_of("MOVED")
    )


def _compare_ends(left: Found, right: Found) -> None:
    """Mark the end of a range that runs backwards in what it states; a year left open may be any, but in one month."""
    first, last = left[1].stated, right[1].stated
    if first.startswith("-") or right[1].problem is not None:
        return
    if first.startswith("XXXX") and first[4:7] == last[4:7]:
        first, last = first[4:], last[4:]
    plain = not any(sign in first + last for sign in "X/~")
    if plain and len(first) == len(last) and last < first:
        right[1].problem = Problem.IMPOSSIBLE
        right[1].why += f"; a range that runs backwards, {left[1].value} to {right[1].value}"


def _take_over(pointing: Found, naming: Found) -> None:
    """Let "two months earlier, in May 2015" be May 2015."""
    (reading, meaning), (named, named_meaning) = pointing, naming
    counted = reading.kind == "shift" and reading.which in _FROM_A_DATE
    dated = named.kind == "calendar" and named.year is not None
    if counted and dated and len(named_meaning.value) >= len(meaning.value.rstrip("~")):
        meaning.value = named_meaning.value
        meaning.why = "the date named beside it"


def _compare_named(pointing: Found, naming: Found, *, in_parentheses: bool) -> None:
    """Mark a "next year" whose year beside it is another; let the weekday in "yesterday (Thursday)" decide."""
    (reading, meaning), (named, named_meaning) = pointing, naming
    if in_parentheses and named.kind == "weekday" and named.which is None:
        day, told = number_of(meaning.value), number_of(named_meaning.value)
        counted = reading.kind == "shift" and reading.unit == "day"
        if counted and day is not None and told is not None and 0 < abs(day - told) <= _LATE:
            meaning.value = named_meaning.value
            meaning.why = "the weekday named beside it"
    elif _contradicts(reading, meaning.value, named):
        meaning.problem = Problem.IMPOSSIBLE
        meaning.why += f", but {named_meaning.value} is named beside it"


def _contradicts(reading: Reading, value: str, named: Reading) -> bool:
    if "X" in value or named.kind != "calendar" or reading.which not in _POINTING:
        return False
    if reading.unit == "month" and named.month is not None and value[5:7] != f"{named.month:02d}":
        return True
    return reading.unit in ("year", "month") and named.year is not None and value[:4] != f"{named.year:04d}"


def weekday_beside(value: str, weekday: int | None) -> str:
    """What to add to an explanation where a day does not fall on the weekday named with it."""
    day = number_of(value) if weekday is not None else None
    if day is None or weekday_of(day) == weekday:
        return ""
    return f", a {WEEKDAY_NAMES[weekday_of(day) - 1]}"
