"""The status of claims: a projection of verdicts and decisions, kept in the transactions that write those.

A claim's status is the decision that stands, unless its evidence changed since; else the foremost verdict of the
active checks: refuted before conflicting before supported before not enough evidence.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    cast,
    delete,
    func,
    insert,
    literal,
    null,
    select,
    true,
)

from verify.store.schema import METADATA

COLUMNS = ("claim_id", "verdict", "outcome", "check_id", "run_id", "decision_id", "reopened")

CHECKS, OUTCOMES = 2**32, 16
"""More than there are: a verdict, its check and its outcome are one number, of which the least is the foremost."""

_T = METADATA.tables
_BATCH = 500


def merge_verdicts(connection: Connection, *, run_id: int, check_ids: Sequence[int]) -> None:
    """Bring the status up to the verdicts that checks have just written in a run, the first of theirs.

    One pass for all of them: most claims are judged by one check, and get their status in the order they lie in.
    """
    verdict, status = _T["verdict"], _T["status"]
    fresh = and_(verdict.c.run_id == run_id, _is_one_of(verdict.c.check_id, check_ids))
    # Claims beyond the last with a status have none yet, which is most of a first run: no conflict to look for.
    last = connection.execute(select(func.coalesce(func.max(status.c.claim_id), 0))).scalar_one()
    beyond = _foremost_of(run_id, and_(fresh, verdict.c.claim_id > last))
    connection.execute(insert(status).from_select(list(COLUMNS), beyond))
    if last == 0:
        return
    dialect = import_module(f"sqlalchemy.dialects.{connection.dialect.name}")
    known = _foremost_of(run_id, and_(fresh, verdict.c.claim_id <= last))
    # SQLite takes ON CONFLICT behind FROM for a join unless a WHERE stands between.
    merge = dialect.insert(status).from_select(list(COLUMNS), known.where(true()))
    same = and_(merge.excluded.verdict == status.c.verdict, merge.excluded.check_id < status.c.check_id)
    foremost = status.c.verdict.is_(None) | (merge.excluded.verdict < status.c.verdict) | same
    merge = merge.on_conflict_do_update(
        index_elements=[status.c.claim_id],
        set_={name: merge.excluded[name] for name in ("verdict", "outcome", "check_id", "run_id")},
        where=and_(status.c.decision_id.is_(None), foremost),
    )
    connection.execute(merge)
    # Few decisions are looked up among many verdicts, not the other way round.
    decision = _T["decision"].alias("decided")
    written = select(verdict.c.claim_id).where(verdict.c.claim_id == decision.c.claim_id, fresh)
    _apply_decisions(connection, select(decision.c.claim_id).where(written.exists()))


def _is_one_of(column: ColumnElement[int], numbers: Sequence[int]) -> ColumnElement[bool]:
    """Whether a column has one of some numbers; a row of them without gaps takes two comparisons a row, not ten."""
    first, last = min(numbers), max(numbers)
    if last - first == len(set(numbers)) - 1:
        return column.between(first, last)
    return column.in_(numbers)


def _foremost_of(run_id: int, which: ColumnElement[bool]) -> Select[Any]:
    """The status that the foremost of each claim's verdicts makes, of those that a condition keeps, all of one run."""
    verdict = _T["verdict"]
    place = cast(verdict.c.verdict, BigInteger) * CHECKS + verdict.c.check_id
    best = (
        select(verdict.c.claim_id, func.min(place * OUTCOMES + verdict.c.outcome).label("best"))
        .where(which, verdict.c.verdict.is_not(None))
        .group_by(verdict.c.claim_id)
        # The order the table lies in, which a database without statistics would not keep.
        .order_by(verdict.c.claim_id)
        .subquery("foremost")
    )
    return select(
        best.c.claim_id,
        best.c.best // (CHECKS * OUTCOMES),
        best.c.best % OUTCOMES,
        best.c.best // OUTCOMES % CHECKS,
        literal(run_id),
        null(),
        literal(0),
    )


def recompute_check(connection: Connection, check_id: int) -> None:
    """Bring the status up to a check's having become active or inactive."""
    verdict = _T["verdict"]
    recompute(connection, select(verdict.c.claim_id).where(verdict.c.check_id == check_id).distinct())


def recompute(connection: Connection, which: Select[Any]) -> None:
    """Work out afresh the status of the claims that a query (of anything but the status) selects."""
    status = _T["status"]
    connection.execute(delete(status).where(status.c.claim_id.in_(which)))
    connection.execute(insert(status).from_select(list(COLUMNS), foremost_verdicts(which)))
    _apply_decisions(connection, which)


