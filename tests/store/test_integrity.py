"""`db check`: what was written around the guards is found and named."""

from __future__ import annotations

import pytest
from making import LATER, claim_of, judged_store, rows
from sqlalchemy import select, text

from verify.review.decisions import decide
from verify.review.taking_back import undo
from verify.store.chain import event_digest
from verify.store.counts import row_counts
from verify.store.engine import Store
from verify.store.integrity import check_store
from verify.store.schema import METADATA
from verify.verdicts import Verdict

ANSWER = list(METADATA.tables["claim"].columns.keys()).index("answer")


@pytest.fixture
def judged(store: Store) -> Store:
    """A judged store with a decision that stands, one that was undone, and its guards."""
    judged_store(store)
    first, second = claim_of(store, "1 March 1999"), claim_of(store, "2 June 2010")
    with store.writing() as connection:
        decide(connection, first, Verdict.SUPPORTED, actor="Ana", now=LATER, note="seen")
        decide(connection, second, Verdict.REFUTED, actor="Bo", now=LATER)
        undo(connection, second, actor="Bo", now=LATER)
    return store


def guards_dropped(store: Store, table: str) -> list[str]:
    """The statements that take away the guards of a table."""
    if store.is_sqlite:
        return [f"DROP TRIGGER IF EXISTS {table}_no_{action}" for action in ("update", "delete", "replace")]
    return [f'ALTER TABLE "{table}" DISABLE TRIGGER USER']


def findings(store: Store, table: str = "", statement: str = "") -> list[str]:
    """What is found wrong after a statement that goes around the guards of a table; then it is taken back."""
    with store.engine.execution_options(writes=True).connect() as connection:
        for around in [*guards_dropped(store, table), statement] if statement else []:
            connection.execute(text(around))
        found = [finding.what for finding in check_store(connection)]
        connection.rollback()
    return found


def missed(store: Store, cases: list[tuple[str, str, str]]) -> list[tuple[str, list[str]]]:
    """The statements of which what they made wrong was not named, and what was named instead."""
    results = [(what, statement, findings(store, table, statement)) for table, statement, what in cases]
    return [(statement, named) for what, statement, named in results if what not in named]


def test_a_sound_store_has_no_findings(judged: Store) -> None:
    assert findings(judged) == []
    assert findings(judged) == [], "looking changes nothing"


def test_a_forged_log_of_decisions_is_found_where_it_breaks(judged: Store) -> None:
    changed, unlinked = "its content was changed", "it does not follow the decision before it"
    cases = [
        ("UPDATE decision SET note = 'forged' WHERE id = 1", 1, changed),
        ("UPDATE decision SET actor = 'Eve' WHERE id = 2", 2, changed),
        ("UPDATE decision SET verdict = 1 WHERE id = 1", 1, changed),
        ("UPDATE decision SET claim_id = 1 WHERE id = 3", 3, changed),
        ("UPDATE decision SET at = '2000-01-01T00:00:00.000000Z' WHERE id = 3", 3, changed),
        (f"UPDATE decision SET previous = '{'e' * 64}' WHERE id = 2", 2, unlinked),
        (f"UPDATE decision SET digest = '{'e' * 64}' WHERE id = 1", 1, changed),
        ("DELETE FROM decision WHERE id = 2", 3, "decision 2 is missing before it"),
    ]
    breaks = "the log of decisions breaks at decision {}: {}"
    assert missed(judged, [("decision", made, breaks.format(place, why)) for made, place, why in cases]) == []


def test_a_forger_who_mends_a_digest_breaks_the_link_behind_it(judged: Store) -> None:
    with judged.reading() as connection:
        row, claim = METADATA.tables["decision"], METADATA.tables["claim"]
        query = select(row, claim.c.digest.label("of")).join(claim, claim.c.id == row.c.claim_id)
        event = dict(connection.execute(query.where(row.c.id == 1)).one()._mapping)
    mended = event_digest(event | {"actor": "Eve"}, event["of"])
    forged = f"UPDATE decision SET actor = 'Eve', digest = '{mended}' WHERE id = 1"
    what = "the log of decisions breaks at decision 2: it does not follow the decision before it"
    assert missed(judged, [("decision", forged, what)]) == []


def copied_verdict(**changed: str) -> str:
    names = ("claim_id", "check_id", "run_id", "record_id", "fact_id", "peer_id", "outcome", "verdict")
    columns = ", ".join(changed.get(name, name) for name in names)
    return f"INSERT INTO verdict ({', '.join(names)}) SELECT {columns} FROM verdict WHERE claim_id = 1"


