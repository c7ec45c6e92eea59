"""The claims of documents with their status, record, sources and an explanation: what `verify run` shows."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import Connection, func, select

from verify.documents import publisher_key
from verify.report.explain import Compared, Found, Peer, Rival, explain, recorded
from verify.store.schema import METADATA
from verify.verdicts import Outcome, Verdict

_T = METADATA.tables
_Row: TypeAlias = Any
_BATCH = 500


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source of a fact, as reports show it."""

    title: str
    publisher: str
    url: str


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim as reports show it.

    `line` and `column` count from 1, in code points; in the headline they count there. `status` is None where no
    check judges the claim. `record` is what the record says, for people; `expected` for machines. `prefix` and
    `suffix` are the text around the quote; `asks`, `property` and `scope` are the claim key. `advice` is what
    the check tells readers of a finding; `peer` the id of the claim that the verdict rests on, where it is on one.
    """

    document_id: int
    claim: str
    document: str
    article: str
    part: str
    line: int
    column: int
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    kind: str
    property: str
    subject: str | None
    asks: str | None
    scope: str
    stated: str | None
    value: str | None
    as_of: str | None
    attributed_to: str | None
    polarity: str
    problem: str | None
    status: Verdict | None
    outcome: Outcome | None
    check: str | None
    check_title: str | None
    check_place: str | None
    severity: str | None
    expected: str | None
    record: str | None
    explanation: str | None
    sources: tuple[SourceLine, ...]
    decided_by: str | None
    reopened: bool
    advice: str = ""
    peer: str | None = None


def claim_lines(connection: Connection, document_ids: Sequence[int]) -> list[ClaimLine]:
    """The claims that stand of these documents, in their order, then in that of the text."""
    lines: list[ClaimLine] = []
    for start in range(0, len(document_ids), _BATCH):
        batch = list(document_ids[start : start + _BATCH])
        claim = _T["claim"]
        rows = connection.execute(_query().where(claim.c.document_id.in_(batch), claim.c.retired == 0)).all()
        position = {number: place for place, number in enumerate(batch)}
        rows = sorted(rows, key=lambda row: (position[row.document_id], *_order(row)))
        lines += _lines(connection, rows)
    return lines


def claim_line(connection: Connection, digest: str) -> list[ClaimLine]:
    """The claims whose id begins so: one where it is known and unambiguous."""
    claim = _T["claim"]
    begins = claim.c.digest.startswith(digest.lower(), autoescape=True)
    rows = connection.execute(_query().where(begins).order_by(claim.c.digest).limit(10)).all()
    return _lines(connection, rows)


def claim_lines_by_id(connection: Connection, claim_ids: Sequence[int]) -> list[ClaimLine]:
    """These claims, in this order."""
    claim = _T["claim"]
    found: dict[int, _Row] = {}
    for start in range(0, len(claim_ids), _BATCH):
        batch = claim.c.id.in_(list(claim_ids[start : start + _BATCH]))
        found |= {row.id: row for row in connection.execute(_query().where(batch))}
    return _lines(connection, [found[number] for number in claim_ids if number in found])


def claim_lines_by_check(connection: Connection, check_id: int, claim_ids: Sequence[int]) -> list[ClaimLine]:
    """These claims, in this order, with what this check found of each: another may have made their status."""
    claim = _T["claim"]
    found: dict[int, _Row] = {}
    for start in range(0, len(claim_ids), _BATCH):
        batch = claim.c.id.in_(list(claim_ids[start : start + _BATCH]))
        found |= {row.id: row for row in connection.execute(_query(check_id).where(batch))}
    return _lines(connection, [found[number] for number in claim_ids if number in found])


def _order(row: _Row) -> tuple[Any, ...]:
    return (row.part != "headline", row.span_start, row.span_end, row.kind, row.property, row.id)


@lru_cache(maxsize=64)
def _query(check_id: int | None = None) -> Any:
    """Claims with the verdict that made their status, or with the latest of one check."""
    claim, document, article, key = _T["claim"], _T["document"], _T["article"], _T["claim_key"]
    status, verdict, fact, check = _T["status"], _T["verdict"], _T["fact"], _T["check"]
    decision, subject, property_ = _T["decision"], _T["subject"], _T["property"]
    peer, peer_document, peer_article = (
        claim.alias("peer"),
        document.alias("peer_document"),
        article.alias("peer_article"),
    )
    shown = status if check_id is None else verdict
    return (
        select(
            claim,
            document.c.name.label("document"),
            document.c.headline,
            document.c.text_id,
            document.c.publisher,
            article.c.name.label("article"),
            key.c.subject.label("asks"),
            key.c.scope,
            status.c.verdict,
            shown.c.outcome,
            status.c.reopened,
            check.c.name.label("check_name"),
            check.c.title.label("check_title"),
            check.c.feature,
            check.c.line.label("check_line"),
            check.c.severity,
            check.c.compares_with,
            check.c.advice,
            check.c.plan,
            property_.c.value_type,
            peer.c.digest.label("peer"),
            peer.c.quote.label("peer_quote"),
            peer.c.value.label("peer_value"),
            peer.c.part.label("peer_part"),
            peer.c.span_start.label("peer_start"),
            peer.c.document_id.label("peer_document_id"),
            peer_document.c.text_id.label("peer_text_id"),
            peer_article.c.name.label("peer_article"),
            verdict.c.record_id,
            fact.c.id.label("fact_id"),
            fact.c.value.label("fact_value"),
            fact.c.valid_from,
            fact.c.valid_to,
            fact.c.note.label("fact_note"),
            subject.c.name.label("fact_subject"),
            decision.c.actor.label("decided_by"),
        )
        .join(document, document.c.id == claim.c.document_id)
        .join(article, article.c.id == document.c.article_id)
        .outerjoin(key, key.c.id == claim.c.key_id)
        .outerjoin(property_, property_.c.id == key.c.property_id)
        .outerjoin(status, status.c.claim_id == claim.c.id)
        .outerjoin(verdict, _chosen_verdict(check_id))
        .outerjoin(check, check.c.id == shown.c.check_id)
        .outerjoin(peer, peer.c.id == verdict.c.peer_id)
        .outerjoin(peer_document, peer_document.c.id == peer.c.document_id)
        .outerjoin(peer_article, peer_article.c.id == peer_document.c.article_id)
        .outerjoin(fact, fact.c.id == verdict.c.fact_id)
        .outerjoin(subject, subject.c.id == fact.c.subject_id)
        .outerjoin(decision, decision.c.id == status.c.decision_id)
    )


def _chosen_verdict(check_id: int | None) -> Any:
    claim, status, verdict = _T["claim"], _T["status"], _T["verdict"]
    if check_id is None:
        return (
            (verdict.c.claim_id == status.c.claim_id)
            & (verdict.c.check_id == status.c.check_id)
            & (verdict.c.run_id == status.c.run_id)
        )
    runs = verdict.alias("runs")
    latest = (
        select(func.max(runs.c.run_id))
        .where(runs.c.claim_id == claim.c.id, runs.c.check_id == check_id)
        .scalar_subquery()
    )
    return (
        (verdict.c.claim_id == claim.c.id) & (verdict.c.check_id == check_id) & (verdict.c.run_id == latest)
    )


def _lines(connection: Connection, rows: Sequence[_Row]) -> list[ClaimLine]:
    sources = _sources(connection, {row.fact_id for row in rows if row.fact_id is not None})
    beside = _beside(connection, rows)
    own = _on_their_own_word(connection, rows)
    sources |= _sources(connection, {fact.id for fact in own.values()})
    peers = {row.peer_text_id for row in rows if row.peer_text_id is not None}
    breaks = _line_starts(connection, {row.text_id for row in rows} | peers)
    return [_line(row, sources, breaks, beside, own.get(row.id)) for row in rows]


def _line(
    row: _Row,
    sources: dict[int, list[SourceLine]],
    breaks: dict[int, list[int]],
    beside: dict[int, tuple[Rival, ...]],
    own: _Row | None,
) -> ClaimLine:
    line, column = _place(row.part, row.text_id, row.span_start, breaks)
    found = Found(
        kind=row.kind,
        property=row.property,
        quote=row.quote,
        subject=row.subject,
        asks=row.asks,
        stated=row.stated,
        value=row.value,
        as_of=row.as_of,
        polarity=row.polarity,
        problem=row.problem,
        weekday=row.weekday,
        outcome=Outcome(row.outcome) if row.outcome is not None else None,
        fact_value=own.value if own is not None else row.fact_value,
        fact_from=own.valid_from if own is not None else row.valid_from,
        fact_to=own.valid_to if own is not None else row.valid_to,
        fact_note=row.fact_note,
        compared=_compared(row),
        peer=_peer(row, breaks),
        rivals=beside.get(row.id, ()) if row.outcome == Outcome.SOURCES_CONFLICT else (),
        listed=row.outcome == Outcome.DIFFERS and row.id in beside,
        own_publisher=row.publisher.strip() if own is not None else None,
    )
    return ClaimLine(
        document_id=row.document_id,
        claim=row.digest,
        document=row.document,
        article=row.article,
        part=row.part,
        line=line,
        column=column,
        start=row.span_start,
        end=row.span_end,
        quote=row.quote,
        prefix=row.prefix,
        suffix=row.suffix,
        kind=row.kind,
        property=row.property,
        subject=row.subject,
        asks=row.asks,
        scope=row.scope or "",
        stated=row.stated,
        value=row.value,
        as_of=row.as_of,
        attributed_to=row.attributed_to,
        polarity=row.polarity,
        problem=row.problem,
        status=Verdict(row.verdict) if row.verdict is not None else None,
        outcome=found.outcome,
        check=row.check_name,
        check_title=row.check_title,
        check_place=f"{row.feature}:{row.check_line}" if row.check_name else None,
        severity=row.severity,
        expected=row.fact_value,
        record=recorded(found),
        explanation=explain(found),
        sources=tuple(sources.get(own.id if own is not None else row.fact_id, ())),
        decided_by=row.decided_by,
        reopened=bool(row.reopened),
        advice=row.advice or "",
        peer=row.peer,
    )


def _on_their_own_word(connection: Connection, rows: Sequence[_Row]) -> dict[int, _Row]:
    """Of claims by row of which nothing counts as recorded, the fact that agrees but that only their publisher says."""
    asked = [row for row in rows if row.outcome == Outcome.NO_RECORD and row.record_id is not None]
    asked = [row for row in asked if (row.publisher or "").strip()]
    member, fact, cited, source = _T["record_fact"], _T["fact"], _T["fact_source"], _T["source"]
    facts: dict[int, dict[int, _Row]] = defaultdict(dict)
    saying: dict[int, set[str]] = defaultdict(set)
    for batch in _batches(sorted({row.record_id for row in asked})):
        query = (
            select(member.c.record_id, fact, source.c.publisher)
            .join(fact, fact.c.id == member.c.fact_id)
            .join(cited, cited.c.fact_id == fact.c.id)
            .join(source, source.c.id == cited.c.source_id)
            .where(member.c.record_id.in_(batch))
            .order_by(fact.c.id)
        )
        for found in connection.execute(query):
            facts[found.record_id].setdefault(found.id, found)
            saying[found.id].add(publisher_key(found.publisher or ""))
    chosen: dict[int, _Row] = {}
    for row in asked:
        alone = {publisher_key(row.publisher)}
        own = (found for found in facts[row.record_id].values() if saying[found.id] == alone)
        said = next((found for found in own if _answers(row, found)), None)
        if said is not None:
            chosen[row.id] = said
    return chosen


def _answers(row: _Row, fact: _Row) -> bool:
    """Whether a fact may be what a claim agrees with: one of its days, or of a state the claim's answer in its time."""
    if not _compared(row).is_state:
        if fact.earliest is None or row.stated_earliest is None:
            return True
        return bool(fact.earliest <= row.stated_latest and row.stated_earliest <= fact.latest)
    begins = (
        fact.valid_from_day is None or row.as_of_latest is None or fact.valid_from_day <= row.as_of_latest
    )
    ends = fact.valid_to_day is None or row.as_of_earliest is None or row.as_of_earliest <= fact.valid_to_day
    return bool(fact.value == row.answer and begins and ends)


