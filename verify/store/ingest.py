"""Write documents and their claims: what is there already stays, what extraction no longer finds is retired."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from verify.claims import Claim, Polarity, claim_id
from verify.documents import Document
from verify.errors import VerifyError
from verify.store.answers import answer_digest
from verify.store.ids import next_id
from verify.store.redaction_log import refusals
from verify.store.redactions import MARK
from verify.store.schema import METADATA
from verify.values import DateValue, Quantity, parse_edtf, parse_quantity

_T = METADATA.tables
# PostgreSQL refuses a NUL, and no UTF-8 holds half a surrogate pair.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Ingested:
    """What ingesting a document changed. `document_id` is its row."""

    document_id: int
    new_document: bool
    added: int
    retired: int


def extraction_stands(
    connection: Connection, document: Document, extractor: str, vocabulary: str
) -> int | None:
    """The id of an equal document that stands and was extracted just so, or None where there is work to do."""
    row, extraction, article, text = _T["document"], _T["extraction"], _T["article"], _T["text"]
    found = connection.execute(
        select(row.c.id)
        .join(article, article.c.document_id == row.c.id)
        .join(text, text.c.id == row.c.text_id)
        # What was redacted once and may be taken in again is not there yet.
        .where(row.c.digest == document.digest, text.c.content != MARK)
    ).scalar()
    if found is None:
        return None
    latest = connection.execute(
        select(extraction.c.extractor, extraction.c.vocabulary_digest)
        .where(extraction.c.document_id == found)
        .order_by(extraction.c.id.desc())
        .limit(1)
    ).first()
    return int(found) if latest and tuple(latest) == (extractor, vocabulary) else None


def write_document(
    connection: Connection,
    document: Document,
    claims: Sequence[Claim],
    *,
    extractor: str,
    vocabulary: str,
    now: str,
) -> Ingested:
    """Store a document as the one that stands of its article, and its claims.

    Equal claims keep their rows, verdicts and decisions; `vocabulary` is the digest of what was looked for.
    Raises VerifyError, before anything is written, for characters that not every database keeps.
    """
    _refuse_unstorable(document)
    _refuse_redacted(connection, document)
    document_id, new_document, replaced = _document(connection, document, now)
    keys = _keys(connection, claims)
    types = _value_types(connection)
    known = _known_claims(connection, document_id)
    of_document = document.digest
    claim = _T["claim"]
    free = next_id(connection, claim)
    rows: list[dict[str, Any]] = []
    found: set[str] = set()
    for stated in claims:
        digest = claim_id(of_document, stated)
        if digest in found:
            continue
        found.add(digest)
        if digest not in known:
            rows.append(_row(free, digest, document_id, keys, stated, extractor, types))
            free += 1
        elif known[digest].quote == MARK:
            _restore(
                connection, known[digest].id, _row(0, digest, document_id, keys, stated, extractor, types)
            )
    if rows:
        connection.execute(insert(claim), rows)
    revived = [known[digest].id for digest in sorted(found & known.keys()) if known[digest].retired]
    missing = [row.id for digest, row in known.items() if digest not in found and not row.retired]
    for numbers, retired in ((revived, 0), (missing, 1)):
        if numbers:
            connection.execute(update(claim).where(claim.c.id.in_(numbers)).values(retired=retired))
    _note_standing(connection, known, {*revived}, {*missing}, replaced)
    extraction = _T["extraction"]
    connection.execute(
        insert(extraction),
        {
            "id": next_id(connection, extraction),
            "document_id": document_id,
            "extractor": extractor,
            "vocabulary_digest": vocabulary,
            "extracted_at": now,
        },
    )
    return Ingested(document_id, new_document, len(rows) + len(revived), len(missing))


def _note_standing(
    connection: Connection, known: dict[str, Any], revived: set[int], missing: set[int], replaced: int | None
) -> None:
    """Log which claims stand again and which do not any more; new ones stand unless said otherwise.

    `replaced` is the document that stood until now, None where it is the same one.
    """
    standing = _T["standing"]
    back, gone = set(revived), set(missing)
    if replaced is not None:
        back |= {row.id for row in known.values() if not row.retired} - missing
        gone |= {row.id for row in _known_claims(connection, replaced).values() if not row.retired}
        gone -= back
    events = [(number, 0) for number in sorted(gone)] + [(number, 1) for number in sorted(back)]
    if events:
        free = next_id(connection, standing)
        connection.execute(
            insert(standing),
            [
                {"id": free + place, "claim_id": number, "stands": stands}
                for place, (number, stands) in enumerate(events)
            ],
        )


RESTORED = (
    "key_id", "quote", "prefix", "suffix", "because", "subject", "value", "stated", "answer", "answer_digest",
    "attributed_to",
)  # fmt: skip
"""What a claim gets back when its text, redacted once and lifted since, is taken in again."""


def _restore(connection: Connection, number: int, row: dict[str, Any]) -> None:
    claim = _T["claim"]
    connection.execute(
        update(claim).where(claim.c.id == number).values({name: row[name] for name in RESTORED})
    )


def _refuse_unstorable(document: Document) -> None:
    for what in ("text", "headline", "name", "article", "publisher", "url"):
        found = _UNSTORABLE.search(getattr(document, what) or "")
        if found is not None:
            raise VerifyError(
                f"the {what} holds U+{ord(found[0]):04X} at character {found.start()}, which no database keeps.",
                place=document.name,
                hint="Remove it, or name the right --encoding.",
            )


def _refuse_redacted(connection: Connection, document: Document) -> None:
    (refusal,) = refusals(connection, [document])
    if refusal is not None:
        raise refusal


def _document(connection: Connection, document: Document, now: str) -> tuple[int, bool, int | None]:
    """The row of a document, whether it is new, and the document that stood for its article, if another did."""
    table, article = _T["document"], _T["article"]
    row = connection.execute(select(article).where(article.c.name == document.article)).first()
    article_id, stood = (row.id, row.document_id) if row is not None else (None, None)
    if article_id is None:
        article_id = next_id(connection, article)
        connection.execute(insert(article), {"id": article_id, "name": document.article, "document_id": None})
    found = connection.execute(select(table.c.id).where(table.c.digest == document.digest)).scalar()
    is_new = found is None
    if found is not None:
        _text(connection, document)
        lifted = (table.c.id == found) & (table.c.headline == MARK)
        if document.headline != MARK:
            connection.execute(update(table).where(lifted).values(headline=document.headline))
    if found is None:
        found = next_id(connection, table)
        connection.execute(
            insert(table),
            {
                "id": found,
                "digest": document.digest,
                "article_id": article_id,
                "text_id": _text(connection, document),
                "name": document.name,
                "headline": document.headline,
                "publisher": document.publisher,
                "url": document.url,
                "language": document.language,
                "published": document.published,
                "published_day": document.published_day,
                "ingested_at": now,
            },
        )
    connection.execute(update(article).where(article.c.id == article_id).values(document_id=found))
    return int(found), is_new, stood if stood != found else None


def _text(connection: Connection, document: Document) -> int:
    table = _T["text"]
    found = connection.execute(select(table.c.id).where(table.c.sha256 == document.text_digest)).scalar()
    if found is not None and document.text != MARK:
        lifted = (table.c.id == found) & (table.c.content == MARK)
        connection.execute(update(table).where(lifted).values(content=document.text))
    if found is None:
        found = next_id(connection, table)
        connection.execute(
            insert(table),
            {
                "id": found,
                "sha256": document.text_digest,
                "content": document.text,
                "length": len(document.text),
            },
        )
    return int(found)


def _value_types(connection: Connection) -> dict[str, str]:
    """The type of each property's values; a date by itself is one whatever the reference describes."""
    property_ = _T["property"]
    query = select(property_.c.name, property_.c.value_type)
    return {row.name: row.value_type for row in connection.execute(query)} | {"date": "date"}


