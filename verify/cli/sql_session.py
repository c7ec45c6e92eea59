"""`verify sql` on a terminal: one statement after the other, with a history, completion and no end at an error."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click

from verify.cli.sql_views import show_views
from verify.cli.tables import show_table
from verify.errors import VerifyError

if TYPE_CHECKING:
    from verify.store.reading import Reader

PROMPT, MORE = "verify> ", "   ...> "
KEPT = 1000
"""Lines of history."""

HELP = """\
Write a query and end it with ';'. Nothing can be changed here.
  .views [NAME]    the views, or the columns of one
  .format FORMAT   table, ndjson, json, csv, markdown or html
  .timeout SECONDS how long a query may take, 0 for as long as it takes
  .quit            leave; so does Ctrl-D. Ctrl-C stops a query or drops what was typed."""

WORDS = (
    "SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "OFFSET", "JOIN", "LEFT JOIN", "ON", "AS",
    "AND", "OR", "NOT", "NULL", "IS", "IN", "LIKE", "BETWEEN", "CASE", "WHEN", "THEN", "ELSE", "END", "DISTINCT",
    "WITH", "UNION ALL", "EXISTS", "ASC", "DESC", "count(", "sum(", "min(", "max(", "avg(", "coalesce(", "substr(",
)  # fmt: skip
"""What is completed beside views and columns."""


@dataclass(slots=True)
class Session:
    """What a session is set to."""

    database: str
    format: str
    timeout: float

    def run(self) -> None:
        """Ask for statements until there are no more. Raises VerifyError where the store cannot be opened."""
        from verify.store.reading import reading_only

        with reading_only(self.database) as reader, _line_editing():
            click.echo("The store is open for reading. .help tells more, .quit leaves.", err=True)
            for typed in statements(input):
                if typed in (".quit", ".exit"):
                    return
                self.answer(reader, typed)

    def answer(self, reader: Reader, typed: str) -> None:
        """Do what was typed: a statement, or a line that begins with a dot. Errors are told."""
        try:
            if typed.startswith("."):
                self._command(typed)
            else:
                self._ask(reader, typed)
        except VerifyError as error:
            from verify.cli import tell

            tell(error)
        except KeyboardInterrupt:
            click.echo("stopped.", err=True)

    def _ask(self, reader: Reader, statement: str) -> None:
        from verify.report.table import RowTable

        answer = reader.ask(statement, {}, self.timeout)
        show_table(RowTable("Query", statement, answer.columns, answer.rows), self.format, None)

    def _command(self, typed: str) -> None:
        from verify.report.table import FORMATS

        name, _, rest = typed.partition(" ")
        rest = rest.strip().rstrip(";").strip()
        if name == ".views":
            show_views(rest or None)
        elif name == ".format" and rest in FORMATS:
            self.format = rest
        elif name == ".timeout" and re.fullmatch(r"\d{1,9}(\.\d+)?", rest):
            self.timeout = float(rest)
        elif name == ".help":
            click.echo(HELP)
        else:
            raise VerifyError(f"{typed!r} is nothing that can be done here.", hint="See .help")


def statements(line: Callable[[str], str]) -> Iterator[str]:
    """What is typed, put together: lines up to a ';' at an end, or one that begins with a dot. Ends with the input.

    `line` gives the next line for a prompt, and raises EOFError at the end. Ctrl-C drops what was begun.
    """
    begun: list[str] = []
    while True:
        try:
            typed = line(MORE if begun else PROMPT)
        except EOFError:
            if begun:
                yield "\n".join(begun)
            click.echo("", err=True)
            return
        except KeyboardInterrupt:
            click.echo("", err=True)
            begun = []
            continue
        except UnicodeDecodeError:
            click.echo("this is not UTF-8.", err=True)
            begun = []
            continue
        if not begun and typed.strip().startswith("."):
            yield typed.strip()
            continue
        if not begun and not typed.strip():
            continue
        begun.append(typed)
        if typed.rstrip().endswith(";"):
            yield "\n".join(begun)
            begun = []


def completions(word: str) -> list[str]:
    """Views, columns, words of SQL and commands that begin so."""
    from verify.report.views import VIEWS

    names = [view.sql_name for view in VIEWS.values()]
    names += sorted({column.name for view in VIEWS.values() for column in view.columns})
    known = [*names, *WORDS, ".views", ".format", ".timeout", ".help", ".quit"]
    return [name for name in known if name.lower().startswith(word.lower())]


@contextmanager
def _line_editing() -> Iterator[None]:
    """History and completion by GNU readline or editline, where Python has them."""
    try:
        import readline
    except ImportError:
        yield
        return
    file = _history_file()
    _prepare(readline)
    with suppress(OSError):
        readline.read_history_file(file)
    try:
        yield
    finally:
        readline.set_history_length(KEPT)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            readline.write_history_file(file)


def _prepare(readline: ModuleType) -> None:
    def complete(word: str, number: int) -> str | None:
        found = completions(word)
        return found[number] if number < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims(" \t\n,;()=<>!+*/|'\"")
    editline = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if editline else "tab: complete")


def _history_file() -> Path:
    home = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(home) / "verify" / ("sql_history" if sys.platform != "win32" else "sql_history.txt")
