"""`verify reference import`, `export` and `diff`: tables coming in, going out, and side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verify.cli.options import WORDS, chosen_format, database_option, format_option, workspace_of
from verify.display import display_safe
from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from verify.reference.importing import Planned
    from verify.reference.tables import Tables
    from verify.workspace import Workspace

SHOWN = 20
"""How many rows of an effect a preview shows unless all are asked for."""


@click.command("import")
@click.argument("table", type=click.Path(path_type=Path))
@click.option(
    "--mapping", type=click.Path(path_type=Path), metavar="FILE", help="What the columns of TABLE mean."
)
@click.option("--write", is_flag=True, help="Write what is new. Without it, only show what would be.")
@click.option(
    "--conflicts",
    type=click.Choice(["keep", "dispute", "overwrite"]),
    default="keep",
    show_default=True,
    help="With --write: what becomes of a curated row that TABLE says otherwise.",
)
@click.option(
    "--skip-refused", is_flag=True, help="With --write: leave refused rows out instead of stopping."
)
@click.option(
    "--area", type=WORDS, default="imported", show_default=True, metavar="FOLDER", help="Where new rows go."
)
@click.option("--reason", type=WORDS, metavar="TEXT", help="Why. Needed to write.")
@click.option("--actor", type=WORDS, metavar="NAME", help="Who imports. Default: that of the workspace.")
@click.option("--all", "show_all", is_flag=True, help="Show every row, those that change nothing included.")
@format_option("table", "ndjson", "json", "markdown")
@database_option
def import_command(
    table: Path,
    mapping: Path | None,
    write: bool,
    conflicts: str,
    skip_refused: bool,
    area: str,
    reason: str | None,
    actor: str | None,
    show_all: bool,
    format_: str | None,
    database: str | None,
) -> None:
    """Import TABLE: a CSV or JSON file with a --mapping, or a folder or file of the reference's own tables.

    Shows first what each row would do: added, changed (the code stands and says something else), conflicting (another
    fact says something else), refused. Nothing is written without --write, and no curated row is replaced without
    --conflicts.
    """
    from verify.cli.reference_curating import own_workspace, write_and_take_up
    from verify.reference.curating import Author
    from verify.reference.home import read_home
    from verify.reference.importing import Conflicts, carry_out, plan
    from verify.workbench import utc_now

    workspace = own_workspace(database)
    home = read_home(workspace.reference, may_be_empty=True)
    rows, refused = _incoming(table, mapping)
    planned = plan(home, rows, refused, blanks_count=mapping is None)
    chosen = chosen_format(format_)
    _show_plan(planned, chosen, show_all)
    counted = planned.count()
    if not write:
        if chosen == "table" and counted["added"] + counted["changed"] + counted["conflicting"]:
            click.echo("Next: the same with --write --reason TEXT" + _and_conflicts(counted))
        return
    if counted["refused"] and not skip_refused:
        raise VerifyError(
            f"{counted['refused']} rows are refused, so nothing was written.",
            place=str(table),
            hint="Mend them, or leave them out with --skip-refused.",
        )
    author = Author(actor or workspace.actor, utc_now(), reason or "")
    done = carry_out(home, planned, author, conflicts=Conflicts(conflicts), area=area)
    files = write_and_take_up(workspace, done.home) if done.changes else []
    kept = counted["changed"] + counted["conflicting"] if conflicts == "keep" else 0
    click.echo(
        display_safe(
            (f"wrote {len(done.changes)} rows in {', '.join(files)}" if files else "nothing to write")
            + (f"; {kept} curated rows kept as they are" if kept else "")
        ),
        err=chosen != "table",
    )


def _and_conflicts(counted: dict[str, int]) -> str:
    """What to decide besides, where curated rows say otherwise."""
    if not counted["changed"] + counted["conflicting"]:
        return ""
    return "; curated rows stay as they are, unless you say --conflicts dispute or overwrite"


def _incoming(table: Path, mapping: Path | None) -> tuple[list[Any], tuple[Any, ...]]:
    from verify.reference.importing import own_rows

    if mapping is None:
        return own_rows(table), ()
    from verify.reference.mapping import read_foreign, read_mapping

    found = read_foreign(table, read_mapping(mapping))
    return [(name, entry, ".") for name, entry in found.rows], found.refused


def _show_plan(planned: Planned, format_: str, show_all: bool) -> None:
    from verify.cli.reference_printing import show_rows

    objects: list[dict[str, Any]] = []
    hidden: dict[str, int] = {}
    shown: dict[str, int] = {}
    for step in planned.steps:
        effect = str(step.effect)
        if not show_all and (effect == "same" or (format_ == "table" and shown.get(effect, 0) >= SHOWN)):
            hidden[effect] = hidden.get(effect, 0) + 1
            continue
        shown[effect] = shown.get(effect, 0) + 1
        objects.append(
            {
                "effect": effect,
                "table": step.table,
                "key": step.key if step.table else "",
                "words": step.words,
                "place": step.entry.place,
            }
        )
    show_rows(objects, format_, ("effect", "table", "key", "words", "place"))
    if format_ == "table":
        more = sum(count for effect, count in hidden.items() if effect != "same")
        counted = ", ".join(f"{count} {effect}" for effect, count in planned.count().items() if count)
        click.echo(f"{counted or 'no rows'}" + (f"   ({more} not shown: --all)" if more else ""))


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option(
    "--from",
    "origin",
    type=click.Choice(["tables", "store"]),
    default="tables",
    show_default=True,
    help="The workspace's tables byte for byte, or what its store holds of them, sorted.",
)
@click.option(
    "--table",
    "only",
    type=click.Choice(["subjects", "aliases", "properties", "facts", "lists", "sources", "changes"]),
    help="Only this table; without FOLDER it goes to standard output.",
)
@click.option(
    "--format", "format_", type=click.Choice(["csv", "json", "ndjson"]), default="csv", show_default=True
)
@database_option
def export_command(
    folder: Path | None, origin: str, only: str | None, format_: str, database: str | None
) -> None:
    """Export the reference into FOLDER as CSV, which 'verify reference import FOLDER' takes back as it was.

    Without FOLDER, print one --table.
    """
    from verify.reference.exporting import home_files, write_files
    from verify.reference.home import read_home

    workspace = workspace_of(database)
    if folder is None:
        if only is None:
            raise VerifyError(
                "there is no folder to export into.",
                hint="Name one: verify reference export FOLDER; or print one table: --table facts.",
                exit_code=ExitCode.USAGE,
            )
        _print_table(_origin_tables(workspace, origin), only, format_)
        return
    if format_ != "csv":
        raise VerifyError(
            "a folder is exported as CSV.",
            hint=f"Print {format_} with --table facts.",
            exit_code=ExitCode.USAGE,
        )
    files = home_files(read_home(workspace.reference)) if origin == "tables" else _store_files(workspace)
    wanted = {name: text for name, text in files.items() if only is None or Path(name).stem == only}
    write_files(wanted, folder)
    click.echo(display_safe(f"{len(wanted)} files in {folder}"))


def _store_files(workspace: Workspace) -> dict[str, str]:
    from verify.reference.exporting import store_files
    from verify.workbench import open_workspace_store

    store, _ = open_workspace_store(workspace)
    with store.reading() as connection:
        return store_files(connection)


def _origin_tables(workspace: Workspace, origin: str) -> Tables:
    from verify.reference.exporting import sorted_tables, stored_tables
    from verify.reference.tables import read_tables
    from verify.workbench import open_workspace_store

    if origin == "tables":
        return read_tables(workspace.reference)
    store, _ = open_workspace_store(workspace)
    with store.reading() as connection:
        return sorted_tables(stored_tables(connection))


def _print_table(tables: Tables, name: str, format_: str) -> None:
    from verify.cli.reference_printing import show_rows
    from verify.reference.home import csv_line
    from verify.reference.tables import cells, column_names

    entries: list[Any] = getattr(tables, name)
    header = column_names(name)
    if format_ != "csv":
        show_rows([dict(zip(header, cells(entry), strict=True)) for entry in entries], format_, header)
        return
    text = "".join(csv_line(row, "\n") for row in [header, *[cells(entry) for entry in entries]])
    # As bytes, so that no platform changes its line ends.
    click.echo(text.encode(), nl=False)


@click.command("diff")
@click.argument("other", type=click.Path(path_type=Path), required=False)
@click.option("--shipped", is_flag=True, help="Compare with the reference that ships with this version.")
@format_option("table", "ndjson", "json", "markdown")
@database_option
def diff_command(other: Path | None, shipped: bool, format_: str | None, database: str | None) -> None:
    """Show how the workspace's tables differ from OTHER, a folder of tables; by default from what the store holds.

    "+" stands before what only the workspace's tables have, "-" before what they lack, "~" before what they say
    otherwise. Exits with 0 all the same.
    """
    from verify import shipped as ship
    from verify.cli.reference_printing import show_rows
    from verify.reference.comparing import compare
    from verify.reference.exporting import stored_tables
    from verify.reference.tables import read_tables
    from verify.workbench import standing_store

    workspace = workspace_of(database)
    mine = read_tables(workspace.reference)
    if shipped and other is not None:
        raise VerifyError(
            "one other reference is enough.",
            hint="Name a folder, or give --shipped.",
            exit_code=ExitCode.USAGE,
        )
    if other is not None or shipped:
        before = read_tables(other or ship.reference())
    else:
        store = standing_store(workspace)
        if store is None:
            raise VerifyError(
                "there is no store yet to compare with.",
                place=workspace.database,
                hint="Name a folder of tables, or give --shipped.",
            )
        with store.reading() as connection:
            before = stored_tables(connection)
    found = compare(before, mine)
    chosen = chosen_format(format_)
    objects = [
        {
            "sign": difference.sign,
            "table": difference.table,
            "key": difference.key,
            "changes": difference.changes,
            "place": difference.place,
        }
        for difference in found
    ]
    show_rows(objects, chosen, ("sign", "table", "key", "changes"))
    if chosen == "table":
        click.echo(f"{len(found)} rows differ" if found else "no row differs")
