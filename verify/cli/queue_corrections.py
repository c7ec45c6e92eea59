"""`verify queue corrections`: what articles are to correct."""

from __future__ import annotations

import csv
import sys
from dataclasses import asdict
from typing import Any

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
from verify.display import csv_safe, display_safe


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
    from verify.review.corrections import COLUMNS, corrections
    from verify.store.upgrade import open_store

    store = open_store(workspace_of(database).database, create=False)
    with store.reading() as connection:
        article = article_name(connection, article) if article is not None else None
        found = [asdict(one) for one in corrections(connection, since=since, state=state, article=article)]
    format_ = chosen_format(format_)
    if format_ in FOR_PROGRAMS:
        show_objects(found, format_)
        return
    if format_ == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        for one in found:
            writer.writerow([display_safe(csv_safe(str(cell or ""))) for cell in one.values()])
        return
    _print_corrections(found, markdown=format_ == "markdown")


def _print_corrections(found: list[dict[str, Any]], *, markdown: bool) -> None:
    from verify.report.screen import markdown_rows, text_rows

    header = ("state", "article", "where", "what", "old", "new", "reason", "when", "by")
    rows = [
        (
            "due" if one["state"] == "due" else f"made {one['made_at'][:10]}",
            one["article"],
            f"{'headline ' if one['part'] == 'headline' else ''}{one['span_start']}–{one['span_end']}",
            f"{one['subject'] or ''} {one['property']}: “{one['quote']}”",
            one["value"] or one["stated"] or "",
            one["recorded"] or one["now_states"] or "",
            one["reason"],
            one["decided_at"][:10],
            one["decided_by"],
        )
        for one in found
    ]
    due = sum(one["state"] == "due" for one in found)
    if rows:
        for line in (markdown_rows if markdown else text_rows)(header, rows):
            click.echo(line)
        click.echo()
    click.echo(f"{due} due, {len(found) - due} made")
