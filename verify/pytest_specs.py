"""Specs under pytest: the feature files of the workspace's folder of specs, a test for every scenario.

A feature that is tagged @python has steps of the user's own: a test module runs it, and here it is only seen to that
one does.
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from verify.checks.complaint import Complaint
from verify.display import ci_safe
from verify.errors import ExitCode
from verify.report.results import State
from verify.specs.features import PYTHON_TAG, SpecFile
from verify.specs.running import SpecResult, SpecStage
from verify.specs.spec import BrokenSpec, Spec
from verify.specs.telling import missed_lines
from verify.workspace import find

STAGE = pytest.StashKey[SpecStage]()

RAN = pytest.StashKey[dict[str, State]]()
"""How each test of a spec ended, by its id."""

MODULES = pytest.StashKey[list["SpecModule"]]()
"""The feature files that were collected, in order."""


def stage_of(config: pytest.Config) -> SpecStage:
    """The session's stage, made ready on first use. Raises VerifyError where a check or the reference is broken."""
    if STAGE not in config.stash:
        config.stash[STAGE] = SpecStage(find(config.invocation_params.dir))
        config.stash[RAN], config.stash[MODULES] = {}, []
    return config.stash[STAGE]


class SpecEndedError(Exception):
    """A spec that does not hold, or could not run."""

    def __init__(self, result: SpecResult) -> None:
        super().__init__(result.state)
        self.result = result


class SpecModule(pytest.File):
    """A feature file that holds specs."""

    file: SpecFile

    def collect(self) -> Iterator[SpecItem]:
        """A test for every scenario, also for those that cannot run."""
        self.file = stage_of(self.config).read(self.path)
        self.config.stash[MODULES].append(self)
        for spec in self.file.specs:
            yield self.item(spec)

    def item(self, spec: Spec | BrokenSpec) -> SpecItem:
        """The test of a spec; its tags are marks."""
        made: SpecItem = SpecItem.from_parent(self, name=spec.name.partition("/")[2] or spec.name, spec=spec)
        for tag in spec.tags:
            name, _, value = tag.partition(":")
            self.config.addinivalue_line("markers", f"{name}: a tag of verify's specs")
            made.add_marker(getattr(pytest.mark, name)(value) if value else name)
        return made


class SpecItem(pytest.Item):
    """The test of one spec."""

    def __init__(self, *, spec: Spec | BrokenSpec, **rest: Any) -> None:
        super().__init__(**rest)
        self.spec = spec

    def runtest(self) -> None:
        """Run the spec. Raises SpecEndedError where it does not hold or cannot run."""
        result = stage_of(self.config).run(self.spec)
        self.config.stash[RAN][self.nodeid] = result.state
        if result.state is not State.PASSED:
            raise SpecEndedError(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What was expected and what was found, safe for the log of a CI."""
        if not isinstance(excinfo.value, SpecEndedError):
            return super().repr_failure(excinfo, style)
        return "\n".join(map(ci_safe, _told(excinfo.value.result)))

    def reportinfo(self) -> tuple[Path, int, str]:
        """The place of the spec and its title."""
        return self.path, self.spec.line - 1, ci_safe(self.spec.title)


def _told(result: SpecResult) -> Iterator[str]:
    if result.complaint is not None:
        yield from f"BROKEN  {result.complaint}".split("\n")
    for missed in result.missed:
        first, *others = missed_lines(missed)
        yield f"{result.spec.feature}:{first}"
        yield from others


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Report a spec that could not run as an error, so that it never looks like one that fails."""
    report = yield
    if isinstance(item, SpecItem) and call.excinfo is not None and call.when == "call":
        error = call.excinfo.value
        if not isinstance(error, SpecEndedError) or error.result.state is State.BROKEN:
            report.when = "setup"
            item.config.stash[RAN][item.nodeid] = State.BROKEN
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    """Put in a broken test for every feature with steps in Python of which a scenario is run by no test module."""
    for module in session.config.stash.get(MODULES, []):
        bound = set(_bound(items, module.path))
        left = [title for title in module.file.titles if title not in bound]
        if left:
            items.append(module.item(_unbound(module.file, left)))


def _unbound(file: SpecFile, titles: list[str]) -> BrokenSpec:
    others = f" and {len(titles) - 1} more" if len(titles) > 1 else ""
    complaint = Complaint(
        file.shown,
        1,
        1,
        f"the feature is tagged @{PYTHON_TAG}, and no test module that was collected runs {titles[0]!r}{others}.",
        "Bind it with scenarios(…) of pytest-bdd in a module beside it, or remove the tag.",
    )
    return BrokenSpec(f"{file.path.stem}/python", file.path.name, file.shown, 1, 1, complaint)


def _bound(items: list[pytest.Item], feature: Path) -> Iterator[str]:
    """The scenarios of a feature that pytest-bdd has made tests of."""
    binding = sys.modules.get("pytest_bdd.scenario")
    if binding is None:
        return
    for item in items:
        if not isinstance(item, pytest.Function):
            continue
        template = binding.scenario_wrapper_template_registry.get(item.obj)
        if template is not None and Path(template.feature.filename).resolve() == feature.resolve():
            yield template.name


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Clear the stage; where a spec broke, or one that was to run did not, the run is incomplete."""
    config = session.config
    if STAGE not in config.stash:
        return
    config.stash[STAGE].close()
    ran = config.stash[RAN]
    expected = sum(isinstance(item, SpecItem) for item in session.items)
    # With -x a finding ends the run as it was asked to.
    cut_short = config.option.collectonly or session.shouldfail or session.shouldstop
    incomplete = len(ran) < expected and not cut_short
    if (State.BROKEN in ran.values() or incomplete) and session.exitstatus in (0, 1):
        session.exitstatus = int(ExitCode.BROKEN_CHECK)
