"""What else is stated of the same key."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from verify.review.shapes import Rival
from verify.store.schema import METADATA
from verify.verdicts import Verdict

_T = METADATA.tables

LOOKED_THROUGH = 300
"""Claims of a key that are looked through, the latest: very many ask some keys, and people read a few rivals."""

SHOWN = 10


def rivals_of(connection: Connection, claim_id: int, key_id: int | None) -> list[Rival]:
    """The values of a key that claims state other than this one, those that most state first."""
    if key_id is None:
        return []
    own, others = _queries()
    said = connection.execute(own, {"claim_id": claim_id}).scalar_one()
    by_value: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(others, {"key_id": key_id}):
        if row.article_id is not None:
            by_value[row.value].append(row)
    by_value.pop(said, None)
    found = [_rival(value, rows) for value, rows in by_value.items()]
    return sorted(found, key=lambda rival: (-rival.claims, rival.value))[:SHOWN]


@lru_cache
def _queries() -> tuple[Select[Any], Select[Any]]:
    """What a claim says, and what the latest claims of a key say."""
    claim, article, status = _T["claim"], _T["article"], _T["status"]
    value = func.coalesce(claim.c.answer, claim.c.value, claim.c.stated, "")
    latest = (
        select(claim.c.id, value.label("value"), claim.c.digest, claim.c.document_id)
        .where(claim.c.key_id == bindparam("key_id"), claim.c.retired == 0)
        .order_by(claim.c.id.desc())
        .limit(LOOKED_THROUGH)
        .subquery("latest")
    )
    # Looked up one by one: joined, PostgreSQL reads every status and every article there is.
    concluded = select(status.c.verdict).where(status.c.claim_id == latest.c.id).scalar_subquery()
    standing = select(article.c.id).where(article.c.document_id == latest.c.document_id).scalar_subquery()
    others = select(latest.c.value, latest.c.digest, standing.label("article_id"), concluded.label("verdict"))
    return select(value).where(claim.c.id == bindparam("claim_id")), others


def _rival(value: str, rows: list[Any]) -> Rival:
    verdicts = [row.verdict for row in rows if row.verdict is not None]
    return Rival(
        value=value,
        status=Verdict(min(verdicts)) if verdicts else None,
        claims=len(rows),
        articles=len({row.article_id for row in rows}),
        claim=min(row.digest for row in rows),
    )
