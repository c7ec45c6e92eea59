"""Until when something is put off, as people say it: one reader for commands, scripts and both faces."""

from __future__ import annotations

import datetime
import re

from verify.errors import ExitCode, VerifyError
from verify.review.leases import FORMAT
from verify.values import parse_day

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?Z", re.ASCII)
_SPAN = re.compile(r"(\d{1,4}) ?([hdw])", re.ASCII)
_HINT = "Write tomorrow, 4h, 3d, 2w, a day to come as 2016-04-09, or a UTC moment as 2016-04-09T14:00Z."


def due_of(said: str, now: str) -> str:
    """The UTC moment, as the store writes it, until which something is put off at a UTC moment.

    "tomorrow", "3d" and "2w" end at midnight by the clock on the wall, "4h" in four hours; a day, "2016-04-09", begins
    at midnight UTC; a moment is "2016-04-09T14:00Z". Raises VerifyError (exit code 2) for anything else, and for what
    is over.
    """
    words = said.strip()
    due = _after(words.casefold(), now) or _named(words)
    if due is None:
        raise VerifyError(f"{said!r} is no day or moment.", hint=_HINT, exit_code=ExitCode.USAGE)
    if due <= now:
        raise VerifyError(f"{said!r} is over.", hint=_HINT, exit_code=ExitCode.USAGE)
    return due


def _after(words: str, now: str) -> str | None:
    """The moment that is so long after another; None for words that say something else."""
    span = _SPAN.fullmatch("1d" if words == "tomorrow" else words)
    if span is None:
        return None
    count, here = int(span[1]), datetime.datetime.fromisoformat(now)
    if span[2] == "h":
        return (here + datetime.timedelta(hours=count)).strftime(FORMAT)
    day = here.astimezone().date() + datetime.timedelta(days=count * (7 if span[2] == "w" else 1))
    midnight = datetime.datetime.combine(day, datetime.time()).astimezone(datetime.UTC)
    return midnight.strftime(FORMAT)


def _named(words: str) -> str | None:
    """The moment that is written so, or that a day begins with; None where it is neither."""
    date, clock = words, "00:00:00."
    if _MOMENT.fullmatch(words):
        date, _, clock = words.removesuffix("Z").partition("T")
        clock = clock + ":00" if clock.count(":") == 1 else clock
        clock = clock if "." in clock else f"{clock}."
    try:
        parse_day(date)
        datetime.time.fromisoformat(clock.partition(".")[0])
    except ValueError:
        return None
    time, _, fraction = clock.partition(".")
    return f"{date}T{time}.{fraction:0<6}Z"
