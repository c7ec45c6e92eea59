"""What the reference knows: subjects and their aliases, properties and the phrases that express them."""

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

from verify.store.base import METADATA, row_id


class SubjectColumns(TypedColumns):
    """Something the reference knows, by its canonical name."""

    id: Named[int] = row_id()
    name: Named[str] = Column(Text)
    kind: Named[str] = Column(Text)
    note: Named[str] = Column(Text)


SUBJECT = Table("subject", METADATA, SubjectColumns, UniqueConstraint("name"))


class AliasColumns(TypedColumns):
    """A way of writing a subject, where one of the words of `context` stands in the document (empty: always)."""

    id: Named[int] = row_id()
    alias: Named[str] = Column(Text)
    subject_id: Named[int] = Column(ForeignKey("subject.id"), index=True)
    context: Named[str] = Column(Text)


ALIAS = Table("alias", METADATA, AliasColumns, UniqueConstraint("alias", "subject_id", "context"))


class PropertyColumns(TypedColumns):
    """What can be stated of a subject: type of value, dated or state, one value or many."""

    id: Named[int] = row_id()
    name: Named[str] = Column(Text)
    kind: Named[str] = Column(Text)
    value_type: Named[str] = Column(Text)
    time: Named[str] = Column(Text)
    many: Named[int] = Column(SmallInteger)
    phrases: Named[str] = Column(Text)
    note: Named[str] = Column(Text)


PROPERTY = Table(
    "property",
    METADATA,
    PropertyColumns,
    UniqueConstraint("name"),
    CheckConstraint("value_type IN ('date', 'subject', 'number', 'text', 'existence')", name="value_type"),
    CheckConstraint("time IN ('dated', 'state')", name="time"),
    CheckConstraint("many IN (0, 1)", name="many"),
)


class PropertyAnswerColumns(TypedColumns):
    """Which property's facts answer a property: "cited" is answered by "adopted", most by themselves."""

    property_id: Named[int] = Column(ForeignKey("property.id"), primary_key=True)
    answered_by_id: Named[int] = Column(ForeignKey("property.id"), primary_key=True)


PROPERTY_ANSWER = Table("property_answer", METADATA, PropertyAnswerColumns)
