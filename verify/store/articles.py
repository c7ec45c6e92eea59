"""Texts, documents and articles: what was read, and which revision stands."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from verify.store.base import Base, Day, Digest, Moment, RowId


class TextRow(Base):
    """The characters of an article as they came, stored once. Append-only."""

    __tablename__ = "text"
    __table_args__ = (UniqueConstraint("sha256"),)

    id: Mapped[RowId]
    sha256: Mapped[Digest]
    content: Mapped[str] = mapped_column(Text)
    length: Mapped[int] = mapped_column(Integer)


class ArticleRow(Base):
    """What groups the revisions of a piece; `document_id` is the one that stands."""

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(Text)
    document_id: Mapped[int | None] = mapped_column(Integer, index=True)


class DocumentRow(Base):
    """One revision of an article: a text with its headline, publisher, url, language and date. Append-only."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("digest"),
        CheckConstraint("published_day IS NULL OR published IS NOT NULL", name="published"),
    )

    id: Mapped[RowId]
    digest: Mapped[Digest]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    headline: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    published: Mapped[str | None] = mapped_column(Text)
    published_day: Mapped[Day | None]
    ingested_at: Mapped[Moment]


class ExtractionRow(Base):
    """That a document was extracted, by which extractor with which vocabulary. Append-only; the latest row counts."""

    __tablename__ = "extraction"

    id: Mapped[RowId]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    extractor: Mapped[str] = mapped_column(Text)
    vocabulary_digest: Mapped[Digest]
    extracted_at: Mapped[Moment]
