"""Extraction: the text of an article and a vocabulary in, its claims out. Pure functions; no database, no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verify.claims import Claim
    from verify.vocabulary import Vocabulary

EXTRACTOR = "verify/4"
"""Name and version of the extractor, recorded on claims."""

__all__ = ["EXTRACTOR", "extract"]


def extract(
    body: str,
    vocabulary: Vocabulary,
    *,
    published: str | None = None,
    headline: str = "",
) -> tuple[Claim, ...]:
    """The claims of a document, sorted by part (headline first), start, end, kind and property.

    `published` is a day, month or year in EDTF; ValueError for anything else. The headline is read as the text
    before the body, so that both share their context; its claims have offsets into it.
    """
    from verify.extract.claiming import claims_of

    return claims_of(body, vocabulary, published=published, headline=headline)
