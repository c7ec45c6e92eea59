"""Documents as reports head them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from sqlalchemy import Connection, select

from verify.report.explain import WEEKDAYS
from verify.store.schema import METADATA
from verify.values import describe_date

_BATCH = 500


def document_heads(connection: Connection, document_ids: Sequence[int]) -> list[tuple[int, str, str | None]]:
    """Row, name and day of publication of these documents, in this order."""
    document = METADATA.tables["document"]
    found: dict[int, tuple[int, str, str | None]] = {}
    for start in range(0, len(document_ids), _BATCH):
        batch = list(document_ids[start : start + _BATCH])
        query = select(document.c.id, document.c.name, document.c.published).where(document.c.id.in_(batch))
        found |= {row.id: (row.id, row.name, row.published) for row in connection.execute(query)}
    return [found[number] for number in document_ids if number in found]


def published_words(published: str | None) -> str:
    """ "published Saturday 9 April 2016", or what to do about a date that is not known."""
    if published is None:
        return "no publication date (--published DATE makes more of its claims comparable)"
    weekday = WEEKDAYS[datetime.date.fromisoformat(published).weekday()]
    return f"published {weekday} {describe_date(published)}"
