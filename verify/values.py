"""Typed values: dates in EDTF (ISO 8601-2) and numbers.

A date value is its EDTF string plus the first and the last day it can mean, so that a database compares
intervals. Day numbers are proleptic Gregorian ordinals: `datetime.date.toordinal()`, continued below 1 for
years BC.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_DAYS_BEFORE_YEAR_1 = 306
"""Days from 1 March of year 0 to the last day of that year, so that 0001-01-01 is day 1."""

_LEAP_YEAR = 2000
"""Stands for the unknown year of XXXX-02-29 and its like."""

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_SEASON_NAMES = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_QUARTER_NAMES = {33: "first", 34: "second", 35: "third", 36: "fourth"}

# First and last day of the meteorological and the astronomical season together: (year offset, month, day).
_SEASON_BOUNDS = {
    21: ((0, 3, 1), (0, 6, 21)),
    22: ((0, 6, 1), (0, 9, 23)),
    23: ((0, 9, 1), (0, 12, 22)),
    24: ((-1, 12, 1), (1, 3, 20)),
}
_YEARLESS_WINTER = (1201, 320)

_BODY = re.compile(
    r"(?P<year>-?[0-9]{4}|-?[0-9]{3}X|-?[0-9]{2}XX|-?[0-9]XXX|XXXX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<qualifier>[~?%]?)",
)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_CALENDAR = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_QUANTITY = re.compile(
    r"(?P<number>[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,300})(?:\.[0-9]{1,300})?)\s*(?P<unit>[^\d\s.,+-][^\d]*)?"
)
MULTIPLIERS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""The words behind a number that multiply it, by the power of ten."""

UNITS = {
    "%": ("per cent", "percent"),
    "km": ("kilometre", "kilometres", "kilometer", "kilometers"),
    "m": ("metre", "metres", "meter", "meters"),
    "cm": ("centimetre", "centimetres", "centimeter", "centimeters"),
    "mm": ("millimetre", "millimetres", "millimeter", "millimeters"),
    "km²": ("square kilometre", "square kilometres", "square kilometer", "square kilometers", "sq km"),
    "m²": ("square metre", "square metres", "square meter", "square meters", "sq m"),
    "ha": ("hectare", "hectares"),
    "mi": ("mile", "miles"),
    "ft": ("foot", "feet"),
    "kg": ("kilogram", "kilograms", "kilo", "kilos"),
    "t": ("tonne", "tonnes", "metric ton", "metric tons"),
    "MW": ("megawatt", "megawatts"),
    "$": ("dollar", "dollars", "US dollars", "USD"),
    "€": ("euro", "euros", "EUR"),
    "£": ("pound sterling", "pounds sterling", "GBP"),
}
"""Units by their sign, with the other ways of writing them."""

_SIGNS = {written: sign for sign, others in UNITS.items() for written in (sign, *others)}

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class DateValue:
    """What an EDTF string can mean.

    `earliest` and `latest` are day numbers, both included; both None when the year is unknown, one of them
    None where an interval is open or its end unknown. `recurring_from` and `recurring_to` are month and day
    as MMDD integers, both included: set for a value without a year, and for one that lies inside one calendar
    year, else None. `recurring_from > recurring_to` means that the period runs over the end of the year
    (winter: 1201..320).
    """

    edtf: str
    earliest: int | None
    latest: int | None
    recurring_from: int | None
    recurring_to: int | None


@dataclass(frozen=True, slots=True)
class _Part:
    """One side of an interval, or a whole date: the fields as written, None where they are X or absent."""

    text: str
    year: int | None
    digits: int
    month: int | None
    day: int | None
    fields: int
    qualifier: str


