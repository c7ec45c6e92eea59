"""Claims and the keys they ask."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Named,
    SmallInteger,
    String,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
)

from verify.store.base import METADATA, row_id


class ClaimKeyColumns(TypedColumns):
    """A question that claims ask: subject, property and scope, the value left out.

    `subject` is a canonical id or the words of a text. `record_id` is the record that answers it now.
    """

    id: Named[int] = row_id()
    subject: Named[str] = Column(Text)
    property_id: Named[int] = Column(ForeignKey("property.id"))
    scope: Named[str] = Column(Text)
    record_id: Named[int | None] = Column(Integer, index=True)


CLAIM_KEY = Table("claim_key", METADATA, ClaimKeyColumns, UniqueConstraint("property_id", "subject", "scope"))


class ClaimColumns(TypedColumns):
    """A span of a document that states a value of a property of a subject. Only `retired` ever changes.

    Bounds are day numbers of what is *stated* and of the *value* in context; `month_day_from` and
    `month_day_to` (MMDD) are what a date without a year states. `comparable` is 0 for a claim that is
    negated, hypothetical, planned or has a problem. `answer_digest` is what answers are compared by.
    """

    id: Named[int] = row_id()
    digest: Named[str] = Column(String(32))
    document_id: Named[int] = Column(ForeignKey("document.id"))
    key_id: Named[int | None] = Column(ForeignKey("claim_key.id"))
    kind: Named[str] = Column(Text)
    property: Named[str] = Column(Text)
    part: Named[str] = Column(String(8))
    span_start: Named[int]
    span_end: Named[int]
    quote: Named[str] = Column(Text)
    prefix: Named[str] = Column(Text)
    suffix: Named[str] = Column(Text)
    subject: Named[str | None] = Column(Text)
    value: Named[str | None] = Column(Text)
    stated: Named[str | None] = Column(Text)
    answer: Named[str | None] = Column(Text)
    answer_digest: Named[int | None] = Column(BigInteger)
    answer_known: Named[int] = Column(SmallInteger)
    stated_earliest: Named[int | None]
    stated_latest: Named[int | None]
    value_earliest: Named[int | None]
    value_latest: Named[int | None]
    month_day_from: Named[int | None] = Column(SmallInteger)
    month_day_to: Named[int | None] = Column(SmallInteger)
    weekday: Named[int | None] = Column(SmallInteger)
    number: Named[float | None]
    last_digit: Named[float | None]
    unit: Named[str | None] = Column(Text)
    as_of: Named[str | None] = Column(Text)
    as_of_earliest: Named[int | None]
    as_of_latest: Named[int | None]
    attributed_to: Named[str | None] = Column(Text)
    polarity: Named[str] = Column(String(12))
    problem: Named[str | None] = Column(String(12))
    comparable: Named[int] = Column(SmallInteger)
    because: Named[str] = Column(Text)
    extractor: Named[str] = Column(Text)
    retired: Named[int] = Column(SmallInteger)


CLAIM = Table(
    "claim",
    METADATA,
    ClaimColumns,
    UniqueConstraint("digest"),
    # Very many claims ask some keys: the latest of them are looked at.
    Index(None, "key_id", "id"),
    # What counts the claims of articles needs no more of them than this.
    Index(None, "document_id", "retired", "key_id"),
    CheckConstraint("span_start >= 0 AND span_end > span_start", name="span"),
    CheckConstraint("part IN ('headline', 'body')", name="part"),
    CheckConstraint("polarity IN ('asserted', 'negated', 'hypothetical', 'planned')", name="polarity"),
    CheckConstraint("problem IS NULL OR problem IN ('ambiguous', 'impossible')", name="problem"),
    CheckConstraint("comparable IN (0, 1)", name="comparable"),
    CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
    CheckConstraint("retired IN (0, 1)", name="retired"),
    # Whatever checks look at, in the order they read it, so that they need not open rows (docs/decisions/0031, 0037).
    Index(
        "ix_claim_judged",
        *("property", "kind", "id", "key_id", "document_id", "comparable", "answer_known"),
        *(
            "stated_earliest",
            "stated_latest",
            "value_earliest",
            "value_latest",
            "month_day_from",
            "month_day_to",
        ),
        *("as_of_earliest", "as_of_latest", "weekday", "problem", "answer_digest"),
    ),
)


class StandingColumns(TypedColumns):
    """That a claim stopped standing (retired, or its text replaced by another revision), or stands again. Append-only.

    The latest row of a claim counts; a claim without one stands.
    """

    id: Named[int] = row_id()
    claim_id: Named[int] = Column(ForeignKey("claim.id"), index=True)
    stands: Named[int] = Column(SmallInteger)


STANDING = Table("standing", METADATA, StandingColumns, CheckConstraint("stands IN (0, 1)", name="stands"))
