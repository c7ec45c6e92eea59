"""Documents as reports head them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from verify.report.explain import WEEKDAYS
from verify.store.schema import METADATA
from verify.values import describe_date, parse_edtf, weekday_of

_BATCH = 500


def document_heads(connection: Connection, document_ids: Sequence[int]) -> list[tuple[int, str, str | None]]:
    """Row, name and date of publication (EDTF) of these documents, in this order."""
    document = METADATA.tables["document"]
    found: dict[int, tuple[int, str, str | None]] = {}
    for start in range(0, len(document_ids), _BATCH):
        batch = list(document_ids[start : start + _BATCH])
        query = select(document.c.id, document.c.name, document.c.published).where(document.c.id.in_(batch))
        found |= {row.id: (row.id, row.name, row.published) for row in connection.execute(query)}
    return [found[number] for number in document_ids if number in found]


def published_words(published: str | None) -> str:
    """ "published Saturday 9 April 2016", "published April 2016", or what to do about a date that is not known."""
    if published is None:
        return "no publication date (--published DATE makes more of its claims comparable)"
    date = parse_edtf(published)
    words = describe_date(published)
    if date.earliest is not None and date.earliest == date.latest:
        words = f"{WEEKDAYS[weekday_of(date.earliest) - 1]} {words}"
    return f"published {words}"
