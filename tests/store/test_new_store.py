"""The schema that is ready made: the same as the history makes, whole or not at all, whoever comes first."""

from __future__ import annotations

import runpy
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier, Timer
from typing import Any

import pytest
from sqlalchemy import exc

from verify import shipped
from verify.store.upgrade import BETWEEN, HEAD, State, open_store, schema_state

PROGRAM = shipped.migrations() / "generate.py"

DRIFTED = "it is not what the migrations make; run: python migrations/generate.py"


@pytest.fixture(scope="module")
def program() -> dict[str, Any]:
    """The program that writes the schema."""
    return runpy.run_path(str(PROGRAM))


@pytest.fixture(scope="module")
def through_the_history(program: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that Alembic made, revision by revision."""
    path = tmp_path_factory.mktemp("history") / "migrated.db"
    program["migrate"](path)
    return path


def test_it_is_the_schema_that_the_history_makes(through_the_history: Path, migrated_sqlite: Path) -> None:
    made, migrated = told(migrated_sqlite), told(through_the_history)
    assert {what.partition(" ")[0] for what in made} == {"table", "index", "view", "trigger", "rows"}
    assert made["rows of verdict_label"]
    for what in made.keys() | migrated.keys():
        assert made.get(what) == migrated.get(what), f"{what}: {DRIFTED}"


def test_it_is_what_the_program_writes(program: dict[str, Any], through_the_history: Path) -> None:
    committed = shipped.new_store().read_text(encoding="utf-8")
    assert in_one_style(program["script_of"](through_the_history)) == in_one_style(committed), DRIFTED


def told(database: Path) -> dict[str, list[Any]]:
    """All that can be told of a database: each object, its columns, keys or indexed columns, and every row."""
    with closing(sqlite3.connect(database)) as connection:

        def ask(query: str, *values: str) -> list[Any]:
            return connection.execute(query, values).fetchall()

        answers: dict[str, list[Any]] = {}
        for kind, name, table, sql in ask("SELECT type, name, tbl_name, sql FROM sqlite_master"):
            asked = ["index_xinfo"] if kind == "index" else ["table_xinfo", "foreign_key_list", "index_list"]
            traits = [ask(f"SELECT * FROM pragma_{pragma}(?)", name) for pragma in asked]
            answers[f"{kind} {name}"] = [table, in_one_style(sql), *traits]
            if kind == "table":
                answers[f"rows of {name}"] = sorted(ask(f'SELECT * FROM "{name}"'))
        return answers


def in_one_style(sql: str | None) -> str:
    """Releases of SQLite differ in the white space and the quotes that a change of a table leaves."""
    return " ".join((sql or "").replace('"', "").split())


def test_a_new_store_needs_no_alembic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "alembic", None)
    assert schema_state(open_store(str(tmp_path / "new.db"))) == (State.CURRENT, HEAD)


def test_one_that_is_interrupted_is_as_if_never_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements = shipped.new_store().read_text(encoding="utf-8").split(BETWEEN)
    half = tmp_path / "half.sql"
    half.write_text(BETWEEN.join([*statements[: len(statements) // 2], "INSERT INTO nowhere VALUES (1)"]))
    file = tmp_path / "new.db"
    with monkeypatch.context() as patch:
        patch.setattr(shipped, "new_store", lambda: half)
        with pytest.raises(exc.OperationalError, match="no such table: nowhere"):
            open_store(str(file))
    assert told(file) == {}
    assert schema_state(open_store(str(file))) == (State.CURRENT, HEAD)


def test_all_who_make_the_same_one_at_once_have_it(tmp_path: Path) -> None:
    crowd, rounds = 4, 3
    together = Barrier(crowd, timeout=60)

    def make(number: int) -> tuple[State, str | None]:
        together.wait()
        store = open_store(str(tmp_path / f"{number}.db"))
        try:
            return schema_state(store)
        finally:
            store.close()

    with ThreadPoolExecutor(crowd) as pool:
        found = list(pool.map(make, [number for number in range(rounds) for _ in range(crowd)]))
    assert found == [(State.CURRENT, HEAD)] * crowd * rounds


def test_one_that_another_process_begins_is_waited_for(tmp_path: Path) -> None:
    file = str(tmp_path / "new.db")
    with closing(sqlite3.connect(file, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        ends = Timer(0.1, other.rollback)
        ends.start()
        assert schema_state(open_store(file)) == (State.CURRENT, HEAD)
        ends.join()
