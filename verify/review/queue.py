"""The queue: the claims that rules could not settle, what matters most first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from verify.store.order import by_code_point
from verify.store.schema import METADATA
from verify.verdicts import Verdict

_T = METADATA.tables

LAST = 3
"""The order of claims without enough evidence: behind all others."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the decision log, as people see it."""

    decision: int
    event: str
    verdict: Verdict | None
    side: str | None
    actor: str
    at: str
    note: str


def queued_claims(
    connection: Connection, *, status: Verdict | None = None, article: str | None = None, limit: int = 50
) -> tuple[list[int], int]:
    """The first claims of the queue, by their rows, and how many there are.

    Refuted ones come first, then conflicting, then reopened, then those without enough evidence, of which the
    questions that most claims ask come first. Decided claims are out of it.
    """
    claim, doc, art, state = _T["claim"], _T["document"], _T["article"], _T["status"]
    askers = (
        select(claim.c.key_id, func.count().label("askers"))
        .where(claim.c.retired == 0, claim.c.key_id.is_not(None))
        .group_by(claim.c.key_id)
        .cte("askers")
        .prefix_with("MATERIALIZED")
    )
    order = case((state.c.verdict == 1, 0), (state.c.verdict == 2, 1), (state.c.reopened == 1, 2), else_=LAST)
    query = (
        select(claim.c.id)
        .join(state, state.c.claim_id == claim.c.id)
        .join(doc, doc.c.id == claim.c.document_id)
        .join(art, (art.c.id == doc.c.article_id) & (art.c.document_id == doc.c.id))
        .outerjoin(askers, askers.c.key_id == claim.c.key_id)
        .where(
            claim.c.retired == 0,
            state.c.decision_id.is_(None),
            (state.c.verdict != int(Verdict.SUPPORTED)) | (state.c.reopened == 1),
        )
    )
    if status is not None:
        query = query.where(state.c.verdict == int(status))
    if article is not None:
        query = query.where((art.c.name == article) | (doc.c.name == article))
    total = int(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())
    place = (by_code_point(connection, art.c.name), claim.c.part.desc(), claim.c.span_start, claim.c.id)
    # Only where nothing is on record does it matter how many ask; else an article is read from top to bottom.
    most = case((order == LAST, func.coalesce(askers.c.askers, 0)), else_=0)
    first = query.order_by(order, most.desc(), *place).limit(limit)
    return list(connection.scalars(first)), total


def history(connection: Connection, claim: str) -> list[Event]:
    """What people decided of a claim, by its whole id, in the order it happened."""
    decision, row = _T["decision"], _T["claim"]
    query = (
        select(decision)
        .join(row, row.c.id == decision.c.claim_id)
        .where(row.c.digest == claim)
        .order_by(decision.c.id)
    )
    return [
        Event(
            decision=event.id,
            event=event.event,
            verdict=Verdict(event.verdict) if event.verdict is not None else None,
            side=event.side,
            actor=event.actor,
            at=event.at,
            note=event.note,
        )
        for event in connection.execute(query)
    ]


def sentence_of(connection: Connection, claim: str) -> tuple[str, str, str]:
    """The words before, of and after a claim's quote, as far as its sentence and the one around it reach."""
    row, document, text = _T["claim"], _T["document"], _T["text"]
    query = (
        select(row.c.part, row.c.span_start, row.c.span_end, document.c.headline, text.c.content)
        .join(document, document.c.id == row.c.document_id)
        .join(text, text.c.id == document.c.text_id)
        .where(row.c.digest == claim)
    )
    found = connection.execute(query).one()
    content = found.headline if found.part == "headline" else found.content
    begin = max(content.rfind(". ", 0, found.span_start) + 1, content.rfind("\n", 0, found.span_start) + 1)
    ends = [
        place
        for place in (content.find(". ", found.span_end), content.find("\n", found.span_end))
        if place >= 0
    ]
    end = min(ends) + 1 if ends else len(content)
    return (
        content[begin : found.span_start].lstrip(),
        content[found.span_start : found.span_end],
        content[found.span_end : end].rstrip(),
    )
