"""`verify check`: run the checks on what is stored."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from verify.ci.wanted import Report, listing_is_wanted
from verify.cli import tell, tell_troubles
from verify.cli.lazy import LazyGroup, refuse_lost_options
from verify.cli.objects import FOR_PROGRAMS, show_objects
from verify.cli.options import (
    chosen_format,
    database_option,
    format_option,
    gate_of,
    gate_options,
    report_option,
    workspace_of,
)
from verify.cli.reports import deliver, reported, reports_of
from verify.display import display_safe
from verify.errors import ExitCode, VerifyError
from verify.verdicts import Verdict

if TYPE_CHECKING:
    from verify.checks.features import Preflight
    from verify.checks.flips import Flip
    from verify.checks.run import Run
    from verify.gate.tally import Tally
    from verify.gate.weighing import Gate
    from verify.report.checks import CheckLine
    from verify.report.claims import ClaimLine
    from verify.report.results import Finding, Results
    from verify.store.engine import Store
    from verify.vocabulary import Vocabulary
    from verify.workspace import Workspace

SHOWN = 20

COMMANDS = {
    "steps": ("verify.cli.check_steps", "Show the steps that a check can be written with."),
    "new": ("verify.cli.check_new", "Write a feature file to begin with."),
    "specs": ("verify.cli.check_specs", "Run the specs, which show what the checks say of sentences."),
}


class CheckGroup(LazyGroup):
    """The commands about checks, of which one can also be named as an option: --specs."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read "--specs …" as "specs …"."""
        if "--specs" in args:
            args = ["specs", *(word for word in args if word != "--specs")]
        return super().parse_args(ctx, args)


@click.command("check", cls=CheckGroup, modules=COMMANDS, invoke_without_command=True)
@click.option("--specs", is_flag=True, expose_value=False, help="The same as the command 'specs' below.")
@click.option("--all", "whole", is_flag=True, help="Judge all claims again, not only what is new.")
@click.option("--lint", is_flag=True, help="Only read the checks over; judge nothing.")
@click.option("--explain", is_flag=True, help="Only show the plan of each check and its SQL.")
@click.option(
    "--dry-run", is_flag=True, help="Only show what each check would find of all claims; record nothing."
)
@click.option(
    "--only",
    multiple=True,
    metavar="PATTERN",
    help="With --explain and --dry-run: the checks so called ('agreements/*'). Can be repeated.",
)
@gate_options
@format_option(
    "table", "ndjson", "json", default="table on a terminal, ndjson otherwise; of --lint table in both"
)
@report_option
@database_option
@click.pass_context
def command(
    context: click.Context,
    whole: bool,
    lint: bool,
    explain: bool,
    dry_run: bool,
    only: tuple[str, ...],
    fail_on: str | None,
    today: str | None,
    format_: str | None,
    given_reports: tuple[str, ...],
    database: str | None,
) -> None:
    """Run the checks on what is stored: on claims and records that are new since they last ran.

    Exits with 1 where a claim that stands is refuted and nothing excuses it, or a waiver has expired; with 3 where a
    check is broken.
    """
    if context.invoked_subcommand is not None:
        refuse_lost_options(context)
        return
    modes = {"--all": whole, "--lint": lint, "--explain": explain, "--dry-run": dry_run}
    _refuse_mixed([name for name, given in modes.items() if given], only)
    if given_reports and (explain or dry_run):
        raise click.UsageError("--report goes with a run or with --lint.")
    from verify import workbench

    reports = () if explain or dry_run else reports_of(given_reports)
    workspace = workspace_of(database)
    with reported(reports, workspace):
        vocabulary = workbench.read_rule_vocabulary(workspace)
        found = workbench.preflight(workspace, vocabulary)
        if not lint:
            found.refuse()
    if lint:
        from verify.cli import check_lint

        check_lint.lint(found, reports, workspace, format_)
        return
    if explain or dry_run:
        from verify.cli import check_rehearsal

        chosen = check_rehearsal.chosen(found.checks, only)
        if explain:
            check_rehearsal.explain(chosen, vocabulary, workspace)
        else:
            check_rehearsal.dry_run(chosen, vocabulary, workspace, chosen_format(format_))
        return
    with reported(reports, workspace):
        open_gate = gate_of(workspace, fail_on, today)
    _judge(workspace, vocabulary, found, open_gate, chosen_format(format_), whole, reports)


def _refuse_mixed(given: list[str], only: tuple[str, ...]) -> None:
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} do different things: name one of them.")
    if only and given not in (["--explain"], ["--dry-run"]):
        raise click.UsageError("--only goes with --explain or --dry-run: a run judges with all checks.")


def _judge(
    workspace: Workspace,
    vocabulary: Vocabulary,
    found: Preflight,
    open_gate: Callable[[], Gate],
    format_: str,
    whole: bool,
    reports: Sequence[Report],
) -> None:
    from verify import workbench

    with reported(reports, workspace):
        store, _ = workbench.open_workspace_store(workspace)
        try:
            run = workbench.check(
                store, workspace, vocabulary, found=found, whole=whole, meanwhile=_load_what_tells
            )
            from verify.checks.flips import turned_over
            from verify.gate.tally import tally
            from verify.report.checks import check_lines
            from verify.report.claims import claim_lines_by_id
            from verify.store.counts import has_articles

            gate, incomplete = open_gate(), run.incomplete()
            results = _results(store, workspace, found, gate, run) if reports else None
            with store.reading() as connection:
                lines = check_lines(connection)
                counted = tally(connection, lines, gate, limit=SHOWN if format_ == "table" else 0)
                flipped = {
                    judged.check.name: FlipLines(
                        judged.flips.total,
                        judged.flips.first,
                        claim_lines_by_id(connection, [flip.claim_id for flip in judged.flips.first]),
                    )
                    for judged in run.judged
                    if judged.flips.total
                }
                turned = turned_over(connection, run.run_id) if format_ == "table" else 0
                empty = not any(line.claims for line in lines) and not has_articles(connection)
        finally:
            store.close()
    if listing_is_wanted(reports):
        _show(lines, counted, flipped, format_)
        if format_ == "table":
            _show_totals(lines, turned)
    tell_troubles([*counted.expired, *counted.idle])
    if empty:
        tell(VerifyError("no article is stored, so nothing was judged.", hint="Next: verify ingest ARTICLE"))
    if results is not None:
        deliver(reports, results, found)
    if incomplete is not None:
        raise incomplete
    sys.exit(int(ExitCode.FINDINGS if counted.fails else ExitCode.CLEAN))


