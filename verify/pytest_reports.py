"""Reports for CI at the end of a pytest session: on the checks that ran, and on what kept others from running."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from verify import workbench
from verify.ci.results import failed_results, run_results, troubles_of
from verify.ci.wanted import STANDARD_ERROR
from verify.ci.writing import write_reports
from verify.display import ci_safe
from verify.errors import VerifyError
from verify.pytest_plugin import BROKEN, REPORTS, SESSION
from verify.pytest_session import UNCOLLECTED, CheckSession
from verify.report.findings import broken_result
from verify.report.results import CheckResult, Results, State
from verify.workspace import Workspace, find


def write(session: pytest.Session) -> bool:
    """Write the reports that are wanted; where one cannot be written, say so on standard error and return False."""
    config = session.config
    checks = config.stash.get(SESSION, None)
    reports = config.stash[REPORTS]
    if checks is None and BROKEN not in config.stash:
        # No check was among what was to run: a file that is waited for is written, and nothing said of it.
        reports = tuple(report for report in reports if report.file != STANDARD_ERROR)
    if not reports or hasattr(config, "workerinput"):
        return True
    try:
        write_reports(
            reports,
            _results(session, checks),
            checks.preflight if checks else None,
            out=lambda text: print(f"\n{text}", end="", flush=True),
            err=lambda text: print(f"\n{text}", end="", flush=True, file=sys.stderr),
        )
    except VerifyError as unwritten:
        print(f"\nverify: {ci_safe(str(unwritten))}", file=sys.stderr)
        return False
    return True


def _results(session: pytest.Session, checks: CheckSession | None) -> Results:
    config = session.config
    errors: list[VerifyError] = [*config.stash.get(UNCOLLECTED, ())]
    if checks is None:
        broken = config.stash.get(BROKEN, None)
        errors = [broken, *errors] if broken is not None else errors
        return failed_results(errors, _workspace(config), now=workbench.utc_now())
    if session.exitstatus == pytest.ExitCode.INTERRUPTED:
        left = len(checks.collected) - len(checks.executed)
        errors.append(
            VerifyError(f"pytest was interrupted: {left} of {len(checks.collected)} checks did not run.")
        )
    known = {check.name for check in checks.preflight.checks}
    errors += [VerifyError(f"{test}: {why}") for test, why in checks.broken.items() if test not in known]
    results = run_results(
        checks.store,
        checks.workspace,
        replace(
            checks.preflight,
            checks=tuple(check for check in checks.preflight.checks if check.name in checks.executed),
        ),
        run_id=checks.begun.run_id,
        gate=checks.gate,
        broken=[trouble for error in errors for trouble in troubles_of(error, checks.workspace)],
    )
    ran = {result.check: result for result in results.checks}
    return replace(results, checks=tuple(_ended(session, checks, ran)))


def _ended(
    session: pytest.Session, checks: CheckSession, ran: dict[str, CheckResult]
) -> Iterator[CheckResult]:
    """How each check ended that was to run; of a session that was ended before, each that ran."""
    ended = bool(session.shouldfail) or session.exitstatus == pytest.ExitCode.INTERRUPTED
    chosen = {check.name for item in checks.collected if (check := checks.check_of_item(item)) is not None}
    for check in checks.preflight.checks:
        error = checks.broken.get(check.name)
        if check.name in ran:
            result = ran[check.name]
            yield replace(result, state=State.BROKEN, error=error) if error else result
        elif error is not None:
            yield broken_result(check, error)
        elif check.name in chosen and not ended:
            yield broken_result(check, "The check did not run.")


def _workspace(config: pytest.Config) -> Workspace | None:
    try:
        return find(config.invocation_params.dir)
    except VerifyError:
        return None
