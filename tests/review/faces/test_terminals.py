"""Sessions of a hundred decisions on real pseudo-terminals, in line mode and in full screen, over a restart."""

from __future__ import annotations

import datetime
import re
import shlex
import shutil
from collections import Counter
from pathlib import Path

import newsroom
import pytest
from processes import verify_in
from sqlalchemy import func, select
from terminals import Terminal

from verify.display import display_width
from verify.review.desk import Desk
from verify.store.engine import connect
from verify.store.schema import METADATA

ITEMS = 115
HOSTILE = "Then \x1b]52;c;cm0K\x07 came [@click=app.quit]. {} \u202eevil [/b] \x1b[2J end."


def sentence(number: int) -> str:
    """A wrong day of its own for each number; each tenth among words that would act on a terminal."""
    day = datetime.date(2015, 1, 1) + datetime.timedelta(days=number)
    claim = f"The Lake Accord was concluded on {day:%B} {day.day}, {day.year}."
    return HOSTILE.format(claim) if number % 10 == 0 else f"Some say otherwise. {claim} Number {number}."


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with refuted claims of as many days, to copy."""
    text = newsroom.dated("\n\n".join(sentence(number) for number in range(ITEMS)))
    folder = newsroom.make(tmp_path_factory.mktemp("queue") / "ws", wrong=text)
    newsroom.keep_checks(folder, ["agreements"])
    assert verify_in(folder, "run").returncode == 1
    return folder


@pytest.fixture
def folder(judged: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(judged, tmp_path / "ws"))


def log_of(folder: Path) -> Counter[str]:
    """How often what happened, and how many leases are left."""
    store = connect(str(folder / "verify.db"))
    now = "2026-11-26T12:00:00.000000Z"
    desk = Desk(store, "Reader", clock=lambda: now)
    counted = Counter(
        f"{event.event} {event.verdict.label if event.verdict else ''}".strip()
        for event in desk.log(limit=1000)
    )
    with store.reading() as connection:
        counted["leases"] = connection.execute(
            select(func.count()).select_from(METADATA.tables["lease"])
        ).scalar_one()
    counted["undecided"] = desk.counts().undecided
    store.close()
    return counted


def test_a_hundred_decisions_in_line_mode_in_a_dumb_terminal(folder: Path) -> None:
    more = {"TERM": "dumb", "TZ": "UTC"}
    with Terminal(folder, "verify", "review", "--plain", rows=200, **more) as terminal:
        terminal.wait_for(f"(1 / {ITEMS})")
        for ten in range(10):
            terminal.send("2\n1\n3\n4\na\n" + "w r\n2\n" + "n from the archive\n1\n" + "x 1\nno\n" + "2\n2\n")
            terminal.wait_for(f"({10 * ten + 11} / {ITEMS})")
        terminal.send("q\n")
        assert terminal.end() == 0
        seen = terminal.written
    assert log_of(folder) == {
        "decide refuted": 50, "decide supported": 30, "decide not enough evidence": 10,
        "decide conflicting evidence": 10, "undecided": ITEMS - 100, "leases": 0,
    }  # fmt: skip
    with Terminal(folder, "verify", "review", "--plain", rows=200, **more) as terminal:
        terminal.wait_for(f"(1 / {ITEMS - 100})")
        terminal.send("u\n")
        terminal.wait_for("Took back the decision. U does it again.")
        terminal.wait_for("[April 10, 2015]")
        terminal.send("4\nu\nU\nundo\n3\nq\n")
        assert terminal.end() == 0
        seen += terminal.written
    counted = log_of(folder)
    assert (counted["undo"], counted["redo"], counted["undecided"], counted["leases"]) == (
        3,
        1,
        ITEMS - 100,
        0,
    )
    # Nothing but text came to the terminal: no escape, no control but the ends of lines.
    assert "\\u{1b}]52;c;cm0K\\u{7} came [@click=app.quit]" in seen
    assert {char for char in seen if char < " " or char in "\x7f\u202e"} <= {"\r", "\n"}


def test_a_hundred_decisions_in_full_screen(folder: Path) -> None:
    editor = folder / "editor"
    editor.write_text('#!/bin/sh\necho "written in an editor" > "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    with Terminal(folder, "verify", "review", TZ="UTC", VISUAL=shlex.quote(str(editor))) as terminal:
        terminal.wait_for(f"1 / {ITEMS}")
        terminal.send("n")
        terminal.wait_for("note: written in an editor")
        for ten in range(10):
            terminal.send("21" + "3a" + "wr2" + "b " + "2222" + "u4" + "1")
            terminal.wait_for(f"{11 * ten + 12} / {ITEMS}")
        terminal.resize(200, 50)
        terminal.wait_for("─" * 150)
        terminal.settle()
        assert {display_width(line) for line in terminal.screen.lines if line.startswith(" ─")} == {200}
        assert "? help" in terminal.screen.text
        terminal.send("q")
        assert terminal.end() == 0
        seen, told = terminal.written, terminal.screen.told
    counted = log_of(folder)
    assert (counted["undecided"], counted["leases"]) == (ITEMS - 100, 0)
    with Terminal(folder, "verify", "review", TZ="UTC", NO_COLOR="1") as terminal:
        terminal.wait_for("? help")
        terminal.send("u")
        terminal.wait_for("Took back the decision. U does it again.")
        terminal.send("U")
        terminal.wait_for("What you took back holds again.")
        terminal.send("\x1a")
        terminal.wait_until_written("\x1b[?1049l")
        terminal.go_on()
        terminal.wait_for("? help")
        terminal.send("\x03")
        assert terminal.end() == 130
        assert not re.search(r"\x1b\[[0-9;]*(3[1-7]|9[1-7])[;m]", terminal.written)
        seen, told = seen + terminal.written, told + terminal.screen.told
    assert log_of(folder)["leases"] == 0
    assert "\x1b]52" not in seen
    assert "\\u{1b}]52;c;cm0K\\u{7} came [@click=app.quit]" in seen
    assert "\u202e" not in seen
    assert not any("52;" in words for words in told)
