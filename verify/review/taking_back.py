"""Undo, redo and reopen: events of their own. An act is taken back whole, and nobody else's by accident."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from verify.errors import ExitCode, VerifyError
from verify.review.claim_ids import find_claim
from verify.review.decisions import Decided
from verify.review.log import Act, Entry, append
from verify.store.folding import FINAL, WORDLESS, EventRow, fold, in_force, taken_back
from verify.store.schema import METADATA
from verify.store.status import events_of

_T = METADATA.tables

UNDONE_BY_CLAIM = FINAL | {"reopen", "postpone", "assign"}
"""What is undone where only a claim is named; a note goes only with its writer's own undo."""

KEPT = frozenset({"promote", "carry"})
"""What a reviewer's own undo passes over: a fact is corrected in the reference, and nobody did carry over by hand."""


def undo(connection: Connection, claim: str, *, actor: str, now: str, note: str = "") -> Decided:
    """Take back the last act on a claim, as an act of its own. Raises VerifyError where none stands."""
    claim_id, digest = find_claim(connection, claim)
    act, _ = undo_act(connection, claim_id=claim_id, digest=digest, actor=actor, now=now, note=note)
    return Decided(act.events[act.claims.index(digest)], digest, "undo", None)


def undo_act(
    connection: Connection,
    *,
    actor: str,
    now: str,
    note: str = "",
    claim_id: int | None = None,
    digest: str = "",
) -> tuple[Act, EventRow]:
    """Take back the last act of a reviewer, or that on a claim, whole; and an event of what was taken back.

    Raises VerifyError (exit code 2) where there is none, or where somebody else said more of one of its claims since.
    """
    target = _last_on(connection, claim_id, digest) if claim_id is not None else _last_of(connection, actor)
    target += _carried(connection, target)
    _refuse_if_said_since(connection, target, target[0].actor)
    entries = [Entry("undo", event.claim_id, undoes_id=event.id, note=note) for event in target]
    return append(connection, entries, actor=actor, now=now), target[0]


def redo_act(
    connection: Connection,
    *,
    actor: str,
    now: str,
    note: str = "",
    claim_id: int | None = None,
    digest: str = "",
) -> tuple[Act, EventRow]:
    """Take back the last undo of a reviewer, or that on a claim, whole; and an event of what holds again.

    Raises VerifyError (exit code 2) where there is none, or where something else was done since.
    """
    undos = _undo_on(connection, claim_id, digest) if claim_id is not None else _undo_of(connection, actor)
    events = events_of(connection, [event.claim_id for event in undos])
    of = {event.id: event for each in events.values() for event in each}
    target = [of[event.undoes_id] for event in undos]
    _refuse_if_said_since(connection, target, actor)
    _refuse_unanswering(connection, target)
    entries = [Entry("redo", event.claim_id, undoes_id=event.id, note=note) for event in undos]
    return append(connection, entries, actor=actor, now=now), target[0]


def reopen_claim(
    connection: Connection, claim_id: int, digest: str, *, actor: str, now: str, note: str = ""
) -> Act:
    """Put a claim that was decided back into the queue. Raises VerifyError (exit code 2) where no decision stands."""
    if fold(events_of(connection, [claim_id]).get(claim_id, [])).decision is None:
        raise _nothing_stands(digest)
    return append(connection, [Entry("reopen", claim_id, note=note)], actor=actor, now=now)


def _last_on(connection: Connection, claim_id: int, digest: str) -> list[EventRow]:
    """The events of the last act on a claim that are in force."""
    events = in_force(events_of(connection, [claim_id]).get(claim_id, []))
    last = next((event for event in reversed(events) if event.event in UNDONE_BY_CLAIM), None)
    if last is None:
        raise _nothing_stands(digest)
    return _of_act(connection, last)


def _last_of(connection: Connection, actor: str) -> list[EventRow]:
    """The events of the last act of a reviewer that is in force."""
    for act in _acts_back(connection, actor):
        if act.event in WORDLESS | KEPT:
            continue
        found = _of_act(connection, act)
        if found:
            return found
    raise VerifyError(
        f"there is nothing that {actor} could undo.",
        hint="See: verify queue log",
        exit_code=ExitCode.USAGE,
    )


