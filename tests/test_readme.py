"""The README is true: its commands are run, in a copy of what they need, and print what it says."""

from __future__ import annotations

import csv
import os
import re
import sys
from pathlib import Path

import pytest

from verify import shipped

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "docs"))

import console  # noqa: E402  # found in docs/
import generate  # noqa: E402

README = (ROOT / "README.md").read_text(encoding="utf-8")
FIRST = "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/verify run examples/draft-with-errors.md"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> list[console.Command]:
    """What every command of the README printed."""
    return console.play(README, generate.readme_place(tmp_path_factory.mktemp("readme")))


def test_every_command_prints_what_the_readme_says(played: list[console.Command]) -> None:
    assert len(played) >= 10
    for command in played:
        assert command.agrees(), (
            f"$ {command.line}\nprints\n{command.printed}\ninstead of\n{command.expected}\n"
            "If that is meant, run: python docs/generate.py"
        )


def test_the_first_line_installs_and_shows_the_planted_errors(played: list[console.Command]) -> None:
    first = played[0]
    assert first.line == FIRST
    assert console.ANYTHING not in first.expected.splitlines()
    assert first.expected.count("✗ refuted") == 4
    assert "\x1b" not in first.printed


def test_ci_runs_the_line_that_the_readme_gives_and_nothing_else() -> None:
    script = ROOT / ".ci" / "run"
    (line,) = re.findall(r"```sh\n(.*)\n```", README)
    lines = script.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert [text for text in lines if not text.startswith("#")] == [
        "set -euo pipefail",
        'cd "$(dirname "${BASH_SOURCE[0]}")/.."',
        line,
    ]
    assert line.endswith(".venv/bin/pytest -n 2")
    assert os.access(script, os.X_OK)


def test_the_readme_stays_short_and_leads_to_the_index_and_the_exit_codes() -> None:
    assert README.count("\n") < 250
    assert "](docs/README.md)" in README
    assert "](docs/exit-codes.md)" in README


def test_nobody_has_read_the_sources_of_the_starter_reference_as_the_readme_admits() -> None:
    assert "`accessed` is empty\n  throughout" in README
    for path in shipped.reference().rglob("sources.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert {row["accessed"] for row in csv.DictReader(file)} == {""}
