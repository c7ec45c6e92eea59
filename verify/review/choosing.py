"""Which items a filter wants, and which comes next: by the cells that fit, so that no filter reads the whole queue."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, tuple_

from verify.policy import Policy
from verify.report.articles import article_name
from verify.report.known import (
    checks_called,
    refuse_unknown_kind,
    refuse_unknown_publisher,
    refuse_unknown_subject,
)
from verify.review.shapes import STATES, Filter
from verify.review.waiting import DISAGREEMENT, ORDER, POSTPONED, SECOND_REVIEW
from verify.store.people import person_key
from verify.store.schema import METADATA

_T = METADATA.tables

FEW = 1_000
"""Claims that are named one by one rather than looked for in every cell."""

LAST = "9999-12-31"


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


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter worked out on a store: conditions on cells, and on rows of the queue, each with what it needs."""

    cells: tuple[ColumnElement[bool], ...]
    rows: tuple[ColumnElement[bool], ...]
    is_narrow: bool
    """Whether article, subject or days leave so few that they are found by an index of their own, not by cells."""


def wanted(connection: Connection, given: Filter, now: str) -> Wanted:
    """Work a filter out. Raises VerifyError (exit code 2) for an article, publisher, kind, subject or check that the
    store does not know."""
    cell = _T["queue_cell"]
    cells: list[ColumnElement[bool]] = [
        cell.c[name] == value
        for name, value in (
            ("publisher", given.publisher),
            ("kind", given.kind),
            ("severity", given.severity),
            ("assignee", person_key(given.assignee) if given.assignee is not None else None),
            ("status", int(given.status) if given.status is not None else None),
            ("rank", STATES.index(given.state) if given.state in STATES else None),
        )
        if value is not None
    ]
    rows: list[ColumnElement[bool]] = []
    if given.kind is not None:
        refuse_unknown_kind(connection, given.kind)
    if given.publisher is not None:
        refuse_unknown_publisher(connection, given.publisher)
    if given.check is not None:
        cells.append(cell.c.check_id.in_(checks_called(connection, given.check)))
    days = _days(given, now)
    few = False
    if days is not None:
        cells += [cell.c.month >= days[0][:7], cell.c.month <= days[1][:7]]
        stored, few = _stored(connection, *days)
        rows.append(stored)
    if given.article is not None:
        rows.append(_stated_in(_articles(connection, given.article)))
    if given.subject is not None:
        rows.append(_about(connection, given.subject))
    is_narrow = few or given.article is not None or given.subject is not None
    return Wanted(tuple(cells), tuple(rows), is_narrow)


def _days(given: Filter, now: str) -> tuple[str, str] | None:
    """The first and the last day on which what a filter wants was stored; None where any day will do."""
    if given.older is None and given.newer is None:
        return None
    today = datetime.date.fromisoformat(now[:10])
    first = "" if given.newer is None else (today - datetime.timedelta(days=given.newer)).isoformat()
    last = LAST if given.older is None else (today - datetime.timedelta(days=given.older)).isoformat()
    return first, last


def _stored(connection: Connection, first: str, last: str) -> tuple[ColumnElement[bool], bool]:
    """That a claim was stored from one day to another, and whether so few were that they are named one by one."""
    queue = _T["queue"]
    stored = queue.c.since.between(first, last)
    claims = list(connection.scalars(select(queue.c.claim_id).where(stored).limit(FEW + 1)))
    return (queue.c.claim_id.in_(claims), True) if len(claims) <= FEW else (stored, False)


def _articles(connection: Connection, given: str) -> list[int]:
    """The article of a name: as the store calls it, or its file. Raises VerifyError (exit code 2) where none is."""
    article = _T["article"]
    named = article.c.name == article_name(connection, given)
    return list(connection.scalars(select(article.c.id).where(named)))


def _stated_in(articles: Sequence[int]) -> ColumnElement[bool]:
    """That an item has a claim of these articles, whichever it leads with."""
    queue, other = _T["queue"], _T["queue"].alias("stated")
    return queue.c.item.in_(select(other.c.item).where(other.c.article_id.in_(articles)))


def _about(connection: Connection, subject: str) -> ColumnElement[bool]:
    """What claims name as their subject; where none does, what their keys ask about (an office, not its holder)."""
    queue, key = _T["queue"], _T["claim_key"]
    named = queue.c.subject == subject
    if connection.execute(select(queue.c.claim_id).where(named).limit(1)).first() is not None:
        return named
    keys = list(connection.scalars(select(key.c.id).where(key.c.subject == subject)))
    if not keys:
        refuse_unknown_subject(connection, subject)
    # One key's rows lie in the order of the queue.
    return queue.c.key_id == keys[0] if len(keys) == 1 else queue.c.key_id.in_(keys)


