"""What the reference knows: subjects and their aliases, properties and the phrases that express them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from verify.store.base import Base, RowId


class SubjectRow(Base):
    """Something the reference knows, by its canonical name."""

    __tablename__ = "subject"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)


class AliasRow(Base):
    """A way of writing a subject, where one of the words of `context` stands in the document (empty: always)."""

    __tablename__ = "alias"
    __table_args__ = (UniqueConstraint("alias", "subject_id", "context"),)

    id: Mapped[RowId]
    alias: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    context: Mapped[str] = mapped_column(Text)


class PropertyRow(Base):
    """What can be stated of a subject: type of value, dated or state, one value or many."""

    __tablename__ = "property"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint(
            "value_type IN ('date', 'subject', 'number', 'text', 'existence')", name="value_type"
        ),
        CheckConstraint("time IN ('dated', 'state')", name="time"),
        CheckConstraint("many IN (0, 1)", name="many"),
    )

    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    value_type: Mapped[str] = mapped_column(Text)
    time: Mapped[str] = mapped_column(Text)
    many: Mapped[int] = mapped_column(SmallInteger)
    phrases: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)


class PropertyAnswerRow(Base):
    """Which property's facts answer a property: "cited" is answered by "adopted", most by themselves."""

    __tablename__ = "property_answer"

    property_id: Mapped[int] = mapped_column(ForeignKey("property.id"), primary_key=True)
    answered_by_id: Mapped[int] = mapped_column(ForeignKey("property.id"), primary_key=True)
