"""Write the pages that say what the code says: python docs/generate.py, where verify is installed.

`docs/cli.md`, `docs/steps.md`, `docs/views.md`, the end of `docs/specs.md` and the file in `docs/settings.md` are
generated; the sessions in
`README.md` and in the other pages below are played again. Tests compare all of them with what this writes.
"""

from __future__ import annotations

import dataclasses
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
    """The reporting views with their columns: types, units, and what they say."""
    from verify.report.views import VIEWS, Type
    from verify.report.views.narrowing import Narrowing, columns_for

    parts = [
        GENERATED,
        "# The reporting views\n",
        "Each report of `verify report` is an SQL view that any SQL tool can read from the same database; both "
        "databases\nhave the same ones. Columns stay what they are from release to release: one may be added, none "
        "is taken away, renamed\nor given another type.\n",
        "| type | is |\n| --- | --- |\n" + "".join(f"| {type_} | {type_.about} |\n" for type_ in Type),
    ]
    words = [field.name for field in dataclasses.fields(Narrowing)]
    for view in VIEWS.values():
        narrows = [f"`--{word}`" for word in words if columns_for(view, word)]
        told = f"`{view.sql_name}`: {view.about}."
        if narrows:
            told += f"\n\nNarrowed by {', '.join(narrows)}."
        rows = "".join(
            f"| `{column.name}` | {column.type} | {column.unit} | {column.about} |\n"
            for column in view.columns
        )
        parts.append(
            f"## {view.name}\n\n{told}\n\n| column | type | unit | says |\n| --- | --- | --- | --- |\n{rows}"
        )
    return "\n".join(parts)


def page_of_sessions(name: str) -> str:
    """A page written by hand, its sessions played in a copy of what they need."""
    page = (ROOT / name).read_text(encoding="utf-8")
    typed, told = _CLAIM.findall(played := _played(page)), _TOLD.findall(played)
    if not told or len(set(typed)) != 1 or typed[0] == told[0]:
        return played
    # The id of the one claim that the page goes on with has changed: type the new one.
    return _played(page.replace(f" {typed[0]}", f" {told[0]}"))


_CLAIM = re.compile(r"^\$ verify queue (?:show|decide|undo|waive|unwaive) (\w{4})\b", re.MULTILINE)
_TOLD = re.compile(r"^Next: verify queue show (\w{4})", re.MULTILINE)


def _played(page: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        played = console.refreshed(page, readme_place(Path(folder)))
    if "verify: an error of verify's own" in played:
        raise SystemExit(f"a command of the page fails; it was not written:\n{played}")
    return played


def readme_place(folder: Path) -> Path:
    """A folder within one in which the commands of a page run: the examples, and stand-ins for what they install."""
    cloned = folder / "verify"
    shutil.copytree(ROOT / "examples", cloned / "examples")
    console.stand_ins(cloned)
    return cloned


def settings_page() -> str:
    """What is written by hand about settings, with the `verify.toml` that `verify init` writes."""
    from verify.workspace import TEMPLATE

    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    before, fence, rest = page.partition("```toml\n")
    return before + fence + TEMPLATE + "```" + rest.partition("```")[2]


PLAYED = (
    "docs/ci.md",
    "docs/gate.md",
    "docs/knowledge.md",
    "docs/page.md",
    "docs/publishing.md",
    "docs/reports.md",
    "docs/review.md",
    "docs/tutorial.md",
    "README.md",
)

PAGES: dict[str, Callable[[], str]] = {
    "docs/cli.md": cli_page,
    **{name: lambda name=name: generated()[name] for name in (GLUE, EXAMPLES)},
    "docs/steps.md": lambda: steps_page.steps_page(GENERATED),
    "docs/settings.md": settings_page,
    "docs/specs.md": specs_page,
    "docs/views.md": views_page,
    **{name: lambda name=name: page_of_sessions(name) for name in PLAYED},
}
"""Every page with a generated part, by its path."""


if __name__ == "__main__":
    for name, page in PAGES.items():
        (ROOT / name).write_text(page(), encoding="utf-8")
        print(f"wrote {name}")
