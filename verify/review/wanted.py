"""What a filter wants of the queue, worked out: which claims count, and what is asked of the item they make."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Text, func, literal_column, or_, select, tuple_

from verify.report.articles import article_name
from verify.report.known import (
    checks_called,
    refuse_unknown_kind,
    refuse_unknown_publisher,
    refuse_unknown_subject,
)
from verify.review.shapes import STATES, Filter
from verify.review.waiting import LEADS_ITEM, LEADS_OF_PUBLISHER, ORDER
from verify.store.people import person_key
from verify.store.schema import METADATA

_T = METADATA.tables

FEW = 1_000
"""Claims that are named one by one rather than looked for in every cell."""

LAST = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter worked out on a store: conditions on cells, and on rows of the queue, each with what it needs.

    Article, publisher and age say which claims count: an item is what these make, and `leads` which of them it leads
    with. What else is asked is asked of that one.
    """

    cells: tuple[ColumnElement[bool], ...]
    rows: tuple[ColumnElement[bool], ...]
    leads: ColumnElement[bool]
    counted: str | None
    """The column of a cell that counts the items that are so led; None where rows are to be counted."""
    is_narrow: bool
    """Whether article, subject or days leave so few that they are found by an index of their own, not by cells."""

    def also(self, condition: ColumnElement[bool]) -> Wanted:
        """The items of these that are in cells of a condition, too."""
        return replace(self, cells=(*self.cells, condition))


@lru_cache
def everything() -> Wanted:
    """What no filter narrows."""
    return Wanted((), (), _T["queue"].c.lead == _number(LEADS_ITEM), "waiting", is_narrow=False)


def _number(value: int) -> ColumnElement[int]:
    """A number that stands in the statement: the plan for any number would not do for this one."""
    return literal_column(str(value), Integer)


def wanted(connection: Connection, given: Filter, now: str) -> Wanted:
    """Work a filter out. Raises VerifyError (exit code 2) for an article, publisher, kind, subject or check that the
    store does not know."""
    found = _of_days(connection, _of_publisher(connection, given), given, now)
    if given.article is not None:
        queue = _T["queue"]
        stated = queue.c.article_id.in_(_articles(connection, given.article))
        found = replace(found, leads=_first_of(stated, *found.rows, *_by(given)), rows=(), counted=None)
    if given.kind is not None:
        refuse_unknown_kind(connection, given.kind)
    cells = list(_asked_of_cells(given))
    if given.check is not None:
        cells.append(_T["queue_cell"].c.check_id.in_(checks_called(connection, given.check)))
    rows = found.rows
    if given.subject is not None:
        rows = (*rows, _about(connection, given.subject))
    is_narrow = found.is_narrow or given.article is not None or given.subject is not None
    return replace(found, cells=(*found.cells, *cells), rows=rows, is_narrow=is_narrow)


def _asked_of_cells(given: Filter) -> Iterator[ColumnElement[bool]]:
    """What is asked of the claim that an item leads with."""
    cell = _T["queue_cell"]
    for name, value in (
        ("kind", given.kind),
        ("severity", given.severity),
        ("assignee", person_key(given.assignee) if given.assignee is not None else None),
        ("status", int(given.status) if given.status is not None else None),
        ("rank", STATES.index(given.state) if given.state in STATES else None),
    ):
        if value is not None:
            yield cell.c[name] == value


def _of_publisher(connection: Connection, given: Filter) -> Wanted:
    """The items that a publisher's claims make, or all."""
    if given.publisher is None:
        return everything()
    refuse_unknown_publisher(connection, given.publisher)
    leads = _T["queue"].c.lead >= _number(LEADS_OF_PUBLISHER)
    return Wanted(
        (_T["queue_cell"].c.publisher == given.publisher,), (), leads, "by_publisher", is_narrow=False
    )


def _of_days(connection: Connection, found: Wanted, given: Filter, now: str) -> Wanted:
    """The items that claims make which were stored in the days of a filter."""
    days = _days(given, now)
    if days is None:
        return found
    queue, cell = _T["queue"], _T["queue_cell"]
    cells = (*found.cells, cell.c.month >= days[0][:7], cell.c.month <= days[1][:7])
    # They stand in the statement, which is the same all day: how it is best done depends on how many fit.
    stored = queue.c.since.between(_day(days[0]), _day(days[1]))
    claims = list(connection.scalars(select(queue.c.claim_id).where(stored).limit(FEW + 1)))
    if len(claims) <= FEW:
        named = queue.c.claim_id.in_(claims)
        leads = _first_of(named, *_by(given))
        return replace(found, cells=cells, rows=(named,), leads=leads, counted=None, is_narrow=True)
    before = queue.alias("before")
    earlier = select(before.c.claim_id).where(
        before.c.item == queue.c.item, before.c.since.between(_day(days[0]), _day(days[1])), *_by(given, before),
        tuple_(*(before.c[name] for name in ORDER)) < tuple_(*(queue.c[name] for name in ORDER)),
    )  # fmt: skip
    leads = or_(queue.c.lead == _number(LEADS_ITEM), ~earlier.correlate(queue).exists())
    return replace(found, cells=cells, rows=(stored,), leads=leads, counted=None)


def _date(number: int) -> str:
    """A day by its number; days before the first there is are that."""
    return datetime.date.fromordinal(max(1, number)).isoformat()


def _day(day: str) -> ColumnElement[str]:
    return literal_column(f"'{day}'", Text)


def _by(given: Filter, queue: Any = None) -> list[ColumnElement[bool]]:
    """That a row of the queue is of a publisher's article, where one is asked for."""
    queue = _T["queue"] if queue is None else queue
    return [queue.c.publisher == given.publisher] if given.publisher is not None else []


def _first_of(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """That a claim is the first of its item among few, which conditions keep."""
    queue = _T["queue"]
    order = [queue.c[name] for name in ORDER]
    place = func.row_number().over(partition_by=queue.c.item, order_by=order).label("n")
    placed = select(queue.c.claim_id, place).where(*which).subquery("placed")
    return queue.c.claim_id.in_(select(placed.c.claim_id).where(placed.c.n == 1))


def _days(given: Filter, now: str) -> tuple[str, str] | None:
    """The first and the last day on which what a filter wants was stored; None where any day will do."""
    if given.older is None and given.newer is None:
        return None
    today = datetime.date.fromisoformat(now[:10]).toordinal()
    first = "" if given.newer is None else _date(today - given.newer)
    last = LAST if given.older is None else _date(today - given.older)
    return first, last


def _articles(connection: Connection, given: str) -> list[int]:
    """The article of a name: as the store calls it, or its file. Raises VerifyError (exit code 2) where none is."""
    article = _T["article"]
    named = article.c.name == article_name(connection, given)
    return list(connection.scalars(select(article.c.id).where(named)))


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
