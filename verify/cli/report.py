"""`verify report`: list and print the reports."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verify.cli.lazy import NameOrCommand
from verify.cli.options import (
    WORDS,
    Whole,
    chosen_format,
    database_option,
    format_option,
    since_option,
    workspace_of,
)
from verify.cli.params import params_option, values_of
from verify.cli.report_own import readable, show_own
from verify.cli.tables import ROWS, TERMINAL, Wanted, format_for, output_option, show_table
from verify.display import display_safe
from verify.errors import ExitCode

if TYPE_CHECKING:
    from verify.report.views import View

COMMANDS: dict[str, tuple[str, str]] = {
    "page": ("verify.cli.report_page", "Write an article with its claims marked, as one HTML page."),
}


@click.command("report", cls=NameOrCommand, modules=COMMANDS)
@click.argument("name", required=False)
@since_option(
    "Only from this day, month or year on: 2016-04-09. Of claims and articles the day of publication counts, of runs, "
    "verdicts, decisions and what waits the day it happened."
)
@click.option("--publisher", type=WORDS, metavar="NAME", help="Only of this publisher.")
@click.option("--kind", type=WORDS, metavar="KIND", help="Only claims of this kind: office, agreement, …")
@click.option("--subject", type=WORDS, metavar="NAME", help="Only about this subject.")
@click.option(
    "--check", type=WORDS, metavar="NAME", help="Only by this check, or by those whose names begin so."
)
@click.option(
    "--article", type=WORDS, metavar="NAME", help="Only of this article, by its url, feed id or path."
)
@params_option("A parameter of a report of your own.")
@click.option("--limit", type=Whole(), metavar="N", help="How many rows at most.")
@format_option(*ROWS, default=TERMINAL)
@output_option
@database_option
def command(
    name: str | None,
    params: tuple[str, ...],
    limit: int | None,
    format_: str | None,
    output: str | None,
    database: str | None,
    **narrowing: str | None,
) -> None:
    """List the reports, or print the one called NAME.

    Each is an SQL view, which any SQL tool can read too, or an .sql file of your own in the folder 'reports' of the
    workspace.
    """
    from verify.report.own import own_files
    from verify.report.views import VIEWS

    workspace = workspace_of(database)
    own = own_files(workspace.root)
    given = {word: value for word, value in narrowing.items() if value is not None}
    wanted = Wanted(workspace.database, limit, format_for(format_, output), output)
    if name is None:
        _refuse_without_name(given, params)
        _list(own, format_, output)
    elif name in VIEWS:
        if params:
            raise click.UsageError(f"the report {name!r} has no parameters; those of your own reports have.")
        _show_view(VIEWS[name], given, wanted)
    elif name in own:
        show_own(own, name, given, values_of(params), wanted)
    else:
        known = ", ".join(map(display_safe, [*VIEWS, *COMMANDS, *own]))
        raise click.BadParameter(
            f"there is no report {display_safe(repr(name))}. Known are: {known}.", param_hint="NAME"
        )


def _refuse_without_name(given: dict[str, str], params: tuple[str, ...]) -> None:
    for option in [*given, *(["param"] if params else [])]:
        raise click.UsageError(f"--{option} narrows a report: name one.")


def _list(own: dict[str, Path], format_: str | None, output: str | None) -> None:
    from verify.cli import tell
    from verify.report.table import RowTable
    from verify.report.views import VIEWS

    reports, errors = readable(own)
    rows = [(view.name, view.about, view.sql_name) for view in VIEWS.values()]
    rows += [
        (name, f"{about[:1].lower()}{about[1:].rstrip('.')}", f"verify report {name} ARTICLE")
        for name, (_, about) in COMMANDS.items()
    ]
    rows += [
        (report.name, ": ".join(filter(None, (report.title, report.about))), str(report.path))
        for report in reports
    ]
    if output is None and chosen_format(format_) == "table":
        _list_for_people(rows)
    else:
        table = RowTable("Reports", "", ("report", "about", "view"), rows)
        show_table(table, format_for(format_, output), output)
    for error in errors:
        tell(error)
    if errors:
        sys.exit(int(ExitCode.INVALID_DATA))


def _list_for_people(rows: Sequence[tuple[str, str, str]]) -> None:
    width = max(len(name) for name, *_ in rows)
    for name, about, place in rows:
        click.echo(f"{display_safe(name):<{width}}  {display_safe(about)}   ({display_safe(place)})")


def _show_view(view: View, given: dict[str, str], wanted: Wanted) -> None:
    from verify.report.table import RowTable
    from verify.report.views.as_stored import as_stored
    from verify.report.views.narrowing import refuse_idle
    from verify.report.views.read import read_view
    from verify.store.upgrade import open_store

    refuse_idle(view, given)
    store = open_store(wanted.database, create=False)
    with store.reading() as connection:
        narrowing = as_stored(connection, given)
        columns, rows = read_view(connection, view, narrowing=narrowing, limit=wanted.limit)
        table = RowTable(view.name.capitalize(), _sentence(view, given), columns, rows)
        show_table(table, wanted.format, wanted.output)


def _sentence(view: View, given: dict[str, str]) -> str:
    narrowed = "; ".join(f"{word}: {value}" for word, value in given.items())
    return f"{view.about[:1].upper()}{view.about[1:]}" + (f" ({narrowed})" if narrowed else "") + "."
