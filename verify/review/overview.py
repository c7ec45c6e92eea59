"""The queue seen from above: its lines, its counts, why nothing comes next, and its figures."""

from __future__ import annotations

import datetime
from collections import Counter

from sqlalchemy import Connection, func, or_, select

from verify.report.claim_grounds import batches
from verify.report.claims import claim_lines_by_id
from verify.review.agreement import agreement
from verify.review.choosing import (
    Who,
    count_cells,
    count_for_others,
    fitting_items,
    in_order,
    place_of,
)
from verify.review.leases import held_by, leases_of, live, skipped_items
from verify.review.shapes import STATES, Counts, Filter, ItemLine, Lease, Nothing, Reviewer, Stats
from verify.review.waiting import POSTPONED
from verify.review.wanted import Wanted, everything, wanted
from verify.review.withheld import is_told
from verify.store.folding import CONCLUDING, in_force
from verify.store.schema import METADATA
from verify.store.status import events_of, said_of
from verify.verdicts import Verdict

NO_CLAIM = 0
"""What counts as the verdict of somebody who says that there is no claim, or another than was read."""

_T = METADATA.tables


def lines_of(
    connection: Connection, given: Filter, who: Who, now: str, *, limit: int, after: str | None
) -> list[ItemLine]:
    """The first items that fit, in the order of the queue; behind the one that is named, if one is."""
    found = wanted(connection, given, now)
    place = place_of(connection, after, found) if after is not None else None
    rows = in_order(connection, found, limit=limit, after=place)
    queue = _T["queue"]
    items = [row.item for row in rows]
    lines = claim_lines_by_id(connection, [row.claim_id for row in rows])
    held: dict[str, Lease] = {}
    claims: dict[str, int] = {}
    for batch in batches(items):
        held |= leases_of(connection, batch, who, now)
        members = select(queue.c.item, func.count()).where(queue.c.item.in_(batch)).group_by(queue.c.item)
        claims |= dict(connection.execute(members).all())
    said = said_of(connection, [row.claim_id for row in rows])
    return [
        ItemLine(
            id=line.claim,
            state=STATES[row.rank],
            lead=line,
            claims=claims.get(row.item, 1),
            since=row.since,
            asked=-row.most,
            assignee=said[row.claim_id].assignee if row.claim_id in said else None,
            due=row.due,
            lease=held.get(row.item),
        )
        for row, line in zip(rows, lines, strict=True)
    ]


def counts_of(connection: Connection, given: Filter, who: Who, now: str) -> Counts:
    """How many items fit."""
    found = wanted(connection, given, now)
    by_rank: Counter[int] = Counter()
    assigned = 0
    for rank, assignee, count in count_cells(connection, found):
        by_rank[rank] += count
        assigned += count if assignee == who.key else 0
    return Counts(
        undecided=sum(count for rank, count in by_rank.items() if rank != POSTPONED),
        mine=assigned + _held_unassigned(connection, found, who, now),
        held=held_by(connection, found, who, now),
        by_state={STATES[rank]: count for rank, count in sorted(by_rank.items())},
        skipped=_skipped(connection, found, who, now),
    )


def _held_unassigned(connection: Connection, found: Wanted, who: Who, now: str) -> int:
    """Items that this session has without their being assigned to the reviewer."""
    cell = _T["queue_cell"]
    others = or_(cell.c.assignee.is_(None), cell.c.assignee != who.key)
    return sum(one.items for one in held_by(connection, found.also(others), who, now, mine=True))


def _skipped(connection: Connection, found: Wanted, who: Who, now: str) -> int:
    """Items that fit and that this session passes over."""
    return len(fitting_items(connection, found, skipped_items(connection, who, now)))


def nothing_of(connection: Connection, given: Filter, who: Who, now: str) -> Nothing:
    """Why nothing that fits comes next for a reviewer."""
    found = wanted(connection, given, now)
    held = held_by(connection, found, who, now)
    for_others, assigned = count_for_others(connection, found, who, given)
    postponed = sum(count for rank, _, count in count_cells(connection, found) if rank == POSTPONED)
    return Nothing(
        held=held,
        until=_first_free(connection, found, who, now) if held else None,
        postponed=postponed,
        due=_first_due(connection, found) if postponed else None,
        skipped=_skipped(connection, found, who, now),
        for_others=for_others,
        assigned=assigned,
        beside=_beside(connection, found) if given != Filter() else 0,
    )


