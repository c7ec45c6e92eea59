"""Specs under pytest: collected with no Python file, told apart where they fail and where they are broken."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import newsroom
import pytest
from processes import ROOT, pytest_in, verify_in

HOLDS = """\
Feature: Agreements

  @calendar @owner:ana
  Scenario: As it is on record
    Given an article that says "The Lake Accord was concluded on July 14, 2015."
    Then "July 14, 2015" is "supported"
"""
FAILS = """
  Scenario: Otherwise
    Given an article that says "The Lake Accord was concluded on July 4, 2015."
    Then "July 4, 2015" is "supported"
"""
BROKEN = """
  Scenario: Not understood
    Given an article that says "The Lake Accord was concluded on July 4, 2015."
    Then "July 4, 2015" is refuted
"""
OWN = '@python\nFeature: Own steps\n  Scenario: First\n    Given mine "a"\n  Scenario: Second\n    Given mine "b"\n'
MODULE = """
from pytest_bdd import given, parsers, scenario, scenarios
{binding}
@given(parsers.parse('mine "{{what}}"'))
def _(what):
    pass
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with one sound article and no specs yet."""
    made = newsroom.make(tmp_path / "ws", good=newsroom.dated(newsroom.GOOD))
    (made / "features" / "specs").mkdir()
    return made


@pytest.fixture
def write(folder: Path) -> Callable[..., None]:
    """A function that writes a file into the folder of specs."""

    def write(text: str, name: str = "agreements.feature") -> None:
        (folder / "features" / "specs" / name).write_text(text, encoding="utf-8")

    return write


def test_specs_and_checks_run_with_no_python_file(folder: Path, write: Callable[..., None]) -> None:
    write(HOLDS)
    done = pytest_in(folder, "-q")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{newsroom.CHECKS + 1} passed" in done.stdout, "the checks and a spec"
    assert not (folder / "verify.db").exists()


def test_a_spec_that_fails_is_a_failure_and_1(folder: Path, write: Callable[..., None]) -> None:
    write(HOLDS + FAILS)
    done = pytest_in(folder, "-q", "--junitxml=junit.xml", "features/specs")
    assert done.returncode == 1, done.stdout
    assert (
        'features/specs/agreements.feature:10:5  "July 4, 2015" is "supported"\n'
        "    expected  supported\n"
        "    found     refuted (differs), by agreements/the-date-on-which-an-agreement-was-concluded/1 "
        "(features/checks/agreements.feature:9)\n"
        "    sentence  The Lake Accord was concluded on [July 4, 2015].\n"
        "    because   The record says 14 July 2015; the article says 4 July 2015."
    ) in done.stdout
    assert "FAILED features/specs/agreements.feature::otherwise" in done.stdout
    assert "1 failed, 1 passed" in done.stdout
    assert "Traceback" not in done.stdout
    suite = ElementTree.parse(folder / "junit.xml").getroot()[0]
    assert (suite.get("failures"), suite.get("errors")) == ("1", "0")


def test_a_spec_that_is_broken_is_an_error_and_3(folder: Path, write: Callable[..., None]) -> None:
    write(HOLDS + FAILS + BROKEN)
    done = pytest_in(folder, "-q", "--junitxml=junit.xml", "features/specs")
    assert done.returncode == 3, done.stdout
    assert "BROKEN  features/specs/agreements.feature:14:5  no step reads" in done.stdout
    assert "1 failed, 1 passed, 1 error" in done.stdout
    suite = ElementTree.parse(folder / "junit.xml").getroot()[0]
    assert (suite.get("failures"), suite.get("errors")) == ("1", "1")


@pytest.mark.parametrize(
    "text",
    [
        "Feature: F\n  Scenario: S\n    Given a\n  nonsense |\n",
        "",
        "Feature: F\n",
        "Feature: F\n  Scenario: S\n",
    ],
)
def test_a_file_that_holds_no_spec_that_can_run_is_3(
    folder: Path, write: Callable[..., None], text: str
) -> None:
    write(text)
    done = pytest_in(folder, "-q", "features/specs")
    assert done.returncode == 3, done.stdout
    assert "BROKEN  features/specs/agreements.feature:" in done.stdout


def test_the_same_as_verify_check_specs(folder: Path, write: Callable[..., None]) -> None:
    write(HOLDS + FAILS)
    assert verify_in(folder, "check", "--specs").returncode == 1
    write(HOLDS + FAILS + BROKEN)
    assert verify_in(folder, "check", "--specs").returncode == 3


def test_a_broken_check_keeps_specs_from_running(folder: Path, write: Callable[..., None]) -> None:
    write(HOLDS)
    broken = folder / "features" / "checks" / "calendar.feature"
    broken.write_text(broken.read_text().replace("compared with the calendar", "held against the calendar"))
    done = pytest_in(folder, "-q", "features/specs")
    assert done.returncode == 3
    assert "BROKEN  features/checks/calendar.feature:8:7" in done.stdout + done.stderr
    both = pytest_in(folder, "-q")
    assert both.returncode == 3
    assert (both.stdout + both.stderr).count("BROKEN  features/checks/calendar.feature:8:7") == 1, "told once"


def test_specs_are_chosen_by_name_tag_and_id(folder: Path, write: Callable[..., None]) -> None:
    write(HOLDS + FAILS + BROKEN)
    chosen: list[tuple[str, ...]] = [
        ("-k", "record"),
        ("-m", "calendar"),
        ("-m", "owner"),
        ("features/specs/agreements.feature::as-it-is-on-record",),
    ]
    for arguments in chosen:
        done = pytest_in(folder, "-q", "--strict-markers", "-W", "error", "features/specs", *arguments[-2:])
        assert done.returncode == (0 if len(arguments) == 2 else 3), done.stdout
    alone = pytest_in(folder, "-q", "features/specs/agreements.feature::as-it-is-on-record")
    assert (alone.returncode, "1 passed" in alone.stdout) == (0, True), alone.stdout


def test_collecting_only_and_stopping_at_the_first_failure(folder: Path, write: Callable[..., None]) -> None:
    write(HOLDS + FAILS + HOLDS.partition("\n\n")[2].replace("As", "Again as"))
    collected = pytest_in(folder, "-q", "--collect-only", "features/specs")
    assert (collected.returncode, "3 tests collected" in collected.stdout) == (0, True), collected.stdout
    assert pytest_in(folder, "-q", "-x", "features/specs").returncode == 1


def test_a_feature_with_steps_in_python_runs_once_and_by_its_module(
    folder: Path, write: Callable[..., None]
) -> None:
    write(HOLDS)
    write(OWN, "own.feature")
    write(MODULE.format(binding='scenarios("own.feature")'), "test_own.py")
    done = pytest_in(folder, "-q", "--strict-markers", "features/specs")
    assert done.returncode == 0, done.stdout
    assert "3 passed" in done.stdout


def test_a_feature_with_steps_in_python_that_no_module_runs_is_3(
    folder: Path, write: Callable[..., None]
) -> None:
    write(OWN, "own.feature")
    done = pytest_in(folder, "-q", "features/specs")
    assert done.returncode == 3, done.stdout
    assert (
        "BROKEN  features/specs/own.feature:1:1  the feature is tagged @python, and no test module that was collected "
        "runs 'First' and 1 more."
    ) in done.stdout
    write(MODULE.format(binding='@scenario("own.feature", "First")\ndef test_first(): pass'), "test_own.py")
    done = pytest_in(folder, "-q", "features/specs")
    assert (done.returncode, "runs 'Second'." in done.stdout) == (3, True), done.stdout


def test_a_feature_with_steps_in_python_without_the_tag_is_told_of_it(
    folder: Path, write: Callable[..., None]
) -> None:
    write(OWN.removeprefix("@python\n"), "own.feature")
    done = pytest_in(folder, "-q", "features/specs")
    assert done.returncode == 3
    assert "Are these steps of your own, in Python? Then tag the feature @python." in done.stdout


def test_a_spec_cannot_forge_a_command_of_the_ci(folder: Path, write: Callable[..., None]) -> None:
    forged = "::error file=x::forged \x1b[31m\u202e"
    write(
        f"Feature: F\n  Scenario: {forged}\n    Given an article that says:\n"
        f'      """\n      {forged}\n\n      ##[error]The Lake Accord was concluded on July 4, 2015.\n      """\n'
        f'    Then "July 4, 2015" is "supported" because "{forged}"\n  Scenario: T\n    Given {forged}\n'
    )
    done = pytest_in(folder, "-v", "-rA", "features/specs")
    assert done.returncode == 3
    for line in (done.stdout + done.stderr).splitlines():
        assert not line.lstrip().startswith(("::", "##[")), line
    assert not {"\x1b", "\u202e"} & set(done.stdout)


