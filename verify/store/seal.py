"""The seal: one digest over verdicts, what they rest on, and the logs, to keep where nobody can change it with them.

It is the same on both databases for the same rows, and is made in one pass over them: rows are read in the order of
their keys, written as JSON, and hashed in blocks, so that a difference found later can be told by its place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, func, select

from verify.store.schema import METADATA

BLOCK = 4096
"""Numbers of claims (or of rows of another table) whose rows one digest covers."""

STRIDE = 256
"""Events of a log from one whose digest the seal keeps to the next."""

VERSION = 1

_READ_AT_ONCE = 5000
_T = METADATA.tables

COVERED: Mapping[str, tuple[str, ...]] = {
    "run": ("id", "started_at", "finished_at", "actor", "software", "checks_digest", "reference_digest", "executed"),
    "check": ("id", "name", "digest"),
    "text": ("id", "sha256"),
    "document": ("id", "digest"),
    "claim": ("id", "digest"),
    "fact": ("id", "code", "revision", "digest"),
    "record": ("id", "key_id", "digest"),
}  # fmt: skip
"""What verdicts rest on, by table: the columns that the seal covers. Digests stand for what they are digests of."""

LOGS = ("decision", "redaction")
"""The logs that are chained by digests: the last event's covers all before it."""

VERDICT = ("claim_id", "check_id", "run_id", "record_id", "fact_id", "peer_id", "outcome", "verdict")
SUMMED = ("claim_id", "record_id", "fact_id", "peer_id", "outcome", "verdict")

MARKED = (*COVERED, *LOGS)
"""The tables of which a seal says up to which row it covers them, in the order in which it says so."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The verdicts of a check in a run: how many, and the sums of their columns, by which a change is told."""

    run: int
    check: int
    verdicts: int
    sums: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """What was there when it was made. `marks` has the last row covered of each table.

    `blocks` has, by table, the SHA-256 over the rows of each block of `BLOCK` numbers; `heads` has, by log, the
    number and the digest of every event whose digest is kept, the last one included.
    """

    marks: Mapping[str, int]
    blocks: Mapping[str, Mapping[int, str]]
    tallies: tuple[Tally, ...]
    heads: Mapping[str, Mapping[int, str]]

    @property
    def verdicts(self) -> int:
        """How many verdicts it covers."""
        return sum(tally.verdicts for tally in self.tallies)

    @property
    def digest(self) -> str:
        """SHA-256 over all that it says."""
        return hashlib.sha256(json.dumps(self.to_json(), sort_keys=True).encode()).hexdigest()

    @property
    def line(self) -> str:
        """The seal in one line: its version, its marks, and its digest."""
        return "-".join([f"seal{VERSION}", *(str(self.marks[name]) for name in MARKED), self.digest])

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "version": VERSION,
            "marks": dict(self.marks),
            "blocks": {name: _text_keys(blocks) for name, blocks in self.blocks.items()},
            "tallies": [asdict(tally) | {"sums": list(tally.sums)} for tally in self.tallies],
            "heads": {name: _text_keys(heads) for name, heads in self.heads.items()},
        }


def _text_keys(by_number: Mapping[int, str]) -> dict[str, str]:
    return {str(number): digest for number, digest in by_number.items()}


def marks_now(connection: Connection) -> dict[str, int]:
    """The last row of each table; the last run is left out while it may go on: until it ends, or another began."""
    marks = {
        name: int(connection.execute(select(func.coalesce(func.max(_T[name].c.id), 0))).scalar_one())
        for name in MARKED
    }
    run = _T["run"]
    going = select(run.c.id).where(run.c.id == marks["run"], run.c.finished_at.is_(None))
    if connection.execute(going).first() is not None:
        marks["run"] -= 1
    return marks


def make_seal(connection: Connection, marks: Mapping[str, int] | None = None) -> Seal:
    """Seal the store as it stands, or what of it lies within the marks of another seal."""
    marks = marks_now(connection) if marks is None else marks
    verdict = _T["verdict"]
    query = (
        select(*(verdict.c[name] for name in VERDICT))
        .where(verdict.c.run_id <= marks["run"])
        .order_by(verdict.c.claim_id, verdict.c.check_id, verdict.c.run_id)
    )
    blocks = {"verdict": _blocks(_rows(connection, query))}
    for name, columns in COVERED.items():
        table = _T[name]
        query = select(*(table.c[column] for column in columns)).where(table.c.id <= marks[name])
        blocks[name] = _blocks(_rows(connection, query.order_by(table.c.id)))
    heads = {name: _heads(connection, name, marks[name]) for name in LOGS}
    return Seal(marks, blocks, _tallies(connection, marks["run"]), heads)


def _rows(connection: Connection, query: Select[Any]) -> Iterator[Sequence[Any]]:
    """The rows of a query, some thousand at once, as the driver gives them: rows of SQLAlchemy's cost twice as much."""
    sql = str(query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))
    driver: Any = connection.connection.driver_connection
    # PostgreSQL would send all of them at once to a cursor without a name.
    cursor = driver.cursor() if connection.dialect.name == "sqlite" else driver.cursor(name="verify_seal")
    with closing(cursor):
        cursor.execute(sql)
        while rows := cursor.fetchmany(_READ_AT_ONCE):
            yield rows


def _blocks(batches: Iterable[Sequence[Any]]) -> dict[int, str]:
    """The digest of each block of rows, whose first column is a number that grows."""
    found: dict[int, str] = {}
    at, whole = -1, hashlib.sha256()
    for rows in batches:
        for block, some in groupby(rows, _block_of):
            if block != at:
                if at >= 0:
                    found[at] = whole.hexdigest()
                at, whole = block, hashlib.sha256()
            whole.update(json.dumps(list(some), separators=(",", ":"))[1:-1].encode() + b",")
    if at >= 0:
        found[at] = whole.hexdigest()
    return found


def _block_of(row: Any) -> int:
    return int(row[0]) // BLOCK


def _tallies(connection: Connection, upto: int) -> tuple[Tally, ...]:
    verdict = _T["verdict"]
    sums = [func.coalesce(func.sum(verdict.c[name]), 0) for name in SUMMED]
    query = (
        select(verdict.c.run_id, verdict.c.check_id, func.count(), *sums)
        .where(verdict.c.run_id <= upto)
        .group_by(verdict.c.run_id, verdict.c.check_id)
        .order_by(verdict.c.run_id, verdict.c.check_id)
    )
    return tuple(
        Tally(run, check, count, tuple(map(int, found)))
        for run, check, count, *found in connection.execute(query)
    )


def _heads(connection: Connection, name: str, upto: int) -> dict[int, str]:
    log = _T[name]
    query = (
        select(log.c.id, log.c.digest)
        .where(log.c.id <= upto, (log.c.id % STRIDE == 0) | (log.c.id == upto))
        .order_by(log.c.id)
    )
    return {row.id: row.digest for row in connection.execute(query)}
