"""`find_timexes`: every time expression with its TIMEX3 type and value, for evaluation against annotated texts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from verify.extract.dates.find import resolve
from verify.extract.dates.grammar import Grammar, grammar
from verify.extract.dates.moment import Moment
from verify.extract.dates.reading import Reading
from verify.extract.dates.scan import Pieces
from verify.extract.dates.surroundings import Meaning

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

_LETTER = {
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "weekend": "WE",
}
_CLOCK_LETTER = {"hour": "H", "minute": "M", "second": "S"}
_MONTH_FIELD = {
    "21": "SP",
    "22": "SU",
    "23": "FA",
    "24": "WI",
    "33": "Q1",
    "34": "Q2",
    "35": "Q3",
    "36": "Q4",
}
_HALVES = {("01", "06"): "H1", ("07", "12"): "H2"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DASH = re.compile(r"\s*[-‐‑–—/]\s*")


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: its place in code points, its TIMEX3 type, and its value ("2016-W14", "P5Y", "PAST_REF")."""

    start: int
    end: int
    type: TimexType
    value: str


def find_timexes(text: str, published: str | None = None, language: str = "en") -> tuple[Timex, ...]:
    """The dates of `find_dates`, and the durations, repetitions and words like "now", as TIMEX3.

    Only dates are claims; this is for comparison with texts annotated in TimeML. A range written with a dash is
    two expressions; a date with a part of the day behind it is a TIME. Arguments as for `find_dates`.
    """
    moment = Moment.read(published) if published is not None else None
    rules = grammar(language)
    return timexes_by(text, rules, moment)


def timexes_by(text: str, rules: Grammar, published: Moment | None) -> tuple[Timex, ...]:
    """As `find_timexes`, by a grammar (for one that leaves out a family of rules)."""
    found: list[Timex] = []
    for pieces, resolved in resolve(text, rules, published):
        for reading, meaning in resolved:
            for timex in _timexes(reading, meaning, text):
                whole = _with_article(_with_day_part(timex, reading, pieces, rules), reading, pieces, rules)
                if not found or found[-1].end <= whole.start:
                    found.append(whole)
    return tuple(found)


def _timexes(reading: Reading, meaning: Meaning | None, text: str) -> Iterator[Timex]:
    if meaning is not None:
        yield from _dates(reading, meaning.value, text)
    elif reading.kind in ("duration", "ahead"):
        yield Timex(reading.start, reading.end, "DURATION", period(reading.amount, reading.unit or "day"))
    elif reading.kind == "set":
        value = f"XXXX-WXX-{reading.weekday}" if reading.weekday else period(1, reading.unit or "day")
        yield Timex(reading.start, reading.end, "SET", value)
    elif reading.kind == "reference" and reading.refers is not None:
        yield Timex(reading.start, reading.end, "DATE", reading.refers)


def period(amount: int | None, unit: str) -> str:
    """A TIMEX3 duration: "P5Y", "PT3H"; "PXD" for a number not told."""
    number = "X" if amount is None else str(amount)
    if unit == "fortnight":
        return "P2W" if amount == 1 else f"P{'X' if amount is None else 2 * amount}W"
    return f"PT{number}{_CLOCK_LETTER[unit]}" if unit in _CLOCK_LETTER else f"P{number}{_LETTER[unit]}"


def timex_value(edtf: str) -> str:
    """The TIMEX3 value of an EDTF date; an interval is a week, a weekend, a half year, or stays as it is."""
    if "/" in edtf:
        return _interval_value(edtf)
    text = edtf.rstrip("~?%")
    if text.startswith("-"):
        first, *fields = text[1:].split("-")
        fields = [_MONTH_FIELD.get(field, field) for field in fields[:1]] + fields[1:]
        before = f"{int(first) + 1:04d}" if first.isdigit() else first.rstrip("X")
        return "-".join([f"BC{before}", *fields])
    year, _, rest = text.partition("-")
    if rest in _MONTH_FIELD:
        return f"{year}-{_MONTH_FIELD[rest]}"
    return text.rstrip("X") if 0 < year.count("X") < 4 else text


def _interval_value(edtf: str) -> str:
    first, _, last = edtf.partition("/")
    if _DAY.fullmatch(first) and _DAY.fullmatch(last):
        start, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
        if start.isoweekday() == 1 and (end - start).days == 6:
            return start.strftime("%G-W%V")
        if start.isoweekday() == 6 and (end - start).days == 1:
            return start.strftime("%G-W%V-WE")
    year = first[:-3]
    if year == last[:-3] and (first[-2:], last[-2:]) in _HALVES:
        return f"{year}-{_HALVES[first[-2:], last[-2:]]}"
    return edtf


def _dates(reading: Reading, value: str, text: str) -> Iterator[Timex]:
    """A date; a range whose words are joined by a dash is two of them."""
    first, _, last = value.partition("/")
    joint = _DASH.search(text, reading.start, reading.end) if last and reading.kind == "interval" else None
    if joint is None:
        yield Timex(reading.start, reading.end, "DATE", timex_value(value))
    else:
        yield Timex(reading.start, joint.start(), "DATE", timex_value(first))
        yield Timex(joint.end(), reading.end, "DATE", timex_value(last))


def _with_article(timex: Timex, reading: Reading, pieces: Pieces, rules: Grammar) -> Timex:
    """An expression with the article before it ("the 1990s"), unless it belongs to a noun ("the March 5 attack")."""
    before = pieces.codes[max(reading.first - 2, 0)]
    if timex.start != reading.start or before not in rules.lexicon.codes_of("ARTICLE"):
        return timex
    behind = pieces.codes[reading.last + 1 : reading.last + 3].lstrip(" ")[:1]
    is_nouns = timex.type != "DURATION" and behind in rules.lexicon.codes_of("NOUN_OR_RANGE")
    if is_nouns or pieces.codes[reading.first - 1] != " ":
        return timex
    return replace(timex, start=pieces.starts[reading.first - 2])


def _with_day_part(timex: Timex, reading: Reading, pieces: Pieces, rules: Grammar) -> Timex:
    """A day with the part of it that stands in or beside its words: "Friday night", "the morning of 31 January"."""
    if timex.type != "DATE" or _DAY.fullmatch(timex.value) is None:
        return timex
    codes, parts = pieces.codes, rules.lexicon.day_parts
    last = pieces.words[reading.last].lower()
    if last in parts:
        return replace(timex, type="TIME", value=timex.value + parts[last])
    behind = reading.last + 2
    if codes[reading.last + 1 : behind] == " " and pieces.words[behind].lower() in parts:
        value = timex.value + parts[pieces.words[behind].lower()]
        return replace(timex, end=pieces.starts[behind + 1], type="TIME", value=value)
    before = reading.first - 4
    if before > 0 and pieces.words[before + 2].lower() == "of" and pieces.words[before].lower() in parts:
        value = timex.value + parts[pieces.words[before].lower()]
        return replace(timex, start=pieces.starts[before], type="TIME", value=value)
    return timex
