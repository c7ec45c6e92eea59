"""`verify queue`: decide what the checks could not settle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from verify.cli.objects import FOR_PROGRAMS, show_objects
from verify.cli.options import Whole, chosen_format, database_option, format_option
from verify.cli.queue_acts import ACTS
from verify.cli.queue_cases import export_cases_command
from verify.cli.queue_corrections import corrections_command
from verify.cli.queue_decide import decide_command
from verify.cli.queue_import import import_command
from verify.cli.queue_log import ABOUT_THE_LOG
from verify.cli.queue_options import (
    actor_option,
    desk_of,
    filter_of,
    filter_options,
    json_option,
    print_object,
    session_option,
)
from verify.cli.queue_promote import promote_command
from verify.cli.sections import SectionedGroup
from verify.cli.waivers import export_command, unwaive_command, waive_command
from verify.display import display_safe
from verify.verdicts import Verdict

if TYPE_CHECKING:
    from verify.review.desk import Desk, ItemLine


SECTIONS = {
    "Decide": {
        "next": "Take what comes next; nobody else gets it for 15 minutes.",
        "list": "List what waits for a person, refuted claims first.",
        "show": "Show a claim in its sentence, the record, the decisions on it.",
        "decide": "Decide a claim, all equal ones, or a batch.",
        "discard": "Say that what was extracted is no claim.",
        "correct": "Say what should have been extracted instead.",
        "skip": "Pass over a claim for now; others still get it.",
        "postpone": "Put a claim off until a day or a moment, for everybody.",
        "note": "Write a note on a claim; it stays in the queue.",
    },
    "Take back": {
        "undo": "Take back the last act on a claim, or your own last one.",
        "redo": "Take back the last undo.",
        "reopen": "Put a decided claim back into the queue.",
    },
    "Work together": {
        "assign": "Give a claim to a reviewer, or to nobody in particular.",
        "release": "Give back what you took with 'next'.",
        "log": "Show what people did, the latest last.",
        "stats": "Show how much waits, who decided what, and agreement.",
    },
    "Make use of decisions": {
        "promote": "Turn a decision into a fact of the reference.",
        "corrections": "List what articles are to correct.",
        "export-cases": "Write what was misread as cases for the tests of extraction.",
        "export": "Merge the decisions that stand into the committed file.",
        "import": "Bring the decisions of a committed file into the log.",
        "waive": "Excuse a refuted claim until a day, in the committed file.",
        "unwaive": "Take a waiver out of the committed file.",
    },
}


@click.group("queue", cls=SectionedGroup, sections=SECTIONS)
def command() -> None:
    """Decide what the checks could not settle. Every decision is kept, with who made it, and can be undone.

    Refuted claims come first, then conflicting ones, disagreements of reviewers, and what was reopened because its
    evidence changed; then what nothing is on record of, the questions that most claims ask before others. Equal claims
    of many articles are one item. Exits with 0 where it did what was asked, also where nothing is left; with 2 where it
    refused to, and says why.
    """


@command.command("next")
@filter_options
@click.option("--again", is_flag=True, help="See again what you skipped.")
@actor_option
@session_option
@json_option
@database_option
def next_command(
    again: bool, actor: str | None, session: str, as_json: bool, database: str | None, **options: Any
) -> None:
    """Take what comes next, for 15 minutes: nobody else gets it meanwhile. Asked again, it comes again.

    Where nothing comes, it says whether others have what is left, or it was skipped or put off.
    """
    from verify.cli.queue_item import item_rows
    from verify.review.desk import Item
    from verify.review.objects import item_object, nothing_object

    desk = desk_of(database, actor, session)
    if again:
        desk.unskip()
    found = desk.next(filter_of(options))
    if not isinstance(found, Item):
        if as_json:
            print_object(nothing_object(found))
            return
        click.echo(display_safe(found.words()))
        if found.skipped:
            click.echo("Next: verify queue next --again")
        return
    if as_json:
        print_object(item_object(found))
        return
    for row in item_rows(found):
        click.echo(row)
    likely = (found.proposed or Verdict.SUPPORTED).label
    click.echo(f'\nNext: verify queue decide {found.id[:8]} "{likely}", verify queue skip {found.id[:8]}')


@command.command("list")
@filter_options
@click.option("--limit", type=Whole(), metavar="N", default=50, show_default=True, help="How many at most.")
@click.option("--after", metavar="CLAIM", help="Go on behind this claim.")
@actor_option
@format_option("table", "ndjson", "json")
@database_option
def list_command(
    limit: int,
    after: str | None,
    actor: str | None,
    format_: str | None,
    database: str | None,
    **options: Any,
) -> None:
    """List the claims that wait for a person, refuted ones first."""
    from verify.review.objects import line_object

    desk, wanted = desk_of(database, actor), filter_of(options)
    lines = desk.lines(wanted, limit=limit, after=after)
    format_ = chosen_format(format_)
    if format_ in FOR_PROGRAMS:
        show_objects(map(line_object, lines), format_)
        return
    _show_lines(desk, lines, sum(desk.counts(wanted).by_state.values()))


def _show_lines(desk: Desk, lines: list[ItemLine], total: int) -> None:
    from verify.cli.queue_item import state_words
    from verify.report.screen import claim_words, text_rows, where

    rows = [
        (
            line.id[:8],
            state_words(line.state, line.lease, line.due, reopened=line.lead.reopened),
            f"{line.lead.document}:{where(line.lead)}" + (f" +{line.claims - 1}" if line.claims > 1 else ""),
            claim_words(line.lead),
            line.lead.record or "",
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
        likely = (first.lead.status or Verdict.SUPPORTED).label
        click.echo(f'Next: verify queue show {first.id[:8]}, verify queue decide {first.id[:8]} "{likely}"')


@command.command("show")
@click.argument("claim")
@actor_option
@json_option
@database_option
def show_command(claim: str, actor: str | None, as_json: bool, database: str | None) -> None:
    """Show a claim in its sentence, what the record says, and what was decided of it.

    CLAIM is its id, or the beginning of it.
    """
    from verify.cli.queue_item import item_rows
    from verify.review.objects import item_object

    item = desk_of(database, actor).look(claim)
    if as_json:
        print_object(item_object(item))
        return
    for row in item_rows(item):
        click.echo(row)


for beside in (
    decide_command,
    *ACTS,
    *ABOUT_THE_LOG,
    promote_command,
    corrections_command,
    import_command,
    export_cases_command,
    waive_command,
    unwaive_command,
    export_command,
):
    command.add_command(beside)
