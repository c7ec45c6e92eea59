"""Seeing to it that what was taken out of the tables is no longer in the files either."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from verify.store.engine import BUSY_SECONDS, Store

REWRITTEN = ("text", "document", "claim", "claim_key", "queue", "queue_cell", "draft", "lease", "skipped")
"""The tables that words of texts stand in."""


def scrub(store: Store) -> str | None:
    """Rewrite the file, or on PostgreSQL the tables, so that no deleted words remain; what kept it from that, or None.

    On SQLite the write-ahead log is emptied too. Backups, and PostgreSQL's own log, are not in its reach.
    """
    return _scrub_sqlite(store) if store.is_sqlite else _scrub_postgresql(store)


def _scrub_sqlite(store: Store) -> str | None:
    with store.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        try:
            driver.execute("PRAGMA secure_delete = ON")
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                found = driver.execute(statement).fetchone()
                if found is not None and found[0]:
                    return "another process is reading the file, and keeps its write-ahead log"
        except sqlite3.Error as error:
            return str(error)
    return None


def _scrub_postgresql(store: Store) -> str | None:
    told: list[str] = []
    try:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            driver: Any = connection.connection.driver_connection
            # A table of somebody else's is passed over with a warning.
            driver.add_notice_handler(lambda notice: told.append(notice.message_primary or ""))
            connection.execute(text(f"SET lock_timeout = '{BUSY_SECONDS}s'"))
            # The statistics of a column keep its commonest values: they are taken anew.
            connection.execute(text(f"VACUUM (FULL, ANALYZE) {', '.join(REWRITTEN)}"))
    except DBAPIError as error:
        return str(error.orig).splitlines()[0]
    return told[0] if told else None