def _beside(connection: Connection, found: Wanted) -> int:
    """How many items wait that do not fit."""
    every = sum(count for _, _, count in count_cells(connection, everything()))
    return every - sum(count for _, _, count in count_cells(connection, found))


def _first_free(connection: Connection, found: Wanted, who: Who, now: str) -> str | None:
    """When the first of the items that fit and that others have comes free."""
    leases = live(connection, who, now, mine=False)
    fitting = set(fitting_items(connection, found, [row.item for row in leases]))
    return min((row.until for row in leases if row.item in fitting), default=None)


def _first_due(connection: Connection, found: Wanted) -> str | None:
    queue, cell = _T["queue"], _T["queue_cell"]
    query = (
        select(func.min(queue.c.due))
        .join(cell, cell.c.code == queue.c.cell)
        .where(queue.c.due.is_not(None), found.leads, *found.rows, *found.cells)
    )
    return connection.execute(query).scalar()


def stats_of(connection: Connection, given: Filter, who: Who, now: str) -> Stats:
    """The figures of the queue: of what waits and fits, and of all decisions."""
    found = wanted(connection, given, now)
    ages = _ages(connection, found, now)
    return Stats(
        counts=counts_of(connection, given, who, now),
        oldest=ages[0],
        ages=ages[1],
        reviewers=tuple(_reviewers(connection, now)),
        agreement=agreement(_pairs(connection)),
        verdicts=_verdicts(connection, who),
    )


def _ages(connection: Connection, found: Wanted, now: str) -> tuple[str | None, dict[str, int]]:
    """The oldest day, and how many items wait how long."""
    queue, cell = _T["queue"], _T["queue_cell"]
    query = (
        select(queue.c.since, func.count())
        .join(cell, cell.c.code == queue.c.cell)
        .where(found.leads, *found.rows, *found.cells)
        .group_by(queue.c.since)
        .order_by(queue.c.since)
    )
    today = datetime.date.fromisoformat(now[:10])
    ages = {"today": 0, "up to 7 days": 0, "up to 30 days": 0, "longer": 0}
    oldest = None
    for since, count in connection.execute(query):
        oldest = since if oldest is None else oldest
        days = (today - datetime.date.fromisoformat(since)).days
        ages[_span(days)] += count
    return oldest, ages


def _span(days: int) -> str:
    return (
        "today" if days < 1 else "up to 7 days" if days <= 7 else "up to 30 days" if days <= 30 else "longer"
    )


def _reviewers(connection: Connection, now: str) -> list[Reviewer]:
    decision = _T["decision"]
    undo = decision.alias("undo")
    week = (datetime.date.fromisoformat(now[:10]) - datetime.timedelta(days=6)).isoformat()
    redone = select(undo.c.undoes_id).where(undo.c.event == "redo")
    undone = select(undo.c.undoes_id).where(undo.c.event == "undo", undo.c.id.not_in(redone))
    query = (
        select(
            decision.c.actor,
            func.count(),
            func.count().filter(decision.c.at >= now[:10]),
            func.count().filter(decision.c.at >= week),
            func.count().filter(decision.c.id.in_(undone)),
        )
        .where(decision.c.event.in_(sorted(CONCLUDING)))
        .group_by(decision.c.actor)
    )
    found = [Reviewer(*row) for row in connection.execute(query)]
    return sorted(found, key=lambda one: (-one.decided, one.actor))


def _verdicts(connection: Connection, who: Who) -> dict[str, int]:
    """How often people decided what; what a second reviewer is not to know is left out."""
    decision = _T["decision"]
    query = (
        select(decision.c.verdict, func.count())
        .where(decision.c.event == "decide", is_told(decision, who.actor))
        .group_by(decision.c.verdict)
        .order_by(decision.c.verdict)
    )
    return {Verdict(verdict).label: count for verdict, count in connection.execute(query)}


def _pairs(connection: Connection) -> list[tuple[int, int]]:
    """The verdicts of the first and the second reviewer of every claim that two decided."""
    decision = _T["decision"]
    query = select(decision.c.claim_id).where(decision.c.round == 2).distinct().order_by(decision.c.claim_id)
    pairs = []
    for events in events_of(connection, list(connection.scalars(query))).values():
        first = None
        for event in in_force(events):
            if event.event not in CONCLUDING:
                continue
            said = event.verdict or NO_CLAIM
            if event.round == 2 and first is not None:
                pairs.append((first, said))
            first = said if event.round == 1 else None
    return pairs