def test_specs_in_the_folder_that_verify_toml_names(folder: Path) -> None:
    (folder / "verify.toml").write_text('specs = "shown"\n')
    (folder / "shown").mkdir()
    (folder / "shown" / "a.feature").write_text(HOLDS + FAILS)
    assert "1 failed, 1 passed" in pytest_in(folder, "-q", "shown").stdout


def test_a_new_workspace_has_specs_that_hold(tmp_path: Path) -> None:
    assert verify_in(tmp_path, "init").returncode == 0
    chosen = "features/specs/calendar.feature"
    told = verify_in(tmp_path, "check", "--specs", chosen, "--format", "table")
    assert told.returncode == 0, told.stdout + told.stderr
    assert f"{chosen}\n  ✓ A date that no calendar has" in told.stdout
    done = pytest_in(tmp_path, "-q", chosen)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (tmp_path / "verify.db").exists()


def test_without_a_workspace_the_specs_that_ship_run_where_they_lie() -> None:
    done = pytest_in(ROOT, "-q", "features/specs/calendar.feature")
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout


def test_specs_that_ship_are_left_out_until_they_are_asked_for_or_their_checks_change(tmp_path: Path) -> None:
    assert verify_in(tmp_path, "init").returncode == 0
    specs = tmp_path / "features" / "specs"
    for path in specs.iterdir():
        if path.stem not in ("calendar", "events"):
            path.unlink()
    (specs / "own.feature").write_text(HOLDS.replace("Lake Accord", "JCPOA"), encoding="utf-8")

    def collected(*arguments: str) -> tuple[list[str], str]:
        done = pytest_in(tmp_path, "--collect-only", "-qq", *arguments)
        assert done.returncode == 0, done.stdout
        return [path for path in ("calendar", "events", "own") if f"specs/{path}" in done.stdout], done.stdout

    told = "verify: left out 2 files of specs as they ship; to run them: pytest features/specs"
    assert told in pytest_in(tmp_path, "--collect-only").stdout
    assert [collected(*asked)[0] for asked in ((), ("features",), ("features/specs",))] == [
        ["own"],
        ["own"],
        ["calendar", "events", "own"],
    ]
    assert collected("features/checks", "features/specs/events.feature")[0] == ["events"]
    check = tmp_path / "features" / "checks" / "calendar.feature"
    check.write_text(check.read_text().replace("@calendar", "@calendar @severity:warning", 1))
    assert collected()[0] == ["calendar", "own"], "whoever changes a rule is shown what it says now"
    (tmp_path / "pytest.ini").write_text("[pytest]\ntestpaths = features/checks features/specs\n")
    assert collected()[0] == ["calendar", "events", "own"]
