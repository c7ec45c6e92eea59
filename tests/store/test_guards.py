"""What the database itself refuses: changes of append-only tables, and rows that mean nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from making import LATER, claim_of, document, judged_store, put, rows, snapshot, usual_claims
from sqlalchemy import Table, UniqueConstraint, insert, select, text
from sqlalchemy.exc import DBAPIError

from verify.review.claim_ids import find_claim
from verify.review.decisions import decide
from verify.review.taking_back import undo
from verify.store.chain import START, Break, event_digest, first_break
from verify.store.engine import Store
from verify.store.integrity import check_store
from verify.store.redaction_log import LIFT, append
from verify.store.schema import METADATA
from verify.store.upgrade import downgrade, upgrade
from verify.verdicts import Verdict

MUTABLE = {
    "article": {"document_id"},
    "claim_key": {"record_id"},
    "claim": {"retired"},
    "check": {"active", "title", "feature", "line", "severity", "owner", "description", "advice"},
    "run": {"finished_at", "executed"},
}
"""The columns of append-only tables that may change."""

UNGUARDED = {
    "subject", "alias", "property", "property_answer", "source", "status", "outcome_label", "verdict_label",
    "review", "queue", "queue_cell", "queue_mark", "lease", "skipped", "draft",
}  # fmt: skip
"""Tables that follow the reference's files, that are projections or at hand only, or that hold the words of codes."""

GUARDED = sorted(set(METADATA.tables) - UNGUARDED)


