"""`verify queue import`: the decisions of a committed file come into the log."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verify.cli.options import database_option, workspace_of
from verify.cli.queue_options import actor_option, json_option
from verify.display import display_safe
from verify.errors import VerifyError

if TYPE_CHECKING:
    from verify.review.importing import Imported


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--replace", "replacing", is_flag=True, help="Let the file's decisions replace others that stand here."
)
@actor_option
@json_option
@database_option
def import_command(
    file: Path, replacing: bool, actor: str | None, as_json: bool, database: str | None
) -> None:
    """Bring the decisions of FILE, as 'verify queue export' writes it, into the log.

    Each becomes a decision of its owner, at its moment, on every claim that it is of, marked as brought in. One that
    stands here already changes nothing; where another stands, or it was taken back since, that is told and left alone,
    unless with --replace.
    """
    from verify.review.committed import read_committed
    from verify.review.importing import import_decisions
    from verify.store.upgrade import open_store
    from verify.workbench import utc_now

    if not file.exists():
        raise VerifyError("there is no such file.", place=str(file), hint="Check the path.")
    workspace = workspace_of(database)
    found = read_committed(file, str(file))
    with open_store(workspace.database, create=False).writing() as connection:
        done = import_decisions(
            connection, found, actor=actor or workspace.actor, now=utc_now(), replace=replacing
        )
    _tell_imported(done, str(file), as_json)


def _tell_imported(done: Imported, file: str, as_json: bool) -> None:
    from verify.report.objects import to_ndjson

    if as_json:
        told = {
            "event": "import",
            "file": file,
            "brought_in": done.brought_in,
            "known": done.known,
            "replaced": done.replaced,
            "conflicts": [asdict(one) | {"there": one.there.label} for one in done.conflicts],
            "unknown": list(done.unknown),
            "waivers": done.waivers,
        }
        for printed in to_ndjson([told]):
            click.echo(printed)
        return
    for one in done.conflicts:
        click.echo(
            display_safe(
                f"{file}:{one.line}  claim {one.claim[:8]} is {one.here} here, by {one.here_by}; "
                f"the file says {one.there.label}, by {one.there_by}: left alone"
            )
        )
    if done.unknown:
        lines = ", ".join(map(str, done.unknown[:10])) + (", …" if len(done.unknown) > 10 else "")
        click.echo(display_safe(f"{file}: claims that do not stand here: lines {lines}"))
    click.echo(
        f"{done.brought_in} brought in, {done.known} known, {done.replaced} replaced, "
        f"{len(done.conflicts)} in conflict, {len(done.unknown)} unknown"
        + (f"; {done.waivers} waivers stay in the file" if done.waivers else "")
    )
    if done.conflicts:
        click.echo("Next: look at them, or bring them in with --replace")
