"""The reporting views: what they say of an empty store and of a judged one, in one order everywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
from making import (
    LATER,
    NOW,
    cited,
    claim_of,
    copied_reference,
    dated,
    document,
    edit,
    judge,
    judged_store,
    load,
    office,
    put,
    usual_checks,
)
from sqlalchemy import event, text

from verify.claims import Claim
from verify.errors import VerifyError
from verify.policy import Policy
from verify.report.checks import check_lines
from verify.report.views import VIEWS, View
from verify.report.views.narrowing import EVERYTHING, Narrowing
from verify.report.views.read import read_view
from verify.review.decisions import decide
from verify.review.desk import Desk
from verify.review.redact import find, redact
from verify.store.engine import Store, connect
from verify.verdicts import Verdict


def table(
    store: Store, name: str, limit: int | None = None, narrowing: Narrowing = EVERYTHING
) -> list[dict[str, object]]:
    """The rows of a view by column."""
    with store.reading() as connection:
        columns, rows = read_view(connection, VIEWS[name], narrowing=narrowing, limit=limit)
        return [dict(zip(columns, row, strict=True)) for row in rows]


def test_a_view_of_an_empty_store_has_no_rows(store: Store) -> None:
    for name in VIEWS:
        assert table(store, name) == [], name


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
    checks = table(store, "checks")
    assert [(row["check_name"], row["claims"], row["decided"], row["overturned"]) for row in checks] == [
        ("small/cited", 3, 1, 1), ("small/concluded", 2, 0, 0), ("small/holds", 1, 0, 0), ("small/signed", 1, 0, 0),
    ]  # fmt: skip
    assert [row["verdicts"] for row in checks] == [3, 2, 1, 1]
    (run,) = table(store, "runs")
    assert (run["declared"], run["executed"], run["verdicts"], run["reference_loaded_by"]) == (4, 4, 7, "Ana")
    assert [(row["subject"], row["claims"], row["articles"]) for row in table(store, "gaps")] == [
        ("T/RES/77", 1, 1),
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


RELEASED = Path(__file__).parent / "views.json"
"""The columns of every view with their types, as they were released: one may be added, and never goes or changes."""


def test_the_columns_of_views_stay_what_they_are() -> None:
    released = json.loads(RELEASED.read_text(encoding="utf-8"))
    now = {
        view.sql_name: {column.name: str(column.type) for column in view.columns} for view in VIEWS.values()
    }
    changed = [
        f"{view}.{column}"
        for view, columns in released.items()
        for column, type_ in columns.items()
        if now.get(view, {}).get(column) != type_
    ]
    assert changed == [], "columns that others rely on are gone, renamed or of another type"
    assert now == released, "what is new is to be kept, too: write it into views.json"


TYPES = {
    "text": ("text", "character varying"),
    "day": ("text", "character varying"),
    "moment": ("text", "character varying"),
    "integer": ("integer", "bigint", "smallint"),
    "flag": ("integer", "smallint"),
    "number": ("double precision",),
}


def test_views_have_the_columns_that_are_documented(store: Store) -> None:
    for view in VIEWS.values():
        with store.reading() as connection:
            found = connection.execute(text(f"SELECT * FROM {view.sql_name} WHERE 1 = 0")).keys()
            assert list(found) == [column.name for column in view.columns], view.name
            if store.is_sqlite:
                continue
            query = text(
                "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = :v"
            )
            rows = connection.execute(query, {"v": view.sql_name})
            types = {row.column_name: row.data_type for row in rows}
        for column in view.columns:
            assert types[column.name] in TYPES[column.type], (view.name, column.name)


def test_views_give_values_of_the_documented_types(lively: Store) -> None:
    python = {"integer": int, "flag": int, "number": float}
    for name, view in VIEWS.items():
        rows = table(lively, name)
        assert rows, f"{name} has no row to look at"
        for column in view.columns:
            values = [row[column.name] for row in rows if row[column.name] is not None]
            wrong = [value for value in values if type(value) is not python.get(column.type, str)]
            assert wrong == [], (name, column.name)
            if column.type == "flag":
                assert set(values) <= {0, 1}


BEFORE, AFTER = "concluded,,2010-05-04", "concluded,,2010-05-05"


@pytest.fixture(scope="module")
def lively(shared_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A judged store in which articles contradict each other, a fact was corrected, and people decided."""
    store = connect(shared_url)
    judged_store(store)
    words = "The Harbour Treaty was concluded on 6 May 2010, in May 2010. Tom Reed is harbour master."
    put(
        store,
        document(words, article="other.txt", publisher="Daily"),
        [
            dated(words, "6 May 2010", "Harbour Treaty", "concluded", "2010-05-06"),
            dated(words, "in May 2010", "Harbour Treaty", "concluded", "2010-05"),
            office(words, "Tom Reed", "Tom Reed"),
        ],
    )
    judge(store, usual_checks())
    corrected = copied_reference(tmp_path_factory.mktemp("reference") / "corrected")
    edit(corrected, "facts", BEFORE, AFTER)
    load(store, corrected, now=LATER)
    judge(store, usual_checks(), corrected)
    review(store)
    put(store, document("Nobody may read this.", article="secret.txt"), [])
    with store.writing() as connection:
        redact(connection, find(connection, "secret.txt"), actor="Ana", now=LATER, reason="a court order")
    yield store
    store.close()


