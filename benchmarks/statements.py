"""The SQL that a command issues: noted as it runs, and run again by hand, through the driver alone."""

from __future__ import annotations

import contextlib
import io
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from verify.store.engine import connect


@dataclass(frozen=True, slots=True)
class Issued:
    """A statement with what goes into it, "BEGIN" and "COMMIT" among them; `many` where it goes in row by row."""

    sql: str
    parameters: Any = ()
    many: bool = False

    @property
    def what(self) -> str:
        """What it does to which table: "INSERT verdict"."""
        for verb in (
            r"(INSERT) INTO",
            r"(UPDATE)",
            r"(DELETE) FROM",
            r"(CREATE).* TABLE",
            r"(SELECT).*? FROM",
        ):
            found = re.search(rf"^{verb}|^WITH.*\b{verb}", self.sql, re.DOTALL)
            if found is not None:
                table = re.compile(r'\s+"?(\w+)').match(self.sql, found.end())
                return f"{found[1] or found[2]} {table[1] if table else ''}".strip()
        return self.sql.split()[0]


def issued_by(arguments: Sequence[str], folder: Path) -> list[Issued]:
    """Run `verify` with these arguments in a folder; returns every statement it issues, reads and commits included."""
    from verify.cli import cli

    noted: list[Issued] = []

    def note(_c: Any, _k: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        noted.append(Issued(statement, parameters, many))

    def begun(connection: Any) -> None:
        if connection.dialect.name != "sqlite":
            noted.append(Issued("BEGIN"))
        elif connection.get_execution_options().get("writes", False):
            # Given to the driver itself, since it is tried again where another writes.
            noted.append(Issued("BEGIN IMMEDIATE"))

    def over(_connection: Any) -> None:
        noted.append(Issued("COMMIT"))

    listeners = (("before_cursor_execute", note), ("begin", begun), ("commit", over), ("rollback", over))
    for name, listener in listeners:
        event.listen(Engine, name, listener)
    try:
        with (
            contextlib.chdir(folder),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.suppress(SystemExit),
        ):
            cli.main(list(arguments), prog_name="verify", standalone_mode=False)
    finally:
        for name, listener in listeners:
            event.remove(Engine, name, listener)
    return noted


@dataclass(frozen=True, slots=True)
class ByHand:
    """How long statements took by hand: all seconds, the processor's, each kind's, and each check's with its rows.

    The processor is that of this process, which does the work where the database is SQLite. All seconds include
    closing the database, since some of the work is left for that: SQLite then empties and removes its log.
    """

    seconds: float
    processor: float
    kinds: Counter[str]
    checks: tuple[tuple[int, float], ...]


def by_hand(database: str, statements: Sequence[Issued]) -> ByHand:
    """Run statements through the driver alone, in the transactions they were issued in, and fetch what they find."""
    store = connect(database)
    kinds: Counter[str] = Counter()
    checks: list[tuple[int, float]] = []
    connection = store.engine.raw_connection()
    raw: Any = connection.driver_connection
    if not store.is_sqlite:
        raw.autocommit = True
    try:
        cursor = raw.cursor()
        started = at = time.perf_counter()
        used = time.process_time()
        for statement in statements:
            if statement.many:
                cursor.executemany(statement.sql, statement.parameters)
            else:
                cursor.execute(statement.sql, statement.parameters or ())
            if cursor.description is not None:
                cursor.fetchall()
            now = time.perf_counter()
            kinds[statement.what] += now - at
            if statement.what == "INSERT verdict":
                checks.append((_rows_written(raw, cursor), now - at))
            at = time.perf_counter()
    finally:
        connection.close()
        store.close()
    return ByHand(time.perf_counter() - started, time.process_time() - used, kinds, tuple(checks))


def _rows_written(raw: Any, cursor: Any) -> int:
    # SQLite's driver counts no statement that begins with WITH.
    if hasattr(raw, "total_changes"):
        return int(raw.execute("SELECT changes()").fetchone()[0])
    return int(cursor.rowcount)
