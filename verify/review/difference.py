"""What changed of what is known of a claim, in words."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from verify.verdicts import Outcome, Verdict

_Found: TypeAlias = tuple[str, int, int | None, str | None]


def told_difference(before: str | None, after: str | None) -> tuple[str, ...]:
    """What differs between two of what the log calls `basis`, a sentence each; empty where nothing does.

    `before` is None for a decision of before the log kept it: then all that can be said is that something changed.
    """
    if before is None or after is None:
        return () if before == after else ("Its evidence changed.",)
    one, other = _read(before), _read(after)
    told = []
    for name in sorted(one.keys() | other.keys()):
        if name not in other:
            told.append(f"The check {name} no longer judges it; it found: {_words(one[name])}.")
        elif name not in one:
            told.append(f"The check {name} judges it now: {_words(other[name])}.")
        else:
            told += _changes(name, one[name], other[name])
    return tuple(told)


def _changes(name: str, before: _Found, after: _Found) -> list[str]:
    told = []
    if before[0] != after[0]:
        told.append(f"The rule of the check {name} was changed.")
    if before[1:3] != after[1:3]:
        told.append(f"The check {name} found: {_words(before)}; now: {_words(after)}.")
    elif before[3] != after[3]:
        told.append(f"What the check {name} rests on changed in the reference or in another claim.")
    return told


def _words(found: _Found) -> str:
    outcome = Outcome(found[1]).label
    return outcome if found[2] is None else f"{outcome}, {Verdict(found[2]).label}"


def _read(basis: str) -> dict[str, _Found]:
    known: list[Any] = json.loads(basis)
    return {
        name: (digest, outcome, verdict, rest[0] if rest else None)
        for name, (digest, outcome, verdict, *rest) in known
    }
