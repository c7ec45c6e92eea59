"""The two closed lists: their words and codes are those of the store, and of the design."""

from __future__ import annotations

from sqlalchemy import select

from verify.checks.builder import OUTCOME_PHRASES
from verify.checks.extensions import load_steps
from verify.checks.registry import STEPS, understand
from verify.store.engine import Store
from verify.store.schema import METADATA
from verify.verdicts import VERDICT_OF, Outcome, Verdict


def test_the_store_has_the_same_words(store: Store) -> None:
    with store.reading() as connection:
        for members, name in ((Outcome, "outcome_label"), (Verdict, "verdict_label")):
            table = METADATA.tables[name]
            rows = {row.id: row.label for row in connection.execute(select(table))}
            assert rows == {int(member): member.label for member in members}


def test_verdicts_are_those_of_averitec_and_stand_in_this_order() -> None:
    assert [verdict.label for verdict in sorted(Verdict)] == [
        "refuted",
        "conflicting evidence",
        "supported",
        "not enough evidence",
    ]
    assert {verdict.label: verdict for verdict in Verdict} == VERDICT_OF


def test_every_outcome_can_be_named_in_a_check() -> None:
    assert sorted(OUTCOME_PHRASES.values()) == sorted(Outcome)


def test_every_step_understands_its_own_example_and_no_other_does() -> None:
    load_steps()
    for known in STEPS:
        assert understand(known.type, known.example)[0] is known
