"""`verify db`: look after the database."""

from __future__ import annotations

import sys

import click

from verify.cli.options import database_option, workspace_of
from verify.display import display_safe
from verify.errors import ExitCode


@click.group("db")
def command() -> None:
    """Look after the database: its schema, and whether all in it holds together."""


@command.command("status")
@database_option
def status_command(database: str | None) -> None:
    """Show which database this is, its schema, and how much it holds. Creates and changes nothing."""
    from pathlib import Path

    from verify.store.counts import row_counts
    from verify.store.engine import connect
    from verify.store.upgrade import HEAD, State, schema_state

    workspace = workspace_of(database)
    store = connect(workspace.database)
    click.echo(f"database  {display_safe(store.name)}")
    if store.is_sqlite and not Path(store.name).exists():
        click.echo("schema    none: the file does not exist yet; the first command that writes makes it")
        return
    state, revision = schema_state(store)
    about = {
        State.EMPTY: "none yet",
        State.CURRENT: f"{revision}, current",
        State.OLDER: f"{revision}, older than this version's {HEAD}: run verify db upgrade",
        State.NEWER: f"{revision}, newer than this version's {HEAD}: upgrade verify",
        State.FOREIGN: "that of another program",
    }
    click.echo(f"schema    {display_safe(about[state])}")
    if state is State.CURRENT:
        with store.reading() as connection:
            for name, count in row_counts(connection).items():
                click.echo(f"{name:<9} {count:,}")
    if state in (State.NEWER, State.FOREIGN):
        sys.exit(int(ExitCode.INVALID_DATA))


@command.command("upgrade")
@database_option
def upgrade_command(database: str | None) -> None:
    """Create the schema, or bring it to this version's; rows are kept."""
    from verify.store.engine import connect
    from verify.store.upgrade import HEAD, schema_state, upgrade

    store = connect(workspace_of(database).database)
    _, before = schema_state(store)
    upgrade(store)
    words = "is current" if before == HEAD else f"was upgraded from {before}" if before else "was created"
    click.echo(f"the schema ({HEAD}) {words}")


@command.command("check")
@database_option
def check_command(database: str | None) -> None:
    """Prove that the store holds together: references, projections, the chain of decisions. Exits with 4 if not."""
    from verify.review.projection import misqueued
    from verify.store.integrity import check_store
    from verify.store.upgrade import open_store
    from verify.workbench import utc_now

    store = open_store(workspace_of(database).database, create=False)
    with store.reading() as connection:
        findings = [finding.what for finding in check_store(connection)]
        if wrong := misqueued(connection, utc_now()):
            findings.append(
                f"{wrong} rows of the queue are not what the store makes of them: verify db rebuild"
            )
    for finding in findings:
        click.echo(f"✗ {display_safe(finding)}")
    if findings:
        click.echo("The store needs a look: restore a backup, or report this.", err=True)
        sys.exit(int(ExitCode.INVALID_DATA))
    click.echo("✓ references, records, statuses, the queue and the log of decisions hold together")


@command.command("rebuild")
@database_option
def rebuild_command(database: str | None) -> None:
    """Make the statuses of all claims and the queue anew from the verdicts and the log, where 'check' says so."""
    from verify.review.projection import rebuild
    from verify.store.status import rebuild_statuses
    from verify.store.upgrade import open_store
    from verify.workbench import utc_now

    store = open_store(workspace_of(database).database, create=False)
    with store.writing() as connection:
        rebuild_statuses(connection)
        rebuild(connection, utc_now())
    click.echo("made the statuses and the queue anew")
