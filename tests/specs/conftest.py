"""Specs on a small workspace: the checks that ship, a reference of a few rows."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import newsroom
import pytest

from verify.specs.features import SpecFile
from verify.specs.running import SpecResult, SpecStage, stage_of
from verify.workspace import Workspace, find

Run = Callable[..., list[SpecResult]]
Read = Callable[..., SpecFile]


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace without specs."""
    return find(newsroom.make(tmp_path_factory.mktemp("specs") / "ws"))


@pytest.fixture(scope="session")
def stage(workspace: Workspace) -> Iterator[SpecStage]:
    """Where its specs run."""
    with stage_of(workspace) as made:
        yield made


@pytest.fixture
def read(stage: SpecStage, tmp_path: Path) -> Read:
    """A function that reads a feature, written as text."""

    def read(text: str, name: str = "shown.feature") -> SpecFile:
        path = tmp_path / "features" / "specs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return stage.read(path)

    return read


@pytest.fixture
def run(stage: SpecStage, read: Read) -> Run:
    """A function that runs the scenarios of a feature, or one scenario given as its steps."""

    def run(text: str) -> list[SpecResult]:
        text = textwrap.dedent(text)
        if "Scenario" not in text:
            steps = textwrap.indent(text.strip("\n"), "    ")
            text = f"Feature: F\n  Scenario: S\n{steps}\n"
        return [stage.run(spec) for spec in read(text).specs]

    return run
