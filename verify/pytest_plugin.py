"""The pytest plugin: in a workspace, `pytest` runs its specs, and its checks on its articles, with no Python there.

Only folders with a `verify.toml` are touched, and the specs that ship where they lie; elsewhere the plugin does
nothing and imports nothing.
"""

from __future__ import annotations

import argparse
import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from verify.display import ci_safe
from verify.errors import ExitCode, VerifyError
from verify.severity import SEVERITIES

if TYPE_CHECKING:
    from verify.ci.wanted import Report
    from verify.pytest_session import CheckSession

SESSION: pytest.StashKey[CheckSession] = pytest.StashKey()

BROKEN: pytest.StashKey[VerifyError] = pytest.StashKey()
"""What kept the checks from being collected; its exit code counts, pytest itself would end with 2."""

REPORTS: pytest.StashKey[tuple[Report, ...]] = pytest.StashKey()
"""The reports to write at the end."""

LEFT_OUT: pytest.StashKey[list[Path]] = pytest.StashKey()
"""The specs that nobody changed or asked for."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of reports and of the gate; where there is no workspace the gate's do nothing."""
    group = parser.getgroup("verify", "checks of a workspace of verify")
    group.addoption(
        "--verify-report",
        action="append",
        default=[],
        metavar="FORMAT=FILE",
        help="write a report on the checks: sarif, junit, github or messages; '-' is standard output",
    )
    group.addoption(
        "--verify-fail-on",
        choices=SEVERITIES,
        help="The least severity that fails. Default: fail_on in verify.toml, else error.",
    )
    group.addoption(
        "--verify-today",
        metavar="DATE",
        type=_day,
        help="The day that waivers are judged on, as 2026-12-31. Default: today, in UTC.",
    )


def _day(text: str) -> datetime.date:
    from verify.values import parse_day

    try:
        return datetime.date.fromordinal(parse_day(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def pytest_configure(config: pytest.Config) -> None:
    """Find the workspace; where there is one, make ready to run its checks."""
    here = config.invocation_params.dir
    given = config.getoption("--verify-report")
    if not any((folder / "verify.toml").is_file() for folder in (here, *here.parents)):
        if given:
            raise pytest.UsageError(
                "--verify-report reports on a workspace, and there is no verify.toml here."
            )
        return
    config.stash[REPORTS] = _wanted(config, given)
    try:
        from verify import pytest_gate, pytest_session
    except ModuleNotFoundError as missing:
        raise pytest.UsageError(
            f"verify.toml asks for checks under pytest, but {missing.name} is not installed. "
            "Install it with: pip install 'verify[pytest]'"
        ) from None
    config.pluginmanager.register(pytest_session, "verify-checks")
    config.pluginmanager.register(pytest_gate, "verify-gate")
    config.addinivalue_line(
        "markers", "python: a feature of the specs whose steps are in a test module beside it"
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the feature files of the workspace's checks and specs."""
    if file_path.suffix != ".feature":
        return None
    from verify.shipped import is_untouched_spec
    from verify.workspace import find

    try:
        workspace = find(parent.config.invocation_params.dir)
        if file_path.resolve().is_relative_to(workspace.specs.resolve()):
            if is_untouched_spec(file_path, workspace.checks) and not _asked(parent.config, workspace.specs):
                parent.config.stash.setdefault(LEFT_OUT, []).append(file_path)
                return None
            return _spec_module(file_path, parent)
        if not parent.config.pluginmanager.has_plugin("verify-checks"):
            return None
        if not file_path.resolve().is_relative_to(workspace.checks.resolve()):
            return None
        from verify.pytest_session import FeatureFile, session_of

        session_of(parent.config)
    except VerifyError as error:
        if str(parent.config.stash.get(BROKEN, None)) == str(error):
            return (
                None  # It was told of another folder: what keeps checks from running keeps specs from it too.
            )
        parent.config.stash[BROKEN] = error
        told = "\n".join(ci_safe(line) for line in str(error).split("\n"))
        raise pytest.Collector.CollectError(told) from None
    return FeatureFile.from_parent(parent, path=file_path)


def _asked(config: pytest.Config, specs: Path) -> bool:
    """Whether pytest was told, or is by its settings, to look into the folder of specs, and not merely above it."""
    here = config.invocation_params.dir
    places = (here / arg.partition("::")[0] for arg in config.args)
    return any(place.resolve().is_relative_to(specs.resolve()) for place in places)


def pytest_report_collectionfinish(config: pytest.Config) -> list[str]:
    """Say which specs were left out, and how to run them; and that checks have nothing to judge."""
    return [*_nothing_to_judge(config), *_left_out(config)]


def _nothing_to_judge(config: pytest.Config) -> list[str]:
    checks = config.stash.get(SESSION, None)
    if checks is None or checks.articles:
        return []
    root = checks.workspace.root
    places = [os.path.relpath(place, root) for place in checks.workspace.articles]
    if not places:
        return ["verify: verify.toml names no articles, so the checks judge nothing"]
    return [f"verify: there is no article in {ci_safe(', '.join(places))}, so the checks judge nothing"]


def _left_out(config: pytest.Config) -> list[str]:
    left = config.stash.get(LEFT_OUT, [])
    if not left:
        return []
    folder = os.path.relpath(left[0].parent, config.invocation_params.dir)
    files = "file" if len(left) == 1 else "files"
    return [
        f"verify: left out {len(left)} {files} of specs as they ship; to run them: pytest {ci_safe(folder)}"
    ]


def _spec_module(file_path: Path, parent: pytest.Collector) -> pytest.Collector:
    from verify import pytest_specs

    manager = parent.config.pluginmanager
    if not manager.has_plugin("verify-specs"):
        manager.register(pytest_specs, "verify-specs")
    pytest_specs.stage_of(parent.config)
    return pytest_specs.SpecModule.from_parent(parent, path=file_path)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Finish the run and write its reports; where a check broke, or fewer ran than were to, it is incomplete."""
    config = session.config
    if REPORTS not in config.stash or config.option.collectonly:
        return
    checks = config.stash.get(SESSION, None)
    broken = config.stash.get(BROKEN, None)
    if broken is not None:
        session.exitstatus = int(broken.exit_code)
    elif checks is not None:
        complete = checks.finish()
        # With -x a finding ends the run as it was asked to.
        asked = not checks.broken and bool(session.shouldfail)
        if not complete and not asked and session.exitstatus in (0, 1):
            session.exitstatus = int(ExitCode.BROKEN_CHECK)
    from verify.pytest_reports import write

    if not write(session):
        session.exitstatus = int(ExitCode.INVALID_DATA)
    if checks is not None:
        checks.store.close()


def _wanted(config: pytest.Config, given: list[str]) -> tuple[Report, ...]:
    from verify.ci.wanted import wanted_reports

    if given and config.getoption("dist", "no") != "no":
        raise pytest.UsageError("--verify-report needs all checks in one process: run pytest without -n.")
    try:
        return wanted_reports(given, os.environ, "--verify-report")
    except VerifyError as error:
        raise pytest.UsageError(str(error)) from None
