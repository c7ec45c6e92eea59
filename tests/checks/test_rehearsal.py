"""What checks would find, with nothing recorded."""

from __future__ import annotations

import newsroom
from desk import Desk
from making import rows

from verify import workbench
from verify.checks.rehearsal import Rehearsed, explain
from verify.report.claims import ClaimLine
from verify.store.engine import dialect_of
from verify.store.schema import METADATA
from verify.verdicts import Outcome, Verdict

FEATURES = ("agreements", "calendar", "consistency")


def rehearsed(desk: Desk) -> tuple[dict[str, Rehearsed], dict[int, ClaimLine]]:
    vocabulary = workbench.read_vocabulary(desk.workspace)
    checks = workbench.preflight(desk.workspace, vocabulary).checks
    found, lines = workbench.rehearse(desk.store, desk.workspace, vocabulary, checks)
    return {each.check.name: each for each in found}, lines


def everything(desk: Desk) -> dict[str, object]:
    return {name: rows(desk.store, name) for name in METADATA.tables}


def test_it_counts_what_a_run_would_find_and_records_nothing(desk: Desk) -> None:
    desk.write("late", newsroom.WRONG_DATE)
    desk.write("later", newsroom.WRONG_DATE.replace("4", "5"))
    desk.ingest()
    before = everything(desk)
    found, lines = rehearsed(desk)
    assert everything(desk) == before
    accord = found["agreements/the-date-on-which-an-agreement-was-concluded/1"]
    assert accord.claims == 3
    counts = [(count.outcome, count.verdict, count.claims) for count in accord.outcomes]
    assert counts == [(Outcome.AGREES, Verdict.SUPPORTED, 1), (Outcome.DIFFERS, Verdict.REFUTED, 2)]
    assert [lines[row].quote for row in accord.outcomes[1].first] == ["July 4, 2015", "July 5, 2015"]
    desk.check()
    judged = {line.outcome for line in desk.lines().values() if line.property == "concluded"}
    assert judged == {count.outcome for count in accord.outcomes}


def test_it_counts_with_tables_that_were_not_loaded_yet(desk: Desk) -> None:
    desk.ingest()
    desk.check()
    newsroom.write_reference(
        desk.folder, facts=newsroom.changed("facts", "concluded,,2015-07-14", "concluded,,2015-07-15")
    )
    accord = rehearsed(desk)[0]["agreements/the-date-on-which-an-agreement-was-concluded/1"]
    assert [count.outcome for count in accord.outcomes] == [Outcome.DIFFERS]
    assert desk.lines()["July 14, 2015", "concluded"].outcome is Outcome.AGREES


def test_claims_that_do_not_stand_are_not_counted(desk: Desk) -> None:
    desk.ingest()
    desk.write("good", newsroom.WRONG_DATE)
    desk.ingest()
    accord = rehearsed(desk)[0]["agreements/the-date-on-which-an-agreement-was-concluded/1"]
    assert [(count.outcome, count.claims) for count in accord.outcomes] == [(Outcome.DIFFERS, 1)]


def test_every_check_is_explained_in_the_words_of_its_database(desk: Desk) -> None:
    vocabulary = workbench.read_vocabulary(desk.workspace)
    for check in workbench.preflight(desk.workspace, vocabulary).checks:
        said = explain(check, vocabulary.properties, dialect_of(desk.url))
        assert "INSERT INTO verdict" in said
        assert "%%" not in said
        with desk.store.rehearsing() as connection:
            connection.exec_driver_sql(said.replace("%", "%%") if not desk.store.is_sqlite else said)
