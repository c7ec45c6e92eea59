"""`verify check steps`: the catalogue of what a check can be written with."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from verify.cli.objects import FOR_PROGRAMS, show_objects
from verify.cli.options import chosen_format, format_option, workspace_of
from verify.display import display_safe
from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from verify.checks.catalogue import Entry


@click.command("steps")
@click.argument("words", nargs=-1, metavar="[WORD]…")
@click.option("--vscode", is_flag=True, help="Write what VS Code needs to complete the steps into .vscode/.")
@format_option("table", "ndjson", "json", "markdown")
def command(words: tuple[str, ...], vscode: bool, format_: str | None) -> None:
    """Show the steps that a check can be written with, and its outcomes, verdicts and tags.

    With WORDs only what holds all of them: verify check steps published
    """
    if vscode:
        _write_vscode(words, format_)
        return
    from verify.checks.catalogue import catalogue, with_words

    found = with_words(catalogue(), words)
    if not found:
        raise VerifyError(
            f"no step holds {' and '.join(map(repr, words))}.",
            hint="See all: verify check steps",
            exit_code=ExitCode.USAGE,
        )
    format_ = chosen_format(format_)
    if format_ in FOR_PROGRAMS:
        objects = map(dataclasses.asdict, found)
        show_objects(objects, format_)
    elif format_ == "markdown":
        _show_markdown(found)
    else:
        _show_table(found)


def _show_table(entries: Iterable[Entry]) -> None:
    part = None
    for entry in entries:
        if entry.part != part:
            click.echo(f"{'' if part is None else chr(10)}{entry.part}")
            part = entry.part
        click.echo(f"  {display_safe(entry.pattern)}")
        click.echo(f"      {display_safe(entry.about)}")
        if entry.example != entry.pattern:
            click.echo(f"      For instance: {display_safe(entry.example)}")


def _show_markdown(entries: Iterable[Entry]) -> None:
    click.echo("| part | write | for instance | what it is for |")
    click.echo("|---|---|---|---|")
    for entry in entries:
        cells = (entry.part, f"`{entry.pattern}`", f"`{entry.example}`", entry.about)
        click.echo(f"| {' | '.join(display_safe(cell).replace('|', chr(92) + '|') for cell in cells)} |")


def _write_vscode(words: tuple[str, ...], format_: str | None) -> None:
    from verify.checks.starting import require_own_checks
    from verify.editor import vscode

    if words or format_:
        raise click.UsageError("--vscode writes all steps: it goes with no WORD and no --format.")
    workspace = workspace_of(None)
    require_own_checks(workspace)
    specs = [workspace.specs] if workspace.specs.is_relative_to(workspace.root) else []
    changed = vscode.write(workspace.root, [workspace.checks, *specs])
    for name in changed:
        click.echo(f"wrote {display_safe(name)}")
    if not changed:
        click.echo("all is current")
    click.echo(
        f"\nNext: open {display_safe(workspace.root.name)}/ in VS Code, with its extension {vscode.EXTENSION}"
    )
