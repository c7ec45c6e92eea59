"""SQLite for reading alone: the file is opened read-only, and an authorizer refuses whatever is not reading."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from verify.errors import VerifyError
from verify.store.engine import BUSY_SECONDS, explain, no_store
from verify.store.reading import Answer, StatementError
from verify.store.reading.functions import UNBOUNDED, put_in_place
from verify.store.reading.limit import Limit
from verify.store.reading.parameters import named

ROWS_A_TIME = 500
STEPS_BETWEEN_LOOKS = 10_000
"""Of SQLite's virtual machine: some tenths of a millisecond."""

LONGEST = 20_000_000
"""Bytes of a value: a longer one would be made to fill the memory, or to keep a function busy, which nothing stops."""

LONGEST_PATTERN = 250
"""Bytes of what LIKE and GLOB look for."""

READS = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE, sqlite3.SQLITE_FUNCTION}
)
PRAGMAS = frozenset(
    {
        "collation_list", "compile_options", "foreign_key_list", "function_list", "index_info", "index_list",
        "index_xinfo", "module_list", "table_info", "table_list", "table_xinfo",
    }
)  # fmt: skip
"""Those that only tell."""

NOT_FOR_READING = UNBOUNDED | {"edit", "fts3_tokenizer", "load_extension", "readfile", "writefile"}
"""Functions that act outside the database, load code, or take time that nothing limits."""

_ACTIONS = {
    sqlite3.SQLITE_INSERT: "insert into {0}",
    sqlite3.SQLITE_UPDATE: "update {0}",
    sqlite3.SQLITE_DELETE: "delete from {0}",
    sqlite3.SQLITE_ATTACH: "attach or copy a database",
    sqlite3.SQLITE_DETACH: "detach a database",
    sqlite3.SQLITE_PRAGMA: "use the pragma {0}",
    sqlite3.SQLITE_FUNCTION: "call {1}",
    sqlite3.SQLITE_TRANSACTION: "begin or end a transaction",
    sqlite3.SQLITE_SAVEPOINT: "set a savepoint",
    sqlite3.SQLITE_ANALYZE: "write statistics",
    sqlite3.SQLITE_REINDEX: "rebuild an index",
}
_SCHEMA = "change the schema"
_HINT = "The store is open for reading: write a SELECT."

TABLE_FUNCTIONS = ("json_each", "json_tree", *(f"pragma_{name}" for name in sorted(PRAGMAS)))
"""Asked once beforehand: SQLite declares them as tables on first use, which the authorizer would take for a change."""


@dataclass(slots=True)
class SqliteReader:
    """A connection; `refused` is what the authorizer refused first."""

    connection: sqlite3.Connection
    name: str
    refused: str = ""
    limit: Limit = field(default_factory=lambda: Limit(0))

    def ask(self, statement: str, parameters: Mapping[str, str | None], seconds: float) -> Answer:
        """Run one statement; see `Reader`."""
        self.refused, self.limit = "", Limit(seconds)
        cursor = self.connection.cursor()
        with self._told(), self.limit.working(), self._watched(self.limit):
            cursor.execute(*named(statement, parameters, ":{}"))
            first = cursor.fetchmany(ROWS_A_TIME)
        if cursor.description is None:
            raise StatementError("there is no statement.", hint=_HINT)
        columns = tuple(column[0] for column in cursor.description)
        return Answer(columns, self._rows(cursor, first, self.limit))

    def _rows(
        self, cursor: sqlite3.Cursor, rows: list[tuple[Any, ...]], limit: Limit
    ) -> Iterator[tuple[Any, ...]]:
        while rows:
            yield from rows
            with self._told(), limit.working(), self._watched(limit):
                rows = cursor.fetchmany(ROWS_A_TIME)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def authorize(
        self, action: int, one: str | None, two: str | None, _schema: str | None, _inner: str | None
    ) -> int:
        """Whether a statement may do something: what `sqlite3.Connection.set_authorizer` asks."""
        allowed = action in READS
        if action == sqlite3.SQLITE_FUNCTION:
            allowed = (two or "").lower() not in NOT_FOR_READING
        if action == sqlite3.SQLITE_PRAGMA:
            allowed = (one or "").lower() in PRAGMAS
        if allowed:
            return sqlite3.SQLITE_OK
        writes = (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE)
        of_schema = action in writes and (one or "").startswith("sqlite_")
        what = _SCHEMA if of_schema else _ACTIONS.get(action, _SCHEMA)
        self.refused = self.refused or what.format(one, two)
        return sqlite3.SQLITE_DENY

    def look(self) -> int:
        """Whether to stop: what the progress handler asks."""
        return int(self.limit.is_over())

    @contextmanager
    def _watched(self, limit: Limit) -> Iterator[None]:
        """Interrupt when the time is up: between two calls of a slow function, far from where SQLite would ask."""
        if not limit.seconds:
            yield
            return
        # A thread waits for no longer than this; and a little more than is left, so that the time is up then.
        seconds = min(limit.left() + 0.01, threading.TIMEOUT_MAX)
        watch = threading.Timer(seconds, self.connection.interrupt)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def _told(self) -> _Told:
        return _Told(self)


