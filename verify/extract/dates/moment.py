"""Dates known in part: how they are written in EDTF and how one counts from them."""

from __future__ import annotations

from dataclasses import dataclass

from verify.values import day_number, days_in_month, from_day_number, parse_calendar, parse_day, weekday_of

UNKNOWN_DAY = "XXXX-XX-XX"
UNKNOWN_MONTH = "XXXX-XX"
UNKNOWN_YEAR = "XXXX"


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a month (`day` None) or a year (`month` None too), with a known year."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, number: int) -> Moment:
        """The day of a day number."""
        return cls(*from_day_number(number))

    @classmethod
    def read(cls, text: str) -> Moment:
        """The day, month or year of a plain EDTF date. Raises ValueError."""
        return cls(*parse_calendar(text))

    def reaches(self, unit: str) -> bool:
        """Whether it is precise enough to count such units from."""
        if unit in ("day", "week", "weekend"):
            return self.day is not None
        return self.month is not None or unit not in ("month", "quarter")

    @property
    def number(self) -> int:
        """Day number of its first day."""
        return day_number(self.year, self.month or 1, self.day or 1)

    @property
    def last_number(self) -> int:
        """Day number of its last day."""
        month = self.month or 12
        return day_number(self.year, month, self.day or days_in_month(self.year, month))

    def edtf(self) -> str:
        return write(self.year, self.month, self.day)


def write(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """EDTF of a year, month or day; a season (21–24) or quarter (33–36) may stand for the month."""
    text = UNKNOWN_YEAR if year is None else f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    if month is not None:
        text += f"-{month:02d}"
        if day is not None:
            text += f"-{day:02d}"
    return text


def number_of(edtf: str) -> int | None:
    """Day number of an EDTF day of the years 1 to 9999; None for anything else."""
    try:
        return parse_day(edtf)
    except ValueError:
        return None


def is_possible(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether a day exists; without a year, whether it exists in any."""
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None or month is None:
        return day is None or 1 <= day <= 31
    return 1 <= day <= days_in_month(2000 if year is None else year, month)


def add_months(year: int, month: int, amount: int) -> tuple[int, int]:
    """Year and month so many months on."""
    count = year * 12 + month - 1 + amount
    return count // 12, count % 12 + 1


def week_of(number: int) -> str:
    """EDTF of the ISO week, Monday to Sunday, around a day."""
    monday = number - weekday_of(number) + 1
    return f"{Moment.of(monday).edtf()}/{Moment.of(monday + 6).edtf()}"


def weekend_of(number: int) -> str:
    """EDTF of the Saturday and Sunday of the ISO week around a day."""
    saturday = number - weekday_of(number) + 6
    return f"{Moment.of(saturday).edtf()}/{Moment.of(saturday + 1).edtf()}"


def decade_text(decade: int) -> str:
    """EDTF of a decade given by its first three digits."""
    return f"{decade:03d}X"


def century_text(century: int) -> str:
    """EDTF of a century given by its first two digits; below zero from -1 for the years 0 to -99."""
    return f"{century:02d}XX" if century >= 0 else f"-{-century - 1:02d}XX"
