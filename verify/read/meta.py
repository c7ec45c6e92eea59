"""What is said about an article beside its text: on the command line, in front matter, in a feed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.errors import ExitCode, VerifyError
from verify.values import MONTH_NAMES, days_in_month

_DATE = re.compile(
    r"(\d{4})(?:-(\d\d))?|(\d{4})-(\d\d)-(\d\d)"
    r"(?:(?:[Tt]|[ ]+)\d\d?:\d\d(?::\d\d(?:[.,]\d{1,9})?)?[ ]*(?:[Zz]|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?",
    re.ASCII,
)
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known about an article; None where nothing was said.

    `published` is a day, month or year in EDTF, `format` one of `verify.read.FORMATS`, `encoding` a name of a
    Python text encoding.
    """

    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    encoding: str = "utf-8"
    format: str | None = None

    def or_else(self, other: Meta) -> Meta:
        """This, with what `other` says where nothing is said here; encoding and format are this one's."""
        return Meta(
            published=self.published or other.published,
            title=self.title or other.title,
            url=self.url or other.url,
            publisher=self.publisher or other.publisher,
            language=self.language or other.language,
            encoding=self.encoding,
            format=self.format,
        )


def parse_published(text: str, option: str = "--published") -> str:
    """The day, month or year (EDTF) named by an option of the command line. Raises VerifyError with exit code USAGE."""
    return parse_date(text, option, exit_code=ExitCode.USAGE)


def parse_date(
    text: str, field: str, *, place: str | None = None, exit_code: ExitCode = ExitCode.INVALID_DATA
) -> str:
    """The day, month or year (EDTF) of "2016-04-09", "2016-04", "2016" or "2016-04-09T21:30:00+02:00".

    A day is the one written there: zones are not converted.
    `field` names in the error what holds the text. Raises VerifyError.
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        problem = "is not a date."
    else:
        fields = [field for field in match.groups() if field]
        fault = _fault(*(int(field) for field in fields))
        if fault is None:
            return "-".join(fields)
        problem = f"is not a date: {fault}."
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    raise VerifyError(
        f'{field} "{shown}" {problem}',
        place=place,
        hint="Write it as 2016-04-09 (year-month-day).",
        exit_code=exit_code,
    )


def _fault(year: int, month: int = 1, day: int = 1) -> str | None:
    if year == 0:
        return "there is no year 0000"
    if not 1 <= month <= 12:
        return f"there is no month {month:02d}"
    last = days_in_month(year, month)
    if not 1 <= day <= last:
        return f"{MONTH_NAMES[month - 1]} {year} has {last} days"
    return None
