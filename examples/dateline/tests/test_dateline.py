"""What the two comparisons find, seen as an editor sees it: `verify` runs on the articles of a workspace."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

NEWSROOM = Path(__file__).parent.parent / "newsroom"


def outcomes(folder: Path, article: str) -> dict[str, str]:
    """The outcome of each date that an article gives for the accord."""
    workspace = shutil.copytree(NEWSROOM, folder / "newsroom")
    done = subprocess.run(
        [sys.executable, "-m", "verify", "run", "-", "--published", "2016-04-09", "--format", "ndjson"],
        cwd=workspace, input=article, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    return {claim["quote"]: claim["outcome"] for claim in claims if claim["kind"] == "agreement"}


def test_the_days_beside_the_recorded_one_agree(tmp_path: Path) -> None:
    days = ("July 12, 2015", "July 13, 2015", "July 14, 2015", "July 15, 2015", "July 16, 2015")
    found = outcomes(tmp_path, " ".join(f"The Lagoon Accord was concluded on {day}." for day in days))
    assert found == dict(zip(days, ("differs", "agrees", "agrees", "agrees", "differs"), strict=True))


def test_a_month_is_compared_as_usual(tmp_path: Path) -> None:
    found = outcomes(tmp_path, "The Lagoon Accord was concluded in July 2015.")
    assert found == {"July 2015": "agrees within its precision"}


def test_the_days_of_the_working_week_agree(tmp_path: Path) -> None:
    days = ("August 2, 2015", "August 3, 2015", "August 7, 2015", "August 8, 2015")
    found = outcomes(tmp_path, " ".join(f"The Lagoon Accord was signed on {day}." for day in days))
    assert found == dict(zip(days, ("differs", "agrees", "agrees", "differs"), strict=True))
