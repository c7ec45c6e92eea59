"""Replay: judge a past run again from what is recorded of it, and compare.

Claims, records and facts are never changed, and what stood when is logged; a run's marks say how far it saw, and its
checks are kept as they were compiled. So the same statements over the same rows give the same verdicts, unless what
a comparison means has changed since, which is said.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from verify.checks.compiling import COLUMNS, START, Marks, Window, publishing_sources, verdicts
from verify.checks.ledger import marks_before
from verify.checks.methods import missing_for
from verify.checks.plan import Judgement
from verify.checks.step_error import StepError
from verify.checks.trial import refuse_unsound
from verify.store.redaction_log import any_redaction, redacted_claims
from verify.store.schema import METADATA

NAMED = 5
"""Claims whose rows differ that are named; the rest are counted."""

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class Part:
    """One check of a run: what came out of it again, beside what is recorded, or what is missing to tell.

    `verdicts` counts the rows that came out; the digests are SHA-256 over the rows as `lines` writes them, in the
    order of claims. Of so many claims the rows `differ`; `differing` are the first of them, by the ids people know.
    Verdicts on claims whose words were `redacted` since are counted and not compared.
    """

    check: str
    verdicts: int = 0
    replayed: str = ""
    recorded: str = ""
    missing: str | None = None
    differ: int = 0
    differing: tuple[str, ...] = ()
    redacted: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether the check came out again as it was recorded."""
        return self.missing is None and self.replayed == self.recorded


def replay(connection: Connection, run_id: int) -> list[Part] | None:
    """Judge a run again, writing nothing; None where there is no such run."""
    run = _T["run"]
    if connection.execute(select(run.c.id).where(run.c.id == run_id)).first() is None:
        return None
    return [_part(connection, row) for row in _checks_of(connection, run_id)]


def replayed_lines(connection: Connection, run_id: int) -> Iterator[str]:
    """The verdict rows of a run as they come out again, check after check; of a check that cannot be replayed, none."""
    for row in _checks_of(connection, run_id):
        query = _replaying(connection, row)
        if not isinstance(query, str):
            yield from lines(connection, query)


def recorded_lines(connection: Connection, run_id: int) -> Iterator[str]:
    """The verdict rows of a run as they were recorded, check after check."""
    for row in _checks_of(connection, run_id):
        yield from lines(connection, _recorded(connection, row))


def _checks_of(connection: Connection, run_id: int) -> Sequence[Any]:
    ran, check = _T["run_check"], _T["check"]
    return connection.execute(
        select(ran, check.c.name, check.c.plan)
        .join(check, check.c.id == ran.c.check_id)
        .where(ran.c.run_id == run_id)
        .order_by(ran.c.check_id)
    ).all()


def _part(connection: Connection, row: Any) -> Part:
    query = _replaying(connection, row)
    if isinstance(query, str):
        return Part(row.name, missing=query)
    count, replayed = _digest(lines(connection, query))
    _, recorded = _digest(lines(connection, _recorded(connection, row)))
    differ, differing = (0, ()) if replayed == recorded else _differing(connection, query, row)
    left_out = 0
    if any_redaction(connection):
        verdict = _T["verdict"]
        of_run = select(func.count()).where(
            verdict.c.run_id == row.run_id,
            verdict.c.check_id == row.check_id,
            verdict.c.claim_id.in_(redacted_claims()),
        )
        left_out = int(connection.execute(of_run).scalar_one())
    return Part(row.name, count, replayed, recorded, differ=differ, differing=differing, redacted=left_out)


def _replaying(connection: Connection, row: Any) -> Select[Any] | str:
    """The statement that judges as the check did in the run, or what is missing for one."""
    try:
        judgement = Judgement.from_json(row.plan)
    except ValueError:
        return "its plan was written by another version of verify, and cannot be read"
    missing = missing_for(judgement)
    if missing is not None:
        return missing
    try:
        refuse_unsound(judgement)
    except StepError as error:
        return error.message.rstrip(".")
    since = marks_before(connection, [row.check_id], row.run_id)[row.check_id]
    upto = Marks(row.claim_mark, row.record_mark, row.standing_mark)
    query = verdicts(
        judgement,
        Window(START if row.whole else since, upto, publishers=publishing_sources(connection)),
        check_id=row.check_id,
        run_id=row.run_id,
        judged_before=since != START,
    )
    query = _left(connection, query, query.selected_columns.claim_id)
    return query.order_by(query.selected_columns.claim_id)


def _left(connection: Connection, query: Select[Any], claim_id: Any) -> Select[Any]:
    """Verdicts without those on claims of redacted texts, whose words are no longer there to compare."""
    if not any_redaction(connection):
        return query
    return query.where(claim_id.not_in(redacted_claims()))


def _recorded(connection: Connection, row: Any) -> Select[Any]:
    verdict = _T["verdict"]
    query = select(*(verdict.c[name] for name in COLUMNS))
    query = query.where(verdict.c.run_id == row.run_id, verdict.c.check_id == row.check_id)
    return _left(connection, query, verdict.c.claim_id).order_by(verdict.c.claim_id)


def lines(connection: Connection, query: Select[Any]) -> Iterator[str]:
    """Verdict rows as JSON, a line each; equal rows are equal bytes."""
    for row in connection.execute(query, execution_options={"yield_per": 10_000}):
        yield json.dumps(dict(zip(COLUMNS, row, strict=True)), separators=(",", ":"))


def _digest(written: Iterator[str]) -> tuple[int, str]:
    whole, count = hashlib.sha256(), 0
    for line in written:
        whole.update(f"{line}\n".encode())
        count += 1
    return count, whole.hexdigest()


def _differing(connection: Connection, query: Select[Any], row: Any) -> tuple[int, tuple[str, ...]]:
    rows = set(lines(connection, query)) ^ set(lines(connection, _recorded(connection, row)))
    claims = sorted({json.loads(line)["claim_id"] for line in rows})
    claim = _T["claim"]
    named = select(claim.c.digest).where(claim.c.id.in_(claims[:NAMED])).order_by(claim.c.id)
    return len(claims), tuple(connection.scalars(named))
