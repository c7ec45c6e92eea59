"""Which item that fits comes next for whom: by the cells that fit, so that no filter reads the whole queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
    tuple_,
)

from verify.policy import Policy
from verify.review.shapes import Filter
from verify.review.waiting import DISAGREEMENT, ORDER, POSTPONED, SECOND_REVIEW
from verify.review.wanted import Wanted, everything
from verify.store.people import person_key
from verify.store.schema import METADATA

_T = METADATA.tables

NEAR = 100
"""So many claims at the front of a rank are looked at before cells are."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks: a name, the session it reviews in, and what the workspace says of second reviewers."""

    actor: str
    session: str
    policy: Policy

    @property
    def key(self) -> str:
        """What their name is compared by with others'."""
        return person_key(self.actor)


def in_order(connection: Connection, found: Wanted, *, limit: int, after: Sequence[int] | None) -> list[Any]:
    """The first rows of items that fit, behind a place of the queue if one is given; whoever has them."""
    queue = _T["queue"]
    query = select(queue).where(*_fits(found))
    if after is not None:
        query = query.where(_behind(after))
    return list(connection.execute(query.order_by(*(queue.c[name] for name in ORDER)).limit(limit)))


def first_row(
    connection: Connection, found: Wanted, who: Who, given: Filter, now: str, after: Sequence[int] | None
) -> Any:
    """The row of the first item that fits and that a reviewer may take; None where there is none.

    What somebody else has, what this session skipped, what is postponed or assigned to another, and what others are to
    say something of, is passed over.
    """
    queue, cell = _T["queue"], _T["queue_cell"]
    cells = (*found.cells, *_for(who, given))
    free = [found.leads, *found.rows, ~held_by_others(who, now), ~_skipped(who, now)]
    if after is not None:
        free.append(_behind(after))
    if found.is_narrow:
        query = select(queue).where(*free, *_in_cells(cells))
        return connection.execute(query.order_by(*_order(queue)).limit(1)).first()
    if found.counted is not None:
        cells = (*cells, cell.c[found.counted] > 0)
    ranks = select(cell.c.rank).where(*cells, cell.c.rank >= (after[0] if after is not None else 0))
    # Mostly one of the first of the first rank that there is fits, or one of its cells has one.
    foremost = select(func.min(ranks.subquery().c.rank)).scalar_subquery()
    row = connection.execute(_near(foremost, cells, free, after)).first()
    row = row or connection.execute(_first_of_rank(foremost, cells, free)).first()
    for rank in sorted(connection.scalars(ranks.distinct()))[1:] if row is None else ():
        row = row or connection.execute(_first_of_rank(literal(rank), cells, free)).first()
    return row


def _order(queue: Any) -> list[Any]:
    return [queue.c[name] for name in ORDER]


def _near(
    rank: ColumnElement[int],
    cells: Sequence[ColumnElement[bool]],
    free: Sequence[ColumnElement[bool]],
    after: Sequence[int] | None,
) -> Select[Any]:
    """The first row that fits of the first of a rank: there may be more cells than it takes to look at these."""
    queue, cell, near = _T["queue"], _T["queue_cell"], _T["queue"].alias("near")
    first = select(near.c.claim_id).where(near.c.rank == rank).order_by(*_order(near)).limit(NEAR)
    if after is not None:
        first = first.where(_behind(after, near))
    # Looked up one by one: joined, PostgreSQL reads what all the cells have that fit.
    in_cell = select(cell.c.rank).where(cell.c.code == queue.c.cell, *cells).correlate(queue)
    fits = in_cell.scalar_subquery().is_not(None)
    query = select(queue).where(queue.c.claim_id.in_(first), *free, fits)
    return query.order_by(*_order(queue)).limit(1)


def _first_of_rank(
    rank: ColumnElement[int], cells: Sequence[ColumnElement[bool]], free: Sequence[ColumnElement[bool]]
) -> Select[Any]:
    """The first of the first rows of the cells of a rank."""
    queue, cell = _T["queue"], _T["queue_cell"]
    head = select(queue.c.claim_id).where(queue.c.cell == cell.c.code, *free).order_by(*_order(queue)[1:])
    of_cell = head.limit(1).correlate(cell).scalar_subquery()
    heads = select(of_cell.label("claim_id")).where(*cells, cell.c.rank == rank).subquery("heads")
    query = select(queue).join(heads, heads.c.claim_id == queue.c.claim_id)
    return query.order_by(*_order(queue)).limit(1)


def own_row(connection: Connection, found: Wanted, who: Who, now: str, after: Sequence[int] | None) -> Any:
    """The row of an item that fits and that this session has already; None where it has none."""
    queue, lease = _T["queue"], _T["lease"]
    mine = (lease.c.actor == who.actor, lease.c.session == who.session, lease.c.until > now)
    # Looked up first: joined, SQLite reads the whole queue in its order.
    items = list(connection.scalars(select(lease.c.item).where(*mine)))
    if not items:
        return None
    query = select(queue).where(queue.c.item.in_(items), queue.c.rank != POSTPONED, *_fits(found))
    if after is not None:
        query = query.where(_behind(after))
    return connection.execute(query.order_by(*(queue.c[name] for name in ORDER)).limit(1)).first()


