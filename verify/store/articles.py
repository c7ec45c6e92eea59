"""Texts, documents and articles: what was read, and which revision stands."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    Named,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
)

from verify.store.base import METADATA, row_id, sha256_hex, utc_moment


class TextColumns(TypedColumns):
    """The characters of an article as they came, stored once. Append-only."""

    id: Named[int] = row_id()
    sha256: Named[str] = sha256_hex()
    content: Named[str] = Column(Text)
    length: Named[int]


TEXT = Table("text", METADATA, TextColumns, UniqueConstraint("sha256"))


class ArticleColumns(TypedColumns):
    """What groups the revisions of a piece; `document_id` is the one that stands."""

    id: Named[int] = row_id()
    name: Named[str] = Column(Text)
    document_id: Named[int | None] = Column(Integer, index=True)


ARTICLE = Table("article", METADATA, ArticleColumns, UniqueConstraint("name"))


class DocumentColumns(TypedColumns):
    """One revision of an article: a text with its headline, publisher, url, language and date. Append-only."""

    id: Named[int] = row_id()
    digest: Named[str] = sha256_hex()
    article_id: Named[int] = Column(ForeignKey("article.id"), index=True)
    text_id: Named[int] = Column(ForeignKey("text.id"), index=True)
    name: Named[str] = Column(Text)
    headline: Named[str] = Column(Text)
    publisher: Named[str | None] = Column(Text)
    url: Named[str | None] = Column(Text)
    language: Named[str] = Column(Text)
    published: Named[str | None] = Column(Text)
    published_day: Named[int | None]
    ingested_at: Named[str] = utc_moment()


DOCUMENT = Table(
    "document",
    METADATA,
    DocumentColumns,
    UniqueConstraint("digest"),
    CheckConstraint("published_day IS NULL OR published IS NOT NULL", name="published"),
)


class ExtractionColumns(TypedColumns):
    """That a document was extracted, by which extractor with which vocabulary. Append-only; the latest row counts."""

    id: Named[int] = row_id()
    document_id: Named[int] = Column(ForeignKey("document.id"), index=True)
    extractor: Named[str] = Column(Text)
    vocabulary_digest: Named[str] = sha256_hex()
    extracted_at: Named[str] = utc_moment()


EXTRACTION = Table("extraction", METADATA, ExtractionColumns)