def review(store: Store) -> None:
    """Two reviewers decide, a day after the documents were stored: claims of resolutions both."""
    ana, ben = (
        Desk(store, name, lambda: LATER, Policy(kinds=frozenset({"resolution"}))) for name in ("Ana", "Ben")
    )
    for quote, first, second in (
        ("77", Verdict.SUPPORTED, Verdict.SUPPORTED),
        ("3,", Verdict.SUPPORTED, Verdict.REFUTED),
    ):
        ana.decide(claim_of(store, quote), first, note="seen")
        ben.decide(claim_of(store, quote), second)
    ana.decide(claim_of(store, "Mara Lind"), Verdict.REFUTED, side="article", note="she left")


def test_a_changed_verdict_says_what_changed_it(lively: Store) -> None:
    flips = {row["quote"]: row for row in table(lively, "flips")}
    assert set(flips) == {"4 May 2010"}
    flip = flips["4 May 2010"]
    assert (flip["verdict_before"], flip["verdict"], flip["cause"]) == ("supported", "refuted", "reference")
    assert (flip["recorded_before"], flip["recorded"]) == ("2010-05-04", "2010-05-05")
    assert (flip["fact_revision_before"], flip["fact_revision"]) == (1, 2)
    assert flip["fact_before"] == flip["fact"]
    assert flip["reference_before"] != flip["reference"]
    assert table(lively, "flips", narrowing=Narrowing(since="2016-04-10")) == []


def test_articles_contradict_each_other_where_no_day_is_in_all_they_state(lively: Store) -> None:
    found = table(lively, "contradictions")
    assert [
        (row["subject"], row["as_of"], row["value"], row["example_article"], row["refuted"]) for row in found
    ] == [
        ("Harbour Treaty", None, "2010-05-04", "harbour.txt", 1),
        ("Harbour Treaty", None, "2010-05-06", "other.txt", 1),
        ("harbour master", "2016-04-09", "Mara Lind", "harbour.txt", 1),
        ("harbour master", "2016-04-09", "Tom Reed", "other.txt", 1),
    ]
    assert table(lively, "contradictions", narrowing=Narrowing(subject="harbour master")) == found[2:]


def test_what_can_both_be_true_is_no_contradiction(store: Store) -> None:
    load(store)
    said = "It was concluded on 4 May 2010, or on 6 May 2010, in May 2010. Ole Brandt is harbour master."

    def concluded(quote: str, value: str) -> Claim:
        return dated(said, quote, "Salt Accord", "concluded", value)

    def master(person: str, as_of: str | None, **more: Any) -> Claim:
        return office(said, "Ole Brandt", person, as_of=as_of, **more)

    put(store, document(said, article="a.txt"), [
        concluded("4 May 2010", "2010-05-04"), concluded("6 May 2010", "2010-05-06"),
        master("Ole Brandt", "2016"), master("Ole Brandt", None), master("Ole Brandt", "2016-04-09"),
    ])  # fmt: skip
    put(store, document(said, article="b.txt"), [
        concluded("in May 2010", "2010-05"), master("Mara Lind", "2016"), master("Mara Lind", None),
        master("Brandt", "2016-04-09", answer_known=False),
    ])  # fmt: skip
    assert table(store, "contradictions") == []
    put(store, document(said, article="c.txt"), [concluded("4 May 2010", "2010-05-04")])
    assert [row["value"] for row in table(store, "contradictions")] == ["2010-05-04", "2010-05-06"]


def test_what_people_said_of_checks_and_articles(lively: Store) -> None:
    checks = {row["check_name"]: row for row in table(lively, "checks")}
    assert (checks["small/holds"]["confirmed"], checks["small/holds"]["overturned"]) == (1, 0)
    assert (checks["small/cited"]["confirmed"], checks["small/cited"]["overturned"]) == (0, 1)
    (due,) = table(lively, "corrections")
    assert (due["quote"], due["state"], due["reason"]) == ("Mara Lind", "due", "she left")
    waiting = {(row["state"], row["status"]): row["claims"] for row in table(lively, "queue")}
    assert waiting[("disagreement", "supported")] == 1
    (taken,) = table(lively, "redactions")
    assert (taken["article"], taken["reason"], taken["stands"]) == ("secret.txt", "a court order", 1)


