"""Workflow commands: read as GitHub's runner reads them, they are ours alone, whatever the articles hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from runs import CLEAN, HOSTILE, MIXED, RUNS, check, claim, finding, run

from verify.display import ci_safe, display_safe
from verify.report.github import SHOWN, github
from verify.report.results import Results, State


@dataclass(frozen=True)
class Command:
    """A workflow command, unescaped."""

    name: str
    properties: dict[str, str]
    data: str


def obeyed(text: str) -> list[Command]:
    """What the runner makes of an output (actions/runner, ActionCommand.TryParseV2)."""
    found = []
    for line in re.split(r"\r\n|\r|\n", text):
        if not line.lstrip().startswith("::"):
            continue
        head, _, data = line.lstrip()[2:].partition("::")
        name, _, properties = head.partition(" ")
        given_ = dict(one.split("=", 1) for one in properties.split(",") if "=" in one)
        unescaped = {key: _plain(value).replace("%25", "%") for key, value in given_.items()}
        found.append(Command(name, unescaped, _plain(data).replace("%25", "%")))
    return found


def _plain(text: str) -> str:
    for escaped, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")):
        text = text.replace(escaped, char)
    return text


@settings(deadline=None, max_examples=60)
@given(RUNS)
def test_any_run_gives_its_own_commands_and_no_others(results: Results) -> None:
    text = github(results)
    commands = obeyed(text)
    counting = [
        one.severity for check_ in results.checks for one in check_.findings if one.excused is None
    ] + ["error"] * (len(results.troubles) + len(results.expired))
    for level, name in (("error", "error"), ("warning", "warning"), ("note", "notice")):
        wanted = min(SHOWN, counting.count(level))
        assert len([command for command in commands if command.name == name]) == wanted
    assert {command.name for command in commands} <= {"error", "warning", "notice"}
    *lines, last = text.removesuffix("\n").split("\n")
    assert len(lines) == len(commands)
    assert last == f"verify: {results.summary}"
    for line in text.removesuffix("\n").split("\n"):
        assert display_safe(line) == line
    for command in commands:
        assert set(command.properties) <= {"file", "line", "col", "endLine", "endColumn", "title"}


def test_a_finding_is_an_annotation_on_its_words() -> None:
    (command,) = obeyed(github(run(check(0, state=State.FAILED, findings=(finding(),)))))
    assert command == Command(
        "error",
        {
            "file": "desk/articles/harbour.md", "line": "3", "col": "14", "endColumn": "24",
            "title": "Refuted: The day on which it was concluded",
        },
        "“4 May 2010”: The record says 7 May 2010.\n"
        "Expected: 7 May 2010\n"
        "Source: The Harbour Gazette: Tidal Council https://gazette.example/\n"
        "Check: checks/house.feature:8, The day on which it was concluded",
    )  # fmt: skip


def test_severities_have_their_levels_and_what_is_excused_is_not_annotated() -> None:
    commands = obeyed(github(MIXED))
    assert [(command.name, command.properties["title"]) for command in commands] == [
        ("error", "Broken"), ("error", "Broken"), ("error", "Broken"), ("error", "Expired waiver"),
        ("error", "Refuted: The day on which it was concluded"),
        ("warning", "Refuted: The day on which it was concluded"),
    ]  # fmt: skip
    assert commands[0].properties | {"title": ""} == {
        "file": "desk/checks/bad.feature", "line": "8", "col": "7", "title": "",
    }  # fmt: skip
    assert commands[1].properties == {"title": "Broken"}
    assert github(MIXED).splitlines()[-1] == (
        "verify: 3 checks: 2 findings, 2 excused, 1 waiver expired, 3 broken"
    )


@pytest.mark.parametrize(("severity", "level"), [("warning", "warning"), ("note", "notice")])
def test_what_is_below_the_severity_that_fails_is_annotated_all_the_same(severity: str, level: str) -> None:
    (command,) = obeyed(github(run(check(findings=(finding(severity=severity, excused=severity),)))))
    assert command.name == level
    assert "Excused" not in command.data


def test_a_clean_run_has_no_command() -> None:
    assert github(CLEAN) == "verify: 3 checks: 0 findings\n"


def test_a_claim_of_the_headline_is_on_the_first_line_and_says_so() -> None:
    command = obeyed(github(MIXED))[4]
    assert (command.properties["file"], command.properties["line"]) == ("desk/articles/harbour.md", "1")
    assert "col" not in command.properties
    assert command.data.split("\n")[:2] == [
        "In the headline of articles/harbour.md", "“4 May 2010”: The record says 7 May 2010.",
    ]  # fmt: skip
    assert "Attributed to: The mayor" in command.data


def test_an_article_that_is_no_file_is_named_in_the_text() -> None:
    line = claim(article="https://example.org/a")
    (command,) = obeyed(github(run(check(0, findings=(finding(line=line, file=None),)))))
    assert set(command.properties) == {"title"}
    assert command.data.startswith("In https://example.org/a:3:14\n")


def test_a_quote_over_two_lines_is_marked_by_lines() -> None:
    (command,) = obeyed(github(run(check(0, findings=(finding(line=claim(quote="4 May\n2010")),)))))
    assert command.properties["endLine"] == "4"
    assert "endColumn" not in command.properties


def test_more_than_github_shows_are_summed_up_in_the_last_place() -> None:
    many = tuple(finding() for _ in range(25)) + (finding(severity="warning"),) * SHOWN
    commands = obeyed(github(run(check(0, state=State.FAILED, findings=many))))
    errors = [command for command in commands if command.name == "error"]
    assert len(errors) == SHOWN
    assert errors[-1].data == "and 16 more, which GitHub would not show: see the log or another report."
    warnings = [command for command in commands if command.name == "warning"]
    assert len(warnings) == SHOWN
    assert all(command.data.startswith("“4 May 2010”") for command in warnings)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_ends_nothing(text: str) -> None:
    line = claim(quote=text, explanation=text, record=text, article=text)
    results = run(check(0, title=text, findings=(finding(line=line, file=f"a/{text}"),)))
    (command,) = obeyed(github(results))
    assert command.name == "error"
    assert command.properties["title"] == ci_safe(f"Refuted: {text}")
    assert "##[" not in github(results)
    assert "##vso[" not in github(results)
