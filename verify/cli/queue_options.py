"""Options and words that the commands of the queue share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from verify.cli.options import WORDS, Whole, workspace_of
from verify.severity import SEVERITIES
from verify.verdicts import VERDICT_OF, Verdict

if TYPE_CHECKING:
    from verify.review.desk import Desk, Done, Filter

_Command = TypeVar("_Command", bound=Callable[..., Any])

VERDICTS = [verdict.label for verdict in Verdict]
SIDES = ["article", "reference", "both", "neither", "extraction"]
STATES = [
    "refuted", "conflicting", "disagreement", "reopened", "second review", "not enough evidence", "postponed",
]  # fmt: skip

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
note_option = click.option("--note", type=WORDS, default="", metavar="TEXT", help="Why.")
actor_option = click.option(
    "--actor", type=WORDS, metavar="NAME", help="Who decides. Default: that of the workspace."
)
session_option = click.option(
    "--session",
    type=WORDS,
    default="",
    metavar="NAME",
    help="What leases and skips belong to, where one person reviews in several places at once.",
)
equal_option = click.option(
    "--equal", is_flag=True, help="All claims of the same key, value and as-of date that wait, too."
)


def filter_options(command: _Command) -> _Command:
    """Add what narrows the queue."""
    options = [
        click.option(
            "--status", type=click.Choice(VERDICTS, case_sensitive=False), help="What the checks conclude."
        ),
        click.option("--state", type=click.Choice(STATES, case_sensitive=False), help="Why it waits."),
        click.option("--article", metavar="NAME", help="Only claims of this article."),
        click.option("--publisher", metavar="NAME", help="Only claims of this publisher's articles."),
        click.option("--kind", metavar="KIND", help="Only claims of this kind: office, agreement, …"),
        click.option("--subject", metavar="NAME", help="Only claims about this subject."),
        click.option("--check", metavar="NAME", help="Only claims whose status this check made."),
        click.option("--severity", type=click.Choice(SEVERITIES), help="Only claims of such checks."),
        click.option(
            "--older", type=Whole(0, digits=5), metavar="DAYS", help="Stored at least so many days ago."
        ),
        click.option(
            "--newer", type=Whole(0, digits=5), metavar="DAYS", help="Stored at most so many days ago."
        ),
        click.option("--assignee", metavar="NAME", help="Only what is assigned to this person."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def filter_of(options: dict[str, Any]) -> Filter:
    """Take what `filter_options` added out of a command's options."""
    from verify.review.desk import Filter

    status = options.pop("status")
    names = ("state", "article", "publisher", "kind", "subject", "check", "severity", "older", "newer")
    given = {name: options.pop(name) for name in (*names, "assignee")}
    return Filter(status=VERDICT_OF[status] if status else None, **given)


def desk_of(database: str | None, actor: str | None = None, session: str = "") -> Desk:
    """The desk of whoever calls, at the store of the workspace."""
    from verify.workbench import open_desk

    return open_desk(workspace_of(database), actor=actor, session=session)


def print_object(found: dict[str, Any]) -> None:
    """Print one object for programs."""
    from verify.report.objects import to_ndjson

    for printed in to_ndjson([found]):
        click.echo(printed)


def tell(done: Done, as_json: bool, words: str) -> None:
    """Say what an act did."""
    from verify.review.objects import done_object

    if as_json:
        print_object(done_object(done))
    else:
        click.echo(words)


def waits_words(done: Done) -> str:
    """What an act that does not stand by itself waits for, to go behind it."""
    return {
        "second review": "; it stands when a second reviewer agrees",
        "disagreement": "; the first reviewer concluded otherwise, and somebody else settles it",
    }.get(done.waits_for or "", "")


def named(done: Done) -> str:
    """The claims that an act touched, for a sentence."""
    others = len(done.claims) - 1
    return done.claim[:8] + (f" and {others} equal claim{'s' if others > 1 else ''}" if others > 0 else "")
