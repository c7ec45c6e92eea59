"""Checks and runs: which rules judged, when, and how far."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Integer, SmallInteger, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from verify.store.base import Base, Digest, Moment, RowId


class CheckRow(Base):
    """One version of a check: its name (feature stem / scenario slug) and the digest of what it means.

    `plan` is what it is compiled from, as JSON: a run can be replayed from it. What does not change its meaning may
    change: where it stands, its severity, owner, description and advice, and whether it is active. Active checks make
    the status of claims.
    """

    __tablename__ = "check"
    __table_args__ = (
        UniqueConstraint("name", "digest"),
        CheckConstraint("active IN (0, 1)", name="active"),
        CheckConstraint("severity IN ('error', 'warning', 'note')", name="severity"),
    )

    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(Text)
    digest: Mapped[Digest]
    title: Mapped[str] = mapped_column(Text)
    feature: Mapped[str] = mapped_column(Text)
    line: Mapped[int] = mapped_column(Integer)
    severity: Mapped[str] = mapped_column(Text)
    compares_with: Mapped[str] = mapped_column(Text)
    plan: Mapped[str] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, server_default="")
    advice: Mapped[str] = mapped_column(Text, server_default="")
    active: Mapped[int] = mapped_column(SmallInteger)


class RunRow(Base):
    """One execution of checks: who, when, with which software, and digests of what was judged with what."""

    __tablename__ = "run"

    id: Mapped[RowId]
    started_at: Mapped[Moment]
    finished_at: Mapped[Moment | None]
    actor: Mapped[str] = mapped_column(Text)
    software: Mapped[str] = mapped_column(Text)
    checks_digest: Mapped[Digest]
    reference_digest: Mapped[Digest]
    declared: Mapped[int] = mapped_column(Integer)
    executed: Mapped[int] = mapped_column(Integer)


class RunCheckRow(Base):
    """That a run executed a check, and how far it saw: claims, records and changes of standing up to its marks.

    `whole` is 1 where it judged everything rather than what was new.

    Written in the transaction of the check's verdicts, so a check is done entirely or not at all. Append-only.
    """

    __tablename__ = "run_check"
    __table_args__ = ({"sqlite_with_rowid": False},)

    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), primary_key=True)
    check_id: Mapped[int] = mapped_column(ForeignKey("check.id"), primary_key=True)
    claim_mark: Mapped[int] = mapped_column(Integer)
    record_mark: Mapped[int] = mapped_column(Integer)
    standing_mark: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    whole: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))
    verdicts: Mapped[int] = mapped_column(Integer)
