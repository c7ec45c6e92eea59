"""`verify extract`: the claims of articles, stored nowhere; or those of stored documents, extracted anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import click

from verify.cli import tell
from verify.cli.options import (
    article_options,
    chosen_format,
    database_option,
    format_option,
    meta_of,
    read_stdin,
    sources_of,
    workspace_of,
)
from verify.documents import Document
from verify.errors import VerifyError


@click.command("extract")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]…")
@click.option("--explain", is_flag=True, help="Show, in tables too, which words made each claim.")
@article_options
@click.option(
    "--stored",
    is_flag=True,
    help="Extract the stored documents anew, where the vocabulary or the extractor changed, and list what differs.",
)
@click.option("--all", "whole", is_flag=True, help="With --stored: all stored documents, changed or not.")
@format_option("table", "ndjson", "json", "markdown")
@database_option
def command(
    articles: tuple[str, ...],
    stored: bool,
    whole: bool,
    format_: str | None,
    database: str | None,
    **options: Any,
) -> None:
    """Show the claims of articles; store nothing.

    ARTICLE is a text, Markdown or NDJSON file, or - for standard input; without one, those of the workspace. With
    --stored, what is in the store is extracted again: equal claims keep their ids, verdicts and decisions, the missing
    are retired, and both are listed.
    """
    if stored:
        _refuse_articles(articles, options)
        _extract_stored(whole, chosen_format(format_), database)
        return
    if whole or database is not None:
        raise click.UsageError("--all and --database are for --stored: without it, nothing is stored.")
    from verify import workbench
    from verify.report.objects import extracted_object, to_json, to_ndjson

    explain = options.pop("explain")
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
        _show(list(objects()), markdown=chosen == "markdown", explain=explain)
    if errors:
        sys.exit(int(max(error.exit_code for error in errors)))


def _refuse_articles(articles: tuple[str, ...], options: dict[str, Any]) -> None:
    given = click.core.ParameterSource.COMMANDLINE
    context = click.get_current_context()
    named = [name for name in options if context.get_parameter_source(name) is given]
    if articles or named:
        what = "articles" if articles else f"--{named[0].replace('_', '-')}"
        raise click.UsageError(f"--stored reads what is stored: leave out {what}.")


def _extract_stored(whole: bool, format_: str, database: str | None) -> None:
    from verify import workbench
    from verify.cli.reference_printing import show_rows

    workspace = workspace_of(database)
    if workbench.standing_store(workspace) is None:
        raise VerifyError(
            "there is no store yet.", place=workspace.database, hint="Run first: verify run ARTICLE"
        )
    store, _ = workbench.open_workspace_store(workspace)
    done = list(workbench.extract_stored(store, workbench.read_vocabulary(workspace), whole=whole))
    objects = [
        {
            "change": change,
            "document": extracted.document,
            "claim": claim["digest"],
            "start": claim["span_start"],
            **{name: claim[name] for name in ("part", "kind", "property", "subject", "quote", "value")},
        }
        for extracted in done
        for change, claims in (("found", extracted.found), ("retired", extracted.retired))
        for claim in claims
    ]
    show_rows(
        objects, format_, ("change", "document", "start", "kind", "property", "subject", "quote", "value")
    )
    found, retired = (sum(1 for shown in objects if shown["change"] == word) for word in ("found", "retired"))
    kept = sum(extracted.kept for extracted in done)
    click.echo(
        f"{len(done)} documents extracted anew: {kept} claims kept, {found} found, {retired} retired"
        + ("   Next: verify check" if found or retired else ""),
        err=format_ != "table",
    )


def _show(objects: list[dict[str, Any]], *, markdown: bool, explain: bool) -> None:
    from verify.display import display_safe
    from verify.report.screen import markdown_rows, text_rows

    header = ["document", "start", "kind", "property", "subject", "quote", "value"]
    rows = [[str(found[name] if found[name] is not None else "") for name in header] for found in objects]
    words = [" · ".join(found["because"]) for found in objects]
    if explain and markdown:
        header.append("because")
        rows = [[*row, because] for row, because in zip(rows, words, strict=True)]
    lines = markdown_rows(header, rows) if markdown else text_rows(header, rows)
    below = words if explain and not markdown else []
    for number, line in enumerate(lines):
        click.echo(line)
        if below and number:
            click.echo(f"    because {display_safe(below[number - 1])}")
