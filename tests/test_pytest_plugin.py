"""The pytest plugin: the same verdicts as `verify check`, in words and exit codes that cannot be mistaken."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import newsroom
import pytest
from processes import pytest_in, verify_in
from sqlalchemy import text

from verify.store.engine import connect

MIXED = (
    newsroom.GOOD
    + " US Secretary of State Rex Tillerson came on Friday, March 9, 2016. "
    + "UN Security Council Resolution 2321 and UN Security Council Resolution 2999 were quoted."
)

KEEP_DATABASE = """
import shutil

def pytest_unconfigure(config):
    from verify.pytest_plugin import SESSION
    shutil.copy(config.stash[SESSION].store.name, "kept.db")
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Callable[..., Path]:
    """A function that makes a workspace with articles, by stem."""
    return lambda **articles: newsroom.make(tmp_path / "ws", **articles)


def verdict_rows(database: Path) -> list[tuple[object, ...]]:
    store = connect(str(database))
    query = "SELECT claim, check_name, outcome, verdict, fact FROM v_verdict_history ORDER BY 1, 2"
    with store.reading() as connection:
        rows = [tuple(row) for row in connection.execute(text(query))]
    store.close()
    return rows


def test_pytest_and_verify_check_write_the_same_verdicts(workspace: Callable[..., Path]) -> None:
    folder = workspace(mixed=newsroom.dated(MIXED), undated=newsroom.WRONG_DATE)
    (folder / "conftest.py").write_text(KEEP_DATABASE)
    by_pytest = pytest_in(folder, "-q")
    assert by_pytest.returncode == 1, by_pytest.stdout + by_pytest.stderr
    by_verify = verify_in(folder, "ingest"), verify_in(folder, "check")
    assert [done.returncode for done in by_verify] == [0, 1], by_verify
    rows = verdict_rows(folder / "verify.db")
    assert verdict_rows(folder / "kept.db") == rows
    assert {row[3] for row in rows} == {"supported", "refuted", "not enough evidence"}
    assert len(rows) >= 8


def test_refuted_claims_fail_their_check_with_place_reason_and_source(workspace: Callable[..., Path]) -> None:
    folder = workspace(wrong=newsroom.dated(newsroom.WRONG_DATE))
    done = pytest_in(folder, "-q", "--junitxml=junit.xml")
    assert done.returncode == 1
    assert (
        "articles/wrong.md:5:34: “July 4, 2015”: The record says 14 July 2015; the article says 4 July 2015. "
        "The two have no day in common. (State gazette: Ministry) "
        "by features/checks/agreements.feature:9, The date on which an agreement was concluded"
    ) in done.stdout
    assert "1 refuted by agreements/the-date-on-which-an-agreement-was-concluded/1" in done.stdout
    assert "ERROR" not in done.stdout
    suite = ElementTree.parse(folder / "junit.xml").getroot()[0]
    assert (suite.get("failures"), suite.get("errors")) == ("2", "0")
    assert not (folder / "verify.db").exists(), "pytest judges in a store of its own"


def test_nothing_refuted_is_0(workspace: Callable[..., Path]) -> None:
    done = pytest_in(workspace(good=newsroom.dated(newsroom.GOOD)), "-q")
    assert done.returncode == 0, done.stdout
    assert f"{newsroom.CHECKS} passed" in done.stdout


def test_a_check_that_cannot_be_read_is_3_and_nothing_is_judged(workspace: Callable[..., Path]) -> None:
    folder = workspace(wrong=newsroom.dated(newsroom.WRONG_DATE))
    broken = folder / "features" / "checks" / "calendar.feature"
    broken.write_text(broken.read_text().replace("compared with the calendar", "held against the calendar"))
    done = pytest_in(folder, "-q")
    assert done.returncode == 3
    said = done.stdout + done.stderr
    assert (
        "BROKEN  features/checks/calendar.feature:8:7  no step reads 'each is held against the calendar'."
        in said
    )
    assert "Nearest: 'each is compared with the calendar'" in said
    assert "refuted" not in said


