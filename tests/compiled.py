"""SQL compiled once a process: by itself SQLAlchemy keeps it by engine and by dialect, of which each test opens new."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from sqlalchemy import Connection, Dialect, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

STATEMENTS = 4000
"""How many are kept; the suite has fewer."""


@contextmanager
def kept() -> Iterator[None]:
    """Keep what is compiled for all engines. Two dialects of one class are the same to us: we set none up otherwise."""
    cache = LRUCache(STATEMENTS)

    def hand_over(connection: Connection) -> None:
        connection.execution_options(compiled_cache=cache)

    event.listen(Engine, "engine_connect", hand_over)
    try:
        with _alike(SQLiteDialect_pysqlite), _alike(PGDialect_psycopg):
            yield
    finally:
        event.remove(Engine, "engine_connect", hand_over)


@contextmanager
def _alike(dialect: type[Dialect]) -> Iterator[None]:
    def same(one: Dialect, other: object) -> bool:
        return type(one) is type(other)

    with (
        patch.object(dialect, "__eq__", same),
        patch.object(dialect, "__hash__", lambda one: hash(type(one))),
    ):
        yield
