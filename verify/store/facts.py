"""Facts with their revisions and sources, and lists: statements about how complete the facts are."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Named,
    SmallInteger,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
)

from verify.store.base import CLUSTERED, METADATA, row_id, sha256_hex, utc_moment


class SourceColumns(TypedColumns):
    """Where a fact can be looked up. `accessed` is the day its page was really read, or null."""

    id: Named[int] = row_id()
    code: Named[str] = Column(Text)
    title: Named[str] = Column(Text)
    publisher: Named[str] = Column(Text)
    url: Named[str] = Column(Text)
    kind: Named[str] = Column(Text)
    accessed: Named[str | None] = Column(Text)


SOURCE = Table("source", METADATA, SourceColumns, UniqueConstraint("code"))


class FactColumns(TypedColumns):
    """One revision of a curated fact; the highest revision of a code stands. Append-only.

    `earliest`/`latest` and MMDD `month_day_from`/`month_day_to` bound a date value; `number`, `last_digit` and `unit`
    are those of a number; `value_digest` is what answers are compared with; `valid_from_day` and
    `valid_to_day` bound a state, both days counting, null meaning open.
    """

    id: Named[int] = row_id()
    code: Named[str] = Column(Text)
    revision: Named[int]
    digest: Named[str] = sha256_hex()
    subject_id: Named[int] = Column(ForeignKey("subject.id"))
    property_id: Named[int] = Column(ForeignKey("property.id"))
    scope: Named[str] = Column(Text)
    value: Named[str] = Column(Text)
    value_digest: Named[int | None] = Column(BigInteger)
    earliest: Named[int | None]
    latest: Named[int | None]
    month_day_from: Named[int | None] = Column(SmallInteger)
    month_day_to: Named[int | None] = Column(SmallInteger)
    number: Named[float | None]
    last_digit: Named[float | None]
    unit: Named[str | None] = Column(Text)
    valid_from: Named[str | None] = Column(Text)
    valid_to: Named[str | None] = Column(Text)
    valid_from_day: Named[int | None]
    valid_to_day: Named[int | None]
    rank: Named[str] = Column(Text)
    disputed: Named[int] = Column(SmallInteger)
    note: Named[str] = Column(Text)
    recorded_at: Named[str] = utc_moment()
    recorded_by: Named[str] = Column(Text)
    reason: Named[str] = Column(Text)


FACT = Table(
    "fact",
    METADATA,
    FactColumns,
    UniqueConstraint("code", "revision"),
    Index(None, "subject_id", "property_id"),
    CheckConstraint("revision >= 1", name="revision"),
    CheckConstraint("rank IN ('preferred', 'normal', 'deprecated')", name="rank"),
    CheckConstraint("disputed IN (0, 1)", name="disputed"),
    CheckConstraint("earliest <= latest", name="bounds"),
    CheckConstraint("valid_from_day <= valid_to_day", name="validity"),
)


class FactSourceColumns(TypedColumns):
    """A source of a revision of a fact. Append-only."""

    fact_id: Named[int] = Column(ForeignKey("fact.id"), primary_key=True)
    source_id: Named[int] = Column(ForeignKey("source.id"), primary_key=True)


FACT_SOURCE = Table("fact_source", METADATA, FactSourceColumns, info=CLUSTERED)


class ListColumns(TypedColumns):
    """One revision of a statement that the facts of a subject and property are complete. Append-only.

    The bounds are numbers (of resolutions) or day numbers (of a state); null means open. `withdrawn` is 1 for
    a revision that takes the statement back.
    """

    id: Named[int] = row_id()
    code: Named[str] = Column(Text)
    revision: Named[int]
    digest: Named[str] = sha256_hex()
    subject_id: Named[int] = Column(ForeignKey("subject.id"))
    property_id: Named[int] = Column(ForeignKey("property.id"))
    complete_from: Named[int | None]
    complete_to: Named[int | None]
    gaps: Named[str] = Column(Text)
    source_id: Named[int | None] = Column(ForeignKey("source.id"))
    withdrawn: Named[int] = Column(SmallInteger)
    note: Named[str] = Column(Text)
    recorded_at: Named[str] = utc_moment()
    recorded_by: Named[str] = Column(Text)


LIST = Table(
    "list",
    METADATA,
    ListColumns,
    UniqueConstraint("code", "revision"),
    CheckConstraint("withdrawn IN (0, 1)", name="withdrawn"),
)


class ReferenceColumns(TypedColumns):
    """A state of the reference that was loaded, by the digest of its tables. The latest row stands. Append-only."""

    id: Named[int] = row_id()
    digest: Named[str] = sha256_hex()
    vocabulary_digest: Named[str] = sha256_hex()
    folder: Named[str] = Column(Text)
    loaded_at: Named[str] = utc_moment()
    loaded_by: Named[str] = Column(Text)


REFERENCE = Table("reference", METADATA, ReferenceColumns)
