"""Decisions: the one writer of the log. Each is an event; an undo is one too, and nothing is ever taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from verify.errors import ExitCode, VerifyError
from verify.store.chain import START, event_digest
from verify.store.ids import next_id
from verify.store.schema import METADATA
from verify.store.status import decisions_that_stand, evidence_of, recompute
from verify.verdicts import Verdict

SIDES = ("article", "reference", "both", "neither", "extraction")
"""Which side is wrong, in a person's view."""

MIN_PREFIX = 4

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class Decided:
    """An event that was written: its number, and the claim it is about."""

    decision_id: int
    claim: str
    event: str
    verdict: Verdict | None


def decide(
    connection: Connection,
    claim: str,
    verdict: Verdict,
    *,
    actor: str,
    now: str,
    side: str | None = None,
    note: str = "",
) -> Decided:
    """Record what a person concludes of a claim. `claim` is its id or the beginning of it; `now` a UTC moment.

    Raises VerifyError for a claim that does not exist, or a beginning that several have.
    """
    claim_id, digest = find_claim(connection, claim)
    return _append(
        connection,
        {
            "event": "decide",
            "claim_id": claim_id,
            "actor": actor,
            "at": now,
            "verdict": int(verdict),
            "side": side,
            "note": note,
            "undoes_id": None,
        },
        digest,
    )


def undo(connection: Connection, claim: str, *, actor: str, now: str, note: str = "") -> Decided:
    """Take back the decision that stands of a claim, as an event of its own.

    Raises VerifyError where none stands.
    """
    claim_id, digest = find_claim(connection, claim)
    standing = decisions_that_stand(connection, [claim_id]).get(claim_id)
    if standing is None:
        raise VerifyError(
            f"no decision stands on claim {digest[:12]}.",
            hint="See: verify queue show",
            exit_code=ExitCode.USAGE,
        )
    return _append(
        connection,
        {
            "event": "undo",
            "claim_id": claim_id,
            "actor": actor,
            "at": now,
            "verdict": None,
            "side": None,
            "note": note,
            "undoes_id": standing.id,
        },
        digest,
    )


def _append(connection: Connection, event: dict[str, Any], claim_digest: str) -> Decided:
    table, claim = _T["decision"], _T["claim"]
    number = next_id(connection, table)
    last = select(table.c.digest).order_by(table.c.id.desc()).limit(1)
    row = event | {
        "id": number,
        "evidence": evidence_of(connection, [event["claim_id"]])[event["claim_id"]],
        "previous": connection.execute(last).scalar() or START,
    }
    connection.execute(insert(table), row | {"digest": event_digest(row, claim_digest)})
    recompute(connection, select(claim.c.id).where(claim.c.id == event["claim_id"]))
    verdict = Verdict(event["verdict"]) if event["verdict"] is not None else None
    return Decided(number, claim_digest, event["event"], verdict)


def find_claim(connection: Connection, given: str) -> tuple[int, str]:
    """The row and the id of the one claim whose id begins so.

    Raises VerifyError for a claim that does not exist, or a beginning that several have.
    """
    claim = _T["claim"]
    if len(given) < MIN_PREFIX:
        raise VerifyError(
            f"{given!r} is too short for a claim's id.",
            hint=f"Write at least {MIN_PREFIX} of its characters, as 'verify queue list' shows them.",
            exit_code=ExitCode.USAGE,
        )
    # Ids are lower-case hex; what LIKE makes of capitals differs between databases.
    begins = claim.c.digest.startswith(given.lower(), autoescape=True)
    query = select(claim.c.id, claim.c.digest).where(begins).limit(2)
    found = connection.execute(query).all()
    if len(found) == 1:
        return int(found[0].id), str(found[0].digest)
    what = f"several claims begin with {given!r}." if found else f"no claim begins with {given!r}."
    raise VerifyError(what, hint="See: verify queue list", exit_code=ExitCode.USAGE)
