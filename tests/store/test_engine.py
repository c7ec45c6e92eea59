"""A reader sees one state of the store, on both databases, and nobody writes to a file that went away."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text

from verify.errors import VerifyError
from verify.store.engine import Store, connect
from verify.store.schema import METADATA

TEXT = METADATA.tables["text"]


def test_what_others_commit_is_not_seen_half_way_through_reading(store: Store, database_url: str) -> None:
    other = connect(database_url)
    count = select(func.count()).select_from(TEXT)
    with store.reading() as connection:
        before = connection.execute(count).scalar_one()
        with other.writing() as writer:
            writer.execute(insert(TEXT), {"id": 1, "sha256": "0" * 64, "content": "a", "length": 1})
        assert connection.execute(count).scalar_one() == before == 0
    with store.reading() as connection:
        assert connection.execute(count).scalar_one() == 1
    other.close()


def test_a_reader_does_not_keep_its_state_for_the_writer_behind_it(store: Store) -> None:
    with store.reading() as connection:
        connection.execute(select(TEXT.c.id)).all()
    with store.writing() as connection:
        level = connection.get_isolation_level()
    assert level == ("SERIALIZABLE" if store.is_sqlite else "READ COMMITTED")


def test_nothing_is_written_to_a_file_that_nobody_would_find(migrated_sqlite: Path, tmp_path: Path) -> None:
    path = tmp_path / "verify.db"
    shutil.copy(migrated_sqlite, path)
    store = connect(str(path))
    with store.reading() as connection:
        connection.execute(text("SELECT 1 FROM claim"))
    path.rename(tmp_path / "elsewhere.db")
    with pytest.raises(VerifyError, match="was moved away, or another was put in its place"), store.writing():
        pass
    shutil.copy(migrated_sqlite, path)
    with pytest.raises(VerifyError, match="Put it back, or run the command again"), store.reading():
        pass
    path.unlink()
    (tmp_path / "elsewhere.db").rename(path)
    with store.writing() as connection:
        connection.execute(text("SELECT 1 FROM claim"))
    store.close()
