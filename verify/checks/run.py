"""Run checks: one transaction a check, in which its verdicts, its marks and the status are written or none are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import StatementError

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
from verify.store.engine import Store, insert_counted
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
            done += _judge_some(connection, checks[len(done) :], begun, properties, whole)
            if len(done) == len(checks):
                finish_run(connection, begun, executed=_executed(done), now=clock())
    judged = tuple(one for one in done if isinstance(one, Judged))
    return Run(begun.run_id, judged, declared, tuple(one for one in done if isinstance(one, Broken)))


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
    now = marks_now(connection)
    window = Window(START if whole else since)
    written = 0
    if whole or _is_due(judgement, since, now):
        statement = compile_judgement(
            judgement, window, check_id=check_id, run_id=run_id, judged_before=since != START
        )
        written = insert_counted(connection, statement)
    note_judged(connection, run_id, check_id, now, whole=whole, verdicts=written)
    replace_versions(connection, check.name, check_id)
    seen = touched(judgement, window)
    if put_in_force(connection, check_id) and since != START:
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
