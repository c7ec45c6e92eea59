"""Checks and runs: which rules judged, when, and how far."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    Named,
    SmallInteger,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
    text,
)

from verify.store.base import CLUSTERED, METADATA, row_id, sha256_hex, utc_moment


class CheckColumns(TypedColumns):
    """One version of a check: its name (feature stem / scenario slug) and the digest of what it means.

    `plan` is what it is compiled from, as JSON: a run can be replayed from it. What does not change its meaning may
    change: where it stands, its severity, owner, description and advice, and whether it is active. Active checks make
    the status of claims.
    """

    id: Named[int] = row_id()
    name: Named[str] = Column(Text)
    digest: Named[str] = sha256_hex()
    title: Named[str] = Column(Text)
    feature: Named[str] = Column(Text)
    line: Named[int]
    severity: Named[str] = Column(Text)
    compares_with: Named[str] = Column(Text)
    plan: Named[str] = Column(Text)
    owner: Named[str | None] = Column(Text)
    description: Named[str] = Column(Text, server_default="")
    advice: Named[str] = Column(Text, server_default="")
    active: Named[int] = Column(SmallInteger)


CHECK = Table(
    "check",
    METADATA,
    CheckColumns,
    UniqueConstraint("name", "digest"),
    CheckConstraint("active IN (0, 1)", name="active"),
    CheckConstraint("severity IN ('error', 'warning', 'note')", name="severity"),
)


class RunColumns(TypedColumns):
    """One execution of checks: who, when, with which software, and digests of what was judged with what."""

    id: Named[int] = row_id()
    started_at: Named[str] = utc_moment()
    finished_at: Named[str | None] = utc_moment()
    actor: Named[str] = Column(Text)
    software: Named[str] = Column(Text)
    checks_digest: Named[str] = sha256_hex()
    reference_digest: Named[str] = sha256_hex()
    declared: Named[int]
    executed: Named[int]


RUN = Table("run", METADATA, RunColumns)


class RunCheckColumns(TypedColumns):
    """That a run executed a check, and how far it saw: claims, records and changes of standing up to its marks.

    `whole` is 1 where it judged everything rather than what was new.

    Written in the transaction of the check's verdicts, so a check is done entirely or not at all. Append-only.
    """

    run_id: Named[int] = Column(ForeignKey("run.id"), primary_key=True)
    check_id: Named[int] = Column(ForeignKey("check.id"), primary_key=True)
    claim_mark: Named[int]
    record_mark: Named[int]
    standing_mark: Named[int] = Column(Integer, server_default=text("0"))
    whole: Named[int] = Column(SmallInteger, server_default=text("0"))
    verdicts: Named[int]


RUN_CHECK = Table("run_check", METADATA, RunCheckColumns, info=CLUSTERED)
