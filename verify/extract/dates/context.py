"""What surrounds an expression: sentence, section, kind of document, order of figures, dates joined in a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from verify.extract.dates.grammar import Grammar
from verify.extract.dates.lexicon import BREAK, LINE_BREAK
from verify.extract.dates.moment import Moment
from verify.extract.dates.reading import Order, Reading
from verify.extract.dates.scan import Pieces

_REACH = 60
"""Pieces before the day of a month in which a date with its month is looked for."""

_UNTIL_REACH = 20
"""Pieces before a date in which "until" is looked for."""

_NEWS_RELATIONS = ("now", "this", "last")

# A narrative has at least so many dates before its year of publication, and so many times more than near it.
_NARRATIVE_DATES = 4
_NARRATIVE_SHARE = 2.5
_DATELINE_WEIGHT = 5
_WEEKDAY_WEIGHT = 3


def opens_sentence(reading: Reading, pieces: Pieces, grammar: Grammar) -> bool:
    """Whether an expression begins a sentence or a line, but for a preposition: "In 1918, …"."""
    codes = pieces.codes[max(reading.first - 6, 0) : reading.first].replace(" ", "")
    ends = grammar.lexicon.codes_of("SENTENCE_END") + "\n"
    if codes and codes[-1] in grammar.lexicon.codes_of("PREPOSITION"):
        codes = codes[:-1]
    return bool(codes) and codes[-1] in ends


def heads_section(reading: Reading, pieces: Pieces, grammar: Grammar) -> bool:
    """Whether an expression is a heading or begins one: alone on its line, or with a colon behind ("2004: Siege")."""
    code_of = grammar.lexicon.codes_of
    codes, first = pieces.codes, reading.first
    behind = codes[reading.last + 1]
    begins_line = codes[first - 1] == BREAK or (
        codes[first - 1] == LINE_BREAK and codes[first - 2] in code_of("SENTENCE_END")
    )
    return begins_line and (behind in (BREAK, LINE_BREAK) or behind in code_of("COLON"))


def looks_ahead_until(reading: Reading, pieces: Pieces, grammar: Grammar) -> bool:
    """Whether a date ends what goes on until then ("lasted until the fall of the city in February 1945")."""
    code_of = grammar.lexicon.codes_of
    stops, until = code_of("SENTENCE_END") + code_of("COMMA"), code_of("UNTIL")
    for code in reversed(pieces.codes[max(reading.first - _UNTIL_REACH, 0) : reading.first]):
        if code in stops:
            return False
        if code in until:
            return True
    return False


def begins_paragraph(place: int, until: int, pieces: Pieces, grammar: Grammar) -> bool:
    """Whether a paragraph begins between two pieces: at a blank line, or at a line's end that ends a sentence."""
    between = pieces.codes[place:until]
    if BREAK in between:
        return True
    line = between.rfind(LINE_BREAK)
    return line > 0 and between[line - 1] in grammar.lexicon.codes_of("SENTENCE_END")


def is_narrative(readings: Sequence[Reading], published: Moment | None) -> bool:
    """Whether a document tells of long ago: its years are mostly far from its publication."""
    if published is None:
        return False
    old = near = 0
    for reading in readings:
        if reading.year is not None:
            old += reading.year < published.year
            near += reading.year >= published.year
        elif reading.kind == "weekday" or reading.which in _NEWS_RELATIONS:
            near += _WEEKDAY_WEIGHT if reading.kind == "weekday" else 1
        elif reading.day is not None and reading.month is not None:
            near += _nearness(reading.month, reading.day, published)
    return old >= _NARRATIVE_DATES and old > _NARRATIVE_SHARE * near


def _nearness(month: int, day: int, published: Moment) -> int:
    """What a month and day count for as near publication, by about how many days lie between, whatever the year."""
    if published.month is None or published.day is None:
        return int(published.month in (None, month))
    distance = abs(month * 30 + day - published.month * 30 - published.day)
    distance = min(distance, 360 - distance)
    return _DATELINE_WEIGHT if distance <= 3 else int(distance <= 14)


def order_of(blocks: Iterable[tuple[object, Sequence[Reading]]]) -> Order:
    """Whether a document writes 31/12/2015 or 12/31/2015, by those of its dates that leave no choice."""
    day_first = month_first = False
    for _, readings in blocks:
        for reading in readings:
            if reading.figures is not None:
                first, second = reading.figures
                day_first |= first > 12 >= second
                month_first |= second > 12 >= first
    if day_first == month_first:
        return "unknown"
    return "day first" if day_first else "month first"


def link(readings: Sequence[Reading], pieces: Pieces, grammar: Grammar) -> None:
    """Lend a date's year to those joined to it, a weekday its week: "May and June 2015", "next Monday and Tuesday"."""
    connectors = _connectors(grammar)
    for left, right in pairwise(readings):
        if _shares_its_week(left, right) and _joined(left, right, pieces, connectors):
            right.which = left.which
        if right.kind == "day of month" and left.month is not None and left.day is not None:
            between = pieces.codes[left.last + 1 : right.first]
            right.in_month_before = len(between) <= _REACH and BREAK not in between
    for index in range(len(readings) - 2, -1, -1):
        left, right = readings[index], readings[index + 1]
        year = right.year if right.year is not None else right.linked_year
        if not left.yearless or year is None or right.month is None or right.kind == "days":
            continue
        if _joined(left, right, pieces, connectors):
            # "From 7 to 3 March" runs backwards; no year lies between.
            earlier = left.month is not None and left.month > right.month
            left.linked_year = year - 1 if earlier else year
            left.link = pieces_text(pieces, right)
    for left, right in pairwise(readings):
        year = left.year if left.year is not None else left.linked_year
        if not right.yearless or right.linked_year is not None or year is None or left.month is None:
            continue
        if right.month is not None and _joined(left, right, pieces, connectors):
            earlier = right.month < left.month
            right.linked_year = year + 1 if earlier else year
            right.link = pieces_text(pieces, left)


def _shares_its_week(left: Reading, right: Reading) -> bool:
    """Whether a weekday behind another can be of the same week: "next Monday and Tuesday"."""
    return (
        left.kind == right.kind == "weekday"
        and left.which in ("next", "previous", "this")
        and right.which is None
        and right.week_which is None
        and (left.weekday or 0) < (right.weekday or 0)
    )


def pieces_text(pieces: Pieces, reading: Reading) -> str:
    """The words of a reading."""
    return "".join(pieces.words[reading.first : reading.last + 1])


def _connectors(grammar: Grammar) -> frozenset[str]:
    return frozenset(grammar.lexicon.codes_of("CONNECTOR")) | {" ", "\n"}


def _joined(left: Reading, right: Reading, pieces: Pieces, connectors: frozenset[str]) -> bool:
    between = pieces.codes[left.last + 1 : right.first]
    return 0 < len(between) <= 8 and connectors.issuperset(between)
