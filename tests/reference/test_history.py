"""What became of a fact: every change with who, when, why and on which sources, from the tables and the store."""

from __future__ import annotations

from pathlib import Path

from making import LATER, copied_reference, edit, load

from verify.reference.curating import Author, correct, deprecate
from verify.reference.history import Event, history, keys_of
from verify.reference.home import read_home, write_home
from verify.reference.tables import read_tables
from verify.store.engine import Store

CODE = "harbour/concluded"
FIRST, SECOND = "2026-01-02T03:04:05.000000Z", "2026-01-03T03:04:05.000000Z"


def corrected(folder: Path, value: str, by: str, at: str, reason: str) -> None:
    cells = {"value": value, "sources": "almanac"}
    write_home(correct(read_home(folder), CODE, cells, Author(by, at, reason), new_source=None).home)


def events(store: Store | None, folder: Path, name: str = CODE) -> list[Event]:
    tables = read_tables(folder)
    keys = keys_of(tables, name)
    if store is None:
        return history(tables, keys, None)
    with store.reading() as connection:
        return history(tables, keys, connection, None if keys else name)


def told(found: list[Event]) -> list[tuple[object, ...]]:
    return [(event.revision, event.action, event.by, event.reason, event.sources) for event in found]


def test_every_correction_shows_with_who_why_and_source(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    load(store, folder, actor="Lee")
    corrected(folder, "2010-05-07", "Ana", FIRST, "misread")
    load(store, folder, actor="Lee", now=LATER)
    corrected(folder, "2010-05-08", "Bo", SECOND, "misread again")
    load(store, folder, actor="Lee", now=LATER)
    found = events(store, folder)
    assert told(found) == [
        (1, "added", "Lee", "added to the tables", ("almanac", "gazette")),
        (2, "corrected", "Ana", "misread", ("almanac",)),
        (3, "corrected", "Bo", "misread again", ("almanac",)),
    ]
    assert found[2].changes == "value 2010-05-07 → 2010-05-08"
    with store.reading() as connection:
        recorded = [
            (row.recorded_by, row.reason)
            for row in connection.exec_driver_sql(
                f"SELECT recorded_by, reason FROM fact WHERE code = '{CODE}' ORDER BY revision"
            )
        ]
    assert recorded == [("Lee", "added to the tables"), ("Ana", "misread"), ("Bo", "misread again")]


def test_without_a_store_the_tables_tell(tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    assert events(None, folder) == []
    corrected(folder, "2010-05-07", "Ana", FIRST, "misread")
    assert told(events(None, folder)) == [(None, "corrected", "Ana", "misread", ("almanac",))]


def test_two_corrections_that_the_store_takes_up_at_once(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    load(store, folder, actor="Lee")
    corrected(folder, "2010-05-07", "Ana", FIRST, "misread")
    corrected(folder, "2010-05-08", "Bo", SECOND, "misread again")
    load(store, folder, actor="Lee", now=LATER)
    assert [(event.revision, event.by) for event in events(store, folder)] == [
        (1, "Lee"), (None, "Ana"), (2, "Bo"),
    ]  # fmt: skip


def test_a_fact_that_says_again_what_it_said_before(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    load(store, folder, actor="Lee")
    first = next(entry.value for entry in read_tables(folder).facts if entry.fact == CODE)
    cells = {"sources": "almanac|gazette"}
    for value, by, at in (("2010-05-07", "Ana", FIRST), (first, "Bo", SECOND)):
        done = correct(
            read_home(folder), CODE, cells | {"value": value}, Author(by, at, "so"), new_source=None
        )
        write_home(done.home)
        load(store, folder, actor="Lee", now=LATER)
    assert [(event.revision, event.by) for event in events(store, folder)] == [
        (1, "Lee"), (2, "Ana"), (3, "Bo"),
    ]  # fmt: skip


def test_what_is_put_back_by_hand_is_nobody_elses_change(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    load(store, folder, actor="Lee")
    corrected(folder, "2010-05-07", "Ana", FIRST, "misread")
    load(store, folder, actor="Lee", now=LATER)
    corrected(folder, "2010-05-08", "Bo", SECOND, "misread again")
    load(store, folder, actor="Lee", now=LATER)
    edit(folder, "facts", "2010-05-08", "2010-05-07")
    load(store, folder, actor="Kim", now="2027-01-01T00:00:00.000000Z")
    assert [(event.revision, event.by, event.reason) for event in events(store, folder)] == [
        (1, "Lee", "added to the tables"), (2, "Ana", "misread"), (3, "Bo", "misread again"),
        (4, "Kim", "changed in the tables"),
    ]  # fmt: skip


def test_what_was_edited_by_hand_is_told_by_the_store(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    corrected(folder, "2010-05-07", "Ana", FIRST, "misread")
    load(store, folder, actor="Lee")
    edit(folder, "facts", "2010-05-07", "2010-05-09")
    load(store, folder, actor="Kim", now=LATER)
    by_hand = [event for event in events(store, folder) if event.by == "Kim"]
    assert told(by_hand) == [(2, "corrected", "Kim", "changed in the tables", ("almanac",))]
    assert by_hand[0].changes == "value 2010-05-07 → 2010-05-09"


def test_a_removed_fact_still_has_its_history(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    load(store, folder, actor="Lee")
    edit(folder, "facts", "ferry/concluded/2,Ferry Pact,concluded,,1999-03-11,,,normal,yes,almanac,\n", "")
    load(store, folder, actor="Kim", now=LATER)
    assert told(events(store, folder, "ferry/concluded/2")) == [
        (1, "added", "Lee", "added to the tables", ("almanac",)),
        (2, "deprecated", "Kim", "removed from the tables", ("almanac",)),
    ]


def test_all_that_became_of_a_subject(tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    corrected(folder, "2010-05-07", "Ana", FIRST, "misread")
    done = deprecate(read_home(folder), "harbour/signed/1", Author("Bo", SECOND, "not that day"), sources=())
    write_home(done.home)
    assert [(event.key, event.action) for event in events(None, folder, "Harbour Treaty")] == [
        (CODE, "corrected"), ("harbour/signed/1", "deprecated"),
    ]  # fmt: skip