def foremost_verdicts(which: Select[Any] | None = None) -> Select[Any]:
    """Of each claim, all or those selected, the foremost of the latest verdicts of the active checks."""
    verdict, check = _T["verdict"], _T["check"]
    newest_first = func.row_number().over(
        partition_by=(verdict.c.claim_id, verdict.c.check_id), order_by=verdict.c.run_id.desc()
    )
    query = (
        select(verdict, newest_first.label("age"))
        .join(check, check.c.id == verdict.c.check_id)
        .where(check.c.active == 1)
    )
    if which is not None:
        query = query.where(verdict.c.claim_id.in_(which))
    dated = query.subquery("dated")
    foremost_first = func.row_number().over(
        partition_by=dated.c.claim_id, order_by=(dated.c.verdict, dated.c.check_id)
    )
    # A verdict that was taken back concludes nothing.
    latest = (
        select(dated, foremost_first.label("place"))
        .where(dated.c.age == 1, dated.c.verdict.is_not(None))
        .subquery("latest")
    )
    return select(
        latest.c.claim_id,
        latest.c.verdict,
        latest.c.outcome,
        latest.c.check_id,
        latest.c.run_id,
        cast(null(), Integer).label("decision_id"),
        literal(0).label("reopened"),
    ).where(latest.c.place == 1)


def _apply_decisions(connection: Connection, which: Select[Any]) -> None:
    """Let the decisions on the claims selected make their status; people decide few of many claims."""
    decision, status = _T["decision"], _T["status"]
    query = select(decision.c.claim_id).where(decision.c.claim_id.in_(which)).distinct()
    decided = list(connection.scalars(query))
    for start in range(0, len(decided), _BATCH):
        batch = decided[start : start + _BATCH]
        connection.execute(delete(status).where(status.c.claim_id.in_(batch)))
        if rows := list(_decided_rows(connection, batch).values()):
            connection.execute(insert(status), rows)


def _decided_rows(connection: Connection, claims: list[int]) -> dict[int, dict[str, Any]]:
    """The status that verdicts and decisions make of these claims, by claim; none where nothing is concluded."""
    claim = _T["claim"]
    foremost = foremost_verdicts(select(claim.c.id).where(claim.c.id.in_(claims)))
    rows = {row.claim_id: dict(row._mapping) for row in connection.execute(foremost)}
    standing = decisions_that_stand(connection, claims)
    evidence = evidence_of(connection, list(standing))
    for claim_id, event in standing.items():
        row = rows.setdefault(claim_id, dict.fromkeys(COLUMNS) | {"claim_id": claim_id, "reopened": 0})
        if event.evidence == evidence[claim_id]:
            row |= {"verdict": event.verdict, "decision_id": event.id}
        else:
            row["reopened"] = 1
    return rows


def decisions_that_stand(connection: Connection, claims: list[int]) -> dict[int, Any]:
    """The latest decision of each claim that was not undone."""
    decision = _T["decision"]
    undone: set[int] = set()
    standing: dict[int, Any] = {}
    for start in range(0, len(claims), _BATCH):
        query = select(decision).where(decision.c.claim_id.in_(claims[start : start + _BATCH]))
        events = connection.execute(query.order_by(decision.c.id)).all()
        undone |= {event.undoes_id for event in events if event.event == "undo"}
        standing |= {
            event.claim_id: event for event in events if event.event == "decide" and event.id not in undone
        }
    return standing


def evidence_of(connection: Connection, claims: list[int]) -> dict[int, str]:
    """A digest of what is known of each claim: the active checks with their outcomes, and the records or claims that
    these rest on."""
    verdict, check, record, peer = _T["verdict"], _T["check"], _T["record"], _T["claim"].alias("peer")
    known: dict[int, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    for start in range(0, len(claims), _BATCH):
        query = (
            select(
                verdict.c.claim_id,
                check.c.name,
                check.c.digest,
                verdict.c.outcome,
                verdict.c.verdict,
                record.c.digest,
                peer.c.digest,
            )
            .join(check, check.c.id == verdict.c.check_id)
            .outerjoin(record, record.c.id == verdict.c.record_id)
            .outerjoin(peer, peer.c.id == verdict.c.peer_id)
            .where(check.c.active == 1, verdict.c.claim_id.in_(claims[start : start + _BATCH]))
            .order_by(verdict.c.run_id, verdict.c.check_id)
        )
        for claim_id, name, *found, other in connection.execute(query):
            known[claim_id][name] = (*found, other) if other is not None else tuple(found)
    return {
        claim: hashlib.sha256(repr(sorted(known[claim].items())).encode()).hexdigest() for claim in claims
    }


def misprojected(connection: Connection) -> int:
    """How many claims have a status that is not what verdicts and decisions make of them; 0 where all is well."""
    status, decision = _T["status"], _T["decision"]
    decided = select(decision.c.claim_id)
    expected = foremost_verdicts().subquery()
    due = select(*(expected.c[name] for name in COLUMNS)).where(expected.c.claim_id.not_in(decided))
    stored = select(*(status.c[name] for name in COLUMNS)).where(status.c.claim_id.not_in(decided))
    wrong: set[int] = set()
    for difference in (due.except_(stored), stored.except_(due)):
        wrong |= set(connection.scalars(select(difference.subquery().c.claim_id)))
    claims = list(connection.scalars(decided.distinct()))
    for start in range(0, len(claims), _BATCH):
        batch = claims[start : start + _BATCH]
        held = connection.execute(select(status).where(status.c.claim_id.in_(batch)))
        found = {row.claim_id: dict(row._mapping) for row in held}
        right = _decided_rows(connection, batch)
        wrong |= {claim for claim in batch if found.get(claim) != right.get(claim)}
    return len(wrong)
