"""The workspace: a folder with `verify.toml`, which says where everything is."""

from __future__ import annotations

import getpass
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verify import shipped
from verify.errors import ExitCode, VerifyError
from verify.file_errors import unwritable
from verify.policy import Policy, read_policy
from verify.publishing import Publishing, parse_publishing
from verify.severity import SEVERITIES
from verify.toml_file import read_toml

FILE = "verify.toml"
DECISIONS = "verify-decisions.ndjson"

TEMPLATE = """\
# The workspace of verify: what it reads, what it compares with, and where it keeps what it found.
# Every line can be left out; the values shown are the defaults. A line that begins with "#" is a remark, or an example:
# take the "#" away to use it. docs/settings.md has all that is not said here.

# The articles that 'verify run' and pytest judge when none is named on the command line.
articles = ["articles"]

# The checks: one .feature file a subject area, written in Gherkin. 'verify check --lint' reads them over.
checks = "features/checks"

# Tags of your own, to select checks by: @politics, @desk:world. Others are refused as slips of the pen.
# tags = ["politics", "desk"]

# The specs, which show what the checks say of a few sentences. Default: the folder 'specs' beside the checks.
specs = "features/specs"

# The curated reference: subjects, aliases, properties, facts, lists and sources as CSV. 'verify reference lint'.
reference = "reference"

# The store: a SQLite file, or the URL of a PostgreSQL database (the variable VERIFY_DATABASE_URL comes first).
database = "verify.db"

# Who publishes articles that do not say so, and who reviews in what 'verify export claimreview' writes.
# publisher = "Example Daily"

# Who decides, where it is not the name you are logged in with.
# actor = "Ana"

# What people decided and waived, committed beside the articles: 'verify queue waive' and 'verify queue export'.
decisions = "verify-decisions.ndjson"

# The least severity that fails: "error", "warning" or "note". A refuted claim of a lesser one is only told.
fail_on = "error"

# Reports of your own need no line here: .sql files in the folder 'reports'. 'verify report' lists them.

# What follows are tables, with names of their own: keep them behind all the lines above.

# Claims that two people decide, blind to each other: those whose check has one of these severities, and those of one of
# these kinds (agreement, date, event, office, resolution, …). None by default. Where the two disagree, a "third" person
# decides, or "any": whoever comes.
# [review]
# four_eyes = { severity = ["error"], kind = ["office"] }
# adjudicators = "third"

# Where what 'verify export' writes is published: your home page, the page of a review ({claim} is the id of its
# claim), the corrections feed. None by default.
# [publishing]
# url = "https://daily.example/"
# reviews = "https://daily.example/reviews/{claim}"
# corrections = "https://daily.example/corrections.json"

# How a ClaimReview rates a verdict: a value from worst to best, if any, and a name in your words; as it is by default.
# [ratings]
# worst = 1
# best = 5
# refuted = { value = 1, name = "False" }
# "conflicting evidence" = { value = 3, name = "Disputed" }
# supported = { value = 5, name = "True" }
# "not enough evidence" = { name = "Unproven" }
"""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where everything is. `root` is the folder of `verify.toml`, or the current one where there is none.

    `decisions` is the file of committed decisions and waivers, which need not exist; `fail_on` is the least severity
    that fails. `policy` says which claims two people decide, `publishing` what exports say of who publishes them.
    """

    root: Path
    checks: Path
    reference: Path
    database: str
    decisions: Path
    articles: tuple[Path, ...] = ()
    publisher: str | None = None
    actor: str = field(default="unknown")
    tags: tuple[str, ...] = ()
    fail_on: str = SEVERITIES[0]
    given_specs: Path | None = None
    policy: Policy = field(default_factory=Policy)
    publishing: Publishing = field(default_factory=Publishing)

    @property
    def specs(self) -> Path:
        """The folder of the specs: the one that was given, else "specs" beside the checks."""
        return self.given_specs or self.checks.parent / "specs"


def find(start: Path) -> Workspace:
    """The workspace of a folder: that of the nearest `verify.toml` at or above it, or what ships with verify.

    Raises VerifyError for a `verify.toml` that cannot be read or says something unknown.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return _load(folder)
    return Workspace(
        root=start,
        checks=shipped.checks(),
        reference=shipped.reference(),
        database=_database(start, "verify.db"),
        decisions=start / DECISIONS,
        actor=_user(),
    )


