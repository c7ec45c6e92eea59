"""`verify queue promote`, `corrections`, `export-cases` and `import`: what decisions are good for elsewhere."""

from __future__ import annotations

import csv
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from verify.cli.writing import write_whole
from verify.display import csv_safe, display_safe
from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from verify.promoting import NewSource, Promoted
    from verify.review.importing import Imported
    from verify.review.proposals import Proposal
    from verify.store.engine import Store

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
actor_option = click.option(
    "--actor", type=WORDS, metavar="NAME", help="Who does it. Default: that of the workspace."
)


@click.command("promote")
@click.argument("claim")
@click.option(
    "--value", type=WORDS, metavar="VALUE", help="What is right, where the decision does not say so."
)
@click.option(
    "--subject",
    type=WORDS,
    metavar="NAME",
    help="What the fact is about, where the article's words are another name of it.",
)
@click.option("--property", "property_", type=WORDS, metavar="NAME", help="Of which property the fact is.")
@click.option("--valid-from", type=WORDS, default="", metavar="DATE", help="Of a state: its first day.")
@click.option("--valid-to", type=WORDS, default="", metavar="DATE", help="Of a state: its last day.")
@click.option(
    "--source",
    "sources",
    type=WORDS,
    multiple=True,
    metavar="CODE",
    help="A source of the reference that says so. Can be repeated.",
)
@click.option("--source-title", type=WORDS, default="", metavar="TEXT", help="Of a new source: its title.")
@click.option(
    "--source-publisher", type=WORDS, default="", metavar="NAME", help="Of a new source: who publishes it."
)
@click.option("--source-url", type=WORDS, default="", metavar="URL", help="Of a new source: where it is.")
@click.option("--source-kind", type=WORDS, default="", metavar="TEXT", help="Of a new source: what it is.")
@click.option(
    "--source-accessed",
    type=WORDS,
    default="",
    metavar="DATE",
    help="Of a new source: the day on which you read it. Leave it out if you did not.",
)
@click.option(
    "--reason", type=WORDS, default="", metavar="TEXT", help="Why. Default: the decision and its note."
)
@click.option("--no-check", is_flag=True, help="Judge nothing again yet.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@actor_option
@json_option
@database_option
def promote_command(claim: str, dry_run: bool, as_json: bool, database: str | None, **given: Any) -> None:
    """Turn the decision on CLAIM into a fact of the reference, with its source.

    A claim that was decided to be right becomes a fact; where the reference was said to be wrong, its fact is
    corrected. On a terminal, a source that is not given is asked for. The tables log who did it and why, and what the
    fact touches is judged again.
    """  # fmt: skip
    from verify.promoting import promote
    from verify.review.proposals import propose

    workspace = workspace_of(database)
    store = _taken_up(database)
    with store.reading() as connection:
        proposal = propose(
            connection, claim, value=given["value"], property=given["property_"], subject=given["subject"]
        )
    proposal = replace(proposal, valid_from=given["valid_from"], valid_to=given["valid_to"])
    new_source = _new_source(given)
    sources = given["sources"]
    if not sources and new_source is None and sys.stdin.isatty() and not as_json:
        proposal, sources, new_source = _ask(proposal)
    done = promote(
        store,
        workspace,
        proposal,
        sources=sources,
        new_source=new_source,
        reason=given["reason"],
        actor=given["actor"] or workspace.actor,
        dry_run=dry_run,
        judge=not given["no_check"],
    )
    store.close()
    _tell_promoted(done, proposal, as_json)


def _new_source(given: dict[str, Any]) -> NewSource | None:
    from verify.promoting import NewSource

    said = [given[f"source_{name}"] for name in ("title", "publisher", "url", "kind", "accessed")]
    if not any(said):
        return None
    # Of a new source the last code named is the one it gets.
    code = given["sources"][-1] if given["sources"] else ""
    title, publisher, url, kind, accessed = said
    return NewSource(title, publisher, url, kind, accessed, code)


def _ask(proposal: Proposal) -> tuple[Proposal, tuple[str, ...], NewSource | None]:
    """What is still to be said, asked for in place."""
    from verify.promoting import NewSource

    click.echo(
        display_safe(
            f"{proposal.subject}, {proposal.property}: {proposal.value or 'the value is not known'}"
        ),
        err=True,
    )
    value = proposal.value or click.prompt("What is right", err=True)
    code = click.prompt(
        "Code of a source of the reference (empty: a new one)", default="", show_default=False, err=True
    )
    if code.strip():
        return replace(proposal, value=value), (code.strip(),), None
    title, publisher, url = (
        click.prompt(f"New source: {name}", default="", show_default=False, err=True)
        for name in ("title", "publisher", "url")
    )
    return replace(proposal, value=value), (), NewSource(title, publisher, url)


def _tell_promoted(done: Promoted, proposal: Proposal, as_json: bool) -> None:
    from verify.report.objects import to_ndjson

    if as_json:
        told = {
            "event": "promote",
            "claim": proposal.claim,
            "fact": done.fact,
            "action": done.action,
            "value": proposal.value,
            "written": done.written,
            "files": list(done.files),
            "changes": [
                {"action": one.action, "table": one.table, "key": one.key, "changes": one.changes}
                for one in done.changes
            ],
            "flips": done.flips,
            "status": done.status.label if done.status else None,
        }
        for printed in to_ndjson([told]):
            click.echo(printed)
        return
    would = "" if done.written else "would be "
    for change in done.changes:
        click.echo(display_safe(f"{would}{change.action}: {change.table} {change.key} ({change.changes})"))
    if not done.written:
        return
    click.echo(display_safe(f"in {', '.join(done.files)}"))
    if done.flips is None:
        click.echo("Next: verify check")
        return
    status = done.status.label if done.status else "not judged"
    turned = f"{done.flips} claim{'s' if done.flips != 1 else ''} turned over"
    click.echo(f"judged again: {turned}; the checks now find claim {proposal.claim[:8]} {status}")


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

    store = _open(database)
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


@click.command("export-cases")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write them: a .jsonl file gets the cases of dates, any other those of statements.",
)
@click.option("--dates", is_flag=True, help="Print the cases of dates, which have a form of their own.")
@database_option
def export_cases_command(output: Path | None, dates: bool, database: str | None) -> None:
    """Write what was extracted wrongly, as people say, as cases for the tests of extraction.

    They are in the form of tests/cases: a sentence, and what is to be read in it. Such are claims that were decided
    with "extraction" as the side that is wrong, that are none, or that were corrected. A case fails until the
    extraction is mended.
    """
    from verify.review.cases import Case, DateCase, case_of, cases_jsonl, cases_toml, misread
    from verify.workbench import read_vocabulary

    workspace = workspace_of(database)
    with _open(database).reading() as connection:
        found, redacted = misread(connection)
    cases = [case_of(wrong, read_vocabulary(workspace)) for wrong in found]
    of_dates = [case for case in cases if isinstance(case, DateCase)]
    of_statements = [case for case in cases if isinstance(case, Case)]
    dates = dates or (output is not None and output.suffix in (".jsonl", ".ndjson"))
    written = cases_jsonl(of_dates) if dates else cases_toml(of_statements)
    if output is None:
        click.echo(written, nl=False)
    else:
        write_whole(output, written)
    told, left, other = (
        (len(of_dates), len(of_statements), "of statements are left: without --dates, or -o FILE.toml")
        if dates
        else (len(of_statements), len(of_dates), "of dates are left: --dates, or -o FILE.jsonl")
    )
    rest = f"; {left} {other}" if left else ""
    gone = f"; {redacted} of redacted texts cannot be told" if redacted else ""
    click.echo(f"{told} case{'s' if told != 1 else ''}{rest}{gone}", err=True)


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--replace", "replacing", is_flag=True, help="Let the file's decisions replace others that stand here."
)
@actor_option
@json_option
@database_option
def import_command(
    file: Path, replacing: bool, actor: str | None, as_json: bool, database: str | None
) -> None:
    """Bring the decisions of FILE, as 'verify queue export' writes it, into the log.

    Each becomes a decision of its owner, at its moment, on every claim that it is of, marked as brought in. One that
    stands here already changes nothing; where another stands, or it was taken back since, that is told and left alone,
    unless with --replace.
    """
    from verify.review.committed import read_committed
    from verify.review.importing import import_decisions
    from verify.workbench import utc_now

    if not file.exists():
        raise VerifyError("there is no such file.", place=str(file), hint="Check the path.")
    workspace = workspace_of(database)
    found = read_committed(file, str(file))
    with _open(database).writing() as connection:
        done = import_decisions(
            connection, found, actor=actor or workspace.actor, now=utc_now(), replace=replacing
        )
    _tell_imported(done, str(file), as_json)


