"""Every claim that stands, a row each: CSV for spreadsheets, and NDJSON that loses nothing beside it.

Both have the columns of the view `v_claim_status`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any, TextIO

from sqlalchemy import Connection, column, select, table, text

from verify.display import cell_safe
from verify.report.objects import to_ndjson
from verify.report.reviewed import Wanted, concluded_since, named_as_stored
from verify.store.order import by_code_point

_VIEW = table("v_claim_status", *(column(name) for name in ("claim", "article", "part", "kind", "property")))


ROWS_AT_ONCE = 1000
"""How many claims are held in memory."""


def claim_rows(connection: Connection, wanted: Wanted) -> tuple[list[str], Iterator[dict[str, Any]]]:
    """The columns and the claims, in the order of articles and texts.

    Raises VerifyError (exit code 2) for an article that the store does not have.
    """
    wanted = named_as_stored(connection, wanted)
    view = _VIEW.c
    query = (
        select(text("*"))
        .select_from(_VIEW)
        .order_by(
            by_code_point(connection, view.article),
            view.part.desc(),
            text("span_start"),
            text("span_end"),
            by_code_point(connection, view.kind),
            by_code_point(connection, view.property),
            by_code_point(connection, view.claim),
        )
    )
    if wanted.articles:
        query = query.where(view.article.in_(wanted.articles))
    if wanted.since is not None:
        query = query.where(view.claim.in_(concluded_since(wanted.since)))
    result = connection.execute(query, execution_options={"yield_per": ROWS_AT_ONCE})
    return list(result.keys()), (dict(row._mapping) for row in result)


def write_claims(
    columns: list[str], rows: Iterator[dict[str, Any]], *, ndjson: TextIO, sheet: TextIO | None = None
) -> int:
    """Write claims as NDJSON and, in the same order, as CSV; how many there were.

    In the CSV, texts are made safe to open in a spreadsheet, and what is not known is empty.
    """
    cells = csv.writer(sheet, lineterminator="\n") if sheet is not None else None
    if cells is not None:
        cells.writerow(columns)
    written = 0
    for row in rows:
        written += 1
        ndjson.writelines(f"{line}\n" for line in to_ndjson([row]))
        if cells is not None:
            cells.writerow([_cell(value) for value in row.values()])
    return written


def _cell(value: Any) -> Any:
    return cell_safe(value) if isinstance(value, str) else value
