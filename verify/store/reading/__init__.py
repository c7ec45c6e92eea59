"""The store opened for reading alone: whatever the SQL says, the database lets nothing be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from verify.errors import ExitCode, VerifyError
from verify.store.engine import connect

USUAL_SECONDS = 30.0
"""How long a query may take in the database, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: the names of its columns, and its rows as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


class StatementError(VerifyError):
    """What the database has against a statement; `offset` (code points from 0) is the place, where it is told."""

    def __init__(self, message: str, *, hint: str | None = None, offset: int | None = None) -> None:
        super().__init__(message, hint=hint, exit_code=ExitCode.USAGE)
        self.offset = offset


class Reader(Protocol):
    """A connection that reads one statement after the other."""

    def ask(self, statement: str, parameters: Mapping[str, str | None], seconds: float) -> Answer:
        """Run one statement, with values for its `:names`; rows come as they are read.

        Raises StatementError for a statement that is wrong or would write, and VerifyError (exit code 3) for one
        that takes longer in the database than so many seconds (0: no limit), while it runs or while rows are read.
        """

    def close(self) -> None:
        """Give the connection back."""


@contextmanager
def reading_only(database: str) -> Iterator[Reader]:
    """Open a store, by URL or path, so that it can only be read. Nothing is created or upgraded.

    Raises VerifyError where there is no store, or another program's database.
    """
    store = connect(database)
    reader: Reader
    if store.is_sqlite:
        from verify.store.reading.sqlite import open_sqlite

        reader = open_sqlite(store.name)
    else:
        from verify.store.reading.postgresql import open_postgresql

        reader = open_postgresql(store.engine.url, store.name)
    try:
        _require_store(reader, store.name)
        yield reader
    finally:
        reader.close()


def _require_store(reader: Reader, name: str) -> None:
    try:
        list(reader.ask("SELECT version_num FROM alembic_version", {}, 0).rows)
        list(reader.ask("SELECT claim FROM v_claim_status WHERE 1 = 0", {}, 0).rows)
    except StatementError as error:
        raise VerifyError(
            f"this is no store of verify that you may read ({error.message}).",
            place=name,
            hint="Choose another one with --database, or make one: verify run ARTICLE",
        ) from None


__all__ = ["USUAL_SECONDS", "Answer", "Reader", "StatementError", "reading_only"]
