"""`verify review`: what it needs, what it says where that is not there, and how it ends."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import newsroom
import pytest
from processes import verify_in
from sqlalchemy import select

from verify.cli import review
from verify.store.engine import connect
from verify.store.schema import METADATA

Verify = Callable[..., Any]
LINE_MODE = "Review line by line instead: verify review --plain"


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace where two claims wait, in two articles."""
    articles = {
        name: newsroom.dated(f"The Lake Accord was concluded on {day}, 2015.")
        for name, day in (("one", "July 4"), ("two", "July 5"))
    }
    made = newsroom.make(tmp_path_factory.mktemp("judged") / "ws", **articles)
    assert verify_in(made, "run").returncode == 1
    return made


@pytest.fixture
def queue(judged: Path, folder: Path) -> Path:
    """The workspace of the test, where they wait."""
    shutil.copy(judged / "verify.db", folder)
    return folder


def leases(folder: Path) -> list[str]:
    """Who holds what."""
    store = connect(str(folder / "verify.db"))
    with store.reading() as connection:
        found = list(connection.scalars(select(METADATA.tables["lease"].c.actor)))
    store.close()
    return found


def test_without_a_terminal_it_offers_the_line_mode(verify: Verify) -> None:
    done = verify("review")
    assert (done.code, done.out) == (2, "")
    assert (
        done.err
        == f"verify: the full screen needs a terminal to read keys from and to write to. {LINE_MODE}\n"
    )


def test_a_dumb_terminal_is_offered_the_line_mode(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "_on_terminal", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    done = verify("review")
    assert (done.code, done.err) == (
        2,
        f"verify: this terminal (TERM=dumb) cannot show a full screen. {LINE_MODE}\n",
    )


def test_without_the_extra_it_says_how_to_get_it(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "_on_terminal", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    done = verify("review")
    assert done.code == 2
    assert done.err == (
        "verify: the full screen needs Textual, which is not installed. Install it: pip install 'verify[tui]'. "
        f"{LINE_MODE}\n"
    )


def test_lines_from_a_file_decide(verify: Verify, queue: Path) -> None:
    done = verify("review", "--plain", "--actor", "Bo", stdin="n the archive’s page\n2\n".encode())
    assert (done.code, done.err) == (0, "")
    assert "Article: articles/one.md:5:34 · Example Daily · 9 April 2016 (1 / 2)" in done.out
    assert "Decided: refuted. u takes it back." in done.out
    assert "key>" not in done.out
    (event,) = verify("queue", "log", "--json").objects
    assert (event["actor"], event["verdict"], event["note"]) == ("Bo", "refuted", "the archive’s page")
    assert leases(queue) == []


def test_the_queue_is_narrowed_as_its_list_is(verify: Verify, queue: Path) -> None:
    done = verify("review", "--plain", "--article", "articles/two.md")
    assert "Article: articles/two.md" in done.out
    assert "Queue: undecided 1 · mine 1 · only article articles/two.md · you: Ana" in done.out
    done = verify("review", "--plain", "--check", "nothing")
    assert (done.code, done.out) == (2, "")
    assert done.err == "verify: no check is called 'nothing', and none begins so. See: verify report checks\n"


def test_lines_that_are_no_text_are_read_all_the_same(verify: Verify, queue: Path) -> None:
    done = verify("review", "--plain", stdin=b"\xff\xfe\n\x1b[A\nn caf\xe9\n\x00\n")
    assert (done.code, done.err) == (0, "")
    assert 'There is no key "\\u{1b}[A". "?" lists the keys.' in done.out
    assert "note: caf�" in done.out


@pytest.mark.parametrize(
    ("end", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGHUP, 128 + signal.SIGHUP)],
)
def test_who_is_interrupted_leaves_what_they_held(
    end: signal.Signals, code: int, verify: Verify, queue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[list[str]] = []

    def interrupted() -> str:
        held.append(leases(queue))
        os.kill(os.getpid(), end)
        return "2\n"

    monkeypatch.setattr(review, "_next_line", interrupted)
    before = signal.getsignal(end)
    done = verify("review", "--plain")
    assert done.code == code
    assert done.err.strip() == ("verify: stopped." if end is signal.SIGINT else "")
    assert held == [["Ana"]]
    assert leases(queue) == []
    assert signal.getsignal(end) == before


def test_colour_is_asked_for_or_not(verify: Verify, queue: Path) -> None:
    assert "\x1b[1;31mrefuted\x1b[0m" in verify("review", "--plain", "--color", "always").out
    assert "\x1b" not in verify("review", "--plain").out


def test_without_a_store_nothing_is_made(verify: Verify, folder: Path) -> None:
    (folder / "verify.db").unlink()
    shutil.rmtree(folder / "articles")
    done = verify("review", "--plain")
    assert (done.code, done.out) == (4, "")
    assert not (folder / "verify.db").exists()
