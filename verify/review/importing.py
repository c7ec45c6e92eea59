"""Bring decisions of a committed file into the log, each as its owner's, marked as brought in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from verify.report.fingerprint import claim_fingerprint
from verify.review.committed import Committed, Decision
from verify.review.log import Entry, append
from verify.review.standing import concluded
from verify.store.folding import EventRow, fold
from verify.store.schema import METADATA
from verify.store.standing import that_stand
from verify.store.status import events_of
from verify.verdicts import Verdict

_T = METADATA.tables
_AT_ONCE = 1000
_SECOND = len("2026-11-20T12:00:00")
_UNSAID = frozenset({"undo", "reopen"})
_CALLED = {"undo": "taken back", "reopen": "reopened", "discard": "discarded", "correct": "corrected"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """That a decision of the file, by its line, is another one than what people say of a claim here.

    `here` is the verdict that stands, or what became of an earlier one: "taken back" or "reopened" since.
    """

    line: int
    claim: str
    here: str
    here_by: str
    there: Verdict
    there_by: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file's decisions: how many claims got one, had it, or had another; how many nobody knows here.

    `unknown` are the lines of decisions on claims that do not stand in this store. Waivers are no decisions, and are
    counted.
    """

    brought_in: int
    known: int
    replaced: int
    conflicts: tuple[Conflict, ...]
    unknown: tuple[int, ...]
    waivers: int


def import_decisions(
    connection: Connection, found: Committed, *, actor: str, now: str, replace: bool = False
) -> Imported:
    """Write the decisions of a file as events of their owners, at their moments, on every claim that they are of.

    `actor` brings them in, and `now` is when; both go into the event. A claim of which another decision stands, or
    was taken back later than the file's was made, is left alone unless it is to `replace`; the same decision again
    changes nothing.
    """
    decisions = found.decisions()
    claims = _claims_of(connection, set(decisions))
    events = events_of(connection, [number for numbers in claims.values() for number in numbers])
    ids = _ids(connection, sorted(events))
    conflicts: list[Conflict] = []
    counts = {"brought_in": 0, "known": 0, "replaced": 0}
    for fingerprint, (line, decision) in sorted(decisions.items(), key=lambda pair: pair[1][0]):
        entries = []
        for number in claims.get(fingerprint, ()):
            here = _here(events.get(number, ()))
            if here is not None and is_same(here, decision):
                counts["known"] += 1
            elif (
                here is not None and not replace and (here.event not in _UNSAID or _is_later(here, decision))
            ):
                conflicts.append(_conflict(line, ids[number], here, decision))
            else:
                stood = here is not None and here.event not in _UNSAID
                counts["replaced" if stood else "brought_in"] += 1
                entries.append(_entry(number, decision, found.file, line, actor, now))
        if entries:
            append(connection, entries, actor=decision.owner, now=decision.at)
    return Imported(
        **counts,
        conflicts=tuple(conflicts),
        unknown=tuple(line for claim, (line, _) in sorted(decisions.items()) if claim not in claims),
        waivers=len(found.waivers()),
    )


def _here(events: Sequence[EventRow]) -> EventRow | None:
    """What people say of a claim: the decision that stands or waits for another's, else what took the last one back."""
    said = fold(events)
    unsaid = [event for event in events if event.event in _UNSAID]
    return said.decision or said.first or (unsaid[-1] if unsaid else None)


def _is_later(here: EventRow, decision: Decision) -> bool:
    """Whether something was said here after the file's decision, to the second, which is all that a file keeps."""
    return bool(here.at[:_SECOND] > decision.at[:_SECOND])


def is_same(here: Any, decision: Decision) -> bool:
    """Whether what the log has of a claim, as its row, says what a decision of a file says."""
    if here.event in _UNSAID:
        return False
    verdict, side = concluded(here)
    stands = here.stands != 0
    return stands and (verdict, side, here.note) == (decision.verdict, decision.side, decision.note)


def _entry(number: int, decision: Decision, file: str, line: int, actor: str, now: str) -> Entry:
    brought = {"imported": {"from": f"{file}:{line}", "by": actor, "at": now}}
    return Entry(
        "decide",
        number,
        verdict=decision.verdict,
        side=decision.side,
        note=decision.note,
        stands=1,
        detail=json.dumps(brought, ensure_ascii=False, sort_keys=True),
    )


def _conflict(line: int, claim: str, here: Any, decision: Decision) -> Conflict:
    says = Verdict(here.verdict).label if here.verdict is not None else _CALLED.get(here.event, here.event)
    if here.stands == 0:
        # What it is, the second reviewer is not to learn from here.
        says = "decided, and waits for a second reviewer,"
    return Conflict(line, claim, says, here.actor, decision.verdict, decision.owner)


def _claims_of(connection: Connection, wanted: set[str]) -> dict[str, list[int]]:
    """The claims that stand, by row, of each of these fingerprints that there is here."""
    found: dict[str, list[int]] = defaultdict(list)
    if not wanted:
        return found
    for row in _standing(connection):
        fingerprint = claim_fingerprint(row)
        if fingerprint in wanted:
            found[fingerprint].append(row.id)
    return dict(found)


def _standing(connection: Connection) -> Iterator[Any]:
    """The claims that stand, with what their fingerprints are made of, in the order of their rows."""
    claim, key = _T["claim"].alias("stands"), _T["claim_key"]
    columns = (
        "kind", "property", "subject", "value", "stated", "as_of", "attributed_to", "polarity", "prefix", "quote",
        "suffix",
    )  # fmt: skip
    query = select(
        claim.c.id,
        *(claim.c[name] for name in columns),
        key.c.subject.label("asks"),
        func.coalesce(key.c.scope, "").label("scope"),
    ).outerjoin(key, key.c.id == claim.c.key_id)
    query = that_stand(query, claim.c.id).order_by(claim.c.id)
    yield from connection.execute(query, execution_options={"yield_per": _AT_ONCE})


def _ids(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    claim = _T["claim"]
    found: dict[int, str] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        batch = numbers[start : start + _AT_ONCE]
        rows = connection.execute(select(claim.c.id, claim.c.digest).where(claim.c.id.in_(batch)))
        found |= {row.id: row.digest for row in rows}
    return found
