"""`verify queue corrections`: what articles are to correct."""

from __future__ import annotations

import csv
import sys
from dataclasses import asdict, astuple
from typing import TYPE_CHECKING

import click

from verify.cli.objects import FOR_PROGRAMS, show_objects
from verify.cli.options import (
    WORDS,
    chosen_format,
    database_option,
    format_option,
    since_option,
    workspace_of,
)
from verify.display import cell_safe

if TYPE_CHECKING:
    from verify.report.claims import ClaimLine
    from verify.review.corrections import Correction


@click.command("corrections")
@since_option("Only what was decided or made from this day, month or year on: 2026-11-20.")
@click.option(
    "--state", type=click.Choice(["due", "made"]), help="Only what is due, or what a later revision made."
)
@click.option("--article", type=WORDS, metavar="NAME", help="Only of this article.")
@format_option("table", "ndjson", "json", "csv", "markdown")
@database_option
def corrections_command(
    since: str | None, state: str | None, article: str | None, format_: str | None, database: str | None
) -> None:
    """List what articles are to correct: what people decided with "article" as the side that is wrong.

    A correction is made once a later revision of the article no longer states it.
    """
    from verify.report.articles import article_name
    from verify.review.corrections import COLUMNS, claims_of, corrections
    from verify.store.upgrade import open_store

    store = open_store(workspace_of(database).database, create=False)
    with store.reading() as connection:
        article = article_name(connection, article) if article is not None else None
        found = list(corrections(connection, since=since, state=state, article=article))
        claims = claims_of(connection, found)
    format_ = chosen_format(format_)
    if format_ in FOR_PROGRAMS:
        show_objects(map(asdict, found), format_)
    elif format_ == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        for one in found:
            writer.writerow([cell_safe(str(cell or "")) for cell in astuple(one)])
    else:
        _print_corrections(found, claims, markdown=format_ == "markdown")


def _print_corrections(found: list[Correction], claims: dict[str, ClaimLine], *, markdown: bool) -> None:
    from verify.report.screen import markdown_rows, text_rows, where

    header = ("state", "article", "where", "what", "old", "new", "reason", "when", "by")
    rows = [
        (
            "due" if one.state == "due" else f"made {(one.made_at or '')[:10]}",
            one.article,
            where(claims[one.claim]),
            f"{one.subject or ''} {one.property}: “{one.quote}”",
            one.value or one.stated or "",
            # In words: of a resolution that is cited the day on record is nothing to write in its place.
            claims[one.claim].record or one.recorded or one.now_states or "",
            one.reason,
            one.decided_at[:10],
            one.decided_by,
        )
        for one in found
    ]
    due = sum(one.state == "due" for one in found)
    if rows:
        for line in (markdown_rows if markdown else text_rows)(header, rows):
            click.echo(line)
        click.echo()
    click.echo(f"{due} due, {len(found) - due} made")
