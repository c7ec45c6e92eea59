"""`verify queue decide`: one decision, or a batch of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from verify.cli.options import WORDS, database_option
from verify.cli.queue_options import (
    SIDES,
    VERDICTS,
    actor_option,
    desk_of,
    equal_option,
    json_option,
    named,
    note_option,
    print_object,
    session_option,
    tell,
    waits_words,
)
from verify.display import display_safe
from verify.errors import ExitCode
from verify.file_errors import unreadable
from verify.verdicts import VERDICT_OF

if TYPE_CHECKING:
    from verify.review.desk import Desk, Done


@click.command("decide")
@click.argument("claim", required=False)
@click.argument(
    "verdict", required=False, metavar="[VERDICT]", type=click.Choice(VERDICTS, case_sensitive=False)
)
@click.option("--side", type=click.Choice(SIDES), help="Which side is wrong.")
@note_option
@equal_option
@click.option("--if-revision", metavar="REVISION", help="Only if it is as 'queue next' or 'show' printed it.")
@click.option(
    "--idempotency-key",
    type=WORDS,
    metavar="KEY",
    help="Of a decision that was made with this key already, give the answer again.",
)
@click.option(
    "--batch",
    metavar="FILE",
    help="Decide what each line of FILE says, a JSON object; '-' is standard input.",
)
@click.option(
    "--all-or-nothing", is_flag=True, help="Of a batch: all lines are one transaction, not each its own."
)
@actor_option
@session_option
@json_option
@database_option
def decide_command(
    claim: str | None,
    verdict: str | None,
    batch: str | None,
    all_or_nothing: bool,
    actor: str | None,
    session: str,
    as_json: bool,
    database: str | None,
    **said: Any,
) -> None:
    """Decide a claim: CLAIM is its id or the beginning of it, VERDICT what you conclude.

    VERDICT is refuted, supported, "conflicting evidence" or "not enough evidence".

    A line of a batch has "claim" and "verdict", and can have "side", "note", "equal", "if_revision" and
    "idempotency_key"; each is answered with a JSON object a line. Exits with 2 where a decision was refused, with 4
    where a line cannot be read.
    """
    if (batch is None) == (claim is None or verdict is None) or (batch is not None and claim is not None):
        raise click.UsageError("Name a claim and a verdict, or a file with --batch.")
    desk = desk_of(database, actor, session)
    if batch is not None:
        sys.exit(_decide_batch(desk, batch, together=all_or_nothing))
    assert claim is not None
    assert verdict is not None
    done = desk.decide(
        claim,
        VERDICT_OF[verdict],
        side=said["side"],
        note=said["note"],
        equal=said["equal"],
        revision=said["if_revision"],
        idempotency_key=said["idempotency_key"],
    )
    tell(done, as_json, _words(done))


def _words(done: Done) -> str:
    verdict = done.verdict.label if done.verdict else ""
    again = "decided before" if done.repeated else "decided"
    return f"{again} {named(done)}: {verdict}{waits_words(done)}   (take it back: verify queue undo {done.claim[:8]})"


def _decide_batch(desk: Desk, file: str, *, together: bool) -> int:
    """Decide a batch and answer line by line; the exit code."""
    from verify.review.batch import decide_batch
    from verify.review.objects import done_object

    code = int(ExitCode.CLEAN)
    for reply in decide_batch(desk, _lines(file), file, together=together):
        if reply.done is not None:
            print_object({"line": reply.line, "ok": True} | done_object(reply.done))
            continue
        assert reply.error is not None
        code = max(code, int(reply.error.exit_code))
        print_object(
            {"line": reply.line, "ok": False, "error": reply.error.message, "hint": reply.error.hint}
        )
        if reply.error.place is not None:
            click.echo(f"verify: {display_safe(str(reply.error))}", err=True)
    return code


def _lines(file: str) -> Iterator[str]:
    try:
        with click.open_file(file, encoding="utf-8", errors="surrogateescape") as stream:
            for number, line in enumerate(stream):
                yield line if number else line.removeprefix("\ufeff")
    except OSError as error:
        raise unreadable(error, file, hint="Check the path; '-' is standard input.") from None
