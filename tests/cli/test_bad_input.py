"""What a user can get wrong: one clear message with place and next step, the exit code, the store as it was."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import newsroom
import pytest

from verify.store import engine

Verify = Callable[..., Any]
REPOSITORY = Path(__file__).resolve().parents[2]
WRONG = newsroom.dated(newsroom.WRONG_DATE)


def content(folder: Path) -> list[str]:
    """Everything in the workspace's store, as SQL."""
    path = folder / "verify.db"
    if not path.exists():
        return []
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


@pytest.fixture(params=["no store", "a store"])
def unchanged(request: pytest.FixtureRequest, verify: Verify, folder: Path) -> Iterator[None]:
    """The store is the same behind the test as before it, whether there was one or not."""
    if request.param == "no store":
        (folder / "verify.db").unlink()
    else:
        (folder / "before.md").write_text(WRONG, encoding="utf-8")
        verify("run", "before.md")
    before = content(folder)
    yield
    assert content(folder) == before


def directory(folder: Path) -> str:
    (folder / "draft.md").mkdir()
    return "draft.md"


def written(data: bytes, name: str = "draft.txt") -> Callable[[Path], str]:
    def write(folder: Path) -> str:
        (folder / name).write_bytes(data)
        return name

    return write


ARTICLES = [
    ("missing", lambda folder: "draft.txt", "draft.txt: ", "no such file", "Check"),
    ("a directory", directory, "draft.md: ", "This is a folder, not an article.", "Name the files in it"),
    (
        "empty",
        written(b""),
        "draft.txt: ",
        "The article is empty: there is no word in it.",
        "Check that the right file",
    ),
    ("only spaces", written(b" \n\t\n"), "draft.txt: ", "The article is empty", "Check that the right file"),
    (
        "binary",
        written(b"\x89PNG\x00\x01"),
        "draft.txt: ",
        "The file holds binary data at byte 4.",
        "save it as UTF-8",
    ),
    ("UTF-16", written("Hi".encode("utf-16")), "draft.txt: ", "binary data", "--encoding utf-16"),
    (
        "Latin-1",
        written(b"caf\xe9 on March 9"),
        "draft.txt:1: ",
        "Byte 0xE9 at offset 3 is not UTF-8.",
        "--encoding windows-1252",
    ),
    (
        "too long",
        written(b"a" * (64 * 1024**2 + 1)),
        "draft.txt: ",
        "The text is longer than 64 MiB",
        "Split it",
    ),
    (
        "a PDF",
        written(b"%PDF", "draft.pdf"),
        "draft.pdf: ",
        "PDF files are not read yet.",
        "Save the article as plain text",
    ),
    ("an empty feed", written(b"", "feed.ndjson"), "feed.ndjson: ", "The feed is empty", ""),
]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("make", "place", "said", "hint"), [pytest.param(*row[1:], id=row[0]) for row in ARTICLES]
)
def test_an_article_that_cannot_be_read(
    verify: Verify, folder: Path, make: Callable[[Path], str], place: str, said: str, hint: str
) -> None:
    done = verify("run", make(folder))
    assert done.code == 4
    assert done.err.startswith(f"verify: {place}"), done.err
    assert said.lower() in done.err.lower()
    assert hint.lower() in done.err.lower()
    assert done.err.count("\n") == 1, "one message"


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_the_other_commands_say_the_same(verify: Verify, folder: Path, command: str) -> None:
    done = verify(command, written(b"caf\xe9")(folder), "gone.txt")
    assert (done.code, done.out) == (4, "")
    assert [line.split(": ")[:2] for line in done.err.splitlines()] == [
        ["verify", "draft.txt:1"],
        ["verify", "gone.txt"],
    ]


def test_a_line_of_50_megabytes_is_read(verify: Verify, folder: Path) -> None:
    (folder / "long.txt").write_bytes(newsroom.WRONG_DATE.encode() + b" " + b"x" * (50 * 1024**2))
    done = verify("extract", "long.txt", "--published", "2016-04-09")
    assert (done.code, done.err) == (0, "")
    assert [found["quote"] for found in done.objects] == ["July 4, 2015", "July 4, 2015"]


