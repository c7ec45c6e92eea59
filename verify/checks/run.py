"""Run checks, some a transaction, in which their verdicts, their marks and the status are written or none are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Dialect, Select, select
from sqlalchemy.exc import StatementError

from verify.checks.ahead import made_ahead
from verify.checks.compiling import (
    START,
    Marks,
    Publishers,
    Window,
    compile_judgement,
    publishing_sources,
    touched,
)
from verify.checks.failing import failed, is_of_the_database
from verify.checks.flips import NO_FLIPS, Flips, flips_of
from verify.checks.ledger import (
    Begun,
    begin_run,
    finish_run,
    judgement_of,
    latest_run,
    marks_before,
    marks_now,
    note_judged,
    put_in_force,
    versions_before,
)
from verify.checks.plan import Check, Judgement
from verify.checks.written import written_in
from verify.errors import ExitCode, VerifyError
from verify.store.engine import Statement, Store, in_words, insert_counted
from verify.store.schema import METADATA
from verify.store.status import merge_verdicts, recompute_check
from verify.vocabulary import Property

VERDICTS_A_TRANSACTION = 1_000_000


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
    meanwhile: Callable[[], object] | None = None,
) -> Run:
    """Judge what is new since each check's last run, or everything, and make these the active checks.

    `properties` are those the reference describes; `clock` gives UTC moments; `meanwhile` is called, if at all, in a
    thread of its own while the database judges. Killed at any moment, every check has either all of its verdicts or
    none, and the next run completes it.
    """
    declared = len(checks) if declared is None else declared
    begun: Begun | None = None
    done: list[Judged | Broken] = []
    while begun is None or len(done) < len(checks):
        with store.writing(much=True) as connection:
            if begun is None or latest_run(connection) != begun.run_id:
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
            now, publishers = marks_now(connection), publishing_sources(connection)
            left = checks[len(done) :]
            tasks = tasks_of(connection, left, begun, properties, now, publishers, whole=whole)
            done += _judge_some(connection, tasks, meanwhile)
            if len(done) == len(checks):
                finish_run(connection, begun, executed=_executed(done), now=clock())
    judged = tuple(one for one in done if isinstance(one, Judged))
    return Run(begun.run_id, judged, declared, tuple(one for one in done if isinstance(one, Broken)))


@dataclass(frozen=True, slots=True)
class Task:
    """A check about to judge: what it is compiled from, how far it has judged, how far it can, and all or not."""

    check: Check
    check_id: int
    run_id: int
    judgement: Judgement
    since: Marks
    now: Marks
    whole: bool
    publishers: Publishers

    @property
    def window(self) -> Window:
        """Where it is to look."""
        return Window(START if self.whole else self.since, publishers=self.publishers)

    @property
    def is_first(self) -> bool:
        """Whether this version of the check has not judged before."""
        return self.since == START

    @property
    def is_due(self) -> bool:
        """Whether there may be something to judge that was not there before."""
        if self.whole or self.judgement.plan.comparing.what.is_with_claims:
            return self.whole or self.since != self.now
        return (self.since.claim, self.since.record) != (self.now.claim, self.now.record)

    def statement(self, dialect: Dialect) -> Statement:
        """The statement that judges, in the words of a database."""
        statement = compile_judgement(
            self.judgement,
            self.window,
            check_id=self.check_id,
            run_id=self.run_id,
            judged_before=not self.is_first,
        )
        return in_words(statement, dialect)


def tasks_of(
    connection: Connection,
    checks: Sequence[Check],
    begun: Begun,
    properties: Mapping[str, Property],
    now: Marks,
    publishers: Publishers,
    *,
    whole: bool = False,
) -> list[Task]:
    """What each check is to judge in a run: what is new since its last one, or everything."""
    ids = [begun.check_ids[check.name] for check in checks]
    since = marks_before(connection, ids)
    return [
        Task(
            check,
            number,
            begun.run_id,
            judgement_of(check, properties),
            since[number],
            now,
            whole,
            publishers,
        )
        for check, number in zip(checks, ids, strict=True)
    ]


def _judge_some(
    connection: Connection, tasks: Sequence[Task], meanwhile: Callable[[], object] | None
) -> list[Judged | Broken]:
    """Judge with the next checks, as many as make a transaction worth its flush to disk.

    While the database judges with one, the statements of the next are made.
    """
    done: list[int | Broken] = []
    written = 0
    due = [task for task in tasks if task.is_due]
    makers = [partial(task.statement, connection.dialect) for task in due]
    with made_ahead(makers, then=meanwhile) as statements:
        made = {task.check_id: statement for task, statement in zip(due, statements, strict=True)}
        for task in tasks:
            done.append(_attempt(connection, task, made.get(task.check_id)))
            written += done[-1] if isinstance(done[-1], int) else 0
            if written >= VERDICTS_A_TRANSACTION:
                break
    tried = list(zip(tasks, done, strict=False))
    judged = settle(connection, [(task, what) for task, what in tried if isinstance(what, int)])
    return [what if isinstance(what, Broken) else judged[task.check_id] for task, what in tried]


def _attempt(connection: Connection, task: Task, statement: Callable[[], Statement] | None) -> int | Broken:
    """Judge with a check; one that fails leaves nothing behind and keeps no other from judging.

    What is the database's fault and not the check's (it is locked, full, gone) ends the run as it would anything.
    """
    savepoint = connection.begin_nested()
    try:
        written = judge(connection, task, statement)
    except VerifyError as error:
        savepoint.rollback()
        return Broken(task.check, f"{error.message} {error.hint or ''}".rstrip())
    except Exception as error:
        if is_of_the_database(error):
            raise
        savepoint.rollback()
        said = str(getattr(error, "orig", None) or error).strip().splitlines()
        return Broken(task.check, f"{type(error).__name__}: {said[0] if said else 'no message'}")
    savepoint.commit()
    return written


def _executed(done: Sequence[Judged | Broken]) -> int:
    return sum(isinstance(one, Judged) for one in done)


def judge(connection: Connection, task: Task, statement: Callable[[], Statement] | None = None) -> int:
    """Write a check's verdicts on the claims that are new since its last run, or whose records are; or on all.

    Returns how many were written; `settle` does what follows from them, in the same transaction. `statement` gives the
    task's statement where it was made beforehand. Raises VerifyError (exit code 3) where the database refuses a
    comparison that is asked for by name; then nothing of the check is written.
    """
    if not task.is_due:
        return 0
    made = partial(task.statement, connection.dialect) if statement is None else statement
    if task.judgement.plan.comparing.method is None:
        return insert_counted(connection, made())
    try:
        with connection.begin_nested():
            return insert_counted(connection, made())
    except StatementError as error:
        told = failed(task.check, error)
        if told is None:
            raise
        raise told from error


def settle(connection: Connection, written: Sequence[tuple[Task, int]]) -> dict[int, Judged]:
    """Note what checks wrote, put them in force and bring the status up to it; returns what each did, by its id."""
    if not written:
        return {}
    some = written[0][0]
    verdicts = {task.check_id: number for task, number in written}
    note_judged(connection, some.run_id, verdicts, some.now, whole=some.whole)
    come = put_in_force(connection, list(verdicts))
    for task, _ in written:
        if task.check_id in come and not task.is_first:
            recompute_check(connection, task.check_id)
    wrote = [task for task, number in written if number and (task.is_first or task.check_id not in come)]
    if wrote:
        first = [task.check_id for task in wrote if task.is_first]
        again = {task.check_id: _rewritten(connection, task) for task in wrote if not task.is_first}
        merge_verdicts(connection, run_id=some.run_id, first=first, again=again)
    versions = versions_before(connection, list(verdicts), some.run_id)
    judged = {}
    for task, number in written:
        flips = NO_FLIPS
        if task.check_id in versions and (number or task.is_first):
            seen, known = touched(task.judgement, task.window), versions[task.check_id]
            flips = flips_of(connection, known, task.check_id, task.run_id, seen, task.is_first)
        judged[task.check_id] = Judged(task.check, task.check_id, number, flips, task.is_first)
    return judged


def _rewritten(connection: Connection, task: Task) -> Select[Any]:
    """The claims of which a check wrote verdicts in its run: what stands of no other has changed."""
    verdict, seen = METADATA.tables["verdict"], touched(task.judgement, task.window)
    written = written_in(connection, verdict, check_id=task.check_id, run_id=task.run_id, seen=seen)
    return select(verdict.c.claim_id).where(*written)


def judge_alone(connection: Connection, task: Task) -> Judged:
    """Judge with one check and do what follows from it; raises as `judge` does."""
    return settle(connection, [(task, judge(connection, task))])[task.check_id]
