"""Why nothing comes next, in words: the same for commands, scripts and both faces."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verify.review.shapes import Nothing


def clock_in_utc(moment: str) -> str:
    """A UTC moment of today: "14:05 UTC"."""
    return f"{moment[11:16]} UTC"


def moment_in_utc(moment: str) -> str:
    """A UTC moment with its day: "2016-04-11 00:00 UTC"."""
    return f"{moment[:16].replace('T', ' ')} UTC"


def reasons(
    nothing: Nothing,
    *,
    clock: Callable[[str], str] = clock_in_utc,
    moment: Callable[[str], str] = moment_in_utc,
    see_again: str = "",
) -> list[str]:
    """The reasons, a sentence each. `clock` and `moment` tell a UTC moment of the next hour, and any; `see_again` says
    how one sees again what one skipped."""
    told = []
    if nothing.held:
        names = ", ".join(f"{one.actor} ({one.items}, until {clock(one.until)})" for one in nothing.held)
        first = f", the first free at {clock(nothing.until)}" if nothing.until and _several(nothing) else ""
        told.append(f"Others hold what is left: {names}{first}.")
    if nothing.skipped:
        told.append(f"You skipped {nothing.skipped}{see_again and f': {see_again}'}.")
    if nothing.for_others:
        told.append(f"{_waits(nothing.for_others)} for another reviewer than you.")
    if nothing.assigned:
        told.append(f"{_are(nothing.assigned)} assigned to somebody else.")
    if nothing.postponed:
        due = f", the first until {moment(nothing.due)}" if nothing.due else ""
        told.append(f"{_are(nothing.postponed)} postponed{due}.")
    return told or [_all_done(nothing.beside)]


def _several(nothing: Nothing) -> bool:
    """Whether what others hold comes free at several moments."""
    return sum(one.items for one in nothing.held) > 1


def _all_done(beside: int) -> str:
    """That nothing is left, for anybody; where a filter says what is wanted, how many wait beside it."""
    if not beside:
        return "Nothing is left to decide."
    return f"Nothing that fits is left to decide; {_waits(beside)} that {'does' if beside == 1 else 'do'} not fit."


def _are(number: int) -> str:
    return f"{number:,} {'is' if number == 1 else 'are'}"


def _waits(number: int) -> str:
    return f"{number:,} {'waits' if number == 1 else 'wait'}"