def _keys(connection: Connection, claims: Sequence[Claim]) -> dict[tuple[str, str, str], int]:
    """The claim keys that claims ask, by subject, property and scope; new ones get their rows."""
    key, property_ = _T["claim_key"], _T["property"]
    wanted = dict.fromkeys(
        (claim.asks, claim.property, claim.scope) for claim in claims if claim.asks is not None
    )
    if not wanted:
        return {}
    properties: dict[str, int] = {
        row.name: row.id for row in connection.execute(select(property_.c.name, property_.c.id))
    }
    known: dict[tuple[str, str, str], int] = {}
    subjects = sorted({asks for asks, _, _ in wanted})
    for start in range(0, len(subjects), 500):
        query = (
            select(key.c.id, key.c.subject, property_.c.name, key.c.scope)
            .join(property_, property_.c.id == key.c.property_id)
            .where(key.c.subject.in_(subjects[start : start + 500]))
        )
        known |= {(row.subject, row.name, row.scope): row.id for row in connection.execute(query)}
    free = next_id(connection, key)
    rows = []
    for asks, name, scope in wanted:
        if (asks, name, scope) not in known and name in properties:
            known[asks, name, scope] = free
            rows.append(
                {
                    "id": free,
                    "subject": asks,
                    "property_id": properties[name],
                    "scope": scope,
                    "record_id": None,
                }
            )
            free += 1
    if rows:
        connection.execute(insert(key), rows)
    return known


