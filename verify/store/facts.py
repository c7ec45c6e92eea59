"""Facts with their revisions and sources, and lists: statements about how complete the facts are."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, SmallInteger, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from verify.store.base import Amount, Base, Day, Digest, Moment, RowId


class SourceRow(Base):
    """Where a fact can be looked up. `accessed` is the day its page was really read, or null."""

    __tablename__ = "source"
    __table_args__ = (UniqueConstraint("code"),)

    id: Mapped[RowId]
    code: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    accessed: Mapped[str | None] = mapped_column(Text)


class FactRow(Base):
    """One revision of a curated fact; the highest revision of a code stands. Append-only.

    `earliest`/`latest` and MMDD `month_day_from`/`month_day_to` bound a date value; `number`, `last_digit` and `unit`
    are those of a number; `valid_from_day` and
    `valid_to_day` bound a state, both days counting, null meaning open.
    """

    __tablename__ = "fact"
    __table_args__ = (
        UniqueConstraint("code", "revision"),
        Index(None, "subject_id", "property_id"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("rank IN ('preferred', 'normal', 'deprecated')", name="rank"),
        CheckConstraint("disputed IN (0, 1)", name="disputed"),
        CheckConstraint("earliest <= latest", name="bounds"),
        CheckConstraint("valid_from_day <= valid_to_day", name="validity"),
    )

    id: Mapped[RowId]
    code: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(Integer)
    digest: Mapped[Digest]
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    property_id: Mapped[int] = mapped_column(ForeignKey("property.id"))
    scope: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    earliest: Mapped[Day | None]
    latest: Mapped[Day | None]
    month_day_from: Mapped[int | None] = mapped_column(SmallInteger)
    month_day_to: Mapped[int | None] = mapped_column(SmallInteger)
    number: Mapped[Amount | None]
    last_digit: Mapped[Amount | None]
    unit: Mapped[str | None] = mapped_column(Text)
    valid_from: Mapped[str | None] = mapped_column(Text)
    valid_to: Mapped[str | None] = mapped_column(Text)
    valid_from_day: Mapped[Day | None]
    valid_to_day: Mapped[Day | None]
    rank: Mapped[str] = mapped_column(Text)
    disputed: Mapped[int] = mapped_column(SmallInteger)
    note: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[Moment]
    recorded_by: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)


class FactSourceRow(Base):
    """A source of a revision of a fact. Append-only."""

    __tablename__ = "fact_source"
    __table_args__ = ({"sqlite_with_rowid": False},)

    fact_id: Mapped[int] = mapped_column(ForeignKey("fact.id"), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), primary_key=True)


class ListRow(Base):
    """One revision of a statement that the facts of a subject and property are complete. Append-only.

    The bounds are numbers (of resolutions) or day numbers (of a state); null means open. `withdrawn` is 1 for
    a revision that takes the statement back.
    """

    __tablename__ = "list"
    __table_args__ = (
        UniqueConstraint("code", "revision"),
        CheckConstraint("withdrawn IN (0, 1)", name="withdrawn"),
    )

    id: Mapped[RowId]
    code: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(Integer)
    digest: Mapped[Digest]
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    property_id: Mapped[int] = mapped_column(ForeignKey("property.id"))
    complete_from: Mapped[int | None] = mapped_column(Integer)
    complete_to: Mapped[int | None] = mapped_column(Integer)
    gaps: Mapped[str] = mapped_column(Text)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"))
    withdrawn: Mapped[int] = mapped_column(SmallInteger)
    note: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[Moment]
    recorded_by: Mapped[str] = mapped_column(Text)


class ReferenceRow(Base):
    """A state of the reference that was loaded, by the digest of its tables. The latest row stands. Append-only."""

    __tablename__ = "reference"

    id: Mapped[RowId]
    digest: Mapped[Digest]
    vocabulary_digest: Mapped[Digest]
    folder: Mapped[str] = mapped_column(Text)
    loaded_at: Mapped[Moment]
    loaded_by: Mapped[str] = mapped_column(Text)
