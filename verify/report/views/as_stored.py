"""What reports are narrowed by, in the words of the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from verify.report.articles import article_name
from verify.report.known import (
    checks_called,
    refuse_unknown_kind,
    refuse_unknown_publisher,
    refuse_unknown_subject,
)
from verify.report.views.narrowing import Narrowing


def as_stored(connection: Connection, given: Mapping[str, str]) -> Narrowing:
    """What is given, as the rows of views have it.

    Raises VerifyError (exit code 2) for an article, publisher, kind, subject or check that the store does not know.
    """
    words: dict[str, Any] = dict(given)
    if "kind" in given:
        refuse_unknown_kind(connection, given["kind"])
    if "publisher" in given:
        refuse_unknown_publisher(connection, given["publisher"])
    if "subject" in given:
        refuse_unknown_subject(connection, given["subject"])
    if "check" in given:
        words["check"] = tuple(sorted(set(checks_called(connection, given["check"]).values())))
    if "article" in given:
        words["article"] = article_name(connection, given["article"])
    return Narrowing(**words)
