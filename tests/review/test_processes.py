"""Processes beside each other at one queue, and processes that are killed: nothing is decided twice or lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from making import TEXT, dated, document, judge, load, put, usual_checks
from processes import ROOT, environment
from sqlalchemy import select

from verify.review.desk import Desk
from verify.store.engine import Store, connect
from verify.store.integrity import check_store
from verify.store.schema import METADATA
from verify.workbench import utc_now

PROCESSES = 8
ARTICLES = int(os.environ.get("QUEUE_ITEMS", "96")) // 4
QUOTES = ("4 May 2010", "2 June 2010", "1 March 1999", "77")
DAYS = ("2010-05-05", "2010-05-06", "2010-05-07", "2010-05-08")

WORKER = """
import sys
import time
from verify.review.desk import Desk, Item
from verify.store.engine import connect
from verify.verdicts import Verdict
from verify.workbench import utc_now

desk = Desk(connect(sys.argv[1]), sys.argv[2], utc_now)
while True:
    item = desk.next()
    if isinstance(item, Item):
        desk.decide(item.id, Verdict.REFUTED, revision=item.revision)
        print(item.id, flush=True)
    elif not item.held:
        break
    else:
        time.sleep(0.05)
"""


@pytest.fixture
def waiting(store: Store) -> int:
    """A store in which items wait, four an article; how many."""
    load(store)
    for number in range(ARTICLES):
        subjects = [f"Treaty {number}.{place}" for place in range(len(DAYS))]
        claims = [
            dated(TEXT, quote, subject, "concluded", day)
            for quote, subject, day in zip(
                ("4 May 2010", "2 June 2010", "1 March 1999", "77"), subjects, DAYS, strict=True
            )
        ]
        put(store, document(article=f"{number}.txt"), claims)
    judge(store, usual_checks())
    return Desk(store, "Ana", utc_now).counts().undecided


def worker(url: str, name: str) -> subprocess.Popen[str]:
    """A process that decides whatever comes next, and says so once it is decided."""
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, url, name], cwd=ROOT, env=environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def decided(store: Store) -> Counter[str]:
    """How often each claim was decided."""
    claim, decision = METADATA.tables["claim"], METADATA.tables["decision"]
    with store.reading() as connection:
        query = select(claim.c.digest).join(decision, decision.c.claim_id == claim.c.id)
        return Counter(connection.scalars(query))


def test_eight_processes_decide_every_item_once(store: Store, database_url: str, waiting: int) -> None:
    assert waiting == 4 * ARTICLES
    workers = [worker(database_url, f"Reviewer {number}") for number in range(PROCESSES)]
    said = [process.communicate(timeout=120) for process in workers]
    assert [process.returncode for process in workers] == [0] * PROCESSES, [err for _, err in said]
    done = decided(store)
    assert (len(done), set(done.values())) == (waiting, {1})
    assert sorted(done) == sorted(line for out, _ in said for line in out.splitlines())
    with store.reading() as connection:
        assert check_store(connection) == []
    assert Desk(store, "Ana", utc_now).counts().undecided == 0


def test_what_a_killed_process_said_it_decided_is_decided(
    store: Store, database_url: str, waiting: int, tmp_path: Path
) -> None:
    rng, acknowledged = random.Random(6), []
    for number in range(4):
        process = worker(database_url, f"Reviewer {number}")
        assert process.stdout is not None
        acknowledged += [process.stdout.readline().strip()]
        time.sleep(rng.random() / 5)
        process.send_signal(signal.SIGKILL)
        acknowledged += process.stdout.read().split()
        process.wait()
    fresh = connect(database_url)
    done = decided(fresh)
    assert set(acknowledged) - {""} <= set(done)
    assert set(done.values()) == {1}
    assert len(acknowledged) >= 4
    with fresh.reading() as connection:
        assert check_store(connection) == []
    assert Desk(fresh, "Ana", utc_now).counts().undecided == waiting - len(done)
    fresh.close()
