"""The schema's revision: created and upgraded by the one Alembic history."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from verify import shipped
from verify.errors import VerifyError
from verify.store.engine import Store, connect, no_store, once_free, told

HEAD = "0012"
"""The revision this version works with. Known here so that opening a store need not import Alembic."""

PAGE = 16_384
"""Bytes of a page of a SQLite file: a million claims are judged a fifth sooner than with the usual 4,096."""

BETWEEN = ";\n\n"
"""What stands between two statements of the schema that is ready made, and nowhere else in it."""


class State(StrEnum):
    """How a database's schema relates to this version."""

    EMPTY = "empty"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    FOREIGN = "foreign"


def open_store(database: str, *, create: bool = True) -> Store:
    """Open a store that is ready to work with.

    A SQLite file is made into a store (unless `create` is false), or upgraded, on first use; PostgreSQL only by
    `verify db upgrade`.
    Raises VerifyError for a database that is foreign, newer than this version, or not upgraded, and for none.
    """
    store = connect(database)
    if not create and store.is_sqlite and not Path(store.name).exists():
        raise no_store(store.name)
    state, revision = schema_state(store)
    _refuse_strange(store, state, revision)
    if not create and store.is_sqlite and state is State.EMPTY:
        raise no_store(store.name)
    if state is State.CURRENT:
        return store
    if not store.is_sqlite:
        raise VerifyError(
            "the database has no verify schema yet."
            if state is State.EMPTY
            else f"the database's schema ({revision}) is older than this version's ({HEAD}).",
            place=store.name,
            hint="Run: verify db upgrade",
        )
    upgrade(store)
    return store


def schema_state(store: Store) -> tuple[State, str | None]:
    """The state of the schema and its revision."""
    with store.reading() as connection:
        tables = set(inspect(connection).get_table_names())
        if not tables:
            # Extensions of PostgreSQL bring views along; in a file they are somebody's.
            is_foreign = store.is_sqlite and inspect(connection).get_view_names()
            return (State.FOREIGN if is_foreign else State.EMPTY), None
        revision = _revision(connection) if "alembic_version" in tables else None
    if revision is None and not tables - {"alembic_version"}:
        return State.EMPTY, None
    if revision is None or not {"claim", "verdict", "fact"} <= tables:
        return State.FOREIGN, revision
    if revision == HEAD:
        return State.CURRENT, revision
    return (State.OLDER if revision < HEAD else State.NEWER), revision


def _revision(connection: Connection) -> str | None:
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if revision is None else str(revision)


def _refuse_strange(store: Store, state: State, revision: str | None) -> None:
    if state is State.FOREIGN:
        raise VerifyError(
            "this database holds the tables of another program, not a verify store.",
            place=store.name,
            hint="Choose another one with --database.",
        )
    if state is State.NEWER:
        raise VerifyError(
            f"this store was made by a newer version of verify (schema {revision}; this version knows {HEAD}).",
            place=store.name,
            hint="Upgrade verify, or choose another database with --database.",
        )


def upgrade(store: Store, revision: str = HEAD) -> None:
    """Create the schema or bring it to a revision, in one transaction; rows are kept.

    A SQLite file that holds nothing gets the schema ready made, without Alembic.
    """
    state, found = schema_state(store)
    _refuse_strange(store, state, found)
    if store.is_sqlite:
        _lay_out(store)
        if state is State.EMPTY and revision == HEAD and _is_made_at_once(store):
            return
    _alembic(store, "upgrade", revision)


def _lay_out(store: Store) -> None:
    """Set a SQLite file's journal mode, which cannot change inside a transaction, and of a new one the page size."""
    with told(store.name), store.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        # A check reads claims from all over the file; only a new file takes the size.
        driver.execute(f"PRAGMA page_size = {PAGE}")
        once_free(driver, "PRAGMA journal_mode = WAL")


def _is_made_at_once(store: Store) -> bool:
    """Give a SQLite file that holds nothing its schema; whether it has that now, from here or from elsewhere."""
    with store.writing() as connection:
        # Another process may have made it, whole, since this one looked.
        if not connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one():
            for statement in shipped.new_store().read_text(encoding="utf-8").split(BETWEEN):
                connection.exec_driver_sql(statement)
    return schema_state(store)[0] is State.CURRENT


def downgrade(store: Store, revision: str) -> None:
    """Take the schema back to an earlier revision ("base": to nothing)."""
    _alembic(store, "downgrade", revision)


def _alembic(store: Store, command: str, revision: str) -> None:
    from alembic import command as alembic_command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(shipped.migrations()).replace("%", "%%"))
    with store.writing() as connection:
        config.attributes["connection"] = connection
        getattr(alembic_command, command)(config, revision)
