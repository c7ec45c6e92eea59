"""`verify sql`: statements on the command line, in files and in a session; nothing is changed by any."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from making import judged_store
from terminals import Terminal

from verify.cli.sql_session import Session, completions, statements
from verify.store.engine import connect
from verify.store.reading import reading_only

Verify = Callable[..., Any]

COUNT = "SELECT count(*) AS claims FROM v_claim_status WHERE status = :status"


@pytest.fixture
def judged(folder: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a judged store, that of the workspace, on each database in turn."""
    monkeypatch.setenv("VERIFY_DATABASE_URL", database_url)
    store = connect(database_url)
    judged_store(store)
    store.close()
    return database_url


def test_a_statement_is_answered_in_every_way_it_is_given(verify: Verify, judged: str, folder: Path) -> None:
    given = ("--param", "status=refuted")
    assert verify("sql", COUNT, *given).objects == [{"claims": 2}]
    (folder / "count.sql").write_text(COUNT, encoding="utf-8")
    assert verify("sql", "-f", "count.sql", *given, "--format", "table").out == "claims\n2\n"
    assert verify("sql", "-", *given, "--format", "csv", stdin=COUNT.encode()).out == "claims\n2\n"
    assert verify("sql", COUNT, *given, "-o", "out.json").out == ""
    assert json.loads((folder / "out.json").read_text(encoding="utf-8")) == [{"claims": 2}]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("delete from claim",), 2, "The store is open for reading: write a SELECT."),
        (("vacuum into 'copy.db'",), 2, "The store is open for reading: write a SELECT."),
        (("SELECT nowhere",), 2, "nowhere"),
        (("SELECT :x",), 2, "verify: the statement wants a value for :x. Give it with --param x=VALUE.\n"),
        (("SELECT 1", "-f", "x.sql"), 2, "a statement and a file are one too many"),
        ((), 2, "there is no statement. Write it behind 'verify sql', or '-' to read it from standard input."),
        (("-f", "none.sql"), 4, "none.sql: the file cannot be read (No such file or directory)."),
        (("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
          "--timeout", "0.2"), 3, "it took more than 0.2 seconds."),
        (("SELECT 1", "--timeout", "nan"), 2, "'nan' is no number of seconds."),
        (("SELECT 1", "--timeout", "inf"), 2, "'inf' is no number of seconds."),
        (("--views", "-o", "x.csv"), 2, "--views prints text, and takes the name of a view alone."),
        (("--views", "v_none"), 2, "there is no view 'v_none'. See: verify sql --views"),
    ],
)  # fmt: skip
def test_what_is_not_answered(
    verify: Verify, folder: Path, migrated_sqlite: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = verify("sql", *arguments)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert (folder / "verify.db").read_bytes() == migrated_sqlite.read_bytes()
    assert not (folder / "copy.db").exists()


READING = [
    ("sql", "SELECT 1"), ("report", "claims"), ("report", "page", "x"), ("export", "claims"), ("queue", "list"),
]  # fmt: skip


@pytest.mark.usefixtures("no_store")
def test_what_only_reads_makes_no_store_neither_of_nothing_nor_of_an_empty_file(
    verify: Verify, folder: Path
) -> None:
    for kept in ([], ["verify.db"]):
        for name in kept:
            (folder / name).touch()
        for command in READING:
            done = verify(*command)
            assert (done.code, done.out) == (4, ""), command
            assert done.err.endswith("verify.db: there is no store yet. Run first: verify run ARTICLE\n")
            assert [path.name for path in folder.glob("verify.db*") if path.stat().st_size == 0] == kept
            assert len(list(folder.glob("verify.db*"))) == len(kept)


def test_the_url_of_a_file_says_the_file_alone(verify: Verify, folder: Path) -> None:
    for url in ("sqlite:///verify.db?mode=ro", "sqlite://ana:secret@host/verify.db"):
        for command in READING:
            done = verify(*command, "--database", url)
            assert (done.code, done.out, "secret" in done.err) == (2, "", False)
            assert "says more than the file of a SQLite database" in done.err
            assert done.err.endswith(
                "Write: sqlite:///verify.db. 'verify sql' opens it read-only by itself.\n"
            )
    assert verify("report", "claims", "--database", "sqlite+aiosqlite:///verify.db").code == 0


def test_help_on_the_views(verify: Verify) -> None:
    listed = verify("sql", "--views").out.splitlines()
    assert listed[0].startswith("v_claim_status ")
    told = verify("sql", "--views", "publishers").out
    assert told.startswith("v_publisher_scorecard: claims of every publisher")
    assert "the upper bound (number, share of settled)" in told
    assert verify("sql", "--views", "V_Publisher_Scorecard").out == told


def typed(*lines: str | type[BaseException]) -> Callable[[str], str]:
    """What gives lines as they are asked for, then the end of the input."""
    left = iter(lines)

    def line(_prompt: str) -> str:
        match next(left, EOFError):
            case str() as words:
                return words
            case error:
                raise error

    return line


def test_statements_end_with_a_semicolon() -> None:
    given = typed("", "SELECT 1;", "SELECT", " 2 ;", ".views", "SELECT", KeyboardInterrupt, "SELECT 3")
    assert list(statements(given)) == ["SELECT 1;", "SELECT\n 2 ;", ".views", "SELECT 3"]


def test_views_columns_and_words_are_completed() -> None:
    assert completions("v_ref") == ["v_reference_gap", "v_reference_coverage"]
    assert "refuted_low" in completions("refuted_")
    assert completions("sel") == ["SELECT"]
    assert completions(".v") == [".views"]


@pytest.mark.usefixtures("folder")
def test_a_session_goes_on_after_an_error(judged: str, capsys: pytest.CaptureFixture[str]) -> None:
    session = Session(judged, "table", 30)
    with reading_only(judged) as reader:
        for words in (
            "SELECT nowhere;", "delete from claim;", ".nothing", ".format html2", ".format json", ".timeout 5",
            ".help", ".views runs", "SELECT 7 AS n;",
        ):  # fmt: skip
            session.answer(reader, words)
    told = capsys.readouterr()
    assert (session.format, session.timeout) == ("json", 5)
    assert told.out.endswith('[\n  {\n    "n": 7\n  }\n]\n')
    assert "v_run: every run" in told.out
    assert [line[:20] for line in told.err.splitlines() if line.startswith("verify: ")][2:] == [
        "verify: '.nothing' i", "verify: '.format htm",
    ]  # fmt: skip


LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;"


def stop_a_long_query(terminal: Terminal) -> None:
    """Ctrl-C while a query runs. One that comes before it has begun drops what was typed: then it is typed again."""
    for seconds in (0.1, 0.3, 1, 3, 10):
        terminal.settle()
        terminal.written = ""
        terminal.send(f"{LONG}\n")
        terminal.wait_until_written("FROM n;\r\n")
        time.sleep(seconds)
        terminal.send("\x03")
        terminal.wait_until_written("verify> ")
        if "stopped." in terminal.written:
            return
    raise AssertionError(f"no query is stopped; the screen is\n{terminal.screen.text}")


def test_a_terminal_with_completion_interruption_and_history(folder: Path) -> None:
    state = {"XDG_STATE_HOME": str(folder / "state"), "TERM": "dumb"}
    with Terminal(folder, "verify", "sql", columns=200, rows=50, **state) as terminal:
        terminal.wait_until_written("verify> ")
        terminal.send("SELECT count(*) AS n FROM v_que\t;\n")
        terminal.wait_for("\nn\n0\n")
        stop_a_long_query(terminal)
        terminal.send("\x04")
        assert terminal.end() == 0
    history = (folder / "state" / "verify" / "sql_history").read_text(encoding="utf-8")
    assert history.splitlines()[0] == "SELECT count(*) AS n FROM v_queue;"
