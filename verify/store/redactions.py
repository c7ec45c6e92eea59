"""Redactions: texts that were taken out of the store, by whom and why, an append-only log chained by digests."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Named, Table, Text, TypedColumns, UniqueConstraint

from verify.store.base import METADATA, row_id, sha256_hex, utc_moment

MARK = "[redacted]"
"""What stands where words were; the guards of the tables let nothing else be put there."""


class RedactionColumns(TypedColumns):
    """One event: a text was redacted, or its redaction was lifted so that it may be taken in again. Append-only.

    The last event of a text counts. `digest` covers the row and `previous`, the digest of the row before it.
    """

    id: Named[int] = row_id()
    event: Named[str] = Column(Text)
    text_id: Named[int] = Column(ForeignKey("text.id"), index=True)
    actor: Named[str] = Column(Text)
    at: Named[str] = utc_moment()
    reason: Named[str] = Column(Text)
    previous: Named[str] = sha256_hex()
    digest: Named[str] = sha256_hex()


REDACTION = Table(
    "redaction",
    METADATA,
    RedactionColumns,
    UniqueConstraint("digest"),
    UniqueConstraint("previous"),
    CheckConstraint("event IN ('redact', 'lift')", name="event"),
)
