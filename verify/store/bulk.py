"""Bulk writing: many plain rows through the driver at once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, insert


def insert_rows(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows that all have the same keys, of numbers, words and nulls, which no driver needs to be told about."""
    if not rows:
        return
    compiled = insert(table).compile(dialect=connection.dialect, column_keys=list(rows[0]))
    # Preparing each row's parameters costs as much as inserting it.
    names = compiled.positiontup
    connection.exec_driver_sql(
        str(compiled), [tuple(row[name] for name in names) for row in rows] if names is not None else rows
    )
