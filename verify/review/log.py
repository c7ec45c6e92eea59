"""The one writer of the log: what is done at once becomes one act of one or more events, chained, never taken away."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from verify.store.chain import START, event_digest
from verify.store.folding import FINAL, WORDLESS
from verify.store.ids import next_id
from verify.store.schema import METADATA
from verify.store.status import basis_of, evidence_digest, recompute, recompute_review
from verify.verdicts import Verdict

_T = METADATA.tables
_BATCH = 500
_OF_STATUS = FINAL | WORDLESS | {"reopen"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An event to be written about one claim, by its row; what it does not say stays empty.

    `evidence` and `basis` are what was known when somebody decided; None: what is known now.
    """

    event: str
    claim_id: int
    verdict: Verdict | None = None
    side: str | None = None
    note: str = ""
    undoes_id: int | None = None
    stands: int | None = None
    round: int | None = None
    due: str | None = None
    assignee: str | None = None
    carries_id: int | None = None
    detail: str | None = None
    idempotency_key: str | None = None
    evidence: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What was written: the number of the act, and the number of each event and the id of its claim, in their order."""

    act: int
    events: tuple[int, ...]
    claims: tuple[str, ...]


def append(connection: Connection, entries: Sequence[Entry], *, actor: str, now: str) -> Act:
    """Write the events of one act, and bring the status and the begun reviews of their claims up to it.

    Only inside `Store.writing()`; `now` is a UTC moment.
    """
    table = _T["decision"]
    act = next_id(connection, table)
    last = connection.execute(select(table.c.digest).order_by(table.c.id.desc()).limit(1)).scalar() or START
    claims = list(dict.fromkeys(entry.claim_id for entry in entries))
    digests, known = _digests(connection, claims), basis_of(connection, claims)
    rows = []
    for number, entry in enumerate(entries, act):
        row = _row(entry, known[entry.claim_id])
        row |= {"id": number, "act": act, "actor": actor, "at": now, "previous": last}
        last = row["digest"] = event_digest(row, digests[entry.claim_id])
        rows.append(row)
    connection.execute(insert(table), rows)
    _follow(connection, entries, claims)
    numbers = tuple(range(act, act + len(entries)))
    return Act(act, numbers, tuple(digests[entry.claim_id] for entry in entries))


def _row(entry: Entry, known: Any) -> dict[str, Any]:
    return {
        "event": entry.event,
        "claim_id": entry.claim_id,
        "verdict": int(entry.verdict) if entry.verdict is not None else None,
        "side": entry.side,
        "note": entry.note,
        "evidence": entry.evidence or evidence_digest(known),
        "undoes_id": entry.undoes_id,
        "stands": entry.stands,
        "round": entry.round,
        "due": entry.due,
        "assignee": entry.assignee,
        "carries_id": entry.carries_id,
        "basis": entry.basis if entry.evidence is not None else basis_json(known),
        "detail": entry.detail,
        "idempotency_key": entry.idempotency_key,
    }


def basis_json(known: Any) -> str:
    """What is known of a claim, as the log keeps it."""
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def _digests(connection: Connection, claims: Sequence[int]) -> dict[int, str]:
    claim = _T["claim"]
    found: dict[int, str] = {}
    for start in range(0, len(claims), _BATCH):
        query = select(claim.c.id, claim.c.digest).where(claim.c.id.in_(claims[start : start + _BATCH]))
        found |= {row.id: row.digest for row in connection.execute(query)}
    return found


def _follow(connection: Connection, entries: Sequence[Entry], claims: Sequence[int]) -> None:
    claim = _T["claim"]
    if any(entry.event in _OF_STATUS for entry in entries):
        for start in range(0, len(claims), _BATCH):
            recompute(connection, select(claim.c.id).where(claim.c.id.in_(claims[start : start + _BATCH])))
    recompute_review(connection, claims)
