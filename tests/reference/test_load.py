"""Loading the reference: what is new or changed becomes a revision, and only answers that changed a new record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from making import (
    LATER,
    NOW,
    TEXT,
    cited,
    copied_reference,
    dated,
    document,
    edit,
    load,
    office,
    put,
    rows,
    snapshot,
)
from sqlalchemy import select

from verify import shipped
from verify.claims import Claim
from verify.errors import VerifyError
from verify.reference.load import load_reference
from verify.reference.records import refresh_records
from verify.store.engine import Store, connect
from verify.store.integrity import check_store
from verify.store.schema import METADATA
from verify.values import parse_day


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small reference to edit."""
    return copied_reference(tmp_path / "reference")


def revisions(store: Store, name: str, code: str) -> list[dict[str, Any]]:
    """The revisions of a fact or list, in order."""
    table = METADATA.tables[name]
    with store.reading() as connection:
        found = connection.execute(select(table).where(table.c.code == code).order_by(table.c.revision))
        return [dict(row._mapping) for row in found]


def sources_of(store: Store, fact_id: int) -> list[str]:
    cited_in, source = METADATA.tables["fact_source"], METADATA.tables["source"]
    with store.reading() as connection:
        query = select(source.c.code).join(cited_in, cited_in.c.source_id == source.c.id)
        return list(connection.scalars(query.where(cited_in.c.fact_id == fact_id).order_by(source.c.code)))


def test_a_fresh_load(store: Store, folder: Path) -> None:
    loaded = load(store, folder)
    assert loaded is not None
    assert (loaded.added, loaded.corrected, loaded.removed) == (9, 0, 0)
    assert loaded.subjects == {
        "Harbour Treaty",
        "Ferry Pact",
        "T/RES/1",
        "T/RES/3",
        "harbour master",
        "T/RES",
    }
    (fact,) = revisions(store, "fact", "master/lind")
    assert (fact["revision"], fact["reason"], fact["recorded_by"], fact["recorded_at"]) == (
        1, "added to the tables", "Ana", NOW,
    )  # fmt: skip
    assert (fact["valid_from_day"], fact["valid_to_day"]) == (
        parse_day("2008-01-01"),
        parse_day("2014-12-31"),
    )
    (fact,) = revisions(store, "fact", "harbour/concluded")
    assert (fact["earliest"], fact["month_day_from"]) == (parse_day("2010-05-04"), 504)
    assert sources_of(store, fact["id"]) == ["almanac", "gazette"]


def test_the_same_tables_again_do_nothing(store: Store, folder: Path) -> None:
    load(store, folder)
    before = snapshot(store)
    assert load(store, folder, now=LATER) is None
    assert snapshot(store) == before


def test_a_corrected_fact_is_a_second_revision(store: Store, folder: Path) -> None:
    load(store, folder)
    before = rows(store, "fact")
    edit(folder, "facts", "2010-05-04", "2010-05-07")
    loaded = load(store, folder, actor="Bo", now=LATER)
    assert loaded is not None
    assert (loaded.added, loaded.corrected, loaded.removed, loaded.subjects) == (0, 1, 0, {"Harbour Treaty"})
    assert rows(store, "fact")[: len(before)] == before
    first, second = revisions(store, "fact", "harbour/concluded")
    assert (first["value"], second["value"], second["revision"]) == ("2010-05-04", "2010-05-07", 2)
    assert (second["reason"], second["recorded_by"], second["recorded_at"]) == (
        "changed in the tables",
        "Bo",
        LATER,
    )
    assert sources_of(store, second["id"]) == ["almanac", "gazette"]


def test_a_removed_fact_is_deprecated_and_can_come_back(store: Store, folder: Path) -> None:
    load(store, folder)
    row = "harbour/signed/2,Harbour Treaty,signed,,2010-06-02,,,normal,,gazette,\n"
    edit(folder, "facts", row, "")
    loaded = load(store, folder, actor="Bo", now=LATER)
    assert loaded is not None
    assert (loaded.removed, loaded.subjects) == (1, {"Harbour Treaty"})
    first, gone = revisions(store, "fact", "harbour/signed/2")
    assert (gone["rank"], gone["reason"], gone["recorded_by"]) == (
        "deprecated",
        "removed from the tables",
        "Bo",
    )
    assert sources_of(store, gone["id"]) == sources_of(store, first["id"]) == ["gazette"]
    edit(folder, "facts", "harbour/signed/1", row + "harbour/signed/1")
    loaded = load(store, folder)
    assert loaded is not None
    assert loaded.corrected == 1
    assert [fact["rank"] for fact in revisions(store, "fact", "harbour/signed/2")] == [
        "normal",
        "deprecated",
        "normal",
    ]


