"""`verify run`: an article in, its claims and verdicts out."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from verify.ci.wanted import listing_is_wanted
from verify.cli import tell, tell_troubles
from verify.cli.objects import FOR_PROGRAMS, show_objects
from verify.cli.options import (
    article_options,
    chosen_format,
    database_option,
    format_option,
    from_first_readable,
    gate_of,
    gate_options,
    meta_of,
    read_stdin,
    report_option,
    sources_of,
    workspace_of,
)
from verify.cli.reports import deliver, deliver_errors, reported, reports_of
from verify.errors import ExitCode, VerifyError
from verify.verdicts import Verdict

if TYPE_CHECKING:
    from verify.checks.features import Preflight
    from verify.checks.run import Run
    from verify.gate.weighing import Gate, Gated
    from verify.report.claims import ClaimLine
    from verify.report.results import Finding, Results
    from verify.store.engine import Store
    from verify.workbench import Ingestion
    from verify.workspace import Workspace

COLOURS = {
    Verdict.REFUTED: "red",
    Verdict.CONFLICTING_EVIDENCE: "magenta",
    Verdict.SUPPORTED: "green",
    Verdict.NOT_ENOUGH_EVIDENCE: "yellow",
}


@click.command("run")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]…")
@article_options
@click.option("--all", "show_all", is_flag=True, help="Show also the dates that state nothing else.")
@gate_options
@format_option("table", "ndjson", "json", "markdown")
@report_option
@database_option
def command(
    articles: tuple[str, ...],
    show_all: bool,
    fail_on: str | None,
    today: str | None,
    format_: str | None,
    given_reports: tuple[str, ...],
    database: str | None,
    **options: Any,
) -> None:
    """Read articles, extract their claims, check them and show the verdicts.

    ARTICLE is a text, Markdown or NDJSON file, or - for standard input; without one, those of the workspace.
    Exits with 1 where a claim is refuted and nothing excuses it, or a waiver has expired.
    """
    from verify import workbench

    meta = meta_of(options)
    reports = reports_of(given_reports)
    workspace = workspace_of(database)
    sources = sources_of(articles, workspace)
    with reported(reports, workspace):
        open_gate = gate_of(workspace, fail_on, today)
        vocabulary = workbench.read_vocabulary(workspace)
        checks = workbench.preflight(workspace, vocabulary)
        checks.refuse()
    read = workbench.read_articles(sources, defaults=meta, workspace=workspace, stdin=read_stdin)
    unreadable, documents = from_first_readable(read)
    if documents is None:
        deliver_errors(reports, unreadable, workspace)
        _leave(unreadable, fails=False)
        return
    with reported(reports, workspace):
        store, _ = workbench.open_workspace_store(workspace)
        try:
            done = workbench.ingest(store, documents, vocabulary, progress=_progress)
            run = workbench.check(store, workspace, vocabulary, found=checks)
            from verify.gate.tally import gated_lines
            from verify.report.claims import claim_lines

            gate = open_gate()
            with store.reading() as connection:
                lines, gated = gated_lines(connection, claim_lines(connection, done.document_ids), gate)
                shown = _documents(connection, done)
            errors = [*unreadable, *done.errors]
            incomplete = run.incomplete()
            results = None
            if reports:
                results = _results(store, workspace, checks, gate, run, done, sources, errors)
        finally:
            store.close()
    if listing_is_wanted(reports):
        _show(lines, gated, shown, chosen_format(format_), show_all)
    # A waiver of another article meets nothing where only some are read.
    tell_troubles([*gated.expired, *(gated.idle if not articles else ())])
    if results is not None:
        try:
            deliver(reports, results, checks)
        except VerifyError as unwritten:
            errors.append(unwritten)
    _leave([*errors, *filter(None, [incomplete])], fails=gated.fails)


def _results(
    store: Store,
    workspace: Workspace,
    checks: Preflight,
    gate: Gate,
    run: Run,
    done: Ingestion,
    sources: Sequence[str],
    errors: Sequence[VerifyError],
) -> Results:
    from verify.ci.results import run_results, troubles_of

    return run_results(
        store,
        workspace,
        checks,
        run_id=run.run_id,
        gate=gate,
        document_ids=done.document_ids,
        sources=sources,
        broken=[trouble for error in errors for trouble in troubles_of(error, workspace)],
        failed=run.failed,
    )


def _progress(done: int) -> None:
    if sys.stderr.isatty() and done >= 100:
        click.echo(f"\r{done} articles read", err=True, nl=False)


def _leave(errors: Sequence[VerifyError], *, fails: bool) -> None:
    """Tell the errors of a batch and end with the exit code that says most."""
    for error in errors:
        tell(error)
    if errors:
        sys.exit(int(max(error.exit_code for error in errors)))
    sys.exit(int(ExitCode.FINDINGS if fails else ExitCode.CLEAN))


def _documents(connection: Any, done: Ingestion) -> list[tuple[int, str, str | None]]:
    from verify.report.documents import document_heads

    return document_heads(connection, done.document_ids)


def _show(
    lines: Sequence[ClaimLine],
    gated: Gated,
    heads: Sequence[tuple[int, str, str | None]],
    format_: str,
    show_all: bool,
) -> None:
    if format_ in FOR_PROGRAMS:
        from verify.report.objects import judged_object

        findings = {finding.line.claim: finding for finding in gated.findings}
        objects = (judged_object(line) | _gate_object(findings.get(line.claim)) for line in lines)
        show_objects(objects, format_)
        return
    by_document: dict[int, list[ClaimLine]] = {number: [] for number, *_ in heads}
    for line in lines:
        by_document[line.document_id].append(line)
    for number, name, published in heads:
        if format_ == "markdown":
            _show_markdown(name, published, by_document[number], gated, show_all)
        else:
            _show_table(name, published, by_document[number], gated, show_all)
    if format_ == "table":
        _show_next(lines)


def _gate_object(finding: Finding | None) -> dict[str, str | None]:
    """How much a refuted claim matters, and why it does not count."""
    if finding is None:
        return {"severity": None, "excused": None}
    return {"severity": finding.severity, "excused": finding.excused}


def _show_markdown(
    name: str, published: str | None, lines: Sequence[ClaimLine], gated: Gated, show_all: bool
) -> None:
    from verify.report.screen import markdown_table, summary

    excused = gated.excuses()
    click.echo(f"## {_heading(name, published)}\n")
    click.echo("\n".join(markdown_table(lines, show_all=show_all, excused=excused)))
    click.echo(f"\n{summary(lines, show_all=show_all, excused=excused)}\n")


def _show_table(
    name: str, published: str | None, lines: Sequence[ClaimLine], gated: Gated, show_all: bool
) -> None:
    from verify.report.screen import claim_table, plain, reasons, summary

    excused = gated.excuses()
    paint = plain if os.environ.get("NO_COLOR") else _paint
    width = shutil.get_terminal_size((100, 24)).columns
    click.echo(f"{_heading(name, published)}   {len(lines)} claim{'s' if len(lines) != 1 else ''}\n")
    table = claim_table(lines, width=width, show_all=show_all, paint=paint, excused=excused)
    for row in table:
        click.echo(row)
    if table:
        click.echo()
    click.echo(summary(lines, show_all=show_all, paint=paint, excused=excused))
    for row in reasons(lines, name, paint=paint, remarks=gated.remarks()):
        click.echo(row)
    click.echo()


def _show_next(lines: Sequence[ClaimLine]) -> None:
    from verify.report.screen import next_rows

    # What somebody decided waits no more.
    waiting = [line.status for line in lines if line.decided_by is None]
    refuted = waiting.count(Verdict.REFUTED)
    unsettled = waiting.count(Verdict.CONFLICTING_EVIDENCE) + waiting.count(Verdict.NOT_ENOUGH_EVIDENCE)
    for row in next_rows(refuted, unsettled):
        click.echo(row)


def _heading(name: str, published: str | None) -> str:
    from verify.display import ci_safe
    from verify.report.documents import published_words

    return f"{ci_safe(name)}   {published_words(published)}"


def _paint(verdict: Verdict | None, words: str) -> str:
    return click.style(words, fg=COLOURS[verdict]) if verdict else words
