"""Killed with SIGKILL at any moment, a run leaves all verdicts of a check or none, and the next run completes it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import newsroom
import pytest
from processes import SECONDS
from sqlalchemy import Engine, event, text

from verify import workbench
from verify.checks import run as running
from verify.read import Meta
from verify.store.engine import Store, connect
from verify.store.integrity import check_store
from verify.workspace import Workspace, find

ARTICLES = 12
SEEDS = (1, 2)
KILLS = 4
FEATURES = {"agreements", "calendar", "resolutions"}
MOMENTS = ("before_cursor_execute", "commit")
ROWS = text("""
    SELECT k.name, c.digest, v.outcome, v.verdict, f.code, f.revision
    FROM verdict v
    JOIN claim c ON c.id = v.claim_id
    JOIN "check" k ON k.id = v.check_id
    LEFT JOIN fact f ON f.id = v.fact_id
    ORDER BY k.name, c.digest, v.run_id
""")
MARKS = text("""
    SELECT k.name, sum(m.verdicts) FROM run_check m JOIN "check" k ON k.id = m.check_id GROUP BY k.name
""")


def written(store: Store) -> tuple[list[tuple[Any, ...]], dict[str, int]]:
    """The verdicts by check and claim, and how many each check says it wrote, once no writer is left at work."""
    with store.writing() as connection:
        rows = [tuple(row) for row in connection.execute(ROWS)]
        return rows, {name: int(count) for name, count in connection.execute(MARKS)}


def is_sound(store: Store) -> bool:
    """Whether `verify db check` would find nothing, the status among it."""
    with store.reading() as connection:
        return check_store(connection) == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with articles that are right, wrong, and off by a weekday."""
    other = " It was Wednesday, March 9, 2016. Resolutions 2231 and 2321 stand. John Kerry is US Secretary of State."
    texts = [(newsroom.WRONG_DATE if number % 3 else newsroom.GOOD) + other for number in range(ARTICLES)]
    articles = {f"a{number}": newsroom.dated(text) for number, text in enumerate(texts)}
    made = newsroom.make(tmp_path_factory.mktemp("kill") / "ws", **articles)
    newsroom.keep_checks(made, FEATURES)
    return made


@pytest.fixture
def fill(
    folder: Path, any_database: str, new_database: Callable[..., str]
) -> Iterator[Callable[[], tuple[Workspace, Store]]]:
    """A function that makes a store with the articles' claims, nothing judged yet; equal ones on every call."""
    opened: list[Store] = []

    def make() -> tuple[Workspace, Store]:
        workspace = replace(find(folder), database=new_database(any_database))
        store, _ = workbench.open_workspace_store(workspace)
        opened.append(store)
        sources = workbench.default_articles(workspace)
        read = workbench.read_articles(sources, defaults=Meta(), workspace=workspace, stdin=bytes)
        workbench.ingest(store, read, workbench.read_vocabulary(workspace))
        return workspace, store

    yield make
    for store in opened:
        store.close()


def judge(workspace: Workspace, store: Store) -> running.Run:
    """Run the checks."""
    return workbench.check(store, workspace, workbench.read_vocabulary(workspace))


def undisturbed(fill: Callable[[], tuple[Workspace, Store]]) -> tuple[list[tuple[Any, ...]], int]:
    """The verdicts of a run that nobody kills, and how many statements and commits it takes."""
    workspace, store = fill()
    counted = [0]

    def count(*_: Any) -> None:
        counted[0] += 1

    for name in MOMENTS:
        event.listen(store.engine, name, count)
    assert judge(workspace, store).complete
    for name in MOMENTS:
        event.remove(store.engine, name, count)
    rows, _ = written(store)
    assert len(rows) > 3 * ARTICLES
    return rows, counted[0]


def assert_all_or_none(store: Store, expected: list[tuple[Any, ...]]) -> int:
    """Hold what a killed run left against an undisturbed one; returns how many checks were done."""
    rows, marks = written(store)
    due, found = Counter(row[0] for row in expected), Counter(row[0] for row in rows)
    assert found == {name: due[name] for name in marks if due[name]}, "all of a check's verdicts or none"
    assert {name: count for name, count in marks.items() if count} == found, "as many as the run says"
    assert rows == [row for row in expected if row[0] in marks], "and no other than they should be"
    assert is_sound(store)
    return len(marks)


def dies(work: Callable[[], object], at: int) -> bool:
    """Do some work in a process of its own that kills itself before its so-manyeth statement, commits counted too."""
    child = os.fork()
    if child:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in (0, -signal.SIGKILL)
        return code != 0
    try:
        # One that hangs is ended by the clock, and the assertion above tells.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(SECONDS)
        left = [at]

        def count(*_: Any) -> None:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        for name in MOMENTS:
            event.listen(Engine, name, count)
        work()
        os._exit(0)
    except BaseException:
        os._exit(1)


@pytest.mark.parametrize("checks_a_transaction", ["one", "many"])
def test_killed_at_any_statement_it_completes(
    fill: Callable[[], tuple[Workspace, Store]],
    monkeypatch: pytest.MonkeyPatch,
    checks_a_transaction: str,
) -> None:
    if checks_a_transaction == "one":
        monkeypatch.setattr(running, "VERDICTS_A_TRANSACTION", 0)
    expected, moments = undisturbed(fill)
    done: set[int] = set()
    for seed in SEEDS:
        rng = random.Random(seed)
        workspace, store = fill()
        store.close()

        def work(workspace: Workspace = workspace) -> None:
            judge(workspace, connect(workspace.database))

        for at in (2, *(rng.randint(1, moments) for _ in range(KILLS))):
            if dies(work, at):
                done.add(assert_all_or_none(store, expected))
                store.close()
        assert judge(workspace, store).complete
        assert written(store)[0] == expected
        assert is_sound(store)
    assert 0 in done, "killed before anything was judged"
    if checks_a_transaction == "one":
        assert len(done) > 2, "and between one check and another"


def test_the_command_killed_by_the_clock_completes(fill: Callable[[], tuple[Workspace, Store]]) -> None:
    def start(workspace: Workspace) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "verify", "check", "--database", workspace.database]
        nowhere = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=workspace.root, stdout=nowhere, stderr=nowhere)

    workspace, store = fill()
    begun = time.monotonic()
    assert start(workspace).wait(SECONDS) == 1
    whole = time.monotonic() - begun
    expected, _ = written(store)
    workspace, store = fill()
    rng = random.Random(4)
    for _ in range(KILLS):
        process = start(workspace)
        time.sleep(rng.uniform(0.5, 1) * whole)
        process.kill()
        process.wait(SECONDS)
        assert_all_or_none(store, expected)
    assert start(workspace).wait(SECONDS) == 1
    assert written(store)[0] == expected
    assert is_sound(store)
