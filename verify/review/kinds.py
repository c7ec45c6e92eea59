"""Kinds of claims that a policy names."""

from __future__ import annotations

from collections.abc import Callable, Collection

from sqlalchemy import Connection

from verify.errors import VerifyError
from verify.report.known import known_kinds


def refuse_unknown_kinds(connection: Connection, kinds: Collection[str], place: Callable[[], str]) -> None:
    """Raise VerifyError for a kind that no property of the reference has: nobody would decide twice for it."""
    known = known_kinds(connection)
    if strange := sorted(set(kinds) - known):
        raise VerifyError(
            f"review.four_eyes.kind: {strange[0]!r} is no kind of claims.",
            place=place(),
            hint=f"Known are: {', '.join(sorted(known))}.",
        )
