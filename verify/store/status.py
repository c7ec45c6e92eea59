"""The status of claims: a projection of verdicts and decisions, kept in the transactions that write those.

A claim's status is the decision that stands, unless its evidence changed since; else the foremost verdict of the
active checks: refuted before conflicting before supported before not enough evidence.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal,
    null,
    select,
    true,
)

from verify.store.folding import Said, fold
from verify.store.people import person_key
from verify.store.schema import METADATA

Basis: TypeAlias = list[tuple[str, tuple[Any, ...]]]
"""What is known of a claim: check by name, each with its digest, outcome, verdict, record and other claim."""

COLUMNS = ("claim_id", "verdict", "outcome", "check_id", "run_id", "decision_id", "reopened")

CHECKS = 2**32
"""More than there are: a verdict and its check are one number, of which the least is the foremost."""

_T = METADATA.tables
_BATCH = 500


def merge_verdicts(
    connection: Connection, *, run_id: int, first: Sequence[int], again: Mapping[int, Select[Any]]
) -> None:
    """Bring the status up to the verdicts that checks have just written in a run.

    `first` are those that had not judged before; of the others, `again` has the query that selects the claims of which
    they wrote verdicts. One pass for all of them over claims that have no status yet: most are judged by one check, and
    get their status in the order they lie in.
    """
    verdict, status = _T["verdict"], _T["status"]
    # Claims beyond the last with a status have none yet, which is most of a first run: no conflict to look for, and no
    # decision, which would have made one.
    last = connection.execute(select(func.coalesce(func.max(status.c.claim_id), 0))).scalar_one()
    beyond = and_(_written_by(run_id, [*first, *again]), verdict.c.claim_id > last)
    foremost = _foremost_of(connection, run_id, beyond)
    connection.execute(insert(status).from_select(list(COLUMNS), foremost))
    if last == 0:
        return
    for which in again.values():
        recompute(connection, which.where(verdict.c.claim_id <= last))
    if first:
        _merge_known(connection, run_id, first, last)


def _written_by(run_id: int, check_ids: Sequence[int]) -> ColumnElement[bool]:
    verdict = _T["verdict"]
    return and_(verdict.c.run_id == run_id, _is_one_of(verdict.c.check_id, check_ids))


def _merge_known(connection: Connection, run_id: int, check_ids: Sequence[int], last: int) -> None:
    """Let verdicts of a run make the status of claims up to the last that has one, where they are foremost.

    Where somebody decided, it is the decision that makes it.
    """
    status, verdict = _T["status"], _T["verdict"]
    dialect = import_module(f"sqlalchemy.dialects.{connection.dialect.name}")
    known = _foremost_of(connection, run_id, and_(_written_by(run_id, check_ids), verdict.c.claim_id <= last))
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
    # Few decisions are looked up among many verdicts, not the other way round: in each check's place by itself, since a
    # range of checks would have PostgreSQL before 18 read all that they wrote, once a decision.
    decision = _T["decision"].alias("decided")
    written = select(verdict.c.claim_id).where(
        verdict.c.claim_id == decision.c.claim_id,
        verdict.c.check_id.in_(check_ids),
        verdict.c.run_id == run_id,
    )
    _apply_decisions(connection, select(decision.c.claim_id).where(written.exists()))


def _is_one_of(column: ColumnElement[int], numbers: Sequence[int]) -> ColumnElement[bool]:
    """Whether a column has one of some numbers; a row of them without gaps takes two comparisons a row, not ten."""
    first, last = min(numbers), max(numbers)
    if last - first == len(set(numbers)) - 1:
        return column.between(first, last)
    return column.in_(numbers)


def _foremost_of(connection: Connection, run_id: int, which: ColumnElement[bool]) -> Select[Any]:
    """The status that the foremost of each claim's verdicts makes, of those that a condition keeps, all of one run.

    In the order of claims; both databases take the first of each in their own words.
    """
    verdict = _T["verdict"]
    kept = [verdict.c.claim_id, verdict.c.verdict, verdict.c.outcome, verdict.c.check_id]
    query = select(*kept).where(which, verdict.c.verdict.is_not(None)).order_by(verdict.c.claim_id)
    if connection.dialect.name == "sqlite":
        # Of the row that has the least are the other columns, too: https://sqlite.org/lang_select.html#bareagg
        place = verdict.c.verdict * CHECKS + verdict.c.check_id
        first = query.add_columns(func.min(place)).group_by(verdict.c.claim_id)
    else:
        first_of = import_module("sqlalchemy.dialects.postgresql").distinct_on(verdict.c.claim_id)
        first = query.ext(first_of).order_by(verdict.c.verdict, verdict.c.check_id)
    foremost = first.subquery("foremost")
    return select(*(foremost.c[column.name] for column in kept), literal(run_id), null(), literal(0))


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
    said = said_of(connection, claims)
    evidence = evidence_of(connection, [number for number, each in said.items() if each.decision is not None])
    for claim_id, each in said.items():
        if each.decision is None and not each.reopened and each.stage == 0:
            continue
        row = rows.setdefault(claim_id, dict.fromkeys(COLUMNS) | {"claim_id": claim_id, "reopened": 0})
        if each.decision is None:
            row["reopened"] = int(each.reopened)
        elif _counts(each.decision, evidence[claim_id]):
            row |= {"verdict": each.decision.verdict, "decision_id": each.decision.id}
        else:
            row["reopened"] = 1
    return rows


def _counts(decision: Any, evidence: str) -> bool:
    """Whether a decision holds of what is known now: that something is no claim holds whatever is known.

    A revised article's claims have decisions before they are judged; those wait for what the checks will say.
    """
    is_none = decision.verdict is None
    return is_none or decision.evidence == evidence or (decision.event == "carry" and evidence == UNKNOWN)


def said_of(connection: Connection, claims: Sequence[int]) -> dict[int, Said]:
    """What people say of claims, by row; none for a claim of which nobody said anything."""
    return {claim: fold(events) for claim, events in events_of(connection, claims).items()}


def events_of(connection: Connection, claims: Sequence[int]) -> dict[int, list[Any]]:
    """The events of claims, by row, in the order of the log."""
    decision = _T["decision"]
    found: dict[int, list[Any]] = defaultdict(list)
    for start in range(0, len(claims), _BATCH):
        query = select(decision).where(decision.c.claim_id.in_(claims[start : start + _BATCH]))
        for event in connection.execute(query.order_by(decision.c.id)):
            found[event.claim_id].append(event)
    return found


def evidence_of(connection: Connection, claims: Sequence[int]) -> dict[int, str]:
    """A digest of what is known of each claim."""
    return {claim: evidence_digest(basis) for claim, basis in basis_of(connection, claims).items()}


def basis_of(connection: Connection, claims: Sequence[int]) -> dict[int, Basis]:
    """What is known of each claim: the active checks with their digests, outcomes and verdicts, and the digest of the
    record or claim that these rest on, where there is one."""
    known: dict[int, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    for start in range(0, len(claims), _BATCH):
        batch = list(claims[start : start + _BATCH])
        for claim_id, name, *found, other in connection.execute(_known_of(), {"claims": batch}):
            known[claim_id][name] = (*found, other) if other is not None else tuple(found)
    return {claim: sorted(known[claim].items()) for claim in claims}


@lru_cache
def _known_of() -> Select[Any]:
    verdict, check, record, peer = _T["verdict"], _T["check"], _T["record"], _T["claim"].alias("peer")
    found = (verdict.c.outcome, verdict.c.verdict, record.c.digest, peer.c.digest)
    return (
        select(verdict.c.claim_id, check.c.name, check.c.digest, *found)
        .join(check, check.c.id == verdict.c.check_id)
        .outerjoin(record, record.c.id == verdict.c.record_id)
        .outerjoin(peer, peer.c.id == verdict.c.peer_id)
        .where(check.c.active == 1, verdict.c.claim_id.in_(bindparam("claims", expanding=True)))
        .order_by(verdict.c.run_id, verdict.c.check_id)
    )


def evidence_digest(basis: Basis) -> str:
    """SHA-256 of what is known."""
    return hashlib.sha256(repr(basis).encode()).hexdigest()


UNKNOWN = evidence_digest([])
"""The evidence of a claim that no check has judged."""


def review_rows(connection: Connection, claims: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What people began with these claims and did not end, by row, as the table `review` has it."""
    return {
        claim: {
            "claim_id": claim,
            "stage": said.stage,
            "first_by": person_key(said.first.actor) if said.first is not None else None,
            "second_by": person_key(said.second.actor) if said.second is not None else None,
            "due": said.due,
            "assignee": person_key(said.assignee) if said.assignee is not None else None,
        }
        for claim, said in said_of(connection, claims).items()
        if said.stage or said.due or said.assignee
    }


def recompute_review(connection: Connection, claims: Sequence[int]) -> None:
    """Work out afresh what is begun and not ended of these claims."""
    review = _T["review"]
    for start in range(0, len(claims), _BATCH):
        batch = claims[start : start + _BATCH]
        connection.execute(delete(review).where(review.c.claim_id.in_(batch)))
        if rows := list(review_rows(connection, batch).values()):
            connection.execute(insert(review), rows)


def rebuild_statuses(connection: Connection) -> None:
    """Make the status of every claim, and what is begun and not ended, anew from verdicts and the log."""
    claim, decision, review = _T["claim"], _T["decision"], _T["review"]
    recompute(connection, select(claim.c.id))
    connection.execute(delete(review))
    recompute_review(connection, list(connection.scalars(select(decision.c.claim_id).distinct())))


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
        wrong |= _misprojected_reviews(connection, batch)
    return len(wrong)


def _misprojected_reviews(connection: Connection, claims: list[int]) -> set[int]:
    review = _T["review"]
    held = connection.execute(select(review).where(review.c.claim_id.in_(claims)))
    found = {row.claim_id: dict(row._mapping) for row in held}
    right = review_rows(connection, claims)
    return {claim for claim in claims if found.get(claim) != right.get(claim)}