@dataclass(slots=True)
class _Told:
    """Tells SQLite's errors as what they mean."""

    reader: SqliteReader

    def __enter__(self) -> None:
        return None

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> None:
        # A statement too many is a Warning of the driver before Python 3.12.
        if isinstance(error, (sqlite3.Error, sqlite3.Warning)):
            raise self._meaning(error) from None

    def _meaning(self, error: Exception) -> BaseException:
        reader, said = self.reader, str(error)
        if reader.refused:
            return StatementError(f"this would {reader.refused}, which is refused.", hint=_HINT)
        if said == "interrupted":
            return reader.limit.error() if reader.limit.is_over() else KeyboardInterrupt()
        if "one statement at a time" in said:
            return StatementError("these are several statements.", hint="Ask one after the other.")
        if "user-defined function raised exception" in said:
            # The driver reads texts before it hands them to functions of ours.
            return StatementError("a function is given a text that is no UTF-8.", hint="Give it a blob.")
        if "readonly database" in said or "may not be modified" in said or "VACUUM" in said:
            return StatementError(f"this would write, which is refused ({said}).", hint=_HINT)
        known = explain(said, reader.name) if not isinstance(error, sqlite3.ProgrammingError) else None
        return known or StatementError(f"SQLite says: {said}.", hint="See verify sql --views.")


def open_sqlite(name: str) -> SqliteReader:
    """Open a file, read-only for SQLite itself. Raises VerifyError where there is none."""
    path = Path(name)
    if not path.is_file():
        raise no_store(name)
    connection = _connected(path)
    if connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
        connection.close()
        raise no_store(name)
    reader = SqliteReader(connection, name)
    connection.text_factory = lambda text: text.decode("utf-8", "backslashreplace")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LONGEST_PATTERN)
    put_in_place(connection, LONGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for function in TABLE_FUNCTIONS:
        connection.execute(f"SELECT * FROM {function} LIMIT 0")
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.set_authorizer(reader.authorize)
    connection.set_progress_handler(reader.look, STEPS_BETWEEN_LOOKS)
    return reader


def _connected(path: Path) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?mode=ro"
    # Without a log beside it, in a folder where none can be made, the file is all there is.
    for way in (uri, f"{uri}&immutable=1"):
        connection = sqlite3.connect(way, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.Error as error:
            connection.close()
            if way == uri and "unable to open" in str(error) and not Path(f"{path}-wal").exists():
                continue
            raise explain(str(error), str(path)) or VerifyError(
                f"it cannot be read ({error}).", place=str(path), hint="Choose another file with --database."
            ) from None
        return connection
    raise AssertionError("one of both ways returns or raises")
