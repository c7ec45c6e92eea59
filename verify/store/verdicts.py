"""Verdicts, the words of their codes, and the status that stands of a claim."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Integer, SmallInteger, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from verify.store.base import Base


class OutcomeLabelRow(Base):
    """The word of an outcome's code."""

    __tablename__ = "outcome_label"
    __table_args__ = (UniqueConstraint("label"),)

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    label: Mapped[str] = mapped_column(Text)


class VerdictLabelRow(Base):
    """The word of a verdict's code; a lower code stands before a higher one in a claim's status."""

    __tablename__ = "verdict_label"
    __table_args__ = (UniqueConstraint("label"),)

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    label: Mapped[str] = mapped_column(Text)


class VerdictRow(Base):
    """What a check concluded of a claim in a run, and on what it rests. Append-only, never updated or deleted.

    `fact_id` is the fact it rests on, `peer_id` the claim, where it was compared with other claims. A null verdict
    takes back the check's earlier one: what it finds now has no verdict.

    Written only by `INSERT … SELECT` from claims, keys and records, which cannot be deleted; so the references
    hold by construction, and `verify db check` proves it (docs/decisions/0003).
    """

    __tablename__ = "verdict"
    __table_args__ = (
        CheckConstraint("outcome BETWEEN 1 AND 11", name="outcome"),
        CheckConstraint("verdict BETWEEN 1 AND 4", name="verdict"),
        {"sqlite_with_rowid": False},
    )

    claim_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    check_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    run_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    record_id: Mapped[int | None] = mapped_column(Integer)
    fact_id: Mapped[int | None] = mapped_column(Integer)
    peer_id: Mapped[int | None] = mapped_column(Integer)
    outcome: Mapped[int] = mapped_column(SmallInteger)
    verdict: Mapped[int | None] = mapped_column(SmallInteger)


class StatusRow(Base):
    """What stands of a claim now: a projection of verdicts and decisions, written with its causes.

    A claim that no check judges has no row. `reopened` is 1 where a decision no longer counts because its
    evidence changed.
    """

    __tablename__ = "status"
    __table_args__ = (
        CheckConstraint("verdict BETWEEN 1 AND 4", name="verdict"),
        CheckConstraint("reopened IN (0, 1)", name="reopened"),
    )

    claim_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    verdict: Mapped[int | None] = mapped_column(SmallInteger)
    outcome: Mapped[int | None] = mapped_column(SmallInteger)
    check_id: Mapped[int | None] = mapped_column(Integer)
    run_id: Mapped[int | None] = mapped_column(Integer)
    decision_id: Mapped[int | None] = mapped_column(Integer)
    reopened: Mapped[int] = mapped_column(SmallInteger)
