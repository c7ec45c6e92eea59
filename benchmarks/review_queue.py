"""The review queue on a million claims: how soon `next` comes, whatever is asked for, and what deciding costs.

    python benchmarks/review_queue.py [--claims 1000000] [--rounds 15] [--only sqlite|postgresql] [--drain ITEMS]

`next` takes a lease and puts the whole item together; medians in ms where nothing is held, then where it is asked
again, each with its ratio to `next` without a filter. Then what bringing the queue up to the store costs: made anew,
after a run that changed little, with nothing to do; and decisions a second by one reviewer. `--drain` lets eight
processes decide so many items, and counts.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import million
from checks import check
from databases import Databases, opened
from record import make_record, write_workspace
from sqlalchemy import func, select

from verify.review.desk import Desk, Filter, Item
from verify.review.projection import catch_up, rebuild
from verify.store.engine import Store, connect
from verify.store.schema import METADATA
from verify.verdicts import Verdict
from verify.workbench import utc_now

PROCESSES = 8
NEW_CLAIMS = 1_000
REFUTED, UNKNOWN = Verdict.REFUTED, Verdict.NOT_ENOUGH_EVIDENCE
FILTERS = {
    "no filter": Filter(),
    "article": Filter(article="articles/777.md"),
    "publisher": Filter(publisher="Daily 3"),
    "kind": Filter(kind="office"),
    "subject": Filter(subject="Agreement 1"),
    "subject: an office": Filter(subject="Office 1"),
    "check": Filter(check="offices"),
    "severity": Filter(severity="error"),
    "status": Filter(status=UNKNOWN),
    "state": Filter(state="conflicting"),
    "age": Filter(older=30),
    "assignee: nothing": Filter(assignee="Bo"),
    "age: nothing": Filter(newer=1),
    "severity: nothing": Filter(severity="note"),
    "publisher, kind, status": Filter(publisher="Daily 3", kind="event", status=UNKNOWN),
    "subject, publisher": Filter(subject="Agreement 1", publisher="Daily 5"),
    "publisher, check, age, severity": Filter(publisher="Daily 2", check="offices", older=30, severity="error"),
    "kind, state, age: nothing": Filter(kind="office", state="reopened", older=30),
    "article, age: nothing": Filter(article="articles/777.md", newer=1),
}  # fmt: skip


PREPARED = 6
"""Rounds left out: the first make the statements, and the sixth PostgreSQL's plans for any values."""


def median_ms(does: Callable[[], Any], rounds: int, before: Callable[[], Any] = lambda: None) -> float:
    """The median of some rounds in ms, what is done before each left out."""
    taken = []
    for _ in range(PREPARED + rounds):
        before()
        started = time.perf_counter()
        does()
        taken.append(1000 * (time.perf_counter() - started))
    return statistics.median(taken[PREPARED:])


def measure(databases: Databases, place: Path, claims: int, rounds: int) -> None:
    """Fill a store, judge it, and measure."""
    record = make_record()
    folder = write_workspace(place / "workspace", record)
    url = databases.url("filled")
    million.fill(url, folder, record, claims)
    check(folder, url)
    million.settle(connect(url))
    store = connect(url)
    print(f"\n{databases.name}")
    _line("the queue made anew", _seconds(store, rebuild))
    million.settle(store)
    _line("… with nothing to do", _seconds(store, catch_up))
    million.add(url, record, claims, NEW_CLAIMS)
    check(folder, url)
    _line(f"… after a run with {NEW_CLAIMS:,} new claims", _seconds(store, catch_up))
    nexts(store, rounds)
    decisions(store)
    store.close()


