"""A reader sees one state of the store, on both databases."""

from __future__ import annotations

from sqlalchemy import func, insert, select

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
