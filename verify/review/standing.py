"""What the log of decisions comes to for the claims that stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from verify.store.schema import METADATA
from verify.store.standing import that_stand
from verify.verdicts import Verdict

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class StandingDecision:
    """A decision that makes a claim's status: who decided what, and when (a UTC moment)."""

    verdict: Verdict
    side: str | None
    actor: str
    at: str
    note: str


@dataclass(frozen=True, slots=True)
class DecidedClaim:
    """Of a claim, by its row, when people last said something of it, and the decision that stands.

    `decision` is None where it was taken back, or where its evidence changed since.
    """

    claim_id: int
    last_at: str
    decision: StandingDecision | None


def decided_claims(connection: Connection) -> Iterator[DecidedClaim]:
    """The claims of articles' latest documents that people ever decided, in the order of the log."""
    status, decision = _T["status"], _T["decision"]
    last = (
        select(func.max(decision.c.id).label("id"), decision.c.claim_id)
        .group_by(decision.c.claim_id)
        .subquery("last")
    )
    event = decision.alias("event")
    query = (
        that_stand(
            select(last.c.claim_id, event.c.at.label("last_at"), decision).join(
                event, event.c.id == last.c.id
            ),
            last.c.claim_id,
        )
        .outerjoin(status, status.c.claim_id == last.c.claim_id)
        .outerjoin(decision, decision.c.id == status.c.decision_id)
        .order_by(last.c.id)
    )
    for row in connection.execute(query):
        stands = row.id is not None
        yield DecidedClaim(
            claim_id=row.claim_id,
            last_at=row.last_at,
            decision=StandingDecision(*concluded(row), row.actor, row.at, row.note) if stands else None,
        )


def concluded(event: Any) -> tuple[Verdict, str | None]:
    """The verdict and side of an event that ends a review; that something is no claim, or misread, settles nothing."""
    if event.verdict is None:
        return Verdict.NOT_ENOUGH_EVIDENCE, "extraction"
    return Verdict(event.verdict), event.side
