"""`verify queue undo`, `redo`, `reopen`, `release`, `log` and `stats`: what was done, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from verify.cli.objects import FOR_PROGRAMS, show_objects
from verify.cli.options import Whole, chosen_format, database_option, format_option
from verify.cli.queue_options import (
    actor_option,
    desk_of,
    filter_of,
    filter_options,
    json_option,
    named,
    note_option,
    print_object,
    session_option,
    tell,
)
from verify.display import display_safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verify.review.desk import Stats


@click.command("undo")
@click.argument("claim", required=False)
@note_option
@actor_option
@json_option
@database_option
def undo_command(
    claim: str | None, note: str, actor: str | None, as_json: bool, database: str | None
) -> None:
    """Take back the last act on CLAIM, or without one your own last act, whole; the log keeps both.

    Refused where somebody else decided one of its claims since.
    """
    done = desk_of(database, actor).undo(claim, note=note)
    what = "the decision" if done.undoes == "decide" else f"'{done.undoes}'"
    tell(done, as_json, f"took back {what} on {named(done)}")


@click.command("redo")
@click.argument("claim", required=False)
@note_option
@actor_option
@json_option
@database_option
def redo_command(
    claim: str | None, note: str, actor: str | None, as_json: bool, database: str | None
) -> None:
    """Take back the last undo of CLAIM, or without one your own last undo."""
    done = desk_of(database, actor).redo(claim, note=note)
    verdict = f": {done.verdict.label}" if done.verdict is not None else ""
    tell(done, as_json, f"'{done.undoes}' holds again on {named(done)}{verdict}")


@click.command("reopen")
@click.argument("claim")
@note_option
@actor_option
@json_option
@database_option
def reopen_command(claim: str, note: str, actor: str | None, as_json: bool, database: str | None) -> None:
    """Put CLAIM, which was decided, back into the queue. Nothing is taken back: the log says both."""
    done = desk_of(database, actor).reopen(claim, note=note)
    tell(done, as_json, f"reopened {named(done)}")


@click.command("release")
@click.argument("claim", required=False)
@actor_option
@session_option
@json_option
@database_option
def release_command(
    claim: str | None, actor: str | None, session: str, as_json: bool, database: str | None
) -> None:
    """Give back CLAIM, or all that you took with 'next', so that others get it."""
    count = desk_of(database, actor, session).release(claim)
    if as_json:
        print_object({"released": count})
    else:
        click.echo(f"released {count}")


@click.command("log")
@click.argument("claim", required=False)
@click.option("--limit", type=Whole(), metavar="N", default=50, show_default=True, help="How many at most.")
@actor_option
@format_option("table", "ndjson", "json")
@database_option
def log_command(
    claim: str | None, limit: int, actor: str | None, format_: str | None, database: str | None
) -> None:
    """Show what people did, of CLAIM or of all, the latest last. 'verify db check' proves that nothing was changed."""
    from verify.cli.queue_item import event_words
    from verify.review.objects import event_object

    events = desk_of(database, actor).log(claim, limit=limit)
    format_ = chosen_format(format_)
    if format_ in FOR_PROGRAMS:
        show_objects(map(event_object, events), format_)
        return
    for event in events:
        click.echo(
            f"{event.decision:>5}  {event.claim[:8]}  {event_words(event)}  “{display_safe(event.quote)}”"
        )
    if not events:
        click.echo("nobody did anything yet")


@click.command("stats")
@filter_options
@actor_option
@json_option
@database_option
def stats_command(actor: str | None, as_json: bool, database: str | None, **options: Any) -> None:
    """Show how much waits and since when, who decided how much, and how far reviewers agree."""
    from verify.review.objects import stats_object

    stats = desk_of(database, actor).stats(filter_of(options))
    if as_json:
        print_object(stats_object(stats))
        return
    for row in _rows(stats):
        click.echo(row)


def _rows(stats: Stats) -> Iterator[str]:
    counts = stats.counts
    yield f"undecided  {counts.undecided}" + (f", the oldest since {stats.oldest}" if stats.oldest else "")
    yield from (f"           {count} {state}" for state, count in counts.by_state.items() if count)
    waiting = ", ".join(f"{count} {span}" for span, count in stats.ages.items() if count)
    if waiting:
        yield f"waiting    {waiting}"
    for one in counts.held:
        yield f"held       {one.items} by {display_safe(one.actor)} until {one.until[11:16]} UTC"
    for each in stats.reviewers:
        undone = f", {each.undone} taken back" if each.undone else ""
        done = f"{each.decided} decided ({each.today} today, {each.week} in 7 days{undone})"
        yield f"reviewer   {display_safe(each.actor)}: {done}"
    if stats.verdicts:
        yield "decisions  " + ", ".join(f"{count} {verdict}" for verdict, count in stats.verdicts.items())
    yield f"agreement  {_agreement(stats)}"


def _agreement(stats: Stats) -> str:
    found = stats.agreement
    if not found.pairs:
        return "no claim was decided by two reviewers yet"
    kappa = "says nothing: both always chose one verdict" if found.kappa is None else f"{found.kappa:.2f}"
    return f"{found.agreed:.0%} of {found.pairs} claims that two reviewers decided; Cohen's kappa {kappa}"


ABOUT_THE_LOG = (undo_command, redo_command, reopen_command, release_command, log_command, stats_command)
