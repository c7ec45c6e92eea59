"""`find_timexes`: every time expression with its TIMEX3 type and value, for evaluation against annotated texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from verify.extract.dates.find import resolve
from verify.extract.dates.grammar import Grammar, grammar
from verify.extract.dates.moment import UNKNOWN_DAY, Moment
from verify.extract.dates.reading import Reading
from verify.extract.dates.scan import Pieces
from verify.extract.dates.surroundings import Meaning
from verify.extract.dates.timex_values import period, time_of_day, timex_value

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DASH = re.compile(r"\s*(?:[-‐‑–—/]|\b(?:to|and|until)\b)\s*")
_FAR = 6
"""Pieces that may stand between a time of day and its date."""


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: its place in code points, its TIMEX3 type, and its value ("2016-W14", "P5Y", "PAST_REF")."""

    start: int
    end: int
    type: TimexType
    value: str


Placed = tuple[Timex, Reading]


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
    today = published.edtf() if published is not None and published.day is not None else UNKNOWN_DAY
    for pieces, resolved in resolve(text, rules, published):
        placed: list[Placed] = []
        for reading, meaning in resolved:
            for timex in _timexes(reading, meaning, text):
                whole = _with_article(_with_day_part(timex, reading, pieces, rules), reading, pieces, rules)
                if not placed or placed[-1][0].end <= whole.start:
                    placed.append((whole, reading))
        found += _dated(placed, pieces, rules, today)
    return tuple(found)


def _timexes(reading: Reading, meaning: Meaning | None, text: str) -> Iterator[Timex]:
    if meaning is not None:
        yield from _dates(reading, _as_precise(reading, meaning.value), text)
    elif reading.kind in ("duration", "ahead") and not reading.aside:
        value = period(reading.amount, reading.unit or "day", reading.fraction)
        yield Timex(reading.start, reading.end, "DURATION", value)
    elif reading.kind == "set":
        yield Timex(reading.start, reading.end, "SET", _repetition(reading))
    elif reading.kind == "clock":
        clock = time_of_day(reading.hour, reading.minute, reading.half_day)
        if clock is not None:
            yield Timex(reading.start, reading.end, "TIME", clock)
    elif reading.kind == "reference" and reading.refers is not None:
        yield Timex(reading.start, reading.end, "DATE", reading.refers)


def _as_precise(reading: Reading, edtf: str) -> str:
    """The decade that "two decades ago" names, the century that "a century earlier" does; other dates as they are."""
    year = edtf.rstrip("~")
    if reading.kind != "shift" or len(year) != len("2016"):
        return edtf
    return {"decade": f"{year[:3]}X", "century": f"{year[:2]}XX"}.get(reading.unit or "", edtf)


def _repetition(reading: Reading) -> str:
    if reading.weekday is not None:
        return f"XXXX-WXX-{reading.weekday}"
    if reading.unit == "weekend":
        return "XXXX-WXX-WE"
    return period(reading.amount or 1, reading.unit or "day")


def _dated(placed: Sequence[Placed], pieces: Pieces, rules: Grammar, today: str) -> list[Timex]:
    """Expressions with each time of day joined to the day beside it, else put on the last day named, or `today`."""
    beside = rules.lexicon.codes_of("BESIDE_TIME")
    joined: list[Placed] = []
    for here in placed:
        timex, reading = here
        if (
            joined
            and _is_clock(joined[-1][0]) != _is_clock(timex)
            and _touch(joined[-1], here, pieces, beside)
        ):
            clock, day = (timex, joined[-1][0]) if _is_clock(timex) else (joined[-1][0], timex)
            if _DAY.match(day.value) is not None:
                start = joined.pop()[0].start
                timex = Timex(start, timex.end, "TIME", day.value[:10] + clock.value)
        joined.append((timex, reading))
    dated = []
    for timex, _ in joined:
        if _is_clock(timex):
            timex = replace(timex, value=today + timex.value)
        elif _DAY.match(timex.value) is not None:
            today = timex.value[:10]
        dated.append(timex)
    return dated


def _is_clock(timex: Timex) -> bool:
    """Whether a time of day has no day yet."""
    return timex.value.startswith("T")


def _touch(left: Placed, right: Placed, pieces: Pieces, beside: str) -> bool:
    """Whether only "on", "at", a comma or a time zone stands between two expressions."""
    between = pieces.codes[left[1].last + 1 : right[1].first]
    return len(between) <= _FAR and all(code in beside or code == " " for code in between)


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
