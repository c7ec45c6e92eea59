"""`verify reference add`, `correct` and `deprecate`: changes to the tables, each with author, reason and source."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from verify.cli.options import WORDS, database_option, workspace_of
from verify.display import display_safe
from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from verify.reference.curating import Author, Curated
    from verify.reference.home import Home
    from verify.reference.tables import SourceEntry
    from verify.workspace import Workspace

_Command = TypeVar("_Command", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
actor_option = click.option(
    "--actor", type=WORDS, metavar="NAME", help="Who changes it. Default: that of the workspace."
)
reason_option = click.option("--reason", type=WORDS, required=True, metavar="TEXT", help="Why.")
dry_option = click.option("--dry-run", is_flag=True, help="Only show what would change.")


def source_options(command: _Command) -> _Command:
    """Add --source, and what describes a source that is new."""
    options = [
        click.option(
            "--source", "sources", type=WORDS, multiple=True, metavar="CODE",
            help="A source that says so, by its code. Can be repeated.",
        ),
        click.option(
            "--source-title", type=WORDS, metavar="TEXT", help="Of a new source (the last --source): its title.",
        ),
        click.option(
            "--source-publisher", type=WORDS, default="", metavar="NAME", help="Of a new source: who publishes it.",
        ),
        click.option("--source-url", type=WORDS, default="", metavar="URL", help="Of a new source: where it is."),
        click.option("--source-kind", type=WORDS, default="", metavar="TEXT", help="Of a new source: what it is."),
        click.option(
            "--source-accessed", type=WORDS, default="", metavar="DATE",
            help="Of a new source: the day on which you read it. Leave it out if you did not.",
        ),
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def fact_options(command: _Command) -> _Command:
    """Add the cells of a fact."""
    options = [
        click.option("--scope", type=WORDS, metavar="NAME", help="Whom the fact is limited to."),
        click.option("--valid-from", type=WORDS, metavar="DATE", help="Of a state: its first day."),
        click.option("--valid-to", type=WORDS, metavar="DATE", help="Of a state: its last day."),
        click.option(
            "--rank",
            type=click.Choice(["preferred", "normal", "deprecated"]),
            help="Preferred facts displace others.",
        ),
        click.option("--disputed/--undisputed", default=None, help="Whether sources disagree."),
        click.option("--note", type=WORDS, metavar="TEXT", help="Shown to people beside the verdict."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.command("add")
@click.argument("subject", type=WORDS)
@click.argument("property_", metavar="[PROPERTY]", type=WORDS, required=False)
@click.argument("value", type=WORDS, required=False)
@click.option(
    "--kind", type=WORDS, default="", metavar="KIND", help="What a new subject is: office, agreement, …"
)
@click.option(
    "--alias", "aliases", type=WORDS, multiple=True, metavar="WORDS", help="Another name. Can be repeated."
)
@click.option(
    "--context", type=WORDS, default="", metavar="WORDS",
    help="Words separated by |, of which one must stand in the article for the aliases to count.",
)  # fmt: skip
@click.option("--fact", type=WORDS, default="", metavar="CODE", help="The fact's code. Default: one is made.")
@click.option(
    "--area", type=WORDS, default="", metavar="FOLDER", help="Where new rows go. Default: beside the subject."
)
@fact_options
@source_options
@reason_option
@actor_option
@dry_option
@json_option
@database_option
def add_command(
    subject: str,
    property_: str | None,
    value: str | None,
    kind: str,
    aliases: tuple[str, ...],
    context: str,
    dry_run: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Add a fact: SUBJECT's PROPERTY is VALUE. Without a property, add a subject or --alias names of one.

    A value of several words needs quotes: verify reference add "Lake Accord" concluded 2015-06-02 --source gazette
    --reason "asked for by the desk"
    """
    from verify.reference.curating import Addition, add
    from verify.reference.tables import AliasEntry

    if property_ and value is None:
        raise VerifyError(
            f"the {property_!r} of {subject!r} has no value.",
            hint="Write it behind the property.",
            exit_code=ExitCode.USAGE,
        )
    workspace, home, author = _at(given)
    new_source = _new_source(given, home)
    wanted = Addition(
        subject=subject,
        property=property_ or "",
        value=value or "",
        kind=kind,
        aliases=tuple(AliasEntry(alias, subject, context, "") for alias in aliases),
        sources=given["sources"],
        new_source=new_source,
        fact=given["fact"],
        scope=given["scope"] or "",
        valid_from=given["valid_from"] or "",
        valid_to=given["valid_to"] or "",
        rank=given["rank"] or "normal",
        disputed="yes" if given["disputed"] else "",
        note=given["note"] or "",
        area=given["area"],
    )
    _finish(workspace, add(home, wanted, author), dry_run, as_json)


