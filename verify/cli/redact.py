"""`verify redact`: take a text out of the store, as a takedown demands."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from verify.cli.options import WORDS, database_option, workspace_of
from verify.display import display_safe
from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from verify.review.redact import Found
    from verify.workspace import Workspace


@click.command("redact")
@click.argument("document", type=WORDS)
@click.option(
    "--reason", type=WORDS, required=True, metavar="TEXT", help="Why: it is kept, and shown to readers."
)
@click.option("--actor", type=WORDS, metavar="NAME", help="Who does it. Default: that of the workspace.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.option("--lift", is_flag=True, help="Let a redacted text be taken in again, where it may be.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@database_option
def command(
    document: str, reason: str, actor: str | None, yes: bool, lift: bool, as_json: bool, database: str | None
) -> None:
    """Take a text out of the store. It cannot be undone: what was taken out is nowhere any more.

    DOCUMENT is an article (all its revisions), or the beginning of the digest of a document or of its text. Text,
    headline, quotes and what else repeats their words go, in every document that has the text; digests, places,
    verdicts and decisions stay, and the log says who did it and why. The text is not taken in again until that is
    lifted.
    """  # fmt: skip
    from verify.review.redact import find, redact
    from verify.review.redact import lift as let_in
    from verify.store.scrub import scrub
    from verify.store.upgrade import open_store
    from verify.workbench import utc_now

    workspace = workspace_of(database)
    store = open_store(workspace.database, create=False)
    with store.reading() as connection:
        found = find(connection, document)
    if not lift and found.left:
        _preview(found, err=as_json)
        _confirm(yes)
    change = let_in if lift else redact
    with store.writing() as connection:
        seen, found = found, find(connection, document)
        if found.documents != seen.documents:
            raise VerifyError(
                "other documents have the text than a moment ago.",
                hint="Run the command again, and look at them.",
            )
        change(connection, found, actor=actor or workspace.actor, now=utc_now(), reason=reason)
    kept = None if lift else scrub(store)
    store.close()
    _tell(found, lift, as_json, scrubbed=kept is None)
    if not lift:
        _tell_quoting_lines(workspace, found)
    if kept is not None:
        raise VerifyError(
            f"the words are out of the tables, but may still be in the database's files: {display_safe(kept)}.",
            place=store.name,
            hint=f"Stop what uses the database, and run this again: verify redact {document} --reason … --yes",
        )


def _tell_quoting_lines(workspace: Workspace, found: Found) -> None:
    """The lines of the committed file that quote the articles, if it can be read."""
    from verify.gate.opening import shown_name
    from verify.review.committed import read_committed

    shown = shown_name(workspace)
    try:
        committed = read_committed(workspace.decisions, shown)
    except VerifyError:
        return
    articles = {held.article for held in found.documents}
    lines = [str(line.number) for line in committed.lines if line.entry.article in articles]
    if lines:
        told = f"{shown} quotes it in line{'s' if len(lines) > 1 else ''} {', '.join(lines)}: that is yours to remove"
        click.echo(display_safe(told), err=True)


def _preview(found: Found, *, err: bool) -> None:
    for held in found.documents:
        stands = "" if held.stands else ", an earlier revision"
        click.echo(f"document  {held.digest[:12]}  {display_safe(held.name)}{stands}", err=err)
    click.echo(
        f"claims    {found.claims}: their quotes and words go; places, verdicts, decisions stay", err=err
    )
    quoting = [note for note in found.notes if note.quotes]
    if found.notes:
        click.echo(
            f"notes     {len(found.notes)} of people stay, for the log is chained; "
            f"{len(quoting)} quote{'s' if len(quoting) == 1 else ''} the text"
            + (": decisions " + ", ".join(str(note.event) for note in quoting) if quoting else ""),
            err=err,
        )


def _confirm(yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise VerifyError(
            "this takes a text out for good, and nobody is there to be asked.",
            hint="Say --yes.",
            exit_code=ExitCode.USAGE,
        )
    click.confirm("Take it out for good?", abort=True, err=True)


def _tell(found: Found, lift: bool, as_json: bool, *, scrubbed: bool) -> None:
    from verify.report.objects import to_ndjson

    texts = found.redacted if lift else found.left
    if as_json:
        told: dict[str, Any] = {
            "event": "lift" if lift else "redact",
            "texts": len(texts),
            "documents": [held.digest for held in found.documents if held.text_id in texts],
            "claims": found.claims,
            "notes": [
                {"decision": note.event, "claim": note.claim, "quotes": note.quotes} for note in found.notes
            ],
            "scrubbed": scrubbed and not lift,
        }
        for printed in to_ndjson([told]):
            click.echo(printed)
        return
    count = f"{len(texts)} text{'s' if len(texts) != 1 else ''}"
    if lift:
        click.echo(f"{count} may be taken in again: verify run ARTICLE")
    elif not texts:
        click.echo("it is redacted already; the database's files were cleaned again")
    else:
        click.echo(
            f"{count} redacted. Copies elsewhere (the article's file, exports, backups) are yours to remove."
        )