def _known_claims(connection: Connection, document_id: int) -> dict[str, Any]:
    claim = _T["claim"]
    query = select(claim.c.id, claim.c.digest, claim.c.retired, claim.c.quote).where(
        claim.c.document_id == document_id
    )
    return {row.digest: row for row in connection.execute(query)}


def _row(
    number: int,
    digest: str,
    document_id: int,
    keys: dict[tuple[str, str, str], int],
    claim: Claim,
    extractor: str,
    types: dict[str, str],
) -> dict[str, Any]:
    # "2231" is a year only where a date is stated, not where a resolution is cited.
    is_date = types.get(claim.property) == "date"
    amount = _quantity(claim.answer) if types.get(claim.property) == "number" else None
    stated, value = (_date(claim.stated), _date(claim.value)) if is_date else (None, None)
    as_of = _date(claim.as_of)
    yearless = stated is not None and stated.earliest is None
    return {
        "id": number,
        "digest": digest,
        "document_id": document_id,
        "key_id": keys.get((claim.asks or "", claim.property, claim.scope)),
        "kind": claim.kind,
        "property": claim.property,
        "part": str(claim.span.part),
        "span_start": claim.span.start,
        "span_end": claim.span.end,
        "quote": claim.span.quote,
        "prefix": claim.span.prefix,
        "suffix": claim.span.suffix,
        "subject": claim.subject,
        "value": claim.value,
        "stated": claim.stated,
        "answer": claim.answer,
        "answer_digest": answer_digest(claim.answer),
        "answer_known": int(claim.answer_known),
        "stated_earliest": stated.earliest if stated else None,
        "stated_latest": stated.latest if stated else None,
        "value_earliest": value.earliest if value else None,
        "value_latest": value.latest if value else None,
        "month_day_from": stated.recurring_from if stated and yearless else None,
        "month_day_to": stated.recurring_to if stated and yearless else None,
        "weekday": claim.weekday,
        "number": float(amount.number) if amount else None,
        "last_digit": float(amount.last_digit) if amount else None,
        "unit": amount.unit if amount else None,
        "as_of": claim.as_of,
        "as_of_earliest": as_of.earliest if as_of else None,
        "as_of_latest": as_of.latest if as_of else None,
        "attributed_to": claim.attributed_to,
        "polarity": str(claim.polarity),
        "problem": str(claim.problem) if claim.problem else None,
        "comparable": int(claim.polarity is Polarity.ASSERTED and claim.problem is None),
        "because": "\n".join(claim.because),
        "extractor": extractor,
        "retired": 0,
    }


def _date(text: str | None) -> DateValue | None:
    """The date a claim's text is, or None: values of other kinds have no bounds."""
    if text is None:
        return None
    try:
        return parse_edtf(text)
    except ValueError:
        return None


def _quantity(text: str | None) -> Quantity | None:
    """The number a claim answers, or None where its words are none."""
    try:
        return parse_quantity(text) if text is not None else None
    except ValueError:
        return None
