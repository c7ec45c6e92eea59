"""`verify check --explain` and `--dry-run`: what checks mean and would find, with nothing recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import click

from verify.cli.objects import FOR_PROGRAMS, show_objects
from verify.display import display_safe
from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from verify.checks.plan import Check
    from verify.checks.rehearsal import OutcomeCount, Rehearsed
    from verify.report.claims import ClaimLine
    from verify.vocabulary import Vocabulary
    from verify.workspace import Workspace


def chosen(checks: Sequence[Check], patterns: tuple[str, ...]) -> list[Check]:
    """The checks that are called like one of the patterns; all where there is none."""
    found = [
        check for check in checks if not patterns or any(fnmatchcase(check.name, one) for one in patterns)
    ]
    if not found:
        raise VerifyError(
            f"no check is called like {' or '.join(map(repr, patterns))}.",
            hint=f"Checks are called, for instance, {checks[0].name!r}; '*' stands for anything.",
            exit_code=ExitCode.USAGE,
        )
    return found


def explain(
    checks: Sequence[Check], vocabulary: Vocabulary, workspace: Workspace, format_: str | None
) -> None:
    """Print the plan of each check and the statement it is compiled to, as SQL unless another format is asked for.

    No store is needed.
    """
    from verify.checks.rehearsal import explain as statement
    from verify.store.engine import dialect_of

    dialect = dialect_of(workspace.database)
    if format_ in FOR_PROGRAMS:
        explained = (
            {
                "check": check.name,
                "title": check.title,
                "feature": check.feature,
                "line": check.line,
                "plan": check.plan.describe(),
                "sql": statement(check, vocabulary.properties, dialect),
            }
            for check in checks
        )
        show_objects(explained, format_)
        return
    for number, check in enumerate(checks):
        if number:
            click.echo()
        click.echo(display_safe(f"-- {check.name}   {check.feature}:{check.line}   {check.title}"))
        click.echo(display_safe(f"-- {check.plan.describe()}"))
        for line in statement(check, vocabulary.properties, dialect).split("\n"):
            click.echo(display_safe(line.rstrip()))


def dry_run(checks: Sequence[Check], vocabulary: Vocabulary, workspace: Workspace, format_: str) -> None:
    """Print how many claims each check would judge, with samples of each outcome."""
    from verify import workbench
    from verify.store.upgrade import open_store

    store = open_store(workspace.database, create=False)
    try:
        rehearsed, lines = workbench.rehearse(store, workspace, vocabulary, checks)
    finally:
        store.close()
    for told in workbench.unheard_publishers(workspace, checks):
        click.echo(display_safe(told), err=True)
    if format_ in FOR_PROGRAMS:
        objects = [_object(each, lines) for each in rehearsed]
        show_objects(objects, format_)
        return
    for each in rehearsed:
        for told in _told(each, lines):
            click.echo(display_safe(told))
    click.echo("\nNothing was recorded.")


def _told(each: Rehearsed, lines: Mapping[int, ClaimLine]) -> Iterator[str]:
    check = each.check
    yield f"{check.feature}:{check.line}  {check.title}   {_claims(each.claims)}"
    for count in each.outcomes:
        verdict = count.verdict.label if count.verdict else "no verdict"
        yield f"  {count.outcome.label} → {verdict}   {_claims(count.claims)}"
        for row in count.first:
            line = lines[row]
            yield f"    {line.article}:{line.line}:{line.column}  “{line.quote}”"
        if count.claims > len(count.first):
            yield f"    … and {count.claims - len(count.first)} more"


def _claims(count: int) -> str:
    return f"{count} claim{'s' if count != 1 else ''}"


def _object(each: Rehearsed, lines: Mapping[int, ClaimLine]) -> dict[str, Any]:
    check = each.check
    return {
        "check": check.name,
        "title": check.title,
        "feature": check.feature,
        "line": check.line,
        "claims": each.claims,
        "outcomes": [_outcome(count, lines) for count in each.outcomes],
    }


def _outcome(count: OutcomeCount, lines: Mapping[int, ClaimLine]) -> dict[str, Any]:
    return {
        "outcome": count.outcome.label,
        "verdict": count.verdict.label if count.verdict else None,
        "claims": count.claims,
        "samples": [
            {
                "claim": lines[row].claim,
                "article": lines[row].article,
                "line": lines[row].line,
                "column": lines[row].column,
                "quote": lines[row].quote,
            }
            for row in count.first
        ],
    }
