"""The log of a large transaction is moved into SQLite's file beside other work, and nothing depends on that."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from verify.store.emptying import LARGE, emptied
from verify.store.engine import Store, connect


@pytest.fixture
def file(new_database: Callable[..., str]) -> str:
    """A new store in SQLite."""
    return new_database("sqlite")


def write(store: Store, size: int, *, much: bool = True) -> int:
    """Write so many bytes; returns how long a log SQLite would move in the commit, in pages."""
    with store.writing(much=much) as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS big (content BLOB)")
        connection.exec_driver_sql("INSERT INTO big VALUES (zeroblob(?))", (size,))
        return int(connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar_one())


def held(file: str, place: Path) -> int:
    """How many bytes the file holds by itself, without its log."""
    copy = place / "copy.db"
    shutil.copy(file, copy)
    with closing(sqlite3.connect(copy)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'big'").fetchone():
            return 0
        return int(connection.execute("SELECT coalesce(sum(length(content)), 0) FROM big").fetchone()[0])


def test_a_large_log_is_moved_after_the_commit(file: str, tmp_path: Path) -> None:
    store = connect(file)
    with store.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM claim")
    assert write(store, LARGE) == 0
    (thread,) = store._emptying
    thread.join()
    assert held(file, tmp_path) == LARGE
    store.close()
    assert not Path(f"{file}-wal").exists()


def test_a_small_one_stays_and_others_are_moved_by_sqlite_itself(file: str, tmp_path: Path) -> None:
    store = connect(file)
    assert write(store, 100) == 0
    assert not store._emptying
    assert held(file, tmp_path) == 0
    assert write(store, 2 * LARGE, much=False) == 1000
    assert not store._emptying
    assert held(file, tmp_path) == 2 * LARGE + 100
    store.close()


def test_who_reads_an_earlier_state_keeps_it_and_nothing_is_lost(file: str) -> None:
    store, other = connect(file), connect(file)
    write(store, 100)
    with other.reading() as connection:
        count = "SELECT count(*) FROM big"
        assert connection.exec_driver_sql(count).scalar_one() == 1
        write(store, LARGE)
        write(store, LARGE)
        store.close()
        assert connection.exec_driver_sql(count).scalar_one() == 1
    with other.reading() as connection:
        assert connection.exec_driver_sql(count).scalar_one() == 3
    other.close()


def test_closing_waits_for_it(file: str, tmp_path: Path) -> None:
    store = connect(file)
    write(store, LARGE)
    store.close()
    assert not any(thread.is_alive() for thread in store._emptying)
    assert held(file, tmp_path) == LARGE


def test_a_file_that_cannot_be_emptied_keeps_its_log(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> sqlite3.Connection:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("verify.store.emptying.sqlite3.connect", fails)
    store = connect(file)
    write(store, LARGE)
    store._emptying[0].join()
    monkeypatch.undo()
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT length(content) FROM big").scalar_one() == LARGE
    store.close()


def test_a_file_that_was_moved_away_is_not_made_anew(tmp_path: Path) -> None:
    log = tmp_path / "a b?.db-wal"
    log.touch()
    os.truncate(log, LARGE)
    thread = emptied(str(tmp_path / "a b?.db"))
    assert thread is not None
    thread.join()
    assert list(tmp_path.iterdir()) == [log]


def test_a_process_that_may_have_no_more_threads_keeps_the_log(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_thread: Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", fails)
    store = connect(file)
    write(store, LARGE)
    assert not store._emptying
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT length(content) FROM big").scalar_one() == LARGE
    store.close()
