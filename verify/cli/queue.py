"""`verify queue`: decide what the checks could not settle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from verify.cli.objects import FOR_PROGRAMS, show_objects
from verify.cli.options import WORDS, chosen_format, database_option, format_option, workspace_of
from verify.cli.waivers import export_command, unwaive_command, waive_command
from verify.display import display_safe
from verify.errors import ExitCode, VerifyError
from verify.verdicts import VERDICT_OF, Verdict

if TYPE_CHECKING:
    from verify.report.claims import ClaimLine
    from verify.review.decisions import Decided
    from verify.store.engine import Store

VERDICTS = [verdict.label for verdict in Verdict]
SIDES = ["article", "reference", "both", "neither", "extraction"]

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
note_option = click.option("--note", type=WORDS, default="", metavar="TEXT", help="Why.")
actor_option = click.option(
    "--actor", type=WORDS, metavar="NAME", help="Who decides. Default: that of the workspace."
)


@click.group("queue")
def command() -> None:
    """Decide what the checks could not settle. Every decision is kept, with who made it, and can be undone."""


@command.command("list")
@click.option(
    "--status", type=click.Choice(VERDICTS, case_sensitive=False), help="Only claims of this status."
)
@click.option("--article", metavar="NAME", help="Only claims of this article.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many at most.")
@format_option("table", "ndjson", "json")
@database_option
def list_command(
    status: str | None, article: str | None, limit: int, format_: str | None, database: str | None
) -> None:
    """List the claims that wait for a person, refuted ones first."""
    from verify.report.objects import judged_object
    from verify.report.screen import MARKS, claim_words, text_rows, where
    from verify.workbench import queue_lines

    store = _open(database)
    with store.reading() as connection:
        lines, total = queue_lines(
            connection, status=VERDICT_OF[status] if status else None, article=article, limit=limit
        )
    format_ = chosen_format(format_)
    if format_ in FOR_PROGRAMS:
        objects = map(judged_object, lines)
        show_objects(objects, format_)
        return
    rows = [
        (
            line.claim[:8],
            "reopened"
            if line.reopened
            else f"{MARKS[line.status]} {line.status.label}"
            if line.status
            else "·",
            f"{line.document}:{where(line)}",
            claim_words(line),
            line.record or "",
        )
        for line in lines
    ]
    if rows:
        for row in text_rows(("claim", "status", "where", "claim in words", "record"), rows):
            click.echo(row)
        click.echo()
    click.echo(f"{total} to decide" + (f", {len(lines)} shown" if len(lines) < total else ""))
    if rows:
        first = lines[0]
        likely = (first.status or Verdict.SUPPORTED).label
        click.echo(
            f'Next: verify queue show {first.claim[:8]}, verify queue decide {first.claim[:8]} "{likely}"'
        )


@command.command("show")
@click.argument("claim")
@json_option
@database_option
def show_command(claim: str, as_json: bool, database: str | None) -> None:
    """Show a claim in its sentence, what the record says, and what was decided of it.

    CLAIM is its id, or the beginning of it.
    """
    from verify.report.claims import claim_line
    from verify.report.objects import judged_object, to_ndjson
    from verify.review.queue import history, sentence_of

    store = _open(database)
    with store.reading() as connection:
        line = _only(claim_line(connection, claim), claim)
        before, quote, after = sentence_of(connection, line.claim)
        events = history(connection, line.claim)
    if as_json:
        told = judged_object(line) | {
            "sentence": {"before": before, "quote": quote, "after": after},
            "history": [_event_object(event) for event in events],
        }
        for printed in to_ndjson([told]):
            click.echo(printed)
        return
    for row in _claim_rows(line, before, quote, after, events):
        click.echo(row)


def _claim_rows(line: ClaimLine, before: str, quote: str, after: str, events: Sequence[Any]) -> list[str]:
    from verify.report.screen import MARKS, claim_words, where

    status = f"{MARKS[line.status]} {line.status.label}" if line.status else "not judged"
    rows = [
        f"claim     {line.claim}",
        f"article   {display_safe(line.article)}:{where(line)}",
        f"text      {display_safe(before)}[{display_safe(quote)}]{display_safe(after)}",
        f"claim     {claim_words(line)}",
        f"status    {status}" + (f", decided by {display_safe(line.decided_by)}" if line.decided_by else ""),
    ]
    if line.reopened:
        rows.append("          reopened: its evidence changed since it was decided")
    if line.attributed_to:
        rows.append(f"said by   {display_safe(line.attributed_to)}")
    if line.check:
        rows.append(f"check     {display_safe(f'{line.check_place}, {line.check_title}')}")
        rows.append(f"          {display_safe(line.explanation or '')}")
    rows += [
        f"source    {display_safe(f'{source.title}: {source.publisher} {source.url}')}"
        for source in line.sources
    ]
    for event in events:
        verdict = f" {event.verdict.label}" if event.verdict else ""
        side = f", wrong: {event.side}" if event.side else ""
        rows.append(
            f"decision  {event.at} {display_safe(event.actor)}: {event.event}{verdict}{side}"
            + (f" “{display_safe(event.note)}”" if event.note else "")
        )
    return rows


@command.command("decide")
@click.argument("claim")
@click.argument("verdict", type=click.Choice(VERDICTS, case_sensitive=False))
@click.option("--side", type=click.Choice(SIDES), help="Which side is wrong.")
@note_option
@actor_option
@json_option
@database_option
def decide_command(
    claim: str,
    verdict: str,
    side: str | None,
    note: str,
    actor: str | None,
    as_json: bool,
    database: str | None,
) -> None:
    """Decide a claim: CLAIM is its id or the beginning of it, VERDICT what you conclude."""
    from verify.review.decisions import decide
    from verify.workbench import utc_now

    workspace = workspace_of(database)
    store = _open(database)
    with store.writing() as connection:
        done = decide(
            connection,
            claim,
            VERDICT_OF[verdict],
            actor=actor or workspace.actor,
            now=utc_now(),
            side=side,
            note=note,
        )
    _tell(done, as_json)


@command.command("undo")
@click.argument("claim")
@note_option
@actor_option
@json_option
@database_option
def undo_command(claim: str, note: str, actor: str | None, as_json: bool, database: str | None) -> None:
    """Take back the decision that stands of CLAIM; the log keeps both."""
    from verify.review.taking_back import undo
    from verify.workbench import utc_now

    workspace = workspace_of(database)
    store = _open(database)
    with store.writing() as connection:
        done = undo(connection, claim, actor=actor or workspace.actor, now=utc_now(), note=note)
    _tell(done, as_json)


def _open(database: str | None) -> Store:
    from verify.store.upgrade import open_store

    return open_store(workspace_of(database).database, create=False)


def _only(lines: list[ClaimLine], given: str) -> ClaimLine:
    if len(lines) == 1:
        return lines[0]
    what = f"several claims begin with {given!r}." if lines else f"no claim begins with {given!r}."
    raise VerifyError(what, hint="See: verify queue list", exit_code=ExitCode.USAGE)


def _event_object(event: Any) -> dict[str, Any]:
    return {
        "decision": event.decision,
        "event": event.event,
        "verdict": event.verdict.label if event.verdict else None,
        "side": event.side,
        "actor": event.actor,
        "at": event.at,
        "note": event.note,
    }


def _tell(done: Decided, as_json: bool) -> None:
    from verify.report.objects import to_ndjson

    verdict = done.verdict.label if done.verdict else None
    if as_json:
        told = {"decision": done.decision_id, "event": done.event, "claim": done.claim, "verdict": verdict}
        for printed in to_ndjson([told]):
            click.echo(printed)
        return
    if verdict:
        click.echo(
            f"decided {done.claim[:8]}: {verdict}   (take it back: verify queue undo {done.claim[:8]})"
        )
    else:
        click.echo(f"took back the decision on {done.claim[:8]}")


for beside in (waive_command, unwaive_command, export_command):
    command.add_command(beside)
