"""Connections: one writer at a time, and database errors told as what they mean to the user."""

from __future__ import annotations

import random
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, Insert, create_engine, event, exc, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.sql.compiler import SQLCompiler

from verify.errors import ExitCode, VerifyError
from verify.store.emptying import AFTERWARDS, BY_ITSELF, emptied

WRITER_LOCK = 0x76657269
"""Key of the PostgreSQL advisory lock that writers take: with one writer at a time, ids grow in commit order."""

_LOCK = text("SELECT pg_advisory_xact_lock(:key)")
_LOCK_UNSYNCED = text("SELECT pg_advisory_xact_lock(:key), set_config('synchronous_commit', 'off', true)")
_IMPATIENT = text("SELECT set_config('lock_timeout', :wait, true)")

BUSY_SECONDS = 10
"""How long a writer of SQLite waits for others to end, where nobody says otherwise."""

PASSWORDS = ("password", "sslpassword")
"""The parameters of a URL that are passwords."""

PAUSES = (0.001, 0.008)
"""Seconds between which a writer's pauses are while it waits: by chance, so that all get their turn."""


@dataclass(frozen=True, slots=True)
class Store:
    """A database, opened. `name` is how messages call it (no password).

    `patience` is for how many seconds a writer waits for others; with None as long as the database does.
    """

    engine: Engine
    name: str
    patience: float | None = None
    _emptying: list[Thread] = field(default_factory=list, repr=False, compare=False)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite rather than PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that reads one state of the store, whatever others commit meanwhile."""
        # SQLite reads one state in any transaction; PostgreSQL, left alone, one a statement.
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with told(self.name), self.engine.execution_options(**options).begin() as connection:
            yield connection

    @contextmanager
    def writing(self, *, lasting: bool = True, much: bool = False) -> Iterator[Connection]:
        """A transaction that writes: committed whole at the end, or not at all. Waits for other writers.

        Of one that is not `lasting`, a power cut may take the end, which is no part of the record: PostgreSQL does not
        wait for the disk then. Of one that writes `much`, SQLite moves its log into the file after the commit, in a
        thread of its own, rather than in it; `close` waits for that.
        """
        with (
            told(self.name),
            self.engine.execution_options(
                writes=True, preserve_rowcount=True, patience=self.patience, much=much
            ).begin() as connection,
        ):
            if not self.is_sqlite:
                if self.patience is not None:
                    connection.execute(_IMPATIENT, {"wait": f"{self.patience * 1000:.0f}ms"})
                connection.execute(_LOCK if lasting else _LOCK_UNSYNCED, {"key": WRITER_LOCK})
            yield connection
        if much and self.is_sqlite and (thread := emptied(self.name)) is not None:
            self._emptying.append(thread)

    @contextmanager
    def rehearsing(self) -> Iterator[Connection]:
        """A transaction that may write and leaves nothing behind: what it wrote is taken back at the end."""
        with (
            told(self.name),
            self.engine.execution_options(writes=True, preserve_rowcount=True).connect() as connection,
        ):
            transaction = connection.begin()
            try:
                if not self.is_sqlite:
                    connection.execute(_LOCK, {"key": WRITER_LOCK})
                yield connection
            finally:
                transaction.rollback()

    def close(self) -> None:
        """Give back every connection."""
        for thread in self._emptying:
            thread.join()
        self.engine.dispose()


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement in the words of a database's driver, ready to be executed as it is."""

    sql: str
    parameters: tuple[Any, ...] | dict[str, Any]


def in_words(statement: Insert, dialect: Dialect) -> Statement:
    """What SQLAlchemy would send; worked out beforehand, it costs the execution nothing."""
    compiled: SQLCompiler = statement.compile(dialect=dialect)
    made = compiled.construct_expanded_state()
    parameters: Any = made.positional_parameters if compiled.positional else made.parameters
    return Statement(made.statement, parameters)


def insert_counted(connection: Connection, statement: Insert | Statement) -> int:
    """Execute an INSERT … SELECT inside `Store.writing()`; returns how many rows it wrote."""
    if isinstance(statement, Statement):
        written = connection.exec_driver_sql(statement.sql, statement.parameters).rowcount
    else:
        written = connection.execute(statement).rowcount
    if connection.dialect.name == "sqlite":
        # Its driver counts no statement that begins with WITH.
        written = connection.execute(text("SELECT changes()")).scalar_one()
    return int(written)