def test_one_bad_article_of_a_batch_is_told_and_the_rest_are_done(verify: Verify, folder: Path) -> None:
    (folder / "one.md").write_text(WRONG, encoding="utf-8")
    (folder / "two.txt").write_bytes(b"caf\xe9")
    (folder / "three.md").write_text(newsroom.dated(newsroom.GOOD), encoding="utf-8")
    done = verify("run", "one.md", "two.txt", "three.md", "gone.md")
    assert done.code == 4
    assert {found["document"] for found in done.objects} == {"one.md", "three.md"}
    assert [line.split(":")[1].strip() for line in done.err.splitlines()] == ["two.txt", "gone.md"]
    assert verify("queue", "list", "--json").objects[0]["document"] == "one.md"


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    "given", ["9.4.16", "April 9", "2016-02-30", "2016-13-01", "0000-01-01", "", "٢٠١٦-٠٤-٠٩"]
)
def test_a_publication_date_that_is_none(verify: Verify, folder: Path, given: str) -> None:
    (folder / "draft.txt").write_text("March 9", encoding="utf-8")
    for command in ("run", "extract", "ingest") if given == "9.4.16" else ("run",):
        done = verify(command, "draft.txt", "--published", given)
        assert done.code == 2
        assert done.out == ""
        assert done.err.startswith(f'verify: --published "{given}" is not a date')
        assert done.err.endswith("Write it as 2016-04-09 (year-month-day).\n")


@pytest.mark.parametrize("given", ["fr", "english", "en_US", "en-", "", "../en"])
def test_a_language_that_nothing_is_read_from(verify: Verify, folder: Path, given: str) -> None:
    (folder / "draft.txt").write_text("March 9", encoding="utf-8")
    for command in ("run", "extract", "ingest") if given == "fr" else ("extract",):
        done = verify(command, "draft.txt", "--language", given)
        assert (done.code, done.out) == (2, "")
        assert (
            f"Invalid value for '--language': verify reads no {given!r}. Known is: 'en', or with a country as in "
            "'en-GB'."
        ) in done.err
    assert verify("extract", "draft.txt", "--language", "en-US").code == 0


def test_a_publication_date_before_the_facts(verify: Verify, folder: Path) -> None:
    text = newsroom.GOOD + " US Secretary of State John Kerry came."
    (folder / "old.md").write_text(newsroom.dated(text, "1999-01-01"), encoding="utf-8")
    done = verify("run", "old.md")
    status = {
        found["property"]: (found["status"], found["outcome"])
        for found in done.objects
        if found["kind"] != "date"
    }
    assert status["cited"] == ("refuted", "absent from a complete list")
    assert status["concluded"] == ("supported", "agrees"), "what was dated stays dated, whoever tells it when"
    assert status["holds"][0] == "not enough evidence"
    assert done.code == 1


@pytest.mark.usefixtures("unchanged")
def test_an_encoding_that_is_none(verify: Verify, folder: Path) -> None:
    (folder / "draft.txt").write_text("March 9", encoding="utf-8")
    done = verify("run", "draft.txt", "--encoding", "klingon")
    assert done.code == 2
    assert '--encoding "klingon" is not a text encoding known here. Use for example utf-8' in done.err


@pytest.mark.usefixtures("unchanged")
def test_options_that_are_not_utf_8(verify: Verify, folder: Path) -> None:
    (folder / "draft.txt").write_text("March 9", encoding="utf-8")
    done = verify("run", "draft.txt", "--title", "caf\udce9")
    assert done.code == 2
    assert "Invalid value for '--title': this is not UTF-8." in done.err


@pytest.mark.usefixtures("unchanged")
def test_nothing_to_read(verify: Verify) -> None:
    done = verify("run")
    assert done.code == 2
    assert done.err == (
        "verify: there is no article to read. "
        "Put .txt, .md or .ndjson files into articles, or name one: verify run draft.txt --published 2016-04-09 "
        "('-' reads standard input).\n"
    )


