"""Decisions: what people said of claims, an append-only log chained by digests."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    Named,
    SmallInteger,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
)

from verify.store.base import METADATA, row_id, sha256_hex, utc_moment


class DecisionColumns(TypedColumns):
    """One event of the log: what a person did about one claim. Append-only.

    What was done at once has one number as `act`, that of its first event; null in rows of before there were acts.
    `evidence` is the digest of what was known of the claim (checks, outcomes, records), and `basis` tells it; a
    decision counts as long as that is unchanged. `stands` is 0 for a decision that waits for another reviewer's, and
    `round` which reviewer's it is: 1, 2, or 3 where two disagreed. `undoes_id` is the event that an undo or redo takes
    back, `carries_id` the one that holds of this claim, too, because its sentence is that of a revised article.
    `due` is until when it is postponed; `detail` what more there is to say, as JSON. `digest` covers the row and
    `previous`, the digest of the row before it.
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
    act: Named[int | None] = Column(Integer, index=True)
    stands: Named[int | None] = Column(SmallInteger)
    round: Named[int | None] = Column(SmallInteger)
    due: Named[str | None] = utc_moment()
    assignee: Named[str | None] = Column(Text)
    carries_id: Named[int | None]
    basis: Named[str | None] = Column(Text)
    detail: Named[str | None] = Column(Text)
    idempotency_key: Named[str | None] = Column(Text, index=True)


EVENTS = (
    "decide", "undo", "redo", "reopen", "postpone", "discard", "assign", "note", "correct", "carry", "promote",
)  # fmt: skip
"""What can happen to a claim under review."""

DECISION = Table(
    "decision",
    METADATA,
    DecisionColumns,
    UniqueConstraint("digest"),
    UniqueConstraint("previous"),
    CheckConstraint(f"event IN ({', '.join(map(repr, EVENTS))})", name="event"),
    CheckConstraint("verdict BETWEEN 1 AND 4", name="verdict"),
    CheckConstraint(
        "side IS NULL OR side IN ('article', 'reference', 'both', 'neither', 'extraction')", name="side"
    ),
    CheckConstraint("(event IN ('undo', 'redo')) = (undoes_id IS NOT NULL)", name="undoes"),
    CheckConstraint(
        "(event = 'decide' AND verdict IS NOT NULL) OR event = 'carry' OR (event <> 'decide' AND verdict IS NULL)",
        name="decides",
    ),
    CheckConstraint("(event = 'carry') = (carries_id IS NOT NULL)", name="carries"),
    CheckConstraint("(event = 'postpone') = (due IS NOT NULL)", name="postpones"),
    CheckConstraint("stands IN (0, 1)", name="stands"),
    CheckConstraint("round BETWEEN 1 AND 3", name="round"),
)
