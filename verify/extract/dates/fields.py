"""What expressions mean that name a day, month, season, year or decade, or a range of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from verify.claims import Problem
from verify.extract.dates.feasts import feast_day, stated_without_year
from verify.extract.dates.moment import (
    Moment,
    century_text,
    decade_text,
    is_possible,
    write,
)
from verify.extract.dates.reading import Order, Reading
from verify.extract.dates.surroundings import Meaning, Surroundings
from verify.values import MONTH_NAMES, day_number, from_day_number, parse_edtf, weekday_of

_STEPS = {"last": -1, "previous": -1, "this": 0, "same": 0, "coming": 1, "next": 1, "following": 1}
_SEASON_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}

# Most of a year lies before its last two months, and behind its first two.
_LATE_MONTH = 11
_EARLY_MONTH = 2

_SLACK = 2
"""Days after publication of which news may already tell as past: time zones, and reports dated too early."""

NEW_YEAR_MONTHS = 8
"""A month so much earlier in the year than the one before is in the next year (December, then January)."""

_NEAR_DAYS = 60
"""How far from publication a doubtful day may lie."""

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def calendar_meaning(reading: Reading, around: Surroundings) -> Meaning | None:
    """A day, month, season, quarter, year, decade or century."""
    if reading.decade is not None:
        text = decade_text(reading.decade)
        return Meaning(text, text, "a decade, as stated")
    if reading.century is not None:
        text = century_text(reading.century)
        return Meaning(text, text, "a century, as stated")
    if reading.quarter is not None and not 1 <= reading.quarter <= 4:
        return None
    month = _month_field(reading)
    if not is_possible(reading.year, reading.month, reading.day):
        return _impossible(reading, around)
    stated = write(reading.year, month, reading.day)
    if reading.year is not None:
        return Meaning(stated, stated, "as stated")
    year, why = _year_of(reading, around)
    if year is None:
        return Meaning(stated, stated, why)
    if not is_possible(year, reading.month, reading.day):
        return Meaning(stated, stated, f"{year} has no such day")
    return Meaning(stated, write(year, month, reading.day), why)


def feast_meaning(reading: Reading, around: Surroundings) -> Meaning | None:
    """A feast that moves: its day in the year that is stated or meant."""
    rule = reading.feast or ""
    if reading.year is not None:
        number = feast_day(rule, reading.year)
        if number is None:
            return _no_feast(rule, reading.year) if reading.nth is not None else None
        text = Moment.of(number).edtf()
        return Meaning(text, text, "the feast's day in that year")
    stated = stated_without_year(rule)
    year, why = _year_of(reading, around)
    number = feast_day(rule, year) if year is not None else None
    if number is None:
        return Meaning(stated, stated, why)
    return Meaning(stated, Moment.of(number).edtf(), why)


def _no_feast(rule: str, year: int) -> Meaning:
    """The fifth Monday of a month that has four: its month stands."""
    month = write(year, int(rule[:2]))
    return Meaning(month, month, f"{month} has no such weekday", Problem.IMPOSSIBLE)


def _month_field(reading: Reading) -> int | None:
    if reading.season is not None:
        return reading.season
    return 32 + reading.quarter if reading.quarter is not None else reading.month


def _impossible(reading: Reading, around: Surroundings) -> Meaning:
    """A day that no calendar has: its month and year stand."""
    month = reading.month if reading.month is not None and 1 <= reading.month <= 12 else None
    stated = write(reading.year, month)
    if reading.day is None or month is None:
        why = f"there is no month {reading.month}"
    else:
        name = MONTH_NAMES[month - 1]
        place = f"{name} {reading.year}" if reading.year is not None and month == 2 else name
        why = f"there is no {reading.day} {place}"
    return Meaning(stated, stated, why, Problem.IMPOSSIBLE)


def _year_of(reading: Reading, around: Surroundings) -> tuple[int | None, str]:
    """The year of a date that names none, and why; None where nothing tells it."""
    if reading.linked_year is not None:
        return reading.linked_year, f"year of '{reading.link}' beside it"
    if reading.year_which is not None:
        return _pointed_year(reading.year_which, around)
    if reading.which is not None:
        return _pointed_occurrence(reading, around)
    if around.published is None:
        return None, "year not stated"
    if around.adrift:
        return None, "of a time that the text does not tell"
    if around.narrative and (around.clock or around.last_year) is not None:
        return _year_in_narrative(reading, around)
    return _year_from_publication(reading, around, around.published)


def _pointed_year(which: str, around: Surroundings) -> tuple[int | None, str]:
    """The year that "of that year", "last year", "the following year" points at."""
    near = which in ("this", "last", "next") and not around.narrative
    base = around.published if near else around.last_year or around.published
    if base is None or (around.published is None and which in ("this", "last", "next")):
        return None, "year not stated"
    return base.year + _STEPS[which], f"from {'publication' if near else 'the date before'} ({base.edtf()})"


def _pointed_occurrence(reading: Reading, around: Surroundings) -> tuple[int | None, str]:
    """The year of "this November", "last spring", "the following January"."""
    which = reading.which or "this"
    near = which in ("this", "last", "next", "coming") and not around.narrative
    base = around.published if near else around.last_month or around.last_year
    if base is None and which == "same":
        around.adrift = True
        return None, "nothing in the text tells which"
    base = base or around.published
    if base is None or (around.published is None and near):
        return None, "year not stated"
    month = reading.month or _SEASON_MONTH.get(reading.season or 0) or (reading.quarter or 1) * 3 - 2
    day = reading.day
    if reading.feast is not None:
        number = feast_day(reading.feast, base.year)
        if number is None:
            return None, "the feast has no rule for that year"
        _, month, day = from_day_number(number)
    if base is around.published and base.month is None:
        return _occurrence_by_year(_STEPS[which], month, base)
    now = base.month or 1
    if _STEPS[which] == 0:
        step = 0
    elif _STEPS[which] > 0:
        step = int(month < now if which == "coming" else month <= now)
        if day is not None and base.day is not None:
            step = int((month, day) <= (now, base.day))
    elif day is not None and month == now and base.day is None:
        return None, f"{base.edtf()} alone does not tell which"
    elif day is not None and base.day is not None:
        step = -int((month, day) >= (now, base.day))
    else:
        step = -int(month >= now)
    return base.year + step, f"from {'publication' if near else 'the date before'} ({base.edtf()})"


def _occurrence_by_year(step: int, month: int, base: Moment) -> tuple[int | None, str]:
    """The year of "last December", "next January", counted from a year whose month is not known: one at its far end."""
    if step == 0 or (step < 0 and month >= _LATE_MONTH) or (step > 0 and month <= _EARLY_MONTH):
        return base.year + step, f"from {base.edtf()}"
    return None, f"{base.edtf()} alone does not tell which"


def _candidates(reading: Reading, years: Iterable[int]) -> list[tuple[int, int, int]]:
    """Year, first and last day number of a year-less date in each year where it exists."""
    found = []
    for year in years:
        if reading.feast is not None:
            number = feast_day(reading.feast, year)
            if number is not None:
                found.append((year, number, number))
            continue
        if reading.season is not None:
            value = parse_edtf(write(year, reading.season))
        elif reading.quarter is not None:
            value = parse_edtf(write(year, 32 + reading.quarter))
        elif is_possible(year, reading.month, reading.day):
            value = parse_edtf(write(year, reading.month, reading.day))
        else:
            continue
        if value.earliest is not None and value.latest is not None:
            found.append((year, value.earliest, value.latest))
    return found


def _year_in_narrative(reading: Reading, around: Surroundings) -> tuple[int | None, str]:
    """Narrative: the year it stands in, or the next one where the months start anew."""
    clock = around.clock or around.last_year
    if clock is None:
        return None, "year not stated"
    month = reading.month or _SEASON_MONTH.get(reading.season or 0)
    year = clock.year
    if month is not None and clock.month is not None and clock.month - month >= NEW_YEAR_MONTHS:
        year += 1
    return _by_weekday(reading, year) or year, f"in a narrative, after {clock.edtf()}"


def _by_weekday(reading: Reading, year: int) -> int | None:
    """The year nearest to `year` in which a year-less day falls on the weekday it names."""
    if reading.weekday is None or reading.day is None or reading.month is None:
        return None
    return next((near for near in (year, year + 1, year - 1) if falls_on(reading, near)), None)


def falls_on(reading: Reading, year: int) -> bool:
    """Whether a month and day are on the weekday they name in a year."""
    if reading.month is None or reading.day is None or not is_possible(year, reading.month, reading.day):
        return False
    return weekday_of(day_number(year, reading.month, reading.day)) == reading.weekday


def _year_from_publication(
    reading: Reading, around: Surroundings, published: Moment
) -> tuple[int | None, str]:
    """News: the nearest year, on the side of publication that the tense tells; a weekday named decides."""
    first, last = published.number, published.last_number
    candidates = _candidates(reading, range(published.year - 1, min(published.year + 2, 10_000)))
    if reading.weekday is not None and reading.day is not None:
        # Told in the past, it is not to come, whatever weekday is named.
        end = last + _SLACK if around.tense == "past" else day_number(9999, 12, 31)
        fitting = [
            found for found in candidates if weekday_of(found[1]) == reading.weekday and found[1] <= end
        ]
        if fitting:
            year = min(fitting, key=lambda found: _gap(found[1], found[1], first, last))[0]
            return year, f"the year near publication in which it is a {WEEKDAY_NAMES[reading.weekday - 1]}"
    if not candidates:
        return None, "no such day in the years around publication"
    if published.month is None:
        return _year_by_year(reading, around, published)
    if around.tense == "past":
        past = [found for found in candidates if found[1] <= last + _SLACK]
        if not past:
            return None, "told in the past, and no such day in the year before publication"
        return max(past)[0], f"last one on or before publication ({published.edtf()}), told in the past"
    if around.tense == "future":
        future = [found for found in candidates if found[2] >= first]
        if not future:
            return None, "told as to come, and no such day in the year after publication"
        return min(future)[0], f"next one on or after publication ({published.edtf()}), told as to come"
    year = min(candidates, key=lambda found: _gap(found[1], found[2], first, last))[0]
    return year, f"the one nearest to publication ({published.edtf()})"


def _year_by_year(reading: Reading, around: Surroundings, published: Moment) -> tuple[int, str]:
    """The year of publication; in a tale of late last year, that one."""
    before = around.last_day
    told_late = around.tense == "past" and (reading.month or 0) >= _LATE_MONTH
    if told_late and before is not None and before.year == published.year - 1:
        return before.year, f"past, and after {before.edtf()}"
    return published.year, f"year of publication ({published.edtf()})"


def _gap(start: int, end: int, first: int, last: int) -> int:
    """How many days lie between `start..end` and `first..last`; 0 where they meet."""
    return max(start - last, first - end, 0)


def interval_meaning(reading: Reading, around: Surroundings) -> Meaning | None:
    """Two days of a month, two months of a year, or two years, joined by a dash."""
    if reading.year2 is not None and reading.year is not None:
        return _interval(write(reading.year), write(reading.year2))
    month2 = reading.month2 or reading.month
    for day in (reading.day, reading.day2):
        if not is_possible(reading.year, month2, day):
            reading.day = day
            return _impossible(reading, around)
    over_new_year = reading.day is None and (reading.month or 0) > (month2 or 0)
    first_year = reading.year - 1 if over_new_year and reading.year is not None else reading.year
    stated = _interval(
        write(first_year, reading.month, reading.day), write(reading.year, month2, reading.day2)
    )
    if reading.year is not None or stated.problem is not None:
        return stated
    year, why = _year_of(reading, around)
    if year is None:
        stated.why = why
        return stated
    value = _interval(
        write(year - over_new_year, reading.month, reading.day), write(year, month2, reading.day2)
    )
    return Meaning(stated.stated, value.value, why, value.problem)


def _interval(first: str, last: str) -> Meaning:
    text = f"{first}/{last}"
    try:
        parse_edtf(text)
    except ValueError:
        return Meaning(first, first, f"a range that runs backwards, {first} to {last}", Problem.IMPOSSIBLE)
    return Meaning(text, text, "as stated")


def half_meaning(reading: Reading, around: Surroundings) -> Meaning | None:
    """The first or second half of a year."""
    if reading.half not in (1, 2):
        return None
    year, why = (reading.year, "as stated") if reading.year is not None else _year_of(reading, around)
    first, last = (1, 6) if reading.half == 1 else (7, 12)
    stated = f"{write(reading.year, first)}/{write(reading.year, last)}"
    return Meaning(stated, f"{write(year, first)}/{write(year, last)}", why)


def numeric_meaning(reading: Reading, around: Surroundings) -> Meaning | None:
    """A day in figures: the order that is possible, else the document's, the weekday's, the region's, or none."""
    if reading.figures is None:
        return None
    first, second = reading.figures
    orders: dict[Order, tuple[int, int]] = {"day first": (second, first), "month first": (first, second)}
    possible = {order: fields for order, fields in orders.items() if is_possible(reading.year, *fields)}
    if reading.doubtful:
        return _near_on_weekday(reading, around, possible)
    stated = write(reading.year)
    if not possible:
        if reading.year is None:
            return None
        why = f"no order of {first} and {second} is a day of {reading.year}"
        return Meaning(stated, stated, why, Problem.IMPOSSIBLE)
    if len(set(possible.values())) == 1:
        return _in_order(reading, around, next(iter(possible.values())), "the only order that is possible")
    order = around.order()
    if order in possible:
        return _in_order(reading, around, possible[order], f"{order}, as in the document")
    fitting = [fields for fields in possible.values() if _falls_on_weekday(reading, fields, around)]
    if len(fitting) == 1:
        return _in_order(reading, around, fitting[0], "the order in which the weekday is right")
    if around.habit in possible:
        return _in_order(reading, around, possible[around.habit], f"{around.habit}, as is usual there")
    if reading.year is None:
        return None
    candidates = tuple(write(reading.year, *fields) for fields in sorted(possible.values()))
    why = f"{' or '.join(candidates)}: the document does not decide"
    return Meaning(stated, stated, why, Problem.AMBIGUOUS, candidates)


