"""The specs that ship, and those in the documentation: they hold, and they show every rule of the checks that ship."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from verify import shipped
from verify.report.results import State
from verify.specs.running import SpecStage, stage_of
from verify.store.schema import METADATA
from verify.verdicts import Outcome, Verdict
from verify.workspace import find

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def shipping(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SpecStage]:
    """The stage of a folder without a workspace: the checks and the reference that ship."""
    with stage_of(find(tmp_path_factory.mktemp("nothing"))) as stage:
        yield stage


def outline(check: str) -> str:
    """A check's name without the number of its example row."""
    return re.sub(r"/\d+$", "", check)


def found(stage: SpecStage) -> set[tuple[str, Outcome]]:
    """What the checks found in the spec that ran last."""
    check, verdict = METADATA.tables["check"], METADATA.tables["verdict"]
    query = select(check.c.name, verdict.c.outcome).join(verdict, verdict.c.check_id == check.c.id)
    with stage.store.reading() as connection:
        return {(outline(name), Outcome(outcome)) for name, outcome in connection.execute(query)}


def test_every_outcome_that_a_check_draws_a_conclusion_from_is_shown_in_the_file_of_its_name(
    shipping: SpecStage,
) -> None:
    shown: dict[str, set[tuple[str, Outcome]]] = defaultdict(set)
    for path in shipped.specs():
        for spec in shipping.read(path).specs:
            result = shipping.run(spec)
            assert result.state is State.PASSED, (spec.title, result.missed, result.complaint)
            shown[path.stem] |= found(shipping)
    missing = {
        (outline(check.name), outcome.label)
        for check in shipping.preflight.checks
        for outcome, verdict in check.plan.verdicts.items()
        if verdict not in (None, Verdict.NOT_ENOUGH_EVIDENCE)
        and (outline(check.name), outcome) not in shown[check.name.partition("/")[0]]
    }
    assert missing == set()
    assert len(shown) == len(list(shipped.checks().glob("*.feature")))


def test_the_specs_in_the_documentation_hold(shipping: SpecStage, tmp_path: Path) -> None:
    page = (DOCS / "specs.md").read_text(encoding="utf-8")
    features = re.findall(r"^```gherkin\n(Feature: .*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(features) >= 2
    for number, feature in enumerate(features):
        path = tmp_path / f"{number}.feature"
        path.write_text(feature, encoding="utf-8")
        results = [shipping.run(spec) for spec in shipping.read(path).specs]
        assert results
        for result in results:
            assert result.state is State.PASSED, (result.spec.title, result.missed, result.complaint)
