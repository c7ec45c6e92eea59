"""`verify reference`: look after the curated reference."""

from __future__ import annotations

import sys

import click

from verify.cli.options import workspace_of
from verify.errors import ExitCode


@click.group("reference")
def command() -> None:
    """Look after the curated reference: the CSV tables that claims are compared with."""


@command.command("lint")
def lint_command() -> None:
    """Read the reference over: every complaint with its file and line. Exits with 4 where there is one."""
    from verify.display import display_safe
    from verify.reference.lint import lint
    from verify.reference.tables import read_tables

    workspace = workspace_of(None)
    tables = read_tables(workspace.reference)
    complaints = lint(tables)
    for complaint in complaints:
        click.echo(display_safe(str(complaint)))
    if complaints:
        click.echo(f"\n{len(complaints)} to mend in {display_safe(str(workspace.reference))}", err=True)
        sys.exit(int(ExitCode.INVALID_DATA))
    click.echo(
        f"{len(tables.facts)} facts on {len(tables.subjects)} subjects, from {len(tables.sources)} sources: "
        "nothing to mend"
    )
