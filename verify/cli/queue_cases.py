"""`verify queue export-cases`: what was misread, as cases for the tests of extraction."""

from __future__ import annotations

from pathlib import Path

import click

from verify.cli.options import database_option, workspace_of
from verify.cli.writing import write_whole


@click.command("export-cases")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write them: a .jsonl file gets the cases of dates, any other those of statements.",
)
@click.option("--dates", is_flag=True, help="Print the cases of dates, which have a form of their own.")
@database_option
def export_cases_command(output: Path | None, dates: bool, database: str | None) -> None:
    """Write what was extracted wrongly, as people say, as cases for the tests of extraction.

    They are in the form of tests/cases: a sentence, and what is to be read in it. Such are claims that were decided
    with "extraction" as the side that is wrong, that are none, or that were corrected. A case fails until the
    extraction is mended.
    """
    from verify.review.cases import Case, DateCase, case_of, cases_jsonl, cases_toml, misread
    from verify.store.upgrade import open_store
    from verify.workbench import read_vocabulary

    workspace = workspace_of(database)
    with open_store(workspace.database, create=False).reading() as connection:
        found, redacted = misread(connection)
    cases = [case_of(wrong, read_vocabulary(workspace)) for wrong in found]
    of_dates = [case for case in cases if isinstance(case, DateCase)]
    of_statements = [case for case in cases if isinstance(case, Case)]
    dates = dates or (output is not None and output.suffix in (".jsonl", ".ndjson"))
    written = cases_jsonl(of_dates) if dates else cases_toml(of_statements)
    if output is None:
        click.echo(written, nl=False)
    else:
        write_whole(output, written)
    told, left, other = (
        (len(of_dates), len(of_statements), "of statements are left: without --dates, or -o FILE.toml")
        if dates
        else (len(of_statements), len(of_dates), "of dates are left: --dates, or -o FILE.jsonl")
    )
    rest = f"; {left} {other}" if left else ""
    gone = f"; {redacted} of redacted texts cannot be told" if redacted else ""
    click.echo(f"{told} case{'s' if told != 1 else ''}{rest}{gone}", err=True)
