"""Filters of what the store does not have: a slip of the keyboard is told, not answered with an empty list."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NoReturn

from sqlalchemy import Column, Connection, select

from verify.errors import ExitCode, VerifyError
from verify.store.schema import METADATA

DATES = "date"
"""The kind of claims that no property of the reference describes."""

LOOKED_THROUGH = 10_000
"""Names among which the nearest is looked for."""

SHOWN = 20

_T = METADATA.tables


def known_kinds(connection: Connection) -> set[str]:
    """The kinds that properties of the reference have, and that which needs none."""
    return {DATES, *connection.scalars(select(_T["property"].c.kind).distinct())}


def refuse_unknown_kind(connection: Connection, given: str) -> None:
    """Raise VerifyError (exit code 2) for a kind of which there are no claims."""
    known = known_kinds(connection)
    if given not in known and not _has(connection, given, _T["queue_cell"].c.kind, _T["claim"].c.kind):
        _refuse(f"no kind of claims is called {given!r}.", given, known, "--kind")


def refuse_unknown_publisher(connection: Connection, given: str) -> None:
    """Raise VerifyError (exit code 2) for a publisher of no article."""
    publisher = _T["document"].c.publisher
    if not _has(connection, given, _T["queue_cell"].c.publisher, publisher):
        query = select(publisher).where(publisher.is_not(None)).distinct().limit(LOOKED_THROUGH)
        known = connection.scalars(query)
        none = "verify run ARTICLE --publisher NAME"
        _refuse(f"no article is published by {given!r}.", given, known, "--publisher", none=none)


def refuse_unknown_subject(connection: Connection, given: str) -> None:
    """Raise VerifyError (exit code 2) for a subject that neither the reference nor a claim knows."""
    name = _T["subject"].c.name
    if not _has(connection, given, name, _T["claim_key"].c.subject, _T["claim"].c.subject):
        known = connection.scalars(select(name).limit(LOOKED_THROUGH))
        see = "verify reference search WORD, or verify report claims"
        _refuse(f"nothing is known of a subject {given!r}.", given, known, "--subject", see)


def checks_called(connection: Connection, given: str) -> dict[int, str]:
    """The checks of a name, or whose names begin so, by row. Raises VerifyError (exit code 2) where there are none."""
    check = _T["check"]
    named = connection.execute(select(check.c.id, check.c.name)).all()
    found = [row for row in named if row.name == given] or [
        row for row in named if row.name.startswith(given)
    ]
    if not found:
        known = {name for row in named for name in (row.name, row.name.partition("/")[0])}
        what = f"no check is called {given!r}, and none begins so."
        _refuse(what, given, known, "--check", "verify report checks")
    return {row.id: row.name for row in found}


def _has(connection: Connection, given: str, *columns: Column[str] | Column[str | None]) -> bool:
    queries = (select(column).where(column == given).limit(1) for column in columns)
    return any(connection.execute(query).first() is not None for query in queries)


def _refuse(
    what: str,
    given: str,
    known: Iterable[str],
    option: str,
    see: str = "",
    *,
    none: str = "verify run ARTICLE",
) -> NoReturn:
    names = sorted(set(known))
    near = difflib.get_close_matches(given[:200], names, n=1)
    if near:
        hint = f"The nearest is: {option} {near[0]!r}."
    elif not names:
        hint = f"The store knows none yet: {none}"
    else:
        hint = f"See: {see}" if see else f"Known are: {', '.join(names[:SHOWN])}."
    raise VerifyError(what, hint=hint, exit_code=ExitCode.USAGE)
