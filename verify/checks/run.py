"""Run checks: one transaction a check, in which its verdicts, its marks and the status are written or none are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import StatementError

from verify.checks.ahead import made_ahead
from verify.checks.compiling import START, Marks, Window, compile_judgement, touched
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
    replace_versions,
)
from verify.checks.plan import Check, Judgement
from verify.errors import ExitCode, VerifyError
from verify.store.engine import Statement, Store, in_words, insert_counted
from verify.store.status import merge_verdicts, recompute, recompute_check
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
            now = marks_now(connection)
            tasks = [
                task_of(connection, check, begun, properties, now, whole=whole)
                for check in checks[len(done) :]
            ]
            done += _judge_some(connection, tasks, begun)
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

    @property
    def window(self) -> Window:
        """Where it is to look."""
        return Window(START if self.whole else self.since)

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
            judged_before=self.since != START,
        )
        return in_words(statement, dialect)


def task_of(
    connection: Connection,
    check: Check,
    begun: Begun,
    properties: Mapping[str, Property],
    now: Marks,
    *,
    whole: bool = False,
) -> Task:
    """What a check is to judge in a run: what is new since its last one, or everything."""
    check_id = begun.check_ids[check.name]
    judgement = judgement_of(check, properties)
    return Task(check, check_id, begun.run_id, judgement, marks_before(connection, check_id), now, whole)


def _judge_some(connection: Connection, tasks: Sequence[Task], begun: Begun) -> list[Judged | Broken]:
    """Judge with the next checks, as many as make a transaction worth its flush to disk.

    While the database judges with one, the statements of the next are made.
    """
    done: list[Judged | Broken] = []
    written = 0
    due = [task for task in tasks if task.is_due]
    with made_ahead([partial(task.statement, connection.dialect) for task in due]) as statements:
        made = {task.check_id: statement for task, statement in zip(due, statements, strict=True)}
        for task in tasks:
            done.append(_attempt(connection, task, made.get(task.check_id)))
            written += done[-1].verdicts if isinstance(done[-1], Judged) else 0
            if written >= VERDICTS_A_TRANSACTION:
                break
    judged = [each for each in done if isinstance(each, Judged)]
    if first := [each.check_id for each in judged if each.first and each.verdicts]:
        merge_verdicts(connection, run_id=begun.run_id, check_ids=first)
    return done


def _attempt(
    connection: Connection, task: Task, statement: Callable[[], Statement] | None
) -> Judged | Broken:
    """Judge with a check; one that fails leaves nothing behind and keeps no other from judging.

    What is the database's fault and not the check's (it is locked, full, gone) ends the run as it would anything.
    """
    savepoint = connection.begin_nested()
    try:
        judged = judge(connection, task, statement, merge=False)
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
    return judged


def _executed(done: Sequence[Judged | Broken]) -> int:
    return sum(isinstance(one, Judged) for one in done)


def judge(
    connection: Connection,
    task: Task,
    statement: Callable[[], Statement] | None = None,
    *,
    merge: bool = True,
) -> Judged:
    """Write a check's verdicts on the claims that are new since its last run, or whose records are; or on all.

    `statement` gives the task's statement where it was made beforehand. `merge` says whether the status follows here
    too where this is the check's first run, or is left to who called. Raises VerifyError (exit code 3) where the
    database refuses a comparison that is asked for by name; then nothing of the check is written.
    """
    made = partial(task.statement, connection.dialect) if statement is None else statement
    if task.judgement.plan.comparing.method is None:
        return _judge(connection, task, made, merge)
    try:
        with connection.begin_nested():
            return _judge(connection, task, made, merge)
    except StatementError as error:
        told = failed(task.check, error)
        if told is None:
            raise
        raise told from error


def _judge(connection: Connection, task: Task, made: Callable[[], Statement], merge: bool) -> Judged:
    check_id, run_id, since = task.check_id, task.run_id, task.since
    written = insert_counted(connection, made()) if task.is_due else 0
    note_judged(connection, run_id, check_id, task.now, whole=task.whole, verdicts=written)
    replace_versions(connection, task.check.name, check_id)
    seen = touched(task.judgement, task.window)
    if put_in_force(connection, check_id) and since != START:
        recompute_check(connection, check_id)
    elif written and since != START:
        recompute(connection, seen)
    elif written and merge:
        merge_verdicts(connection, run_id=run_id, check_ids=[check_id])
    first = since == START
    flips = NO_FLIPS
    if written or first:
        flips = flips_of(connection, task.check.name, check_id, run_id, seen, first)
    return Judged(task.check, check_id, written, flips, first)
