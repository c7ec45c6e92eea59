"""One document out of a text and what is said about it."""

from __future__ import annotations

import re

from verify.documents import Document, Prose
from verify.errors import VerifyError
from verify.read.files import Source
from verify.read.meta import Meta

_WORD = re.compile(r"[^\W_]")
DEFAULT_LANGUAGE = "en"


def article_document(source: Source, meta: Meta, text: str, prose: Prose) -> Document:
    """The document of a source that holds one article. Raises VerifyError if it has no words."""
    require_words(prose, source.place)
    return Document(
        article=meta.url or source.article,
        name=source.name,
        text=text,
        prose=prose,
        headline=meta.title or "",
        publisher=meta.publisher,
        url=meta.url,
        language=meta.language or DEFAULT_LANGUAGE,
        published=meta.published,
    )


def require_words(prose: Prose, place: str) -> None:
    """Raise VerifyError unless there is a letter or a figure to read."""
    if _WORD.search(prose.content) is None:
        raise VerifyError(
            "The article is empty: there is no word in it.",
            place=place,
            hint="Check that the right file was named and that it was saved.",
        )
