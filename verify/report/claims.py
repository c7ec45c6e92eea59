"""The claims of documents with their status, record, sources and an explanation: what `verify run` shows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, select

from verify.report.claim_grounds import Grounds, SourceLine, batches, compared, grounds_of
from verify.report.claim_query import claim_query
from verify.report.explain import Found, Peer, explain, recorded
from verify.store.schema import METADATA
from verify.verdicts import Outcome, Verdict

_T = METADATA.tables
_Row: TypeAlias = Any


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
    claim, lines = _T["claim"], list[ClaimLine]()
    for batch in batches(document_ids):
        standing = claim_query().where(claim.c.document_id.in_(batch), claim.c.retired == 0)
        position = {number: place for place, number in enumerate(batch)}
        rows = connection.execute(standing).all()
        lines += _lines(connection, sorted(rows, key=lambda row: (position[row.document_id], *_order(row))))
    return lines


def claim_line(connection: Connection, digest: str) -> list[ClaimLine]:
    """The claims whose id begins so: one where it is known and unambiguous."""
    claim = _T["claim"]
    begins = claim.c.digest.startswith(digest.lower(), autoescape=True)
    rows = connection.execute(claim_query().where(begins).order_by(claim.c.digest).limit(10)).all()
    return _lines(connection, rows)


def claim_lines_by_id(connection: Connection, claim_ids: Sequence[int]) -> list[ClaimLine]:
    """These claims, in this order."""
    return _by_id(connection, claim_query(), claim_ids)


def claim_lines_by_check(connection: Connection, check_id: int, claim_ids: Sequence[int]) -> list[ClaimLine]:
    """These claims, in this order, with what this check found of each: another may have made their status."""
    return _by_id(connection, claim_query(check_id), claim_ids)


def _by_id(connection: Connection, query: Any, claim_ids: Sequence[int]) -> list[ClaimLine]:
    found: dict[int, _Row] = {}
    for batch in batches(claim_ids):
        found |= {row.id: row for row in connection.execute(query.where(_T["claim"].c.id.in_(batch)))}
    return _lines(connection, [found[number] for number in claim_ids if number in found])


def _order(row: _Row) -> tuple[Any, ...]:
    return (row.part != "headline", row.span_start, row.span_end, row.kind, row.property, row.id)


def _lines(connection: Connection, rows: Sequence[_Row]) -> list[ClaimLine]:
    peers = {row.peer_text_id for row in rows if row.peer_text_id is not None}
    breaks = _line_starts(connection, {row.text_id for row in rows} | peers)
    grounds = grounds_of(connection, rows)
    return [_line(row, grounds, breaks) for row in rows]


def _line(row: _Row, grounds: Grounds, breaks: dict[int, list[int]]) -> ClaimLine:
    line, column = _place(row.part, row.text_id, row.span_start, breaks)
    found = _found(row, grounds, breaks)
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
        sources=grounds.sources_of(row),
        decided_by=row.decided_by,
        reopened=bool(row.reopened),
        advice=row.advice or "",
        peer=row.peer,
    )


def _found(row: _Row, grounds: Grounds, breaks: dict[int, list[int]]) -> Found:
    own = grounds.own.get(row.id)
    return Found(
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
        compared=compared(row),
        peer=_peer(row, breaks),
        rivals=grounds.beside.get(row.id, ()) if row.outcome == Outcome.SOURCES_CONFLICT else (),
        listed=row.outcome == Outcome.DIFFERS and row.id in grounds.beside,
        own_publisher=row.publisher.strip() if own is not None else None,
    )


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


def _line_starts(connection: Connection, texts: set[int]) -> dict[int, list[int]]:
    text = _T["text"]
    found: dict[int, list[int]] = {}
    for batch in batches(sorted(texts)):
        for row in connection.execute(select(text.c.id, text.c.content).where(text.c.id.in_(batch))):
            starts, at = [0], row.content.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = row.content.find("\n", at + 1)
            found[row.id] = starts
    return found


__all__ = [
    "ClaimLine", "SourceLine", "claim_line", "claim_lines", "claim_lines_by_check", "claim_lines_by_id",
]  # fmt: skip
