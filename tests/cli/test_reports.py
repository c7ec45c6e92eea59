"""Reports for CI beside what commands print: where they go, and how a command ends that cannot write one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import newsroom
import pytest

from verify.store.engine import connect


@pytest.fixture
def wrong(folder: Path) -> Path:
    """The workspace with an article that says a wrong date."""
    (folder / "articles" / "wrong.md").write_text(newsroom.dated(newsroom.WRONG_DATE))
    return folder


def stored_verdicts(folder: Path) -> int:
    store = connect(str(folder / "verify.db"))
    with store.reading() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM verdict").scalar_one()
    store.close()
    return int(found)


@pytest.mark.parametrize("command", ["run", "check"])
def test_a_report_on_standard_output_is_all_that_is_printed(
    wrong: Path, verify: Callable[..., Any], command: str
) -> None:
    verify("ingest")
    done = verify(command, "--report", "sarif=-", "--report", "junit=junit.xml")
    assert (done.code, done.err) == (1, "")
    (run,) = json.loads(done.out)["runs"]
    assert [result["ruleId"] for result in run["results"]] == [
        "agreements/the-date-on-which-an-agreement-was-concluded/1"
    ]
    assert ElementTree.parse(wrong / "junit.xml").getroot().get("failures") == "1"


def test_annotations_on_standard_output_stand_on_lines_of_their_own_behind_the_listing(
    wrong: Path, verify: Callable[..., Any]
) -> None:
    done = verify("run", "--format", "table", "--report", "github=-")
    assert "✗ 1 refuted" in done.out
    *_, annotation, last = done.out.splitlines()
    assert annotation.startswith(
        "::error file=articles/wrong.md,line=5,col=34,endColumn=46,title=Refuted%3A The date"
    )
    assert last.startswith("verify: ")
    assert last.endswith(" checks: 1 finding")


def test_only_the_articles_of_a_run_are_in_its_report(wrong: Path, verify: Callable[..., Any]) -> None:
    verify("run")
    (wrong / "articles" / "good.md").write_text(newsroom.dated(newsroom.GOOD))
    done = verify("run", "articles/good.md", "--report", "sarif=-")
    assert done.code == 0
    assert json.loads(done.out)["runs"][0]["results"] == []
    everything = verify("check", "--report", "sarif=-")
    assert everything.code == 1
    assert len(json.loads(everything.out)["runs"][0]["results"]) == 1


@pytest.mark.parametrize("command", ["run", "check"])
def test_a_report_that_cannot_be_written_is_4_after_the_verdicts_are_stored(
    wrong: Path, verify: Callable[..., Any], command: str
) -> None:
    (wrong / "taken").write_text("")
    verify("ingest")
    done = verify(command, "--report", "sarif=taken/verify.sarif", "--report", "junit=junit.xml")
    assert done.code == 4
    assert done.err == (
        "verify: taken/verify.sarif: the sarif report cannot be written (Not a directory). "
        "Choose another file; the verdicts are stored.\n"
    )
    assert stored_verdicts(wrong) > 0
    assert (wrong / "junit.xml").exists()


def test_what_is_broken_and_what_cannot_be_written_are_both_told(
    wrong: Path, verify: Callable[..., Any]
) -> None:
    (wrong / "taken").write_text("")
    feature = wrong / "features" / "checks" / "offices.feature"
    feature.write_text(feature.read_text().replace("each is compared with", "each is held against"))
    done = verify("check", "--report", "sarif=taken/verify.sarif", "--report", "github=-")
    assert done.code == 3
    assert "the sarif report cannot be written" in done.err
    assert "BROKEN  features/checks/offices.feature:" in done.err
    assert done.out.startswith("::error file=features/checks/offices.feature,line=")


def test_an_article_that_cannot_be_read_is_in_the_report(wrong: Path, verify: Callable[..., Any]) -> None:
    (wrong / "articles" / "bad.txt").write_bytes(b"caf\xe9")
    done = verify("run", "--report", "junit=-")
    assert done.code == 4
    root = ElementTree.fromstring(done.out)
    assert (root.get("failures"), root.get("errors")) == ("1", "1")
    assert "Byte 0xE9" in (root.findtext(".//error") or "")
    alone = verify("run", "articles/bad.txt", "--report", "junit=-")
    assert alone.code == 4
    assert ElementTree.fromstring(alone.out).get("errors") == "1"


@pytest.mark.parametrize("command", ["run", "check"])
def test_a_reference_that_cannot_be_read_is_in_the_report(
    wrong: Path, verify: Callable[..., Any], command: str
) -> None:
    (wrong / "reference" / "own" / "facts.csv").write_text("nonsense\n")
    done = verify(command, "--report", "junit=-")
    assert done.code == 4
    case = ElementTree.fromstring(done.out).find(".//testcase[error]")
    assert case is not None
    assert case.get("file") == "reference/own/facts.csv"


@pytest.mark.parametrize("command", ["run", "check"])
def test_a_report_of_an_unknown_format_is_2(wrong: Path, verify: Callable[..., Any], command: str) -> None:
    done = verify(command, "--report", "xml=-")
    assert done.code == 2
    assert done.out == ""
    assert "--report 'xml=-' is not FORMAT=FILE. FORMAT is one of sarif, junit, github, messages" in done.err