def _load(root: Path) -> Workspace:
    toml = read_toml(root / FILE, hint="Mend the line, or run 'verify init' elsewhere.")
    given, place = toml.said, toml.place
    types: dict[str, type] = {
        "articles": list, "checks": str, "tags": list, "specs": str, "reference": str, "database": str,
        "publisher": str, "actor": str, "decisions": str, "fail_on": str, "review": dict,
        "publishing": dict, "ratings": dict,
    }  # fmt: skip
    for name, value in given.items():
        if name not in types:
            raise VerifyError(
                f"nothing is called {name!r}.", place=place(name), hint=f"Known are: {', '.join(types)}."
            )
        if name != "review":
            _check_type(name, value, types[name], place)
    checks = (
        root / given["checks"]
        if "checks" in given
        else _or_shipped(root / "features/checks", shipped.checks())
    )
    return Workspace(
        root=root,
        checks=checks,
        reference=root / given["reference"]
        if "reference" in given
        else _or_shipped(root / "reference", shipped.reference()),
        database=_database(root, given.get("database", "verify.db")),
        decisions=root / given.get("decisions", DECISIONS),
        articles=tuple(root / str(name) for name in given.get("articles", ["articles"])),
        publisher=given.get("publisher"),
        actor=given.get("actor") or _user(),
        tags=tuple(tag.removeprefix("@") for tag in given.get("tags", ())),
        fail_on=_severity(given, place),
        given_specs=_specs(root, given, checks, place),
        policy=read_policy(given.get("review", {}), place),
        publishing=parse_publishing(given, place),
    )


def _check_type(name: str, value: Any, type_: type, place: Callable[..., str]) -> None:
    if type_ is dict:
        if not isinstance(value, dict):
            raise VerifyError(
                f"{name} is not a table.", place=place(name), hint=f"Write [{name}] on a line of its own."
            )
        return
    is_list = type_ is list
    items = value if is_list and isinstance(value, list) else [value]
    if isinstance(value, list) is not is_list or not all(isinstance(item, str) for item in items):
        what, example = ("a list of texts", '["…"]') if is_list else ("a text", '"…"')
        raise VerifyError(f"{name} is not {what}.", place=place(name), hint=f"Write: {name} = {example}")


def _severity(given: dict[str, Any], place: Callable[..., str]) -> str:
    named = str(given.get("fail_on", SEVERITIES[0]))
    if named not in SEVERITIES:
        known = ", ".join(f'"{severity}"' for severity in SEVERITIES)
        raise VerifyError(
            f"fail_on = {named!r} names no severity.", place=place("fail_on"), hint=f"Known are: {known}."
        )
    return named


def _specs(root: Path, given: dict[str, Any], checks: Path, place: Callable[..., str]) -> Path | None:
    """The folder of specs, None where it is the one beside the checks. Specs never lie among checks, nor hold them."""
    own = root / "features/specs"
    if "specs" not in given:
        return own if checks == shipped.checks() and own.is_dir() else None
    specs = root / str(given["specs"])
    one, other = specs.resolve(), checks.resolve()
    if one.is_relative_to(other) or other.is_relative_to(one):
        raise VerifyError(
            "the specs and the checks lie in one folder.",
            place=place("specs"),
            hint='Keep them side by side: checks = "features/checks", specs = "features/specs".',
        )
    return specs


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
    """Make a workspace of a folder: `verify.toml`, what ships of checks, specs and reference, a place for articles.

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
        if len(made) == len(copies):
            # They show what these checks say by this reference.
            made += _copy_specs(folder / "features" / "specs")
        if not (folder / "articles").exists():
            (folder / "articles").mkdir()
            made.append(folder / "articles")
        if not (folder / ".gitignore").exists():
            (folder / ".gitignore").write_text("verify.db*\n", encoding="utf-8")
            made.append(folder / ".gitignore")
        toml.write_text(TEMPLATE, encoding="utf-8")
    except OSError as error:
        raise unwritable(error, str(error.filename or folder), what="the workspace") from None
    return [toml, *made]


def _copy_specs(target: Path) -> list[Path]:
    """Copy the specs that ship into a folder, unless it is there already; what was made."""
    if target.exists():
        return []
    target.mkdir(parents=True)
    for path in shipped.specs():
        shutil.copy(path, target)
    return [target]
