"""Run checks: one transaction a check, in which its verdicts, its marks and the status are written or none are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from verify.checks.compile import Since, compile_plan
from verify.checks.plan import Check
from verify.store.engine import Store, insert_counted
from verify.store.ids import next_id
from verify.store.schema import METADATA
from verify.store.status import merge_verdicts, recompute_check
from verify.vocabulary import Property

VERDICTS_A_TRANSACTION = 50_000

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class Judged:
    """What a check did in a run: how many verdicts it wrote anew."""

    check: Check
    check_id: int
    verdicts: int


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of checks. It is complete when as many checks executed as were declared."""

    run_id: int
    judged: tuple[Judged, ...]
    declared: int

    @property
    def complete(self) -> bool:
        """Whether every declared check executed."""
        return len(self.judged) == self.declared


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that has begun: its number, and the row of each check by name."""

    run_id: int
    check_ids: Mapping[str, int]


def run_checks(
    store: Store,
    checks: Sequence[Check],
    properties: Mapping[str, Property],
    *,
    actor: str,
    software: str,
    clock: Callable[[], str],
    declared: int | None = None,
) -> Run:
    """Judge what is new since each check's last run, and make these the active checks.

    `properties` are those the reference describes; `clock` gives UTC moments. Killed at any moment, every check
    has either all of its verdicts or none, and the next run completes it.
    """
    declared = len(checks) if declared is None else declared
    with store.writing() as connection:
        begun = begin_run(
            connection, checks, properties, actor=actor, software=software, now=clock(), declared=declared
        )
        judged = _judge_some(connection, checks, begun, properties)
    while len(judged) < len(checks):
        with store.writing() as connection:
            if _last(connection, "run") != begun.run_id:
                # Another run came in between: what is judged from here on is later than what that one found.
                finish_run(connection, begun, executed=len(judged), now=clock())
                begun = begin_run(
                    connection,
                    checks,
                    properties,
                    actor=actor,
                    software=software,
                    now=clock(),
                    declared=declared,
                )
            judged += _judge_some(connection, checks[len(judged) :], begun, properties)
    with store.writing() as connection:
        finish_run(connection, begun, executed=len(judged), now=clock())
    return Run(begun.run_id, tuple(judged), declared)


def begin_run(
    connection: Connection,
    checks: Sequence[Check],
    properties: Mapping[str, Property],
    *,
    actor: str,
    software: str,
    now: str,
    declared: int,
) -> Begun:
    """Record that a run begins, with these checks; each version of a check has a row of its own."""
    digests = {check.name: check.digest(_meaning(check, properties)) for check in checks}
    run_id = _begin(connection, digests, actor, software, now, declared)
    return Begun(run_id, _register(connection, checks, digests))


def finish_run(connection: Connection, begun: Begun, *, executed: int, now: str) -> None:
    """Record that a run is over; checks that were not in it stop counting."""
    _retire_others(connection, set(begun.check_ids.values()))
    run = _T["run"]
    finished = update(run).where(run.c.id == begun.run_id).values(finished_at=now, executed=executed)
    connection.execute(finished)


def _judge_some(
    connection: Connection,
    checks: Sequence[Check],
    begun: Begun,
    properties: Mapping[str, Property],
) -> list[Judged]:
    """Judge with the next checks, as many as make a transaction worth its flush to disk."""
    judged: list[Judged] = []
    written = 0
    for check in checks:
        judged.append(judge(connection, check, begun, properties))
        written += judged[-1].verdicts
        if written >= VERDICTS_A_TRANSACTION:
            break
    return judged


def judge(connection: Connection, check: Check, begun: Begun, properties: Mapping[str, Property]) -> Judged:
    """Write a check's verdicts on the claims that are new since its last run, or whose records are."""
    check_id, run_id = begun.check_ids[check.name], begun.run_id
    since = _since(connection, check_id)
    now = Since(_last(connection, "claim"), _last(connection, "record"))
    written = 0
    if since != now:
        described = properties.get(check.plan.selection.property)
        statement = compile_plan(check.plan, described, check_id=check_id, run_id=run_id, since=since)
        written = insert_counted(connection, statement)
    connection.execute(
        insert(_T["run_check"]),
        {
            "run_id": run_id,
            "check_id": check_id,
            "claim_mark": now.claim,
            "record_mark": now.record,
            "verdicts": written,
        },
    )
    _replace_versions(connection, check.name, check_id)
    if _activate(connection, check_id) and since != Since():
        recompute_check(connection, check_id)
    elif written:
        merge_verdicts(connection, run_id=run_id, check_id=check_id, judged_before=since != Since())
    return Judged(check, check_id, written)


