"""Surrogate keys, given out by the one writer, alike on both databases."""

from __future__ import annotations

from sqlalchemy import Connection, Table, func, select


def next_id(connection: Connection, table: Table) -> int:
    """The id of the next row of a table. Only inside `Store.writing()`, where no one else gives out ids."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()) + 1
