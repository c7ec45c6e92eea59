"""From the words that the slots of a rule matched to the fields of a reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from verify.extract.dates.feasts import is_fixed, near_sunday, weekday_rule
from verify.extract.dates.lexicon import Value
from verify.extract.dates.reading import Reading, full_year, short_decade

_NO_MINUTE = 99
"""What "3:2" names no minute by."""

_LAST_MONTH = 12
_LAST_HUNDREDS = 1800
"""The 1800s are a century; the 1900s and 2000s are mostly said of their first ten years."""


def fill(reading: Reading, words: Mapping[str, str], value_of: Callable[[str], Value], pivot: int) -> None:
    """Set the fields of a reading from its slots' words; `pivot` is the year that two-digit years are counted from."""
    for slot, word in words.items():
        value = value_of(word)
        if slot == "year":
            reading.year = _whole(value) if "era" in words else full_year(word, pivot)
        elif slot in _SETTERS:
            _SETTERS[slot](reading, word, _whole(value))
        elif slot not in ("era", "first", "second"):
            setattr(reading, slot, value)
    if "first" in words:
        reading.figures = (_whole(value_of(words["first"])), _whole(value_of(words["second"])))
    if reading.nth is not None:
        reading.feast = weekday_rule(reading.month or 1, reading.weekday or 1, reading.nth)
        reading.month = reading.weekday = None
    if reading.feast is not None and is_fixed(reading.feast):
        reading.month, reading.day = int(reading.feast[:2]), int(reading.feast[3:])
        reading.feast, reading.kind = None, "calendar"
    if "era" in words and value_of(words["era"]) == -1:
        _count_before_christ(reading)
    elif reading.year is not None and reading.year2 is not None and reading.year2 < 100:
        _complete_second_year(reading, reading.year, reading.year2)


def _whole(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _decade(reading: Reading, word: str, value: int) -> None:
    if value >= 1000 and value % 100 == 0 and value <= _LAST_HUNDREDS:
        reading.century = value // 100
    else:
        reading.decade = value // 10 if value >= 1000 else short_decade(value)


def _century(reading: Reading, word: str, value: int) -> None:
    reading.century = value - 1


def _spelled(factor: int) -> Callable[[Reading, str, int], None]:
    """A part of a year in words ("nineteen eighty-six") that counts so many years."""

    def add(reading: Reading, word: str, value: int) -> None:
        reading.year = (reading.year or 0) + factor * value

    return add


def _date(reading: Reading, word: str, value: int) -> None:
    reading.year, reading.month, reading.day = int(word[:4]), int(word[4:6]), int(word[6:])


def _day_more(reading: Reading, word: str, value: int) -> None:
    reading.day = (reading.day or 0) + value


def _amount(reading: Reading, word: str, value: int) -> None:
    reading.amount = int(word.replace(",", "")) if "," in word else value


def _amount_more(reading: Reading, word: str, value: int) -> None:
    reading.amount = (reading.amount or 0) + value


def _times(reading: Reading, word: str, value: int) -> None:
    reading.amount = (reading.amount or 0) * value


def _twice(reading: Reading, word: str, value: int) -> None:
    reading.amount = -2 * value


def _easter_weekday(reading: Reading, word: str, value: int) -> None:
    reading.feast = near_sunday(reading.feast or "", value)


def _clock(reading: Reading, word: str, value: int) -> None:
    reading.hour, reading.half_day = int(word[:-2]), 12 if word[-2:].lower() == "pm" else 0


def _minute(reading: Reading, word: str, value: int) -> None:
    reading.minute = value if len(word) == 2 else _NO_MINUTE


def _fraction(reading: Reading, word: str, value: int) -> None:
    reading.fraction = word if word.isdigit() else "5"


_SETTERS: Mapping[str, Callable[[Reading, str, int], None]] = {
    "decade": _decade,
    "century": _century,
    "year_thousands": _spelled(1000),
    "year_hundreds": _spelled(100),
    "year_tens": _spelled(1),
    "year_ones": _spelled(1),
    "date": _date,
    "day_more": _day_more,
    "amount": _amount,
    "amount_more": _amount_more,
    "times": _times,
    "twice": _twice,
    "easter_weekday": _easter_weekday,
    "clock": _clock,
    "minute": _minute,
    "fraction": _fraction,
}
"""Slots that are no field of a reading, or whose word is not its value."""


def _complete_second_year(reading: Reading, year: int, second: int) -> None:
    """Read "2006-07" as two years, "2007-05" as a month: the second year is the later one."""
    if 1 <= second <= min(_LAST_MONTH, year % 100):
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
