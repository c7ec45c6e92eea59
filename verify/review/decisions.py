"""Decisions: what a reviewer concludes of claims, and whether that stands by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from verify.errors import ExitCode, VerifyError
from verify.policy import Policy
from verify.review.claim_ids import find_claim
from verify.review.log import Act, Entry, append
from verify.store.folding import Said
from verify.store.schema import METADATA
from verify.store.status import said_of
from verify.verdicts import Verdict

_T = METADATA.tables
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Decided:
    """An event that was written: its number, and the claim it is about."""

    decision_id: int
    claim: str
    event: str
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Turn:
    """What a decision is in its round: whether it stands by itself, and which reviewer's it is (None: there is one)."""

    stands: bool
    round: int | None

    @property
    def waits_for(self) -> str | None:
        """Who is to say something before it stands."""
        return None if self.stands else "second review" if self.round == 1 else "disagreement"


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
    entry = Entry("decide", claim_id, verdict=verdict, side=side, note=note, stands=1)
    act = append(connection, [entry], actor=actor, now=now)
    return Decided(act.act, digest, "decide", verdict)


def decide_all(
    connection: Connection,
    claims: Sequence[int],
    verdict: Verdict,
    *,
    policy: Policy,
    actor: str,
    now: str,
    side: str | None = None,
    note: str = "",
    idempotency_key: str | None = None,
) -> tuple[Act, Turn]:
    """Decide claims, by their rows, at once; and the turn of the first of them.

    Of the others those are left out that this reviewer may not decide. Raises VerifyError (exit code 2) where that is
    the first.
    """
    turns = turns_of(connection, claims, verdict, policy=policy, actor=actor)
    entries = [
        Entry(
            "decide",
            claim_id,
            verdict=verdict,
            side=side,
            note=note,
            stands=int(turn.stands),
            round=turn.round,
            idempotency_key=idempotency_key,
        )
        for claim_id, turn in turns.items()
    ]
    return append(connection, entries, actor=actor, now=now), turns[claims[0]]


def turns_of(
    connection: Connection, claims: Sequence[int], verdict: Verdict, *, policy: Policy, actor: str
) -> dict[int, Turn]:
    """The turn that a decision of claims would be, of those that this reviewer may decide; raises as `decide_all`."""
    said = said_of(connection, claims)
    about = _about(connection, claims)
    turns: dict[int, Turn] = {}
    for claim_id in claims:
        severity, kind = about[claim_id]
        turn = _turn(said.get(claim_id, Said()), verdict, actor, policy, policy.asks_two(severity, kind))
        if isinstance(turn, Turn):
            turns[claim_id] = turn
        elif claim_id == claims[0]:
            raise VerifyError(turn, hint="Go on with: verify queue next", exit_code=ExitCode.USAGE)
    return turns


def _turn(said: Said, verdict: Verdict, actor: str, policy: Policy, for_two: bool) -> Turn | str:
    """The turn, or why it is not this reviewer's."""
    if said.first is not None and said.second is not None:
        if policy.adjudicators == "third" and actor in (said.first.actor, said.second.actor):
            return "you are one of the two who disagree about this claim: somebody else decides it."
        return Turn(stands=True, round=3)
    if said.first is not None:
        if said.first.actor == actor:
            return "you decided this claim first: a second reviewer decides it next."
        return Turn(stands=said.first.verdict == int(verdict), round=2)
    return Turn(stands=False, round=1) if for_two else Turn(stands=True, round=None)


def _about(connection: Connection, claims: Sequence[int]) -> dict[int, tuple[str | None, str]]:
    """The severity and kind of claims, by row."""
    claim, status, check = _T["claim"], _T["status"], _T["check"]
    found: dict[int, tuple[str | None, str]] = {}
    for start in range(0, len(claims), _BATCH):
        query = (
            select(claim.c.id, check.c.severity, claim.c.kind)
            .outerjoin(status, status.c.claim_id == claim.c.id)
            .outerjoin(check, check.c.id == status.c.check_id)
            .where(claim.c.id.in_(claims[start : start + _BATCH]))
        )
        found |= {row.id: (row.severity, row.kind) for row in connection.execute(query)}
    return found