def test_a_removed_list_is_withdrawn_and_can_come_back(store: Store, folder: Path) -> None:
    load(store, folder)
    row = "harbour/signed,Harbour Treaty,signed,,,,gazette,signed on no other day\n"
    edit(folder, "lists", row, "")
    loaded = load(store, folder, actor="Bo", now=LATER)
    assert loaded is not None
    assert loaded.subjects == {"Harbour Treaty"}
    first, second = revisions(store, "list", "harbour/signed")
    assert (first["withdrawn"], second["withdrawn"], second["revision"]) == (0, 1, 2)
    assert (second["recorded_by"], second["recorded_at"]) == ("Bo", LATER)
    edit(folder, "lists", "master/holders", row + "master/holders")
    load(store, folder)
    assert [found["withdrawn"] for found in revisions(store, "list", "harbour/signed")] == [0, 1, 0]


def test_a_bad_row_leaves_the_store_as_it_was(store: Store, folder: Path) -> None:
    load(store, folder)
    before = snapshot(store)
    edit(folder, "subjects", "Ole Brandt,person,", "Ole Brandt,person,\nNew One,person,")
    for table, old, new in [
        ("facts", "2010-05-04", "sometime"),
        ("facts", "T/RES/1/adopted,T/RES/1", "T/RES/1/adopted,T/RES/2"),
        ("aliases", "Salt Accord,Salt Accord", "Salt Accord,Sweet Accord"),
        ("properties", "occurred,event,date", "occurred,event,day"),
        ("sources", "almanac,Almanac of Treaties,", "almanac,"),
    ]:
        edit(folder, table, old, new)
        with pytest.raises(VerifyError) as error:
            load(store, folder)
        assert str(error.value.place).startswith(f"reference/core/{table}.csv:")
        assert snapshot(store) == before
        edit(folder, table, new, old)


def test_subjects_properties_and_sources_follow_the_tables(store: Store, folder: Path) -> None:
    load(store, folder)
    edit(folder, "subjects", "Ferry Pact,agreement,", "Ferry Pact,agreement,of the river")
    edit(folder, "sources", "Almanac of Treaties", "The Almanac")
    edit(folder, "properties", "adopted|passed", "adopted|passed|carried")
    edit(folder, "aliases", "Treaty of the Harbour,Harbour Treaty,\n", "")
    load(store, folder)
    assert ("Ferry Pact", "agreement", "of the river") in [row[1:] for row in rows(store, "subject")]
    assert "The Almanac" in [row[2] for row in rows(store, "source")]
    assert "adopted|passed|carried" in [row[6] for row in rows(store, "property")]
    assert "Treaty of the Harbour" not in [row[1] for row in rows(store, "alias")]
    assert len(rows(store, "reference")) == 2


def test_the_starter_reference_loads(store: Store) -> None:
    loaded = load(store, shipped.reference())
    assert loaded is not None
    assert loaded.added == len(rows(store, "fact")) > 3000
    with store.reading() as connection:
        assert check_store(connection) == []


CLAIMS = {
    "treaty": dated(TEXT, "4 May 2010", "Harbour Treaty", "concluded", "2010-05-04"),
    "signed": dated(TEXT, "2 June 2010", "Harbour Treaty", "signed", "2010-06-02"),
    "ferry": dated(TEXT, "1 March 1999", "Ferry Pact", "concluded", "1999-03-01"),
    "unknown": dated(TEXT, "1 March 1999", "a pact", "concluded", "1999-03-01"),
    "dated": dated(TEXT, "4 May 2010", "Harbour Treaty", "dated", "2010"),
    "office": office(TEXT, "Mara Lind", "Mara Lind"),
    **{f"T/RES/{number}": cited(TEXT, "3,", f"T/RES/{number}") for number in (1, 3, 4, 5, 8, 9, 10)},
    "T/RES/0004": cited(TEXT, "3,", "T/RES/0004"),
    "T/RES/9999999999": cited(TEXT, "3,", "T/RES/9999999999"),
    "T/RES": cited(TEXT, "3,", "T/RES"),
    "U/RES/4": cited(TEXT, "3,", "U/RES/4"),
}