def connect(database: str) -> Store:
    """Open a database by URL or by the path of a SQLite file; nothing is created or upgraded yet.

    Raises VerifyError for a URL of another database, a missing driver, or a folder that does not exist.
    """
    url = _url(database)
    name = url.difference_update_query(PASSWORDS).render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        name = url.database or ":memory:"
        _require_folder(name)
    try:
        engine = create_engine(url, connect_args=_connect_args(url), **_options(url))
    except ModuleNotFoundError as missing:
        raise VerifyError(
            f"PostgreSQL needs the driver {missing.name!r}, which is not installed.",
            hint="Install it with: pip install 'verify[postgres]'",
            exit_code=ExitCode.USAGE,
        ) from None
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return Store(engine, name)


def dialect_of(database: str) -> Dialect:
    """How a database writes SQL; nothing is opened. Raises VerifyError for a URL of another database."""
    return _url(database).get_dialect()()


def _url(database: str) -> URL:
    if "://" not in database:
        return URL.create("sqlite", database=database)
    if database.startswith("postgres://"):
        database = database.replace("postgres://", "postgresql://", 1)
    try:
        url = make_url(database)
    except (exc.ArgumentError, ValueError):
        # A port that is no number is a ValueError. What may be a password, whatever it is made of, is not told.
        shown = re.sub(r"//([^:@]*):.*@", r"//\1:***@", database)
        raise VerifyError(
            f"the database {shown!r} is not a URL.",
            hint="Write a file name, sqlite:///file.db or postgresql://user@host/name.",
            exit_code=ExitCode.USAGE,
        ) from None
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite":
        return _of_a_file(url)
    raise VerifyError(
        f"the URL is that of a {url.get_backend_name()} database; verify keeps its store in SQLite or PostgreSQL.",
        hint="Write a file name, sqlite:///file.db or postgresql://user@host/name.",
        exit_code=ExitCode.USAGE,
    )


def _of_a_file(url: URL) -> URL:
    """The URL of a SQLite file; None of its parameters would be heard."""
    plain = URL.create("sqlite", database=url.database)
    if url.query or url.host:
        raise VerifyError(
            f"the URL {url.render_as_string()!r} says more than the file of a SQLite database, which is all that is "
            "read of it.",
            hint=f"Write: {plain.render_as_string()}. 'verify sql' opens it read-only by itself.",
            exit_code=ExitCode.USAGE,
        )
    return plain


def _options(url: URL) -> dict[str, Any]:
    # Every new connection to PostgreSQL would first ask for the number of a type that no table here has.
    return {"use_native_hstore": False} if url.get_backend_name() == "postgresql" else {}


def _connect_args(url: URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"timeout": BUSY_SECONDS}
    return {} if "connect_timeout" in url.query else {"connect_timeout": 10}


def _require_folder(name: str) -> None:
    path = Path(name)
    if name == ":memory:" or path.parent.is_dir():
        return
    raise VerifyError(
        f"there is no folder {str(path.parent)!r} to keep the database in.",
        place=name,
        hint="Create it, or choose another place with --database.",
    )


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transaction handling begins too late; ours begins with BEGIN below.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _refuse_if_replaced(connection: Connection) -> None:
    """Raise VerifyError where the file is not the one that was opened: what is written now nobody would find."""
    name = connection.engine.url.database or ""
    try:
        found = Path(name).stat()
    except OSError:
        known = None
    else:
        known = (found.st_dev, found.st_ino)
    if connection.info.setdefault("file", known) not in (known, None):
        raise VerifyError(
            "the database was moved away, or another was put in its place.",
            place=name,
            hint="Put it back, or run the command again.",
        )
    if known is not None:
        connection.info["file"] = known


