"""What expressions mean that point from another date: "Thursday", "last week", "two days later"."""

from __future__ import annotations

from verify.extract.dates.fields import WEEKDAY_NAMES
from verify.extract.dates.moment import (
    UNKNOWN_DAY,
    UNKNOWN_MONTH,
    UNKNOWN_YEAR,
    Moment,
    add_months,
    century_text,
    decade_text,
    number_of,
    week_of,
    weekend_of,
    write,
)
from verify.extract.dates.reading import Reading
from verify.extract.dates.surroundings import Meaning, Surroundings
from verify.values import days_in_month, weekday_of

STATED_OF_UNIT = {
    "day": UNKNOWN_DAY,
    "week": UNKNOWN_DAY,
    "fortnight": UNKNOWN_DAY,
    "weekend": UNKNOWN_DAY,
    "month": UNKNOWN_MONTH,
    "quarter": UNKNOWN_MONTH,
    "year": UNKNOWN_YEAR,
    "decade": UNKNOWN_YEAR,
    "century": UNKNOWN_YEAR,
}
STEPS = {"last": -1, "previous": -1, "this": 0, "same": 0, "the": 0, "next": 1, "following": 1}
FROM_PUBLICATION = ("this", "last", "next", "the")
_YEARS_OF = {"decade": 10, "century": 100}
_FORTNIGHT_DAYS = 14


