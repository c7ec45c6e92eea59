"""`verify queue waive`, `unwaive` and `export`: write the file of decisions and waivers that is committed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verify.cli.options import WORDS, database_option, workspace_of
from verify.display import display_safe
from verify.errors import ExitCode, VerifyError
from verify.values import describe_date

if TYPE_CHECKING:
    from verify.review.committed import Waiver
    from verify.store.engine import Store

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


@click.command("waive")
@click.argument("claim")
@click.option("--reason", type=WORDS, required=True, metavar="TEXT", help="Why it may stay for now.")
@click.option(
    "--until", required=True, metavar="DATE", help="The last day on which it is excused: 2026-12-31."
)
@click.option(
    "--owner", type=WORDS, metavar="NAME", help="Who answers for it. Default: the actor of the workspace."
)
@json_option
@database_option
def waive_command(
    claim: str, reason: str, until: str, owner: str | None, as_json: bool, database: str | None
) -> None:
    """Excuse a refuted claim until a day, in the committed file.

    CLAIM is its id or the beginning of it. An earlier waiver of it is replaced. Once the day is over the waiver
    fails until it is renewed or taken out.
    """
    from verify.gate.committing import waive
    from verify.gate.opening import parse_day_option, shown_name, utc_day

    last_day = parse_day_option(until, "--until")
    if last_day < utc_day():
        raise VerifyError(
            f"--until: {describe_date(last_day.isoformat())} is over.",
            hint="Name today or a later day.",
            exit_code=ExitCode.USAGE,
        )
    workspace = workspace_of(database)
    owner = workspace.actor if owner is None else owner
    for option, text in (("--reason", reason), ("--owner", owner)):
        if not text.strip():
            raise VerifyError(f"{option} is empty.", hint="Say it in a few words.", exit_code=ExitCode.USAGE)
    shown = shown_name(workspace)
    with _open(workspace.database).reading() as connection:
        line, waiver = waive(
            connection,
            claim,
            path=workspace.decisions,
            shown=shown,
            reason=reason,
            owner=owner,
            until=last_day,
        )
    if as_json:
        _print({"event": "waive", "claim": line.claim, **_object(waiver), "file": shown})
        return
    click.echo(
        f"waived {line.claim[:8]} until {describe_date(last_day.isoformat())}, in {display_safe(shown)}   "
        f"(take it back: verify queue unwaive {line.claim[:8]})"
    )


@click.command("unwaive")
@click.argument("claim")
@json_option
@database_option
def unwaive_command(claim: str, as_json: bool, database: str | None) -> None:
    """Take a waiver out of the committed file.

    CLAIM is the beginning of its id, or of "claim" in the waiver's line.
    """
    from verify.gate.committing import fingerprint_of, unwaive
    from verify.gate.opening import shown_name

    workspace = workspace_of(database)
    shown = shown_name(workspace)

    def look_up(given: str) -> str:
        with _open(workspace.database).reading() as connection:
            return fingerprint_of(connection, given)

    waiver = unwaive(claim, path=workspace.decisions, shown=shown, fingerprint_of=look_up)
    if as_json:
        _print({"event": "unwaive", **_object(waiver), "file": shown})
        return
    quote = f" of “{display_safe(waiver.quote)}”" if waiver.quote else ""
    click.echo(f"took the waiver{quote} out of {display_safe(shown)}")


@click.command("export")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to merge into. Default: that of the workspace.",
)
@json_option
@database_option
def export_command(output: Path | None, as_json: bool, database: str | None) -> None:
    """Merge the decisions that stand into the committed file.

    Of two decisions on a claim the later one stays; decisions that were taken back here are taken out. Waivers stay.
    """
    from verify.gate.committing import export_decisions
    from verify.gate.opening import shown_name

    workspace = workspace_of(database)
    path = workspace.decisions if output is None else output
    shown = shown_name(workspace) if output is None else str(output)
    with _open(workspace.database).reading() as connection:
        done = export_decisions(connection, path=path, shown=shown)
    counts = {"added": done.added, "changed": done.changed, "removed": done.removed}
    if as_json:
        kept = {"decisions": done.decisions, "waivers": done.waivers}
        _print({"event": "export", **kept, **counts, "file": shown})
        return
    changes = ", ".join(f"{count} {what}" for what, count in counts.items())
    click.echo(
        f"{display_safe(shown)}: {_counted(done.decisions, 'decision')} ({changes}), "
        f"{_counted(done.waivers, 'waiver')}"
    )


def _open(database: str) -> Store:
    from verify.store.upgrade import open_store

    return open_store(database, create=False)


def _object(waiver: Waiver) -> dict[str, Any]:
    return {
        "fingerprint": waiver.claim,
        "reason": waiver.reason,
        "owner": waiver.owner,
        "expires": waiver.expires.isoformat(),
    }


def _print(told: dict[str, Any]) -> None:
    from verify.report.objects import to_ndjson

    for printed in to_ndjson([told]):
        click.echo(printed)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
