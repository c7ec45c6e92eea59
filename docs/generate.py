"""Write the pages that say what the code says: python docs/generate.py, where verify is installed.

`docs/cli.md`, `docs/steps.md`, `docs/views.md` and the end of `docs/specs.md` are generated; the sessions in
`README.md`, `docs/ci.md`, `docs/gate.md`, `docs/review.md` and `docs/tutorial.md` are played again. Tests compare all
of them with what this writes.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import console
import steps_page

from verify.checks.registry import Step
from verify.editor.vscode import EXAMPLES, GLUE, generated

ROOT = Path(__file__).resolve().parents[1]

GENERATED = "<!-- Written by docs/generate.py; change the code it describes instead. -->\n"
FROM_HERE = "<!-- What follows is written by docs/generate.py; change the code it describes instead. -->\n"
WIDTH = 80


def cli_page() -> str:
    """The help of every command."""
    from verify.cli import cli

    parts = [GENERATED, "# The command line\n"]
    for path, text in _helps(
        cli, click.Context(cli, info_name="verify", terminal_width=WIDTH, **cli.context_settings)
    ):
        parts.append(f"## {path}\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


def _helps(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _helps(
                below, click.Context(below, info_name=name, parent=context, terminal_width=WIDTH)
            )


def specs_page() -> str:
    """What is written by hand about specs, and every step that one can be written with."""
    from verify.checks.registry import StepType
    from verify.specs.steps import SPEC_STEPS

    by_hand, mark, _ = (ROOT / "docs" / "specs.md").read_text(encoding="utf-8").partition(FROM_HERE)
    parts = [by_hand + mark]
    for type_ in StepType:
        steps = [step for step in SPEC_STEPS if step.type is type_]
        parts.append(f"### {type_.keyword}\n")
        parts += [f"- `{step.pattern}`: {step.about}\n{_shown(step)}".rstrip() for step in steps]
        parts.append("")
    return "\n".join(parts)


def _shown(step: Step) -> str:
    """An example of a step, unless its pattern is one."""
    if not step.example_block:
        return f"  For instance: `{step.example}`" if step.example != step.pattern else ""
    lines = (f"{step.type.keyword} {step.example}", *(f"  {line}" for line in step.example_block))
    return textwrap.indent("\n".join(("", "```gherkin", *lines, "```")), "  ")


def views_page() -> str:
    """The reporting views with their columns."""
    from verify.report.views import VIEWS, read_view
    from verify.store.engine import connect
    from verify.store.upgrade import upgrade

    parts = [
        GENERATED,
        "# The reporting views\n",
        "Each report of `verify report` is an SQL view that any SQL tool can read from the same database.\n",
    ]
    with tempfile.TemporaryDirectory() as folder:
        store = connect(str(Path(folder) / "empty.db"))
        upgrade(store)
        with store.reading() as connection:
            for view in VIEWS.values():
                columns, _ = read_view(connection, view, limit=1)
                listed = textwrap.fill(", ".join(f"`{column}`" for column in columns), 110)
                parts.append(f"## {view.name}\n\n`{view.sql_name}`: {view.about}.\n\n{listed}\n")
        store.close()
    return "\n".join(parts)


def readme_page() -> str:
    """The README, its sessions played in a copy of what they need."""
    return _page_of_sessions("README.md")


def gate_page() -> str:
    """The page on what fails a run, its sessions played."""
    return _page_of_sessions("docs/gate.md")


def review_page() -> str:
    """The page on reviewing, its sessions played again."""
    return _played((ROOT / "docs" / "review.md").read_text(encoding="utf-8"))


def _page_of_sessions(name: str) -> str:
    page = (ROOT / name).read_text(encoding="utf-8")
    typed, told = _CLAIM.findall(played := _played(page)), _TOLD.findall(played)
    if set(typed) == {told[0]}:
        return played
    # The id of the claim that the page goes on with has changed: type the new one.
    return _played(page.replace(f" {typed[0]}", f" {told[0]}"))


_CLAIM = re.compile(r"^\$ verify queue (?:show|decide|undo|waive|unwaive) (\w{4})\b", re.MULTILINE)
_TOLD = re.compile(r"^Next: verify queue show (\w{4})", re.MULTILINE)


def ci_page() -> str:
    """The page on CI, its sessions played."""
    return _played((ROOT / "docs" / "ci.md").read_text(encoding="utf-8"))


def tutorial_page() -> str:
    """The tutorial, its sessions played."""
    return _played((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"))


def _played(page: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        played = console.refreshed(page, readme_place(Path(folder)))
    if "verify: an error of verify's own" in played:
        raise SystemExit(f"a command of the page fails; it was not written:\n{played}")
    return played


def readme_place(folder: Path) -> Path:
    """A folder in which the commands of a page run: the examples, and stand-ins for what they install."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    console.stand_ins(folder)
    return folder


PAGES: dict[str, Callable[[], str]] = {
    "docs/cli.md": cli_page,
    **{name: lambda name=name: generated()[name] for name in (GLUE, EXAMPLES)},
    "docs/steps.md": lambda: steps_page.steps_page(GENERATED),
    "docs/specs.md": specs_page,
    "docs/views.md": views_page,
    "docs/ci.md": ci_page,
    "docs/gate.md": gate_page,
    "docs/review.md": review_page,
    "docs/tutorial.md": tutorial_page,
    "README.md": readme_page,
}
"""Every page with a generated part, by its path."""


if __name__ == "__main__":
    for name, page in PAGES.items():
        (ROOT / name).write_text(page(), encoding="utf-8")
        print(f"wrote {name}")