def _near_on_weekday(
    reading: Reading, around: Surroundings, possible: Mapping[Order, tuple[int, int]]
) -> Meaning | None:
    """The day in figures that falls on its weekday near publication, else none: "7-14" is as likely a score."""
    day = around.published_to("day")
    if day is None:
        return None
    for fields in sorted(set(possible.values())):
        for year in (day.year - 1, day.year, day.year + 1):
            if is_possible(year, *fields):
                number = day_number(year, *fields)
                if abs(number - day.number) <= _NEAR_DAYS and weekday_of(number) == reading.weekday:
                    return Meaning(
                        write(None, *fields), write(year, *fields), "the weekday fits near publication"
                    )
    return None


def _in_order(reading: Reading, around: Surroundings, fields: tuple[int, int], why: str) -> Meaning:
    reading.month, reading.day = fields
    stated = write(reading.year, *fields)
    if reading.year is not None:
        return Meaning(stated, stated, f"as stated, {why}")
    year, told = _year_of(reading, around)
    if year is None or not is_possible(year, *fields):
        return Meaning(stated, stated, f"{why}; year not stated")
    return Meaning(stated, write(year, *fields), f"{why}; {told}")


def _falls_on_weekday(reading: Reading, fields: tuple[int, int], around: Surroundings) -> bool:
    """Whether a day falls on the weekday named, in its year or in one beside publication."""
    if reading.weekday is None:
        return False
    near = around.published.year if around.published is not None else None
    years = (
        (reading.year,) if reading.year is not None else () if near is None else (near - 1, near, near + 1)
    )
    return any(
        is_possible(year, *fields) and weekday_of(day_number(year, *fields)) == reading.weekday
        for year in years
    )
