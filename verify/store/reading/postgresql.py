"""PostgreSQL for reading alone: one cursor of a read-only transaction, with the rights of a reader where it can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from typing import Any

import psycopg
from psycopg.adapt import Loader
from sqlalchemy.engine import URL

from verify.errors import VerifyError
from verify.store.engine import explain
from verify.store.reading import Answer, StatementError
from verify.store.reading.limit import Limit
from verify.store.reading.parameters import named

ROWS_A_TIME = 500
READER = "pg_read_all_data"
"""A role that every PostgreSQL has, which may read all tables and do nothing else."""

CURSOR = "DECLARE answer NO SCROLL CURSOR FOR "
"""PostgreSQL takes a cursor of a query alone: no other statement, and no WITH that writes, can stand behind it."""

OUTSIDE = re.compile(
    r"""(?xi) \b (
      lo_\w+ | lowrite | loread
    | pg_\w*(?:advisory|terminate|cancel|reload|rotate|switch|promote|backup|logical|replication|restore|reset|clear)\w*
    | pg_(?:read|write|ls|set_|stat_file|file|log|notify|import|prewarm|drop|create|export|sync|wal_replay)\w*
    | dblink\w* | postgres_fdw\w* | file_fdw\w*
    | (?:query|cursor)_to_xml\w* | ts_stat | ts_rewrite | crosstab\w* | connectby | xpath_table
    | set_config | setval | nextval | binary_upgrade\w*
    ) \b | \b U& ['"]
    """
)
"""Functions that act beside the transaction (other sessions, files, locks), or run SQL or settings that a text holds.

A reader's rights keep most of them from acting; these names are refused beside that, because a role can be put off.
"""

_HINT = "The store is open for reading: write a SELECT."


class _AsWritten(Loader):
    """A value as the text that PostgreSQL writes: for types that JSON or a table has no other word for."""

    def load(self, data: Any) -> str:
        """The text of a value."""
        return bytes(data).decode("utf-8", "backslashreplace")


class _AsNumber(Loader):
    """A decimal as a whole number, or the nearest fraction of 64 bits, as SQLite computes."""

    def load(self, data: Any) -> Any:
        """The number."""
        words = bytes(data).decode()
        return int(words) if re.fullmatch(r"-?\d+", words) else float(words)


_READ_AS_TEXT = (
    "date", "time", "timetz", "timestamp", "timestamptz", "interval", "uuid", "json", "jsonb", "inet", "cidr",
    *(f"{of}{kind}" for of in ("int4", "int8", "num", "date", "ts", "tstz") for kind in ("range", "multirange")),
)  # fmt: skip

LONGEST_WAIT = 2**31 - 1
"""Milliseconds: no statement_timeout of PostgreSQL is longer."""


@dataclass(slots=True)
class PostgresqlReader:
    """A connection."""

    connection: psycopg.Connection[tuple[Any, ...]]
    name: str

    def ask(self, statement: str, parameters: Mapping[str, str | None], seconds: float) -> Answer:
        """Run one statement; see `Reader`."""
        if (outside := OUTSIDE.search(statement)) is not None:
            raise StatementError(
                f"this would call {outside[0]}, which is refused.", hint=_HINT, offset=outside.start()
            )
        query, values = named(statement, parameters, "%({})s")
        if not values:
            query = statement
        limit = Limit(seconds)
        self.connection.rollback()
        with _told(self.name, limit, statement), limit.working():
            self._restrict(seconds)
            cursor = self.connection.cursor()
            # Prepared: so that PostgreSQL itself takes one statement and no more.
            cursor.execute(CURSOR + query, values or None, prepare=True)
            first = self._fetch(cursor)
            columns = tuple(column.name for column in cursor.description or ())
        return Answer(columns, self._rows(cursor, first, limit, statement))

    def _restrict(self, seconds: float) -> None:
        execute = self.connection.execute
        # Behind a first query PostgreSQL lets a read-only transaction become no other.
        execute("SELECT 1")
        execute(f"SET LOCAL statement_timeout = {ceil(min(seconds * 1000, LONGEST_WAIT))}")
        may = f"SELECT pg_has_role(current_user, '{READER}', 'MEMBER')"
        if (row := execute(may).fetchone()) and row[0]:
            execute(f"SET LOCAL ROLE {READER}")

    def _fetch(self, cursor: psycopg.Cursor[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        return cursor.execute(f"FETCH {ROWS_A_TIME} FROM answer").fetchall()

    def _rows(
        self,
        cursor: psycopg.Cursor[tuple[Any, ...]],
        rows: list[tuple[Any, ...]],
        limit: Limit,
        statement: str,
    ) -> Iterator[tuple[Any, ...]]:
        try:
            while rows:
                yield from rows
                if limit.is_over():
                    raise limit.error()
                with _told(self.name, limit, statement), limit.working():
                    rows = self._fetch(cursor)
        finally:
            # Also of one that nobody reads to its end: a transaction left open would hold up an upgrade.
            if not self.connection.closed:
                self.connection.rollback()

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


@contextmanager
def _told(name: str, limit: Limit, statement: str) -> Iterator[None]:
    """Tell PostgreSQL's errors as what they mean."""
    try:
        yield
    except psycopg.errors.QueryCanceled:
        raise limit.error() from None
    except psycopg.Error as error:
        raise _meaning(error, name, statement) from None


def _meaning(error: psycopg.Error, name: str, statement: str) -> VerifyError:
    said = error.diag.message_primary or str(error).strip() or type(error).__name__
    place = error.diag.statement_position
    offset = max(0, int(place) - 1 - len(CURSOR)) if place else None
    if isinstance(error, psycopg.errors.ReadOnlySqlTransaction):
        return StatementError(f"this would write, which is refused ({said}).", hint=_HINT, offset=offset)
    if "multiple commands" in said:
        return StatementError("these are several statements.", hint="Ask one after the other.")
    # Behind CURSOR a statement that is no query is wrong from its first word on.
    at_start = offset is not None and not statement[:offset].strip()
    no_query = isinstance(error, psycopg.errors.SyntaxError) and (
        at_start or _first_word(statement) not in QUERIES
    )
    if no_query or "DECLARE CURSOR" in said:
        return StatementError(
            f"this is no query, and nothing else is done: PostgreSQL refuses it ({said}).",
            hint=_HINT,
            offset=offset,
        )
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return StatementError(f"you may not do this here ({said}).", hint=_HINT, offset=offset)
    known = explain(said, name) if isinstance(error, psycopg.OperationalError) else None
    return known or StatementError(f"PostgreSQL says: {said}.", hint="See verify sql --views.", offset=offset)


QUERIES = ("select", "with", "values", "table", "(")
"""What a query begins with."""


def _first_word(statement: str) -> str:
    bare = re.sub(r"--[^\n]*|/\*.*?\*/", " ", statement, flags=re.DOTALL).lstrip().lower()
    return bare[:1] if bare.startswith("(") else re.split(r"\W", bare, maxsplit=1)[0]


def open_postgresql(url: URL, name: str) -> PostgresqlReader:
    """Connect in sessions that are read-only from their start. Raises VerifyError where the server is not reached."""
    given = url.set(drivername="postgresql")
    if "connect_timeout" not in given.query:
        given = given.update_query_dict({"connect_timeout": "10"})
    try:
        connection = psycopg.connect(given.render_as_string(hide_password=False))
    except psycopg.Error as error:
        raise explain(str(error), name) or VerifyError(
            f"PostgreSQL refuses the connection ({str(error).strip()}).", place=name
        ) from None
    connection.read_only = True
    for type_ in _READ_AS_TEXT:
        connection.adapters.register_loader(type_, _AsWritten)
    connection.adapters.register_loader("numeric", _AsNumber)
    return PostgresqlReader(connection, name)
