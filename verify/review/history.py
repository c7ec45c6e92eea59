"""The log as a reviewer may see it: what a first reviewer decided is hidden from all others until a second did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from verify.review.shapes import Event
from verify.review.withheld import withheld
from verify.store.folding import taken_back
from verify.store.people import person_key
from verify.store.schema import METADATA
from verify.store.status import events_of
from verify.verdicts import Verdict

_T = METADATA.tables

LAST_LOOKED_THROUGH = 5_000
"""Events among which earlier decisions on a key are looked for, where very many claims ask it."""

MANY_ASK = 500


def log_of(
    connection: Connection, actor: str, *, claim_id: int | None = None, limit: int = 50
) -> list[Event]:
    """The latest events, of a claim by its row or of all, oldest first, as `actor` may see them."""
    decision = _T["decision"]
    query = select(decision).order_by(decision.c.id.desc()).limit(limit)
    if claim_id is not None:
        query = query.where(decision.c.claim_id == claim_id)
    return shown(connection, list(reversed(connection.execute(query).all())), actor)


def earlier_on_key(
    connection: Connection, claim_id: int, key_id: int | None, asked: int, actor: str, *, limit: int = 10
) -> list[Event]:
    """The latest decisions on other claims that ask the same, oldest first."""
    if key_id is None:
        return []
    decision, claim = _T["decision"], _T["claim"]
    made = decision.c.event.in_(("decide", "discard", "correct"))
    query = select(decision).join(claim, claim.c.id == decision.c.claim_id)
    query = query.where(claim.c.key_id == key_id, decision.c.claim_id != claim_id, made)
    if asked > MANY_ASK:
        last = select(decision.c.id).order_by(decision.c.id.desc()).limit(1).scalar_subquery()
        query = query.where(decision.c.id > last - LAST_LOOKED_THROUGH)
    rows = connection.execute(query.order_by(decision.c.id.desc()).limit(limit)).all()
    return shown(connection, list(reversed(rows)), actor)


def shown(connection: Connection, rows: Sequence[Any], actor: str) -> list[Event]:
    """Rows of the log as `actor` may see them."""
    if not rows:
        return []
    claims = sorted({row.claim_id for row in rows})
    about = _about(connection, claims)
    known, person = events_of(connection, claims), person_key(actor)
    gone = {number for events in known.values() for number in taken_back(events)}
    hidden = {number for events in known.values() for number in withheld(events, person)}
    # What an act said of one claim, it said of the equal ones, too.
    acts = {event.act for events in known.values() for event in events if event.id in hidden} - {None}
    return [
        _event(row, *about[row.claim_id], row.id in gone, row.id in hidden or row.act in acts) for row in rows
    ]


def _about(connection: Connection, claims: Sequence[int]) -> dict[int, tuple[str, str]]:
    claim = _T["claim"]
    query = select(claim.c.id, claim.c.digest, claim.c.quote).where(claim.c.id.in_(claims))
    return {row.id: (row.digest, row.quote) for row in connection.execute(query)}


def _event(row: Any, claim: str, quote: str, undone: bool, is_hidden: bool) -> Event:
    return Event(
        decision=row.id,
        event="decide" if is_hidden else row.event,
        verdict=Verdict(row.verdict) if row.verdict is not None and not is_hidden else None,
        side=None if is_hidden else row.side,
        actor=row.actor,
        at=row.at,
        note="" if is_hidden else row.note,
        claim=claim,
        quote=quote,
        act=row.id if row.act is None else row.act,
        round=row.round,
        stands=row.stands != 0,
        undone=undone,
        withheld=is_hidden,
        due=row.due,
        assignee=row.assignee,
        detail=None if is_hidden else row.detail,
        # The digest of an event whose other columns are known tells which of a few verdicts it has.
        digest="" if is_hidden else row.digest,
    )
