"""`verify queue skip`, `postpone`, `discard`, `assign`, `note` and `correct`: what is done beside deciding."""

from __future__ import annotations

import click

from verify.cli.options import WORDS, database_option
from verify.cli.queue_options import (
    actor_option,
    desk_of,
    equal_option,
    json_option,
    named,
    note_option,
    session_option,
    tell,
    waits_words,
)
from verify.display import display_safe


@click.command("skip")
@click.argument("claim")
@actor_option
@session_option
@json_option
@database_option
def skip_command(claim: str, actor: str | None, session: str, as_json: bool, database: str | None) -> None:
    """Pass over CLAIM for the rest of your session (12 hours at most); others still get it. See: next --again."""
    done = desk_of(database, actor, session).skip(claim)
    tell(done, as_json, f"skipped {named(done)}   (see it again: verify queue next --again)")


@click.command("postpone")
@click.argument("claim")
@click.argument("until")
@note_option
@actor_option
@session_option
@json_option
@database_option
def postpone_command(
    claim: str,
    until: str,
    note: str,
    actor: str | None,
    session: str,
    as_json: bool,
    database: str | None,
) -> None:
    """Put CLAIM and its equals off UNTIL tomorrow, 4h, 3d, 2w, a day (2016-04-09) or a UTC moment (2016-04-09T14:00Z).

    Then they come back to their place. It is for everybody.
    """
    from verify.review.nothing import moment_in_utc

    done = desk_of(database, actor, session).postpone(claim, until, note=note)
    tell(done, as_json, f"postponed {named(done)} until {moment_in_utc(done.due or '')}")


@click.command("discard")
@click.argument("claim")
@equal_option
@note_option
@actor_option
@session_option
@json_option
@database_option
def discard_command(
    claim: str,
    equal: bool,
    note: str,
    actor: str | None,
    session: str,
    as_json: bool,
    database: str | None,
) -> None:
    """Say that CLAIM is none: what was extracted is not what the article says. It fails no article any more."""
    done = desk_of(database, actor, session).discard(claim, note=note, equal=equal)
    tell(
        done,
        as_json,
        f"discarded {named(done)}{waits_words(done)}   (take it back: verify queue undo {done.claim[:8]})",
    )


@click.command("assign")
@click.argument("claim")
@click.argument("name", type=WORDS, required=False)
@note_option
@actor_option
@session_option
@json_option
@database_option
def assign_command(
    claim: str,
    name: str | None,
    note: str,
    actor: str | None,
    session: str,
    as_json: bool,
    database: str | None,
) -> None:
    """Give CLAIM and its equals to a reviewer of this NAME, or without one to nobody in particular."""
    done = desk_of(database, actor, session).assign(claim, name, note=note)
    tell(done, as_json, f"assigned {named(done)} to {display_safe(name or 'nobody')}")


@click.command("note")
@click.argument("claim")
@click.argument("text", type=WORDS)
@actor_option
@session_option
@json_option
@database_option
def note_command(
    claim: str, text: str, actor: str | None, session: str, as_json: bool, database: str | None
) -> None:
    """Write a note on CLAIM; it stays in the queue."""
    done = desk_of(database, actor, session).note(claim, text)
    tell(done, as_json, f"noted on {named(done)}")


@click.command("correct")
@click.argument("claim")
@click.option("--quote", type=WORDS, metavar="WORDS", help="The words it should be, as the article has them.")
@click.option("--value", type=WORDS, metavar="VALUE", help="The value it should have.")
@note_option
@actor_option
@session_option
@json_option
@database_option
def correct_command(
    claim: str,
    quote: str | None,
    value: str | None,
    note: str,
    actor: str | None,
    session: str,
    as_json: bool,
    database: str | None,
) -> None:
    """Say what should have been extracted instead of CLAIM, which leaves the queue."""
    done = desk_of(database, actor, session).correct(claim, quote=quote, value=value, note=note)
    tell(
        done,
        as_json,
        f"corrected {named(done)}{waits_words(done)}   (take it back: verify queue undo {done.claim[:8]})",
    )


ACTS = (skip_command, postpone_command, discard_command, assign_command, note_command, correct_command)
