"""Options that several commands share, and what they come to."""

from __future__ import annotations

import itertools
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from verify.errors import ExitCode, VerifyError
from verify.severity import SEVERITIES
from verify.workspace import Workspace, find

if TYPE_CHECKING:
    from verify.documents import Document
    from verify.gate.weighing import Gate
    from verify.read import Meta

_Command = TypeVar("_Command", bound=Callable[..., Any])

FORMATS = ("table", "ndjson", "json", "markdown")


class Words(click.ParamType[str]):
    """Text of the command line that will be stored: what is not UTF-8 there could not be."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it came."""
        text = str(value)
        try:
            text.encode()
        except UnicodeEncodeError:
            self.fail("this is not UTF-8.", param, ctx)
        return text


WORDS = Words()


class Whole(click.ParamType[int]):
    """A whole number, `least` or more, of so many digits at most: no database keeps more than 9 in an integer."""

    name = "number"

    def __init__(self, least: int = 1, *, digits: int = 9) -> None:
        self.least = least
        self.digits = digits

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        text = str(value)
        if re.fullmatch(r"\d+", text, re.ASCII) is None or int(text[: self.digits]) < self.least:
            self.fail(f"{text!r} is no whole number from {self.least} on.", param, ctx)
        if len(text) > self.digits:
            self.fail(f"{text!r} is too large: it has more than {self.digits} digits.", param, ctx)
        return int(text)


class Language(click.ParamType[str]):
    """The language of a text, as a tag: one that verify reads, with a country or without."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The tag as it came."""
        tag = str(value)
        if re.fullmatch(rf"(?:{'|'.join(LANGUAGES)})(?:-[A-Za-z]{{2}})?", tag) is None:
            known = ", or ".join(f"{one!r}, or with a country as in '{one}-GB'" for one in LANGUAGES)
            self.fail(f"verify reads no {tag!r}. Known is: {known}.", param, ctx)
        return tag


class Since(click.ParamType[str]):
    """A day, month or year, from which on something is wanted: it compares with days and moments as text."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date as it came."""
        from datetime import date

        text = str(value)
        is_written_so = re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII)
        try:
            # The first day of a month or year stands for it.
            date.fromisoformat((text + "-01-01")[:10] if is_written_so else "")
        except ValueError:
            self.fail(f"{text!r} is no date. Write it as 2016-04-09, 2016-04 or 2016.", param, ctx)
        return text


def since_option(help_: str) -> Callable[[_Command], _Command]:
    """Add --since, and say what happened then."""
    return click.option("--since", type=Since(), metavar="DATE", help=help_)


LANGUAGES = ("en",)
"""What claims are read from."""


def database_option(command: _Command) -> _Command:
    """Add --database."""
    return click.option(
        "--database",
        metavar="URL",
        help="The store: a SQLite file, or a PostgreSQL URL. Default: that of the workspace, else verify.db.",
    )(command)


def format_option(
    *formats: str, default: str = "table on a terminal, ndjson otherwise"
) -> Callable[[_Command], _Command]:
    """Add --format with these choices, and --json, which is short for one of them; help tells the default."""
    options = [
        click.option(
            "--format",
            "format_",
            type=click.Choice(formats or FORMATS),
            help=f"Default: {default}.",
        ),
        click.option(
            "--json",
            "format_",
            flag_value="ndjson",
            help="The same as --format ndjson: an object a line, for programs.",
        ),
    ]

    def add(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def report_option(command: _Command) -> _Command:
    """Add --report."""
    return click.option(
        "--report",
        "given_reports",
        multiple=True,
        metavar="FORMAT=FILE",
        help="Write a report for CI: sarif, junit, github or messages; '-' is standard output. Can be repeated.",
    )(command)


def article_options(command: _Command) -> _Command:
    """Add what the command line can say about articles."""
    options = [
        click.option(
            "--published", metavar="DATE", help="The publication date: 2016-04-09, 2016-04 or 2016."
        ),
        click.option("--title", type=WORDS, metavar="TEXT", help="The headline; its claims count."),
        click.option("--url", type=WORDS, metavar="URL", help="Where it is published."),
        click.option("--publisher", type=WORDS, metavar="NAME", help="Who publishes it."),
        click.option(
            "--language",
            type=Language(),
            metavar="CODE",
            help="The language of the text: en, en-GB. Default: en.",
        ),
        click.option(
            "--encoding", metavar="NAME", default="utf-8", show_default=True, help="How files are encoded."
        ),
        click.option(
            "--input-format",
            type=click.Choice(["text", "markdown", "ndjson"]),
            help="What the articles are. Default: by the file's ending; standard input is text.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def gate_options(command: _Command) -> _Command:
    """Add what the command line can say about which findings count."""
    options = [
        click.option(
            "--fail-on",
            type=click.Choice(SEVERITIES),
            help="The least severity that fails. Default: that of the workspace, else error.",
        ),
        click.option(
            "--today", metavar="DATE", help="The day that waivers are judged on. Default: today, in UTC."
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def gate_of(workspace: Workspace, fail_on: str | None, today: str | None) -> Callable[[], Gate]:
    """The gate of a workspace and of what `gate_options` added, for when it is asked."""
    from verify.gate.opening import gate_to_open, parse_day_option, utc_day

    day = utc_day() if today is None else parse_day_option(today, "--today")
    return gate_to_open(workspace, today=day, fail_on=fail_on)


def meta_of(options: dict[str, Any]) -> Meta:
    """Take what `article_options` added out of a command's options."""
    from verify.read import Meta, parse_published

    published = options.pop("published")
    return Meta(
        published=parse_published(published) if published is not None else None,
        title=options.pop("title"),
        url=options.pop("url"),
        publisher=options.pop("publisher"),
        language=options.pop("language"),
        encoding=options.pop("encoding"),
        format=options.pop("input_format"),
    )


def workspace_of(database: str | None) -> Workspace:
    """The workspace of the current folder, with the database of the command line, if it names one."""
    workspace = find(Path.cwd())
    return workspace if database is None else replace(workspace, database=database)


def chosen_format(given: str | None) -> str:
    """The format asked for, else table on a terminal and ndjson for programs."""
    return given or ("table" if sys.stdout.isatty() else "ndjson")


def read_stdin() -> bytes:
    """All of standard input."""
    return sys.stdin.buffer.read()


def sources_of(articles: tuple[str, ...], workspace: Workspace) -> list[str]:
    """The articles named on the command line, else those of the workspace."""
    from verify.workbench import default_articles

    sources = list(articles) or default_articles(workspace)
    if not sources:
        places = ", ".join(os.path.relpath(place, workspace.root) for place in workspace.articles)
        put = f"Put .txt, .md or .ndjson files into {places}, or name one" if places else "Name one"
        raise VerifyError(
            "there is no article to read.",
            hint=f"{put}: verify run draft.txt --published 2016-04-09 ('-' reads standard input).",
            exit_code=ExitCode.USAGE,
        )
    return sources


def from_first_readable(
    read: Iterator[Document | VerifyError],
) -> tuple[list[VerifyError], Iterator[Document | VerifyError] | None]:
    """The errors before the first document, and what is read from there on; None where there is no document.

    So a store is opened, and made, only for something to put into it.
    """
    unreadable: list[VerifyError] = []
    for item in read:
        if not isinstance(item, VerifyError):
            return unreadable, itertools.chain([item], read)
        unreadable.append(item)
    return unreadable, None