def test_a_check_that_breaks_as_it_runs_is_an_error_and_3(workspace: Callable[..., Path]) -> None:
    folder = workspace(wrong=newsroom.dated(newsroom.WRONG_DATE))
    (folder / "conftest.py").write_text(
        "import verify.pytest_session as session\n"
        "from verify.errors import VerifyError\n"
        "judge = session.judge_alone\n"
        "def breaking(connection, task, *rest):\n"
        "    if task.check.name.startswith('offices'):\n"
        "        raise VerifyError('the disk is full.', place='verify.db')\n"
        "    return judge(connection, task, *rest)\n"
        "session.judge_alone = breaking\n"
    )
    done = pytest_in(folder, "-q", "--junitxml=junit.xml", "-k", "office or exists")
    assert done.returncode == 3, done.stdout
    assert "BROKEN  verify.db: the disk is full." in done.stdout
    suite = ElementTree.parse(folder / "junit.xml").getroot()[0]
    assert (suite.get("failures"), suite.get("errors")) == ("0", "1")


def test_a_step_of_ones_own_cannot_change_what_a_check_means(workspace: Callable[..., Path]) -> None:
    folder = workspace(wrong=newsroom.dated(newsroom.WRONG_DATE))
    (folder / "conftest.py").write_text(
        "from pytest_bdd import given\n@given('claims that cite a resolution')\ndef _():\n    pass\n"
    )
    done = pytest_in(folder, "-q", "-k", "cited")
    assert done.returncode == 3, done.stdout
    assert "BROKEN" in done.stdout
    assert "1 passed" not in done.stdout


def test_an_article_that_cannot_be_read_is_4(workspace: Callable[..., Path]) -> None:
    folder = workspace(good=newsroom.dated(newsroom.GOOD))
    (folder / "articles" / "bad.txt").write_bytes(b"caf\xe9")
    done = pytest_in(folder, "-q")
    assert done.returncode == 4
    assert "bad.txt:1: Byte 0xE9 at offset 3 is not UTF-8." in done.stdout + done.stderr


def test_an_article_cannot_forge_a_command_of_the_ci(workspace: Callable[..., Path]) -> None:
    forged = "\n\n::error file=x::forged\n\n##[error]forged\n\n"
    forged += "\x1b[31mThe Lake Accord was concluded on July 4, 2015.\u202e\n"
    folder = workspace(wrong=newsroom.dated(forged))
    (folder / "articles" / "wrong.md").rename(folder / "articles" / "::error file=y::named.md")
    done = pytest_in(folder, "-v", "-rA")
    assert done.returncode == 1
    assert "July 4, 2015" in done.stdout
    for line in (done.stdout + done.stderr).splitlines():
        assert not line.lstrip().startswith(("::", "##[")), line
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_a_claim_that_two_checks_refute_fails_both(workspace: Callable[..., Path]) -> None:
    folder = workspace(wrong=newsroom.dated(newsroom.WRONG_DATE))
    checks = folder / "features" / "checks"
    again = (
        'Feature: Again\n  Scenario: Once more\n    Given claims about when an agreement was "concluded"\n'
    )
    again += '    When each is compared with the reference\n    Then any other claim is "refuted"\n'
    (checks / "zzz.feature").write_text(again)
    done = pytest_in(folder, "-q")
    assert "FAILED features/checks/agreements.feature" in done.stdout
    assert "FAILED features/checks/zzz.feature::test_once_more" in done.stdout


def test_tags_of_every_kind_are_marks_also_under_strict_markers(workspace: Callable[..., Path]) -> None:
    folder = workspace(good=newsroom.dated(newsroom.GOOD))
    feature = folder / "features" / "checks" / "offices.feature"
    feature.write_text(feature.read_text().replace("@offices", "@offices @severity:warning @owner:ana"))
    done = pytest_in(folder, "-q", "--strict-markers", "-W", "error", "-m", "owner")
    assert done.returncode == 0, done.stdout
    assert f"1 passed, {newsroom.CHECKS - 1} deselected" in done.stdout


