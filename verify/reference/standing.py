"""Which revision of a fact or list stands in the store: the latest of its code."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from verify.store.schema import METADATA


def standing(connection: Connection, name: str) -> dict[str, Any]:
    """The revision that stands of every fact or list, by code."""
    table = METADATA.tables[name]
    newest = (
        select(table.c.code, func.max(table.c.revision).label("revision")).group_by(table.c.code).subquery()
    )
    query = select(table).join(
        newest, (newest.c.code == table.c.code) & (newest.c.revision == table.c.revision)
    )
    return {row.code: row for row in connection.execute(query)}
