"""A seal that was kept, and whether what it covers is still there unchanged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Connection, select

from verify.errors import ExitCode, VerifyError
from verify.file_errors import unreadable
from verify.store.schema import METADATA
from verify.store.seal import BLOCK, MARKED, SUMMED, VERSION, Seal, Tally, make_seal

MOST_BYTES = 256 * 1024 * 1024
"""Of a seal's file; that of a hundred million claims has some five."""

_LINE = re.compile(rf"seal(\d+)((?:-\d{{1,18}}){{{len(MARKED)}}})-([0-9a-f]{{64}})", re.ASCII)
_DIGEST = re.compile("[0-9a-f]{64}")
_T = METADATA.tables

CALLED = {
    "run": "runs",
    "check": "checks",
    "text": "texts",
    "document": "documents",
    "claim": "claims",
    "fact": "facts",
    "record": "records",
    "decision": "log of decisions",
    "redaction": "log of redactions",
}


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was kept: how far the seal reached, its digest, and, where its file was kept, all that it says."""

    marks: Mapping[str, int]
    digest: str
    seal: Seal | None = None


def seal_file(seal: Seal, *, at: str, software: str) -> str:
    """The text of a seal's file: its line, when and with what it was made, and all that it covers."""
    said = {"seal": seal.line, "made": at, "software": software, "verdicts": seal.verdicts}
    return json.dumps(said | {"covers": seal.to_json()}, indent=1) + "\n"


def read_sealed(given: str) -> Sealed:
    """A seal from its line, or from the file that has it. Raises VerifyError for what is neither."""
    if _LINE.fullmatch(given.strip()):
        return _of_line(given)
    path = Path(given)
    if given.startswith("seal") and not path.exists():
        raise VerifyError(
            f"{given!r} is no seal.",
            hint="Give the whole line that 'verify db seal' printed, or its file.",
            exit_code=ExitCode.USAGE,
        )
    try:
        if path.stat().st_size > MOST_BYTES:
            _refuse(given, "the file is too long for a seal.")
        content = path.read_bytes()
    except OSError as error:
        hint = "Give the line that 'verify db seal' printed, or its file."
        raise unreadable(error, given, what="the seal", hint=hint, exit_code=ExitCode.USAGE) from None
    return _of_file(content, given)


def _of_line(line: str) -> Sealed:
    found = _LINE.fullmatch(line.strip())
    assert found is not None
    if int(found[1]) != VERSION:
        raise VerifyError(
            f"the seal is of version {found[1]}; this version of verify knows {VERSION}.",
            hint="Check it with the version of verify that made it.",
        )
    numbers = [int(number) for number in found[2][1:].split("-")]
    return Sealed(dict(zip(MARKED, numbers, strict=True)), found[3])


def _of_file(content: bytes, shown: str) -> Sealed:
    try:
        said = json.loads(content)
        line = said["seal"]
        if not isinstance(line, str) or not _LINE.fullmatch(line):
            _refuse(shown, '"seal" is no line of a seal.')
        kept = _of_line(line)
        seal = _seal_of(said["covers"])
    except VerifyError:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        _refuse(shown, "the file is not one that 'verify db seal' wrote.")
    if seal.line != line:
        _refuse(shown, "the file does not hold together: what it says is not what its digest says.")
    return Sealed(kept.marks, kept.digest, seal)


def _refuse(shown: str, message: str) -> NoReturn:
    raise VerifyError(message, place=shown, hint="Take the copy that was kept elsewhere.") from None


def _seal_of(said: Any) -> Seal:
    """A seal of its plain data; raises what wrong data raises."""
    return Seal(
        {name: _number(said["marks"][name]) for name in MARKED},
        {str(name): _by_number(blocks) for name, blocks in said["blocks"].items()},
        tuple(
            Tally(
                _number(tally["run"]),
                _number(tally["check"]),
                _number(tally["verdicts"]),
                _sums(tally["sums"]),
            )
            for tally in said["tallies"]
        ),
        {str(name): _by_number(heads) for name, heads in said["heads"].items()},
    )


def _number(given: Any) -> int:
    if type(given) is not int:
        raise TypeError
    return given


def _sums(given: Any) -> tuple[int, ...]:
    sums = tuple(map(_number, given))
    if len(sums) != len(SUMMED):
        raise ValueError
    return sums


def _by_number(given: Any) -> dict[int, str]:
    for digest in given.values():
        if _DIGEST.fullmatch(digest) is None:
            raise ValueError
    return {int(number): digest for number, digest in given.items()}


def broken_seal(connection: Connection, sealed: Sealed) -> list[str]:
    """What is not as it was sealed, a line each; none where all is, whatever was added since. Reads all of it."""
    now = make_seal(connection, sealed.marks)
    if now.digest == sealed.digest:
        return []
    if sealed.seal is None:
        return [
            "what was sealed is not there unchanged",
            "a line tells no more: with the seal's file, 'verify db check' says where",
        ]
    return list(_differences(connection, sealed.seal, now))


def _differences(connection: Connection, before: Seal, now: Seal) -> Iterator[str]:
    yield from _tally_differences(connection, before, now)
    for name in before.blocks:
        was, found = before.blocks[name], now.blocks.get(name, {})
        wrong = [block for block in sorted(was.keys() | found.keys()) if was.get(block) != found.get(block)]
        what = "verdicts of claims" if name == "verdict" else CALLED.get(name, name)
        for first, last in _stretches(wrong):
            rows = f"{what} {max(1, first * BLOCK):,} to {(last + 1) * BLOCK - 1:,}"
            yield f"{rows} (by their rows) are not what was sealed"
    for name in before.heads:
        yield from _log_difference(connection, name, before.heads[name])


def _tally_differences(connection: Connection, before: Seal, now: Seal) -> Iterator[str]:
    was = {(tally.run, tally.check): tally for tally in before.tallies}
    found = {(tally.run, tally.check): tally for tally in now.tallies}
    check = _T["check"]
    names = {row.id: row.name for row in connection.execute(select(check.c.id, check.c.name))}
    for run, number in sorted(was.keys() | found.keys()):
        old, new = was.get((run, number)), found.get((run, number))
        if old == new:
            continue
        where = f"run {run}, check {names.get(number, number)}"
        had, has = old.verdicts if old else 0, new.verdicts if new else 0
        if had == has and old is not None and new is not None:
            columns = [
                name for name, one, other in zip(SUMMED, old.sums, new.sums, strict=True) if one != other
            ]
            yield f"{where}: verdicts were changed ({', '.join(columns)})"
        else:
            yield f"{where}: {abs(had - has):,} verdicts {'are missing' if has < had else 'were put in'}"


def _log_difference(connection: Connection, name: str, was: Mapping[int, str]) -> Iterator[str]:
    """Where a log leaves what was sealed: behind the last of the digests kept that it still has."""
    log = _T[name]
    last = max(was, default=0)
    good = 0
    for number, digest in sorted(was.items()):
        found = connection.execute(select(log.c.digest).where(log.c.id == number)).scalar()
        if found == digest:
            good = number
            continue
        ends = connection.execute(select(log.c.id).order_by(log.c.id.desc()).limit(1)).scalar() or 0
        if ends < last:
            yield f"the {CALLED[name]} ends at {ends}; it was sealed up to {last}"
        if found is not None:
            yield f"the {CALLED[name]} is another one from {good + 1} to {number} on"
        return


def _stretches(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Numbers that grow, as stretches of neighbours."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield numbers[start], numbers[at - 1]
            start = at
