"""The log of redactions: what was taken out and stays out, what was lifted, and whether the log is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from verify.claims import Claim, Part, Polarity, Problem, Span, claim_id
from verify.documents import Document, Prose
from verify.errors import VerifyError
from verify.store.chain import START
from verify.store.ids import next_id
from verify.store.redactions import MARK
from verify.store.schema import METADATA
from verify.values import describe_date

REDACT, LIFT = "redact", "lift"

_T = METADATA.tables
_COVERED = ("id", "event", "actor", "at", "reason", "previous")
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Redacted:
    """That a text was redacted: when (a UTC moment), by whom and why."""

    at: str
    by: str
    reason: str

    @property
    def words(self) -> str:
        """What readers are told in the place of the text: "[redacted on 26 November 2026 by Ana: court order]"."""
        return f"[redacted on {describe_date(self.at[:10])} by {self.by}: {self.reason}]"


def append(connection: Connection, event: str, text_id: int, *, actor: str, now: str, reason: str) -> int:
    """Write an event of a text into the log; returns its number."""
    table, text = _T["redaction"], _T["text"]
    last = select(table.c.digest).order_by(table.c.id.desc()).limit(1)
    row = {
        "id": next_id(connection, table),
        "event": event,
        "text_id": text_id,
        "actor": actor,
        "at": now,
        "reason": reason,
        "previous": connection.execute(last).scalar() or START,
    }
    sha256 = connection.execute(select(text.c.sha256).where(text.c.id == text_id)).scalar_one()
    connection.execute(insert(table), row | {"digest": _digest(row, sha256)})
    return int(row["id"])


def _digest(event: dict[str, Any], text_sha256: str) -> str:
    content = {name: event[name] for name in _COVERED} | {"text": text_sha256}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def last_events(connection: Connection, texts: Collection[int]) -> dict[int, Any]:
    """The last event of each of these texts that has any, by the rows of the texts."""
    table = _T["redaction"]
    found: dict[int, Any] = {}
    numbers = sorted(texts)
    for start in range(0, len(numbers), _BATCH):
        latest = (
            select(func.max(table.c.id))
            .where(table.c.text_id.in_(numbers[start : start + _BATCH]))
            .group_by(table.c.text_id)
        )
        rows = connection.execute(select(table).where(table.c.id.in_(latest)))
        found |= {row.text_id: row for row in rows}
    return found


def redacted_texts(connection: Connection, texts: Collection[int]) -> dict[int, Redacted]:
    """Those of these texts, by row, that are redacted."""
    return {
        number: Redacted(row.at, row.actor, row.reason)
        for number, row in last_events(connection, texts).items()
        if row.event == REDACT
    }


def redacted_document(connection: Connection, document_id: int) -> Redacted | None:
    """That a document, by its row, is redacted; None where it is not."""
    document = _T["document"]
    text_id = connection.execute(select(document.c.text_id).where(document.c.id == document_id)).scalar()
    return redacted_texts(connection, [text_id]).get(text_id) if text_id is not None else None


def any_redaction(connection: Connection) -> bool:
    """Whether anything was ever redacted."""
    return connection.execute(select(_T["redaction"].c.id).limit(1)).first() is not None


def redacted_claims() -> Select[Any]:
    """The rows of the claims whose words are not there."""
    claim = _T["claim"]
    return select(claim.c.id).where(claim.c.quote == MARK)


def refusals(connection: Connection, documents: Sequence[Document]) -> list[VerifyError | None]:
    """For each document, why it cannot be taken in: its text was redacted. None where it was not."""
    text = _T["text"]
    digests = [document.text_digest for document in documents]
    query = select(text.c.sha256, text.c.id).where(text.c.sha256.in_(set(digests)))
    known = {row.sha256: row.id for row in connection.execute(query)}
    redacted = redacted_texts(connection, list(known.values()))
    return [
        _refusal(document, redacted.get(known.get(digest, 0)))
        for document, digest in zip(documents, digests, strict=True)
    ]


def _refusal(document: Document, redacted: Redacted | None) -> VerifyError | None:
    if redacted is None:
        return None
    return VerifyError(
        f"this text is not taken in again: {redacted.words[1:-1]}.",
        place=document.name,
        hint=f"If it may be, first lift that: verify redact {document.text_digest[:12]} --lift --reason …",
    )


def log_findings(connection: Connection) -> Iterator[str]:
    """What is wrong with the log of redactions, or with what it says was taken out; a line each."""
    table, text = _T["redaction"], _T["text"]
    query = select(table, text.c.sha256).outerjoin(text, text.c.id == table.c.text_id).order_by(table.c.id)
    previous, expected = START, 1
    for row in connection.execute(query):
        where = f"the log of redactions breaks at redaction {row.id}"
        if row.id != expected:
            yield f"{where}: redaction {expected} is missing before it"
            return
        if row.previous != previous:
            yield f"{where}: it does not follow the redaction before it"
            return
        if row.sha256 is None or _digest(dict(row._mapping), row.sha256) != row.digest:
            yield f"{where}: its content was changed"
            return
        previous, expected = row.digest, expected + 1
    events = last_events(connection, set(connection.scalars(select(table.c.text_id))))
    yield from _left_words(connection, {number for number, row in events.items() if row.event == REDACT})
    yield from _wrongly_restored(connection, {number for number, row in events.items() if row.event == LIFT})


def _left_words(connection: Connection, texts: set[int]) -> Iterator[str]:
    text, document, claim = _T["text"], _T["document"], _T["claim"]
    numbers = sorted(texts)
    left = 0
    for start in range(0, len(numbers), _BATCH):
        batch = numbers[start : start + _BATCH]
        of_text = select(document.c.id).where(document.c.text_id.in_(batch))
        for query in (
            select(func.count()).where(text.c.id.in_(batch), text.c.content != MARK),
            select(func.count()).where(document.c.id.in_(of_text), document.c.headline.not_in(["", MARK])),
            select(func.count()).where(claim.c.document_id.in_(of_text), claim.c.quote != MARK),
        ):
            left += int(connection.execute(query).scalar_one())
    if left:
        yield f"{left} rows of redacted texts still have their words"


def _wrongly_restored(connection: Connection, texts: set[int]) -> Iterator[str]:
    """Claims of texts that were lifted that are not what their ids say; of those without a key nobody can tell."""
    claim, key, document = _T["claim"], _T["claim_key"], _T["document"]
    query = (
        select(claim, key.c.subject.label("asks"), key.c.scope, document.c.digest.label("of"))
        .join(key, key.c.id == claim.c.key_id)
        .join(document, document.c.id == claim.c.document_id)
        .where(claim.c.quote != MARK)
    )
    numbers, wrong = sorted(texts), 0
    for start in range(0, len(numbers), _BATCH):
        batch = query.where(document.c.text_id.in_(numbers[start : start + _BATCH]))
        wrong += sum(claim_id(row.of, _claim(row)) != row.digest for row in connection.execute(batch))
    if wrong:
        yield f"{wrong} claims of texts that were taken in again that are not what their id says"


def _claim(row: Any) -> Claim:
    """What of a claim its id is made from."""
    return Claim(
        Span(row.span_start, row.span_end, row.quote, part=Part(row.part)),
        row.kind,
        row.property,
        row.subject,
        row.value,
        stated=row.stated,
        asks=row.asks,
        answer=row.answer,
        answer_known=bool(row.answer_known),
        scope=row.scope,
        as_of=row.as_of,
        polarity=Polarity(row.polarity),
        problem=Problem(row.problem) if row.problem is not None else None,
    )


def document_findings(connection: Connection) -> Iterator[str]:
    """Documents that are not what their digests say; of redacted ones nobody can tell."""
    document, text, article = _T["document"], _T["text"], _T["article"]
    query = (
        select(document, text.c.sha256, article.c.name.label("article"))
        .join(text, text.c.id == document.c.text_id)
        .join(article, article.c.id == document.c.article_id)
        .where(document.c.headline != MARK)
        .execution_options(yield_per=1000)
    )
    wrong = sum(_document_digest(row) != row.digest for row in connection.execute(query))
    if wrong:
        yield f"{wrong} documents that are not what their digest says"


def _document_digest(row: Any) -> str:
    said = Document(
        row.article,
        row.name,
        "",
        Prose(""),
        row.headline,
        row.publisher,
        row.url,
        row.language,
        row.published,
    )
    return said.digest_with(row.sha256)
