"""`verify reference show`, `history`, `search` and `coverage`: what the reference knows, and what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from verify.cli.options import WORDS, Whole, chosen_format, database_option, format_option, workspace_of
from verify.display import display_safe
from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from verify.reference.history import Event
    from verify.reference.searching import Portrait
    from verify.reference.tables import Entry

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
limit_option = click.option(
    "--limit", type=Whole(), metavar="N", default=50, show_default=True, help="How many at most."
)


@click.command("show")
@click.argument("name", type=WORDS)
@json_option
def show_command(name: str, as_json: bool) -> None:
    """Show all that the tables say of NAME: a subject or an alias of it, a fact's code, a source, a property."""
    from verify.cli.reference_printing import show_rows
    from verify.reference.searching import portrait
    from verify.reference.tables import read_tables

    found = portrait(read_tables(workspace_of(None).reference), name)
    if found is None:
        raise _unknown(name)
    if as_json:
        told = {"name": found.name} | {
            table: [_object(table, entry) for entry in entries] for table, entries in found.rows.items()
        }
        show_rows([told], "ndjson", ())
        return
    for line in _portrait_lines(found):
        click.echo(display_safe(line))


def _object(table: str, entry: Entry) -> dict[str, Any]:
    from verify.reference.tables import cells, column_names

    return dict(zip(column_names(table), cells(entry), strict=True)) | {"place": entry.place}


def _portrait_lines(found: Portrait) -> list[str]:
    from verify.reference.searching import in_words
    from verify.reference.tables import AliasEntry, FactEntry, SubjectEntry, key_of

    lines = []
    for table, entries in found.rows.items():
        word = {"aliases": "alias", "properties": "property"}.get(table, table[:-1])
        for entry in entries:
            if isinstance(entry, SubjectEntry):
                lines.append(f"subject   {entry.subject}, {entry.kind}   ({entry.place})")
                if entry.note:
                    lines.append(f"          note: {entry.note}")
            elif isinstance(entry, AliasEntry):
                beside = f", beside {entry.context}" if entry.context else ""
                lines.append(f"alias     {entry.alias}{beside}")
            elif isinstance(entry, FactEntry):
                lines.append(f"fact      {entry.fact}   ({entry.place})")
                lines.append(f"          {in_words(entry)} [{entry.sources}]")
                if entry.note:
                    lines.append(f"          note: {entry.note}")
            else:
                lines.append(f"{word:<9} {key_of(entry)}: {in_words(entry)}")
    return lines


@click.command("history")
@click.argument("name", type=WORDS)
@click.option("--limit", type=Whole(), metavar="N", help="How many of the latest at most.")
@format_option("table", "ndjson", "json", "markdown")
@database_option
def history_command(name: str, limit: int | None, format_: str | None, database: str | None) -> None:
    """Show what became of a fact, or of all that is said of a subject: when, by whom, why, on which sources."""
    from verify.cli.reference_printing import show_rows
    from verify.reference.history import history, keys_of
    from verify.reference.tables import read_tables
    from verify.workbench import standing_store

    workspace = workspace_of(database)
    tables = read_tables(workspace.reference)
    keys = keys_of(tables, name)
    store = standing_store(workspace)
    if store is None:
        events = history(tables, keys, None)
    else:
        with store.reading() as connection:
            events = history(tables, keys, connection, None if keys else name)
    if not events and not keys:
        raise _unknown(name)
    shown = events[-limit:] if limit else events
    chosen = chosen_format(format_)
    if chosen != "table":
        show_rows(
            [_event_object(event) for event in shown],
            chosen,
            ("at", "by", "action", "table", "key", "changes", "reason", "sources"),
        )
        return
    for event in shown:
        for line in _event_lines(event):
            click.echo(display_safe(line))
    if not shown:
        click.echo(display_safe(f"{name} stands as it was first written: no change is logged"))


def _event_object(event: Event) -> dict[str, Any]:
    return {
        "at": event.at,
        "by": event.by,
        "action": event.action,
        "table": event.table,
        "key": event.key,
        "revision": event.revision,
        "changes": event.changes,
        "reason": event.reason,
        "sources": list(event.sources),
    }


def _event_lines(event: Event) -> list[str]:
    revision = f" (revision {event.revision})" if event.revision is not None else ""
    lines = [f"{event.at}  {event.action} by {event.by}: {event.key}{revision}"]
    if event.changes:
        lines.append(f"    {event.changes}")
    lines.append(
        f"    why: {event.reason}" + (f"   source: {', '.join(event.sources)}" if event.sources else "")
    )
    return lines


@click.command("search")
@click.argument("words", nargs=-1, required=True, type=WORDS, metavar="WORD…")
@click.option(
    "--table",
    "only",
    type=click.Choice(["subjects", "aliases", "properties", "facts", "lists", "sources"]),
    help="Look in this table only.",
)
@limit_option
@format_option("table", "ndjson", "json", "markdown")
def search_command(words: tuple[str, ...], only: str | None, limit: int, format_: str | None) -> None:
    """Find the rows that hold all of some WORDs, in any order."""
    from verify.cli.reference_printing import show_rows
    from verify.reference.searching import search
    from verify.reference.tables import read_tables

    hits = search(read_tables(workspace_of(None).reference), " ".join(words), only=only)
    objects = [
        {"table": hit.table, "key": hit.key, "says": hit.words, "place": hit.place} for hit in hits[:limit]
    ]
    chosen = chosen_format(format_)
    show_rows(objects, chosen, ("table", "key", "says", "place"))
    if chosen == "table":
        click.echo(f"{len(hits)} found" + (f", {limit} shown" if len(hits) > limit else ""), err=True)


@click.command("coverage")
@click.option(
    "--by",
    type=click.Choice(["question", "subject", "property"]),
    default="question",
    show_default=True,
    help="What to count: each subject with its property, or either alone.",
)
@limit_option
@format_option("table", "ndjson", "json", "markdown")
@database_option
def coverage_command(by: str, limit: int, format_: str | None, database: str | None) -> None:
    """Show what articles ask about most and the reference lacks: claims whose question has no fact."""
    from verify.cli.reference_printing import show_rows
    from verify.reference.coverage import coverage
    from verify.workbench import open_workspace_store

    workspace = workspace_of(database)
    store, _ = open_workspace_store(workspace)
    with store.reading() as connection:
        found = coverage(connection, by=by)
    chosen = chosen_format(format_)
    objects = [
        {
            "subject": gap.subject,
            "property": gap.property,
            "articles": gap.articles,
            "claims": gap.claims,
            "known": gap.known,
            "example": gap.example,
        }
        for gap in found.gaps[:limit]
    ]
    show_rows(objects, chosen, ("subject", "property", "articles", "claims", "known", "example"))
    if chosen == "table":
        if objects:
            click.echo()
        click.echo(
            f"{found.answered} of {found.claims} claims ask what the reference answers; {len(found.gaps)} gaps"
            + (f", {limit} shown" if len(found.gaps) > limit else "")
        )


def _unknown(name: str) -> VerifyError:
    return VerifyError(
        f"nothing in the reference is called {name!r}.",
        hint=f"Look for it: verify reference search {name!r}",
        exit_code=ExitCode.USAGE,
    )
