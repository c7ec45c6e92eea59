"""The table of outcomes that a comparison can come to says what the statements find."""

from __future__ import annotations

import bench
import pytest
from cases import CASES, REACHABLE

from verify.checks.possible import possible_outcomes
from verify.verdicts import Outcome


def possible(family: str) -> frozenset[Outcome]:
    plan = bench.judgement_of(family).plan
    return possible_outcomes(plan.selection, plan.comparing, bench.PROPERTIES)


@pytest.mark.parametrize("family", [name for name in bench.FAMILIES if name in REACHABLE])
def test_what_there_are_cases_for_can_come_out(family: str) -> None:
    assert REACHABLE[family] <= possible(family)


@pytest.mark.parametrize("family", bench.FAMILIES)
def test_lint_and_statements_agree_on_what_can_come_out(family: str) -> None:
    assert possible(family) == bench.possible_of(family)


def test_every_case_comes_to_something_possible() -> None:
    surprising = [
        name for name, question, outcome in CASES if outcome and outcome not in possible(question.family)
    ]
    assert surprising == []
