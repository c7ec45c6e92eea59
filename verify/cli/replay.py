"""`verify replay`: judge a past run again, and compare."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from verify.cli.options import Whole, database_option, workspace_of
from verify.display import display_safe
from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from verify.checks.replay import Part


@click.command("replay")
@click.argument("run", type=Whole(), metavar="RUN")
@click.option("--rows", is_flag=True, help="Print the verdict rows as they come out again, one a line.")
@click.option("--recorded", is_flag=True, help="Print the verdict rows as they are recorded, one a line.")
@database_option
def command(run: int, rows: bool, recorded: bool, database: str | None) -> None:
    """Judge the run with the number RUN again, from what is recorded of it, and compare; nothing is written.

    The numbers of runs are those of 'verify report runs'. Exits with 0 where every row came out again byte for
    byte, with 1 where one differs, with 3 where something is missing.
    """
    from verify.store.upgrade import open_store

    if rows and recorded:
        raise click.UsageError("--rows and --recorded print different things: name one of them.")
    store = open_store(workspace_of(database).database, create=False)
    try:
        with store.reading() as connection:
            parts = _replay(connection, run, store.name)
            if rows or recorded:
                _print_rows(connection, run, recorded)
    finally:
        store.close()
    _tell(run, parts, quiet=rows or recorded)
    if any(part.missing for part in parts):
        sys.exit(int(ExitCode.BROKEN_CHECK))
    sys.exit(int(ExitCode.CLEAN if all(part.is_whole for part in parts) else ExitCode.FINDINGS))


def _replay(connection: Connection, run: int, name: str) -> list[Part]:
    from verify.checks.extensions import load_steps
    from verify.checks.replay import replay

    load_steps()
    parts = replay(connection, run)
    if parts is None:
        raise VerifyError(
            f"there is no run {run}.",
            place=name,
            hint="Runs are listed by: verify report runs",
            exit_code=ExitCode.USAGE,
        )
    return parts


def _print_rows(connection: Connection, run: int, recorded: bool) -> None:
    from verify.checks.replay import recorded_lines, replayed_lines

    for line in (recorded_lines if recorded else replayed_lines)(connection, run):
        click.echo(line)


def _tell(run: int, parts: list[Part], *, quiet: bool) -> None:
    """What came out again, check by check; on stderr where rows are printed."""
    for part in parts:
        name = display_safe(part.check)
        if part.missing:
            click.echo(f"missing  {name}: {display_safe(part.missing)}", err=quiet)
        elif not part.is_whole:
            first = ", ".join(claim[:8] for claim in part.differing)
            more = (
                f" and {part.differ - len(part.differing)} more" if part.differ > len(part.differing) else ""
            )
            click.echo(f"differs  {name}: claims {first}{more}", err=quiet)
    if left_out := sum(part.redacted for part in parts):
        click.echo(
            f"redacted {left_out} verdict{'s' if left_out != 1 else ''} on claims whose text was taken out",
            err=quiet,
        )
    count = sum(part.verdicts for part in parts)
    again = sum(part.is_whole for part in parts)
    checks = f"{again} of {len(parts)} check{'s' if len(parts) != 1 else ''}"
    click.echo(
        f"run {run}: {checks} came out again as recorded, {count} verdict{'s' if count != 1 else ''}",
        err=quiet,
    )
