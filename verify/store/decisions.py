"""Decisions: what people said of claims, an append-only log chained by digests."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Integer, SmallInteger, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from verify.store.base import Base, Digest, Moment, RowId


class DecisionRow(Base):
    """One event of the log: a decision, or the undoing of one. Append-only.

    `evidence` is the digest of what was known of the claim when it was decided (checks, outcomes, records); a
    decision counts as long as that is unchanged. `digest` covers the row and `previous`, the digest of the row
    before it.
    """

    __tablename__ = "decision"
    __table_args__ = (
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

    id: Mapped[RowId]
    event: Mapped[str] = mapped_column(Text)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    actor: Mapped[str] = mapped_column(Text)
    at: Mapped[Moment]
    verdict: Mapped[int | None] = mapped_column(SmallInteger)
    side: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    evidence: Mapped[Digest]
    undoes_id: Mapped[int | None] = mapped_column(Integer)
    previous: Mapped[Digest]
    digest: Mapped[Digest]
