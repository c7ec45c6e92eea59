"""What a reviewer does to a claim or its item, each in one transaction with what follows from it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from verify.errors import ExitCode, VerifyError
from verify.review import leases
from verify.review.choosing import Who
from verify.review.claim_ids import find_claim
from verify.review.decisions import Turn, conclude
from verify.review.due import due_of
from verify.review.log import Act, Entry, append
from verify.review.looking import members_of
from verify.review.outdated import refuse_outdated
from verify.review.projection import catch_up
from verify.review.shapes import Done
from verify.review.waiting import item_code
from verify.store.people import person_key
from verify.store.schema import METADATA
from verify.verdicts import Verdict

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class Named:
    """A claim that was named: its row and id, and its item."""

    claim_id: int
    digest: str
    item: str


def named(connection: Connection, claim: str, who: Who, now: str, *, free: bool = True) -> Named:
    """The claim whose id begins so, with the queue up to now. Raises VerifyError where somebody else has its item."""
    claim_id, digest = find_claim(connection, claim)
    catch_up(connection, now)
    item = connection.execute(select(item_code()).where(_T["claim"].c.id == claim_id)).scalar_one()
    if free:
        leases.refuse_if_held(connection, item, digest, who, now)
    return Named(claim_id, digest, item)


def item_named(connection: Connection, claim: str) -> str:
    """The item of the claim whose id begins so."""
    claim_id, _ = find_claim(connection, claim)
    return str(connection.execute(select(item_code()).where(_T["claim"].c.id == claim_id)).scalar_one())


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be decided of a claim: the verdict and what goes with it."""

    claim: str
    verdict: Verdict
    side: str | None = None
    note: str = ""
    revision: str | None = None
    idempotency_key: str | None = None
    equal: bool = False


def decide_item(connection: Connection, wanted: Decision, who: Who, now: str) -> Done:
    """Decide a claim, or with `equal` all of its item that wait. Raises as `Desk.decide` does."""
    if wanted.idempotency_key == "":
        raise VerifyError(
            "the idempotency key is empty.",
            hint="Give every decision a key of its own, or none.",
            exit_code=ExitCode.USAGE,
        )
    if wanted.idempotency_key is not None:
        answered = answered_before(connection, wanted, who)
        if answered is not None:
            return answered
    found = named(connection, wanted.claim, who, now)
    refuse_outdated(connection, found.claim_id, found.digest, found.item, wanted.revision, who)
    claims = _with_equal(connection, found) if wanted.equal else [found.claim_id]
    entry = Entry(
        "decide",
        found.claim_id,
        verdict=wanted.verdict,
        side=wanted.side,
        note=wanted.note,
        idempotency_key=wanted.idempotency_key,
    )
    act, turn = conclude(connection, claims, entry, policy=who.policy, actor=who.actor, now=now)
    leases.end(connection, found.item, who)
    catch_up(connection, now)
    return _done(act, "decide", found.digest, wanted.verdict, turn)


def _with_equal(connection: Connection, found: Named) -> list[int]:
    """A claim and those of its item that wait."""
    members = members_of(connection, found.item)
    return [found.claim_id, *(number for number in members if number != found.claim_id)]


def _done(
    act: Act, event: str, digest: str, verdict: Verdict | None = None, turn: Turn | None = None
) -> Done:
    return Done(
        act=act.act,
        event=event,
        claim=digest,
        claims=tuple(dict.fromkeys(act.claims)),
        verdict=verdict,
        stands=turn is None or turn.stands,
        waits_for=turn.waits_for if turn is not None else None,
    )


def answered_before(connection: Connection, wanted: Decision, who: Who) -> Done | None:
    """What was answered to the same decision with this key. Raises VerifyError where it was another decision's."""
    decision, claim = _T["decision"], _T["claim"]
    query = (
        select(decision, claim.c.digest.label("claim"))
        .join(claim, claim.c.id == decision.c.claim_id)
        .where(decision.c.idempotency_key == wanted.idempotency_key)
        .order_by(decision.c.id)
    )
    rows = connection.execute(query).all()
    if not rows:
        return None
    first = rows[0]
    same = first.actor == who.actor and first.claim.startswith(wanted.claim.lower())
    said = (first.verdict, first.side, first.note)
    if not same or said != (int(wanted.verdict), wanted.side, wanted.note):
        raise VerifyError(
            f"the idempotency key {wanted.idempotency_key!r} is that of a decision on claim {first.claim[:8]}.",
            hint="Give every decision a key of its own.",
            exit_code=ExitCode.USAGE,
        )
    turn = Turn(bool(first.stands), first.round)
    act = Act(first.act, tuple(row.id for row in rows), tuple(row.claim for row in rows))
    return replace(_done(act, "decide", first.claim, wanted.verdict, turn), repeated=True)


def skip(connection: Connection, claim: str, who: Who, now: str) -> Done:
    """Pass over an item for the rest of a session."""
    found = named(connection, claim, who, now)
    _require_waiting(connection, found)
    leases.skip(connection, found.item, who, now)
    return Done(0, "skip", found.digest, (found.digest,))