def days_in_month(year: int, month: int) -> int:
    """Length of a month in the proleptic Gregorian calendar, for any year."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_number(year: int, month: int, day: int) -> int:
    """Day number of a calendar day of any year (0 is 1 BC); the fields must be possible."""
    shifted = year - (month <= 2)
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146097 + day_of_era - _DAYS_BEFORE_YEAR_1 + 1


def from_day_number(number: int) -> tuple[int, int, int]:
    """Year (0 is 1 BC), month and day of a day number of any year."""
    era, day_of_era = divmod(number + _DAYS_BEFORE_YEAR_1 - 1, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    month = (shifted_month + 2) % 12 + 1
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    return era * 400 + year_of_era + (month <= 2), month, day


def to_date(number: int) -> datetime.date | None:
    """The calendar day of a day number, None outside the years 1 to 9999."""
    if 1 <= number <= datetime.date.max.toordinal():
        return datetime.date.fromordinal(number)
    return None


def weekday_of(number: int) -> int:
    """ISO weekday (1 Monday … 7 Sunday) of a day number."""
    return (number - 1) % 7 + 1


def parse_day(text: str) -> int:
    """Day number of a strict YYYY-MM-DD in ASCII digits. Raises ValueError saying what is wrong."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a day written YYYY-MM-DD")
    year, month, day = (int(field) for field in match.groups())
    if year == 0:
        raise ValueError(f"{text!r}: there is no year 0000")
    _require_day(text, year, month, day)
    return day_number(year, month, day)


def parse_calendar(text: str) -> tuple[int, int | None, int | None]:
    """Year, month and day of a plain EDTF day, month or year ("2016-04-09", "2016-04", "2016"); None where not given.

    Raises ValueError saying what is wrong.
    """
    match = _CALENDAR.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a day, month or year written YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = (int(field) if field else None for field in match.groups())
    if not year:
        raise ValueError(f"{text!r}: there is no year 0000")
    _require_day(text, year, 1 if month is None else month, 1 if day is None else day)
    return year, month, day


