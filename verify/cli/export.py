"""`verify export`: what a newsroom publishes of its verdicts and corrections, and what analysts take home."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from verify.cli.endings import format_of
from verify.cli.options import WORDS, database_option, since_option, workspace_of
from verify.cli.sections import SectionedGroup
from verify.cli.writing import writing
from verify.display import display_safe
from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from verify.report.reviewed import Wanted
    from verify.workspace import Workspace

_Command = TypeVar("_Command", bound=Callable[..., Any])


SECTIONS = {
    "Commands": {
        "claimreview": "Write what people decided as ClaimReview, in JSON-LD.",
        "corrections": "Write the feed of corrections, as JSON Feed or Atom.",
        "annotations": "Write the spans of claims as W3C Web Annotations.",
        "claims": "Write every claim as CSV, and as NDJSON beside it.",
    },
}

LINES = {".ndjson": "ndjson", ".jsonl": "ndjson"}


@click.group("export", cls=SectionedGroup, sections=SECTIONS)
def command() -> None:
    """Export verdicts and corrections for readers, annotation tools, spreadsheets and programs.

    The same store gives the same bytes: moments come from what is recorded, never from the clock.
    """


def _wanted_options(command: _Command) -> _Command:
    options = [
        click.option("--article", "articles", type=WORDS, multiple=True, metavar="NAME",
                     help="Only of this article, by its url, feed id or path. Can be repeated."),
        since_option("Only what was judged or decided from this day, month or year on: 2016-04-09. "
                     "'verify report claims' asks for the day of publication instead."),
        click.option("-o", "--output", metavar="FILE",
                     help="Write to this file, whole or not at all. Default: standard output, also called '-'."),
    ]  # fmt: skip
    command = database_option(command)
    for option in reversed(options):
        command = option(command)
    return command


@command.command("claimreview")
@click.option("--all", "all_", is_flag=True, help="Also verdicts that no person decided; each says so.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["json", "ndjson"]),
    help="One document for a page, or a document a line. Default: what the file's ending says, else json.",
)
@_wanted_options
def claimreview_command(all_: bool, format_: str | None, database: str | None, **asked: Any) -> None:
    """Write a ClaimReview of each claim that a person decided, as schema.org describes it, in JSON-LD.

    It can stand as it is in <script type="application/ld+json">. Who reviews is the publisher of verify.toml, and
    [ratings] there says how verdicts are rated. Claims that a person says were misread are left out.
    """
    from verify.report.claim_review import claim_review, is_reviewed, one_a_line, one_document
    from verify.report.reviewed import count_undecided, reviewed_claims

    format_ = format_ or format_of(asked["output"], {".json": "json", ".jsonld": "json", **LINES})
    workspace = workspace_of(database)
    publisher, wanted = _publisher(workspace), _wanted(asked)
    with _reading(workspace) as connection:
        found = filter(is_reviewed, reviewed_claims(connection, wanted, decided=not all_, first=True))
        numbers = count()
        reviews = (
            claim_review(one, workspace.publishing, publisher) for one, _ in zip(found, numbers, strict=False)
        )
        _write(_output(asked), (one_a_line if format_ == "ndjson" else one_document)(reviews))
        left = 0 if all_ else count_undecided(connection, wanted)
    if next(numbers) and workspace.publishing.reviews is None:
        _note(
            "no review has a url, which search engines ask for; publishing.reviews in verify.toml gives them one."
        )
    if left:
        _note(f"{_counted(left, 'verdict')} that no person decided left out; --all adds them.")


@command.command("corrections")
@click.option("--due", is_flag=True, help="Also corrections that are still to be made.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["json", "atom"]),
    help="JSON Feed 1.1, or Atom. Default: what the file's ending says, else json.",
)
@_wanted_options
def corrections_command(due: bool, format_: str | None, database: str | None, **asked: Any) -> None:
    """Write the feed of corrections: what articles said, what is right and why, the latest first.

    A correction is due where a person decided that an article is wrong, and made when a revision without the claim is
    stored.
    """
    from verify.report.corrections_feed import atom, json_feed
    from verify.review.feed_entries import feed_entries

    format_ = format_ or format_of(asked["output"], {".json": "json", ".xml": "atom", ".atom": "atom"})
    workspace = workspace_of(database)
    publisher = _publisher(workspace)
    with _reading(workspace) as connection:
        found = feed_entries(connection, _wanted(asked))
    shown = [entry for entry in found if due or entry.made_at is not None]
    feed = (atom if format_ == "atom" else json_feed)(shown, workspace.publishing, publisher)
    _write(_output(asked), [feed])
    if left := len(found) - len(shown):
        _note(f"{_counted(left, 'correction')} due and left out; --due adds them.")


@command.command("annotations")
@_wanted_options
def annotations_command(database: str | None, **asked: Any) -> None:
    """Write the span of each judged claim with its verdict as W3C Web Annotations, in JSON-LD."""
    from verify.report.reviewed import reviewed_claims
    from verify.report.web_annotation import annotation, one_page
    from verify.workbench import SOFTWARE

    format_of(asked["output"], {".json": "json", ".jsonld": "json"})
    with _reading(workspace_of(database)) as connection:
        found = reviewed_claims(connection, _wanted(asked), decided=False)
        _write(_output(asked), one_page(annotation(one, SOFTWARE) for one in found))


@command.command("claims")
@_wanted_options
def claims_command(database: str | None, **asked: Any) -> None:
    """Write every claim that stands, with its status: CSV for spreadsheets, and NDJSON for programs beside it.

    -o FILE writes both, as FILE.csv and FILE.ndjson, and -o FOLDER/ writes claims.csv and claims.ndjson there. The CSV
    is safe to open: no cell is a formula. The NDJSON loses nothing. Without -o, NDJSON goes to standard output.
    """
    from verify.report.claim_rows import claim_rows, write_claims

    output = _output(asked)
    with _reading(workspace_of(database)) as connection, ExitStack() as files:
        columns, rows = claim_rows(connection, _wanted(asked))
        if output is None:
            write_claims(columns, rows, ndjson=sys.stdout)
            return
        names = _pair(output)
        ndjson, sheet = (files.enter_context(writing(path, "the export")) for path in names)
        written = write_claims(columns, rows, ndjson=ndjson, sheet=sheet)
    _note(f"{_counted(written, 'claim')} written to {names[1]} and {names[0]}")


def _pair(output: str) -> tuple[Path, Path]:
    """The NDJSON and the CSV that a file or a folder of the command line means."""
    path = Path(output)
    if output.endswith("/") or path.is_dir():
        path /= "claims"
    elif path.suffix in (".csv", ".ndjson"):
        path = path.with_suffix("")
    return path.with_name(f"{path.name}.ndjson"), path.with_name(f"{path.name}.csv")


def _output(asked: dict[str, Any]) -> str | None:
    return asked["output"] if asked["output"] != "-" else None


@contextmanager
def _reading(workspace: Workspace) -> Iterator[Connection]:
    from verify.store.upgrade import open_store

    store = open_store(workspace.database, create=False)
    try:
        with store.reading() as connection:
            yield connection
    finally:
        store.close()


def _wanted(asked: dict[str, Any]) -> Wanted:
    from verify.report.reviewed import Wanted

    return Wanted(tuple(asked["articles"]), asked["since"])


def _publisher(workspace: Workspace) -> str:
    if workspace.publisher is None or not workspace.publisher.strip():
        settings = workspace.root / "verify.toml"
        first = "Write there" if settings.exists() else "Make it with 'verify init', and write there"
        raise VerifyError(
            "nothing says who publishes this.",
            place=str(settings),
            hint=f'{first}: publisher = "Example Daily"',
            exit_code=ExitCode.USAGE,
        )
    return workspace.publisher


def _write(output: str | None, pieces: Iterable[str]) -> None:
    if output is None:
        sys.stdout.writelines(pieces)
        return
    with writing(output, "the export") as file:
        file.writelines(pieces)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _note(said: str) -> None:
    click.echo(f"verify: {display_safe(said)}", err=True)
