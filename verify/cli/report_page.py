"""`verify report page`: an article with its claims marked, as one HTML page."""

from __future__ import annotations

import click

from verify.cli.endings import format_of
from verify.cli.options import WORDS, database_option, workspace_of
from verify.cli.writing import writing

ENDINGS = {".html": "html", ".htm": "html"}


@click.command("page")
@click.argument("article", type=WORDS)
@click.option(
    "--document",
    "revision",
    metavar="DIGEST",
    help="An older revision, by its digest or the beginning of it.",
)
@click.option("--no-history", is_flag=True, help="Leave out who decided and noted what.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where the page is written, whole or not at all. Default: standard output.",
)
@database_option
def command(
    article: str, revision: str | None, no_history: bool, output: str | None, database: str | None
) -> None:
    """Write the annotated article: one HTML page with its text, every claim marked, and what was found of each.

    ARTICLE is its url, feed id or path, as the reports name it.
    """
    format_of(output, ENDINGS)
    from verify.report.articles import find_document
    from verify.report.page.contents import read_contents
    from verify.report.page.document import page
    from verify.store.upgrade import open_store

    store = open_store(workspace_of(database).database, create=False)
    with store.reading() as connection:
        number = find_document(connection, article, revision)
        contents = read_contents(connection, number, history=not no_history)
    html = page(contents)
    if output is None or output == "-":
        click.echo(html, nl=False)
        return
    with writing(output, "the page") as file:
        file.write(html)
