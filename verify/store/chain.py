"""The hash chain over the decision log: each event's digest covers its content and the digest before it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from verify.store.schema import METADATA

START = "0" * 64
"""What stands before the first event."""

_T = METADATA.tables
_COVERED = ("id", "event", "actor", "at", "verdict", "side", "note", "evidence", "undoes_id", "previous")
_COVERED_IF_SAID = (
    "act", "stands", "round", "due", "assignee", "carries_id", "basis", "detail", "idempotency_key",
)  # fmt: skip
# Events of before there were these columns have the digests they always had.


@dataclass(frozen=True, slots=True)
class Break:
    """The first event where the chain does not hold, and why."""

    decision_id: int
    reason: str


def event_digest(event: dict[str, Any], claim_digest: str) -> str:
    """SHA-256 over an event's content, the claim it is about, and the digest of the event before it."""
    content = {name: event[name] for name in _COVERED} | {"claim": claim_digest}
    content |= {name: event[name] for name in _COVERED_IF_SAID if event.get(name) is not None}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def first_break(connection: Connection) -> Break | None:
    """Walk the log from its start; None where every digest is that of its content and links to the one before."""
    decision, claim = _T["decision"], _T["claim"]
    query = (
        select(decision, claim.c.digest.label("claim_digest"))
        .outerjoin(claim, claim.c.id == decision.c.claim_id)
        .order_by(decision.c.id)
    )
    previous, expected = START, 1
    for row in connection.execute(query, execution_options={"yield_per": 1000}):
        event = dict(row._mapping)
        if row.id != expected:
            return Break(row.id, f"decision {expected} is missing before it")
        if row.previous != previous:
            return Break(row.id, "it does not follow the decision before it")
        if row.claim_digest is None or event_digest(event, row.claim_digest) != row.digest:
            return Break(row.id, "its content was changed")
        previous, expected = row.digest, expected + 1
    return None
