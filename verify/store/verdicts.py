"""Verdicts, the words of their codes, and the status that stands of a claim."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Integer,
    Named,
    SmallInteger,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
)

from verify.store.base import CLUSTERED, METADATA


class OutcomeLabelColumns(TypedColumns):
    """The word of an outcome's code."""

    id: Named[int] = Column(SmallInteger, primary_key=True, autoincrement=False)
    label: Named[str] = Column(Text)


OUTCOME_LABEL = Table("outcome_label", METADATA, OutcomeLabelColumns, UniqueConstraint("label"))


class VerdictLabelColumns(TypedColumns):
    """The word of a verdict's code; a lower code stands before a higher one in a claim's status."""

    id: Named[int] = Column(SmallInteger, primary_key=True, autoincrement=False)
    label: Named[str] = Column(Text)


VERDICT_LABEL = Table("verdict_label", METADATA, VerdictLabelColumns, UniqueConstraint("label"))


class VerdictColumns(TypedColumns):
    """What a check concluded of a claim in a run, and on what it rests. Append-only, never updated or deleted.

    `fact_id` is the fact it rests on, `peer_id` the claim, where it was compared with other claims. A null verdict
    takes back the check's earlier one: what it finds now has no verdict.

    On PostgreSQL the key is by check first, then claim and run (docs/decisions/0039).

    Written only by `INSERT … SELECT` from claims, keys and records, which cannot be deleted; so the references
    hold by construction, and `verify db check` proves it (docs/decisions/0003).
    """

    claim_id: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    check_id: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    run_id: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    record_id: Named[int | None]
    fact_id: Named[int | None]
    peer_id: Named[int | None]
    outcome: Named[int] = Column(SmallInteger)
    verdict: Named[int | None] = Column(SmallInteger)


VERDICT = Table(
    "verdict",
    METADATA,
    VerdictColumns,
    CheckConstraint("outcome BETWEEN 1 AND 11", name="outcome"),
    CheckConstraint("verdict BETWEEN 1 AND 4", name="verdict"),
    info=CLUSTERED,
)


class StatusColumns(TypedColumns):
    """What stands of a claim now: a projection of verdicts and decisions, written with its causes.

    A claim that no check judges has no row. `reopened` is 1 where a decision no longer counts because its
    evidence changed.
    """

    claim_id: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    verdict: Named[int | None] = Column(SmallInteger)
    outcome: Named[int | None] = Column(SmallInteger)
    check_id: Named[int | None]
    run_id: Named[int | None]
    decision_id: Named[int | None]
    reopened: Named[int] = Column(SmallInteger)


STATUS = Table(
    "status",
    METADATA,
    StatusColumns,
    CheckConstraint("verdict BETWEEN 1 AND 4", name="verdict"),
    CheckConstraint("reopened IN (0, 1)", name="reopened"),
)