@click.command("correct")
@click.argument("fact", type=WORDS)
@click.option("--value", type=WORDS, metavar="VALUE", help="What the fact says from now on.")
@fact_options
@source_options
@reason_option
@actor_option
@dry_option
@json_option
@database_option
def correct_command(fact: str, value: str | None, dry_run: bool, as_json: bool, **given: Any) -> None:
    """Correct a fact: FACT is its code. What it said before stays in its history.

    A new value, scope or day needs --source; the sources given replace the old ones. An empty text empties a cell.
    """
    from verify.reference.curating import correct

    workspace, home, author = _at(given)
    disputed = given["disputed"]
    cells = {
        "value": value,
        **{name: given[name] for name in ("scope", "valid_from", "valid_to", "rank", "note")},
        "disputed": None if disputed is None else "yes" if disputed else "",
        "sources": "|".join(given["sources"]) or None,
    }
    changed = {name: cell for name, cell in cells.items() if cell is not None}
    done = correct(home, fact, changed, author, new_source=_new_source(given, home))
    _finish(workspace, done, dry_run, as_json)


@click.command("deprecate")
@click.argument("fact", type=WORDS)
@click.option(
    "--source", "sources", type=WORDS, multiple=True, metavar="CODE", help="A source that shows why."
)
@reason_option
@actor_option
@dry_option
@json_option
@database_option
def deprecate_command(fact: str, dry_run: bool, as_json: bool, **given: Any) -> None:
    """Let a fact count no more: FACT is its code. It stays in its table, with who took it out and why."""
    from verify.reference.curating import deprecate

    workspace, home, author = _at(given)
    _finish(workspace, deprecate(home, fact, author, sources=given["sources"]), dry_run, as_json)


def _at(given: dict[str, Any]) -> tuple[Workspace, Home, Author]:
    """The workspace, the tables of its reference, and who changes them. Raises VerifyError where none are its own."""
    from verify.reference.curating import Author
    from verify.reference.home import read_home
    from verify.workbench import utc_now

    workspace = own_workspace(given["database"])
    author = Author(given["actor"] or workspace.actor, utc_now(), given["reason"])
    return workspace, read_home(workspace.reference), author


def own_workspace(database: str | None) -> Workspace:
    """The workspace, if its reference is its own to edit. Raises VerifyError (exit code 2) otherwise."""
    from verify.reference.curating import refuse_shipped

    workspace = workspace_of(database)
    refuse_shipped(workspace.reference)
    return workspace


def _new_source(given: dict[str, Any], home: Home) -> SourceEntry | None:
    from verify.reference.tables import SourceEntry

    described = [given[name] for name in ("source_publisher", "source_url", "source_kind", "source_accessed")]
    if given["source_title"] is None:
        known = {entry.source for entry in home.tables().sources}
        unknown = [code for code in given["sources"] if code not in known]
        if unknown or any(described):
            what = f"{unknown[0]!r} is no source yet." if unknown else "a new source has no title."
            raise VerifyError(
                what,
                hint="Describe it with --source-title, --source-publisher, --source-url; or name one of sources.csv.",
                exit_code=ExitCode.USAGE,
            )
        return None
    if not given["sources"]:
        raise VerifyError(
            "a new source has no code.", hint="Give it one with --source.", exit_code=ExitCode.USAGE
        )
    publisher, url, kind, accessed = described
    return SourceEntry(given["sources"][-1], given["source_title"], publisher, url, kind, accessed, "")


def _finish(workspace: Workspace, done: Curated, dry_run: bool, as_json: bool) -> None:
    """Write what changed, unless it is a rehearsal, let the store take it up, and tell."""
    from verify.cli.reference_printing import show_rows

    files: list[str] = []
    if not dry_run:
        files = write_and_take_up(workspace, done.home)
    if as_json:
        objects = [
            {
                "action": change.action,
                "table": change.table,
                "key": change.key,
                "changes": change.changes,
                "written": not dry_run,
            }
            for change in done.changes
        ]
        show_rows(objects, "ndjson", ())
        return
    for change in done.changes:
        would = "would be " if dry_run else ""
        click.echo(display_safe(f"{would}{change.action}: {change.table} {change.key} ({change.changes})"))
    if not dry_run:
        click.echo(display_safe(f"in {', '.join(files)}"))
        facts = [change.key for change in done.changes if change.table == "facts"]
        if facts:
            click.echo(display_safe(f"Next: verify run, or: verify reference history {facts[-1]}"))


def write_and_take_up(workspace: Workspace, home: Home) -> list[str]:
    """Write the tables that changed and let the store take them up; returns their files."""
    from verify.reference.home import write_home
    from verify.workbench import take_up_reference

    files = write_home(home)
    take_up_reference(workspace)
    return files