def _of_act(connection: Connection, event: EventRow) -> list[EventRow]:
    """The events of the same act that are in force."""
    decision = _T["decision"]
    if event.act is None:
        whole = [event]
    else:
        query = select(decision).where(decision.c.act == event.act).order_by(decision.c.id)
        whole = list(connection.execute(query))
    events = events_of(connection, [one.claim_id for one in whole])
    gone = {number for each in events.values() for number in taken_back(each)}
    return [one for one in whole if one.id not in gone]


def _undo_on(connection: Connection, claim_id: int, digest: str) -> list[EventRow]:
    events = events_of(connection, [claim_id]).get(claim_id, [])
    said = [event for event in events if event.event not in ("note", "promote")]
    if said and said[-1].event == "undo":
        return _of_act(connection, said[-1])
    raise VerifyError(
        f"nothing was undone last on claim {digest[:12]}.",
        hint=f"See: verify queue log {digest[:8]}",
        exit_code=ExitCode.USAGE,
    )


def _undo_of(connection: Connection, actor: str) -> list[EventRow]:
    for act in _acts_back(connection, actor):
        if act.event in KEPT | {"redo"}:
            continue
        if act.event != "undo":
            break
        if found := _of_act(connection, act):
            return found
    raise VerifyError(
        f"there is nothing that {actor} could redo: it is what was undone last, and nothing was done since.",
        hint="See: verify queue log",
        exit_code=ExitCode.USAGE,
    )


def _acts_back(connection: Connection, actor: str) -> Iterator[EventRow]:
    """The last event of each act of a reviewer, the latest first."""
    decision = _T["decision"]
    query = select(decision).where(decision.c.actor == actor).order_by(decision.c.id.desc()).limit(1)
    event = connection.execute(query).first()
    while event is not None:
        yield event
        # An act has the number of its first event, and its events stand together.
        first = event.id if event.act is None else event.act
        event = connection.execute(query.where(decision.c.id < first)).first()


def _carried(connection: Connection, target: Sequence[EventRow]) -> list[EventRow]:
    """The events in force that say of revised articles what these say: who takes a decision back means those, too."""
    decision = _T["decision"]
    found: list[EventRow] = []
    last = [event.id for event in target]
    while last:
        query = select(decision).where(decision.c.event == "carry", decision.c.carries_id.in_(last))
        carried = list(connection.execute(query.order_by(decision.c.id)))
        events = events_of(connection, [event.claim_id for event in carried])
        gone = {number for each in events.values() for number in taken_back(each)}
        last = [event.id for event in carried]
        found += [event for event in carried if event.id not in gone]
    return found


def _refuse_unanswering(connection: Connection, target: Sequence[EventRow]) -> None:
    """Raise where a decision that answered another's would hold again without it."""
    events = events_of(connection, [event.claim_id for event in target])
    for event in target:
        said = fold([each for each in events[event.claim_id] if each.id != event.id])
        answers = {2: said.first, 3: said.second}.get(event.round, event)
        if answers is None:
            claim = _digest(connection, event.claim_id)
            raise VerifyError(
                f"the decision on claim {claim[:8]} answered another reviewer's, which was taken back since.",
                hint=f"Decide it anew: verify queue show {claim[:8]}",
                exit_code=ExitCode.USAGE,
            )


def _refuse_if_said_since(connection: Connection, target: Sequence[EventRow], actor: str) -> None:
    """Raise where somebody else than `actor` has the last word on a claim of these events."""
    events = events_of(connection, [event.claim_id for event in target])
    holding = {claim: in_force(each) for claim, each in events.items()}
    for event in target:
        since = [
            later
            for later in holding[event.claim_id]
            if later.id > event.id and later.actor != actor and later.event in FINAL | {"reopen"}
        ]
        if since:
            claim = _digest(connection, event.claim_id)
            raise VerifyError(
                f"{since[-1].actor} decided claim {claim[:8]} since.",
                hint=f"Take that back first, if it is wrong: verify queue undo {claim[:8]}",
                exit_code=ExitCode.USAGE,
            )


def _digest(connection: Connection, claim_id: int) -> str:
    claim: Any = _T["claim"]
    return str(connection.execute(select(claim.c.digest).where(claim.c.id == claim_id)).scalar_one())


def _nothing_stands(digest: str) -> VerifyError:
    return VerifyError(
        f"no decision stands on claim {digest[:12]}.",
        hint=f"See: verify queue show {digest[:8]}",
        exit_code=ExitCode.USAGE,
    )
