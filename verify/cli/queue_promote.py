"""`verify queue promote`: a decision becomes a fact of the reference."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from verify.cli.options import WORDS, database_option, workspace_of
from verify.cli.queue_options import actor_option, json_option
from verify.display import display_safe
from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from verify.promoting import NewSource, Promoted
    from verify.review.proposals import Proposal
    from verify.store.engine import Store


@click.command("promote")
@click.argument("claim")
@click.option(
    "--value", type=WORDS, metavar="VALUE", help="What is right, where the decision does not say so."
)
@click.option(
    "--subject",
    type=WORDS,
    metavar="NAME",
    help="What the fact is about, where the article's words are another name of it.",
)
@click.option("--property", "property_", type=WORDS, metavar="NAME", help="Of which property the fact is.")
@click.option("--valid-from", type=WORDS, default="", metavar="DATE", help="Of a state: its first day.")
@click.option("--valid-to", type=WORDS, default="", metavar="DATE", help="Of a state: its last day.")
@click.option(
    "--source",
    "sources",
    type=WORDS,
    multiple=True,
    metavar="CODE",
    help="A source of the reference that says so. Can be repeated.",
)
@click.option("--source-title", type=WORDS, default="", metavar="TEXT", help="Of a new source: its title.")
@click.option(
    "--source-publisher", type=WORDS, default="", metavar="NAME", help="Of a new source: who publishes it."
)
@click.option("--source-url", type=WORDS, default="", metavar="URL", help="Of a new source: where it is.")
@click.option("--source-kind", type=WORDS, default="", metavar="TEXT", help="Of a new source: what it is.")
@click.option(
    "--source-accessed",
    type=WORDS,
    default="",
    metavar="DATE",
    help="Of a new source: the day on which you read it. Leave it out if you did not.",
)
@click.option(
    "--reason", type=WORDS, default="", metavar="TEXT", help="Why. Default: the decision and its note."
)
@click.option("--no-check", is_flag=True, help="Judge nothing again yet.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@actor_option
@json_option
@database_option
def promote_command(claim: str, dry_run: bool, as_json: bool, database: str | None, **given: Any) -> None:
    """Turn the decision on CLAIM into a fact of the reference, with its source.

    A claim that was decided to be right becomes a fact; where the reference was said to be wrong, its fact is
    corrected. On a terminal, a source that is not given is asked for. The tables log who did it and why, and what the
    fact touches is judged again.
    """  # fmt: skip
    from verify.promoting import promote
    from verify.review.proposals import propose

    workspace = workspace_of(database)
    store = _taken_up(database)
    with store.reading() as connection:
        proposal = propose(
            connection, claim, value=given["value"], property=given["property_"], subject=given["subject"]
        )
    proposal = replace(proposal, valid_from=given["valid_from"], valid_to=given["valid_to"])
    new_source = _new_source(given)
    sources = given["sources"]
    if not sources and new_source is None and sys.stdin.isatty() and not as_json:
        proposal, sources, new_source = _ask(proposal)
    done = promote(
        store,
        workspace,
        proposal,
        sources=sources,
        new_source=new_source,
        reason=given["reason"],
        actor=given["actor"] or workspace.actor,
        dry_run=dry_run,
        judge=not given["no_check"],
    )
    store.close()
    _tell_promoted(done, proposal, as_json)


def _new_source(given: dict[str, Any]) -> NewSource | None:
    from verify.promoting import NewSource

    said = [given[f"source_{name}"] for name in ("title", "publisher", "url", "kind", "accessed")]
    if not any(said):
        return None
    # Of a new source the last code named is the one it gets.
    code = given["sources"][-1] if given["sources"] else ""
    title, publisher, url, kind, accessed = said
    return NewSource(title, publisher, url, kind, accessed, code)


def _ask(proposal: Proposal) -> tuple[Proposal, tuple[str, ...], NewSource | None]:
    """What is still to be said, asked for in place."""
    from verify.promoting import NewSource

    click.echo(
        display_safe(
            f"{proposal.subject}, {proposal.property}: {proposal.value or 'the value is not known'}"
        ),
        err=True,
    )
    value = proposal.value or click.prompt("What is right", err=True)
    code = click.prompt(
        "Code of a source of the reference (empty: a new one)", default="", show_default=False, err=True
    )
    if code.strip():
        return replace(proposal, value=value), (code.strip(),), None
    title, publisher, url = (
        click.prompt(f"New source: {name}", default="", show_default=False, err=True)
        for name in ("title", "publisher", "url")
    )
    return replace(proposal, value=value), (), NewSource(title, publisher, url)


def _tell_promoted(done: Promoted, proposal: Proposal, as_json: bool) -> None:
    from verify.report.objects import to_ndjson

    if as_json:
        told = {
            "event": "promote",
            "claim": proposal.claim,
            "fact": done.fact,
            "action": done.action,
            "value": proposal.value,
            "written": done.written,
            "files": list(done.files),
            "changes": [
                {"action": one.action, "table": one.table, "key": one.key, "changes": one.changes}
                for one in done.changes
            ],
            "flips": done.flips,
            "status": done.status.label if done.status else None,
        }
        for printed in to_ndjson([told]):
            click.echo(printed)
        return
    would = "" if done.written else "would be "
    for change in done.changes:
        click.echo(display_safe(f"{would}{change.action}: {change.table} {change.key} ({change.changes})"))
    if not done.written:
        return
    click.echo(display_safe(f"in {', '.join(done.files)}"))
    if done.flips is None:
        click.echo("Next: verify check")
        return
    status = done.status.label if done.status else "not judged"
    turned = f"{done.flips} claim{'s' if done.flips != 1 else ''} turned over"
    click.echo(f"judged again: {turned}; the checks now find claim {proposal.claim[:8]} {status}")


def _taken_up(database: str | None) -> Store:
    """The workspace's store with its reference taken up. Raises VerifyError where there is none yet."""
    from verify.workbench import open_workspace_store, standing_store

    workspace = workspace_of(database)
    store = standing_store(workspace)
    if store is None:
        raise VerifyError(
            "there is no store yet.",
            place=workspace.database,
            hint="Run first: verify run ARTICLE",
            exit_code=ExitCode.INVALID_DATA,
        )
    store.close()
    return open_workspace_store(workspace)[0]
