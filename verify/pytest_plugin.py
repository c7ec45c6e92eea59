"""The pytest plugin: in a workspace, `pytest` runs its specs, and its checks on its articles, with no Python there.

Only folders with a `verify.toml` are touched, and the specs that ship where they lie; elsewhere the plugin does
nothing and imports nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from verify.pytest_session import CheckSession

SESSION: pytest.StashKey[CheckSession] = pytest.StashKey()

BROKEN: pytest.StashKey[ExitCode] = pytest.StashKey()
"""The exit code of what kept the checks from being collected: pytest itself would end with 2."""


def pytest_configure(config: pytest.Config) -> None:
    """Find the workspace; where there is one, make ready to run its checks."""
    here = config.invocation_params.dir
    if not any((folder / "verify.toml").is_file() for folder in (here, *here.parents)):
        return
    try:
        from verify import pytest_session
    except ModuleNotFoundError as missing:
        raise pytest.UsageError(
            f"verify.toml asks for checks under pytest, but {missing.name} is not installed. "
            "Install it with: pip install 'verify[pytest]'"
        ) from None
    config.pluginmanager.register(pytest_session, "verify-checks")
    config.addinivalue_line(
        "markers", "python: a feature of the specs whose steps are in a test module beside it"
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the feature files of the workspace's checks and specs."""
    if file_path.suffix != ".feature":
        return None
    from verify.workspace import find

    try:
        workspace = find(parent.config.invocation_params.dir)
        if file_path.resolve().is_relative_to(workspace.specs.resolve()):
            return _spec_module(file_path, parent)
        if not parent.config.pluginmanager.has_plugin("verify-checks"):
            return None
        if not file_path.resolve().is_relative_to(workspace.checks.resolve()):
            return None
        from verify.pytest_session import FeatureFile, session_of

        session_of(parent.config)
    except VerifyError as error:
        from verify.display import ci_safe

        parent.config.stash[BROKEN] = error.exit_code
        told = "\n".join(ci_safe(line) for line in str(error).split("\n"))
        raise pytest.Collector.CollectError(told) from None
    return FeatureFile.from_parent(parent, path=file_path)


def _spec_module(file_path: Path, parent: pytest.Collector) -> pytest.Collector:
    from verify import pytest_specs

    manager = parent.config.pluginmanager
    if not manager.has_plugin("verify-specs"):
        manager.register(pytest_specs, "verify-specs")
    pytest_specs.stage_of(parent.config)
    return pytest_specs.SpecModule.from_parent(parent, path=file_path)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Finish the run; where a check broke, or fewer ran than were to, the run is incomplete."""
    broken = session.config.stash.get(BROKEN, None)
    if broken is not None:
        session.exitstatus = int(broken)
        return
    checks = session.config.stash.get(SESSION, None)
    if checks is None or session.config.option.collectonly:
        return
    complete = checks.finish()
    # With -x a finding ends the run as it was asked to.
    if not checks.broken and session.shouldfail:
        return
    if not complete and session.exitstatus in (0, 1):
        session.exitstatus = int(ExitCode.BROKEN_CHECK)
