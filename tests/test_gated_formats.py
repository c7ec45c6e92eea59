"""The gate in the formats of CI: warnings are told as such, waivers as waivers, what people refute as refuted."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import newsroom
import pytest
from processes import pytest_in, run
from schemas import SARIF
from test_ci_formats import REPORTS, asked

LAST_DAY, LATER = "2999-12-31", "3000-01-01"
ARTICLE = newsroom.dated(
    "The Lake Accord was concluded on July 14, 2015. "
    "US Secretary of State Rex Tillerson came on Friday, March 9, 2016. "
    "UN Security Council Resolution 2321 was quoted."
)


def verify(folder: Path, *command: str) -> str:
    done = run(folder, "verify", *command)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace in which an office is slight, a weekday waived, a resolution refuted, an agreement by Ana alone."""
    made = newsroom.make(tmp_path / "ws", draft=ARTICLE)
    offices = made / "features" / "checks" / "offices.feature"
    offices.write_text(offices.read_text().replace("@offices", "@offices @severity:warning", 1))
    judged = {
        claim["quote"]: claim["claim"]
        for claim in map(json.loads, verify(made, "run").splitlines())
        if claim["status"]
    }
    verify(
        made, "queue", "waive", judged["Friday, March 9, 2016"], "--until", LAST_DAY, "--reason", "awaiting"
    )
    verify(made, "queue", "decide", judged["July 14, 2015"], "refuted", "--note", "another one is meant")
    verify(made, "queue", "export")
    verify(made, "queue", "undo", judged["July 14, 2015"])
    return made


@pytest.mark.parametrize("day", [LAST_DAY, LATER])
@pytest.mark.parametrize("way", ["run", "check", "pytest"])
def test_the_formats_tell_what_the_gate_says(folder: Path, way: str, day: str) -> None:
    if way == "pytest":
        done = pytest_in(folder, f"--verify-today={day}", *asked("--verify-report"))
    else:
        done = run(folder, "verify", way, "--today", day, *asked("--report"))
    assert done.returncode == 1, done.stdout + done.stderr
    late = day == LATER
    assert sarif_of(folder) == {
        ("offices", "warning", 0), ("calendar", "error", 0 if late else 1), ("resolutions", "error", 0),
        ("refuted-by-people", "error", 0), *([("expired-waiver", "error", 0)] if late else []),
    }  # fmt: skip
    junit = ElementTree.parse(folder / REPORTS["junit"]).getroot()
    assert [junit.get(name) for name in ("failures", "errors", "skipped")] == [
        *(("4", "0", "1") if late else ("2", "0", "2"))
    ]
    commands = (folder / REPORTS["github"]).read_text().splitlines()
    assert Counter(line.split(" ")[0] for line in commands[:-1]) == {
        "::error": 4 if late else 2, "::warning": 1,
    }  # fmt: skip
    assert "articles/draft.md:5:34: “July 14, 2015” is refuted by Ana: another one is meant." in "\n".join(
        commands
    )
    ended = json.loads((folder / REPORTS["messages"]).read_text().splitlines()[-1])
    assert ended["testRunFinished"]["success"] is False


def sarif_of(folder: Path) -> set[tuple[str, str, int]]:
    """Of each result the feature of its check, its level, and how many suppress it."""
    sarif = json.loads((folder / REPORTS["sarif"]).read_text())
    SARIF.validate(sarif)
    return {
        (one["ruleId"].partition("/")[0], one["level"], len(one["suppressions"]))
        for one in sarif["runs"][0]["results"]
    }


@pytest.mark.parametrize("way", ["run", "check", "pytest"])
def test_a_file_that_cannot_be_read_is_broken_at_its_line(folder: Path, way: str) -> None:
    (folder / "verify-decisions.ndjson").write_text('\n{"type":"waiver"}\n', encoding="utf-8")
    if way == "pytest":
        done = pytest_in(folder, *asked("--verify-report"))
    else:
        done = run(folder, "verify", way, *asked("--report"))
    assert done.returncode == 4
    sarif = json.loads((folder / REPORTS["sarif"]).read_text())
    (note,) = sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "the line is blank. Remove it."
    (where,) = note["locations"]
    assert where["physicalLocation"]["artifactLocation"]["uri"] == "verify-decisions.ndjson"