def moved(base: Moment, unit: str, amount: int) -> str:
    """EDTF of the unit that lies so many units from the one around a date."""
    if unit == "day":
        return Moment.of(base.number + amount).edtf()
    if unit == "week":
        return week_of(base.number + 7 * amount)
    if unit == "weekend":
        return weekend_of(base.number + 7 * amount)
    if unit == "month":
        return write(*add_months(base.year, base.month or 1, amount))
    if unit == "quarter":
        year, month = add_months(base.year, base.month or 1, 3 * amount)
        return write(year, 33 + (month - 1) // 3)
    if unit == "decade":
        return decade_text(base.year // 10 + amount)
    if unit == "century":
        return century_text(base.year // 100 + amount)
    return write(base.year + amount)


def counted(unit: str, amount: int) -> tuple[str, int]:
    """A number of decades, centuries or fortnights in years or days; other units as they are."""
    if unit == "fortnight":
        return "day", amount * _FORTNIGHT_DAYS
    return ("year", amount * _YEARS_OF[unit]) if unit in _YEARS_OF else (unit, amount)


def same_day(base: Moment, unit: str, amount: int) -> str:
    """The day so many weeks, months or years from another, to the day; 28 February for a missing 29th."""
    if unit in ("day", "week") or base.month is None or base.day is None:
        return moved(base, "day", amount * (7 if unit == "week" else 1))
    year, month = add_months(base.year, base.month, amount * (12 if unit == "year" else 1))
    return write(year, month, min(base.day, days_in_month(year, month)))


def unit_meaning(reading: Reading, around: Surroundings) -> Meaning | None:
    """The unit around, before or after another date: "this year", "last week", "the following day"."""
    unit, which = reading.unit or "day", reading.which or "this"
    stated = STATED_OF_UNIT[unit]
    is_after_another = which == "following" and around.tense == "past"
    if which in FROM_PUBLICATION and not around.narrative:
        base, name = around.published_to(unit), "publication"
        if base is None and which == "the":
            base, name = around.date_before(unit), "the date before"
    else:
        base, name = around.date_before(unit), "the date before"
        if base is None and which != "same" and not is_after_another and not around.narrative:
            base, name = around.published_to(unit), "publication"
    if base is None:
        around.adrift |= is_after_another and unit == "year"
        return Meaning(stated, stated, "nothing in the text tells which")
    return Meaning(stated, moved(base, unit, STEPS[which]), f"{which} {unit}, from {name} ({base.edtf()})")


def weekend_meaning(reading: Reading, around: Surroundings) -> Meaning | None:
    """ "The weekend": the last one to have begun by publication, the next one where the text looks ahead."""
    day = None if around.narrative else around.published_to("weekend")
    if day is None:
        return Meaning(UNKNOWN_DAY, UNKNOWN_DAY, "nothing in the text tells which weekend")
    ahead = around.tense == "future"
    saturday = weekday_from(day.number - (weekday_of(day.number) == 7), 6, ahead, strict=False)
    which = "next weekend" if ahead else "last weekend"
    return Meaning(UNKNOWN_DAY, weekend_of(saturday), f"{which}, from publication ({day.edtf()})")


def shift_meaning(reading: Reading, around: Surroundings) -> Meaning | None:
    """So many units from publication ("two days ago", "yesterday") or from the date before ("a year later")."""
    unit, which = reading.unit or "day", reading.which or "now"
    amount = reading.amount if reading.amount is not None else 1
    stated = STATED_OF_UNIT[unit]
    if which == "now" and around.narrative:
        return None
    rounded = (which == "ago" and unit in ("month", "year")) or unit in _YEARS_OF
    unit, amount = counted(unit, amount)
    precision = "day" if reading.to_the_day else unit
    if which in ("now", "ago", "hence"):
        base, name = (None if around.narrative else around.published_to(precision)), "publication"
    else:
        base, name = around.date_before(unit), "the date before"
        if base is None and not (which == "later" and around.tense == "past") and not around.narrative:
            base, name = around.published_to(precision), "publication"
    if base is None:
        return Meaning(stated, stated, "nothing in the text tells from which day")
    step = -amount if which in ("ago", "earlier") else amount
    if which == "hence" and unit != "day":
        reading.to_the_day = 1
    if reading.weekday is not None:
        day = number_of(same_day(base, unit, step)) if base.day is not None else None
        return weekday_near(day, reading.weekday)
    if reading.to_the_day:
        return Meaning(UNKNOWN_DAY, same_day(base, unit, step), f"{name} ({base.edtf()}), to the day")
    value = moved(base, unit, step)
    if rounded:
        value += "~"
    direction = "before" if step < 0 else "after"
    why = (
        f"{name} ({base.edtf()})"
        if step == 0
        else f"{abs(step)} {unit}(s) {direction} {name} ({base.edtf()})"
    )
    return Meaning(stated, value, why)


def weekday_meaning(reading: Reading, around: Surroundings) -> Meaning | None:
    """A weekday: the last one not after publication, or the next one where the text looks ahead."""
    weekday = reading.weekday or 1
    name = WEEKDAY_NAMES[weekday - 1]
    unknown = Meaning(UNKNOWN_DAY, UNKNOWN_DAY, f"nothing in the text tells which {name}")
    base = around.last_day
    relative = reading.which in ("following", "previous", "same") and (
        base is not None or around.published_to("day") is None
    )
    if relative or (around.narrative and reading.week_which is None):
        if base is None:
            return unknown
        ahead = reading.which not in ("previous", "last", "past")
        number = weekday_from(base.number, weekday, ahead, strict=reading.which in ("following", "previous"))
        return Meaning(UNKNOWN_DAY, Moment.of(number).edtf(), f"{name} from the date before ({base.edtf()})")
    day = around.published_to("day")
    if day is None:
        return unknown
    number, which = _weekday_at_publication(day.number, weekday, reading, ahead=around.tense == "future")
    why = f"{which.format(name)} publication ({day.edtf()})"
    return Meaning(UNKNOWN_DAY, Moment.of(number).edtf(), why)


def _weekday_at_publication(today: int, weekday: int, reading: Reading, *, ahead: bool) -> tuple[int, str]:
    """The day that a weekday means on the day of publication, and in words which one it is."""
    in_week = today - weekday_of(today) + weekday
    if reading.week_which is not None or reading.which == "this":
        which = reading.week_which or "this"
        return in_week + 7 * STEPS[which], f"{{}} of {which} week, from"
    if reading.which == "previous":
        return in_week - 7, "{} of the week before"
    if reading.which == "last":
        # Yesterday would be "yesterday": "last Tuesday" said on a Wednesday is a week earlier.
        return weekday_from(today - 1, weekday, False, strict=True), "last {} before"
    if reading.which in ("next", "following"):
        return in_week + 7, "{} of the week after"
    if reading.which == "past":
        return weekday_from(today, weekday, False, strict=True), "last {} before"
    if reading.which == "coming" or ahead:
        return weekday_from(today, weekday, True, strict=reading.which == "coming"), "next {} on or after"
    return weekday_from(today, weekday, False, strict=False), "last {} on or before"


def weekday_from(number: int, weekday: int, ahead: bool, *, strict: bool) -> int:
    """The next or last day with a weekday, the day itself included unless strict."""
    distance = (weekday - weekday_of(number)) % 7 if ahead else (weekday_of(number) - weekday) % 7
    if distance == 0 and strict:
        distance = 7
    return number + distance if ahead else number - distance


def weekday_near(number: int | None, weekday: int) -> Meaning:
    """The weekday named in the week that counting leads to."""
    name = WEEKDAY_NAMES[weekday - 1]
    if number is None:
        return Meaning(UNKNOWN_DAY, UNKNOWN_DAY, f"nothing in the text tells which {name}")
    value = Moment.of(number - weekday_of(number) + weekday).edtf()
    return Meaning(UNKNOWN_DAY, value, f"{name} of the week around {Moment.of(number).edtf()}")
