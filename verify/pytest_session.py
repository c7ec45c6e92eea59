"""Checks as pytest-bdd scenarios: the steps of the one registry, over a temporary store of the workspace's articles."""

from __future__ import annotations

import datetime
import types
from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, then, when
from pytest_bdd.scenario import scenario_wrapper_template_registry

from verify import workbench
from verify.checks.builder import PlanBuilder
from verify.checks.compiling import publishing_sources
from verify.checks.features import Preflight
from verify.checks.ledger import Begun, begin_run, finish_run, marks_now
from verify.checks.plan import Check, Plan
from verify.checks.registry import NO_BLOCK, Block, StepType, apply, understand
from verify.checks.run import judge_alone, tasks_of
from verify.checks.step_error import StepError
from verify.display import ci_safe
from verify.documents import Document
from verify.errors import ExitCode, VerifyError
from verify.gate.opening import read_gate, utc_day
from verify.gate.weighing import Gate, finding_of, remark
from verify.pytest_plugin import BROKEN, SESSION
from verify.read import Meta
from verify.report.findings import check_results
from verify.report.results import Finding
from verify.store.engine import Store
from verify.vocabulary import Property
from verify.workspace import Workspace, find

SHOWN = 20
"""Refuted claims that one check reports by themselves; the rest are counted."""


class CheckSession:
    """The checks of a workspace and the temporary store in which they judge its articles."""

    def __init__(
        self, root: Path, folder: Path, *, today: datetime.date | None = None, fail_on: str | None = None
    ) -> None:
        self.workspace: Workspace = find(root)
        self.gate: Gate = read_gate(self.workspace, today=today or utc_day(), fail_on=fail_on)
        vocabulary = workbench.read_vocabulary(self.workspace)
        self.properties: Mapping[str, Property] = vocabulary.properties
        self.preflight: Preflight = workbench.preflight(self.workspace, vocabulary)
        self.preflight.refuse()
        temporary = replace(self.workspace, database=str(folder / "verify.db"))
        self.store: Store
        self.store, _ = workbench.open_workspace_store(temporary)
        documents = list(self._articles())
        workbench.ingest(self.store, documents, vocabulary)
        self.articles: int = len(documents)
        workbench.make_ready(self.store, self.preflight.checks)
        with self.store.writing() as connection:
            self.begun: Begun = begin_run(
                connection,
                self.preflight.checks,
                self.properties,
                actor=self.workspace.actor,
                software=workbench.SOFTWARE,
                now=workbench.utc_now(),
                declared=self.preflight.declared,
            )
        self.collected: list[pytest.Item] = []
        self.executed: set[str] = set()
        self.broken: dict[str, str] = {}
        self.findings: dict[str, list[Finding]] = {}
        self.decided: list[Finding] = []

    def _articles(self) -> Iterator[Document]:
        sources = workbench.default_articles(self.workspace)
        read = workbench.read_articles(sources, defaults=Meta(), workspace=self.workspace, stdin=lambda: b"")
        for item in read:
            if isinstance(item, VerifyError):
                raise item
            yield item

    def check_of(self, feature: Path, line: int, plan: Plan) -> Check:
        """The preflight's check that a scenario is, by its place and its plan; of equal ones the next to run."""
        same = [
            check
            for check in self.preflight.checks
            if check.plan == plan and check.line == line and feature.as_posix().endswith(f"/{check.feature}")
        ]
        for check in same:
            if check.name not in self.executed:
                return check
        raise VerifyError(
            "pytest-bdd reads this scenario otherwise than verify does.",
            place=f"{feature.name}:{line}",
            hint="Run: verify check --lint",
            exit_code=ExitCode.BROKEN_CHECK,
        )

    def check_of_item(self, item: pytest.Item) -> Check | None:
        """The preflight's check that a test of a feature file is; of an outline's, the one of its example row."""
        template = (
            scenario_wrapper_template_registry.get(item.obj) if isinstance(item, pytest.Function) else None
        )
        if template is None:
            return None
        same = [
            check
            for check in self.preflight.checks
            if check.line == template.line_number and item.path.as_posix().endswith(f"/{check.feature}")
        ]
        row = item.callspec.indices.get("_pytest_bdd_example", 0) if hasattr(item, "callspec") else 0
        return same[row] if row < len(same) else None

    def run(self, check: Check) -> list[Finding]:
        """Judge with one check; its verdicts are committed before anything is reported. Returns what it refuted."""
        with self.store.writing() as connection:
            now, publishers = marks_now(connection), publishing_sources(connection)
            (task,) = tasks_of(connection, [check], self.begun, self.properties, now, publishers)
            judge_alone(connection, task)
        self.executed.add(check.name)
        with self.store.reading() as connection:
            (result,) = check_results(connection, [check], judge=partial(finding_of, by=self.gate))
        self.findings[check.name] = list(result.findings)
        return self.findings[check.name]

    def finish(self) -> bool:
        """End the run; whether every check that was to execute did."""
        with self.store.writing() as connection:
            finish_run(connection, self.begun, executed=len(self.executed), now=workbench.utc_now())
        return not self.broken and len(self.executed) >= len(self.collected)


