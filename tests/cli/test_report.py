"""`verify report`: narrowed, written to files, and a user's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import newsroom
import pytest
from making import judged_store

from verify.store.engine import connect

Verify = Callable[..., Any]

OWN = """\
-- title: Refuted claims
-- about: those of one article, <b>as checks see them</b>
-- param article
-- param status: refuted
SELECT quote, status, ':no' AS kept
FROM v_claim_status
WHERE article = :article AND status = :status
ORDER BY quote
"""


@pytest.fixture
def judged(folder: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a judged store, on each database in turn, and a report of its own."""
    monkeypatch.setenv("VERIFY_DATABASE_URL", database_url)
    store = connect(database_url)
    judged_store(store)
    store.close()
    (folder / "reports").mkdir()
    (folder / "reports" / "wrong.sql").write_text(OWN, encoding="utf-8")
    return folder


def test_an_own_report_is_listed_and_run_like_the_others(verify: Verify, judged: Path) -> None:
    listed = {row["report"]: row for row in verify("report").objects}
    assert listed["wrong"]["about"] == "Refuted claims: those of one article, <b>as checks see them</b>"
    assert listed["wrong"]["view"].endswith("reports/wrong.sql")
    assert listed["claims"]["view"] == "v_claim_status"
    both = [{"quote": quote, "status": "refuted", "kept": ":no"} for quote in ("4 and", "Mara Lind")]
    assert verify("report", "wrong", "--param", "article=harbour.txt").objects == both
    assert verify("report", "wrong", "--article", "harbour.txt", "--limit", "1").objects == both[:1]
    other = verify(
        "report", "wrong", "--article", "harbour.txt", "--param", "status=supported", "--format", "csv"
    )
    assert len(newsroom.rows_of(other.out)) == 4
    page = verify("report", "wrong", "--article", "harbour.txt", "-o", "wrong.html")
    assert (page.code, page.out) == (0, "")
    assert "those of one article, &lt;b&gt;as" in (judged / "wrong.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "wrong.sql: the report 'wrong' wants a value for 'article'. Give it with --param article=VALUE."),
        (("--param", "x=1"), "wrong.sql: the report 'wrong' has no parameter 'x'. It has: article, status."),
        (("--kind", "x"), "--kind says nothing to the report 'wrong': its file has no parameter of that name. "
                          "Reports that it narrows: claims, coverage, flips."),
        (("--param", "x"), "'x' is no parameter. Write: --param name=value"),
    ],
)  # fmt: skip
def test_what_an_own_report_wants(verify: Verify, folder: Path, options: tuple[str, ...], said: str) -> None:
    (folder / "reports").mkdir()
    (folder / "reports" / "wrong.sql").write_text(OWN, encoding="utf-8")
    done = verify("report", "wrong", *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_on_a_terminal_what_is_too_wide_for_it_is_a_list_unless_a_table_is_asked_for(
    verify: Verify, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "reports").mkdir()
    (folder / "reports" / "own.sql").write_text("SELECT 'a' AS one, 'b' AS three, NULL AS two")
    monkeypatch.setattr("verify.cli.tables.sys", SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True)))
    table = "one  three  two\na    b\n"
    for columns, options, shown in [
        ("15", (), table),
        ("14", (), "row 1\n  one    a\n  three  b\n"),
        ("14", ("--format", "table"), table),
        ("14", ("-o", "own.txt"), ""),
    ]:
        monkeypatch.setenv("COLUMNS", columns)
        assert verify("report", "own", *options).out == shown
    assert (folder / "own.txt").read_text() == table
    assert verify("report", "flips").out == "no rows\n"


BROKEN = [
    ("-- title: x\nSELECT quote\nFRM v_claim_status", 3, 'near "v_claim_status": syntax error',
     'syntax error at or near "v_claim_status"'),
    ("SELECT 1,\n\n  nowhere FROM v_run", 3, "no such column: nowhere", 'column "nowhere" does not exist'),
    ("-- v_none\n\nSELECT * FROM v_none", 3, "no such table: v_none", 'relation "v_none" does not exist'),
    ("-- x\n\nDELETE FROM claim", 3, "this would delete from claim", "this is no query"),
]  # fmt: skip
"""Statements, the line at fault, and what each database says of it."""


def test_a_broken_one_says_where(verify: Verify, judged: Path, database_url: str) -> None:
    for statement, line, *said in BROKEN:
        (judged / "reports" / "broken.sql").write_text(statement, encoding="utf-8")
        done = verify("report", "broken")
        assert (done.code, done.out) == (4, ""), statement
        assert f"broken.sql:{line}: the report is broken: " in done.err
        assert said["://" in database_url] in done.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "claims",
            b"SELECT 1",
            "claims.sql: a report of verify's own is called 'claims'. Give the file another name.",
        ),
        ("odd", b"SELECT '\xff'", "odd.sql: this is not UTF-8. Save it as UTF-8."),
        (
            "odd",
            b"-- param since\nSELECT 1",
            "odd.sql:1: the statement has no :since. Use it, or take the line away.",
        ),
        (
            "odd",
            b"-- x\n-- param 7\nSELECT 1",
            "odd.sql:2: this names no parameter. Write: -- param since: 2016-01-01",
        ),
        (
            "odd",
            b"-- param n: 1\n-- param n: 2\nSELECT :n",
            "odd.sql:2: a line before this one names 'n', too. Take one away.",
        ),
    ],
)
def test_a_file_that_is_no_report(verify: Verify, folder: Path, name: str, content: bytes, said: str) -> None:
    (folder / "reports").mkdir()
    (folder / "reports" / f"{name}.sql").write_bytes(content)
    done = verify("report")
    assert done.code == 4
    assert said in done.err
    assert "claims" in done.out
    assert verify("report", "claims").code == 0


