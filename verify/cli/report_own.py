"""The reports of a user's own: in the list, and run."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify.cli.tables import Wanted, show_table
from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from verify.report.own import OwnReport


def readable(files: dict[str, Path]) -> tuple[list[OwnReport], list[VerifyError]]:
    """The reports, and what is wrong with files that are none."""
    from verify.report.own import read_report

    reports: list[OwnReport] = []
    errors: list[VerifyError] = []
    for path in files.values():
        try:
            reports.append(read_report(path))
        except VerifyError as error:
            errors.append(error)
    return reports, errors


def show_own(
    files: dict[str, Path], name: str, narrowing: dict[str, str], params: dict[str, str], wanted: Wanted
) -> None:
    """Run a report and print it. Raises VerifyError where its file, its parameters or its statement are wrong."""
    from verify.report.own import read_report
    from verify.report.table import RowTable
    from verify.store.reading import StatementError, reading_only
    from verify.store.upgrade import open_store

    report = read_report(files[name])
    _refuse_idle(report, narrowing, files)
    values = report.values(narrowing | params)
    open_store(wanted.database, create=False).close()
    with reading_only(wanted.database) as reader:
        try:
            answer = reader.ask(report.statement, values, 0)
            rows: Any = itertools.islice(answer.rows, wanted.limit)
            show_table(
                RowTable(report.title, report.about, answer.columns, rows), wanted.format, wanted.output
            )
        except StatementError as error:
            place = report.place_of(error.offset, error.message)
            raise VerifyError(
                f"the report is broken: {error.message}", place=place, hint="Mend the file."
            ) from None


def _refuse_idle(report: OwnReport, narrowing: dict[str, str], files: dict[str, Path]) -> None:
    from verify.report.views import VIEWS
    from verify.report.views.narrowing import columns_for

    for word in narrowing:
        if word not in report.parameters:
            others = [view.name for view in VIEWS.values() if columns_for(view, word)]
            others += [other.name for other in readable(files)[0] if word in other.parameters]
            raise VerifyError(
                f"--{word} says nothing to the report {report.name!r}: its file has no parameter of that name.",
                hint=f"Reports that it narrows: {', '.join(others)}.",
                exit_code=ExitCode.USAGE,
            )
