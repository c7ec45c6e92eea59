"""`verify ingest`: store articles and their claims."""

from __future__ import annotations

import sys
from typing import Any

import click

from verify.cli import tell
from verify.cli.options import article_options, database_option, meta_of, read_stdin, sources_of, workspace_of


@click.command("ingest")
@click.argument("articles", nargs=-1, metavar="ARTICLE…")
@article_options
@database_option
def command(articles: tuple[str, ...], database: str | None, **options: Any) -> None:
    """Store articles and their claims, without checking them.

    An article that is stored already is left alone; a changed text or date makes a new document of it.
    """
    from verify import workbench

    meta = meta_of(options)
    workspace = workspace_of(database)
    vocabulary = workbench.read_vocabulary(workspace)
    sources = sources_of(articles, workspace)
    store, _ = workbench.open_workspace_store(workspace)
    try:
        read = workbench.read_articles(sources, defaults=meta, workspace=workspace, stdin=read_stdin)
        done = workbench.ingest(store, read, vocabulary)
    finally:
        store.close()
    click.echo(
        f"{len(done.document_ids)} articles: {done.new_documents} new documents, {done.new_claims} new claims, "
        f"{done.retired_claims} retired"
    )
    for error in done.errors:
        tell(error)
    if done.errors:
        sys.exit(int(max(error.exit_code for error in done.errors)))
