"""`verify check --lint`: what there is to mend in the checks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict

import click

from verify.checks.features import BrokenChecksError, Preflight
from verify.ci.wanted import Report, listing_is_wanted
from verify.cli.objects import FOR_PROGRAMS, show_objects
from verify.cli.reports import deliver_errors
from verify.display import display_safe
from verify.editor.vscode import is_outdated
from verify.errors import ExitCode
from verify.workbench import unheard_publishers
from verify.workspace import Workspace


def lint(found: Preflight, reports: Sequence[Report], workspace: Workspace, format_: str | None) -> None:
    """Report what there is to mend, print it, and end with 3 where there is anything."""
    broken = [BrokenChecksError(found.complaints)] if found.complaints else []
    deliver_errors(reports, broken, workspace)
    if listing_is_wanted(reports):
        _show(found, format_)
    for told in unheard_publishers(workspace, found.checks):
        click.echo(display_safe(told), err=True)
    if is_outdated(workspace.root):
        click.echo("VS Code completes other steps than there are. Run: verify check steps --vscode", err=True)
    if broken:
        sys.exit(int(ExitCode.BROKEN_CHECK))


def _show(found: Preflight, format_: str | None) -> None:
    """Print what there is to mend, as text unless another format is asked for; its counts go to stderr."""
    if format_ in FOR_PROGRAMS:
        objects = map(asdict, found.complaints)
        show_objects(objects, format_)
    else:
        for complaint in found.complaints:
            for line in str(complaint).split("\n"):
                click.echo(display_safe(line))
    if found.complaints:
        click.echo(f"\n{len(found.complaints)} to mend, {len(found.checks)} checks understood", err=True)
    else:
        in_words = f"{len(found.checks)} checks understood, nothing to mend"
        click.echo(in_words, err=format_ in FOR_PROGRAMS)
