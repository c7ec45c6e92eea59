"""What the date reader hands out."""

from __future__ import annotations

from dataclasses import dataclass

from verify.claims import Problem


@dataclass(frozen=True, slots=True)
class DateMention:
    """A calendar expression of a text and what it means.

    `start` and `end` are code points, end exclusive; the words leave out prepositions, articles and times of
    day. `stated` is the EDTF of what the words alone say ("XXXX-03-09"; "XXXX-XX-XX" for "Thursday"), `value`
    the EDTF in context, equal to `stated` where nothing can be resolved. `weekday` is the ISO weekday that the
    words name. `problem` is set for a day that does not exist and for a day and month in undecided order;
    `stated` and `value` then keep the part that is possible. `explanation` says in one line how the value came
    about. `candidates` are the days (EDTF) that an ambiguous one can mean.
    """

    start: int
    end: int
    stated: str
    value: str
    weekday: int | None
    problem: Problem | None
    explanation: str
    candidates: tuple[str, ...] = ()
