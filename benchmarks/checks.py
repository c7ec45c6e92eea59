"""`verify check` with ten checks on a million claims: beside the SQL it issues, and that SQL beside a plain join.

    python benchmarks/checks.py [--claims 1000000] [--rounds 3] [--only sqlite|postgresql]

Then what later runs cost: with nothing changed, after a corrected fact, after new claims. Every measurement begins
from a copy of the same store, rounds are interleaved, and medians are printed. PostgreSQL is started from a package
(extra `test`). Its server is not counted in the memory, which is that of the process `verify check`.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import statistics
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import million
from databases import Databases, opened
from process import Finished, run
from record import CHECKS, TOUCHED, Record, make_record, write_workspace
from sqlalchemy import func, select
from statements import ByHand, Issued, by_hand, issued_by

from verify.store.engine import connect
from verify.store.schema import METADATA

ROOT = Path(__file__).parent.parent
BARE = [
    Issued("BEGIN"),
    Issued((ROOT / "benchmarks" / "bare.sql").read_text(encoding="utf-8")),
    Issued("COMMIT"),
]
NEW_CLAIMS = 10_000


def check(folder: Path, database: str) -> Finished:
    """One `verify check` of a workspace, start-up included."""
    command = [sys.executable, "-m", "verify", "check", "--database", database]
    done = run(command, folder, PYTHONPATH=str(ROOT))
    if done.code not in (0, 1):
        raise SystemExit(done.stderr)
    return done


@dataclass(slots=True)
class Bench:
    """What is measured on one database, round by round."""

    databases: Databases
    folders: dict[str, Path]
    record: Record
    claims: int
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    processor: list[float] = field(default_factory=list)
    verdicts: dict[str, int] = field(default_factory=dict)
    megabytes: float = 0
    hands: list[ByHand] = field(default_factory=list)
    bare: list[ByHand] = field(default_factory=list)

    def prepare(self) -> list[Issued]:
        """Fill a store, and judge a copy of it; returns the statements that the judging issued."""
        full = self.databases.url("filled")
        million.fill(full, self.folders[""], self.record, self.claims)
        judged = self.databases.copy("filled", "judged")
        statements = issued_by(["check", "--database", judged], self.folders[""])
        million.settle(connect(judged))
        return statements

    def round(self, statements: list[Issued]) -> None:
        """Measure everything once."""
        self.bare.append(by_hand(self.databases.copy("filled", "copied"), BARE))
        self.hands.append(by_hand(self.databases.copy("filled", "copied"), statements))
        self._check("first", "", self.databases.copy("filled", "copied"))
        self._check("again", "", self.databases.copy("judged", "copied"))
        for size in million.touched_sizes(self.claims):
            self._check(str(size), str(size), self.databases.copy("judged", "copied"))
        grown = self.databases.copy("judged", "copied")
        million.add(grown, self.record, self.claims, NEW_CLAIMS)
        self._check("new", "", grown)

    def _check(self, name: str, folder: str, database: str) -> None:
        done = check(self.folders[folder], database)
        self.seconds[name].append(done.seconds)
        if name == "first":
            self.processor.append(done.processor)
        self.megabytes = max(self.megabytes, done.megabytes)
        self.verdicts[name] = _written_last(database)

    def middle(self, name: str) -> float:
        """The median of what was measured, in seconds."""
        return statistics.median(self.seconds[name])


def _written_last(database: str) -> int:
    """How many verdicts the last run wrote."""
    store, verdict, ran = connect(database), METADATA.tables["verdict"], METADATA.tables["run"]
    with store.reading() as connection:
        last = select(func.max(ran.c.id)).scalar_subquery()
        count = connection.execute(select(func.count()).where(verdict.c.run_id == last)).scalar_one()
    store.close()
    return int(count)


def show(bench: Bench) -> None:
    """Print the medians of one database."""
    bare, sql = _median(bench.bare), _median(bench.hands)
    first, again = bench.middle("first"), bench.middle("again")
    print(f"\n{bench.databases.name}")
    _line("verify check / the SQL it issues, by hand", f"{first / sql:7.2f}", "1.1 or less")
    _line("the SQL it issues, by hand / plain join", f"{sql / bare:7.2f}", "2.5 or less")
    if bench.databases.name == "SQLite":
        used = statistics.median(bench.processor)
        hand, plain = (
            statistics.median(each.processor for each in hands) for hands in (bench.hands, bench.bare)
        )
        _line("the same two, by processor time", f"{used / hand:7.2f} {hand / plain:5.2f}")
    _line("peak memory", f"{bench.megabytes:7.0f} MB", "under 150 MB")
    _line("a second run with nothing changed", f"{again:7.2f} s", "under 2 s")
    _line("plain join, SQL by hand, verify check", f"{bare:7.2f} {sql:5.2f} {first:5.2f} s")
    _line("verdicts of the first run", f"{bench.verdicts['first']:9,}")
    for size in million.touched_sizes(bench.claims):
        _later(f"one fact corrected, of {size:,} claims", str(size), bench)
    _later(f"{NEW_CLAIMS:,} new claims", "new", bench)
    for number, title in enumerate(titles()):
        rows = bench.hands[0].checks[number][0]
        spent = statistics.median(hand.checks[number][1] for hand in bench.hands)
        a_row = spent / max(1, rows) * bench.claims / bare
        _line(f"check: {title}", f"{spent:7.2f} s {rows:9,} verdicts {a_row:9.2f} × plain join a row")
    for kind, _ in bench.hands[0].kinds.most_common(8):
        spent = statistics.median(hand.kinds[kind] for hand in bench.hands)
        _line(f"SQL: {kind}", f"{spent:7.2f} s {spent / sql:9.0%}")


def _later(what: str, name: str, bench: Bench) -> None:
    """Print what a later run costs, and what of it is due to what changed."""
    spent, written = bench.middle(name), bench.verdicts[name]
    due = spent - bench.middle("again")
    each = f"{1e6 * due / max(1, written):9.0f} µs each"
    _line(what, f"{spent:7.2f} s {written:9,} verdicts {due:9.2f} s over nothing changed {each}")


def _line(what: str, figure: str, aim: str = "") -> None:
    print(f"  {what:<44} {figure}" + (f"   (aim: {aim})" if aim else ""), flush=True)


def titles() -> list[str]:
    """The checks in the order they run in: by file, then as they stand there."""
    return [title for stem in sorted(CHECKS) for title, _, _ in CHECKS[stem]]


def _median(hands: list[ByHand]) -> float:
    return statistics.median(hand.seconds for hand in hands)


def main() -> None:
    """Fill, measure, print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--claims", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", choices=["sqlite", "postgresql"])
    given = options.parse_args()
    # As an installer does. Where Python is told to write no bytecode, each process would compile our modules again.
    compileall.compile_dir(ROOT / "verify", quiet=1)
    where = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{given.claims:,} claims, 5,000 facts, {len(titles())} checks; medians of {given.rounds}; {where}")
    for name in ("sqlite", "postgresql"):
        if given.only in (None, name):
            with tempfile.TemporaryDirectory() as place, opened(name, Path(place)) as databases:
                show(measured(databases, Path(place), given.claims, given.rounds))


def measured(databases: Databases, place: Path, claims: int, rounds: int) -> Bench:
    """Fill a store and measure on copies of it."""
    record = make_record()
    folders = {"": write_workspace(place / "workspace", record)}
    for size, agreement in TOUCHED.items():
        folders[str(size)] = write_workspace(place / f"corrected-{size}", record, corrected=agreement)
    bench = Bench(databases, folders, record, claims)
    statements = bench.prepare()
    for _ in range(rounds):
        bench.round(statements)
    return bench


if __name__ == "__main__":
    main()