@pytest.mark.parametrize(
    ("chosen", "passed"),
    [(("-k", "weekday"), 1), (("-m", "resolutions"), 7)],
)
def test_a_part_of_the_checks_can_be_run(
    workspace: Callable[..., Path], chosen: tuple[str, str], passed: int
) -> None:
    done = pytest_in(workspace(good=newsroom.dated(newsroom.GOOD)), "-q", *chosen)
    assert done.returncode == 0, done.stdout
    assert f"{passed} passed, {newsroom.CHECKS - passed} deselected" in done.stdout


def test_one_feature_file_can_be_run(workspace: Callable[..., Path]) -> None:
    done = pytest_in(workspace(good=newsroom.dated(newsroom.GOOD)), "-q", "features/checks/offices.feature")
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_collecting_only_is_0_and_stopping_at_the_first_failure_is_1(workspace: Callable[..., Path]) -> None:
    folder = workspace(wrong=newsroom.dated(newsroom.WRONG_DATE))
    collected = pytest_in(folder, "-q", "--collect-only")
    assert collected.returncode == 0, collected.stdout
    assert f"{newsroom.CHECKS} tests collected" in collected.stdout
    assert pytest_in(folder, "-q", "-x").returncode == 1


def test_a_check_that_is_skipped_makes_the_run_incomplete(workspace: Callable[..., Path]) -> None:
    folder = workspace(good=newsroom.dated(newsroom.GOOD))
    (folder / "conftest.py").write_text(
        "import pytest\n@pytest.fixture(autouse=True)\ndef _(request):\n"
        "    if 'weekday' in request.node.name:\n        pytest.skip('later')\n"
    )
    assert pytest_in(folder, "-q").returncode == 3


def test_equal_example_rows_are_refused(workspace: Callable[..., Path]) -> None:
    folder = workspace(good=newsroom.dated(newsroom.GOOD))
    feature = folder / "features" / "checks" / "agreements.feature"
    feature.write_text(feature.read_text().replace("        | concluded |\n", "        | concluded |\n" * 2))
    done = pytest_in(folder, "-q")
    assert done.returncode == 3, done.stdout
    assert "BROKEN  features/checks/agreements.feature:21:9" in done.stdout
    assert "does the same as" in done.stdout


def test_features_outside_the_checks_are_left_alone(workspace: Callable[..., Path]) -> None:
    folder = workspace(wrong=newsroom.dated(newsroom.WRONG_DATE))
    (folder / "specs").mkdir()
    (folder / "specs" / "other.feature").write_text("Feature: F\n  Scenario: S\n    Given something else\n")
    done = pytest_in(folder, "-q", "specs")
    assert done.returncode == 5, done.stdout
    assert "no tests ran" in done.stdout


def test_without_a_workspace_the_plugin_does_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.feature").write_text("Feature: F\n  Scenario: S\n    Given something else\n")
    (tmp_path / "test_a.py").write_text(
        "import sys\ndef test_a():\n    assert not {'sqlalchemy', 'verify.pytest_session'} & set(sys.modules)\n"
    )
    done = pytest_in(tmp_path, "-q", cold=True)
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_checks_without_an_article_say_that_they_judge_nothing(workspace: Callable[..., Path]) -> None:
    told = "there is no article in articles, so the checks judge nothing"
    folder = workspace()
    assert f"verify: {told}\n" in pytest_in(folder).stdout
    (folder / "articles" / "weather.md").write_text("It rained all day.\n", encoding="utf-8")
    assert told not in pytest_in(folder, "--collect-only").stdout
    (folder / "articles" / "weather.md").unlink()
    (folder / "verify.toml").write_text("articles = []\n", encoding="utf-8")
    assert (
        "verify.toml names no articles, so the checks judge nothing"
        in pytest_in(folder, "--collect-only").stdout
    )
