"""The order of texts: by code point on both databases, whatever language a database was made for."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, collate

_COLLATIONS = {"sqlite": "BINARY", "postgresql": "C"}


def collation(connection: Connection) -> str:
    """What the database calls the order by code point."""
    return _COLLATIONS[connection.dialect.name]


def by_code_point(connection: Connection, column: ColumnElement[str]) -> ColumnElement[str]:
    """A column to order by."""
    return collate(column, collation(connection))
