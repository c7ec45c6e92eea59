"""Rows of a view, as many as are asked for and no more in memory: a million are read piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, text

from verify.report.views.narrowing import EVERYTHING, Narrowing, columns_for, refuse_idle
from verify.report.views.view import View, Walk
from verify.store.order import collation

ROWS_A_TIME = 1000

FINE = ("subject", "article")
"""Words that leave few rows: the database finds these at once, and need not go from piece to piece."""


def read_view(
    connection: Connection, view: View, *, narrowing: Narrowing = EVERYTHING, limit: int | None = None
) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """The columns of a view and its rows, in its order, read as they are asked for.

    Raises VerifyError (exit code 2) where the view has no column for what it is narrowed by.
    """
    given = narrowing.given()
    refuse_idle(view, given)
    columns = [column.name for column in view.columns]
    conditions = [_condition(connection, view, word) for word in given]
    walks = view.walk is not None and not any(word in given for word in FINE)
    read = _walked if walks else _at_once
    return columns, read(connection, view, conditions, given, limit)


def _condition(connection: Connection, view: View, word: str) -> str:
    columns = columns_for(view, word)
    if word == "since":
        return f'"{columns[0]}" COLLATE "{collation(connection)}" >= :since'
    return "(" + " OR ".join(f'"{column}" = :{word}' for column in columns) + ")"


def _at_once(
    connection: Connection,
    view: View,
    conditions: Sequence[str],
    given: Mapping[str, Any],
    limit: int | None,
) -> Iterator[tuple[Any, ...]]:
    query = text(_query(connection, view, conditions, limit))
    if "within" in given:
        query = query.bindparams(bindparam("within", expanding=True))
    values = dict(given) | ({"limit": limit} if limit is not None else {})
    result = connection.execute(query, values, execution_options={"yield_per": ROWS_A_TIME})
    return (tuple(row) for row in result)


def _query(connection: Connection, view: View, conditions: Sequence[str], limit: int | None) -> str:
    named = ", ".join(f'"{column.name}"' for column in view.columns)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    order = re.sub(r'("\w+")', rf'\1 COLLATE "{collation(connection)}"', view.order)
    # Of what is unknown, SQLite says it comes first and PostgreSQL that it comes last.
    order = ", ".join(part if part.endswith("DESC") else f"{part} NULLS FIRST" for part in order.split(", "))
    bound = " LIMIT :limit" if limit is not None else ""
    return f"SELECT {named} FROM {view.sql_name}{where} ORDER BY {order}{bound}"


def _walked(
    connection: Connection,
    view: View,
    conditions: Sequence[str],
    given: Mapping[str, Any],
    limit: int | None,
) -> Iterator[tuple[Any, ...]]:
    """From one piece of the column that comes first in the order to the next: nothing has to be sorted whole."""
    assert view.walk is not None
    left = limit
    within = [*conditions, f'"{view.walk.column}" IN :within']
    for names in _pieces(connection, view.walk):
        for row in _at_once(connection, view, within, dict(given) | {"within": names}, left):
            yield row
            if left is not None:
                left -= 1
        if left == 0:
            return


def _pieces(connection: Connection, walk: Walk) -> Iterator[list[str]]:
    order = f'name COLLATE "{collation(connection)}"'
    query = text(f"SELECT name FROM ({walk.listing}) listed ORDER BY {order}")
    names = connection.execute(query, execution_options={"yield_per": walk.at_once}).scalars()
    return (list(piece) for piece in names.partitions(walk.at_once))
