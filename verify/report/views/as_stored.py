"""What reports are narrowed by, in the words of the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from verify.report.articles import article_name
from verify.report.known import (
    checks_called,
    refuse_unknown_kind,
    refuse_unknown_publisher,
    refuse_unknown_subject,
)
from verify.report.views.narrowing import Narrowing

NOT_ALLOWED = "42501"
"""What PostgreSQL answers a login that may read the views but not the tables behind them."""


def as_stored(connection: Connection, given: Mapping[str, str]) -> Narrowing:
    """What is given, as the rows of views have it.

    Raises VerifyError (exit code 2) for an article, publisher, kind, subject or check that the store does not know. A
    login that may not look it up gets the rows of what it said, which may be none.
    """
    words: dict[str, Any] = dict(given)
    for word, look_up in _LOOK_UPS.items():
        if word in given:
            words[word] = _if_allowed(connection, look_up, given[word])
    if isinstance(words.get("check"), str):
        words["check"] = (words["check"],)
    return Narrowing(**words)


def _known(refuse: Callable[[Connection, str], None]) -> Callable[[Connection, str], str]:
    def look_up(connection: Connection, given: str) -> str:
        refuse(connection, given)
        return given

    return look_up


def _checks(connection: Connection, given: str) -> tuple[str, ...]:
    return tuple(sorted(set(checks_called(connection, given).values())))


_LOOK_UPS: dict[str, Callable[[Connection, str], str | tuple[str, ...]]] = {
    "kind": _known(refuse_unknown_kind),
    "publisher": _known(refuse_unknown_publisher),
    "subject": _known(refuse_unknown_subject),
    "check": _checks,
    "article": article_name,
}


def _if_allowed(
    connection: Connection, look_up: Callable[[Connection, str], str | tuple[str, ...]], given: str
) -> str | tuple[str, ...]:
    try:
        # A transaction of its own: PostgreSQL hears nothing more in one in which something was refused.
        with connection.begin_nested():
            return look_up(connection, given)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == NOT_ALLOWED:
            return given
        raise