def answers(store: Store) -> dict[tuple[str, str], tuple[list[str], bool]]:
    """What stands on record of each key: the codes of its facts, and whether they are all there are."""
    key, record, member, fact, described = (
        METADATA.tables[name] for name in ("claim_key", "record", "record_fact", "fact", "property")
    )
    query = (
        select(key.c.subject, described.c.name, record.c.complete, fact.c.code)
        .join(described, described.c.id == key.c.property_id)
        .join(record, record.c.id == key.c.record_id)
        .outerjoin(member, member.c.record_id == record.c.id)
        .outerjoin(fact, fact.c.id == member.c.fact_id)
        .order_by(fact.c.code)
    )
    found: dict[tuple[str, str], tuple[list[str], bool]] = {}
    with store.reading() as connection:
        for subject, name, complete, code in connection.execute(query):
            codes, _ = found.setdefault((subject, name), ([], bool(complete)))
            codes += [code] if code else []
    return found


def asked(
    store: Store, folder: Path, names: list[str] | None = None
) -> dict[tuple[str, str], tuple[list[str], bool]]:
    """Load a reference, ask it the claims, and say what it answers."""
    load(store, folder)
    claims: list[Claim] = list(CLAIMS.values()) if names is None else [CLAIMS[name] for name in names]
    put(store, document(), claims)
    return answers(store)


def test_what_is_on_record_of_each_key(store: Store, folder: Path) -> None:
    assert asked(store, folder) == {
        ("Harbour Treaty", "concluded"): (["harbour/concluded"], False),
        ("Harbour Treaty", "signed"): (["harbour/signed/1", "harbour/signed/2"], True),
        ("Harbour Treaty", "dated"): (["harbour/concluded", "harbour/signed/1", "harbour/signed/2"], False),
        ("Ferry Pact", "concluded"): (["ferry/concluded/1", "ferry/concluded/2"], False),
        ("a pact", "concluded"): ([], False),
        ("harbour master", "holds"): (["master/brandt", "master/lind"], True),
        ("T/RES/1", "cited"): (["T/RES/1/adopted"], True),
        ("T/RES/3", "cited"): (["T/RES/3/adopted"], True),
        ("T/RES/4", "cited"): ([], True),
        ("T/RES/5", "cited"): ([], False),
        ("T/RES/8", "cited"): ([], False),
        ("T/RES/9", "cited"): ([], True),
        ("T/RES/10", "cited"): ([], False),
        ("T/RES/0004", "cited"): ([], True),
        ("T/RES/9999999999", "cited"): ([], False),
        ("T/RES", "cited"): ([], False),
        ("U/RES/4", "cited"): ([], False),
    }


def test_the_best_rank_present_is_kept_and_deprecated_facts_are_left_out(store: Store, folder: Path) -> None:
    edit(folder, "facts", "2010-06-01,,,normal", "2010-06-01,,,preferred")
    edit(folder, "facts", "1999-03-11,,,normal", "1999-03-11,,,deprecated")
    found = asked(store, folder, ["signed", "ferry"])
    assert found["Harbour Treaty", "signed"][0] == ["harbour/signed/1"]
    assert found["Ferry Pact", "concluded"][0] == ["ferry/concluded/1"]


def test_a_key_with_a_scope_is_answered_by_the_facts_of_that_scope(store: Store, folder: Path) -> None:
    from dataclasses import replace

    edit(folder, "facts", "signed,,2010-06-01", "signed,north,2010-06-01")
    load(store, folder)
    put(store, document(), [replace(CLAIMS["signed"], scope="north"), CLAIMS["signed"]])
    table, key = METADATA.tables["record"], METADATA.tables["claim_key"]
    query = select(key.c.scope, table.c.fact_count).join(key, key.c.record_id == table.c.id)
    with store.reading() as connection:
        assert sorted(tuple(row) for row in connection.execute(query)) == [("", 2), ("north", 1)]


def test_a_state_has_the_bounds_and_gaps_of_its_list(store: Store, folder: Path) -> None:
    asked(store, folder, ["office", "T/RES/4"])
    table = METADATA.tables["record"]
    query = select(table.c.complete_from, table.c.complete_to, table.c.id).where(table.c.complete == 1)
    with store.reading() as connection:
        bounds = {tuple(row)[:2]: row.id for row in connection.execute(query)}
    own = (parse_day("2008-01-01"), parse_day("2020-12-31"))
    assert set(bounds) == {own, (None, None)}, "the bounds of a series are numbers, compared already"
    assert rows(store, "record_gap") == [(bounds[own], parse_day("2015-01-01"), parse_day("2015-01-09"))]