def fitting_items(connection: Connection, found: Wanted, items: Sequence[str]) -> list[str]:
    """Those of some items that wait, not postponed, and fit."""
    if not items:
        return []
    queue = _T["queue"]
    query = select(queue.c.item).where(queue.c.item.in_(items), queue.c.rank != POSTPONED)
    return list(connection.scalars(query.where(*_fits(found))))


def _fits(found: Wanted) -> list[ColumnElement[bool]]:
    """That a row of the queue is what an item that fits leads with."""
    return [found.leads, *found.rows, *_in_cells(found.cells)]


def _in_cells(cells: Sequence[ColumnElement[bool]]) -> list[ColumnElement[bool]]:
    queue, cell = _T["queue"], _T["queue_cell"]
    return [queue.c.cell.in_(select(cell.c.code).where(*cells))] if cells else []


def _for(who: Who, given: Filter) -> list[ColumnElement[bool]]:
    """What a reviewer may decide now, as far as cells tell."""
    cell = _T["queue_cell"]
    conditions = [cell.c.rank != POSTPONED, or_(cell.c.rank != SECOND_REVIEW, cell.c.first_by != who.key)]
    if who.policy.adjudicators == "third":
        conditions.append(or_(cell.c.rank != DISAGREEMENT, ~_is_one_of_two(who.key)))
    if given.assignee is None:
        conditions.append(or_(cell.c.assignee.is_(None), cell.c.assignee == who.key))
    return conditions


def _is_one_of_two(person: str) -> ColumnElement[bool]:
    cell = _T["queue_cell"]
    return or_(cell.c.first_by == person, cell.c.second_by == person)


def held_by_others(who: Who, now: str) -> ColumnElement[bool]:
    """Whether another session, somebody else's or not, has the item of a row of the queue."""
    queue, lease = _T["queue"], _T["lease"]
    other = or_(lease.c.actor != who.actor, lease.c.session != who.session)
    held = select(lease.c.item).where(lease.c.item == queue.c.item, lease.c.until > now, other)
    return held.correlate(queue).exists()


def _skipped(who: Who, now: str) -> ColumnElement[bool]:
    queue, skipped = _T["queue"], _T["skipped"]
    mine = and_(skipped.c.actor == who.actor, skipped.c.session == who.session, skipped.c.until > now)
    passed = select(skipped.c.item).where(skipped.c.item == queue.c.item, mine)
    return passed.correlate(queue).exists()


def place_of(connection: Connection, item: str, found: Wanted) -> tuple[int, ...] | None:
    """Where an item stands among what fits, or in the whole queue if it does not; None where it does not wait."""
    queue = _T["queue"]
    query = select(*(queue.c[name] for name in ORDER)).where(queue.c.item == item)
    for which in (found, everything()):
        row = connection.execute(query.where(*_fits(which)).limit(1)).first()
        if row is not None:
            return tuple(row)
    return None


def _behind(place: Sequence[int], queue: Any = None) -> ColumnElement[bool]:
    return tuple_(*_order(_T["queue"] if queue is None else queue)) > tuple_(*place)


def count_cells(connection: Connection, found: Wanted) -> list[tuple[int, str | None, int]]:
    """How many items fit, by rank and assignee."""
    queue, cell = _T["queue"], _T["queue_cell"]
    if found.counted is not None and not found.rows:
        query = select(cell.c.rank, cell.c.assignee, func.sum(cell.c[found.counted])).where(*found.cells)
    elif found.is_narrow:
        query = (
            select(cell.c.rank, cell.c.assignee, func.count())
            .select_from(queue)
            .join(cell, cell.c.code == queue.c.cell)
            .where(found.leads, *found.rows, *found.cells)
        )
    else:
        # Of each cell that fits its rows, not of each row its cell.
        of_cell = select(func.count()).where(queue.c.cell == cell.c.code, found.leads, *found.rows)
        fitting = of_cell.correlate(cell).scalar_subquery()
        query = select(cell.c.rank, cell.c.assignee, func.sum(fitting)).where(*found.cells)
    grouped = query.group_by(cell.c.rank, cell.c.assignee)
    return [(rank, assignee, int(count)) for rank, assignee, count in connection.execute(grouped) if count]


def count_for_others(connection: Connection, found: Wanted, who: Who, given: Filter) -> tuple[int, int]:
    """Of the items that fit, how many wait for another reviewer than this one, and how many are somebody else's."""
    cell = _T["queue_cell"]
    waits = and_(cell.c.rank == SECOND_REVIEW, cell.c.first_by == who.key)
    if who.policy.adjudicators == "third":
        waits = or_(waits, and_(cell.c.rank == DISAGREEMENT, _is_one_of_two(who.key)))
    theirs = and_(cell.c.assignee.is_not(None), cell.c.assignee != who.key, cell.c.rank != POSTPONED)
    assigned = _count(connection, found, theirs) if given.assignee is None else 0
    return _count(connection, found, waits), assigned


def _count(connection: Connection, found: Wanted, condition: ColumnElement[bool]) -> int:
    """How many items fit that are in cells of a condition."""
    return sum(count for _, _, count in count_cells(connection, found.also(condition)))
