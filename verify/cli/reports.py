"""Reports for CI that commands write beside what they print."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from verify.ci.wanted import Report, wanted_reports
from verify.cli import tell
from verify.errors import ExitCode, VerifyError
from verify.workspace import Workspace

if TYPE_CHECKING:
    from verify.checks.features import Preflight
    from verify.checks.run import Run
    from verify.report.results import Results


def reports_of(given: Sequence[str]) -> tuple[Report, ...]:
    """The reports that --report asks for, and those that the CI system around us shows."""
    return wanted_reports(given, os.environ, "--report")


def deliver(reports: Sequence[Report], results: Results, checks: Preflight | None) -> None:
    """Write the reports. Raises VerifyError where one cannot be written."""
    from verify.ci.writing import write_reports

    write_reports(
        reports,
        results,
        checks,
        out=lambda text: click.echo(text, nl=False),
        err=lambda text: click.echo(text, nl=False, err=True),
    )


def deliver_errors(reports: Sequence[Report], errors: Sequence[VerifyError], workspace: Workspace) -> None:
    """Write reports of a run in which nothing was judged; what keeps them from being written is told beside."""
    if not reports:
        return
    from verify.ci.results import failed_results
    from verify.workbench import utc_now

    try:
        deliver(reports, failed_results(errors, workspace, now=utc_now()), None)
    except VerifyError as unwritten:
        tell(unwritten)


@contextmanager
def reported(reports: Sequence[Report], workspace: Workspace) -> Iterator[None]:
    """Around what may fail: an error goes into the reports, and on."""
    try:
        yield
    except VerifyError as error:
        if error.exit_code is not ExitCode.USAGE:
            deliver_errors(reports, [error], workspace)
        raise


def incomplete_run(run: Run) -> VerifyError | None:
    """What to say of a run in which fewer checks ran than were declared; None for a complete one."""
    if run.complete:
        return None
    broken = "".join(f"\n  BROKEN  {error}" for error in run.broken.values())
    return VerifyError(
        f"{len(run.judged)} of {run.declared} checks ran.{broken}",
        hint=None if broken else "Run: verify check --lint",
        exit_code=ExitCode.BROKEN_CHECK,
    )
