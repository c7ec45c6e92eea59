"""The revision of a claim under review: what a decision on it rests on, as a short digest."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, func, select

from verify.store.schema import METADATA
from verify.store.status import Basis, evidence_digest

_T = METADATA.tables

LENGTH = 12
"""Hex digits: enough to notice a change, short enough to copy."""


def revision_of(basis: Basis, last: int) -> str:
    """The revision of a claim: what is known of it, and the last event on it or on an equal claim that waits."""
    return hashlib.sha256(f"{evidence_digest(basis)} {last}".encode()).hexdigest()[:LENGTH]


def last_event(connection: Connection, item: str, claim_id: int | None = None) -> int:
    """The last event on a claim of an item that waits, or on the one that is named; 0 where there is none."""
    decision, queue = _T["decision"], _T["queue"]
    own = select(func.max(decision.c.id)).where(decision.c.claim_id == claim_id)
    others = (
        select(func.max(decision.c.id))
        .join(queue, queue.c.claim_id == decision.c.claim_id)
        .where(queue.c.item == item)
    )
    found = connection.execute(select(own.scalar_subquery(), others.scalar_subquery())).one()
    return max(number or 0 for number in found)