def postpone(connection: Connection, claim: str, until: str, note: str, who: Who, now: str) -> Done:
    """Put every claim of an item off. Raises VerifyError for words that are no day or moment, or one that is over."""
    due = due_of(until, now)
    done = on_item(connection, claim, Entry("postpone", 0, due=due, note=note), who, now)
    return replace(done, due=due)


def on_item(connection: Connection, claim: str, entry: Entry, who: Who, now: str) -> Done:
    """Write an event on every claim of an item that waits; ends the lease."""
    found = named(connection, claim, who, now)
    _require_waiting(connection, found)
    claims = _with_equal(connection, found)
    act = append(connection, [replace(entry, claim_id=number) for number in claims], actor=who.actor, now=now)
    leases.release(connection, who, found.item)
    catch_up(connection, now)
    return _done(act, entry.event, found.digest)


def on_claim(
    connection: Connection, claim: str, entry: Entry, who: Who, now: str, *, equal: bool = False
) -> Done:
    """Write an event that ends the review of a claim, or of all of its item that wait: of two reviewers, the second's.
    """  # fmt: skip
    found = named(connection, claim, who, now)
    claims = _with_equal(connection, found) if equal else [found.claim_id]
    act, turn = conclude(connection, claims, entry, policy=who.policy, actor=who.actor, now=now)
    leases.end(connection, found.item, who)
    catch_up(connection, now)
    return _done(act, entry.event, found.digest, turn=turn)


def note(connection: Connection, claim: str, text: str, who: Who, now: str) -> Done:
    """Write a note on a claim. Raises VerifyError for an empty one."""
    if not text.strip():
        raise VerifyError("the note is empty.", hint="Write some words.", exit_code=ExitCode.USAGE)
    found = named(connection, claim, who, now, free=False)
    act = append(connection, [Entry("note", found.claim_id, note=text)], actor=who.actor, now=now)
    leases.keep_draft(connection, found.item, "", who, now)
    catch_up(connection, now)
    return _done(act, "note", found.digest)


def correct(
    connection: Connection,
    claim: str,
    quote: str | None,
    value: str | None,
    note: str,
    who: Who,
    now: str,
) -> Done:
    """Say what should have been extracted. Raises VerifyError for words that the article does not have."""
    if quote is None and value is None:
        raise VerifyError(
            "nothing is corrected.",
            hint="Give the words (--quote) or the value (--value).",
            exit_code=ExitCode.USAGE,
        )
    claim_id, _ = find_claim(connection, claim)
    detail: dict[str, Any] = {} if value is None else {"value": value}
    if quote is not None:
        detail |= _placed(connection, claim_id, quote)
    said = json.dumps(detail, ensure_ascii=False, separators=(",", ":"))
    entry = Entry("correct", claim_id, side="extraction", note=note, detail=said)
    return on_claim(connection, claim, entry, who, now)


def _placed(connection: Connection, claim_id: int, quote: str) -> dict[str, Any]:
    """Where words stand in the text of a claim, nearest to it."""
    claim, document, text = _T["claim"], _T["document"], _T["text"]
    query = (
        select(claim.c.part, claim.c.span_start, document.c.headline, text.c.content)
        .join(document, document.c.id == claim.c.document_id)
        .join(text, text.c.id == document.c.text_id)
        .where(claim.c.id == claim_id)
    )
    row = connection.execute(query).one()
    content = row.headline if row.part == "headline" else row.content
    starts = [match.start() for match in re.finditer(re.escape(quote), content)] if quote else []
    if not starts:
        raise VerifyError(
            f"the article does not say {quote!r}.",
            hint="Write the words as they stand there.",
            exit_code=ExitCode.USAGE,
        )
    start = min(starts, key=lambda place: (abs(place - row.span_start), place))
    return {"quote": quote, "start": start, "end": start + len(quote)}


def _require_waiting(connection: Connection, found: Named) -> None:
    queue = _T["queue"]
    waits = select(queue.c.claim_id).where(queue.c.item == found.item).limit(1)
    if connection.execute(waits).first() is None:
        raise VerifyError(
            f"claim {found.digest[:8]} does not wait for anybody.",
            hint=f"See: verify queue show {found.digest[:8]}",
            exit_code=ExitCode.USAGE,
        )


def taken_back(act: Act, event: str, digest: str | None, target: Any, who: Who) -> Done:
    """What an undo or redo did; of a first decision of another not what it was, which this reviewer is not to know."""
    known = target.stands != 0 or person_key(target.actor) == who.key
    verdict = Verdict(target.verdict) if known and target.verdict is not None else None
    first = digest if digest is not None else act.claims[0]
    return Done(
        act=act.act,
        event=event,
        claim=first,
        claims=tuple(dict.fromkeys(act.claims)),
        verdict=verdict if event == "redo" else None,
        stands=event == "undo" or target.stands != 0,
        waits_for=Turn(target.stands != 0, target.round).waits_for if event == "redo" else None,
        undoes=str(target.event) if known else "decide",
    )


def require(value: str | None, known: Sequence[str], what: str) -> None:
    """Raise VerifyError (exit code 2) for a word that is none of a list; None is fine."""
    if value is not None and value not in known:
        raise VerifyError(
            f"{what} is no {value!r}.", hint=f"Known are: {', '.join(known)}.", exit_code=ExitCode.USAGE
        )