UNCOLLECTED = pytest.StashKey[list[VerifyError]]()
"""What pytest could not collect beside the checks."""

REFUTED = pytest.StashKey[bool]()
"""Set where a scenario found what it looks for: a finding, unlike any other error of it."""


def session_of(config: pytest.Config) -> CheckSession:
    """The session's checks, made ready on first use. Raises VerifyError where they cannot run."""
    if SESSION not in config.stash:
        factory = config._tmp_path_factory  # type: ignore[attr-defined]  # the fixture of this name needs a test
        config.stash[SESSION] = CheckSession(
            config.invocation_params.dir,
            factory.mktemp("verify"),
            today=config.option.verify_today,
            fail_on=config.option.verify_fail_on,
        )
        # pytest-bdd makes marks of tags: say so, for -m and for --strict-markers.
        tags = {tag for check in config.stash[SESSION].preflight.checks for tag in check.tags}
        for name in sorted({tag.partition(":")[0] for tag in tags}):
            config.addinivalue_line("markers", f"{name}: a tag of verify's checks")
    return config.stash[SESSION]


class FeatureFile(pytest.Module):
    """A feature file as a test module that holds its scenarios."""

    def _getobj(self) -> types.ModuleType:
        module = types.ModuleType(f"verify_feature_{self.path.stem}")
        module.__file__ = str(self.path)
        binding = f"from pytest_bdd import scenarios\nscenarios({str(self.path)!r})\n"
        # pytest-bdd binds scenarios into the module that calls it, so the call has to come from this one.
        exec(compile(binding, str(self.path), "exec"), module.__dict__)
        return module


class RegistryParser(parsers.StepParser):
    """Understands whatever the registry of steps does, and hands on the sentence."""

    def __init__(self, type_: StepType) -> None:
        super().__init__(f"any {type_.keyword} step")
        self.type = type_

    def parse_arguments(self, name: str) -> dict[str, Any]:
        """The sentence itself: the registry takes it apart."""
        return {"sentence": name}

    def is_matching(self, name: str) -> bool:
        """Whether the registry has exactly one step for the sentence."""
        try:
            understand(self.type, name)
        except StepError:
            return False
        return True


@pytest.fixture
def verify_plan(request: pytest.FixtureRequest) -> PlanBuilder:
    """The plan that the steps of one scenario build."""
    return PlanBuilder(session_of(request.config).properties)


@given(RegistryParser(StepType.GIVEN))
def _given(verify_plan: PlanBuilder, sentence: str, request: pytest.FixtureRequest) -> None:
    apply(verify_plan, StepType.GIVEN, sentence, request.node.stash[PLACE].block)


@when(RegistryParser(StepType.WHEN))
def _when(verify_plan: PlanBuilder, sentence: str, request: pytest.FixtureRequest) -> None:
    apply(verify_plan, StepType.WHEN, sentence, request.node.stash[PLACE].block)


