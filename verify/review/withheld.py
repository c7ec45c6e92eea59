"""What is kept from whom: a first decision, from all but who made it, until a second reviewer decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from verify.store.folding import CONCLUDING, EventRow, fold
from verify.store.people import person_key
from verify.store.schema import METADATA


def withheld(events: Sequence[EventRow], person: str) -> set[int]:
    """The events of a claim, in the order of the log, that are kept from a person (by the key of their name).

    Such are first decisions of others to which there was no answer yet, also where they were taken back: they may hold
    again. While the claim waits for a second reviewer, whatever did not stand is.
    """
    said = fold(events)
    waits = said.first is not None and said.second is None and person_key(said.first.actor) != person
    found: set[int] = set()
    answered = False
    for event in reversed(events):
        if event.event not in CONCLUDING:
            continue
        begins = event.round == 1 and not answered
        if event.stands == 0 and (waits or begins) and person_key(event.actor) != person:
            found.add(event.id)
        answered = answered or event.stands != 0 or event.round == 2
    return found


def is_told(decision: Any, actor: str) -> ColumnElement[bool]:
    """Whether a row of the log, in SQL, is none that waits for its first answer, or is this actor's."""
    answer = METADATA.tables["decision"].alias("answer")
    answers = or_(answer.c.round == 2, func.coalesce(answer.c.stands, 1) == 1)
    answered = select(answer.c.id).where(
        answer.c.claim_id == decision.c.claim_id,
        answer.c.id > decision.c.id,
        answer.c.event.in_(sorted(CONCLUDING)),
        answers,
    )
    begins = (func.coalesce(decision.c.stands, 1) == 0) & (decision.c.round == 1)
    return or_(~begins, decision.c.actor == actor, answered.exists())
