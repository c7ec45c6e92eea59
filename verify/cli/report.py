"""`verify report`: list and print the reports."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from verify.cli.lazy import NameOrCommand
from verify.cli.objects import FOR_PROGRAMS, show_objects
from verify.cli.options import chosen_format, database_option, format_option, workspace_of
from verify.display import csv_safe, display_safe

COMMANDS: dict[str, tuple[str, str]] = {
    "page": ("verify.cli.report_page", "Write an article with its claims marked, as one HTML page."),
}


@click.command("report", cls=NameOrCommand, modules=COMMANDS)
@click.argument("name", required=False)
@click.option("--limit", type=click.IntRange(1), help="How many rows at most.")
@format_option("table", "ndjson", "json", "csv", "markdown")
@database_option
def command(name: str | None, limit: int | None, format_: str | None, database: str | None) -> None:
    """List the reports, or print the one called NAME. Each is an SQL view, which any SQL tool can read too."""
    from verify.report.views import VIEWS

    if name is None:
        format_ = chosen_format(format_)
        if format_ != "table":
            listed = [(view.name, view.about, view.sql_name) for view in VIEWS.values()]
            _print_rows(("report", "about", "view"), listed, format_)
            return
        width = max(len(known) for known in VIEWS)
        for view in VIEWS.values():
            click.echo(f"{view.name:<{width}}  {view.about}   ({view.sql_name})")
        return
    if name not in VIEWS:
        raise click.BadParameter(f"there is no report {name!r}: {', '.join(VIEWS)}.", param_hint="NAME")
    _print(name, limit, chosen_format(format_), database)


def _print(name: str, limit: int | None, format_: str, database: str | None) -> None:
    from verify.report.views import VIEWS, read_view
    from verify.store.upgrade import open_store

    store = open_store(workspace_of(database).database, create=False)
    with store.reading() as connection:
        header, rows = read_view(connection, VIEWS[name], limit=limit)
        _print_rows(header, rows, format_)


def _print_rows(header: Sequence[str], rows: Iterable[Sequence[Any]], format_: str) -> None:
    from verify.report.screen import markdown_rows, text_rows

    if format_ in FOR_PROGRAMS:
        objects = (dict(zip(header, row, strict=True)) for row in rows)
        show_objects(objects, format_)
        return
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    if format_ == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([display_safe(csv_safe(cell)) for cell in row] for row in cells)
        return
    for line in markdown_rows(header, cells) if format_ == "markdown" else text_rows(header, cells):
        click.echo(line)
