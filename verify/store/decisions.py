"""Decisions: what people said of claims, an append-only log chained by digests."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Named,
    SmallInteger,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
)

from verify.store.base import METADATA, row_id, sha256_hex, utc_moment


class DecisionColumns(TypedColumns):
    """One event of the log: a decision, or the undoing of one. Append-only.

    `evidence` is the digest of what was known of the claim when it was decided (checks, outcomes, records); a
    decision counts as long as that is unchanged. `digest` covers the row and `previous`, the digest of the row
    before it.
    """

    id: Named[int] = row_id()
    event: Named[str] = Column(Text)
    claim_id: Named[int] = Column(ForeignKey("claim.id"), index=True)
    actor: Named[str] = Column(Text)
    at: Named[str] = utc_moment()
    verdict: Named[int | None] = Column(SmallInteger)
    side: Named[str | None] = Column(Text)
    note: Named[str] = Column(Text)
    evidence: Named[str] = sha256_hex()
    undoes_id: Named[int | None]
    previous: Named[str] = sha256_hex()
    digest: Named[str] = sha256_hex()


DECISION = Table(
    "decision",
    METADATA,
    DecisionColumns,
    UniqueConstraint("digest"),
    UniqueConstraint("previous"),
    CheckConstraint("event IN ('decide', 'undo')", name="event"),
    CheckConstraint("verdict BETWEEN 1 AND 4", name="verdict"),
    CheckConstraint(
        "side IS NULL OR side IN ('article', 'reference', 'both', 'neither', 'extraction')", name="side"
    ),
    CheckConstraint("(event = 'undo') = (undoes_id IS NOT NULL)", name="undoes"),
    CheckConstraint("(event = 'decide') = (verdict IS NOT NULL)", name="decides"),
)
