"""Dates that lend their year to those behind them: "In 2012, … on March 21", "later that year, on 4 May"."""

from __future__ import annotations

from collections.abc import Sequence

from verify.extract.dates.context import opens_sentence, pieces_text
from verify.extract.dates.fields import NEW_YEAR_MONTHS, falls_on
from verify.extract.dates.grammar import Grammar
from verify.extract.dates.moment import Moment, is_possible
from verify.extract.dates.reading import Reading
from verify.extract.dates.scan import Pieces
from verify.extract.dates.surroundings import Meaning, Surroundings, first_moment
from verify.extract.dates.tense import ends_sentence

_DATES = 6
"""How many dates before it may lend a date their year."""

_REACH = 60
"""Pieces before a date in which one of its month is looked for."""

_LEAD = 8
"""Pieces in which the words stand that lead up to a date at the beginning of a sentence ("But back in the …")."""

_NEAR_DAYS = 14
"""A day so near to publication is of then, though a sentence about another year stands before it."""


def lend_year(
    before: Sequence[tuple[Reading, Meaning | None]],
    reading: Reading,
    pieces: Pieces,
    rules: Grammar,
    around: Surroundings,
) -> None:
    """Lend a date without a year that of the date its sentence opens with, of "that year" before it, or of its month.

    "In 1994, rebels took the town. On April 6, …" lends it to the next sentence too, if that opens with the date,
    tells the past, and publication is not near; so does "in November 2017" to "on November 21" behind it. A
    narrative has its own clock for the year of such dates.
    """
    if not before or reading.linked_year is not None or reading.which is not None:
        return
    if _is_month_before(before[-1][0], reading, pieces, rules, around):
        reading.linked_year, lender = before[-1][0].year, before[-1][0]
    else:
        lent = _lent_by_sentence(before[-_DATES:], reading, pieces, rules, around)
        if lent is None:
            return
        reading.linked_year, lender = lent
    reading.link = pieces_text(pieces, lender)


def _is_month_before(
    lender: Reading, reading: Reading, pieces: Pieces, rules: Grammar, around: Surroundings
) -> bool:
    """Whether the date just before, with its year, is of the same month, which the text goes on to tell of."""
    between = pieces.codes[lender.last + 1 : reading.first]
    return (
        lender.year is not None
        and reading.day is not None
        and lender.month == reading.month
        and around.tense == "past"
        and not around.narrative
        and len(between) <= _REACH
        and not any(code in rules.lexicon.codes_of("BREAK") for code in between)
        and _fits(reading, lender.year, around, doubtful=True)
    )


def _lent_by_sentence(
    before: Sequence[tuple[Reading, Meaning | None]],
    reading: Reading,
    pieces: Pieces,
    rules: Grammar,
    around: Surroundings,
) -> tuple[int, Reading] | None:
    """The year that leads a date's sentence or the one before, or that "that year" points at, and who tells it."""
    place, crossed, doubtful = reading.first, False, False
    for lender, meaning in reversed(before):
        if _ends(lender.last + 1, place, pieces, rules):
            if crossed or not _may_cross(lender.last + 1, place, reading, pieces, rules, around):
                return None
            crossed = doubtful = True
        place = lender.first
        told = first_moment(meaning.value.partition("/")[0]) if meaning is not None else None
        if told is None:
            continue
        points = not crossed and "same" in (lender.which, lender.year_which)
        leads = _leads(lender, pieces, rules)
        goes_on = not leads and not crossed and _is_told_on(lender, reading, pieces, rules, around)
        if points or ((leads or goes_on) and not around.narrative):
            turns = 1 if goes_on else NEW_YEAR_MONTHS
            year = told.year + (told.month is not None and told.month - (reading.month or 12) >= turns)
            return (year, lender) if points or _fits(reading, year, around, doubtful=doubtful) else None
        if crossed and lender.linked_year is None:
            return None
        doubtful |= lender.year is not None
    return None


def _ends(first: int, last: int, pieces: Pieces, rules: Grammar) -> bool:
    """Whether a sentence ends between two pieces; one that goes on behind a semicolon does not."""
    code_of = rules.lexicon.codes_of
    ends = code_of("SENTENCE_END").replace(code_of("SEMICOLON"), "")
    return any(
        pieces.codes[place] in ends and ends_sentence(place, pieces, rules) for place in range(first, last)
    )


def _may_cross(
    first: int, last: int, reading: Reading, pieces: Pieces, rules: Grammar, around: Surroundings
) -> bool:
    """Whether a date may have its year from the sentence before: it opens its own, in the same paragraph."""
    breaks = rules.lexicon.codes_of("BREAK")
    return (
        around.tense == "past"
        and not around.narrative
        and last == reading.first
        and opens_sentence(reading, pieces, rules)
        and not any(code in breaks for code in pieces.codes[first:last])
    )


def _leads(lender: Reading, pieces: Pieces, rules: Grammar) -> bool:
    """Whether a date is the time of its sentence: "In 2012, …", "The vote, in 2012, …"; not "Since 2012, …"."""
    code_of = rules.lexicon.codes_of
    if lender.year is None and lender.unit != "year" and lender.linked_year is None:
        return False
    leading, ends = code_of("LEADING"), code_of("SENTENCE_END") + code_of("DASH") + code_of("SIGN")
    is_led = lender.unit == "year"
    for place in range(lender.first - 1, max(lender.first - _LEAD, -1), -1):
        code = pieces.codes[place]
        if code in ends or (code in code_of("COMMA") and pieces.codes[lender.last + 1] == code):
            return is_led
        if code not in leading and code not in " \n":
            return False
        is_led |= code in code_of("TIME_AT")
    return False


def _is_told_on(
    lender: Reading, reading: Reading, pieces: Pieces, rules: Grammar, around: Surroundings
) -> bool:
    """Whether a sentence goes on with "and" from one date to a later one: "freed in July 2018 and jailed in August"."""
    code_of = rules.lexicon.codes_of
    return (
        around.tense == "past"
        and lender.year is not None
        and lender.month is not None
        and pieces.codes[max(lender.first - 2, 0)] in code_of("TIME_AT")
        and any(code in code_of("and") for code in pieces.codes[lender.last + 1 : reading.first])
        and not (around.published is not None and _is_near(reading, around.published))
    )


def _fits(reading: Reading, year: int, around: Surroundings, *, doubtful: bool) -> bool:
    """Whether a date can be of a year; `doubtful`: a sentence's end or another year stands between them."""
    published = around.published
    if published is None:
        return True
    if around.tense == "future" and year < published.year:
        return False
    if reading.weekday is not None and not falls_on(reading, year):
        return False
    return not (doubtful and _is_near(reading, published))


def _is_near(reading: Reading, published: Moment) -> bool:
    """Whether a day or month lies near publication in one of the years around."""
    if reading.month is None or published.month is None:
        return False
    days = (
        Moment(year, reading.month, reading.day)
        for year in (published.year - 1, published.year, published.year + 1)
        if is_possible(year, reading.month, reading.day)
    )
    first, last = published.number - _NEAR_DAYS, published.last_number + _NEAR_DAYS
    return any(day.number <= last and day.last_number >= first for day in days)
