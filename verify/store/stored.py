"""Documents as they were stored, and the claims that stand of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from verify.documents import Document, Prose
from verify.store.redactions import MARK
from verify.store.schema import METADATA

_T = METADATA.tables


def outdated_documents(
    connection: Connection, extractor: str, vocabulary: str, *, whole: bool = False
) -> list[int]:
    """The documents that stand and were last extracted by another extractor or with another vocabulary.

    With `whole`, all that stand.
    """
    article, extraction, document, text = _T["article"], _T["extraction"], _T["document"], _T["text"]
    latest = (
        select(func.max(extraction.c.id))
        .where(extraction.c.document_id == article.c.document_id)
        .correlate(article)
        .scalar_subquery()
    )
    query = (
        select(article.c.document_id, extraction.c.extractor, extraction.c.vocabulary_digest)
        .join(document, document.c.id == article.c.document_id)
        .join(text, text.c.id == document.c.text_id)
        .outerjoin(extraction, extraction.c.id == latest)
        # Of a redacted text nothing is left to read.
        .where(text.c.content != MARK)
        .order_by(article.c.document_id)
    )
    return [
        row.document_id
        for row in connection.execute(query)
        if whole or (row.extractor, row.vocabulary_digest) != (extractor, vocabulary)
    ]


def stored_document(connection: Connection, number: int) -> Document:
    """A document by its row, with its whole text as prose."""
    document, text, article = _T["document"], _T["text"], _T["article"]
    row = connection.execute(
        select(document, text.c.content, article.c.name.label("article"))
        .join(text, text.c.id == document.c.text_id)
        .join(article, article.c.id == document.c.article_id)
        .where(document.c.id == number)
    ).one()
    return Document(
        article=row.article,
        name=row.name,
        text=row.content,
        prose=Prose(row.content),
        headline=row.headline,
        publisher=row.publisher,
        url=row.url,
        language=row.language,
        published=row.published,
    )


def standing_claims(connection: Connection, document: int) -> dict[str, dict[str, Any]]:
    """What stands of a document, by the ids of its claims."""
    claim = _T["claim"]
    names = ("digest", "part", "span_start", "quote", "kind", "property", "subject", "value")
    query = (
        select(*(claim.c[name] for name in names))
        .where(claim.c.document_id == document, claim.c.retired == 0)
        .order_by(claim.c.part.desc(), claim.c.span_start, claim.c.span_end, claim.c.digest)
    )
    return {row.digest: dict(row._mapping) for row in connection.execute(query)}
