"""Let decisions hold of revised articles: where key, value and sentence are equal, nobody is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, func, or_, select

from verify.review.log import Entry, append
from verify.review.passage import sentence
from verify.store.folding import EventRow
from verify.store.schema import METADATA
from verify.store.status import events_of, said_of
from verify.verdicts import Verdict

_T = METADATA.tables
_BATCH = 500
_Same: TypeAlias = tuple[Any, ...]


def carry_over(connection: Connection, documents: Sequence[int], *, now: str) -> int:
    """Write a `carry` event for every claim of documents that says what a decided one said in an earlier revision.

    To be called in the transaction that stored the documents, by their rows. The event has the decision's verdict,
    side, note, reviewer and evidence: once the claim is judged, it counts if that is unchanged, else the claim is
    reopened. Returns how many were written.
    """
    earlier = _decided_earlier(connection, documents)
    if not earlier:
        return 0
    decided: dict[_Same, EventRow] = {}
    said = said_of(connection, [row.id for row in earlier])
    for row in earlier:
        decision = said[row.id].decision
        known = decided.get(_same(row))
        if decision is not None and (known is None or known.id < decision.id):
            decided[_same(row)] = decision
    rows = [row for row in _standing(connection, documents) if _same(row) in decided]
    touched = events_of(connection, [row.id for row in rows])
    by_actor: dict[str, list[Entry]] = {}
    for row in rows:
        if row.id not in touched:
            decision = decided[_same(row)]
            by_actor.setdefault(decision.actor, []).append(_entry(row.id, decision))
    for actor, entries in sorted(by_actor.items()):
        append(connection, entries, actor=actor, now=now)
    return sum(map(len, by_actor.values()))


def _entry(claim_id: int, decision: EventRow) -> Entry:
    return Entry(
        "carry",
        claim_id,
        verdict=Verdict(decision.verdict) if decision.verdict is not None else None,
        side=decision.side,
        note=decision.note,
        stands=1,
        carries_id=decision.id,
        detail=decision.detail,
        evidence=decision.evidence,
        basis=decision.basis,
    )


def _same(row: Any) -> _Same:
    """What must be equal: the key, the value, and the sentence."""
    content = row.headline if row.part == "headline" else row.content
    words = sentence(content, row.span_start, row.span_end)
    said = (row.article_id, row.key_id, row.kind, row.property, row.subject, row.value, row.answer)
    return (*said, row.polarity, words)


def _rows() -> Any:
    claim, document, text, article = _T["claim"], _T["document"], _T["text"], _T["article"]
    names = ("id", "key_id", "kind", "property", "subject", "answer", "polarity", "part")
    return (
        select(*(claim.c[name] for name in names), claim.c.span_start, claim.c.span_end)
        .add_columns(func.coalesce(claim.c.value, claim.c.stated).label("value"))
        .add_columns(document.c.article_id, document.c.headline, text.c.content)
        .join(document, document.c.id == claim.c.document_id)
        .join(text, text.c.id == document.c.text_id)
        .join(article, article.c.id == document.c.article_id)
        .order_by(claim.c.id)
    )


def _decided_earlier(connection: Connection, documents: Sequence[int]) -> list[Any]:
    """The claims of the same articles that people decided and that stand no more."""
    claim, document, article, decision = (_T[name] for name in ("claim", "document", "article", "decision"))
    events = select(decision.c.id).where(decision.c.claim_id == claim.c.id).exists()
    gone = or_(claim.c.retired == 1, document.c.id != article.c.document_id)
    found: list[Any] = []
    for start in range(0, len(documents), _BATCH):
        batch = documents[start : start + _BATCH]
        articles = select(article.c.id).where(article.c.document_id.in_(batch))
        found += connection.execute(_rows().where(article.c.id.in_(articles), gone, events))
    return found


def _standing(connection: Connection, documents: Sequence[int]) -> list[Any]:
    claim, document, article = _T["claim"], _T["document"], _T["article"]
    found: list[Any] = []
    for start in range(0, len(documents), _BATCH):
        batch = documents[start : start + _BATCH]
        stand = document.c.id.in_(batch) & (article.c.document_id == document.c.id) & (claim.c.retired == 0)
        found += connection.execute(_rows().where(stand))
    return found
