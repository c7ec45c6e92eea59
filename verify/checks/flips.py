"""Flips: claims of which a check now concludes otherwise than it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Connection,
    Select,
    SmallInteger,
    cast,
    func,
    null,
    or_,
    select,
    union_all,
)

from verify.checks.written import written_in
from verify.store.schema import METADATA
from verify.store.standing import that_stand
from verify.verdicts import Verdict

SHOWN = 20
"""Flips that are told one by one; the rest are counted."""

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class Flip:
    """A claim (its row) whose verdict changed; None where there is none any more."""

    claim_id: int
    before: Verdict
    after: Verdict | None


@dataclass(frozen=True, slots=True)
class Flips:
    """How many claims that stand a check turned over in a run, and the first of them."""

    total: int = 0
    first: tuple[Flip, ...] = ()


NO_FLIPS = Flips()


def flips_of(
    connection: Connection, versions: list[int], check_id: int, run_id: int, seen: Select[Any], first: bool
) -> Flips:
    """The flips of a run among the claims it looked at: against what the check, in any version, concluded last.

    `first` says that this version has not judged before: then it may say nothing of what an earlier one concluded.
    """
    query: Select[Any] | CompoundSelect[Any] = _flipped(connection, versions, check_id, run_id, seen)
    if first:
        query = union_all(query, _dropped(versions, check_id, run_id, seen))
    found = query.subquery("flipped")
    # Counted on the way: to find them once more for that would take as long again.
    counted = select(found, func.count().over().label("total")).order_by(found.c.claim_id).limit(SHOWN)
    rows = connection.execute(counted).all()
    return Flips(
        rows[0].total if rows else 0,
        tuple(
            Flip(row.claim_id, Verdict(row.before), Verdict(row.after) if row.after else None) for row in rows
        ),
    )


def turned_over(connection: Connection, run_id: int) -> int:
    """How many claims that stand have another status since a run, or none any more, as far as checks make it.

    The status before is what the checks of the run before it concluded last; a claim that was decided has not turned.
    """
    ran, verdict, status = _T["run_check"], _T["verdict"], _T["status"]
    last = connection.scalar(select(func.max(ran.c.run_id)).where(ran.c.run_id < run_id))
    if last is None:
        return 0
    before = select(ran.c.check_id).where(ran.c.run_id == last)
    # A check that is gone, or is back, changes what stands though nothing is written.
    in_one = select(ran.c.check_id).where(ran.c.run_id.in_([last, run_id])).group_by(ran.c.check_id)
    in_one = in_one.having(func.count() == 1)
    seen = select(verdict.c.claim_id).where(or_(verdict.c.run_id == run_id, verdict.c.check_id.in_(in_one)))
    newest_first = func.row_number().over(
        partition_by=(verdict.c.claim_id, verdict.c.check_id), order_by=verdict.c.run_id.desc()
    )
    dated = (
        select(verdict.c.claim_id, verdict.c.verdict, newest_first.label("age"))
        .where(
            verdict.c.claim_id.in_(seen),
            verdict.c.check_id.in_(before),
            verdict.c.run_id < run_id,
        )
        .subquery("dated")
    )
    was = (
        select(dated.c.claim_id, func.min(dated.c.verdict).label("verdict"))
        .where(dated.c.age == 1, dated.c.verdict.is_not(None))
        .group_by(dated.c.claim_id)
        .subquery("was")
    )
    turned = (
        that_stand(select(func.count()).select_from(was), was.c.claim_id)
        .outerjoin(status, status.c.claim_id == was.c.claim_id)
        .where(status.c.decision_id.is_(None), was.c.verdict.is_distinct_from(status.c.verdict))
    )
    return connection.execute(turned).scalar_one()


def _dropped(versions: list[int], check_id: int, run_id: int, seen: Select[Any]) -> Select[Any]:
    """What earlier versions concluded and this one says nothing of."""
    now, before, other = (_T["verdict"].alias(name) for name in ("kept", "dropped", "newer"))
    last = (
        select(func.max(other.c.run_id))
        .where(other.c.claim_id == before.c.claim_id, other.c.check_id.in_(versions), other.c.run_id < run_id)
        .scalar_subquery()
    )
    kept = select(now.c.claim_id).where(now.c.claim_id == before.c.claim_id, now.c.check_id == check_id)
    after = cast(null(), SmallInteger).label("after")
    dropped = select(before.c.claim_id, before.c.verdict.label("before"), after).select_from(before)
    return that_stand(dropped, before.c.claim_id).where(
        before.c.claim_id.in_(seen),
        before.c.check_id.in_(versions),
        before.c.run_id == last,
        before.c.verdict.is_not(None),
        ~kept.exists(),
    )


def _flipped(
    connection: Connection, versions: list[int], check_id: int, run_id: int, seen: Select[Any]
) -> Select[Any]:
    """What earlier versions, or this one, concluded otherwise."""
    now, before, other = (_T["verdict"].alias(name) for name in ("now", "before", "other"))
    last = (
        select(func.max(other.c.run_id))
        .where(other.c.claim_id == now.c.claim_id, other.c.check_id.in_(versions), other.c.run_id < run_id)
        .scalar_subquery()
    )
    same = (before.c.claim_id == now.c.claim_id) & before.c.check_id.in_(versions) & (before.c.run_id == last)
    flipped = select(now.c.claim_id, before.c.verdict.label("before"), now.c.verdict.label("after"))
    return that_stand(flipped.select_from(now).join(before, same), now.c.claim_id).where(
        *written_in(connection, now, check_id=check_id, run_id=run_id, seen=seen),
        before.c.verdict.is_not(None),
        before.c.verdict.is_distinct_from(now.c.verdict),
    )