@then(RegistryParser(StepType.THEN))
def _then(
    verify_plan: PlanBuilder, sentence: str, request: pytest.FixtureRequest, subtests: pytest.Subtests
) -> None:
    place = request.node.stash[PLACE]
    apply(verify_plan, StepType.THEN, sentence, place.block)
    if not place.last:
        return
    session = session_of(request.config)
    check = session.check_of(place.feature, place.line, verify_plan.plan())
    found = session.run(check)
    refuted = [finding for finding in found if finding.excused is None]
    if refuted:
        request.node.stash[REFUTED] = True
    for finding in refuted[:SHOWN]:
        line = finding.line
        with subtests.test(msg=ci_safe(f"{line.article}:{line.line}:{line.column}")):
            pytest.fail(told(finding), pytrace=False)
    if refuted:
        excused = f" ({len(found) - len(refuted)} more excused)" if len(found) > len(refuted) else ""
        pytest.fail(f"{len(refuted)} refuted by {check.name}{excused}", pytrace=False)


class Place:
    """Where a scenario stands, what stands below the step that is running, and whether that is the last."""

    def __init__(self, feature: Path, line: int) -> None:
        self.feature, self.line, self.last = feature, line, False
        self.block = NO_BLOCK


PLACE = pytest.StashKey[Place]()


def pytest_bdd_before_scenario(request: pytest.FixtureRequest, feature: Any, scenario: Any) -> None:
    """Note where the scenario stands."""
    request.node.stash[PLACE] = Place(Path(feature.filename), scenario.line_number)


def pytest_bdd_before_step(request: pytest.FixtureRequest, scenario: Any, step: Any) -> None:
    """Note what stands below a step, and whether it is the scenario's last, in which it judges."""
    place = request.node.stash[PLACE]
    place.last = step is list(scenario.steps)[-1]
    rows = step.datatable.raw() if step.datatable is not None else ()
    place.block = Block(rows=tuple(tuple(row) for row in rows), text=step.docstring or "")


def pytest_bdd_apply_tag(tag: str, function: Any) -> bool | None:
    """Make "@owner:ana" the mark owner("ana"): a name with a colon cannot be declared as a mark."""
    name, colon, value = tag.partition(":")
    if not colon:
        return None
    getattr(pytest.mark, name)(value)(function)
    return True


def pytest_collection_finish(session: pytest.Session) -> None:
    """Count the checks that are to execute, those left that -k and -m select."""
    if SESSION in session.config.stash:
        chosen = [item for item in session.items if isinstance(item.parent, FeatureFile)]
        session.config.stash[SESSION].collected = chosen


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Remember what could not be collected: the reports tell it."""
    report = yield
    if report.failed and BROKEN not in collector.config.stash:
        said = [line for line in report.longreprtext.splitlines() if line.strip()]
        why = said[-1].removeprefix("E").strip() if said else "no reason is given."
        told = VerifyError(f"{report.nodeid or 'pytest'} cannot be collected: {why}")
        collector.config.stash.setdefault(UNCOLLECTED, []).append(told)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Report a check that could not run as an error, so that it never looks like a refuted claim."""
    report = yield
    if isinstance(item.parent, FeatureFile) and call.excinfo is not None:
        error = call.excinfo.value
        if not item.stash.get(REFUTED, False):
            _note_broken(session_of(item.config), item, error)
            report.when = "setup" if call.when == "call" else report.when
            if isinstance(error, (VerifyError, StepError)):
                report.longrepr = "\n".join(ci_safe(line) for line in f"BROKEN  {error}".split("\n"))
    return report


def _note_broken(session: CheckSession, item: pytest.Item, error: BaseException) -> None:
    check = session.check_of_item(item)
    said = str(error) if isinstance(error, (VerifyError, StepError)) else f"{type(error).__name__}: {error}"
    session.broken.setdefault(check.name if check else item.nodeid, said)


def told(finding: Finding) -> str:
    """A refuted claim in a line that is safe in a CI log: where, what, why, by which check, and what excuses it."""
    line = finding.line
    excuse = remark(finding)
    source = f" ({line.sources[0].title}: {line.sources[0].publisher})" if line.sources else ""
    return ci_safe(
        f"{line.article}:{line.line}:{line.column}: “{line.quote}”: {line.explanation}{source} "
        f"by {line.check_place}, {line.check_title}" + (f" ({excuse})" if excuse else "")
    )
