"""The gates of the project: style, types, layers, the wheel, and what must not be in a tracked file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import verify
from verify import shipped

ROOT = Path(__file__).resolve().parents[1]
ATTICS = {"utils", "util", "helpers", "helper", "misc", "common"}
SHIPPED_SUFFIXES = {".py", ".sql", ".toml", ".csv", ".css", ".js", ".feature", ".typed"}


def run(
    *command: str, folder: Path = ROOT, path: Path | None = None, given: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run Python on something, with a package folder of one's own if one is given."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "VERIFY_", "GITHUB_", "PYTHONPATH"))
    }
    environment = kept | {"PYTHONPATH": str(path or ROOT), "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, input=given, capture_output=True, text=True,
        timeout=300,
    )  # fmt: skip


def gate(*command: str) -> None:
    """Fail with what a tool complains about."""
    done = run(*command)
    if done.returncode != 0:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


def tracked() -> list[Path]:
    """The files of the repository, those to be added included."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout: git cannot say which files are the project's")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_ruff_check() -> None:
    gate("-m", "ruff", "check", ".")


def test_ruff_format() -> None:
    gate("-m", "ruff", "format", "--check", ".")


def test_strict_types() -> None:
    gate("-m", "mypy", "--strict")


def test_imports_run_downwards() -> None:
    gate("-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache")


def test_migrations_import_nothing_of_the_package() -> None:
    scripts = [*(ROOT / "migrations").rglob("*.py")]
    assert len(scripts) >= 2
    for script in scripts:
        imported = re.findall(
            r"^\s*(?:from|import)\s+verify\b.*", script.read_text(encoding="utf-8"), re.MULTILINE
        )
        assert imported == [], script.name


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    done = run("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def shipped_files() -> set[str]:
    """Where every file that belongs into the wheel lies in it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    places = {"verify": "verify"} | included
    return {
        (Path(inside) / path.relative_to(ROOT / outside)).as_posix()
        for outside, inside in places.items()
        for path in ((ROOT / outside).rglob("*") if (ROOT / outside).is_dir() else [ROOT / outside])
        if path.suffix in SHIPPED_SUFFIXES or path.name == "py.typed"
    }


def test_the_wheel_holds_everything_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    expected = shipped_files()
    for needed in (
        "verify/_shipped/migrations/env.py",
        "verify/_shipped/migrations/versions/0001_the_store.py",
        "verify/_shipped/migrations/versions/0002_reporting_views.py",
        "verify/_shipped/features/checks/agreements.feature",
        *(f"verify/_shipped/features/specs/{path.name}" for path in shipped.checks().glob("*.feature")),
        "verify/reference/starter/core/properties.csv",
        "verify/extract/dates/en.toml",
        "verify/report/page/page.css",
        "verify/report/page/page.js",
        "verify/py.typed",
    ):
        assert needed in expected, "the test looks in the wrong place"
    assert not expected - set(wheel.namelist())
    others = {
        name
        for name in set(wheel.namelist()) - expected
        if not name.startswith(f"verify-{verify.__version__}.")
    }
    assert others <= {"verify/_shipped/migrations/script.py.mako"}
    assert f"verify-{verify.__version__}.dist-info/licenses/LICENSE" in wheel.namelist()


def test_the_installed_layout_works_in_an_empty_folder(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    installed, here = tmp_path / "installed", tmp_path / "here"
    here.mkdir()
    wheel.extractall(installed)
    paths = run(
        "-c", "from verify import shipped as s; print(s.migrations(), s.checks(), s.reference(), sep='\\n')",
        folder=here, path=installed,
    )  # fmt: skip
    package = installed / "verify"
    assert paths.stdout.splitlines() == [
        str(package / place)
        for place in ("_shipped/migrations", "_shipped/features/checks", "reference/starter")
    ]
    done = run(
        "-m", "verify", "run", "-", "--published", "2016-04-09", "--format", "table",
        folder=here, path=installed, given="UN Security Council Resolution 2231 was adopted on July 21, 2015.",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "")
    assert "✗ 1 refuted   ✓ 1 supported" in done.stdout
    assert "by features/checks/resolutions.feature:" in done.stdout
    assert (here / "verify.db").is_file()


def test_the_changelog_ends_with_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(\d[^]]*)\] - \d{4}-\d\d-\d\d$", changelog, re.MULTILINE)
    assert versions[0] == verify.__version__
    assert f'version = "{verify.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_licence_is_the_one_declared() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert 'license = "Apache-2.0"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_no_file_is_an_attic() -> None:
    assert [path for path in tracked() if path.stem in ATTICS] == []


def test_no_tracked_file_names_a_place_of_one_machine() -> None:
    place = re.compile(rb"(?<![\w/.:>*~-])/(?:home|root|tmp|work|Users|private)/[\w.]")
    found = [
        f"{path.relative_to(ROOT)}: {match[0].decode()}"
        for path in tracked()
        if (match := place.search(path.read_bytes()))
    ]
    assert found == []
