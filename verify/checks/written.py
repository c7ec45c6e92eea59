"""The verdicts that a check wrote in a run, found by the key of `verdict`, whose order differs between databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select


def written_in(
    connection: Connection, verdict: Any, *, check_id: int, run_id: int, seen: Select[Any]
) -> list[ColumnElement[bool]]:
    """Conditions that keep a check's verdicts of a run; `seen` selects the claims that it looked at.

    Where verdicts lie by claim, those claims lead to them. Where they lie by check (docs/decisions/0039) its own place
    is read from end to end; PostgreSQL expects next to nothing there, and would look for `seen` once a verdict.
    """
    own = [verdict.c.check_id == check_id, verdict.c.run_id == run_id]
    return [verdict.c.claim_id.in_(seen), *own] if connection.dialect.name == "sqlite" else own
