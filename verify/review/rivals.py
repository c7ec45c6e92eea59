"""What else is stated of the same key."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, collate, func, select

from verify.review.shapes import Rival
from verify.store.order import collation
from verify.store.schema import METADATA
from verify.verdicts import Verdict

_T = METADATA.tables

LOOKED_THROUGH = 100
"""Claims of a key that are looked through, the latest: very many ask some keys, and people read a few rivals."""

SHOWN = 10


def said_value() -> Any:
    """What a claim states, in SQL."""
    claim = _T["claim"]
    return func.coalesce(claim.c.answer, claim.c.value, claim.c.stated, "")


def rivals_of(connection: Connection, key_id: int | None, said: str) -> list[Rival]:
    """The values of a key that claims state other than this one, those that most state first."""
    if key_id is None:
        return []
    return [
        Rival(row.value, Verdict(row.verdict) if row.verdict is not None else None, *row[2:])
        for row in connection.execute(_others(collation(connection)), {"key_id": key_id, "said": said})
    ]


@lru_cache
def _others(order: str) -> Select[Any]:
    """Of the latest claims of a key what those say that say something else."""
    claim, article, status = _T["claim"], _T["article"], _T["status"]
    latest = (
        select(claim.c.id, said_value().label("value"), claim.c.digest, claim.c.document_id)
        .where(claim.c.key_id == bindparam("key_id"), claim.c.retired == 0)
        .order_by(claim.c.id.desc())
        .limit(LOOKED_THROUGH)
        .subquery("latest")
    )
    # Looked up one by one: joined, PostgreSQL reads every status and every article there is.
    concluded = select(status.c.verdict).where(status.c.claim_id == latest.c.id).scalar_subquery()
    standing = select(article.c.id).where(article.c.document_id == latest.c.document_id).scalar_subquery()
    found = (
        select(latest.c.value, latest.c.digest, standing.label("article_id"), concluded.label("verdict"))
        .where(latest.c.value != bindparam("said"))
        .subquery("found")
    )
    claims = func.count()
    return (
        select(
            found.c.value,
            func.min(found.c.verdict).label("verdict"),
            claims.label("claims"),
            func.count(found.c.article_id.distinct()).label("articles"),
            func.min(found.c.digest).label("claim"),
        )
        .where(found.c.article_id.is_not(None))
        .group_by(found.c.value)
        .order_by(claims.desc(), collate(found.c.value, order))
        .limit(SHOWN)
    )
