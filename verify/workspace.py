"""The workspace: a folder with `verify.toml`, which says where everything is."""

from __future__ import annotations

import getpass
import os
import shutil
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verify import shipped
from verify.errors import ExitCode, VerifyError

FILE = "verify.toml"

TEMPLATE = """\
# The workspace of verify: what it reads, what it compares with, and where it keeps what it found.
# Every line can be left out; the values shown are the defaults.

# The articles that 'verify run' and pytest judge when none is named on the command line.
articles = ["articles"]

# The checks: one .feature file a subject area, written in Gherkin. 'verify check --lint' reads them over.
checks = "features/checks"

# Tags of your own, to select checks by: @politics, @desk:world. Others are refused as slips of the pen.
# tags = ["politics", "desk"]

# The curated reference: subjects, aliases, properties, facts, lists and sources as CSV. 'verify reference lint'.
reference = "reference"

# The store: a SQLite file, or the URL of a PostgreSQL database (the variable VERIFY_DATABASE_URL comes first).
database = "verify.db"

# Who publishes articles that do not say so.
# publisher = "Example Daily"

# Who decides, where it is not the name you are logged in with.
# actor = "Ana"
"""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where everything is. `root` is the folder of `verify.toml`, or the current one where there is none."""

    root: Path
    checks: Path
    reference: Path
    database: str
    articles: tuple[Path, ...] = ()
    publisher: str | None = None
    actor: str = field(default="unknown")
    tags: tuple[str, ...] = ()


def find(start: Path) -> Workspace:
    """The workspace of a folder: that of the nearest `verify.toml` at or above it, or what ships with verify.

    Raises VerifyError for a `verify.toml` that cannot be read or says something unknown.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return _load(folder)
    return Workspace(
        start, shipped.checks(), shipped.reference(), _database(start, "verify.db"), actor=_user()
    )


def _load(root: Path) -> Workspace:
    place = str(root / FILE)
    try:
        given = tomllib.loads((root / FILE).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise VerifyError(
            f"this is not TOML: {error}.", place=place, hint="Mend the line, or run 'verify init' elsewhere."
        ) from None
    except OSError as error:
        raise VerifyError(f"it cannot be read ({error.strerror}).", place=place) from None
    types: dict[str, type] = {
        "articles": list, "checks": str, "tags": list, "reference": str, "database": str, "publisher": str,
        "actor": str,
    }  # fmt: skip
    for name, value in given.items():
        if name not in types:
            raise VerifyError(
                f"nothing is called {name!r}.", place=place, hint=f"Known are: {', '.join(types)}."
            )
        is_list = types[name] is list
        items = value if is_list and isinstance(value, list) else [value]
        if isinstance(value, list) is not is_list or not all(isinstance(item, str) for item in items):
            what, example = ("a list of texts", '["…"]') if is_list else ("a text", '"…"')
            raise VerifyError(f"{name} is not {what}.", place=place, hint=f"Write: {name} = {example}")
    return Workspace(
        root=root,
        checks=root / given["checks"]
        if "checks" in given
        else _or_shipped(root / "features/checks", shipped.checks()),
        reference=root / given["reference"]
        if "reference" in given
        else _or_shipped(root / "reference", shipped.reference()),
        database=_database(root, given.get("database", "verify.db")),
        articles=tuple(root / str(name) for name in given.get("articles", ["articles"])),
        publisher=given.get("publisher"),
        actor=given.get("actor") or _user(),
        tags=tuple(tag.removeprefix("@") for tag in given.get("tags", ())),
    )


def _or_shipped(own: Path, ship: Path) -> Path:
    return own if own.is_dir() else ship


def _database(root: Path, given: str) -> str:
    database = os.environ.get("VERIFY_DATABASE_URL") or given
    return database if "://" in database or database == ":memory:" else str(root / database)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def create(folder: Path) -> list[Path]:
    """Make a workspace of a folder: `verify.toml`, the checks and the reference that ship, a place for articles.

    Returns what was made. Raises VerifyError where a `verify.toml` is there already, or the folder is read-only.
    """
    toml = folder / FILE
    if toml.exists():
        raise VerifyError(
            "this is a workspace already.",
            place=str(toml),
            hint="Edit it, or choose another folder.",
            exit_code=ExitCode.USAGE,
        )
    made: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copies: list[tuple[Path, Any]] = [
            (folder / "features" / "checks", shipped.checks()),
            (folder / "reference", shipped.reference()),
        ]
        for target, origin in copies:
            if not target.exists():
                shutil.copytree(origin, target, ignore=shutil.ignore_patterns("__pycache__"))
                made.append(target)
        if not (folder / "articles").exists():
            (folder / "articles").mkdir()
            made.append(folder / "articles")
        if not (folder / ".gitignore").exists():
            (folder / ".gitignore").write_text("verify.db*\n", encoding="utf-8")
            made.append(folder / ".gitignore")
        toml.write_text(TEMPLATE, encoding="utf-8")
    except OSError as error:
        raise VerifyError(
            f"the workspace cannot be made here ({error.strerror}).",
            place=str(error.filename or folder),
            hint="Choose a folder you may write in.",
        ) from None
    return [toml, *made]
