"""The documentation says what the code says: generated pages are current, links lead somewhere, names exist."""

from __future__ import annotations

import dataclasses
import json
import re
import sys
import typing
from pathlib import Path

import pytest

from verify import shipped
from verify.checks.features import read_features
from verify.editor.vscode import EXAMPLES, GLUE
from verify.errors import ExitCode
from verify.reference import tables
from verify.reference.vocabulary import read_vocabulary

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "docs"))

import console  # noqa: E402  # found in docs/
import generate  # noqa: E402
import processes  # noqa: E402

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


PLAYED = tuple(
    name
    for name in generate.PLAYED
    if name != "README.md" and f"\n{console.ANYTHING}\n" in (ROOT / name).read_text(encoding="utf-8")
)
"""Pages whose sessions leave lines out: what they do say is compared, for writing them again leaves it as it is."""


@pytest.fixture(autouse=True)
def commands_begin_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands of pages are forked from a process that has imported them; those of the README begin as users' do."""
    monkeypatch.setattr(console, "stand_ins", processes.stand_ins)


@pytest.mark.parametrize("name", [name for name in generate.PAGES if name not in ("README.md", *PLAYED)])
def test_a_generated_page_is_current(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == generate.PAGES[name](), "run: python docs/generate.py"


@pytest.mark.parametrize("name", PLAYED)
def test_every_command_of_a_page_prints_what_it_says(tmp_path: Path, name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    played = console.play(page, generate.readme_place(tmp_path))
    assert len(played) >= 8
    for command in played:
        assert command.agrees(), (
            f"$ {command.line}\nprints\n{command.printed}\ninstead of\n{command.expected}\n"
            "If that is meant, run: python docs/generate.py"
        )


def test_editors_are_told_where_the_steps_are() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings == {
        "cucumber.features": ["features/checks/**/*.feature", "features/specs/**/*.feature", EXAMPLES],
        "cucumber.glue": [GLUE],
    }


ELSEWHERE = {"extending.md", "specs.md", "tutorial.md"}
"""Pages whose rules need steps or kinds of their own, or are specs: their own tests run them."""


def test_the_rules_that_pages_show_are_sound(tmp_path: Path) -> None:
    shown = [
        rule
        for page in PAGES
        if page.name not in ELSEWHERE
        for rule in re.findall(r"^```gherkin\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)
        if re.match(r"(?:# language|@|Feature)", rule)
    ]
    assert len(shown) >= 4
    for number, rule in enumerate(shown):
        place = tmp_path / str(number) / "checks"
        place.mkdir(parents=True)
        (place / "house.feature").write_text(rule, encoding="utf-8")
        assert read_features(place, read_vocabulary(shipped.reference())).complaints == (), rule


def test_every_link_leads_somewhere() -> None:
    links = [
        (page, target)
        for page in PAGES
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if "://" not in target
    ]
    assert len(links) >= 5
    assert [(page.name, target) for page, target in links if not (page.parent / target).exists()] == []


def test_the_index_leads_to_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"^- \[.+?\]\(([\w-]+\.md)\): ", index, re.M)
    assert sorted(linked) == sorted(path.name for path in ROOT.glob("docs/*.md") if path.name != "README.md")


def test_every_exit_code_is_told_once() -> None:
    tables = {
        page.name: [int(code) for code in re.findall(r"^\| (\d+) \| ", text, re.M)]
        for page in PAGES
        if re.search(r"^\| (?:exit )?code\b", text := page.read_text(encoding="utf-8"), re.M)
    }
    assert tables == {"exit-codes.md": [*map(int, ExitCode), 130]}


def test_the_reference_page_has_every_column_of_every_table() -> None:
    page = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    documented = {
        heading: re.findall(r"`([a-z_]+)`", " ".join(re.findall(r"^\| (`.*?) \| ", body, re.M)))
        for heading, body in re.findall(r"^## (\w+)\.csv\n(.*?)(?=^## |\Z)", page, re.M | re.S)
    }
    hints = typing.get_type_hints(tables.Tables)
    entries = {
        field.name: typing.get_args(hints[field.name])[0] for field in dataclasses.fields(tables.Tables)
    }
    columns = {
        name: [tables.COLUMN_NAMES.get(column.name, column.name) for column in dataclasses.fields(entry)][:-1]
        for name, entry in entries.items()
    }
    assert documented == columns


def test_decisions_are_numbered_without_gaps_and_say_why_what_and_what_follows() -> None:
    assert [path.name[:5] for path in DECISIONS] == [
        f"{number:04}-" for number in range(1, len(DECISIONS) + 1)
    ]
    for path in DECISIONS:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"# {int(path.name[:4])}. "), path.name
        assert [line for line in lines if line.startswith("## ")] == [
            "## Context",
            "## Decision",
            "## Consequences",
        ], path.name


def test_decisions_that_the_code_names_exist() -> None:
    named = {
        number
        for path in (*ROOT.glob("verify/**/*.py"), *ROOT.glob("migrations/**/*.py"))
        for number in re.findall(r"docs/decisions/(\d{4})", path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= {path.name[:4] for path in DECISIONS}
