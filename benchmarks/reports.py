"""Every report on a million judged claims: its first hundred rows, start-up included, and all of its rows.

    python benchmarks/reports.py [--claims 1000000] [--rounds 3] [--whole] [--only sqlite|postgresql]

A fact of ten thousand claims is corrected between two runs, and two reviewers decide twenty thousand claims, so that no
report is empty. Figures are medians. PostgreSQL is started from a package (extra `test`); the memory of its server is
not counted.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
from pathlib import Path

import million
from checks import check
from databases import opened
from process import Finished, run
from record import TOUCHED, make_record, write_workspace
from sqlalchemy import insert

from verify.report.views import VIEWS
from verify.store.engine import connect
from verify.store.schema import METADATA

ROOT = Path(__file__).parent.parent
SHOWN = 100
DECIDED = 20_000


def fill(database: str, place: Path, claims: int) -> Path:
    """Fill and judge a store, correct a fact and judge again, and let people decide; returns the workspace."""
    record = make_record()
    first = write_workspace(place / "workspace", record)
    size = million.touched_sizes(claims)[-1]
    corrected = write_workspace(place / "corrected", record, corrected=TOUCHED[size])
    million.fill(database, first, record, claims)
    check(first, database)
    check(corrected, database)
    _decide(database, min(DECIDED, claims // 4))
    million.settle(connect(database))
    return corrected


def _decide(database: str, claims: int) -> None:
    """Two reviewers' events on so many claims, in a log whose digests are made up."""
    rows = []
    for number in range(claims):
        for round_, actor in ((1, "Ana"), (2, "Ben")):
            event = 2 * number + round_
            rows.append(
                {
                    "id": event, "event": "decide", "claim_id": number + 1, "actor": actor, "verdict": number % 4 + 1,
                    "at": f"2026-01-{number % 28 + 1:02}T00:00:00.000000Z", "side": "article", "note": "",
                    "evidence": f"{event:064}", "undoes_id": None, "previous": f"{event - 1:064}",
                    "digest": f"{event:064}", "act": event, "stands": round_ - 1, "round": round_,
                }
            )  # fmt: skip
    store = connect(database)
    with store.writing() as connection:
        connection.execute(insert(METADATA.tables["decision"]), rows)
    store.close()


def report(folder: Path, database: str, name: str, *options: str) -> Finished:
    """One `verify report`, written to nowhere."""
    command = [sys.executable, "-m", "verify", "report", name, "--format", "ndjson", "-o", os.devnull]
    done = run([*command, "--database", database, *options], folder, PYTHONPATH=str(ROOT))
    if done.code != 0:
        raise SystemExit(done.stderr)
    return done


def measure(folder: Path, database: str, rounds: int, *, whole: bool) -> None:
    """Print the figures of every report."""
    for name in VIEWS:
        first = [report(folder, database, name, "--limit", str(SHOWN)) for _ in range(rounds)]
        seconds, used = (
            statistics.median(figures)
            for figures in ([done.seconds for done in first], [done.processor for done in first])
        )
        line = f"  {name:<16} first {SHOWN}: {seconds:6.2f} s ({used:.2f} s of processor)"
        if whole:
            done = report(folder, database, name)
            line += f"   all: {done.seconds:6.2f} s, {done.megabytes:.0f} MB"
        print(line, flush=True)


def main() -> None:
    """Fill, measure, print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--claims", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--whole", action="store_true", help="also read every report to its end")
    options.add_argument("--only", choices=["sqlite", "postgresql"])
    given = options.parse_args()
    where = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{given.claims:,} claims; medians of {given.rounds}; {where}")
    for name in ("sqlite", "postgresql"):
        if given.only in (None, name):
            with tempfile.TemporaryDirectory() as place, opened(name, Path(place)) as databases:
                database = databases.url("filled")
                folder = fill(database, Path(place), given.claims)
                print(f"\n{databases.name}")
                measure(folder, database, given.rounds, whole=given.whole)


if __name__ == "__main__":
    main()