@pytest.mark.usefixtures("unchanged")
def test_a_check_with_an_unknown_step_stops_before_anything_is_stored(verify: Verify, folder: Path) -> None:
    feature = folder / "features" / "checks" / "agreements.feature"
    feature.write_text(feature.read_text().replace("compared with the reference", "compared to the record"))
    (folder / "draft.md").write_text(WRONG, encoding="utf-8")
    for command in (("run", "draft.md"), ("check",)):
        done = verify(*command)
        assert done.code == 3
        assert done.out == ""
        assert (
            "BROKEN  features/checks/agreements.feature:11:7  no step reads 'each is compared to the record'."
            in done.err
        )
        assert "Nearest: 'each is compared with the reference'" in done.err


BAD_ROWS = [
    (
        "facts",
        "x,Lake Accord,ended,,2020-01-01,,,normal,,,",
        "facts.csv:11: the fact has no source.",
        "Name one of",
    ),
    (
        "facts",
        "x,Sea Accord,ended,,2020-01-01,,,normal,,gazette,",
        "'Sea Accord' is no subject.",
        "subjects.csv",
    ),
    (
        "facts",
        "x,Lake Accord,melted,,2020-01-01,,,normal,,gazette,",
        "'melted' is no property.",
        "properties.csv",
    ),
    (
        "facts",
        "x,Lake Accord,ended,,soon,,,normal,,gazette,",
        "value 'soon' is not a date",
        "Write it as 2016-04-09, 2016-04 or 2016.",
    ),
    (
        "facts",
        "x,Lake Accord,concluded,,2020-01-01,,,normal,,gazette,",
        "has one value at a time",
        "mark both disputed",
    ),
    ("facts", "x,Lake Accord", "facts.csv:11: the row has 2 cells where the header has 11.", "Put quotes"),
    ("facts", 'x,"Lake', "facts.csv:11: the row is not CSV", "Check its quotes."),
    (
        "aliases",
        "harbour fires,Lake Accord,",
        "alias 'harbour fires' stands for 'harbour fire' too",
        "context",
    ),
]


@pytest.mark.parametrize(("table", "row", "said", "hint"), BAD_ROWS)
def test_a_reference_with_a_bad_row(
    verify: Verify, folder: Path, table: str, row: str, said: str, hint: str
) -> None:
    (folder / "draft.md").write_text(WRONG, encoding="utf-8")
    verify("run", "draft.md")
    before = content(folder)
    newsroom.write_reference(folder, **{table: [*newsroom.TABLES[table], row]})
    done = verify("run", "draft.md")
    assert done.code == 4
    assert done.out == ""
    assert done.err.startswith("verify: reference/own/")
    assert said in done.err
    assert hint in done.err
    assert content(folder) == before


def test_settings_that_are_no_toml_or_unknown(verify: Verify, folder: Path) -> None:
    (folder / "verify.toml").write_text("articles = [\n", encoding="utf-8")
    done = verify("run")
    assert done.code == 4
    assert "verify.toml: " in done.err
    (folder / "verify.toml").write_text('article = "a"\n', encoding="utf-8")
    done = verify("check")
    assert done.code == 4
    assert "nothing is called 'article'. Known are: articles, checks" in done.err


# ---------------------------------------------------------------- databases