def _begin_sqlite(connection: Connection) -> None:
    _refuse_if_replaced(connection)
    # A deferred BEGIN that upgrades to a write can fail at once under load: a writer says so from the start.
    if not connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("BEGIN")
        return
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.execute(AFTERWARDS if connection.get_execution_options().get("much", False) else BY_ITSELF)
    patience = connection.get_execution_options().get("patience")
    once_free(raw, "BEGIN IMMEDIATE", BUSY_SECONDS if patience is None else patience)


def once_free(raw: sqlite3.Connection, statement: str, patience: float = BUSY_SECONDS) -> None:
    """Execute a statement as soon as other connections let it through; sqlite3.OperationalError after some seconds."""
    # SQLite asks ever more rarely the longer it waits: of many writers some would never get their turn.
    raw.execute("PRAGMA busy_timeout = 0")
    late = time.monotonic() + patience
    try:
        while _is_held_up(raw, statement, to_the_end=time.monotonic() >= late):
            time.sleep(random.uniform(*PAUSES))
    finally:
        raw.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def _is_held_up(raw: sqlite3.Connection, statement: str, *, to_the_end: bool) -> bool:
    try:
        raw.execute(statement)
    except sqlite3.OperationalError as error:
        if to_the_end or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return True
    return False


def no_store(name: str) -> VerifyError:
    """What to raise where something is to be read of a SQLite file that is not there, or empty."""
    return VerifyError("there is no store yet.", place=name, hint="Run first: verify run ARTICLE")


@contextmanager
def told(name: str) -> Iterator[None]:
    """Tell an error of the database as what it means to the user, if it means anything to them."""
    try:
        yield
    except (exc.DBAPIError, sqlite3.Error) as error:
        meant = explain(str(error.orig if isinstance(error, exc.DBAPIError) else error), name)
        if meant is None:
            raise
        raise meant from error


_MEANINGS = (
    ("database is locked", "another process is writing to it.", "Wait for it to end, or stop it."),
    ("due to lock timeout", "another process is writing to it.", "Wait for it to end, or stop it."),
    ("database table is locked", "another process is writing to it.", "Wait for it to end, or stop it."),
    (
        "unable to open database file",
        "the database cannot be opened.",
        "Check that the folder is writable, or choose another place with --database.",
    ),
    (
        "readonly database",
        "the database is read-only.",
        "Make the file and its folder writable, or choose another place with --database.",
    ),
    ("file is not a database", "this is not a database.", "Choose another file with --database."),
    ("disk I/O error", "the disk cannot be read or written.", "Check the disk and its free space."),
    (
        "disk is full",
        "the disk is full.",
        "Make room and run the command again: nothing was half written.",
    ),
    ("malformed", "the database is damaged.", "Restore it from a backup."),
)
"""What a database's message holds, what that means to the user, and what to do."""

_OUT_OF_REACH = (
    "connection failed",
    "connection is bad",
    "invalid connection option",
    "invalid URI query parameter",
    "could not connect",
    "connection to server",
    "resolve host",
    "timeout",
    "closed the connection",
    "terminating connection",
    "connection is closed",
    "connection is lost",
    "SSL connection has been closed",
)
"""What a message holds that says that there is no PostgreSQL to speak to."""


def explain(message: str, name: str) -> VerifyError | None:
    """What a database's message means to the user, or None where it is an error of our own."""
    for sign, what, hint in _MEANINGS:
        if sign in message:
            return VerifyError(what, place=name, hint=hint)
    if "permission denied for" in message:
        return VerifyError(
            f"this login may not do that ({message.splitlines()[0]}).",
            place=name,
            hint="Use that of the database's owner, or have it granted what it lacks.",
        )
    if "because other objects depend on it" in message:
        dependent = re.findall(r"(?m)^(?:DETAIL: +)?(.*) depends on ", message)
        return VerifyError(
            f"what an upgrade makes anew has something of yours depending on it ({', '.join(dependent)}).",
            place=name,
            hint="Drop that, run the command again, and make it again.",
        )
    if any(sign in message for sign in _OUT_OF_REACH):
        first = next((line.strip() for line in message.splitlines() if line.strip()), message)
        return VerifyError(
            f"PostgreSQL cannot be reached ({first}).",
            place=name,
            hint="Start it, or check --database and VERIFY_DATABASE_URL.",
        )
    return None