def parse_number(text: str) -> Decimal:
    """A number in ASCII digits, with optional sign, thousands commas and point, else ValueError."""
    if _NUMBER.fullmatch(text) is None:
        raise ValueError(f"{text!r} is not a number such as 1,234.5")
    return Decimal(text.replace(",", ""))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit ("" for a mere count); `last_digit` is the worth of the last digit written out.

    Zeros at the end of a whole number may be round: the last digit of "5,060" is worth 10, that of "2.50" 0.01.
    """

    number: Decimal
    unit: str
    last_digit: Decimal


def parse_quantity(text: str) -> Quantity:
    """Read a number, alone or with a unit behind it: "1,234.5 km", "15 per cent", "2.5 million".

    The unit comes out as its sign, if UNITS knows one. Raises ValueError for anything else.
    """
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a number with a unit, such as 1,234.5 km")
    digits = match["number"].replace(",", "")
    _, point, fraction = digits.partition(".")
    if point:
        last_digit = Decimal(1).scaleb(-len(fraction))
    else:
        written = digits.lstrip("+-")
        last_digit = Decimal(1).scaleb(len(written) - len(written.rstrip("0")) if written.strip("0") else 0)
    number, unit = parse_number(match["number"]), " ".join((match["unit"] or "").split())
    first, _, rest = unit.partition(" ")
    power = MULTIPLIERS.get(first, 0)
    if power:
        number, last_digit, unit = number.scaleb(power), last_digit.scaleb(power), rest
    return Quantity(number, _SIGNS.get(unit, unit), last_digit)


@lru_cache(maxsize=65536)
def parse_edtf(text: str) -> DateValue:
    """Read an EDTF date, season, quarter, decade, century or interval; ValueError says what is wrong.

    A season takes both its meteorological and its astronomical reading, a winter either year; "~" and "%"
    widen the bounds by one unit of the value's precision on either side.
    """
    if "/" not in text:
        return _single(_part(text))
    first, _, second = text.partition("/")
    if "/" in second:
        raise ValueError(f"{text!r} has more than one '/'")
    return _interval(text, first, second)


def _part(text: str) -> _Part:
    match = _BODY.fullmatch(text)
    if match is None:
        raise ValueError(
            f"{text!r} is not an EDTF date such as 2015-07-14, XXXX-03-09, 199X or 2015-07/2015-08"
        )
    written = match["year"]
    known = written.rstrip("X")
    year = int(known) if known.strip("-") else None
    part = _Part(
        text=text,
        year=year,
        digits=len(known.lstrip("-")),
        month=_field(match["month"]),
        day=_field(match["day"]),
        fields=1 + (match["month"] is not None) + (match["day"] is not None),
        qualifier=match["qualifier"],
    )
    _require_possible(part)
    return part


def _field(text: str | None) -> int | None:
    return None if text is None or text == "XX" else int(text)


def _require_possible(part: _Part) -> None:
    if part.digits not in (0, 4) and part.fields > 1:
        raise ValueError(f"{part.text!r} has a month in an unknown year of a decade or century")
    month = part.month
    if month is None:
        if part.day is not None and not 1 <= part.day <= 31:
            raise ValueError(f"{part.text!r}: there is no day {part.day}")
        return
    if part.fields == 2 and (month in _SEASON_BOUNDS or month in _QUARTER_NAMES):
        return
    if not 1 <= month <= 12:
        raise ValueError(f"{part.text!r}: there is no month {month}")
    if part.day is not None:
        year = part.year if part.year is not None else _LEAP_YEAR
        _require_day(part.text, year, month, part.day)


def _require_day(text: str, year: int, month: int, day: int) -> None:
    if not 1 <= month <= 12:
        raise ValueError(f"{text!r}: there is no month {month:02d}")
    last = days_in_month(year, month)
    if not 1 <= day <= last:
        raise ValueError(f"{text!r}: {MONTH_NAMES[month - 1]} has {last} days, not {day}")


def _bounds(part: _Part, year: int) -> tuple[int, int]:
    """First and last day of a part whose year, or the year standing for it, is known."""
    month, day = part.month, part.day
    reach = 1 if part.qualifier in ("~", "%") else 0
    if 0 < part.digits < 4:
        span = 10 ** (4 - part.digits)
        # BC years count backwards: -004X is -0049 to -0040.
        low = year * span - (span - 1 if part.text.startswith("-") else 0)
        return day_number(low - reach * span, 1, 1), day_number(low + span - 1 + reach * span, 12, 31)
    if month is None:
        return day_number(year - reach, 1, 1), day_number(year + reach, 12, 31)
    if month in _SEASON_BOUNDS:
        (from_year, *first), (to_year, *last) = _SEASON_BOUNDS[month]
        margin = 92 * reach
        return (
            day_number(year + from_year, first[0], first[1]) - margin,
            day_number(year + to_year, last[0], last[1]) + margin,
        )
    if month in _QUARTER_NAMES:
        start = (month - 33) * 3
        return _month_bounds(year, start - 3 * reach, start + 2 + 3 * reach)
    if day is None:
        return _month_bounds(year, month - 1 - reach, month - 1 + reach)
    number = day_number(year, month, day)
    return number - reach, number + reach


def _month_bounds(year: int, first: int, last: int) -> tuple[int, int]:
    """Bounds of the months `first` to `last`, counted from 0 for January of `year`, also outside it."""
    first_year, first_month = year + first // 12, first % 12 + 1
    last_year, last_month = year + last // 12, last % 12 + 1
    return (
        day_number(first_year, first_month, 1),
        day_number(last_year, last_month, days_in_month(last_year, last_month)),
    )


def _single(part: _Part) -> DateValue:
    if part.year is None:
        return DateValue(part.text, None, None, *_yearless(part, part))
    earliest, latest = _bounds(part, part.year)
    return DateValue(part.text, earliest, latest, *_inside_year(earliest, latest))


def _yearless(first: _Part, last: _Part) -> tuple[int, int] | tuple[None, None]:
    """MMDD bounds of a value, or of an interval from `first` to `last`, without a year."""
    if first.month is None or last.month is None:
        return None, None
    if first is last and first.month == 24 and not first.qualifier:
        return _YEARLESS_WINTER
    earliest, latest = _bounds(first, _LEAP_YEAR)[0], _bounds(last, _LEAP_YEAR)[1]
    if latest < earliest:
        latest += 366
    if latest - earliest >= 365:
        return None, None
    return _month_day(earliest), _month_day(latest)


def _inside_year(earliest: int, latest: int) -> tuple[int, int] | tuple[None, None]:
    first, last = to_date(earliest), to_date(latest)
    if first is None or last is None or first.year != last.year:
        return None, None
    return _month_day(earliest), _month_day(latest)


def _month_day(number: int) -> int:
    day = datetime.date.fromordinal(number)
    return day.month * 100 + day.day


def _interval(text: str, first: str, second: str) -> DateValue:
    if first in ("", "..") and second in ("", ".."):
        raise ValueError(f"{text!r} is an interval without an end")
    start = None if first in ("", "..") else _part(first)
    end = None if second in ("", "..") else _part(second)
    known = [part for part in (start, end) if part is not None]
    if any(part.year is None for part in known):
        if start is None or end is None or start.year is not None or end.year is not None:
            raise ValueError(f"{text!r}: one end of the interval has a year and the other has none")
        return DateValue(text, None, None, *_yearless(start, end))
    earliest = _bounds(start, start.year)[0] if start is not None and start.year is not None else None
    latest = _bounds(end, end.year)[1] if end is not None and end.year is not None else None
    if earliest is None or latest is None:
        return DateValue(text, earliest, latest, None, None)
    if earliest > latest:
        raise ValueError(f"{text!r} runs backwards")
    return DateValue(text, earliest, latest, *_inside_year(earliest, latest))


def describe_date(edtf: str) -> str:
    """An EDTF value in English words: "14 July 2015", "spring 2015", "the 1990s", "8–9 March 2016"."""
    if "/" not in edtf:
        return _describe(_part(edtf))
    parse_edtf(edtf)
    first, _, second = edtf.partition("/")
    if first in ("", ".."):
        return f"until {_describe(_part(second))}"
    if second in ("", ".."):
        return f"from {_describe(_part(first))}" + (" to a day not known" if not second else " on")
    return _describe_interval(_part(first), _part(second))


def _describe_interval(first: _Part, last: _Part) -> str:
    plain = not first.qualifier and not last.qualifier
    if (
        plain
        and first.fields == last.fields
        and first.year == last.year
        and None not in (first.month, last.month)
    ):
        if first.day is not None and last.day is not None:
            if first.month == last.month:
                return f"{first.day}–{_describe(last)}"
            return f"{first.day} {_month_name(first)} – {_describe(last)}"
        if first.fields == 2 and max(first.month or 0, last.month or 0) <= 12:
            return f"{_month_name(first)}–{_describe(last)}"
    dash = "–" if first.fields == last.fields == 1 and plain else " – "
    return f"{_describe(first)}{dash}{_describe(last)}"


def _describe(part: _Part) -> str:
    words = _describe_plain(part)
    if part.qualifier == "?":
        return f"possibly {words}"
    return f"about {words}" if part.qualifier else words


def _describe_plain(part: _Part) -> str:
    year = _describe_year(part)
    if part.fields == 1:
        return year or "a year not stated"
    if part.month is None:
        unit = "day" if part.fields == 3 else "month"
        return f"a {unit} in {year}" if year else f"a {unit} not stated"
    if part.month in _QUARTER_NAMES:
        return f"the {_QUARTER_NAMES[part.month]} quarter" + (f" of {year}" if year else "")
    name = f"{_month_name(part)} {year}".strip()
    if part.fields == 2:
        return name
    return f"{part.day} {name}" if part.day is not None else f"a day in {name}"


def _month_name(part: _Part) -> str:
    month = part.month or 0
    return _SEASON_NAMES[month] if month in _SEASON_NAMES else MONTH_NAMES[month - 1]


def _describe_year(part: _Part) -> str:
    if part.year is None:
        return ""
    era = ""
    if part.text.startswith("-") or (part.year == 0 and part.digits == 4):
        era = " BC"
    if part.digits == 4:
        return f"{1 - part.year} BC" if era else str(part.year)
    if part.digits == 3:
        return f"the {abs(part.year)}0s{era}"
    if part.digits == 2:
        return f"the {_ordinal(abs(part.year) + 1)} century{era}"
    return f"the {_ordinal(abs(part.year) + 1)} millennium{era}"


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}" + {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