def _load_what_tells() -> None:
    """Import what is needed once all is judged: the database gives the time for it."""
    import verify.gate.tally  # noqa: F401


def _results(store: Store, workspace: Workspace, found: Preflight, gate: Gate, run: Run) -> Results:
    from verify.ci.results import run_results

    return run_results(store, workspace, found, run_id=run.run_id, gate=gate, failed=run.failed)


@dataclass(frozen=True, slots=True)
class FlipLines:
    """How many claims a check turned over, and the first of them, each with its claim."""

    total: int
    flips: Sequence[Flip]
    claims: Sequence[ClaimLine]

    def told(self) -> Iterator[str]:
        """A line each."""
        for flip, claim in zip(self.flips, self.claims, strict=True):
            after = flip.after.label if flip.after else "no verdict"
            yield (
                f"flipped  {claim.article}:{claim.line}:{claim.column}  “{claim.quote}”  "
                f"{flip.before.label} → {after}"
            )
        if self.total > len(self.flips):
            yield f"and {self.total - len(self.flips)} more flipped"

    def objects(self) -> list[dict[str, Any]]:
        """As JSON."""
        return [
            {
                "claim": claim.claim,
                "article": claim.article,
                "line": claim.line,
                "column": claim.column,
                "quote": claim.quote,
                "before": flip.before.label,
                "after": flip.after.label if flip.after else None,
            }
            for flip, claim in zip(self.flips, self.claims, strict=True)
        ]


def _objects(
    lines: list[CheckLine], counted: Tally, flipped: dict[str, FlipLines]
) -> Iterator[dict[str, Any]]:
    from verify.report.checks import check_object

    for line in lines:
        flips = flipped.get(line.check)
        yield check_object(line) | {
            "excused": counted.excused.get(line.check, 0),
            "flipped": flips.total if flips else 0,
            "flips": flips.objects() if flips else [],
        }


def _show(
    lines: list[CheckLine],
    counted: Tally,
    flipped: dict[str, FlipLines],
    format_: str,
) -> None:

    if format_ in FOR_PROGRAMS:
        for finding in counted.decided:
            click.echo(f"verify: {display_safe(_refuted(finding))}", err=True)
        objects = _objects(lines, counted, flipped)
        show_objects(objects, format_)
        return
    feature = None
    titles = max((len(line.title) for line in lines), default=0)
    for line in lines:
        if line.feature != feature:
            feature = line.feature
            click.echo(display_safe(feature))
        counts = "   ".join(_count(line, verdict, counted) for verdict in Verdict if line.counts[verdict])
        judged = f"{line.claims} claim{'s' if line.claims != 1 else ''}"
        click.echo(f"  {display_safe(line.title):<{titles}}   {judged}   {counts}".rstrip())
        for finding in counted.shown.get(line.check, ()):
            click.echo(f"    {display_safe(_refuted(finding))}")
        if line.counts[Verdict.REFUTED] > SHOWN:
            click.echo(
                f"    and {line.counts[Verdict.REFUTED] - SHOWN} more: verify queue list --status refuted"
            )
        if line.check in flipped:
            for told in flipped[line.check].told():
                click.echo(f"    {display_safe(told)}")
    if counted.decided:
        click.echo("refuted by people alone")
    for finding in counted.decided:
        click.echo(f"    {display_safe(_refuted(finding))}")


def _show_totals(lines: list[CheckLine], turned: int) -> None:
    """Tell how many claims turned over in all, and what to do next."""
    from verify.report.screen import next_rows

    refuted, *unsettled = (
        sum(line.counts[verdict] for line in lines)
        for verdict in (Verdict.REFUTED, Verdict.CONFLICTING_EVIDENCE, Verdict.NOT_ENOUGH_EVIDENCE)
    )
    told = [f"{turned} claim{'s' if turned != 1 else ''} turned over since the run before"] * bool(turned)
    told += next_rows(refuted, sum(unsettled))
    if told:
        click.echo()
    for row in told:
        click.echo(row)


def _count(line: CheckLine, verdict: Verdict, counted: Tally) -> str:
    excused = counted.excused.get(line.check, 0) if verdict is Verdict.REFUTED else 0
    return f"{line.counts[verdict]} {verdict.label}" + (f" ({excused} excused)" if excused else "")


def _refuted(finding: Finding) -> str:
    from verify.gate.weighing import remark

    claim = finding.line
    excuse = remark(finding)
    label = (claim.status or Verdict.REFUTED).label + (f" ({excuse})" if excuse else "")
    told = [label, f"{claim.article}:{claim.line}:{claim.column}", f"“{claim.quote}”"]
    if claim.record:
        source = f" ({claim.sources[0].publisher})" if claim.sources else ""
        told.append(f"record: {claim.record}{source}")
    if claim.decided_by:
        told.append(f"decided by {claim.decided_by}")
    return "  ".join(told)