def _beside(connection: Connection, rows: Sequence[_Row]) -> dict[int, tuple[Rival, ...]]:
    """Of claims by row whose sources conflict what else disputed sources say; of others that differ from many-valued
    records that a list says are complete, nothing but that.
    """
    record, member, fact, property_ = _T["record"], _T["record_fact"], _T["fact"], _T["property"]
    found: dict[int, tuple[Rival, ...]] = {}
    conflicting = [
        row for row in rows if row.outcome == Outcome.SOURCES_CONFLICT and row.record_id is not None
    ]
    rivals: dict[int, dict[int, tuple[tuple[int, str], Rival]]] = defaultdict(dict)
    for batch in _batches(sorted({row.record_id for row in conflicting})):
        query = (
            select(member.c.record_id, fact)
            .join(fact, fact.c.id == member.c.fact_id)
            .where(member.c.record_id.in_(batch), fact.c.disputed == 1)
            .order_by(fact.c.id)
        )
        for rival in connection.execute(query):
            said = Rival(rival.value, rival.valid_from, rival.valid_to)
            rivals[rival.record_id][rival.id] = (rival.property_id, rival.scope), said
    for row in conflicting:
        # "Dated" is answered by several properties: only what says it of the same one is a rival.
        others = dict(rivals[row.record_id])
        asked, _ = others.pop(row.fact_id, (None, None))
        found[row.id] = tuple(said for of, said in others.values() if of == asked)
    differing = [row for row in rows if row.outcome == Outcome.DIFFERS and row.record_id is not None]
    listed: set[int] = set()
    for batch in _batches(sorted({row.record_id for row in differing})):
        complete = (
            select(record.c.id)
            .join(member, member.c.record_id == record.c.id)
            .join(fact, fact.c.id == member.c.fact_id)
            .join(property_, property_.c.id == fact.c.property_id)
            .where(record.c.id.in_(batch), record.c.complete == 1, property_.c.many == 1)
        )
        listed |= set(connection.scalars(complete))
    return found | {row.id: () for row in differing if row.record_id in listed}


