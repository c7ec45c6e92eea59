"""The reporting views, by name: what `verify report` lists and prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from verify.store.order import collation


@dataclass(frozen=True, slots=True)
class View:
    """A view of the store: its SQL name, what it tells, and the order it is printed in (names in "…" are texts)."""

    name: str
    sql_name: str
    about: str
    order: str


VIEWS = {
    view.name: view
    for view in (
        View(
            "claims",
            "v_claim_status",
            "every claim that stands, with its status and record",
            '"article", part DESC, span_start, span_end, "kind", "property"',
        ),
        View("articles", "v_article_scorecard", "claims of every article, by status", '"article"'),
        View("checks", "v_check_scorecard", "claims of every check, by status", '"check_name"'),
        View(
            "gaps",
            "v_reference_gap",
            "questions that articles ask and the reference cannot answer",
            'claims DESC, "subject", "property"',
        ),
        View("verdicts", "v_verdict_history", "every verdict of every run", 'run, "check_name", claim'),
        View("decisions", "v_decision_log", "everything that people decided", "decision"),
        View(
            "corrections",
            "v_correction",
            "what articles are to correct, and what they corrected",
            '"article", part DESC, span_start, claim',
        ),
        View(
            "redactions",
            "v_redaction",
            "texts that were taken out of the store, by whom and why",
            'redaction, "article", document_digest',
        ),
    )
}


def read_view(
    connection: Connection, view: View, *, limit: int | None = None
) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """The columns of a view and its rows, in its order."""
    bound = " LIMIT :limit" if limit is not None else ""
    order = re.sub(r'("\w+")', rf'\1 COLLATE "{collation(connection)}"', view.order)
    query = text(f"SELECT * FROM {view.sql_name} ORDER BY {order}{bound}")
    result = connection.execute(query, {"limit": limit} if limit is not None else {})
    return list(result.keys()), (tuple(row) for row in result)
