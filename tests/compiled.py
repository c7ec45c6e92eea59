"""SQL compiled once a process: by itself SQLAlchemy keeps it by engine and by dialect, of which each test opens new.

The statements of checks, which are made for a run and then dropped, are kept by what they are made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection, Dialect, Engine, Insert, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from verify.checks import run
from verify.checks.compiling import Window
from verify.checks.plan import Judgement
from verify.store.engine import Statement

STATEMENTS = 4000
"""How many are kept; the suite has fewer."""

JUDGEMENTS = 600
"""How many of checks: tests beside each other have most in common, and each takes a third of a megabyte."""


@contextmanager
def kept() -> Iterator[None]:
    """Keep what is compiled for all engines. Two dialects of one class are the same to us: we set none up otherwise."""
    cache = LRUCache(STATEMENTS)

    def hand_over(connection: Connection) -> None:
        connection.execution_options(compiled_cache=cache)

    event.listen(Engine, "engine_connect", hand_over)
    try:
        with _alike(SQLiteDialect_pysqlite), _alike(PGDialect_psycopg), _judgements_kept():
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


@contextmanager
def _judgements_kept() -> Iterator[None]:
    """Keep what checks are compiled to. Those with a comparison of a user's own are not: its words may change."""
    statements: dict[Any, Insert] = {}
    words: dict[Any, tuple[Insert, Statement]] = {}
    make, tell = run.compile_judgement, run.in_words

    def made(judgement: Judgement, window: Window, **of: Any) -> Insert:
        if judgement.plan.comparing.method is not None:
            return make(judgement, window, **of)
        key = (judgement.to_json(), window, *of.items())
        found = statements.get(key)
        if found is None:
            if len(statements) >= JUDGEMENTS:
                statements.clear()
                words.clear()
            found = statements[key] = make(judgement, window, **of)
        return found

    def told(statement: Insert, dialect: Dialect) -> Statement:
        key = (id(statement), type(dialect))
        found = words.get(key)
        # It is kept beside its words: ids are given out again.
        if found is None or found[0] is not statement:
            found = words[key] = statement, tell(statement, dialect)
        return found[1]

    with patch.object(run, "compile_judgement", made), patch.object(run, "in_words", told):
        yield
