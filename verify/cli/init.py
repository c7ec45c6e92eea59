"""`verify init`: make a workspace."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from verify.display import display_safe


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def command(folder: Path) -> None:
    """Make a workspace of FOLDER: settings, checks and reference to edit, a place for articles.

    Nothing that is there already is overwritten.
    """
    from verify.workspace import create

    for path in create(folder):
        shown = f"{path}/" if path.is_dir() else str(path)
        click.echo(f"made {display_safe(shown)}")
    there = "" if folder == Path() else f"cd {shlex.quote(str(folder))}, "
    click.echo(f"\nNext: {display_safe(there)}put articles into articles/ and run: verify run")
