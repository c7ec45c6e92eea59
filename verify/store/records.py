"""Records: what the reference answers to a claim key, as it stood when a verdict rested on it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Integer, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from verify.store.base import Base, Digest, RowId


class RecordRow(Base):
    """The facts (best rank present, deprecated ones left out) and the completeness that answer a key. Append-only.

    A record is never changed: when a fact or list behind it changes, the key gets a new one with a higher id, so
    "judged with records up to N" says exactly which keys are to be judged again. `complete` is 1 where a list
    says that the facts are all there are; `complete_from`/`complete_to` bound it for states (day numbers).
    """

    __tablename__ = "record"
    __table_args__ = (
        CheckConstraint("fact_count >= 0", name="fact_count"),
        CheckConstraint("complete IN (0, 1)", name="complete"),
        CheckConstraint("(fact_count = 1) = (fact_id IS NOT NULL)", name="single_fact"),
    )

    id: Mapped[RowId]
    key_id: Mapped[int] = mapped_column(ForeignKey("claim_key.id"), index=True)
    digest: Mapped[Digest]
    fact_count: Mapped[int] = mapped_column(Integer)
    fact_id: Mapped[int | None] = mapped_column(ForeignKey("fact.id"))
    list_id: Mapped[int | None] = mapped_column(ForeignKey("list.id"))
    complete: Mapped[int] = mapped_column(SmallInteger)
    complete_from: Mapped[int | None] = mapped_column(Integer)
    complete_to: Mapped[int | None] = mapped_column(Integer)


class RecordFactRow(Base):
    """A fact of a record. Append-only."""

    __tablename__ = "record_fact"
    __table_args__ = ({"sqlite_with_rowid": False},)

    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    fact_id: Mapped[int] = mapped_column(ForeignKey("fact.id"), primary_key=True)


class RecordGapRow(Base):
    """Days inside a record's completeness of which the list says nothing, both end days counting. Append-only."""

    __tablename__ = "record_gap"
    __table_args__ = ({"sqlite_with_rowid": False},)

    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    first_day: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    last_day: Mapped[int] = mapped_column(Integer)
