"""Filters of what the store does not have: a slip of the keyboard is told, not answered with an empty queue."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NoReturn

from sqlalchemy import Column, Connection, Table, select

from verify.errors import ExitCode, VerifyError
from verify.review.kinds import known_kinds
from verify.store.schema import METADATA

LOOKED_THROUGH = 10_000
"""Names among which the nearest is looked for."""

SHOWN = 20

_T = METADATA.tables


def refuse_unknown_kind(connection: Connection, given: str) -> None:
    """Raise VerifyError (exit code 2) for a kind of which there are no claims."""
    if not _has(connection, _T["queue_cell"], _T["queue_cell"].c.kind, given):
        known = known_kinds(connection)
        if given not in known:
            _refuse(f"no kind of claims is called {given!r}.", given, known, "--kind")


def refuse_unknown_publisher(connection: Connection, given: str) -> None:
    """Raise VerifyError (exit code 2) for a publisher of no article."""
    cell, document = _T["queue_cell"], _T["document"]
    if not _has(connection, cell, cell.c.publisher, given) and not _has(
        connection, document, document.c.publisher, given
    ):
        known = connection.scalars(
            select(document.c.publisher)
            .where(document.c.publisher.is_not(None))
            .distinct()
            .limit(LOOKED_THROUGH)
        )
        _refuse(f"no article is published by {given!r}.", given, known, "--publisher")


def refuse_unknown_subject(connection: Connection, given: str) -> None:
    """Raise VerifyError (exit code 2) for a subject that neither the reference nor a claim knows."""
    subject, claim = _T["subject"], _T["claim"]
    if not _has(connection, subject, subject.c.name, given) and not _has(
        connection, claim, claim.c.subject, given
    ):
        known = connection.scalars(select(subject.c.name).limit(LOOKED_THROUGH))
        _refuse(f"nothing is known of a subject {given!r}.", given, known, "--subject", "verify queue list")


def _has(connection: Connection, table: Table, column: Column[str], given: str) -> bool:
    return (
        connection.execute(select(column).select_from(table).where(column == given).limit(1)).first()
        is not None
    )


def _refuse(what: str, given: str, known: Iterable[str], option: str, see: str = "") -> NoReturn:
    names = sorted(set(known))
    near = difflib.get_close_matches(given, names, n=1)
    if near:
        hint = f"The nearest is: {option} {near[0]!r}."
    else:
        hint = f"See: {see}" if see else f"Known are: {', '.join(names[:SHOWN]) or 'none'}."
    raise VerifyError(what, hint=hint, exit_code=ExitCode.USAGE)
