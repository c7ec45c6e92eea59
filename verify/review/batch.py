"""Many decisions at once, one JSON object a line: each a transaction of its own, or all of them one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from verify.errors import ExitCode, VerifyError
from verify.review.acting import Decision, require
from verify.review.desk import Desk
from verify.review.shapes import SIDES, Done
from verify.verdicts import VERDICT_OF

LONGEST_LINE = 65_536
"""Characters of a line at most."""

KEYS = {
    "claim": str, "verdict": str, "side": str, "note": str, "if_revision": str, "idempotency_key": str, "equal": bool,
}  # fmt: skip
"""What a line can say, and of what type; the first two it must."""

EXAMPLE = '{"claim":"5e0f…","verdict":"supported","note":"by the protocol","idempotency_key":"a-1"}'
# PostgreSQL refuses a NUL, and no UTF-8 holds half a surrogate pair.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a line, counted from 1: what was done, or why not."""

    line: int
    done: Done | None
    error: VerifyError | None


def decide_batch(desk: Desk, lines: Iterable[str], shown: str, *, together: bool = False) -> Iterator[Reply]:
    """Decide what each line says, in their order; empty lines are passed over. `shown` is what messages call the file.

    Each line is a transaction, done when its reply comes out; a line that fails stops no other. With `together` all are
    done or, where one fails, none.
    """
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    if together:
        yield from _together(desk, list(numbered), shown)
        return
    for number, line in numbered:
        try:
            yield Reply(number, desk.decide_all([parse_line(line, f"{shown}:{number}")])[0], None)
        except VerifyError as error:
            yield Reply(number, None, _placed(error, f"{shown}:{number}"))


def _together(desk: Desk, numbered: Sequence[tuple[int, str]], shown: str) -> Iterator[Reply]:
    at = 0

    def read() -> Iterator[Decision]:
        nonlocal at
        for number, line in numbered:
            at = number
            yield parse_line(line, f"{shown}:{number}")

    try:
        done = desk.decide_all(read())
    except VerifyError as error:
        told = _placed(error, f"{shown}:{at}")
        undone = VerifyError(f"nothing was done: line {at} failed.", exit_code=told.exit_code)
        yield from (Reply(number, None, told if number == at else undone) for number, _ in numbered)
        return
    for (number, _), each in zip(numbered, done, strict=True):
        yield Reply(number, each, None)


def _placed(error: VerifyError, place: str) -> VerifyError:
    if error.place is None:
        error.place = place
    return error


def parse_line(line: str, place: str) -> Decision:
    """What a line says. Raises VerifyError (exit code 4) for one that says anything else."""
    if len(line) > LONGEST_LINE:
        _refuse(place, f"the line is longer than {LONGEST_LINE:,} characters.")
    try:
        given = json.loads(line, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        _refuse(place, f"this is not JSON: {error}.")
    if not isinstance(given, dict):
        _refuse(place, "this is no JSON object.")
    for key, value in given.items():
        if key not in KEYS:
            _refuse(place, f"nothing is called {key!r}.", f"Known are: {', '.join(KEYS)}.")
        if value is not None and not isinstance(value, KEYS[key]):
            _refuse(place, f'"{key}" is not {"true or false" if KEYS[key] is bool else "a text"}.')
        if isinstance(value, str) and (found := _UNSTORABLE.search(value)):
            _refuse(place, f'"{key}" holds U+{ord(found[0]):04X}, which no database keeps.')
    for key in ("claim", "verdict"):
        if not given.get(key):
            _refuse(place, f'"{key}" is missing.')
    return _decision(given, place)


def _decision(given: dict[str, Any], place: str) -> Decision:
    verdict = VERDICT_OF.get(given["verdict"].lower())
    if verdict is None:
        _refuse(place, f"{given['verdict']!r} is no verdict.", f"Known are: {', '.join(VERDICT_OF)}.")
    try:
        require(given.get("side"), SIDES, "the side that is wrong")
    except VerifyError as error:
        _refuse(place, error.message, error.hint)
    return Decision(
        claim=given["claim"],
        verdict=verdict,
        side=given.get("side"),
        note=given.get("note") or "",
        revision=given.get("if_revision"),
        idempotency_key=given.get("idempotency_key"),
        equal=bool(given.get("equal")),
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refuse(place: str, what: str, hint: str | None = None) -> NoReturn:
    raise VerifyError(
        what, place=place, hint=hint or f"Write it so: {EXAMPLE}", exit_code=ExitCode.INVALID_DATA
    )
