"""What expressions mean that count days, weeks, months or years from a date, or name a day but not its month."""

from __future__ import annotations

from verify.extract.dates.moment import UNKNOWN_DAY, Moment, add_months, number_of
from verify.extract.dates.reading import Reading
from verify.extract.dates.relations import (
    FROM_PUBLICATION,
    STATED_OF_UNIT,
    STEPS,
    counted,
    moved,
    same_day,
    weekday_from,
    weekday_near,
)
from verify.extract.dates.surroundings import Meaning, Surroundings
from verify.values import day_number, days_in_month, weekday_of


def ahead_meaning(reading: Reading, around: Surroundings) -> Meaning | None:
    """So many units from publication where the text looks ahead ("will vote in two weeks"); else a duration."""
    ahead = around.tense == "future" or (around.tense == "unknown" and around.looked_ahead)
    around.looked_ahead = ahead and not around.narrative
    if not around.looked_ahead:
        return None
    unit, amount = reading.unit or "day", reading.amount if reading.amount is not None else 1
    unit, amount = counted(unit, amount)
    stated = STATED_OF_UNIT[unit]
    base = around.published_to("day" if unit == "week" else unit)
    if base is None:
        return Meaning(stated, stated, "nothing in the text tells from which day")
    if reading.weekday is not None and base.day is not None:
        return weekday_near(number_of(same_day(base, unit, amount)), reading.weekday)
    value = same_day(base, unit, amount) if unit in ("day", "week") else moved(base, unit, amount)
    return Meaning(
        stated,
        value if unit == "day" else f"{value}~",
        f"{amount} {unit}(s) after publication ({base.edtf()})",
    )


def offset_meaning(reading: Reading, anchor: Meaning) -> Meaning | None:
    """So many units before or after the date named behind them, as precise as that date and the unit allow."""
    if reading.unit == "weekday":
        return _weekday_beside(reading, anchor)
    unit, amount = reading.unit or "day", reading.amount if reading.amount is not None else 1
    unit, amount = counted(unit, amount)
    step = -amount if reading.which == "earlier" else amount
    stated = _shifted(anchor.stated, unit, step)
    value = _shifted(anchor.value, unit, step)
    if value is None:
        return Meaning(STATED_OF_UNIT[unit], STATED_OF_UNIT[unit], "the date it counts from is not known")
    if reading.weekday is not None and number_of(value) is not None:
        return weekday_near(number_of(value), reading.weekday)
    direction = "before" if step < 0 else "after"
    return Meaning(
        stated or STATED_OF_UNIT[unit],
        value,
        f"{abs(step)} {unit}(s) {direction} {anchor.value}",
        anchor.problem,
    )


def _weekday_beside(reading: Reading, anchor: Meaning) -> Meaning:
    """The weekday before or after a day: "the Sunday before Easter 2015"."""
    weekday, ahead = reading.weekday or 1, reading.which == "later"
    days = [number_of(edtf) for edtf in (anchor.stated, anchor.value)]
    stated, value = (
        UNKNOWN_DAY if day is None else Moment.of(weekday_from(day, weekday, ahead, strict=True)).edtf()
        for day in days
    )
    return Meaning(stated, value, f"{'next' if ahead else 'last'} one from {anchor.value}", anchor.problem)


def _shifted(edtf: str, unit: str, step: int) -> str | None:
    """A plain EDTF date so many units on; None where it is not known precisely enough."""
    try:
        base = Moment.read(edtf)
    except ValueError:
        return None
    return (
        same_day(base, unit, step)
        if base.day is not None
        else (moved(base, unit, step) if base.reaches(unit) else None)
    )


def day_of_month_meaning(reading: Reading, around: Surroundings) -> Meaning | None:
    """A day whose month is not named: "the 18th", "Tuesday the 11th", "the 15th of next month"."""
    day = reading.day or 1
    stated = f"XXXX-XX-{day:02d}"
    unknown = Meaning(stated, stated, "nothing in the text tells which month")
    if reading.month_which is not None:
        which = reading.month_which
        near = which in FROM_PUBLICATION and not around.narrative
        base = around.published_to("month") if near else around.last_month or around.published_to("month")
        if base is None or base.month is None:
            return unknown
        months = [add_months(base.year, base.month, STEPS[which])]
        why = f"{which} month, from {base.edtf()}"
    elif reading.in_month_before and reading.weekday is None and around.last_month is not None:
        base = around.last_month
        months = [add_months(base.year, base.month or 1, int(day < (base.day or 0)))]
        why = f"in the month of the date before ({base.edtf()})"
    else:
        base = around.last_month if around.narrative else around.published_to("day")
        if base is None or base.month is None:
            return unknown
        reach = range(-12, 13) if reading.weekday is not None else range(-2, 3)
        months = [add_months(base.year, base.month, step) for step in reach]
        why = f"from {base.edtf()}"
    number = _nearest_day(months, day, reading.weekday, base, around)
    if number is None:
        return unknown
    return Meaning(stated, Moment.of(number).edtf(), why)


def _nearest_day(
    months: list[tuple[int, int]], day: int, weekday: int | None, base: Moment, around: Surroundings
) -> int | None:
    """The fitting day of those months nearest to a date, on the side of it that the tense tells."""
    days = [day_number(year, month, day) for year, month in months if day <= days_in_month(year, month)]
    days = [number for number in days if weekday is None or weekday_of(number) == weekday]
    if not days:
        return None
    if base.day is None or len(months) == 1:
        return min(days, key=lambda number: abs(number - base.number))
    past = [number for number in days if number <= base.number]
    future = [number for number in days if number >= base.number]
    if weekday is not None:
        return min(days, key=lambda number: abs(number - base.number))
    if around.narrative or around.tense == "future":
        return min(future, default=days[-1])
    if around.tense == "past":
        return max(past, default=days[0])
    return min(days, key=lambda number: abs(number - base.number))
