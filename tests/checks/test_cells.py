"""Every cell of cardinality × precision × dated or state × disputed is reached, and is what the table says it is."""

from __future__ import annotations

from functools import cache

import bench
import oracle
import pytest
from cases import REACHABLE
from cells import TABLE, cells, table
from grid import grid
from questions import FAMILIES, Question

from verify.store.engine import Store
from verify.verdicts import Outcome

SHOWN = 5


@cache
def whole() -> list[Question]:
    return grid()


@cache
def expected() -> list[Outcome | None]:
    return oracle.outcomes(whole())


def written() -> str:
    return TABLE.read_text(encoding="utf-8")


def test_the_statements_find_what_the_oracle_does_on_the_whole_grid(store: Store) -> None:
    with bench.passing(store) as connection:
        _, found = bench.judge(connection, whole())
    asked = ((question, claim) for question in whole() for claim in question.claims)
    wrong = [
        f"{_label(outcome)}, not {_label(meant)}: {claim} of {question.facts} {question.list} in {question.family!r}"
        for (question, claim), outcome, meant in zip(asked, found, expected(), strict=True)
        if outcome is not meant
    ]
    assert not wrong, f"{len(wrong)} claims:\n" + "\n".join(wrong[:SHOWN])
    assert table(cells(whole(), found)) == written()


def _label(outcome: Outcome | None) -> str:
    return outcome.label if outcome is not None else "nothing"


def test_the_cells_that_are_reached_are_those_written_down() -> None:
    assert table(cells(whole(), expected())) == written(), (
        "What checks mean has changed; if that is meant: python tests/checks/cells.py"
    )


def test_the_outcomes_that_are_reached_are_those_declared() -> None:
    assert oracle.reached(whole()) == REACHABLE
    assert set().union(*REACHABLE.values()) == set(Outcome)


@pytest.mark.parametrize("family", FAMILIES)
def test_what_the_engine_says_is_possible_is_what_is_reached(family: str) -> None:
    assert bench.possible_of(family) == REACHABLE[family]
