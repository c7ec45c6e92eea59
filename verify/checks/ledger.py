"""The ledger of runs: which checks were in force when, with which versions, and how far each has judged."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from verify.checks.compiling import START, Marks
from verify.checks.methods import engine_of
from verify.checks.plan import Check, Judgement
from verify.store.ids import next_id
from verify.store.schema import METADATA
from verify.store.status import recompute_check
from verify.vocabulary import Property

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that has begun: its number, and the row of each check by name."""

    run_id: int
    check_ids: Mapping[str, int]


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
    judgements = {check.name: judgement_of(check, properties) for check in checks}
    digests = {name: judgement.digest() for name, judgement in judgements.items()}
    run_id = _begin(connection, digests, actor, software, now, declared)
    return Begun(run_id, _register(connection, checks, digests, judgements))


def judgement_of(check: Check, properties: Mapping[str, Property]) -> Judgement:
    """What a check is compiled from here and now."""
    return check.judgement(properties, engine_of(check.plan.comparing.method))


def finish_run(connection: Connection, begun: Begun, *, executed: int, now: str) -> None:
    """Record that a run is over; checks that were not in it stop counting."""
    _retire_others(connection, set(begun.check_ids.values()))
    run = _T["run"]
    finished = update(run).where(run.c.id == begun.run_id).values(finished_at=now, executed=executed)
    connection.execute(finished)


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


def _register(
    connection: Connection,
    checks: Sequence[Check],
    digests: Mapping[str, str],
    judgements: Mapping[str, Judgement],
) -> dict[str, int]:
    """The row of each check's version; a new version gets a new row, inactive until it has judged."""
    table = _T["check"]
    known = {(row.name, row.digest): row for row in connection.execute(select(table))}
    free = next_id(connection, table)
    ids: dict[str, int] = {}
    new: list[dict[str, Any]] = []
    for check in checks:
        row = known.get((check.name, digests[check.name]))
        if row is None:
            ids[check.name] = free
            made = {
                "id": free,
                "name": check.name,
                "digest": digests[check.name],
                "compares_with": str(check.plan.comparing.what),
                "plan": judgements[check.name].to_json(),
                "active": 0,
            }
            new.append(made | _about(check))
            free += 1
            continue
        ids[check.name] = row.id
        if any(getattr(row, name) != value for name, value in _about(check).items()):
            connection.execute(update(table).where(table.c.id == row.id).values(_about(check)))
    if new:
        connection.execute(insert(table), new)
    return ids


def _about(check: Check) -> dict[str, Any]:
    """What may change of a check without changing what it means."""
    return {
        "title": check.title,
        "feature": check.feature,
        "line": check.line,
        "severity": check.severity,
        "owner": check.owner,
        "description": check.description,
        "advice": check.advice,
    }


def note_judged(
    connection: Connection, run_id: int, verdicts: Mapping[int, int], seen: Marks, *, whole: bool
) -> None:
    """Record that a run executed checks, how far it saw, and how many verdicts it wrote by each, by id."""
    marks = {"claim_mark": seen.claim, "record_mark": seen.record, "standing_mark": seen.standing}
    rows = [
        {"run_id": run_id, "check_id": check_id, "whole": int(whole), "verdicts": written, **marks}
        for check_id, written in verdicts.items()
    ]
    connection.execute(insert(_T["run_check"]), rows)


def marks_before(
    connection: Connection, check_ids: Collection[int], run_id: int | None = None
) -> dict[int, Marks]:
    """How far checks had judged before a run, or have by now, by id, in whichever run: runs may take turns."""
    table = _T["run_check"]
    farthest = (func.max(table.c[f"{name}_mark"]) for name in ("claim", "record", "standing"))
    query = select(table.c.check_id, *farthest).where(table.c.check_id.in_(check_ids))
    if run_id is not None:
        query = query.where(table.c.run_id < run_id)
    marks = dict.fromkeys(check_ids, START)
    for check_id, *reached in connection.execute(query.group_by(table.c.check_id)):
        marks[check_id] = Marks(*reached)
    return marks


def marks_now(connection: Connection) -> Marks:
    """The last claim, record and change of standing that there is."""
    last = (_last(name).scalar_subquery() for name in ("claim", "record", "standing"))
    return Marks(*connection.execute(select(*last)).one())


def latest_run(connection: Connection) -> int:
    """The number of the last run that began; 0 if none did."""
    return int(connection.execute(_last("run")).scalar_one())


def _last(name: str) -> Select[Any]:
    return select(func.coalesce(func.max(_T[name].c.id), 0))


def put_in_force(connection: Connection, check_ids: Sequence[int]) -> set[int]:
    """Make versions of checks count, in the place of earlier versions; returns those that did not count already."""
    table, earlier = _T["check"], _T["check"].alias("earlier")
    replaced = (
        select(earlier.c.id)
        .join(table, table.c.name == earlier.c.name)
        .where(table.c.id.in_(check_ids), earlier.c.id.not_in(check_ids), earlier.c.active == 1)
    )
    _retire(connection, connection.scalars(replaced).all())
    idle = set(connection.scalars(select(table.c.id).where(table.c.id.in_(check_ids), table.c.active == 0)))
    if idle:
        connection.execute(update(table).where(table.c.id.in_(idle)).values(active=1))
    return idle


def versions_before(connection: Connection, check_ids: Sequence[int], run_id: int) -> dict[int, list[int]]:
    """All versions of checks, itself among them, by id; only of checks of which some version judged before a run."""
    table, other, ran = _T["check"], _T["check"].alias("other"), _T["run_check"]
    query = (
        select(table.c.id, other.c.id, func.min(ran.c.run_id))
        .join(other, other.c.name == table.c.name)
        .outerjoin(ran, (ran.c.check_id == other.c.id) & (ran.c.run_id < run_id))
        .where(table.c.id.in_(check_ids))
        .group_by(table.c.id, other.c.id)
        .order_by(table.c.id, other.c.id)
    )
    versions: dict[int, list[int]] = {}
    judged: set[int] = set()
    for check_id, version, earlier in connection.execute(query):
        versions.setdefault(check_id, []).append(version)
        judged |= {check_id} if earlier is not None else set()
    return {check_id: known for check_id, known in versions.items() if check_id in judged}


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