def test_what_reviewers_did_and_how_they_agree(lively: Store) -> None:
    ana, ben = table(lively, "throughput")
    assert (ana["actor"], ana["day"], ana["claims"], ana["decided"]) == ("Ana", "2016-04-10", 3, 3)
    assert (ben["decided"], ben["undone"], ben["mean_wait"]) == (2, 0, 1.0)
    (pair,) = table(lively, "agreement")
    assert (pair["first_reviewer"], pair["second_reviewer"], pair["pairs"], pair["agreed"]) == (
        "Ana",
        "Ben",
        2,
        1,
    )
    # Half agree; by chance half would: one of Ben's two verdicts is all that Ana gave.
    assert pair["kappa"] == 0.0


def test_the_interval_of_the_share_refuted_is_wilsons_to_the_last_digit_on_both_databases(
    lively: Store,
) -> None:
    nobody, daily = table(lively, "publishers")
    assert (nobody["publisher"], daily["publisher"], daily["settled"], daily["refuted"]) == (
        None,
        "Daily",
        3,
        2,
    )
    z, settled, refuted = 1.959963984540054, 3, 2
    share = refuted / settled
    middle = (share + z * z / (2 * settled)) / (1 + z * z / settled)
    half = z / (1 + z * z / settled) * sqrt(share * (1 - share) / settled + z * z / (4 * settled**2))
    assert daily["refuted_low"] == pytest.approx(middle - half, abs=1e-15)
    assert daily["refuted_high"] == pytest.approx(middle + half, abs=1e-15)
    assert (repr(daily["refuted_low"]), repr(daily["refuted_high"])) == (
        "0.20765960080204773",
        "0.9385080552796038",
    )


def test_evidence_names_every_fact_and_source_of_a_record(lively: Store) -> None:
    rows = [row for row in table(lively, "evidence") if row["check_name"] == "small/concluded"]
    assert {row["fact"] for row in rows if row["rests_on"]} <= {row["fact"] for row in rows}
    assert all(row["source"] and row["url"] and row["fact_rank"] == "normal" for row in rows)


def walking_slowly(name: str) -> View:
    """A view that is read with as many queries as can be."""
    view = VIEWS[name]
    assert view.walk is not None
    return replace(view, walk=replace(view.walk, at_once=1))


@pytest.mark.parametrize("name", [name for name, view in VIEWS.items() if view.walk])
def test_piece_by_piece_a_report_is_the_same(
    lively: Store, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = table(lively, name)
    monkeypatch.setitem(VIEWS, name, walking_slowly(name))
    assert table(lively, name) == whole
    assert table(lively, name, limit=2) == whole[:2]


def test_only_what_is_asked_for_is_read(lively: Store) -> None:
    asked: list[str] = []
    with lively.reading() as connection:
        event.listen(lively.engine, "before_cursor_execute", note := lambda *given: asked.append(given[2]))
        _, rows = read_view(connection, walking_slowly("claims"))
        assert asked == []
        next(rows)
        event.remove(lively.engine, "before_cursor_execute", note)
    assert len([statement for statement in asked if "v_claim_status" in statement]) == 1


@pytest.mark.parametrize(
    ("word", "value", "quotes"),
    [
        ("article", "other.txt", ["6 May 2010", "in May 2010", "Tom Reed"]),
        ("publisher", "Daily", ["6 May 2010", "in May 2010", "Tom Reed"]),
        ("kind", "office", ["Mara Lind", "Tom Reed"]),
        ("subject", "harbour master", ["Mara Lind", "Tom Reed"]),
        ("subject", "Tom Reed", ["Tom Reed"]),
        ("check", ("small/signed",), ["2 June 2010"]),
        ("since", "2016-04-10", []),
        ("publisher", "Daily' OR 1=1 --", []),
    ],
)
def test_a_report_is_narrowed(lively: Store, word: str, value: Any, quotes: list[str]) -> None:
    assert [row["quote"] for row in table(lively, "claims", narrowing=Narrowing(**{word: value}))] == quotes


def test_what_says_nothing_to_a_report_names_those_it_narrows(store: Store) -> None:
    with pytest.raises(VerifyError) as error:
        table(store, "checks", narrowing=Narrowing(publisher="Daily"))
    assert str(error.value) == (
        "--publisher says nothing to the report 'checks'. "
        "Reports that it narrows: claims, articles, publishers, flips."
    )
