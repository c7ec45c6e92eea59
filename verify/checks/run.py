"""Run checks: one transaction a check, in which its verdicts, its marks and the status are written or none are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import StatementError

from verify.checks.compiling import START, Marks, Window, compile_judgement, touched
from verify.checks.failing import failed, is_of_the_database
from verify.checks.flips import NO_FLIPS, Flips, flips_of
from verify.checks.methods import engine_of
from verify.checks.plan import Check, Judgement
from verify.errors import ExitCode, VerifyError
from verify.store.engine import Store, insert_counted
from verify.store.ids import next_id
from verify.store.schema import METADATA
from verify.store.status import merge_verdicts, recompute, recompute_check
from verify.vocabulary import Property

VERDICTS_A_TRANSACTION = 1_000_000

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class Judged:
    """What a check did in a run: how many verdicts it wrote anew, and which of them turned an earlier one over.

    `first` says that it had not judged before.
    """

    check: Check
    check_id: int
    verdicts: int
    flips: Flips = NO_FLIPS
    first: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """A check that could not judge, and why. What it found in earlier runs stands, and the next run tries again."""

    check: Check
    reason: str


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of checks. It is complete when as many checks executed as were declared.

    Of the checks that are `broken` nothing was written.
    """

    run_id: int
    judged: tuple[Judged, ...]
    declared: int
    broken: tuple[Broken, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every declared check executed."""
        return len(self.judged) == self.declared

    @property
    def failed(self) -> dict[str, str]:
        """The names of the checks that could not judge, each with the reason."""
        return {one.check.name: one.reason for one in self.broken}

    def incomplete(self) -> VerifyError | None:
        """The error (exit code 3) that names the checks that did not run; None where all did."""
        if self.complete:
            return None
        named = [
            f"\n  BROKEN  {one.check.feature}:{one.check.line}  {one.check.title!r} did not run: {one.reason}"
            for one in self.broken
        ]
        return VerifyError(
            f"{len(self.judged)} of {self.declared} checks ran.{''.join(named)}",
            hint=None if named else "Run: verify check --lint",
            exit_code=ExitCode.BROKEN_CHECK,
        )


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
    whole: bool = False,
) -> Run:
    """Judge what is new since each check's last run, or everything, and make these the active checks.

    `properties` are those the reference describes; `clock` gives UTC moments. Killed at any moment, every check
    has either all of its verdicts or none, and the next run completes it.
    """
    declared = len(checks) if declared is None else declared
    begun: Begun | None = None
    done: list[Judged | Broken] = []
    while begun is None or len(done) < len(checks):
        with store.writing() as connection:
            if begun is None or _last(connection, "run") != begun.run_id:
                if begun is not None:
                    # Another run came in between, and may have put other checks in force: begin again. What was judged
                    # is not judged twice.
                    finish_run(connection, begun, executed=_executed(done), now=clock())
                begun = begin_run(
                    connection,
                    checks,
                    properties,
                    actor=actor,
                    software=software,
                    now=clock(),
                    declared=declared,
                )
                done = []
            done += _judge_some(connection, checks[len(done) :], begun, properties, whole)
            if len(done) == len(checks):
                finish_run(connection, begun, executed=_executed(done), now=clock())
    judged = tuple(one for one in done if isinstance(one, Judged))
    return Run(begun.run_id, judged, declared, tuple(one for one in done if isinstance(one, Broken)))


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


def _judge_some(
    connection: Connection,
    checks: Sequence[Check],
    begun: Begun,
    properties: Mapping[str, Property],
    whole: bool,
) -> list[Judged | Broken]:
    """Judge with the next checks, as many as make a transaction worth its flush to disk."""
    done: list[Judged | Broken] = []
    written = 0
    for check in checks:
        done.append(_attempt(connection, check, begun, properties, whole))
        written += done[-1].verdicts if isinstance(done[-1], Judged) else 0
        if written >= VERDICTS_A_TRANSACTION:
            break
    judged = [each for each in done if isinstance(each, Judged)]
    if first := [each.check_id for each in judged if each.first and each.verdicts]:
        merge_verdicts(connection, run_id=begun.run_id, check_ids=first)
    return done


def _attempt(
    connection: Connection, check: Check, begun: Begun, properties: Mapping[str, Property], whole: bool
) -> Judged | Broken:
    """Judge with a check; one that fails leaves nothing behind and keeps no other from judging.

    What is the database's fault and not the check's (it is locked, full, gone) ends the run as it would anything.
    """
    savepoint = connection.begin_nested()
    try:
        judged = judge(connection, check, begun, properties, whole=whole, merge=False)
    except VerifyError as error:
        savepoint.rollback()
        return Broken(check, f"{error.message} {error.hint or ''}".rstrip())
    except Exception as error:
        if is_of_the_database(error):
            raise
        savepoint.rollback()
        said = str(getattr(error, "orig", None) or error).strip().splitlines()
        return Broken(check, f"{type(error).__name__}: {said[0] if said else 'no message'}")
    savepoint.commit()
    return judged


def _executed(done: Sequence[Judged | Broken]) -> int:
    return sum(isinstance(one, Judged) for one in done)


def judge(
    connection: Connection,
    check: Check,
    begun: Begun,
    properties: Mapping[str, Property],
    *,
    whole: bool = False,
    merge: bool = True,
) -> Judged:
    """Write a check's verdicts on the claims that are new since its last run, or whose records are; or on all.

    `merge` says whether the status follows here too where this is the check's first run, or is left to who called.
    Raises VerifyError (exit code 3) where the database refuses a comparison that is asked for by name; then nothing
    of the check is written.
    """
    if check.plan.comparing.method is None:
        return _judge(connection, check, begun, properties, whole, merge)
    try:
        with connection.begin_nested():
            return _judge(connection, check, begun, properties, whole, merge)
    except StatementError as error:
        told = failed(check, error)
        if told is None:
            raise
        raise told from error


def _judge(
    connection: Connection,
    check: Check,
    begun: Begun,
    properties: Mapping[str, Property],
    whole: bool,
    merge: bool,
) -> Judged:
    check_id, run_id = begun.check_ids[check.name], begun.run_id
    judgement = judgement_of(check, properties)
    since = marks_before(connection, check_id)
    now = Marks(*(_last(connection, name) for name in ("claim", "record", "standing")))
    window = Window(START if whole else since)
    written = 0
    if whole or _is_due(judgement, since, now):
        statement = compile_judgement(
            judgement, window, check_id=check_id, run_id=run_id, judged_before=since != START
        )
        written = insert_counted(connection, statement)
    connection.execute(
        insert(_T["run_check"]),
        {
            "run_id": run_id,
            "check_id": check_id,
            "claim_mark": now.claim,
            "record_mark": now.record,
            "standing_mark": now.standing,
            "whole": int(whole),
            "verdicts": written,
        },
    )
    _replace_versions(connection, check.name, check_id)
    seen = touched(judgement, window)
    if _activate(connection, check_id) and since != START:
        recompute_check(connection, check_id)
    elif written and since != START:
        recompute(connection, seen)
    elif written and merge:
        merge_verdicts(connection, run_id=run_id, check_ids=[check_id])
    first = since == START
    flips = flips_of(connection, check.name, check_id, run_id, seen, first) if written or first else NO_FLIPS
    return Judged(check, check_id, written, flips, since == START)


def _is_due(judgement: Judgement, since: Marks, now: Marks) -> bool:
    """Whether there may be something to judge that was not there before."""
    if judgement.plan.comparing.what.is_with_claims:
        return since != now
    return (since.claim, since.record) != (now.claim, now.record)


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
            connection.execute(insert(table), made | _about(check))
            free += 1
            continue
        ids[check.name] = row.id
        if any(getattr(row, name) != value for name, value in _about(check).items()):
            connection.execute(update(table).where(table.c.id == row.id).values(_about(check)))
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


def marks_before(connection: Connection, check_id: int, run_id: int | None = None) -> Marks:
    """How far a check had judged before a run, or has by now, in whichever run: runs may take turns."""
    table = _T["run_check"]
    marks = select(
        func.max(table.c.claim_mark), func.max(table.c.record_mark), func.max(table.c.standing_mark)
    ).where(table.c.check_id == check_id)
    if run_id is not None:
        marks = marks.where(table.c.run_id < run_id)
    return Marks(*(mark or 0 for mark in connection.execute(marks).one()))


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