def nexts(store: Store, rounds: int) -> None:
    """How soon each filter gives an item, or says that there is none."""
    desk = Desk(store, "Ana", utc_now)
    cell = METADATA.tables["queue_cell"]
    with store.reading() as connection:
        items = connection.execute(select(func.sum(cell.c.waiting))).scalar_one()
    _line("items that wait", f"{int(items):9,}")
    plain: list[float] = []
    for name, wanted in FILTERS.items():
        ask = partial(desk.next, wanted)
        taken = [median_ms(ask, rounds, before) for before in (desk.release, lambda: None)]
        plain = plain or taken
        ratios = " ".join(
            f"{one:9.2f} ms {one / other:6.2f}" for one, other in zip(taken, plain, strict=True)
        )
        _line(f"next: {name}", ratios)
        desk.release()
    _line("counts", f"{median_ms(desk.counts, rounds):9.2f} ms")
    _line("list", f"{median_ms(desk.lines, rounds):9.2f} ms")


def decisions(store: Store, seconds: float = 5) -> None:
    """How many items one reviewer takes and decides a second."""
    desk, done, started = Desk(store, "Ana", utc_now), 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        item = desk.next()
        assert isinstance(item, Item)
        desk.decide(item.id, REFUTED, revision=item.revision)
        done += 1
    _line("taken and decided by one reviewer", f"{done / (time.perf_counter() - started):9.0f} a second")


def drain(databases: Databases, place: Path, items: int) -> None:
    """Let eight processes decide every item of a store of about so many; print what became of them."""
    record = make_record()
    folder = write_workspace(place / "workspace", record)
    url = databases.url("drained")
    million.fill(url, folder, record, items * 6)
    check(folder, url)
    store = connect(url)
    with store.writing() as connection:
        rebuild(connection, utc_now())
        queue, cell = METADATA.tables["queue"], METADATA.tables["queue_cell"]
        waiting = int(connection.execute(select(func.sum(cell.c.waiting))).scalar_one())
        claims = int(connection.execute(select(func.count()).select_from(queue)).scalar_one())
    started = time.perf_counter()
    workers = [
        subprocess.Popen([sys.executable, __file__, "--worker", url, str(number)])
        for number in range(PROCESSES)
    ]
    failed = sum(worker.wait() != 0 for worker in workers)
    seconds = time.perf_counter() - started
    decision = METADATA.tables["decision"]
    with store.reading() as connection:
        decided = Counter(connection.scalars(select(decision.c.claim_id)))
    store.close()
    print(
        f"\n{databases.name}: {PROCESSES} processes, {waiting:,} items of {claims:,} claims in {seconds:.1f} s"
    )
    _line("processes that failed", f"{failed:9,}")
    _line("claims decided twice", f"{sum(times > 1 for times in decided.values()):9,}")
    _line("claims not decided", f"{claims - len(decided):9,}")
    _line("items a second", f"{waiting / seconds:9.0f}")


def work(url: str, name: str) -> None:
    """Decide whatever comes next, until nothing does."""
    store = connect(url)
    desk = Desk(store, f"Reviewer {name}", utc_now)
    while True:
        item = desk.next()
        if isinstance(item, Item):
            desk.decide(item.id, REFUTED, revision=item.revision, equal=True)
        elif not item.held:
            break
        else:
            time.sleep(0.05)
    store.close()


def _seconds(store: Store, does: Callable[[Any, str], None]) -> str:
    started = time.perf_counter()
    with store.writing() as connection:
        does(connection, utc_now())
    return f"{time.perf_counter() - started:9.3f} s"


def _line(what: str, figure: str) -> None:
    print(f"  {what:<44} {figure}", flush=True)


def main() -> None:
    """Measure, print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--claims", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--only", choices=["sqlite", "postgresql"])
    options.add_argument("--drain", type=int, metavar="ITEMS")
    options.add_argument("--worker", nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.worker is not None:
        work(*given.worker)
        return
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name in ("sqlite", "postgresql"):
        if given.only in (None, name):
            with tempfile.TemporaryDirectory() as place, opened(name, Path(place)) as databases:
                if given.drain is not None:
                    drain(databases, Path(place), given.drain)
                else:
                    measure(databases, Path(place), given.claims, given.rounds)


if __name__ == "__main__":
    main()