only_sqlite = pytest.mark.parametrize("any_database", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize("any_database", ["postgresql"], indirect=True)


@pytest.fixture
def full(store: Store) -> Store:
    """A store with at least one row in every guarded table."""
    judged_store(store)
    put(store, document(article="pier.txt"), usual_claims()[:1])
    put(store, document("Nothing is left of it.", article="pier.txt"), [])
    claim = claim_of(store, "1 March 1999")
    with store.writing() as connection:
        decide(connection, claim, Verdict.SUPPORTED, actor="Ana", now=LATER, side="reference", note="seen")
        undo(connection, claim, actor="Ana", now=LATER)
        append(connection, LIFT, 1, actor="Ana", now=LATER, reason="none")
    empty = [name for name in GUARDED if not rows(store, name)]
    assert empty == []
    return store


def refusal(store: Store, statement: str, **values: object) -> str:
    """What the database says to a statement; empty where it does it."""
    try:
        with store.writing() as connection:
            connection.execute(text(statement), values)
    except DBAPIError as error:
        return str(error.orig)
    return ""


def keys(table: Table) -> Iterator[tuple[str, ...]]:
    """The unique keys of a table."""
    yield tuple(column.name for column in table.primary_key)
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield tuple(column.name for column in constraint.columns)


def unguarded(store: Store, statements: dict[str, tuple[str, str]]) -> list[str]:
    """The statements, by what they try, that no trigger of their table refuses."""
    return [
        what
        for what, (table, statement) in statements.items()
        if f"{table} is append-only" not in refusal(store, statement)
    ]


def test_no_fixed_column_is_updated(full: Store) -> None:
    before = snapshot(full)
    tries = {
        f"{name}.{column.name}": (name, f'UPDATE "{name}" SET "{column.name}" = "{column.name}"')
        for name in GUARDED
        for column in METADATA.tables[name].columns
        if column.name not in MUTABLE.get(name, ())
    }
    assert unguarded(full, tries) == []
    assert snapshot(full) == before


def test_nothing_is_deleted(full: Store) -> None:
    before = snapshot(full)
    assert unguarded(full, {name: (name, f'DELETE FROM "{name}"') for name in GUARDED}) == []
    assert snapshot(full) == before


@only_sqlite
def test_nothing_is_replaced_by_any_unique_key(full: Store) -> None:
    """INSERT OR REPLACE deletes without asking the triggers that guard deletions."""
    before = snapshot(full)
    tries: dict[str, tuple[str, str]] = {}
    for name in GUARDED:
        table = METADATA.tables[name]
        for key in keys(table):
            values = ", ".join(
                f'"{column.name}"'
                if column.name in key or not column.primary_key
                else f'(SELECT max("{column.name}") + 1 FROM "{name}")'
                for column in table.columns
            )
            tries[f"{name} by {key}"] = (
                name,
                f'INSERT OR REPLACE INTO "{name}" SELECT {values} FROM "{name}" LIMIT 1',
            )
    assert unguarded(full, tries) == []
    assert snapshot(full) == before


@only_postgresql
def test_nothing_is_truncated(full: Store) -> None:
    before = snapshot(full)
    tries = [name for name in GUARDED if "is append-only" not in refusal(full, f'TRUNCATE "{name}" CASCADE')]
    assert tries == []
    assert snapshot(full) == before


@only_sqlite
def test_no_row_is_moved_or_replaced_by_its_hidden_number(full: Store) -> None:
    before = snapshot(full)
    for name in GUARDED:
        refusal(full, f'UPDATE OR REPLACE "{name}" SET rowid = 1 + (rowid = 1)')
    assert snapshot(full) == before


def test_what_may_change_changes(full: Store) -> None:
    for table, change in [
        ("article", "document_id = NULL"),
        ("claim_key", "record_id = NULL"),
        ("claim", "retired = 1"),
        ("check", "active = 0, feature = 'moved.feature', line = 9"),
        ("run", "finished_at = 'later', executed = 0"),
    ]:
        assert refusal(full, f'UPDATE "{table}" SET {change}') == ""


BAD_ROWS = [
    ("ck_claim_span", "claim", {"span_end": 0}),
    ("ck_claim_weekday", "claim", {"weekday": 8}),
    ("ck_claim_polarity", "claim", {"polarity": "maybe"}),
    ("ck_claim_part", "claim", {"part": "caption"}),
    ("ck_fact_validity", "fact", {"valid_from_day": 2, "valid_to_day": 1}),
    ("ck_fact_bounds", "fact", {"earliest": 2, "latest": 1}),
    ("ck_fact_rank", "fact", {"rank": "best"}),
    ("ck_document_published", "document", {"published": None, "published_day": 1}),
    ("ck_record_single_fact", "record", {"fact_count": 1, "fact_id": None}),
    ("ck_verdict_outcome", "verdict", {"outcome": 12}),
    ("ck_verdict_verdict", "verdict", {"verdict": 0}),
    ("ck_decision_decides", "decision", {"event": "decide", "verdict": None, "undoes_id": None}),
    ("ck_decision_undoes", "decision", {"event": "undo", "verdict": None, "undoes_id": None}),
    ("ck_decision_side", "decision", {"side": "nobody"}),
    ("ck_decision_event", "decision", {"event": "wonder", "verdict": None}),
    ("ck_decision_undoes", "decision", {"event": "redo", "verdict": None, "undoes_id": None}),
    ("ck_decision_carries", "decision", {"event": "carry"}),
    ("ck_decision_postpones", "decision", {"event": "postpone", "verdict": None}),
    ("ck_decision_round", "decision", {"round": 4}),
    ("ck_decision_stands", "decision", {"stands": 2}),
]


def test_constraints_refuse_what_means_nothing_by_name(full: Store) -> None:
    for constraint, name, wrong in BAD_ROWS:
        table = METADATA.tables[name]
        fresh = {"id": 999, "digest": "0" * 32, "revision": 999, "previous": "1" * 64, "run_id": 999}
        with full.reading() as connection:
            row = dict(connection.execute(table.select().limit(1)).one()._mapping)
        row |= {column: value for column, value in fresh.items() if column in row} | wrong
        with pytest.raises(DBAPIError, match=constraint), full.writing() as connection:
            connection.execute(insert(table), row)


def test_a_key_that_points_nowhere_is_refused(full: Store) -> None:
    row = METADATA.tables["document"]
    with full.reading() as connection:
        found = dict(connection.execute(row.select().limit(1)).one()._mapping)
    with pytest.raises(DBAPIError, match=r"(?i)foreign key"), full.writing() as connection:
        connection.execute(insert(row), found | {"id": 999, "digest": "0" * 64, "article_id": 999})


LATER_COLUMNS = {
    "check": {"owner", "description", "advice"},
    "run_check": {"standing_mark", "whole"},
    "verdict": {"peer_id"},
    "claim": {"number", "last_digit", "unit", "answer_digest"},
    "fact": {"number", "last_digit", "unit", "value_digest"},
    "decision": {
        "act", "stands", "round", "due", "assignee", "carries_id", "basis", "detail", "idempotency_key",
    },
}  # fmt: skip
"""What the third and the fifth revision added to tables."""

LATER_TABLES = {"review", "queue", "queue_cell", "queue_mark", "lease", "skipped", "draft", "redaction"}
"""Those of the fifth revision and the sixth."""


def kept(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table that the first revision has, in the columns that it has."""
    found = {}
    for name in sorted(set(METADATA.tables) - {"standing"} - LATER_TABLES):
        table = METADATA.tables[name]
        columns = [column for column in table.columns if column.name not in LATER_COLUMNS.get(name, ())]
        with store.reading() as connection:
            query = select(*columns).order_by(*table.primary_key)
            found[name] = [tuple(row) for row in connection.execute(query)]
    return found


@pytest.fixture
def older(store: Store) -> Store:
    """A judged store with a decision that was taken back, as versions before the fifth revision wrote it."""
    judged_store(store)
    put(store, document(article="pier.txt"), usual_claims()[:1])
    put(store, document("Nothing is left of it.", article="pier.txt"), [])
    claim, previous = claim_of(store, "1 March 1999"), START
    with store.writing() as connection:
        number, _ = find_claim(connection, claim)
        for event in (
            {
                "id": 1,
                "event": "decide",
                "verdict": 3,
                "side": "reference",
                "note": "seen",
                "undoes_id": None,
            },
            {"id": 2, "event": "undo", "verdict": None, "side": None, "note": "", "undoes_id": 1},
        ):
            row = event | {"actor": "Ana", "at": LATER, "evidence": "e" * 64, "previous": previous}
            previous = event_digest(row, claim)
            connection.execute(
                insert(METADATA.tables["decision"]), row | {"claim_id": number, "digest": previous}
            )
    return store


@pytest.mark.parametrize("revision", ["0001", "0002", "0004"])
def test_the_history_keeps_rows_triggers_and_views(older: Store, revision: str) -> None:
    before, stood = kept(older), rows(older, "standing")
    shown = seen(older, "SELECT * FROM v_claim_status ORDER BY claim")
    log = seen(older, "SELECT decision, claim, verdict, side, note, undoes FROM v_decision_log ORDER BY 1")
    downgrade(older, revision)
    assert kept(older) == before
    assert ("v_claim_status" in refusal(older, "SELECT * FROM v_claim_status")) is (revision == "0001")
    assert unguarded(older, {"fact": ("fact", "UPDATE fact SET value = '1999-01-01'")}) == []
    if revision != "0004":
        assert unguarded(older, {"check": ("check", "UPDATE \"check\" SET severity = 'note'")}) == []
    assert unguarded(older, {"decision": ("decision", "UPDATE decision SET note = ''")}) == []
    upgrade(older)
    assert kept(older) == before
    assert rows(older, "standing") == stood
    assert seen(older, "SELECT * FROM v_claim_status ORDER BY claim") == shown
    assert (
        seen(older, "SELECT decision, claim, verdict, side, note, undoes FROM v_decision_log ORDER BY 1")
        == log
    )
    deletions = {name: (name, f'DELETE FROM "{name}"') for name in GUARDED if rows(older, name)}
    assert unguarded(older, deletions) == []


def test_answers_get_their_digests_in_an_older_store(older: Store) -> None:
    long = random.Random(1).randbytes(5_000).hex()
    said = [replace(usual_claims()[0], answer=answer) for answer in (long, "", "a:b %s")]
    for number, claim in enumerate(said):
        put(older, document(article=f"{number}.txt", publisher="Post"), [claim])
    digests = rows(older, "claim"), rows(older, "fact")
    downgrade(older, "0009")
    upgrade(older)
    assert (rows(older, "claim"), rows(older, "fact")) == digests
    with older.reading() as connection:
        assert check_store(connection) == []


def test_the_chain_holds_over_old_and_new_events(older: Store) -> None:
    downgrade(older, "0004")
    upgrade(older)
    with older.writing() as connection:
        decide(connection, claim_of(older, "1 March 1999"), Verdict.REFUTED, actor="Bo", now=LATER)
    with older.reading() as connection:
        assert first_break(connection) is None
        assert check_store(connection) == []
    with pytest.raises(RuntimeError, match=r"1 events of the log have no place in revision 0004"):
        downgrade(older, "0004")
    if older.is_sqlite:
        with older.writing() as connection:
            connection.execute(text("DROP TRIGGER decision_no_update"))
            connection.execute(text("UPDATE decision SET stands = 0 WHERE id = 1"))
        with older.reading() as connection:
            assert first_break(connection) == Break(1, "its content was changed"), (
                "an old row says nothing new"
            )


def seen(store: Store, query: str) -> list[tuple[object, ...]]:
    """The rows of a query."""
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(text(query))]
