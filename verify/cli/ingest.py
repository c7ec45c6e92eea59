"""`verify ingest`: store articles and their claims."""

from __future__ import annotations

import sys
from typing import Any

import click

from verify.cli import tell
from verify.cli.options import (
    article_options,
    database_option,
    from_first_readable,
    meta_of,
    read_stdin,
    sources_of,
    workspace_of,
)


@click.command("ingest")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]…")
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
    read = workbench.read_articles(
        sources_of(articles, workspace), defaults=meta, workspace=workspace, stdin=read_stdin
    )
    errors, documents = from_first_readable(read)
    if documents is not None:
        store, _ = workbench.open_workspace_store(workspace)
        try:
            done = workbench.ingest(store, documents, vocabulary)
        finally:
            store.close()
        errors += done.errors
        click.echo(
            f"{_counted(len(done.document_ids), 'article')}: {_counted(done.new_documents, 'new document')}, "
            f"{_counted(done.new_claims, 'new claim')}, {done.retired_claims} retired"
        )
    for error in errors:
        tell(error)
    if errors:
        sys.exit(int(max(error.exit_code for error in errors)))


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