def _tell_imported(done: Imported, file: str, as_json: bool) -> None:
    from verify.report.objects import to_ndjson

    if as_json:
        told = {
            "event": "import",
            "file": file,
            "brought_in": done.brought_in,
            "known": done.known,
            "replaced": done.replaced,
            "conflicts": [asdict(one) | {"there": one.there.label} for one in done.conflicts],
            "unknown": list(done.unknown),
            "waivers": done.waivers,
        }
        for printed in to_ndjson([told]):
            click.echo(printed)
        return
    for one in done.conflicts:
        click.echo(
            display_safe(
                f"{file}:{one.line}  claim {one.claim[:8]} is {one.here} here, by {one.here_by}; "
                f"the file says {one.there.label}, by {one.there_by}: left alone"
            )
        )
    if done.unknown:
        lines = ", ".join(map(str, done.unknown[:10])) + (", …" if len(done.unknown) > 10 else "")
        click.echo(display_safe(f"{file}: claims that do not stand here: lines {lines}"))
    click.echo(
        f"{done.brought_in} brought in, {done.known} known, {done.replaced} replaced, "
        f"{len(done.conflicts)} in conflict, {len(done.unknown)} unknown"
        + (f"; {done.waivers} waivers stay in the file" if done.waivers else "")
    )
    if done.conflicts:
        click.echo("Next: look at them, or bring them in with --replace")


def _open(database: str | None) -> Store:
    from verify.store.upgrade import open_store

    return open_store(workspace_of(database).database, create=False)


def _taken_up(database: str | None) -> Store:
    """The workspace's store with its reference taken up. Raises VerifyError where there is none yet."""
    from verify.workbench import open_workspace_store, standing_store

    workspace = workspace_of(database)
    store = standing_store(workspace)
    if store is None:
        raise VerifyError(
            "there is no store yet.",
            place=workspace.database,
            hint="Run first: verify run ARTICLE",
            exit_code=ExitCode.INVALID_DATA,
        )
    store.close()
    return open_workspace_store(workspace)[0]


KNOWLEDGE = (promote_command, corrections_command, import_command, export_cases_command)
"""What decisions are good for beyond their claim, as commands."""
