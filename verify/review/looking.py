"""An item whole: a claim in its passage, what checks found, what else is said of its key, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from verify.report.claims import ClaimLine, claim_lines_by_check, claim_lines_by_id
from verify.review.choosing import Who
from verify.review.difference import told_difference
from verify.review.history import earlier_on_key, log_of
from verify.review.leases import draft_of, lease_of
from verify.review.log import basis_json
from verify.review.passage import passage_of
from verify.review.revision import revision_of
from verify.review.rivals import rivals_of
from verify.review.shapes import STATES, Finding, Item, State
from verify.review.waiting import item_code
from verify.store.folding import Said
from verify.store.people import person_key
from verify.store.schema import METADATA
from verify.store.status import basis_of, said_of
from verify.verdicts import Outcome, Verdict

_T = METADATA.tables

EVENTS_SHOWN = 20
OTHERS_SHOWN = 20
"""Equal claims that an item shows; it counts all of them."""


@dataclass(frozen=True, slots=True)
class _Members:
    """A claim with those of its item that wait: the first of these by row, how many all are, in how many articles."""

    first: tuple[int, ...]
    claims: int
    articles: int


def item_of(connection: Connection, claim_id: int, who: Who, now: str) -> Item:
    """The item of a claim, by its row, that leads with it; for the queue as it is up to now."""
    about = _about(connection, claim_id)
    row = connection.execute(select(_T["queue"]).where(_T["queue"].c.claim_id == claim_id)).first()
    members = _members(connection, about, claim_id)
    lead, *others = claim_lines_by_id(connection, [claim_id, *members.first])
    basis = basis_of(connection, [claim_id])[claim_id]
    said = said_of(connection, [claim_id]).get(claim_id)
    asked = -row.most if row is not None else 0
    return Item(
        id=lead.claim,
        state=_state(row),
        lead=lead,
        others=tuple(others),
        claims=members.claims,
        articles=members.articles,
        publisher=about.publisher,
        published=about.published,
        since=row.since if row is not None else None,
        rivals=tuple(rivals_of(connection, claim_id, about.key_id)),
        passage=passage_of(connection, claim_id),
        findings=tuple(_findings(connection, claim_id, lead)),
        earlier=tuple(earlier_on_key(connection, claim_id, about.key_id, asked, who.actor)),
        events=tuple(log_of(connection, who.actor, claim_id=claim_id, limit=EVENTS_SHOWN)),
        proposed=_proposed(lead),
        revision=revision_of(connection, claim_id, about.item, basis),
        lease=lease_of(connection, about.item, who, now),
        draft=draft_of(connection, about.item, who),
        blind=said is not None and _is_blind(said, who.key),
        changed=_changed(connection, claim_id, lead, basis),
        due=row.due if row is not None else None,
        assignee=said.assignee if said is not None else None,
    )


def _about(connection: Connection, claim_id: int) -> Any:
    claim, document = _T["claim"], _T["document"]
    query = (
        select(claim.c.key_id, item_code().label("item"), document.c.publisher, document.c.published)
        .add_columns(document.c.article_id)
        .join(document, document.c.id == claim.c.document_id)
        .where(claim.c.id == claim_id)
    )
    return connection.execute(query).one()


def _members(connection: Connection, about: Any, claim_id: int) -> _Members:
    queue = _T["queue"]
    of_item = (queue.c.item == about.item) & (queue.c.claim_id != claim_id)
    elsewhere = func.nullif(queue.c.article_id, about.article_id).distinct()
    claims, articles = connection.execute(select(func.count(), func.count(elsewhere)).where(of_item)).one()
    query = select(queue.c.claim_id).where(of_item)
    order = (queue.c.rank, queue.c.article_id, queue.c.place, queue.c.claim_id)
    first = connection.scalars(query.order_by(*order).limit(OTHERS_SHOWN))
    return _Members(tuple(first), claims + 1, articles + 1)


def _is_blind(said: Said, person: str) -> bool:
    return said.first is not None and said.second is None and person_key(said.first.actor) != person


def _state(row: Any) -> State:
    return STATES[row.rank] if row is not None else "decided"


def _proposed(lead: ClaimLine) -> Verdict | None:
    """What the checks conclude; nothing where a person concluded it."""
    return lead.status if lead.decided_by is None else None


def _findings(connection: Connection, claim_id: int, lead: ClaimLine) -> list[Finding]:
    """What each active check found of a claim, that which made its status first."""
    verdict, check, fact = _T["verdict"], _T["check"], _T["fact"]
    runs = verdict.alias("runs")
    latest = (
        select(func.max(runs.c.run_id))
        .where(runs.c.claim_id == claim_id, runs.c.check_id == verdict.c.check_id)
        .correlate(verdict)
        .scalar_subquery()
    )
    query = (
        select(verdict.c.check_id, verdict.c.outcome, verdict.c.verdict, check.c.name, check.c.title)
        .add_columns(check.c.feature, check.c.line, check.c.severity, fact.c.rank, fact.c.disputed)
        .add_columns(fact.c.value, fact.c.valid_from, fact.c.valid_to, fact.c.earliest)
        .join(check, check.c.id == verdict.c.check_id)
        .outerjoin(fact, fact.c.id == verdict.c.fact_id)
        .where(verdict.c.claim_id == claim_id, verdict.c.run_id == latest, check.c.active == 1)
        .order_by(verdict.c.verdict.is_(None), verdict.c.verdict, verdict.c.check_id)
    )
    found = []
    for row in connection.execute(query).all():
        line = lead
        if row.name != lead.check or lead.decided_by is not None:
            (line,) = claim_lines_by_check(connection, row.check_id, [claim_id])
        found.append(_finding(row, line))
    return found


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


def _changed(connection: Connection, claim_id: int, lead: ClaimLine, basis: Any) -> tuple[str, ...]:
    """What changed since a claim was decided, where it was reopened for that."""
    if not lead.reopened:
        return ()
    said = said_of(connection, [claim_id]).get(claim_id)
    if said is None or said.decision is None:
        return ()
    return told_difference(said.decision.basis, basis_json(basis))


def members_of(connection: Connection, item: str) -> Sequence[int]:
    """Every claim of an item that waits, by row, in their order."""
    queue = _T["queue"]
    order = (queue.c.rank, queue.c.article_id, queue.c.place, queue.c.claim_id)
    return list(connection.scalars(select(queue.c.claim_id).where(queue.c.item == item).order_by(*order)))