def _compared(row: _Row) -> Compared:
    """How the check that made a claim's status compares; the reference's way where none did."""
    what, value_type = row.compares_with or "reference", row.value_type or "date"
    comparing, time = _comparing(row.plan) if row.plan else ({}, None)
    tolerance = comparing.get("tolerance")
    return Compared(
        what,
        value_type,
        f"{tolerance[0]:g} {tolerance[1]}" if tolerance else None,
        comparing.get("order"),
        comparing.get("property"),
        comparing.get("method"),
        time == "state",
    )


@lru_cache
def _comparing(plan: str) -> tuple[dict[str, Any], str | None]:
    """How a check compares, and whether states, of its plan as the store keeps it.

    Nothing of a plan that an earlier version wrote.
    """
    try:
        judgement = json.loads(plan)
        found: dict[str, Any] = judgement["plan"]["comparing"]
        described = judgement["described"] or {}
    except (ValueError, LookupError, TypeError):
        return {}, None
    return found, described.get("time")


def _peer(row: _Row, breaks: dict[int, list[int]]) -> Peer | None:
    if row.peer is None:
        return None
    line, column = _place(row.peer_part, row.peer_text_id, row.peer_start, breaks)
    place = f"headline:{column}" if row.peer_part == "headline" else f"{line}:{column}"
    return Peer(
        f"{row.peer_article}:{place}",
        row.peer_value or row.peer_quote,
        row.peer_document_id == row.document_id,
    )


