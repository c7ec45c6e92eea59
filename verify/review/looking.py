"""An item whole: a claim in its passage, what checks found, what else is said of its key, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from verify.report.claims import ClaimLine, claim_lines_by_check, claim_lines_by_id
from verify.review.choosing import Who
from verify.review.difference import told_difference
from verify.review.history import earlier_on_key, shown
from verify.review.leases import lease_in
from verify.review.log import basis_json
from verify.review.passage import passage_in
from verify.review.revision import last_event, revision_of
from verify.review.rivals import rivals_of, said_value
from verify.review.shapes import STATES, Finding, Item
from verify.review.waiting import item_code
from verify.store.folding import Said, fold
from verify.store.people import person_key
from verify.store.schema import METADATA
from verify.store.status import basis_of, events_of
from verify.verdicts import Outcome, Verdict

_T = METADATA.tables

EVENTS_SHOWN = 20
OTHERS_SHOWN = 20
"""Equal claims that an item shows; it counts all of them."""


def item_of(connection: Connection, claim_id: int, who: Who, now: str) -> Item:
    """The item of a claim, by its row, that leads with it; for the queue as it is up to now."""
    asked = {"claim_id": claim_id, "actor": who.actor, "now": now}
    about = connection.execute(_about(), asked).one()
    others = _others(connection, about, claim_id) if about.equal else _NO_OTHERS
    lead, *equal = claim_lines_by_id(connection, [claim_id, *others.first])
    basis = basis_of(connection, [claim_id])[claim_id]
    events = events_of(connection, [claim_id]).get(claim_id, [])
    said = fold(events)
    return Item(
        id=lead.claim,
        state=STATES[about.rank] if about.rank is not None else "decided",
        lead=lead,
        others=tuple(equal),
        claims=1 + about.equal,
        articles=1 + others.articles,
        publisher=about.publisher,
        published=about.published,
        since=about.since,
        rivals=tuple(rivals_of(connection, about.key_id, about.said)),
        passage=passage_in(connection, about),
        findings=tuple(_findings(connection, claim_id, lead)),
        earlier=tuple(earlier_on_key(connection, claim_id, about.key_id, -(about.most or 0), who.actor)),
        events=tuple(shown(connection, events[-EVENTS_SHOWN:], who.actor)),
        proposed=_proposed(lead),
        revision=revision_of(basis, max(events[-1].id if events else 0, others.last_event)),
        lease=lease_in(about, who),
        draft=about.draft or "",
        blind=_is_blind(said, who.key),
        changed=_changed(said, lead, basis),
        due=about.due,
        assignee=said.assignee,
    )


@lru_cache
def _about() -> Any:
    """One look at a claim: what it says and where, how it waits, how many wait with it, who has it, and the draft."""
    claim, document, text = _T["claim"], _T["document"], _T["text"]
    queue, lease, draft = _T["queue"], _T["lease"], _T["draft"]
    named = (
        select(claim, item_code().label("item"), said_value().label("said"))
        .where(claim.c.id == bindparam("claim_id"))
        .subquery("named")
    )
    with_it = queue.alias("with_it")
    equal = select(func.count()).where(with_it.c.item == named.c.item, with_it.c.claim_id != named.c.id)
    has = (lease.c.item == named.c.item) & (lease.c.until > bindparam("now"))
    wrote = (draft.c.item == named.c.item) & (draft.c.actor == bindparam("actor"))
    return (
        select(named.c.key_id, named.c.item, named.c.said, equal.scalar_subquery().label("equal"))
        .add_columns(named.c.part, named.c.span_start, named.c.span_end, named.c.document_id)
        .add_columns(document.c.headline, text.c.content, document.c.publisher, document.c.published)
        .add_columns(document.c.article_id, queue.c.rank, queue.c.most, queue.c.since, queue.c.due)
        .add_columns(lease.c.actor, lease.c.session, lease.c.until, draft.c.note.label("draft"))
        .join(document, document.c.id == named.c.document_id)
        .join(text, text.c.id == document.c.text_id)
        .outerjoin(queue, queue.c.claim_id == named.c.id)
        .outerjoin(lease, has)
        .outerjoin(draft, wrote)
    )


@dataclass(frozen=True, slots=True)
class _Others:
    """The equal claims that wait beside one: the first of them by row, how many articles have them, the last event."""

    first: tuple[int, ...]
    articles: int
    last_event: int


_NO_OTHERS = _Others((), 0, 0)


def _others(connection: Connection, about: Any, claim_id: int) -> _Others:
    queue = _T["queue"]
    of_item = (queue.c.item == about.item) & (queue.c.claim_id != claim_id)
    elsewhere = func.nullif(queue.c.article_id, about.article_id).distinct()
    articles = connection.execute(select(func.count(elsewhere)).where(of_item)).scalar_one()
    order = (queue.c.rank, queue.c.article_id, queue.c.place, queue.c.claim_id)
    first = connection.scalars(select(queue.c.claim_id).where(of_item).order_by(*order).limit(OTHERS_SHOWN))
    return _Others(tuple(first), articles, last_event(connection, about.item))


def _is_blind(said: Said, person: str) -> bool:
    return said.first is not None and said.second is None and person_key(said.first.actor) != person


def _proposed(lead: ClaimLine) -> Verdict | None:
    """What the checks conclude; nothing where a person concluded it."""
    return lead.status if lead.decided_by is None else None


def _findings(connection: Connection, claim_id: int, lead: ClaimLine) -> list[Finding]:
    """What each active check found of a claim, that which made its status first."""
    found = []
    for row in connection.execute(_found(), {"claim_id": claim_id}).all():
        line = lead
        if row.name != lead.check or lead.decided_by is not None:
            (line,) = claim_lines_by_check(connection, row.check_id, [claim_id])
        found.append(_finding(row, line))
    return found


@lru_cache
def _found() -> Any:
    verdict, check, fact = _T["verdict"], _T["check"], _T["fact"]
    runs = verdict.alias("runs")
    latest = (
        select(func.max(runs.c.run_id))
        .where(runs.c.claim_id == verdict.c.claim_id, runs.c.check_id == verdict.c.check_id)
        .scalar_subquery()
    )
    return (
        select(verdict.c.check_id, verdict.c.outcome, verdict.c.verdict, check.c.name, check.c.title)
        .add_columns(check.c.feature, check.c.line, check.c.severity, fact.c.rank, fact.c.disputed)
        .add_columns(fact.c.value, fact.c.valid_from, fact.c.valid_to, fact.c.earliest)
        .join(check, check.c.id == verdict.c.check_id)
        .outerjoin(fact, fact.c.id == verdict.c.fact_id)
        .where(verdict.c.claim_id == bindparam("claim_id"), verdict.c.run_id == latest, check.c.active == 1)
        .order_by(verdict.c.verdict.is_(None), verdict.c.verdict, verdict.c.check_id)
    )


def _finding(row: Any, line: ClaimLine) -> Finding:
    return Finding(
        check=row.name,
        title=row.title,
        place=f"{row.feature}:{row.line}",
        severity=row.severity,
        outcome=Outcome(row.outcome),
        verdict=Verdict(row.verdict) if row.verdict is not None else None,
        explanation=line.explanation or "",
        fact=row.value,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        rank=row.rank,
        disputed=bool(row.disputed),
        precision=_precision(row.value) if row.earliest is not None else None,
        sources=line.sources,
    )


def _precision(value: str) -> str | None:
    """To what a date is known, by how it is written."""
    return {1: "year", 2: "month", 3: "day"}.get(len(value.split("-"))) if "/" not in value else None


def _changed(said: Said, lead: ClaimLine, basis: Any) -> tuple[str, ...]:
    """What changed since a claim was decided, where it was reopened for that."""
    if not lead.reopened or said.decision is None:
        return ()
    return told_difference(said.decision.basis, basis_json(basis))


def members_of(connection: Connection, item: str) -> Sequence[int]:
    """Every claim of an item that waits, by row, in their order."""
    queue = _T["queue"]
    order = (queue.c.rank, queue.c.article_id, queue.c.place, queue.c.claim_id)
    return list(connection.scalars(select(queue.c.claim_id).where(queue.c.item == item).order_by(*order)))