def test_a_report_that_leads_out_of_the_workspace_is_not_read(
    verify: Verify, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("elsewhere") / "secret.sql"
    outside.write_text("secret", encoding="utf-8")
    (folder / "reports").mkdir()
    (folder / "reports" / "\x1b[31mlink.sql").symlink_to(outside)
    done = verify("report", "\x1b[31mlink")
    assert (done.code, done.out) == (4, "")
    assert "this leads out of the workspace. Put the file itself into the folder." in done.err
    assert "secret" not in done.err + verify("report").err
    assert "\x1b" not in verify("report", "\x1b[31mnone").err


def test_an_article_is_named_as_everywhere(verify: Verify, judged: Path) -> None:
    assert len(verify("report", "claims", "--article", "harbour.txt").objects) == 7
    for command in ("report", "claims"), ("queue", "list"), ("queue", "corrections"), ("export", "claims"):
        done = verify(*command, "--article", "harbor.txt")
        assert (done.code, done.out) == (2, ""), command
        assert done.err == "verify: no article is called 'harbor.txt'. Nearest: 'harbour.txt'\n"


UNKNOWN = [
    ("--publisher", "Daily", "no article is published by 'Daily'. ",
     "The store knows none yet: verify run ARTICLE --publisher NAME"),
    ("--kind", "ofice", "no kind of claims is called 'ofice'. ", "The nearest is: --kind 'office'."),
    ("--subject", "harbor master", "nothing is known of a subject 'harbor master'. ",
     "The nearest is: --subject 'harbour master'."),
    ("--check", "smell", "no check is called 'smell', and none begins so. ", "The nearest is: --check 'small'."),
    ("--check", "1' OR '1'='1", "no check is called", "See: verify report checks"),
]  # fmt: skip


def test_what_the_store_does_not_know_is_told_with_the_nearest(verify: Verify, judged: Path) -> None:
    for option, given, what, hint in UNKNOWN:
        for command in ("report", "claims"), ("queue", "list"):
            done = verify(*command, option, given)
            assert (done.code, done.out) == (2, ""), (command, option)
            assert done.err.startswith(f"verify: {what}")
            assert hint in done.err
    begins_so = verify("report", "claims", "--check", "small").objects
    assert {row["check_name"] for row in begins_so} == {
        row["check_name"] for row in verify("report", "checks").objects
    }


def test_a_report_is_narrowed_and_written_whole(verify: Verify, judged: Path) -> None:
    done = verify("report", "claims", "--kind", "office", "-o", "out/claims.csv")
    assert (done.code, done.out, done.err) == (0, "", "")
    header, row = newsroom.rows_of((judged / "out" / "claims.csv").read_text(encoding="utf-8"))
    assert dict(zip(header, row, strict=True))["quote"] == "Mara Lind"
    verify("report", "claims", "--subject", "harbour master", "--format", "json", "-o", "out/claims.csv")
    (found,) = json.loads((judged / "out" / "claims.csv").read_text(encoding="utf-8"))
    assert found["asks"] == "harbour master"
    assert [path.name for path in (judged / "out").iterdir()] == ["claims.csv"]
    assert verify("report", "claims", "--format", "json", "-o", "claims.pdf").code == 0
    assert json.loads((judged / "claims.pdf").read_text(encoding="utf-8"))
    (judged / "taken").write_text("")
    done = verify("report", "claims", "-o", "taken/claims.csv")
    assert (done.code, done.out) == (4, "")
    assert "taken/claims.csv: the report cannot be written" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("checks", "--article", "x"),
            "--article says nothing to the report 'checks'. Reports that it narrows: claims,",
        ),
        (("--kind", "x"), "--kind narrows a report: name one."),
        (("claims", "--since", "9.4.16"), "'9.4.16' is no date. Write it as 2016-04-09, 2016-04 or 2016."),
        (("claims", "--since", "2016-13"), "'2016-13' is no date."),
        (("claims", "--param", "a=b"), "the report 'claims' has no parameters"),
        (("nothing",), "there is no report 'nothing'. Known are: claims, "),
        (("claims", "--since", "２０１６"), "is no date."),
        (("claims", "--limit", "0"), "'0' is no whole number from 1 on."),
        (("claims", "--limit", "٣"), "'٣' is no whole number from 1 on."),
        (("claims", "--limit", "10000000000"), "'10000000000' is too large: it has more than 9 digits."),
        (
            ("claims", "-o", "x.pdf"),
            "x.pdf: nothing is written as .pdf. Endings that are known: .csv, .json, .ndjson, .jsonl, .md, .html, "
            ".htm, .txt; --format names one whatever the ending.",
        ),
        (
            ("claims", "-o", "claims"),
            "claims: the file has no ending that says its format. Endings that are known:",
        ),
        (
            ("page", "x", "-o", "x.pdf"),
            "x.pdf: nothing is written as .pdf. Endings that are known: .html, .htm.\n",
        ),
    ],
)
def test_what_a_report_does_not_take(verify: Verify, arguments: tuple[str, ...], said: str) -> None:
    done = verify("report", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