def in_order(connection: Connection, found: Wanted, *, limit: int, after: Sequence[int] | None) -> list[Any]:
    """The first rows of items that fit, behind a place of the queue if one is given; whoever has them."""
    queue = _T["queue"]
    query = select(queue).where(queue.c.lead == 1, *found.rows, *_in_cells(found.cells))
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
    free = [queue.c.lead == 1, *found.rows, ~held_by_others(who, now), ~_skipped(who, now)]
    if after is not None:
        free.append(_behind(after))
    order = [queue.c[name] for name in ORDER]
    if found.is_narrow:
        query = select(queue).where(*free, *_in_cells(cells))
        return connection.execute(query.order_by(*order).limit(1)).first()
    least = after[0] if after is not None else 0
    ranks = select(cell.c.rank).where(*cells, cell.c.waiting > 0, cell.c.rank >= least).distinct()
    for rank in sorted(connection.scalars(ranks)):
        head = (
            select(queue.c.claim_id)
            .where(queue.c.cell == cell.c.code, *free)
            .order_by(*order[1:])
            .limit(1)
            .correlate(cell)
            .scalar_subquery()
        )
        fitting = select(head.label("claim_id")).where(*cells, cell.c.rank == rank, cell.c.waiting > 0)
        heads = fitting.subquery("heads")
        query = select(queue).join(heads, heads.c.claim_id == queue.c.claim_id).order_by(*order).limit(1)
        row = connection.execute(query).first()
        if row is not None:
            return row
    return None


def own_row(connection: Connection, found: Wanted, who: Who, now: str, after: Sequence[int] | None) -> Any:
    """The row of an item that fits and that this session has already; None where it has none."""
    queue, lease = _T["queue"], _T["lease"]
    mine = (lease.c.actor == who.actor, lease.c.session == who.session, lease.c.until > now)
    items = list(connection.scalars(select(lease.c.item).where(*mine)))
    if not items:
        return None
    query = select(queue).where(queue.c.item.in_(items), queue.c.lead == 1, queue.c.rank != POSTPONED)
    query = query.where(*found.rows, *_in_cells(found.cells))
    if after is not None:
        query = query.where(_behind(after))
    return connection.execute(query.order_by(*(queue.c[name] for name in ORDER)).limit(1)).first()


def fitting_items(connection: Connection, found: Wanted, items: Sequence[str]) -> list[str]:
    """Those of some items that wait, not postponed, and fit."""
    if not items:
        return []
    queue = _T["queue"]
    query = select(queue.c.item).where(queue.c.item.in_(items), queue.c.lead == 1, queue.c.rank != POSTPONED)
    return list(connection.scalars(query.where(*found.rows, *_in_cells(found.cells))))


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


def row_of(connection: Connection, claim_id: int) -> Any:
    """The row of a claim in the queue; None where it does not wait."""
    queue = _T["queue"]
    return connection.execute(select(queue).where(queue.c.claim_id == claim_id)).first()


def place_of(connection: Connection, item: str) -> tuple[int, ...] | None:
    """Where an item stands in the order of the queue; None where it does not wait."""
    queue = _T["queue"]
    row = connection.execute(
        select(*(queue.c[name] for name in ORDER)).where(queue.c.item == item, queue.c.lead == 1)
    ).first()
    return tuple(row) if row is not None else None


def _behind(place: Sequence[int]) -> ColumnElement[bool]:
    queue = _T["queue"]
    return tuple_(*(queue.c[name] for name in ORDER)) > tuple_(*place)


def count_cells(connection: Connection, found: Wanted) -> list[tuple[int, str | None, int]]:
    """How many items fit, by rank and assignee."""
    queue, cell = _T["queue"], _T["queue_cell"]
    if not found.rows:
        query = select(cell.c.rank, cell.c.assignee, func.sum(cell.c.waiting)).where(*found.cells)
    elif found.is_narrow:
        query = (
            select(cell.c.rank, cell.c.assignee, func.count())
            .select_from(queue)
            .join(cell, cell.c.code == queue.c.cell)
            .where(queue.c.lead == 1, *found.rows, *found.cells)
        )
    else:
        # Of each cell that fits its rows, not of each row its cell.
        of_cell = select(func.count()).where(queue.c.cell == cell.c.code, queue.c.lead == 1, *found.rows)
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
    narrowed = Wanted((*found.cells, condition), found.rows, found.is_narrow)
    return sum(count for _, _, count in count_cells(connection, narrowed))
