"""Decisions: what a reviewer concludes of claims, and whether that stands by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from verify.errors import ExitCode, VerifyError
from verify.policy import Policy
from verify.review.claim_ids import find_claim
from verify.review.log import Act, Entry, append
from verify.store.folding import EventRow, Said
from verify.store.people import person_key
from verify.store.schema import METADATA
from verify.store.status import evidence_of, said_of
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


def conclude(
    connection: Connection, claims: Sequence[int], entry: Entry, *, policy: Policy, actor: str, now: str
) -> tuple[Act, Turn]:
    """Decide claims, by their rows, at once, or say that they are none or misread; and the turn of the first of them.

    Of the others those are left out that this reviewer may not decide. Raises VerifyError (exit code 2) where that is
    the first.
    """
    turns = _turns(connection, claims, entry, policy, actor)
    entries = [
        replace(entry, claim_id=claim_id, stands=int(turn.stands), round=turn.round)
        for claim_id, turn in turns.items()
    ]
    return append(connection, entries, actor=actor, now=now), turns[claims[0]]


def _turns(
    connection: Connection, claims: Sequence[int], entry: Entry, policy: Policy, actor: str
) -> dict[int, Turn]:
    """The turn that a conclusion of claims would be, of those that this reviewer may decide."""
    said = {claim: each for claim, each in said_of(connection, claims).items() if each.stage}
    known = evidence_of(connection, list(said))
    about = _about(connection, claims)
    turns: dict[int, Turn] = {}
    for claim_id in claims:
        severity, kind = about[claim_id]
        begun = said.get(claim_id, Said())
        if begun.stage == 1 and _is_of_before(begun.first, known[claim_id]):
            begun = Said()
        turn = _turn(begun, entry, actor, policy, policy.asks_two(severity, kind))
        if isinstance(turn, Turn):
            turns[claim_id] = turn
        elif claim_id == claims[0]:
            raise VerifyError(turn, hint="Go on with: verify queue next", exit_code=ExitCode.USAGE)
    return turns


def _is_of_before(first: EventRow, evidence: str) -> bool:
    """Whether a first decision rests on what is not so any more: then its reviewer never saw what the second sees."""
    return bool(first.event == "decide" and first.evidence != evidence)


def _turn(said: Said, entry: Entry, actor: str, policy: Policy, for_two: bool) -> Turn | str:
    """The turn, or why it is not this reviewer's."""
    person = person_key(actor)
    if said.first is not None and said.second is not None:
        two = (person_key(said.first.actor), person_key(said.second.actor))
        if policy.adjudicators == "third" and person in two:
            return "you are one of the two who disagree about this claim: somebody else decides it."
        return Turn(stands=True, round=3)
    if said.first is not None:
        if person_key(said.first.actor) == person:
            return "you decided this claim first: a second reviewer decides it next."
        return Turn(stands=_agree(said.first, entry), round=2)
    return Turn(stands=False, round=1) if for_two else Turn(stands=True, round=None)


def _agree(first: EventRow, entry: Entry) -> bool:
    """Whether two conclude the same: the verdict, that it is no claim, or the same correction."""
    verdict = int(entry.verdict) if entry.verdict is not None else None
    corrects = entry.event == "correct"
    same = (first.event, first.verdict) == (entry.event, verdict)
    return bool(same and (not corrects or first.detail == entry.detail))


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
