"""The query of claims with their documents, statuses, checks, facts and peers: a row is what a report shows of one."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import func, select

from verify.store.schema import METADATA

_T = METADATA.tables
_CLAIM, _DOCUMENT, _ARTICLE, _KEY = _T["claim"], _T["document"], _T["article"], _T["claim_key"]
_STATUS, _VERDICT, _FACT, _CHECK = _T["status"], _T["verdict"], _T["fact"], _T["check"]
_DECISION, _PROPERTY = _T["decision"], _T["property"]
_PEER, _PEER_DOCUMENT, _PEER_ARTICLE = (
    _CLAIM.alias("peer"),
    _DOCUMENT.alias("peer_document"),
    _ARTICLE.alias("peer_article"),
)

_OF_CLAIM = (
    _CLAIM,
    _DOCUMENT.c.name.label("document"),
    _DOCUMENT.c.text_id,
    _DOCUMENT.c.publisher,
    _ARTICLE.c.name.label("article"),
    _KEY.c.subject.label("asks"),
    _KEY.c.scope,
    _PROPERTY.c.value_type,
    _STATUS.c.verdict,
    _STATUS.c.reopened,
    _DECISION.c.actor.label("decided_by"),
)
_OF_CHECK = (
    _CHECK.c.name.label("check_name"),
    _CHECK.c.title.label("check_title"),
    _CHECK.c.feature,
    _CHECK.c.line.label("check_line"),
    _CHECK.c.severity,
    _CHECK.c.compares_with,
    _CHECK.c.advice,
    _CHECK.c.plan,
)
_OF_FACT = (
    _VERDICT.c.record_id,
    _FACT.c.id.label("fact_id"),
    _FACT.c.value.label("fact_value"),
    _FACT.c.valid_from,
    _FACT.c.valid_to,
    _FACT.c.note.label("fact_note"),
)
_OF_PEER = (
    _PEER.c.digest.label("peer"),
    _PEER.c.quote.label("peer_quote"),
    _PEER.c.value.label("peer_value"),
    _PEER.c.part.label("peer_part"),
    _PEER.c.span_start.label("peer_start"),
    _PEER.c.document_id.label("peer_document_id"),
    _PEER_DOCUMENT.c.text_id.label("peer_text_id"),
    _PEER_ARTICLE.c.name.label("peer_article"),
)


@lru_cache(maxsize=64)
def claim_query(check_id: int | None = None) -> Any:
    """Claims with the verdict that made their status, or with the latest of one check."""
    shown = _STATUS if check_id is None else _VERDICT
    return (
        select(*_OF_CLAIM, shown.c.outcome, *_OF_CHECK, *_OF_FACT, *_OF_PEER)
        .join(_DOCUMENT, _DOCUMENT.c.id == _CLAIM.c.document_id)
        .join(_ARTICLE, _ARTICLE.c.id == _DOCUMENT.c.article_id)
        .outerjoin(_KEY, _KEY.c.id == _CLAIM.c.key_id)
        .outerjoin(_PROPERTY, _PROPERTY.c.id == _KEY.c.property_id)
        .outerjoin(_STATUS, _STATUS.c.claim_id == _CLAIM.c.id)
        .outerjoin(_VERDICT, _of_status() if check_id is None else _latest_of(check_id))
        .outerjoin(_CHECK, _CHECK.c.id == shown.c.check_id)
        .outerjoin(_PEER, _PEER.c.id == _VERDICT.c.peer_id)
        .outerjoin(_PEER_DOCUMENT, _PEER_DOCUMENT.c.id == _PEER.c.document_id)
        .outerjoin(_PEER_ARTICLE, _PEER_ARTICLE.c.id == _PEER_DOCUMENT.c.article_id)
        .outerjoin(_FACT, _FACT.c.id == _VERDICT.c.fact_id)
        .outerjoin(_DECISION, _DECISION.c.id == _STATUS.c.decision_id)
    )


def _of_status() -> Any:
    return (
        (_VERDICT.c.claim_id == _STATUS.c.claim_id)
        & (_VERDICT.c.check_id == _STATUS.c.check_id)
        & (_VERDICT.c.run_id == _STATUS.c.run_id)
    )


def _latest_of(check_id: int) -> Any:
    runs = _VERDICT.alias("runs")
    latest = (
        select(func.max(runs.c.run_id))
        .where(runs.c.claim_id == _CLAIM.c.id, runs.c.check_id == check_id)
        .scalar_subquery()
    )
    return (
        (_VERDICT.c.claim_id == _CLAIM.c.id)
        & (_VERDICT.c.check_id == check_id)
        & (_VERDICT.c.run_id == latest)
    )
