"""The revision of a claim under review: what a decision on it rests on, as a short digest."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import Connection, func, select

from verify.store.schema import METADATA
from verify.store.status import evidence_digest

_T = METADATA.tables

LENGTH = 12
"""Hex digits: enough to notice a change, short enough to copy."""


def revision_of(connection: Connection, claim_id: int, item: str, basis: Any) -> str:
    """The revision of a claim: what is known of it, and the last event on it or on an equal claim that waits."""
    content = f"{evidence_digest(basis)} {last_event(connection, claim_id, item)}"
    return hashlib.sha256(content.encode()).hexdigest()[:LENGTH]


def last_event(connection: Connection, claim_id: int, item: str) -> int:
    """The last event on a claim or on one of its item that waits; 0 where there is none."""
    decision, queue = _T["decision"], _T["queue"]
    own = select(func.max(decision.c.id)).where(decision.c.claim_id == claim_id)
    others = (
        select(func.max(decision.c.id))
        .join(queue, queue.c.claim_id == decision.c.claim_id)
        .where(queue.c.item == item)
    )
    found = connection.execute(select(own.scalar_subquery(), others.scalar_subquery())).one()
    return max(number or 0 for number in found)
