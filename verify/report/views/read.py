"""Rows of a view, as many as are asked for and no more in memory: a million are read piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, text

from verify.report.views.narrowing import EVERYTHING, Narrowing, columns_for, refuse_idle
from verify.report.views.view import View, Walk
from verify.store.order import collation

ROWS_A_TIME = 1000

FINE = ("subject", "article")
"""Words that leave few rows: the database finds these at once, and need not go from piece to piece."""


@dataclass(frozen=True, slots=True)
class _Query:
    """Rows of a view under conditions, with values for their names; `collation` is the order by code point."""

    view: View
    collation: str
    conditions: tuple[str, ...]
    values: dict[str, Any]
    limit: int | None

    def rows(self, connection: Connection) -> Iterator[tuple[Any, ...]]:
        """Ask for all of them at once, and read them as they are asked for."""
        query = text(self._sql())
        several = [name for name, value in self.values.items() if isinstance(value, (list, tuple))]
        query = query.bindparams(*(bindparam(name, expanding=True) for name in several))
        values = self.values | ({"limit": self.limit} if self.limit is not None else {})
        result = connection.execute(query, values, execution_options={"yield_per": ROWS_A_TIME})
        return (tuple(row) for row in result)

    def rows_by(self, connection: Connection, walk: Walk) -> Iterator[tuple[Any, ...]]:
        """From one piece of the column that comes first in the order to the next: nothing is sorted whole."""
        left = self.limit
        conditions = (*self.conditions, f'"{walk.column}" IN :within')
        for names in self._pieces(connection, walk):
            piece = replace(self, conditions=conditions, values=self.values | {"within": names}, limit=left)
            for row in piece.rows(connection):
                yield row
                if left is not None:
                    left -= 1
            if left == 0:
                return

    def _pieces(self, connection: Connection, walk: Walk) -> Iterator[list[str]]:
        query = text(f'SELECT name FROM ({walk.listing}) listed ORDER BY name COLLATE "{self.collation}"')
        names = connection.execute(query, execution_options={"yield_per": walk.at_once}).scalars()
        return (list(piece) for piece in names.partitions(walk.at_once))

    def _sql(self) -> str:
        named = ", ".join(f'"{column.name}"' for column in self.view.columns)
        where = f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""
        order = re.sub(r'("\w+")', rf'\1 COLLATE "{self.collation}"', self.view.order)
        # Of what is unknown, SQLite says it comes first and PostgreSQL that it comes last.
        order = ", ".join(
            part if part.endswith("DESC") else f"{part} NULLS FIRST" for part in order.split(", ")
        )
        bound = " LIMIT :limit" if self.limit is not None else ""
        return f"SELECT {named} FROM {self.view.sql_name}{where} ORDER BY {order}{bound}"


def read_view(
    connection: Connection, view: View, *, narrowing: Narrowing = EVERYTHING, limit: int | None = None
) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """The columns of a view and its rows, in its order, read as they are asked for.

    Raises VerifyError (exit code 2) where the view has no column for what it is narrowed by.
    """
    given = narrowing.given()
    refuse_idle(view, given)
    order = collation(connection)
    query = _Query(view, order, tuple(_condition(view, word, order) for word in given), dict(given), limit)
    walk = view.walk if not any(word in given for word in FINE) else None
    rows = query.rows(connection) if walk is None else query.rows_by(connection, walk)
    return [column.name for column in view.columns], rows


def _condition(view: View, word: str, order: str) -> str:
    columns = columns_for(view, word)
    if word == "since":
        return f'"{columns[0]}" COLLATE "{order}" >= :since'
    equals = "IN" if word == "check" else "="
    return "(" + " OR ".join(f'"{column}" {equals} :{word}' for column in columns) + ")"
