"""Tables on standard output, or in a file that is written whole or not at all."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from verify.cli.endings import format_said
from verify.cli.writing import writing

if TYPE_CHECKING:
    from verify.report.table import RowTable

_Command = TypeVar("_Command", bound=Callable[..., Any])

ENDINGS = {
    ".csv": "csv", ".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson", ".md": "markdown", ".html": "html",
    ".htm": "html", ".txt": "table",
}  # fmt: skip


ROWS = ("table", "ndjson", "json", "csv", "markdown", "html")
"""The formats of rows."""

TERMINAL = "table on a terminal (lists where it is too wide), ndjson otherwise"
"""What is printed where no format is asked for, in words."""

FITTED = "fitted"
"""The format of a terminal where none is asked for: a table, or lists of rows where it is wider than that."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which database, how many rows, in which format, and the file that they go to, if any."""

    database: str
    limit: int | None
    format: str
    output: str | None


def output_option(command: _Command) -> _Command:
    """Add -o."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write to a file, whole or not at all; its ending says the format, where --format does not.",
    )(command)


def format_for(given: str | None, output: str | None) -> str:
    """The format asked for, else that of the file's ending, else `FITTED` on a terminal and ndjson for programs.

    Raises VerifyError (exit code 2) where the ending says none.
    """
    if given is None and output not in (None, "-"):
        return format_said(str(output), ENDINGS)
    return given or (FITTED if sys.stdout.isatty() else "ndjson")


def show_table(table: RowTable, format_: str, output: str | None) -> None:
    """Print a table, or write it to a file. Raises VerifyError where the file cannot be written."""
    from verify.report.table import rendered

    if format_ == FITTED:
        pieces = rendered(table, "table", width=shutil.get_terminal_size().columns)
    else:
        pieces = rendered(table, format_)
    if output is None or output == "-":
        _print(pieces)
        return
    with writing(output, "the report") as file:
        file.writelines(pieces)


_TOGETHER = 64_000
"""Characters that are written at once: a call a row would cost more than the row."""


def _print(pieces: Iterable[str]) -> None:
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _TOGETHER:
            click.echo("".join(held), nl=False)
            held, size = [], 0
    if held:
        click.echo("".join(held), nl=False)
