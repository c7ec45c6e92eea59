"""`verify reference`: look after the curated reference."""

from __future__ import annotations

import sys

import click

from verify.cli.options import chosen_format, format_option, workspace_of
from verify.cli.reference_curating import add_command, correct_command, deprecate_command
from verify.cli.reference_looking import coverage_command, history_command, search_command, show_command
from verify.cli.reference_moving import diff_command, export_command, import_command
from verify.cli.sections import SectionedGroup
from verify.errors import ExitCode

SECTIONS = {
    "Look": {
        "show": "Show all that the tables say of a subject, fact or source.",
        "search": "Find the rows that hold all of some words.",
        "history": "Show what became of a fact or subject: when, by whom, why.",
        "coverage": "Show what articles ask about most and the reference lacks.",
        "lint": "Read the tables over: every complaint with its line.",
    },
    "Change": {
        "add": "Add a fact, a subject or other names of one.",
        "correct": "Let a fact say something else; its history keeps the old.",
        "deprecate": "Let a fact count no more.",
    },
    "Move": {
        "import": "Take rows from a foreign table, shown first.",
        "export": "Export the reference as CSV or JSON.",
        "diff": "Show how the tables differ from the store's or others.",
    },
}


@click.group("reference", cls=SectionedGroup, sections=SECTIONS)
def command() -> None:
    """Look after the curated reference: the CSV tables that claims are compared with."""


@command.command("lint")
@click.option("--strict", is_flag=True, help="Exit with 4 for remarks, too.")
@click.option("--unread", is_flag=True, help="List the sources that nobody read yet.")
@format_option("table", "ndjson", "json", "markdown", default="table, a complaint a line")
def lint_command(strict: bool, unread: bool, format_: str | None) -> None:
    """Read the reference over: every complaint with its file and line. Exits with 4 where there is one.

    What no run refuses, a property never used, an alias that is a common word, is remarked on. A source whose page
    nobody read (its "accessed" is empty) is unread, which is no complaint.
    """
    from verify.cli.reference_printing import show_rows
    from verify.display import display_safe
    from verify.reference.lint import lint
    from verify.reference.remarks import remarks, unread_sources
    from verify.reference.tables import read_tables

    workspace = workspace_of(None)
    tables = read_tables(workspace.reference)
    complaints, remarked, sources = lint(tables), remarks(tables), unread_sources(tables)
    bad = bool(complaints or (strict and remarked))
    if format_ in ("ndjson", "json", "markdown"):
        objects = [
            {"level": level, "place": found.place, "message": found.message, "hint": found.hint}
            for level, group in (("complaint", complaints), ("remark", remarked), ("unread", sources))
            for found in group
            if level != "unread" or unread
        ]
        show_rows(objects, chosen_format(format_), ("level", "place", "message", "hint"))
        sys.exit(int(ExitCode.INVALID_DATA) if bad else 0)
    for complaint in complaints:
        click.echo(display_safe(str(complaint)))
    for remark in remarked:
        click.echo(f"remark: {display_safe(str(remark))}")
    for source in sources if unread else ():
        click.echo(f"unread: {display_safe(f'{source.place}: {source.message}')}")
    if bad:
        count = len(complaints) + (len(remarked) if strict else 0)
        click.echo(f"\n{count} to mend in {display_safe(str(workspace.reference))}", err=True)
        sys.exit(int(ExitCode.INVALID_DATA))
    if sources and not unread:
        click.echo(f"{len(sources)} of {len(tables.sources)} sources unread: --unread lists them")
    click.echo(
        f"{len(tables.facts)} facts on {len(tables.subjects)} subjects, from {len(tables.sources)} sources: "
        "nothing to mend"
    )


for beside in (
    add_command,
    correct_command,
    deprecate_command,
    show_command,
    history_command,
    search_command,
    import_command,
    export_command,
    diff_command,
    coverage_command,
):
    command.add_command(beside)
