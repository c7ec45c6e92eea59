"""How the commands of `verify reference` print rows and objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from verify.cli.objects import FOR_PROGRAMS, show_objects


def show_rows(objects: Sequence[Mapping[str, Any]], format_: str, header: Sequence[str]) -> None:
    """Print objects in a format; a table shows the columns of `header`."""
    from verify.report.screen import markdown_rows, text_rows

    if format_ in FOR_PROGRAMS:
        show_objects(objects, format_)
        return
    rows = [[_cell(found.get(name)) for name in header] for found in objects]
    for line in (
        markdown_rows(header, rows) if format_ == "markdown" else text_rows(header, rows) if rows else ()
    ):
        click.echo(line)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "|".join(str(part) for part in value)
    return str(value)
