"""What articles ask about most and the reference lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, case, func, select

from verify.store.schema import METADATA

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that claims of so many articles ask and no fact answers.

    `subject` or `property` is None where only the other is counted. `known` says what the reference knows: "subject"
    or "nothing". `example` is the quote of one such claim.
    """

    subject: str | None
    property: str | None
    articles: int
    claims: int
    known: str
    example: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The gaps, those that most articles ask about first; `claims` ask something, `answered` of them with an answer."""

    gaps: tuple[Gap, ...]
    claims: int
    answered: int


def coverage(connection: Connection, *, by: str = "question") -> Coverage:
    """Count the claims that stand by what they ask; `by` is question, subject or property."""
    claim, key, property_, record = _T["claim"], _T["claim_key"], _T["property"], _T["record"]
    article, subject = _T["article"], _T["subject"]
    answered = func.coalesce(record.c.fact_count, 0) + func.coalesce(record.c.complete, 0) > 0
    standing = (
        claim.join(article, article.c.document_id == claim.c.document_id)
        .join(key, key.c.id == claim.c.key_id)
        .join(property_, property_.c.id == key.c.property_id)
        .outerjoin(record, record.c.id == key.c.record_id)
        .outerjoin(subject, subject.c.name == key.c.subject)
    )
    total = connection.execute(
        select(func.count(), func.coalesce(func.sum(case((answered, 1), else_=0)), 0))
        .select_from(standing)
        .where(claim.c.retired == 0)
    ).one()
    shown = {
        "question": (key.c.subject, property_.c.name),
        "subject": (key.c.subject,),
        "property": (property_.c.name,),
    }[by]
    counted = (
        select(
            *(
                column.label(column.name if column is not property_.c.name else "property")
                for column in shown
            ),
            func.count(claim.c.document_id.distinct()).label("articles"),
            func.count().label("claims"),
            func.max(subject.c.id).label("known"),
            func.min(claim.c.id).label("first"),
        )
        .select_from(standing)
        .where(and_(claim.c.retired == 0, ~answered))
        .group_by(*shown)
    ).subquery("counted")
    query = (
        select(counted, claim.c.quote)
        .join(claim, claim.c.id == counted.c.first)
        .order_by(
            counted.c.articles.desc(), counted.c.claims.desc(), *(counted.c[name] for name in _names(by))
        )
    )
    return Coverage(tuple(_gaps(connection.execute(query))), total[0], int(total[1]))


def _names(by: str) -> tuple[str, ...]:
    return ("subject", "property") if by == "question" else (by,)


def _gaps(rows: Iterable[Any]) -> Iterable[Gap]:
    for row in rows:
        named = row._mapping
        yield Gap(
            subject=named.get("subject"),
            property=named.get("property"),
            articles=row.articles,
            claims=row.claims,
            known="subject" if row.known is not None else "nothing",
            example=row.quote,
        )