def _meaning(check: Check, properties: Mapping[str, Property]) -> str:
    """What the property a check compares means to its comparison."""
    described = properties.get(check.plan.selection.property)
    if described is None:
        return ""
    return f"{described.value_type} {described.time} {described.many} {' '.join(described.answered_by)}"


def _begin(
    connection: Connection, digests: Mapping[str, str], actor: str, software: str, now: str, declared: int
) -> int:
    run, reference = _T["run"], _T["reference"]
    loaded = connection.execute(select(reference.c.digest).order_by(reference.c.id.desc()).limit(1)).scalar()
    number = next_id(connection, run)
    connection.execute(
        insert(run),
        {
            "id": number,
            "started_at": now,
            "finished_at": None,
            "actor": actor,
            "software": software,
            "checks_digest": hashlib.sha256(repr(sorted(digests.items())).encode()).hexdigest(),
            "reference_digest": loaded or "",
            "declared": declared,
            "executed": 0,
        },
    )
    return number


def _register(connection: Connection, checks: Sequence[Check], digests: Mapping[str, str]) -> dict[str, int]:
    """The row of each check's version; a new version gets a new row, inactive until it has judged."""
    table = _T["check"]
    known = {(row.name, row.digest): row for row in connection.execute(select(table))}
    free = next_id(connection, table)
    ids: dict[str, int] = {}
    for check in checks:
        row = known.get((check.name, digests[check.name]))
        if row is None:
            ids[check.name] = free
            connection.execute(insert(table), _row(check, free, digests[check.name]))
            free += 1
            continue
        ids[check.name] = row.id
        if (row.feature, row.line) != (check.feature, check.line):
            moved = update(table).where(table.c.id == row.id)
            connection.execute(moved.values(feature=check.feature, line=check.line))
    return ids


def _row(check: Check, number: int, digest: str) -> dict[str, Any]:
    return {
        "id": number,
        "name": check.name,
        "digest": digest,
        "title": check.title,
        "feature": check.feature,
        "line": check.line,
        "severity": check.severity,
        "compares_with": str(check.plan.compare_with),
        "plan": check.plan.describe(),
        "active": 0,
    }


def _since(connection: Connection, check_id: int) -> Since:
    """How far a check has judged, in whichever run: runs may take turns."""
    table = _T["run_check"]
    marks = select(func.max(table.c.claim_mark), func.max(table.c.record_mark)).where(
        table.c.check_id == check_id
    )
    claim, record = connection.execute(marks).one()
    return Since(claim or 0, record or 0)


def _last(connection: Connection, name: str) -> int:
    return int(connection.execute(select(func.coalesce(func.max(_T[name].c.id), 0))).scalar_one())


def _activate(connection: Connection, check_id: int) -> bool:
    table = _T["check"]
    changed = connection.execute(
        update(table).where(table.c.id == check_id, table.c.active == 0).values(active=1)
    )
    return changed.rowcount > 0


def _replace_versions(connection: Connection, name: str, check_id: int) -> None:
    """Earlier versions of a check stop counting when the new one has judged."""
    table = _T["check"]
    others = select(table.c.id).where(table.c.name == name, table.c.id != check_id, table.c.active == 1)
    _retire(connection, connection.scalars(others).all())


def _retire_others(connection: Connection, kept: set[int]) -> None:
    """Checks that are no longer among those run stop counting."""
    table = _T["check"]
    active = connection.scalars(select(table.c.id).where(table.c.active == 1)).all()
    _retire(connection, sorted(set(active) - kept))


def _retire(connection: Connection, check_ids: Sequence[int]) -> None:
    table = _T["check"]
    for check_id in check_ids:
        connection.execute(update(table).where(table.c.id == check_id).values(active=0))
        recompute_check(connection, check_id)
