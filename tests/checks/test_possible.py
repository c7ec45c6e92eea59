"""The table of outcomes that a comparison can come to says what the statements find."""

from __future__ import annotations

import bench
import pytest
from cases import CASES, REACHABLE

from verify.checks.plan import CompareWith, Comparing, Selection
from verify.checks.possible import possible_outcomes
from verify.verdicts import Outcome

SAME_AS = {"texts": "text", "states": "state"}
"""Families of many values whose cases are, but for what is only theirs, those of one value."""


def possible(family: str) -> frozenset[Outcome]:
    compare_with = CompareWith.CALENDAR if family == "calendar" else CompareWith.REFERENCE
    return possible_outcomes(Selection("bench", family), Comparing(compare_with), bench.FAMILIES)


@pytest.mark.parametrize("family", [*bench.FAMILIES, "calendar"])
def test_what_can_come_out_is_what_there_are_cases_for(family: str) -> None:
    assert possible(family) == REACHABLE.get(family, set()) | REACHABLE.get(
        SAME_AS.get(family, family), set()
    )


def test_every_case_comes_to_something_possible() -> None:
    surprising = [name for name, question, outcome in CASES if outcome not in possible(question.family)]
    assert surprising == []
