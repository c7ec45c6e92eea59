"""`verify db`: look after the database."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verify.cli.options import database_option, workspace_of
from verify.cli.sections import SectionedGroup
from verify.cli.writing import write_whole
from verify.display import display_safe
from verify.errors import ExitCode

SECTIONS = {
    "Commands": {
        "status": "Show which database this is, its schema, how much it holds.",
        "upgrade": "Create the schema, or bring it to this version's.",
        "check": "Prove that the store holds together, and what was sealed.",
        "seal": "Print a seal over verdicts, what they rest on, and the logs.",
        "rebuild": "Make the statuses and the queue anew, where 'check' says so.",
    },
}


@click.group("db", cls=SectionedGroup, sections=SECTIONS)
def command() -> None:
    """Look after the database: its schema, and whether all in it holds together."""


@command.command("status")
@database_option
def status_command(database: str | None) -> None:
    """Show which database this is, its schema, and how much it holds. Creates and changes nothing."""
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


@command.command("seal")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the seal with all that it covers, so that a difference can be told by its place.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what FILE would hold.")
@database_option
def seal_command(output: Path | None, as_json: bool, database: str | None) -> None:
    """Print a seal: one digest over verdicts, what they rest on, and the logs.

    Keep its line, or its file, where nobody who can write to the database can change it. 'verify db check --seal'
    tells later whether what it covers is still there unchanged; what was added since does not matter. The same
    rows have the same seal on SQLite and on PostgreSQL.
    """
    from verify.store.seal import make_seal
    from verify.store.sealed import seal_file
    from verify.store.upgrade import open_store
    from verify.workbench import SOFTWARE, utc_now

    store = open_store(workspace_of(database).database, create=False)
    with store.reading() as connection:
        seal = make_seal(connection)
    written = seal_file(seal, at=utc_now(), software=SOFTWARE)
    if output is not None:
        write_whole(output, written)
    if as_json:
        click.echo(written, nl=False)
        return
    click.echo(f"seal      {seal.line}")
    marks = seal.marks
    click.echo(
        f"covers    {seal.verdicts:,} verdicts of runs up to {marks['run']}; of {marks['claim']:,} claims, "
        f"{marks['record']:,} records, {marks['fact']:,} facts, {marks['check']:,} checks"
    )
    click.echo(f"logs      decisions up to {marks['decision']:,}, redactions up to {marks['redaction']:,}")
    click.echo(f"made      {utc_now()} by {SOFTWARE}")
    if output is not None:
        click.echo(f"in        {display_safe(str(output))}")
    click.echo("Next: keep it elsewhere, and later: verify db check --seal " + ("FILE" if output else "LINE"))


@command.command("check")
@click.option(
    "--seal",
    "given",
    metavar="LINE|FILE",
    help="A seal that was kept: is what it covers still there unchanged?",
)
@database_option
def check_command(given: str | None, database: str | None) -> None:
    """Prove that the store holds together: references, projections, queue, chained logs. Exits with 4 if not."""
    from verify.review.projection import misqueued
    from verify.store.integrity import check_store
    from verify.store.sealed import broken_seal, read_sealed
    from verify.store.upgrade import open_store
    from verify.workbench import utc_now

    sealed = read_sealed(given) if given is not None else None
    store = open_store(workspace_of(database).database, create=False)
    with store.reading() as connection:
        findings = [finding.what for finding in check_store(connection)]
        if wrong := misqueued(connection, utc_now()):
            findings.append(
                f"{wrong} rows of the queue are not what the store makes of them: verify db rebuild"
            )
        if sealed is not None:
            findings += [f"seal: {what}" for what in broken_seal(connection, sealed)]
    for finding in findings:
        click.echo(f"✗ {display_safe(finding)}")
    if findings:
        click.echo("The store needs a look: restore a backup, or report this.", err=True)
        sys.exit(int(ExitCode.INVALID_DATA))
    click.echo("✓ references, records, statuses, the queue and the log of decisions hold together")
    if sealed is not None:
        click.echo("✓ what was sealed is there unchanged")


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
