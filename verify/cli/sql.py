"""`verify sql`: ask the store in SQL, which can only be read."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any

import click

from verify.cli.options import WORDS, database_option, format_option, read_stdin, workspace_of
from verify.cli.params import params_option, values_of
from verify.cli.tables import FITTED, ROWS, TERMINAL, format_for, output_option, show_table
from verify.errors import VerifyError
from verify.file_errors import unreadable


class Seconds(click.ParamType[float]):
    """A number of seconds, 0 or more, that is a number."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number."""
        try:
            seconds = float(value)
        except ValueError:
            seconds = -1
        if not math.isfinite(seconds) or seconds < 0:
            self.fail(f"{value!r} is no number of seconds.", param, ctx)
        return seconds


@click.command("sql")
@click.argument("statement", required=False, type=WORDS)
@click.option(
    "-f", "--file", "file", metavar="FILE", help="Read the statement from a file; '-' is standard input."
)
@params_option("A value for :name in the statement.")
@click.option("--timeout", type=Seconds(), default=30.0, show_default=True, metavar="SECONDS",
              help="How long the database may work on it; 0 for as long as it takes.")  # fmt: skip
@click.option("--views", "wants_views", is_flag=True,
              help="Show the views, or with the name of one its columns, types and units.")  # fmt: skip
@format_option(*ROWS, default=TERMINAL)
@output_option
@database_option
def command(
    statement: str | None,
    file: str | None,
    params: tuple[str, ...],
    timeout: float,
    wants_views: bool,
    format_: str | None,
    output: str | None,
    database: str | None,
) -> None:
    """Ask the store in SQL, and print what it answers.

    STATEMENT is one query ('-' reads it from standard input); without one, on a terminal, statements are asked for.
    The database itself refuses whatever would write: nothing is changed, created or upgraded.
    """
    from verify.cli.sql_views import show_views

    if wants_views:
        if file or params or format_ or output:
            raise click.UsageError("--views prints text, and takes the name of a view alone.")
        show_views(statement)
        return
    database = workspace_of(database).database
    if statement is None and file is None and sys.stdin.isatty() and not (params or output):
        from verify.cli.sql_session import Session

        Session(database, format_ or FITTED, timeout).run()
        return
    wanted = format_for(format_, output)
    words = _statement(statement, file)
    values = values_of(params)
    from verify.report.table import RowTable
    from verify.store.reading import reading_only

    with reading_only(database) as reader:
        answer = reader.ask(words, values, timeout)
        table = RowTable("Query", words, answer.columns, answer.rows)
        show_table(table, wanted, output)


def _statement(statement: str | None, file: str | None) -> str:
    if statement is not None and file is not None:
        raise click.UsageError("a statement and a file are one too many: give one of them.")
    if statement is None and file is None:
        raise click.UsageError(
            "there is no statement. Write it behind 'verify sql', or '-' to read it from standard input."
        )
    if "-" in (statement, file):
        return _decoded(read_stdin(), "standard input")
    if file is None:
        return statement or ""
    try:
        return _decoded(Path(file).read_bytes(), file)
    except (OSError, ValueError) as error:
        raise unreadable(error, file, hint="Name a file with a statement.") from None


def _decoded(content: bytes, place: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise VerifyError("this is not UTF-8.", place=place, hint="Save it as UTF-8.") from None