def test_a_locked_database(verify: Verify, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    (folder / "draft.md").write_text(WRONG, encoding="utf-8")
    verify("run", "draft.md")
    before = content(folder)
    other = sqlite3.connect(folder / "verify.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    (folder / "draft.md").write_text(newsroom.dated(newsroom.GOOD), encoding="utf-8")
    done = verify("run", "draft.md")
    other.rollback()
    other.close()
    assert done.code == 4
    assert "verify.db: another process is writing to it. Wait for it to end, or stop it." in done.err
    assert content(folder) == before


@pytest.mark.usefixtures("no_store")
def test_a_database_of_another_program(verify: Verify, folder: Path) -> None:
    other = sqlite3.connect(folder / "verify.db")
    other.execute("CREATE TABLE songs (title TEXT)")
    other.commit()
    other.close()
    (folder / "draft.md").write_text(WRONG, encoding="utf-8")
    before = content(folder)
    for command in (
        ("run", "draft.md"),
        ("check",),
        ("queue", "list"),
        ("report", "claims"),
        ("db", "upgrade"),
        ("db", "check"),
    ):
        done = verify(*command)
        assert done.code == 4, command
        assert "this database holds the tables of another program, not a verify store." in done.err
        assert "Choose another one with --database." in done.err
    status = verify("db", "status")
    assert status.code == 4
    assert "that of another program" in status.out
    assert content(folder) == before


def test_a_database_of_a_newer_version(verify: Verify, folder: Path) -> None:
    verify("db", "upgrade")
    newer = sqlite3.connect(folder / "verify.db")
    newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.commit()
    newer.close()
    done = verify("check")
    assert done.code == 4
    assert "this store was made by a newer version of verify (schema 9999" in done.err
    assert "Upgrade verify, or choose another database with --database." in done.err
    assert verify("db", "status").code == 4


@pytest.mark.usefixtures("no_store")
def test_a_file_that_is_no_database(verify: Verify, folder: Path) -> None:
    (folder / "verify.db").write_bytes(b"Dear editors, " * 200)
    done = verify("check")
    assert done.code == 4
    assert "verify.db: this is not a database. Choose another file with --database." in done.err
    assert (folder / "verify.db").read_bytes().startswith(b"Dear editors")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.usefixtures("no_store")
def test_a_read_only_folder(verify: Verify, folder: Path) -> None:
    (folder / "draft.md").write_text(WRONG, encoding="utf-8")
    folder.chmod(0o555)
    try:
        done = verify("run", "draft.md")
    finally:
        folder.chmod(0o755)
    assert done.code == 4
    assert "the database cannot be opened. Check that the folder is writable" in done.err


def test_a_folder_that_does_not_exist(verify: Verify, folder: Path) -> None:
    done = verify("check", "--database", "nowhere/verify.db")
    assert done.code == 4
    assert "nowhere/verify.db: there is no folder 'nowhere' to keep the database in. Create it" in done.err


def test_a_postgresql_that_cannot_be_reached_and_its_password_is_not_told(
    verify: Verify, folder: Path
) -> None:
    (folder / "draft.md").write_text(WRONG, encoding="utf-8")
    done = verify("run", "draft.md", "--database", "postgresql://ana:s3cret@127.0.0.1:1/verify")
    assert done.code == 4
    assert "PostgreSQL cannot be reached" in done.err
    assert "Start it, or check --database and VERIFY_DATABASE_URL." in done.err
    assert "127.0.0.1:1/verify" in done.err
    assert "s3cret" not in done.err


def test_a_postgresql_without_a_schema(verify: Verify, new_database: Callable[..., str]) -> None:
    url = new_database("postgresql", migrated=False)
    done = verify("check", "--database", url)
    assert done.code == 4
    assert "the database has no verify schema yet. Run: verify db upgrade" in done.err
    assert "was created" in verify("db", "upgrade", "--database", url).out
    assert verify("check", "--database", url).code == 0


@pytest.mark.parametrize(
    "url",
    [
        "mysql://localhost/x",
        "nonsense://",
        "postgresql//x://",
        "postgresql://ana:secret@localhost:abc/x",
        "postgresql://ana:of/a@secret@localhost:abc/x",
    ],
)
def test_a_url_of_no_database_of_ours(verify: Verify, url: str) -> None:
    done = verify("check", "--database", url)
    assert (done.code, "secret" in done.err) == (2, False)
    assert "Write a file name, sqlite:///file.db or postgresql://user@host/name." in done.err


@pytest.mark.parametrize(
    "url", ["postgresql://localhost:99999/x", "postgresql:///x?host=/nowhere&pot=1&password=secret"]
)
def test_a_url_that_postgresql_does_not_understand(verify: Verify, url: str) -> None:
    for command in ("report", "claims"), ("sql", "SELECT 1"):
        done = verify(*command, "--database", url)
        assert (done.code, done.out) == (4, "")
        assert "PostgreSQL cannot be reached (" in done.err
        assert "secret" not in done.err
        assert done.err.endswith("Start it, or check --database and VERIFY_DATABASE_URL.\n")


def test_a_store_that_was_tampered_with(verify: Verify, folder: Path) -> None:
    (folder / "draft.md").write_text(WRONG, encoding="utf-8")
    verify("run", "draft.md")
    connection = sqlite3.connect(folder / "verify.db")
    connection.execute("UPDATE status SET verdict = 3")
    connection.commit()
    connection.close()
    done = verify("db", "check")
    assert done.code == 4
    assert "✗ 1 claims whose status is not what their verdicts and decisions make of it" in done.out
    assert "The store needs a look" in done.err


# ---------------------------------------------------------------- terminals and pipes

HOSTILE = (
    "\x1b]52;c;ZXZpbA==\x07\x1b[31mA \u202eharbour fire\u202c occurred on March 9, 2016\x1b[0m. \u200b"
    "The Lake Accord\x1b[2J was concluded on July 4, 2015, said A\x9bnna \u2066Bell\u2069."
)


@pytest.mark.parametrize("format_", ["table", "ndjson", "json", "markdown"])
def test_hostile_text_reaches_no_output_raw(verify: Verify, folder: Path, format_: str) -> None:
    name = "dr\x1b[31maft\u202e.md"
    (folder / name).write_text(newsroom.dated(HOSTILE), encoding="utf-8")
    printed = [
        verify(command, name, "--title", HOSTILE, "--publisher", HOSTILE, "--format", format_)
        for command in ("extract", "run")
    ]
    claims = verify("queue", "list", "--json").objects
    printed += [verify("queue", "list", "--format", "table"), verify("queue", "show", claims[0]["claim"])]
    printed.append(
        verify("queue", "decide", claims[0]["claim"], "supported", "--note", HOSTILE, "--actor", HOSTILE)
    )
    printed.append(verify("queue", "show", claims[0]["claim"]))
    if format_ != "markdown":
        printed.append(verify("check", "--format", format_))
    for report in ("claims", "articles", "decisions"):
        printed += [verify("report", report, "--format", shown) for shown in (format_, "csv")]
    printed.append(verify("run", "dr\x1b[31mgone\u202e.md"))
    assert len(claims) >= 1
    for done in printed:
        said = done.out + done.err
        raw = {char for char in said if char in "\x1b\x07\x9b\u202e\u202c\u2066\u2069\u200b\0"}
        assert not raw, (raw, said)


def test_a_pipe_that_is_closed_early_is_no_finding(folder: Path) -> None:
    text = " ".join(newsroom.WRONG_DATE for _ in range(3000))
    (folder / "draft.md").write_text(newsroom.dated(text), encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "verify", "extract", "draft.md", "--format", "ndjson"]
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    late = Timer(60, process.kill)
    late.start()
    assert process.stdout.readline().startswith(b'{"document": "draft.md"')
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=30), said) == (0, b"")
    late.cancel()


def test_an_error_of_our_own_is_5_and_tells_how_to_report_it(
    verify: Verify, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from verify import workbench

    def broken(*_: Any) -> None:
        raise RuntimeError("first line\x1b[31m\nsecond line")

    monkeypatch.setattr(workbench, "extract_document", broken)
    (folder / "draft.md").write_text(WRONG, encoding="utf-8")
    done = verify("run", "draft.md")
    assert done.code == 5
    assert done.err == (
        "verify: an error of verify's own: RuntimeError: first line\\u{1b}[31m "
        "Nothing was half written. Run again with VERIFY_DEBUG=1 for the traceback, and report it.\n"
    )
    monkeypatch.setenv("VERIFY_DEBUG", "1")
    with pytest.raises(RuntimeError, match="second line"):
        verify("run", "draft.md")


def test_exit_codes_of_a_real_process(folder: Path) -> None:
    (folder / "draft.md").write_text(WRONG, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}

    def code(*arguments: str) -> int:
        command = [sys.executable, "-m", "verify", *arguments]
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, timeout=30
        ).returncode

    assert [
        code("run", "draft.md"),
        code("run", "gone.md"),
        code("run", "--nonsense"),
        code("extract", "draft.md"),
    ] == [1, 4, 2, 0]
