"""`verify check specs`, also written `verify check --specs`: show what the checks say of a few sentences."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from verify.cli.options import chosen_format, format_option, workspace_of
from verify.display import display_safe
from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from verify.specs.features import SpecFile
    from verify.specs.running import SpecResult, SpecStage
    from verify.specs.spec import BrokenSpec, Spec

_WITH_LINE = re.compile(r"(.+):([0-9]{1,7})")


@click.command("specs")
@click.argument("paths", nargs=-1, metavar="[PATH[:LINE]]…")
@click.option("--lint", is_flag=True, help="Only read the specs over; run nothing.")
@format_option("table", "ndjson", "json")
def command(paths: tuple[str, ...], lint: bool, format_: str | None) -> None:
    """Run the specs: scenarios that show what the checks say of a few sentences.

    All of the workspace, or those of files and folders, or the one at a line. Each runs in a store of its own; the
    workspace's is neither read nor written. Exits with 1 where a spec fails, with 3 where one is broken.
    """
    from verify.specs.running import stage_of

    workspace = workspace_of(None)
    chosen = [_chosen(path) for path in paths] or [(workspace.specs, None)]
    with stage_of(workspace) as stage:
        files = [file for place, line in chosen for file in _read(stage, place, line)]
        for file in files:
            if file.titles:
                click.echo(display_safe(f"{file.shown}: its steps are in Python; pytest runs it"), err=True)
        specs = [spec for file in files for spec in file.specs]
        if lint:
            _show_lint(specs)
        results = _show(map(stage.run, specs), chosen_format(format_))
    if not results:
        raise VerifyError(
            "no spec ran.", hint="Write one: see docs/specs.md.", exit_code=ExitCode.BROKEN_CHECK
        )
    sys.exit(int(_worst(results)))


def _chosen(path: str) -> tuple[Path, int | None]:
    place, line = Path(path), None
    if not place.exists() and (found := _WITH_LINE.fullmatch(path)) is not None:
        place, line = Path(found[1]), int(found[2])
    if not place.exists():
        raise VerifyError("there is no such file or folder.", place=path, hint="Check the path.")
    return place.absolute(), line


def _read(stage: SpecStage, place: Path, line: int | None) -> Iterator[SpecFile]:
    from verify.specs.features import at_line, spec_files

    for path in [place] if place.is_file() else spec_files(place):
        file = stage.read(path)
        yield file if line is None else at_line(file, line)


def _show_lint(specs: Sequence[Spec | BrokenSpec]) -> NoReturn:
    from verify.specs.spec import BrokenSpec

    broken = [spec for spec in specs if isinstance(spec, BrokenSpec)]
    for complaint in dict.fromkeys(spec.complaint for spec in broken):
        for told in str(complaint).split("\n"):
            click.echo(display_safe(told))
    if broken:
        click.echo(f"\n{len(broken)} to mend, {len(specs) - len(broken)} specs understood", err=True)
        sys.exit(int(ExitCode.BROKEN_CHECK))
    click.echo(f"{len(specs)} specs understood, nothing to mend")
    sys.exit(int(ExitCode.CLEAN))


def _show(results: Iterable[SpecResult], format_: str) -> list[SpecResult]:
    """Print results as they come, and return them."""
    from verify.report.objects import to_json, to_ndjson
    from verify.specs.telling import spec_object, summary

    seen: list[SpecResult] = []
    feature = None
    for result in results:
        seen.append(result)
        if format_ == "ndjson":
            for printed in to_ndjson([spec_object(result)]):
                click.echo(printed)
        elif format_ == "table":
            if result.spec.feature != feature:
                feature = result.spec.feature
                click.echo(display_safe(feature))
            for told in _told(result):
                click.echo(display_safe(told))
    if format_ == "json":
        click.echo(to_json(map(spec_object, seen)))
    elif format_ == "table":
        click.echo(f"\n{summary(seen)}")
    return seen


def _told(result: SpecResult) -> Iterator[str]:
    from verify.specs.telling import missed_lines

    if result.complaint is not None:
        yield f"  ! {result.spec.title}"
        first, *others = str(result.complaint).split("\n")
        yield f"      BROKEN  {first}"
        yield from (f"          {other}" for other in others)
        return
    yield f"  {'✗' if result.missed else '✓'} {result.spec.title}"
    for missed in result.missed:
        yield from (f"      {line}" for line in missed_lines(missed))


def _worst(results: Sequence[SpecResult]) -> ExitCode:
    from verify.report.results import State

    states = {result.state for result in results}
    if State.BROKEN in states:
        return ExitCode.BROKEN_CHECK
    return ExitCode.FINDINGS if State.FAILED in states else ExitCode.CLEAN
