"""The example package of docs/extending.md: built, found by its entry point, and used in every way of checking."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from sqlalchemy import text

from verify.store.engine import connect

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "dateline"
PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")

KEEP_DATABASE = """
import shutil

def pytest_unconfigure(config):
    from verify.pytest_plugin import SESSION
    shutil.copy(config.stash[SESSION].store.name, "kept.db")
"""

SUPPORTED, REFUTED = "supported", "refuted"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the example is installed, from a wheel that was built of it."""
    folder = tmp_path_factory.mktemp("site")
    source = shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("source") / "dateline")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=source, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    wheel.unlink()
    return folder


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """The example's workspace."""
    return shutil.copytree(EXAMPLE / "newsroom", tmp_path / "newsroom")


def run(folder: Path, site: Path | None, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the example installed, or without."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "VERIFY"))}
    paths = os.pathsep.join(str(path) for path in (ROOT, site) if path is not None)
    environment = kept | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=environment, capture_output=True, text=True, timeout=60
    )  # fmt: skip


def pytest_in(folder: Path, site: Path | None, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest there; where verify is not installed, its plugin has to be named."""
    installed = any(point.value == "verify.pytest_plugin" for point in entry_points(group="pytest11"))
    ours = () if installed else ("-p", "verify.pytest_plugin")
    return run(
        folder, site, "pytest", *ours, "-p", "no:cacheprovider", "-p", "no:hypothesispytest", *arguments
    )


def rows_of(database: str) -> list[tuple[object, ...]]:
    store = connect(database)
    query = "SELECT claim, check_name, outcome, verdict, fact FROM v_verdict_history ORDER BY 1, 2"
    with store.reading() as connection:
        rows = [tuple(row) for row in connection.execute(text(query))]
    store.close()
    return rows


def test_its_comparisons_judge_in_both_databases(newsroom: Path, site: Path, database_url: str) -> None:
    done = run(newsroom, site, "verify", "run", "--format", "ndjson", "--database", database_url)
    assert done.returncode == 1, done.stderr
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert {claim["quote"]: claim["status"] for claim in claims if claim["kind"] == "agreement"} == {
        "July 15, 2015": SUPPORTED,
        "August 3, 2015": SUPPORTED,
        "July 16, 2015": REFUTED,
        "August 8, 2015": REFUTED,
    }
    (told,) = (
        claim["explanation"] for claim in claims if claim["status"] and claim["quote"] == "August 3, 2015"
    )
    assert told == (
        "The record says 5 August 2015; the article says 3 August 2015, which agrees by the comparison "
        "'working week'. Note: a Wednesday"
    )  # fmt: skip
    assert run(newsroom, site, "verify", "check", "--database", database_url).returncode == 1
    again = run(newsroom, site, "verify", "replay", "1", "--database", database_url)
    assert (again.returncode, again.stdout) == (
        0, "run 1: 2 of 2 checks came out again as recorded, 4 verdicts\n",
    )  # fmt: skip
    rehearsed = run(newsroom, site, "verify", "check", "--dry-run", "--database", database_url)
    counts = [
        (check["claims"], [(found["outcome"], found["claims"]) for found in check["outcomes"]])
        for check in map(json.loads, rehearsed.stdout.splitlines())
    ]
    assert counts == [(2, [("agrees", 1), ("differs", 1)])] * 2


def test_pytest_and_verify_check_write_the_same_rows(newsroom: Path, site: Path) -> None:
    (newsroom / "conftest.py").write_text(KEEP_DATABASE)
    by_pytest = pytest_in(newsroom, site, "-q")
    assert by_pytest.returncode == 1, by_pytest.stdout + by_pytest.stderr
    assert [run(newsroom, site, "verify", name).returncode for name in ("ingest", "check")] == [0, 1]
    rows = rows_of(str(newsroom / "verify.db"))
    assert rows_of(str(newsroom / "kept.db")) == rows
    assert len(rows) == 4


def test_its_step_is_in_the_catalogue_and_its_sql_is_shown(newsroom: Path, site: Path) -> None:
    steps = run(newsroom, site, "verify", "check", "steps", "line", "--format", "table").stdout
    assert "each is compared with the reference, allowing for the date line\n" in steps
    assert run(newsroom, site, "verify", "check", "--lint").stdout == "2 checks understood, nothing to mend\n"
    for database, name in (("verify.db", "SQLite"), ("postgresql://localhost/none", "PostgreSQL")):
        shown = run(newsroom, site, "verify", "check", "--explain", "--database", database).stdout
        assert "compared with the reference, by 'date line'" in shown, name
        assert "abs(claim.stated_earliest - answer.earliest) = 1" in shown, name


def test_its_specs_hold_in_both_ways_of_running_them(newsroom: Path, site: Path) -> None:
    done = run(newsroom, site, "verify", "check", "--specs", "--format", "table")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "3 specs hold")
    by_pytest = pytest_in(newsroom, site, "-q", "features/specs")
    assert (by_pytest.returncode, "3 passed" in by_pytest.stdout) == (0, True), by_pytest.stdout


def test_without_the_package_its_checks_are_broken_and_say_so(newsroom: Path) -> None:
    done = run(newsroom, None, "verify", "check", "--lint")
    assert done.returncode == 3
    assert (
        "features/checks/dateline.feature:5:5  no step reads 'each is compared with the reference, allowing for the "
        "date line'.\n"
    ) in done.stdout
    assert "features/checks/dateline.feature:14:51  no comparison is called 'working week'.\n" in done.stdout
    assert pytest_in(newsroom, None, "-q").returncode == 3


def test_its_own_tests_pass(tmp_path: Path, site: Path) -> None:
    example = shutil.copytree(EXAMPLE, tmp_path / "dateline")
    done = pytest_in(example, site, "-q", "tests")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 passed" in done.stdout


def test_the_page_shows_the_files_as_they_are() -> None:
    shown = re.findall(r"^`(dateline/[^`\n]+)`:\n\n```\w+\n(.*?)^```$", PAGE, re.M | re.S)
    assert len(shown) >= 4
    for name, body in shown:
        assert (ROOT / "examples" / name).read_text(encoding="utf-8") == body, name


def test_the_page_names_everything_that_packages_build_on() -> None:
    from verify.checks import api

    for name in api.NAMES:
        assert getattr(api, name) is not None
    assert sorted(re.findall(r"^\| `(\w+)`", PAGE.partition("## What you can rely on")[2], re.M)) == sorted(
        api.NAMES
    )
    assert not hasattr(api, "nothing")
