"""`verify check`: run the checks on what is stored."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from verify.cli.options import chosen_format, database_option, format_option, workspace_of
from verify.display import display_safe
from verify.errors import ExitCode, VerifyError
from verify.verdicts import Verdict

if TYPE_CHECKING:
    from verify.checks.features import Preflight
    from verify.report.checks import CheckLine
    from verify.report.claims import ClaimLine

SHOWN = 20


@click.command("check")
@click.option("--lint", is_flag=True, help="Only read the checks over; judge nothing.")
@format_option("table", "ndjson", "json")
@database_option
def command(lint: bool, format_: str | None, database: str | None) -> None:
    """Run the checks on what is stored: on claims and records that are new since they last ran.

    Exits with 1 where a claim that stands is refuted, with 3 where a check is broken.
    """
    from verify import workbench

    workspace = workspace_of(database)
    vocabulary = workbench.read_vocabulary(workspace)
    found = workbench.preflight(workspace, vocabulary)
    if lint:
        _show_lint(found)
        return
    found.refuse()
    store, _ = workbench.open_workspace_store(workspace)
    try:
        run = workbench.check(store, workspace, vocabulary, found=found)
        from verify.report.checks import check_lines, refuted_claims

        with store.reading() as connection:
            lines = check_lines(connection)
            refuted = {
                line.check: refuted_claims(connection, line.check, limit=SHOWN)
                for line in lines
                if line.counts[Verdict.REFUTED]
            }
    finally:
        store.close()
    _show(lines, refuted, chosen_format(format_))
    if not run.complete:
        raise VerifyError(
            f"{len(run.judged)} of {run.declared} checks ran.",
            hint="Run: verify check --lint",
            exit_code=ExitCode.BROKEN_CHECK,
        )
    sys.exit(int(ExitCode.FINDINGS if refuted else ExitCode.CLEAN))


def _show_lint(found: Preflight) -> None:
    for complaint in found.complaints:
        for line in str(complaint).split("\n"):
            click.echo(display_safe(line))
    if found.complaints:
        click.echo(f"\n{len(found.complaints)} to mend, {len(found.checks)} checks understood", err=True)
        sys.exit(int(ExitCode.BROKEN_CHECK))
    click.echo(f"{len(found.checks)} checks understood, nothing to mend")


def _show(lines: list[CheckLine], refuted: dict[str, list[ClaimLine]], format_: str) -> None:
    from verify.report.checks import check_object
    from verify.report.objects import to_json, to_ndjson

    if format_ == "ndjson":
        for printed in to_ndjson(map(check_object, lines)):
            click.echo(printed)
        return
    if format_ == "json":
        click.echo(to_json(map(check_object, lines)))
        return
    feature = None
    titles = max((len(line.title) for line in lines), default=0)
    for line in lines:
        if line.feature != feature:
            feature = line.feature
            click.echo(display_safe(feature))
        counts = "   ".join(f"{count} {verdict.label}" for verdict, count in line.counts.items() if count)
        judged = f"{line.claims} claim{'s' if line.claims != 1 else ''}"
        click.echo(f"  {display_safe(line.title):<{titles}}   {judged}   {counts}".rstrip())
        for claim in refuted.get(line.check, []):
            click.echo(f"    {display_safe(_refuted(claim))}")
        if line.counts[Verdict.REFUTED] > SHOWN:
            click.echo(
                f"    and {line.counts[Verdict.REFUTED] - SHOWN} more: verify queue list --status refuted"
            )


def _refuted(claim: ClaimLine) -> str:
    source = f" ({claim.sources[0].publisher})" if claim.sources else ""
    label = (claim.status or Verdict.REFUTED).label
    return f"{label}  {claim.article}:{claim.line}:{claim.column}  “{claim.quote}”  record: {claim.record}{source}"
