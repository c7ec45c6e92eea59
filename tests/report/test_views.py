"""The reporting views: what they say of an empty store and of a judged one, in one order everywhere."""

from __future__ import annotations

import re

from making import NOW, cited, claim_of, document, judge, judged_store, load, put, usual_checks
from sqlalchemy import event, text

from verify.report.checks import check_lines
from verify.report.views import VIEWS, read_view
from verify.review.decisions import decide
from verify.store.engine import Store
from verify.verdicts import Verdict


def table(store: Store, name: str, limit: int | None = None) -> list[dict[str, object]]:
    """The rows of a view by column."""
    with store.reading() as connection:
        columns, rows = read_view(connection, VIEWS[name], limit=limit)
        return [dict(zip(columns, row, strict=True)) for row in rows]


def test_a_view_of_an_empty_store_has_columns_and_no_rows(store: Store) -> None:
    for name in VIEWS:
        with store.reading() as connection:
            columns, rows = read_view(connection, VIEWS[name])
            assert len(columns) == len(set(columns)) >= 5
            assert list(rows) == []


def test_every_view_of_the_database_can_be_reported(store: Store) -> None:
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'view'"
        if store.is_sqlite
        else "SELECT viewname FROM pg_views WHERE schemaname = 'public'"
    )
    with store.reading() as connection:
        assert set(connection.scalars(text(query))) == {view.sql_name for view in VIEWS.values()}


def test_what_the_views_say_of_a_judged_store(store: Store) -> None:
    judged_store(store)
    with store.writing() as connection:
        decide(connection, claim_of(store, "77"), Verdict.SUPPORTED, actor="Ana", now=NOW, note="seen")
    assert table(store, "articles") == [
        {
            "article": "harbour.txt", "publisher": None, "published": "2016-04-09", "claims": 7, "refuted": 2,
            "conflicting": 1, "supported": 4, "not_enough_evidence": 0, "not_judged": 0,
        }
    ]  # fmt: skip
    assert [(row["quote"], row["status"], row["decided_by"]) for row in table(store, "claims")][-1] == (
        "77", "supported", "Ana",
    )  # fmt: skip
    assert [(row["check_name"], row["claims"], row["decided"]) for row in table(store, "checks")] == [
        ("small/cited", 3, 1), ("small/concluded", 2, 0), ("small/holds", 1, 0), ("small/signed", 1, 0),
    ]  # fmt: skip
    assert [(row["subject"], row["claims"], row["articles"]) for row in table(store, "gaps")] == [
        ("T/RES/4", 1, 1), ("T/RES/77", 1, 1),
    ]  # fmt: skip
    assert len(table(store, "verdicts")) == 7
    assert [(row["actor"], row["verdict"], row["note"]) for row in table(store, "decisions")] == [
        ("Ana", "supported", "seen")
    ]
    assert len(table(store, "claims", limit=3)) == 3


def test_an_article_without_claims_is_in_the_scorecard(store: Store) -> None:
    put(store, document("Nothing here."), [])
    (row,) = table(store, "articles")
    assert (row["claims"], row["refuted"], row["not_judged"]) == (0, 0, 0)


NAMES = ["B.txt", "_.txt", "a b.txt", "a-c.txt", "a.txt", "é.txt"]
"""In the order of their code points, which is that of no language."""


def test_names_are_in_the_order_of_their_code_points(store: Store) -> None:
    """Asked for in every query, for a PostgreSQL database may have been made to sort as a language does."""
    asked: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    load(store)
    for name in reversed(NAMES):
        put(store, document("Resolution 4.", article=name), [cited("Resolution 4.", "4", "T/RES/4")])
    judge(store, usual_checks())
    event.listen(store.engine, "before_cursor_execute", note)
    with store.reading() as connection:
        check_lines(connection)
    assert [row["article"] for row in table(store, "articles")] == NAMES
    assert [row["article"] for row in table(store, "claims")] == NAMES
    by_name = [
        statement for statement in asked if re.search(r"ORDER BY.*(article|feature)", statement, re.DOTALL)
    ]
    assert len(by_name) == 3
    collation = "BINARY" if store.is_sqlite else "C"
    assert [statement for statement in by_name if f'COLLATE "{collation}"' not in statement] == []
