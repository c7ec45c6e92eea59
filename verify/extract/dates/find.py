"""`find_dates`: from a text to its dates and what they mean."""

from __future__ import annotations

from collections.abc import Callable

from verify.extract.dates.context import is_narrative, link, opens_sentence, order_of, tense_at
from verify.extract.dates.fields import calendar_meaning, half_meaning, interval_meaning, numeric_meaning
from verify.extract.dates.grammar import grammar
from verify.extract.dates.mention import DateMention
from verify.extract.dates.moment import Moment
from verify.extract.dates.reading import Reading
from verify.extract.dates.relations import shift_meaning, unit_meaning, weekday_meaning
from verify.extract.dates.scan import cut, read
from verify.extract.dates.surroundings import Meaning, Surroundings
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
}


def find_dates(text: str, published: str | None = None, language: str = "en") -> tuple[DateMention, ...]:
    """Find every calendar expression of a text, in order and without overlap, and resolve it.

    `published` is the day, month or year (EDTF) that "Thursday", "last week" and dates without a year count from;
    ValueError for anything else. Without it, or where it is too coarse to count from, what is stated stands, and
    only what the text itself fixes is resolved ("two days later", "that year").
    A pure function: the same text and date give the same mentions. Takes time in proportion to the text.
    """
    moment = Moment.read(published) if published is not None else None
    rules = grammar(language)
    pieces = cut(text, rules)
    readings = read(pieces, rules, moment.year if moment is not None else None)
    if not readings:
        return ()
    link(readings, pieces, rules)
    around = Surroundings(
        published=moment,
        narrative=is_narrative(readings, moment),
        order=order_of(readings),
    )
    mentions = []
    for reading in readings:
        if moment is not None and (reading.yearless or reading.kind == "weekday"):
            around.tense = tense_at(reading, pieces, rules)
        meaning = _MEANINGS[reading.kind](reading, around)
        if meaning is not None:
            _require_value(meaning)
            around.remember(meaning.value, opens_sentence(reading, pieces, rules))
            mentions.append(_mention(reading, meaning, text))
    return tuple(mentions)


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
    return DateMention(
        start=reading.start,
        end=reading.end,
        stated=stated,
        value=value,
        weekday=reading.weekday,
        problem=meaning.problem,
        explanation=f"'{words}': {meaning.why}" + (f", {value}" if value != stated else ""),
    )


def _approximately(edtf: str) -> str:
    """Mark a value as approximate, unless it is an interval or nothing in it is known."""
    if "/" in edtf or edtf.endswith("~") or not any(character.isdigit() for character in edtf):
        return edtf
    return f"{edtf}~"
