"""The other date taggers that `benchmarks/dates.py` measures where they are installed.

Each gives, for a text and its day of publication, the words of its dates with their places and TIMEX3 values. They
are called as their documentation says, dates in the past preferred; what their answer leaves open is not filled in.
recognizers-text-date-time 1.0.2a2 needs emoji below 2 beside it.
"""

from __future__ import annotations

import datetime
import importlib
import re
from collections.abc import Callable, Iterator
from typing import Any

Found = tuple[int, int, str, str]
"""Start, end, TIMEX3 type, value."""

Tagger = Callable[[str, datetime.date], list[Found]]

_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)


def taggers() -> dict[str, Tagger]:
    """Those that are installed, by name."""
    makers = {"dateparser": _dateparser, "datefinder": _datefinder, "recognizers-text": _recognizers}
    found = {}
    for name, make in makers.items():
        try:
            found[name] = make()
        except ImportError:
            continue
    return found


def _precision(words: str) -> int:
    """Length of YYYY, YYYY-MM or YYYY-MM-DD, by what words say: a datetime is always filled in to the day."""
    named = _MONTH.search(words) is not None
    if re.fullmatch(r"\D*\d{4}s?", words):
        return 7 if named else 4
    return 7 if named and re.search(r"\d", words) is None else 10


def _placed(text: str, dates: Iterator[tuple[str, datetime.datetime]]) -> list[Found]:
    """Words in text order with their places."""
    found: list[Found] = []
    place = 0
    for words, moment in dates:
        start = text.find(words, place)
        if start >= 0:
            place = start + len(words)
            found.append((start, place, "DATE", f"{moment.date()}"[: _precision(words)]))
    return found


def _dateparser() -> Tagger:
    search = importlib.import_module("dateparser.search")

    def tag(text: str, published: datetime.date) -> list[Found]:
        base = datetime.datetime.combine(published, datetime.time())
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        return _placed(text, iter(search.search_dates(text, languages=["en"], settings=settings) or []))

    return tag


def _datefinder() -> Tagger:
    datefinder = importlib.import_module("datefinder")

    def tag(text: str, published: datetime.date) -> list[Found]:
        base = datetime.datetime.combine(published, datetime.time())
        dates = datefinder.find_dates(text, source=True, base_date=base)
        return _placed(text, ((words, moment) for moment, words in dates))

    return tag


def _recognizers() -> Tagger:
    library = importlib.import_module("recognizers_date_time")

    def tag(text: str, published: datetime.date) -> list[Found]:
        base = datetime.datetime.combine(published, datetime.time())
        results = library.recognize_datetime(text, "en-us", reference=base)
        return [(one.start, one.end + 1, *_resolution(one)) for one in results]

    return tag


def _resolution(result: Any) -> tuple[str, str]:
    """The type and value of a result: of several the first, which is the one in the past."""
    values = (result.resolution or {}).get("values") or [{}]
    value = values[0]
    kind = value.get("type", "")
    if kind in ("duration", "set"):
        return kind.upper(), value.get("timex", "")
    timex = value.get("timex", "")
    plain = value.get("value") or (timex if not timex.startswith("(") else timex[1:].partition(",")[0])
    day = plain if timex.startswith("XXXX") or not re.match(r"\d{4}", timex) else timex
    return ("TIME" if "time" in kind else "DATE"), day.partition("T")[0] if kind == "date" else day.replace(
        " ", "T"
    )