CHANGES = [
    ("facts", "2010-05-04", "2010-05-07", {("Harbour Treaty", "concluded"), ("Harbour Treaty", "dated")}),
    (
        "facts",
        "harbour/signed/2,Harbour Treaty",
        "harbour/signed/2,Salt Accord",
        {("Harbour Treaty", "signed"), ("Harbour Treaty", "dated")},
    ),
    ("lists", "5|7/8", "7/8", {("T/RES/5", "cited")}),
    ("lists", "T/RES,cited,1,9", "T/RES,cited,2,10", {("T/RES/1", "cited"), ("T/RES/10", "cited")}),
    ("lists", "harbour/signed,Harbour Treaty", "harbour/signed,Salt Accord", {("Harbour Treaty", "signed")}),
    ("lists", "2015-01-01/2015-01-09", "2015-01-01/2015-01-08", {("harbour master", "holds")}),
    ("properties", "concluded|signed|dated", "concluded|dated", {("Harbour Treaty", "dated")}),
    ("lists", "signed on no other day", "all of them", set()),
    ("aliases", "Ferry Pact,Ferry Pact", "The Ferry Pact,Ferry Pact", set()),
    ("sources", "Almanac of Treaties", "Almanac", set()),
]
"""An edit of the tables, and the keys whose answer it changes."""


def test_only_keys_whose_answer_changed_get_a_new_record(store: Store, folder: Path) -> None:
    asked(store, folder)
    record, key, described = (METADATA.tables[name] for name in ("record", "claim_key", "property"))
    query = (
        select(key.c.subject, described.c.name)
        .join(described, described.c.id == key.c.property_id)
        .join(record, record.c.id == key.c.record_id)
    )
    for table, old, new, changed in CHANGES:
        for found, made in ((old, new), (new, old)):
            last = len(rows(store, "record"))
            edit(folder, table, found, made)
            load(store, folder)
            with store.reading() as connection:
                renewed = {tuple(row) for row in connection.execute(query.where(record.c.id > last))}
                assert check_store(connection) == []
            assert (found, made, renewed) == (found, made, changed)
            assert len(rows(store, "record")) == last + len(changed)


def test_a_series_whose_name_ends_in_a_digit_and_names_that_like_would_read(
    store: Store, folder: Path
) -> None:
    for name in ("A/70", r"a%_\b"):
        for table, row in (("subjects", f"{name},resolution,"), ("lists", f"{name},{name},cited,1,2,,,")):
            path = folder / "core" / f"{table}.csv"
            path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    load(store, folder)
    put(store, document(), [cited(TEXT, "3,", name) for name in ("A/70/3", r"a%_\b/3", "axxx/3")])
    for name in ("A/70", r"a%_\b"):
        edit(folder, "lists", f"{name},{name},cited,1,2", f"{name},{name},cited,1,3")
    load(store, folder)
    complete = {subject: complete for (subject, _), (_, complete) in answers(store).items()}
    assert complete == {"A/70/3": True, r"a%_\b/3": True, "axxx/3": False}


def test_refreshing_again_writes_nothing(store: Store, folder: Path) -> None:
    asked(store, folder)
    with store.writing() as connection:
        assert refresh_records(connection) == 0
        assert refresh_records(connection, {"Harbour Treaty", "T/RES"}, {1, 2, 3, 4, 5, 6, 7}) == 0


def test_many_keys_are_answered_alike(new_database: Callable[..., str], folder: Path) -> None:
    store = connect(new_database("sqlite"))
    with store.writing() as connection:
        load_reference(connection, folder, actor="Ana", now=NOW)
    put(store, document(), [cited(TEXT, "3,", f"T/RES/{number}") for number in range(1, 1200)])
    found = answers(store)
    assert [number for number in range(1, 1200) if found[f"T/RES/{number}", "cited"][1]] == [1, 2, 3, 4, 6, 9]
    assert [key for key, (facts, _) in found.items() if facts] == [("T/RES/1", "cited"), ("T/RES/3", "cited")]
    store.close()
