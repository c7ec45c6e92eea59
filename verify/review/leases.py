"""Who has which item, and what they passed over or began to write: nothing of it is the record."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Text, bindparam, cast, delete, insert, or_, select

from verify.errors import ExitCode, VerifyError
from verify.review.choosing import Who, fitting_items
from verify.review.shapes import Held, Lease
from verify.review.wanted import Wanted
from verify.store.schema import METADATA

LEASED_FOR = datetime.timedelta(minutes=15)
SKIPPED_FOR = datetime.timedelta(hours=12)
"""A session may be resumed after it was broken off, but not the next day."""

_T = METADATA.tables


def later(now: str, by: datetime.timedelta) -> str:
    """A UTC moment so much later."""
    return (datetime.datetime.strptime(now, FORMAT) + by).strftime(FORMAT)


FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"
"""How the store writes moments."""


def take(connection: Connection, item: str, claim_id: int, basis: str, who: Who, now: str) -> Lease:
    """Give an item to a reviewer, or renew that they have it; whoever had it before has it no more."""
    lease = _T["lease"]
    until = later(now, LEASED_FOR)
    connection.execute(delete(lease).where(lease.c.item == item))
    row = {"item": item, "actor": who.actor, "session": who.session, "claim_id": claim_id, "basis": basis}
    connection.execute(insert(lease), row | {"taken_at": now, "until": until})
    return Lease(who.actor, until, mine=True)


def take_if_free(connection: Connection, chosen: Any, basis: str, who: Who, now: str) -> bool:
    """Give an item to a reviewer by a row of the queue, if that still stands and nobody else has it; whether so."""
    row = {"chosen": chosen.claim_id, "of": chosen.item, "in_cell": chosen.cell, "basis": basis, "now": now}
    row |= {"actor": who.actor, "session": who.session, "until": later(now, LEASED_FOR)}
    return connection.execute(_taking(connection.dialect.name), row).rowcount == 1


@lru_cache
def _taking(dialect: str) -> Any:
    lease, queue = _T["lease"], _T["queue"]
    names = ("item", "actor", "session", "claim_id", "taken_at", "until", "basis")
    values = [cast(bindparam(name), Text) for name in ("actor", "session", "now", "until", "basis")]
    stands = queue.c.claim_id == bindparam("chosen")
    stands = stands & (queue.c.item == bindparam("of")) & (queue.c.cell == bindparam("in_cell"))
    row = select(queue.c.item, *values[:2], queue.c.claim_id, *values[2:]).where(stands)
    taking = import_module(f"sqlalchemy.dialects.{dialect}").insert(lease).from_select(list(names), row)
    mine = (lease.c.actor == taking.excluded.actor) & (lease.c.session == taking.excluded.session)
    return taking.on_conflict_do_update(
        index_elements=[lease.c.item],
        set_={name: taking.excluded[name] for name in names[1:]},
        where=or_(mine, lease.c.until <= taking.excluded.taken_at),
    )


def lease_of(connection: Connection, item: str, who: Who, now: str) -> Lease | None:
    """Who has an item at a moment; None where nobody has."""
    return leases_of(connection, [item], who, now).get(item)


def leases_of(connection: Connection, items: Iterable[str], who: Who, now: str) -> dict[str, Lease]:
    """Who has these items at a moment."""
    lease = _T["lease"]
    query = select(lease).where(lease.c.item.in_(list(items)), lease.c.until > now)
    return {row.item: _lease(row, who) for row in connection.execute(query)}


def _lease(row: Any, who: Who) -> Lease:
    return Lease(row.actor, row.until, mine=(row.actor, row.session) == (who.actor, who.session))


def lease_in(row: Any, who: Who) -> Lease | None:
    """Who has an item, by a row that was joined with the leases that hold."""
    return _lease(row, who) if row.until is not None else None


def basis_taken(connection: Connection, item: str, claim_id: int, who: Who) -> str | None:
    """What was known of a claim when this reviewer took its item with it as the first; also where the lease ran out."""
    lease = _T["lease"]
    query = select(lease.c.basis).where(
        lease.c.item == item,
        lease.c.claim_id == claim_id,
        lease.c.actor == who.actor,
        lease.c.session == who.session,
    )
    return connection.execute(query).scalar()


def refuse_if_held(connection: Connection, item: str, digest: str, who: Who, now: str) -> None:
    """Raise VerifyError (exit code 2) where somebody else has an item."""
    found = lease_of(connection, item, who, now)
    if found is None or found.mine:
        return
    name = found.actor if found.actor != who.actor else "another session of yours"
    raise VerifyError(
        f"{name} has claim {digest[:8]} until {found.until[11:16]} UTC.",
        hint="Go on with: verify queue next",
        exit_code=ExitCode.USAGE,
    )


def renew(
    connection: Connection, item: str, digest: str, claim_id: int, basis: str, who: Who, now: str
) -> Lease:
    """Begin the time of a lease anew; one that ran out is taken again. Raises as `refuse_if_held`."""
    refuse_if_held(connection, item, digest, who, now)
    # What was known is what it was when they took it, not now.
    known = basis_taken(connection, item, claim_id, who)
    return take(connection, item, claim_id, known if known is not None else basis, who, now)


def release(connection: Connection, who: Who, item: str | None = None, *, now: str = "") -> int:
    """Give back an item, or all that this session has and that did not run out by a moment; how many."""
    lease = _T["lease"]
    mine = delete(lease).where(
        lease.c.actor == who.actor, lease.c.session == who.session, lease.c.until > now
    )
    if item is not None:
        mine = mine.where(lease.c.item == item)
    return connection.execute(mine).rowcount


def end(connection: Connection, item: str, who: Who) -> None:
    """A reviewer is done with an item: nobody has it, and what they began to write is written."""
    release(connection, who, item)
    draft = _T["draft"]
    connection.execute(delete(draft).where(draft.c.item == item, draft.c.actor == who.actor))


def skip(connection: Connection, item: str, who: Who, now: str) -> None:
    """Let a session pass over an item."""
    skipped = _T["skipped"]
    key = {"actor": who.actor, "session": who.session, "item": item}
    connection.execute(delete(skipped).where(*(skipped.c[name] == value for name, value in key.items())))
    connection.execute(delete(skipped).where(skipped.c.until <= now))
    connection.execute(insert(skipped), key | {"until": later(now, SKIPPED_FOR)})
    release(connection, who, item)


def unskip(connection: Connection, who: Who) -> int:
    """Let a session see again what it passed over; how many."""
    skipped = _T["skipped"]
    mine = delete(skipped).where(skipped.c.actor == who.actor, skipped.c.session == who.session)
    return connection.execute(mine).rowcount


def skipped_items(connection: Connection, who: Who, now: str) -> list[str]:
    """The items that a session passes over."""
    skipped = _T["skipped"]
    query = select(skipped.c.item).where(
        skipped.c.actor == who.actor, skipped.c.session == who.session, skipped.c.until > now
    )
    return list(connection.scalars(query))


def keep_draft(connection: Connection, item: str, text: str, who: Who, now: str) -> None:
    """Keep what a reviewer began to write; an empty text forgets it."""
    draft = _T["draft"]
    connection.execute(delete(draft).where(draft.c.item == item, draft.c.actor == who.actor))
    if text:
        connection.execute(insert(draft), {"item": item, "actor": who.actor, "note": text, "at": now})


def live(connection: Connection, who: Who, now: str, *, mine: bool) -> list[Any]:
    """The leases that hold: those of this session, or all others. Few, so what they are of is looked up after."""
    lease = _T["lease"]
    own = (lease.c.actor == who.actor) & (lease.c.session == who.session)
    query = select(lease).where(lease.c.until > now, own if mine else ~own).order_by(lease.c.item)
    return list(connection.execute(query))


def held_by(
    connection: Connection, found: Wanted, who: Who, now: str, *, mine: bool = False
) -> tuple[Held, ...]:
    """Who has items that fit: this session, or all the others; each with how many and until when at the latest."""
    leases = live(connection, who, now, mine=mine)
    fitting = set(fitting_items(connection, found, [row.item for row in leases]))
    holders: dict[str, list[str]] = {}
    for row in leases:
        if row.item in fitting:
            holders.setdefault(row.actor, []).append(row.until)
    return tuple(Held(actor, len(moments), max(moments)) for actor, moments in sorted(holders.items()))
