"""Plain text: all of it is prose, but for front matter."""

from __future__ import annotations

from collections.abc import Iterator

from verify.documents import Document, Prose
from verify.read.article import article_document
from verify.read.files import Source, read_text
from verify.read.frontmatter import described, find_front_matter, require_whole
from verify.read.meta import Meta


def read_plain(source: Source, defaults: Meta) -> Iterator[Document]:
    """The one document of a text file; `defaults` win over its front matter. Raises VerifyError."""
    text = read_text(source, defaults.encoding)
    front = find_front_matter(text)
    require_whole(text, front, source.place)
    prose = Prose(text[front.end :], ((0, front.end),))
    yield article_document(source, defaults.or_else(described(front, source.place)), text, prose)
