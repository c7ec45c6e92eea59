"""Claims and the keys they ask."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from verify.store.base import Amount, Base, Day, RowId


class ClaimKeyRow(Base):
    """A question that claims ask: subject, property and scope, the value left out.

    `subject` is a canonical id or the words of a text. `record_id` is the record that answers it now.
    """

    __tablename__ = "claim_key"
    __table_args__ = (UniqueConstraint("property_id", "subject", "scope"),)

    id: Mapped[RowId]
    subject: Mapped[str] = mapped_column(Text)
    property_id: Mapped[int] = mapped_column(ForeignKey("property.id"))
    scope: Mapped[str] = mapped_column(Text)
    record_id: Mapped[int | None] = mapped_column(Integer, index=True)


class ClaimRow(Base):
    """A span of a document that states a value of a property of a subject. Only `retired` ever changes.

    Bounds are day numbers of what is *stated* and of the *value* in context; `month_day_from` and
    `month_day_to` (MMDD) are what a date without a year states. `comparable` is 0 for a claim that is
    negated, hypothetical, planned or has a problem.
    """

    __tablename__ = "claim"
    __table_args__ = (
        UniqueConstraint("digest"),
        CheckConstraint("span_start >= 0 AND span_end > span_start", name="span"),
        CheckConstraint("part IN ('headline', 'body')", name="part"),
        CheckConstraint("polarity IN ('asserted', 'negated', 'hypothetical', 'planned')", name="polarity"),
        CheckConstraint("problem IS NULL OR problem IN ('ambiguous', 'impossible')", name="problem"),
        CheckConstraint("comparable IN (0, 1)", name="comparable"),
        CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
        CheckConstraint("retired IN (0, 1)", name="retired"),
        Index(
            "ix_claim_retired", "id", sqlite_where=text("retired = 1"), postgresql_where=text("retired = 1")
        ),
    )

    id: Mapped[RowId]
    digest: Mapped[str] = mapped_column(String(32))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    key_id: Mapped[int | None] = mapped_column(ForeignKey("claim_key.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    property: Mapped[str] = mapped_column(Text, index=True)
    part: Mapped[str] = mapped_column(String(8))
    span_start: Mapped[int] = mapped_column(Integer)
    span_end: Mapped[int] = mapped_column(Integer)
    quote: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str] = mapped_column(Text)
    suffix: Mapped[str] = mapped_column(Text)
    subject: Mapped[str | None] = mapped_column(Text)
    value: Mapped[str | None] = mapped_column(Text)
    stated: Mapped[str | None] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    answer_known: Mapped[int] = mapped_column(SmallInteger)
    stated_earliest: Mapped[Day | None]
    stated_latest: Mapped[Day | None]
    value_earliest: Mapped[Day | None]
    value_latest: Mapped[Day | None]
    month_day_from: Mapped[int | None] = mapped_column(SmallInteger)
    month_day_to: Mapped[int | None] = mapped_column(SmallInteger)
    weekday: Mapped[int | None] = mapped_column(SmallInteger)
    number: Mapped[Amount | None]
    last_digit: Mapped[Amount | None]
    unit: Mapped[str | None] = mapped_column(Text)
    as_of: Mapped[str | None] = mapped_column(Text)
    as_of_earliest: Mapped[Day | None]
    as_of_latest: Mapped[Day | None]
    attributed_to: Mapped[str | None] = mapped_column(Text)
    polarity: Mapped[str] = mapped_column(String(12))
    problem: Mapped[str | None] = mapped_column(String(12))
    comparable: Mapped[int] = mapped_column(SmallInteger)
    because: Mapped[str] = mapped_column(Text)
    extractor: Mapped[str] = mapped_column(Text)
    retired: Mapped[int] = mapped_column(SmallInteger)


class StandingRow(Base):
    """That a claim stopped standing (retired, or its text replaced by another revision), or stands again. Append-only.

    The latest row of a claim counts; a claim without one stands.
    """

    __tablename__ = "standing"
    __table_args__ = (CheckConstraint("stands IN (0, 1)", name="stands"),)

    id: Mapped[RowId]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    stands: Mapped[int] = mapped_column(SmallInteger)
