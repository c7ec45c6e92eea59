"""Processes beside each other at one queue, and processes that are killed: nothing is decided twice or lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import pytest
from making import TEXT, dated, document, judge, load, put, usual_checks
from processes import SECONDS, environment, run
from sqlalchemy import select

from verify.review.desk import Desk
from verify.store.engine import Store, connect
from verify.store.integrity import check_store
from verify.store.schema import METADATA
from verify.workbench import utc_now

HERE = Path(__file__).parent
PROCESSES = 8
ARTICLES = int(os.environ.get("QUEUE_ITEMS", "96")) // 4
QUOTES = ("4 May 2010", "2 June 2010", "1 March 1999", "77")
DAYS = ("2010-05-05", "2010-05-06", "2010-05-07", "2010-05-08")


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


def decided(store: Store) -> Counter[str]:
    """How often each claim was decided."""
    claim, decision = METADATA.tables["claim"], METADATA.tables["decision"]
    with store.reading() as connection:
        query = select(claim.c.digest).join(decision, decision.c.claim_id == claim.c.id)
        return Counter(connection.scalars(query))


def test_eight_processes_decide_every_item_once(store: Store, database_url: str, waiting: int) -> None:
    assert waiting == 4 * ARTICLES
    with ThreadPoolExecutor(PROCESSES) as pool:
        names = [f"Reviewer {number}" for number in range(PROCESSES)]
        ended = list(pool.map(lambda name: run(HERE, "deciding", database_url, name), names))
    assert [one.returncode for one in ended] == [0] * PROCESSES, [one.stderr for one in ended]
    done = decided(store)
    assert (len(done), set(done.values())) == (waiting, {1})
    assert sorted(done) == sorted(line for one in ended for line in one.stdout.splitlines())
    with store.reading() as connection:
        assert check_store(connection) == []
    assert Desk(store, "Ana", utc_now).counts().undecided == 0


def test_what_a_killed_process_said_it_decided_is_decided(
    store: Store, database_url: str, waiting: int, tmp_path: Path
) -> None:
    rng, acknowledged = random.Random(6), []
    for number in range(4):
        process = subprocess.Popen(
            [sys.executable, "-m", "deciding", database_url, f"Reviewer {number}"],
            cwd=HERE, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        late = Timer(SECONDS, process.kill)
        late.start()
        assert process.stdout is not None
        acknowledged += [process.stdout.readline().strip()]
        time.sleep(rng.random() / 5)
        process.send_signal(signal.SIGKILL)
        acknowledged += process.stdout.read().split()
        process.wait(SECONDS)
        late.cancel()
    fresh = connect(database_url)
    done = decided(fresh)
    assert set(acknowledged) - {""} <= set(done)
    assert set(done.values()) == {1}
    assert len(acknowledged) >= 4
    with fresh.reading() as connection:
        assert check_store(connection) == []
    assert Desk(fresh, "Ana", utc_now).counts().undecided == waiting - len(done)
    fresh.close()
