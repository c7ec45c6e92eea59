"""TIMEX3 values: of EDTF dates, of durations, of times of day."""

from __future__ import annotations

import datetime
import re

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
_HALVED = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}


def period(amount: int | None, unit: str, fraction: str | None = None) -> str:
    """A TIMEX3 duration: "P5Y", "PT3H", "P2.5Y"; "PXD" for a number not told; half a unit in smaller ones."""
    if amount == 0 and fraction == "5" and unit in _HALVED:
        return _HALVED[unit]
    if unit == "fortnight":
        return f"P{'X' if amount is None else 2 * amount}W"
    number = "X" if amount is None else f"{amount}.{fraction}" if fraction else str(amount)
    return f"PT{number}{_CLOCK_LETTER[unit]}" if unit in _CLOCK_LETTER else f"P{number}{_LETTER[unit]}"


def time_of_day(hour: int | None, minute: int | None, half_day: int | None) -> str | None:
    """The TIMEX3 value of a time of day, "T20:00", without its day; None for figures that are none."""
    if hour is None or not 0 <= hour <= (24 if half_day is None else 12) or not 0 <= (minute or 0) <= 59:
        return None
    if half_day is not None:
        hour = hour % 12 + half_day
    return f"T{hour:02d}:{minute or 0:02d}"


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
