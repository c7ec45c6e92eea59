"""`find_dates`: from a text to its dates and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from verify.extract.dates.blocks import blocks
from verify.extract.dates.chains import chain
from verify.extract.dates.context import (
    begins_paragraph,
    heads_section,
    is_narrative,
    link,
    looks_ahead_until,
    opens_sentence,
    order_of,
)
from verify.extract.dates.contradictions import compare, weekday_beside
from verify.extract.dates.fields import (
    calendar_meaning,
    feast_meaning,
    half_meaning,
    interval_meaning,
    numeric_meaning,
)
from verify.extract.dates.grammar import Grammar, grammar
from verify.extract.dates.lending import lend_year
from verify.extract.dates.mention import DateMention
from verify.extract.dates.moment import Moment
from verify.extract.dates.quotations import Quotations
from verify.extract.dates.reading import Reading
from verify.extract.dates.relations import shift_meaning, unit_meaning, weekday_meaning, weekend_meaning
from verify.extract.dates.relative_days import ahead_meaning, day_of_month_meaning, offset_meaning
from verify.extract.dates.scan import Pieces, cut, read
from verify.extract.dates.surroundings import Meaning, Surroundings
from verify.extract.dates.tense import tense_at
from verify.values import parse_edtf

_MEANINGS: dict[str, Callable[[Reading, Surroundings], Meaning | None]] = {
    "calendar": calendar_meaning,
    "days": calendar_meaning,
    "interval": interval_meaning,
    "numeric": numeric_meaning,
    "half": half_meaning,
    "shift": shift_meaning,
    "unit": unit_meaning,
    "weekday": weekday_meaning,
    "weekend": weekend_meaning,
    "day of month": day_of_month_meaning,
    "feast": feast_meaning,
    "ahead": ahead_meaning,
}
_NO_DATES = ("duration", "set", "reference", "clock")
_TENSED = ("weekday", "weekend", "day of month", "feast", "ahead")
_COUNTED_FROM_NOW = ("shift", "unit", "weekday", "ahead", "day of month")


def find_dates(text: str, published: str | None = None, language: str = "en") -> tuple[DateMention, ...]:
    """Find every calendar expression of a text, in order and without overlap, and resolve it.

    `published` is the day, month or year (EDTF) that "Thursday", "last week" and dates without a year count from;
    ValueError for anything else. Without it, or where it is too coarse to count from, what is stated stands, and
    only what the text itself fixes is resolved ("two days later", "that year"). `language` may name a region, whose
    order of figures then decides 03/04/2016 where the document does not ("en-US": month first).
    A pure function: the same text and date give the same mentions. Takes time in proportion to the text.
    """
    return tuple(iter_dates(text, published, language))


def iter_dates(text: str, published: str | None = None, language: str = "en") -> Iterator[DateMention]:
    """As `find_dates`, one at a time: takes constant memory beside the text."""
    moment = Moment.read(published) if published is not None else None
    rules = grammar(language)
    for pieces, resolved in resolve(text, rules, moment):
        found = [
            (reading, meaning) for reading, meaning in resolved if meaning is not None and not reading.aside
        ]
        for left, right in pairwise(found):
            compare(left, right, pieces, rules)
        for reading, meaning in found:
            yield _mention(reading, meaning, text)


Resolved = list[tuple[Reading, Meaning | None]]


def resolve(text: str, rules: Grammar, published: Moment | None) -> Iterator[tuple[Pieces, Resolved]]:
    """The expressions of each block with their meanings; None for durations, for "now" and its like, and for no date.

    Whether a document is a narrative is told from its first block.
    """
    around: Surroundings | None = None
    for pieces, readings in _read(text, rules, published):
        if around is None:
            around = Surroundings(
                published=published,
                narrative=is_narrative(readings, published),
                order=cache(lambda: order_of(_read(text, rules, published))),
                habit=rules.order,
            )
        yield pieces, _resolve(readings, pieces, rules, around)


def _read(text: str, rules: Grammar, published: Moment | None) -> Iterator[tuple[Pieces, list[Reading]]]:
    """Phase one, block by block: what the words say."""
    pivot = published.year if published is not None else None
    for start, block in blocks(text):
        pieces = cut(block, rules, start)
        readings = chain(read(pieces, rules, pivot), pieces, rules)
        link(readings, pieces, rules)
        yield pieces, readings


def _resolve(readings: list[Reading], pieces: Pieces, rules: Grammar, around: Surroundings) -> Resolved:
    """Phase two of a block: what its readings mean."""
    quotations = Quotations(pieces, rules)
    resolved: Resolved = []
    place = 0
    for index, reading in enumerate(readings):
        meaning = None
        if (around.section is not None or around.adrift) and begins_paragraph(
            place, reading.first, pieces, rules
        ):
            around.begin_paragraph()
        place = reading.last
        if reading.kind not in _NO_DATES:
            if around.published is not None and _needs_tense(reading):
                around.tense = tense_at(reading, pieces, rules)
            if reading.yearless:
                lend_year(resolved, reading, pieces, rules, around)
            said = None
            if reading.kind in _COUNTED_FROM_NOW:
                said = quotations.date_of(index, readings, resolved)
            meaning = _meaning(reading, around) if said is None else _quoted(reading, said, around)
            if meaning is None and reading.kind == "numeric" and reading.weekday is not None:
                reading = _weekday_alone(reading, pieces, rules)
                meaning = _meaning(reading, around)
        if meaning is not None:
            _require_value(meaning)
        if meaning is not None and not reading.aside:
            _remember(meaning.value, reading, pieces, rules, around)
        resolved.append((reading, meaning))
    return resolved


def _remember(value: str, reading: Reading, pieces: Pieces, rules: Grammar, around: Surroundings) -> None:
    """Keep a date for those that point at it or follow it."""
    around.remember(
        value,
        opening=opens_sentence(reading, pieces, rules),
        heading=around.narrative and heads_section(reading, pieces, rules),
        ahead=around.narrative and looks_ahead_until(reading, pieces, rules),
    )


def _quoted(reading: Reading, said: Moment, around: Surroundings) -> Meaning | None:
    """What an expression means in a quotation of another day."""
    meaning = _meaning(reading, replace(around, published=said, narrative=False))
    if meaning is not None:
        meaning.why = meaning.why.replace("publication", "the day of the quotation")
    return meaning


def _weekday_alone(reading: Reading, pieces: Pieces, rules: Grammar) -> Reading:
    """The weekday before figures that are no date ("they won on Friday 3-2")."""
    weekdays = rules.lexicon.codes_of("WEEKDAY") + rules.lexicon.codes_of("WEEKDAY_SHORT")
    place = next(place for place in range(reading.first, reading.last) if pieces.codes[place] in weekdays)
    return replace(
        reading,
        kind="weekday",
        start=pieces.starts[place],
        end=pieces.starts[place + 1],
        first=place,
        last=place,
        figures=None,
    )


def _needs_tense(reading: Reading) -> bool:
    return (
        reading.yearless
        or reading.kind in _TENSED
        or reading.anchor is not None
        or reading.which in ("later", "following")
    )


def _meaning(reading: Reading, around: Surroundings) -> Meaning | None:
    if reading.anchor is None:
        return _MEANINGS[reading.kind](reading, around)
    anchor = _meaning(reading.anchor, around)
    return offset_meaning(reading, anchor) if anchor is not None else None


def _require_value(meaning: Meaning) -> None:
    """Let what is stated stand where counting leads out of the years that EDTF writes in four digits."""
    try:
        parse_edtf(meaning.value)
    except ValueError:
        meaning.value = meaning.stated
        meaning.why = "the date meant lies outside the years -9999 to 9999"


def _mention(reading: Reading, meaning: Meaning, text: str) -> DateMention:
    stated, value = meaning.stated, meaning.value
    if reading.about and meaning.problem is None:
        stated, value = _approximately(stated), _approximately(value)
    words = " ".join(text[reading.start : reading.end].split())
    why = meaning.why + (f", {value}" if value != stated else "")
    return DateMention(
        start=reading.start,
        end=reading.end,
        stated=stated,
        value=value,
        weekday=reading.weekday,
        problem=meaning.problem,
        explanation=f"'{words}': {why}{weekday_beside(value, reading.weekday)}",
        candidates=meaning.candidates,
    )


def _approximately(edtf: str) -> str:
    """Mark a value as approximate, unless it is an interval or nothing in it is known."""
    if "/" in edtf or edtf.endswith("~") or not any(character.isdigit() for character in edtf):
        return edtf
    return f"{edtf}~"
