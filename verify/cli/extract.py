"""`verify extract`: the claims of articles, stored nowhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import click

from verify.cli import tell
from verify.cli.options import (
    article_options,
    chosen_format,
    format_option,
    meta_of,
    read_stdin,
    sources_of,
    workspace_of,
)
from verify.documents import Document
from verify.errors import VerifyError


@click.command("extract")
@click.argument("articles", nargs=-1, metavar="ARTICLE…")
@article_options
@format_option("table", "ndjson", "json", "markdown")
def command(articles: tuple[str, ...], format_: str | None, **options: Any) -> None:
    """Show the claims of articles; store nothing.

    ARTICLE is a text, Markdown or NDJSON file, or - for standard input; without one, those of the workspace.
    """
    from verify import workbench
    from verify.report.objects import extracted_object, to_json, to_ndjson

    meta = meta_of(options)
    workspace = workspace_of(None)
    vocabulary = workbench.read_vocabulary(workspace)
    errors: list[VerifyError] = []
    read = workbench.read_articles(
        sources_of(articles, workspace), defaults=meta, workspace=workspace, stdin=read_stdin
    )

    def objects() -> Iterator[dict[str, Any]]:
        for item in read:
            if isinstance(item, Document):
                for claim in workbench.extract_document(item, vocabulary):
                    yield extracted_object(item, claim)
            else:
                errors.append(item)
                tell(item)

    chosen = chosen_format(format_)
    if chosen == "ndjson":
        for line in to_ndjson(objects()):
            click.echo(line)
    elif chosen == "json":
        click.echo(to_json(objects()))
    else:
        _show(list(objects()), markdown=chosen == "markdown")
    if errors:
        sys.exit(int(max(error.exit_code for error in errors)))


def _show(objects: list[dict[str, Any]], *, markdown: bool) -> None:
    from verify.report.screen import markdown_rows, text_rows

    header = ["document", "start", "kind", "property", "subject", "quote", "value"]
    rows = [[str(found[name] if found[name] is not None else "") for name in header] for found in objects]
    for line in markdown_rows(header, rows) if markdown else text_rows(header, rows):
        click.echo(line)
