"""The kinds of claims that there are."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from verify.errors import VerifyError
from verify.store.schema import METADATA

BY_ITSELF = "date"
"""The kind of claims that no property of the reference describes."""


def known_kinds(connection: Connection) -> set[str]:
    """The kinds that properties of the reference have, and that which needs none."""
    return {BY_ITSELF, *connection.scalars(select(METADATA.tables["property"].c.kind).distinct())}


def refuse_unknown_kinds(connection: Connection, kinds: Collection[str], place: str) -> None:
    """Raise VerifyError for a kind that no property of the reference has: nobody would decide twice for it."""
    known = known_kinds(connection)
    if strange := sorted(set(kinds) - known):
        raise VerifyError(
            f"review.four_eyes.kind: {strange[0]!r} is no kind of claims.",
            place=place,
            hint=f"Known are: {', '.join(sorted(known))}.",
        )
