"""The compiled statements find what DESIGN's table of outcomes says, on both databases."""

from __future__ import annotations

import bench
import oracle
import pytest
from asking import Case
from cases import CASES, KINDS, REACHABLE
from drawing import questions
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st
from questions import Question

from verify.store.engine import Store
from verify.verdicts import Outcome


def _label(outcome: Outcome | None) -> str:
    return outcome.label if outcome is not None else "nothing"


# Without shrinking: the message names the one claim that is judged otherwise, whatever else was in its batch.
@settings(
    max_examples=6,
    deadline=None,
    verbosity=Verbosity.quiet,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(batch=st.lists(questions(), min_size=40, max_size=60))
def test_every_outcome_is_what_the_design_says(store: Store, batch: list[Question]) -> None:
    with bench.passing(store) as connection:
        places, found = bench.judge(connection, batch)
        asked = [(question, number) for question in batch for number in range(len(question.claims))]
        for (question, number), outcome in zip(asked, found, strict=True):
            expected = oracle.outcome(question, number)
            assert outcome is expected, (
                f"{_label(outcome)}, not {_label(expected)}: {question.claims[number]} of {question}"
            )
        before = dict(zip(places, found, strict=True))
        half = max(places) // 2
        again = bench.judge_again(connection, batch, half)
    assert {claim for claim, outcome in before.items() if claim > half and outcome} <= again.keys()
    assert again == {claim: before[claim] for claim in again}


def test_each_hand_made_case(store: Store) -> None:
    with bench.passing(store) as connection:
        _, found = bench.judge(connection, [question for _, question, _ in CASES])
    firsts, place = [], 0
    for _, question, _ in CASES:
        firsts.append(found[place])
        place += len(question.claims)
    wrong = [
        f"{name}: {_label(outcome)}, not {_label(expected)}"
        for (name, _, expected), outcome in zip(CASES, firsts, strict=True)
        if outcome is not expected
    ]
    assert wrong == []


@pytest.mark.parametrize("case", [pytest.param(case, id=case[0]) for case in CASES])
def test_the_oracle_agrees_with_each_hand_made_case(case: Case) -> None:
    _, question, expected = case
    assert oracle.outcome(question, 0) is expected


def test_every_outcome_of_every_kind_of_comparison_has_a_case() -> None:
    had: dict[str, set[Outcome]] = {name: set() for name in REACHABLE}
    for _, question, expected in CASES:
        if expected is not None:
            had[question.family].add(expected)
    for families in KINDS.values():
        assert set().union(*(had[name] for name in families)) == set().union(
            *(REACHABLE[name] for name in families)
        ), families
    assert all(had[name] <= REACHABLE[name] for name in had)


def test_names_of_cases_are_unique() -> None:
    names = [name for name, *_ in CASES]
    assert sorted(set(names)) == sorted(names)