def _place(part: str, text_id: int, start: int, breaks: dict[int, list[int]]) -> tuple[int, int]:
    """Line and column, from 1."""
    starts = [0] if part == "headline" else breaks[text_id]
    line = bisect_right(starts, start)
    return line, start - starts[line - 1] + 1


def _sources(connection: Connection, facts: set[int]) -> dict[int, list[SourceLine]]:
    source, cited = _T["source"], _T["fact_source"]
    found: dict[int, list[SourceLine]] = defaultdict(list)
    for batch in _batches(sorted(facts)):
        query = (
            select(cited.c.fact_id, source.c.title, source.c.publisher, source.c.url)
            .join(source, source.c.id == cited.c.source_id)
            .where(cited.c.fact_id.in_(batch))
            .order_by(source.c.code)
        )
        for row in connection.execute(query):
            found[row.fact_id].append(SourceLine(row.title, row.publisher, row.url))
    return found


def _line_starts(connection: Connection, texts: set[int]) -> dict[int, list[int]]:
    text = _T["text"]
    found: dict[int, list[int]] = {}
    for batch in _batches(sorted(texts)):
        for row in connection.execute(select(text.c.id, text.c.content).where(text.c.id.in_(batch))):
            starts, at = [0], row.content.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = row.content.find("\n", at + 1)
            found[row.id] = starts
    return found


def _batches(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), _BATCH):
        yield numbers[start : start + _BATCH]
