"""Moments as people read and write them: "14:05", "tomorrow", "3d"."""

from __future__ import annotations

import datetime
import re

from verify.errors import ExitCode, VerifyError

_SPAN = re.compile(r"([0-9]{1,4}) ?([hdw])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def clock_words(moment: str, now: str) -> str:
    """A UTC moment by the clock on the wall: "14:05", with its day where that is not today."""
    there, here = _local(moment), _local(now)
    return f"{there:%H:%M}" if there.date() == here.date() else f"{there:%Y-%m-%d %H:%M}"


def day_words(moment: str) -> str:
    """A UTC moment to the minute, by the clock on the wall: "2026-11-20 14:05"."""
    return f"{_local(moment):%Y-%m-%d %H:%M}"


def _local(moment: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(moment).astimezone()


def until(said: str, now: str) -> str:
    """Until when something is put off, as a day or a UTC moment: "tomorrow", "4h", "3d", "2w", "2026-12-01".

    `now` is a UTC moment. Raises VerifyError for anything else, and for what is past.
    """
    said = said.strip().casefold()
    here = datetime.datetime.fromisoformat(now)
    if said == "tomorrow":
        said = "1d"
    if (span := _SPAN.fullmatch(said)) is not None:
        count, unit = int(span[1]), span[2]
        if unit == "h":
            later = here + datetime.timedelta(hours=count)
            return later.strftime("%Y-%m-%dT%H:%M:%SZ")
        return (here.date() + datetime.timedelta(days=count * (7 if unit == "w" else 1))).isoformat()
    try:
        day = datetime.date.fromisoformat(said) if _DAY.fullmatch(said) else None
    except ValueError:
        day = None
    if day is None:
        raise VerifyError(
            f'"{said}" is no time to wait until.',
            hint="Write tomorrow, 4h, 3d, 2w, or a day as 2026-12-01.",
            exit_code=ExitCode.USAGE,
        )
    if day <= here.date():
        raise VerifyError(
            f"{said} is not in the future.", hint="Write a later day.", exit_code=ExitCode.USAGE
        )
    return said