def test_what_points_nowhere_is_found(judged: Store) -> None:
    cases = [
        ("verdict", copied_verdict(claim_id="999"), "1 verdicts of claims that do not exist"),
        ("verdict", copied_verdict(check_id="999"), "1 verdicts of checks that do not exist"),
        ("verdict", copied_verdict(run_id="999"), "1 verdicts of runs that do not exist"),
        (
            "verdict",
            "UPDATE verdict SET record_id = 99, fact_id = NULL WHERE claim_id = 1",
            "1 verdicts that rest on records that do not exist",
        ),
        (
            "verdict",
            "UPDATE verdict SET peer_id = 99 WHERE claim_id = 1",
            "1 verdicts that rest on claims that do not exist",
        ),
        (
            "verdict",
            "UPDATE verdict SET fact_id = 9 WHERE claim_id = 1",
            "1 verdicts that rest on a fact outside their record",
        ),
        (
            "run_check",
            "UPDATE run_check SET claim_mark = 1 WHERE check_id = 2",
            "1 verdicts outside what their run says it did",
        ),
        (
            "record",
            "UPDATE record SET fact_count = 7 WHERE id = (SELECT min(id) FROM record WHERE fact_count = 2)",
            "1 records of another number of facts than they say",
        ),
        ("article", "UPDATE article SET document_id = 99", "1 articles whose document does not exist"),
        (
            "claim_key",
            "UPDATE claim_key SET record_id = 99 WHERE id = 1",
            "1 keys whose record is not theirs",
        ),
        ("claim_key", "UPDATE claim_key SET record_id = 2 WHERE id = 1", "1 keys whose record is not theirs"),
        (
            "status",
            "INSERT INTO status (claim_id, verdict, reopened) VALUES (999, 1, 0)",
            "1 statuses of claims that do not exist",
        ),
    ]
    assert missed(judged, cases) == []


PLAIN, DECIDED, UNDONE = "4 May 2010", "1 March 1999", "2 June 2010"
WRONG_STATUS = "1 claims whose status is not what their verdicts and decisions make of it"


def wrong_statuses(quote: str, *changes: str) -> list[tuple[str, str, str]]:
    """Cases that change, or delete, the status of one claim."""
    which = f"WHERE claim_id = (SELECT id FROM claim WHERE quote = '{quote}')"
    statements = [f"UPDATE status SET {change}" if change else "DELETE FROM status" for change in changes]
    return [("status", f"{statement} {which}", WRONG_STATUS) for statement in statements]


def test_an_answer_that_its_digest_does_not_fit_is_found(judged: Store) -> None:
    if judged.is_sqlite:
        with judged.writing() as connection:
            connection.execute(text("DROP TRIGGER claim_keeps_answer_digest"))
    stated = [row for row in rows(judged, "claim") if row[ANSWER] is not None]
    cases = [
        (
            "claim",
            "UPDATE claim SET answer_digest = 7",
            f"{len(stated)} claims whose answer is not what its digest says",
        ),
        (
            "fact",
            "UPDATE fact SET value_digest = NULL WHERE id = 1",
            "1 facts whose value is not what its digest says",
        ),
    ]
    assert missed(judged, cases) == []


def test_a_wrong_status_is_found(judged: Store) -> None:
    cases = wrong_statuses(PLAIN, "verdict = 4", "outcome = 5", "run_id = 77", "")
    cases += wrong_statuses(DECIDED, "reopened = 1", "decision_id = 77", "")
    assert missed(judged, cases) == []


def test_a_wrong_status_is_found_whatever_was_decided(judged: Store) -> None:
    cases = wrong_statuses(PLAIN, "reopened = 1", "decision_id = 77")
    cases += wrong_statuses(DECIDED, "verdict = 4", "outcome = 5", "run_id = 77")
    cases += wrong_statuses(
        UNDONE, "verdict = 4", "outcome = 5", "run_id = 77", "reopened = 1", "decision_id = 77", ""
    )
    assert missed(judged, cases) == []


def test_rows_are_counted_by_table(judged: Store) -> None:
    with judged.reading() as connection:
        counts = row_counts(connection)
    assert counts == {
        f"{name}s": len(rows(judged, name))
        for name in ("article", "document", "claim", "fact", "check", "run", "verdict", "decision")
    }
    assert counts["decisions"] == 3
