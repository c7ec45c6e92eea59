"""A document: one revision of an article, as it was read."""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from verify.values import parse_day

_DAY_LENGTH = len("2016-04-09")


def publisher_key(name: str) -> str:
    """What two ways of writing a publisher's name have in common: case, blanks and Unicode's forms do not count."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of a text without its markup, and where each stands in the text.

    `pieces` are (start in prose, start in text) of every stretch that was kept, ascending; the prose is their
    concatenation. A plain text is its own prose, in one piece.
    """

    content: str
    pieces: tuple[tuple[int, int], ...] = ((0, 0),)

    def in_text(self, offset: int) -> int:
        """Where the character at a prose offset stands in the text (code points)."""
        start, place = self.pieces[bisect_right(self.pieces, (offset, 1 << 62)) - 1]
        return place + offset - start

    def range_in_text(self, start: int, end: int) -> tuple[int, int]:
        """The range of the text from the first to behind the last character of a prose range."""
        return self.in_text(start), self.in_text(end - 1) + 1


@dataclass(frozen=True, slots=True)
class Document:
    """One revision of an article.

    `article` groups revisions (url, feed id or path); `name` is how it is shown. `text` is what came, unchanged,
    `prose` what there is to read in it. `published` is a day, month or year in EDTF: "2016-04-09", "2016-04", "2016".
    """

    article: str
    name: str
    text: str
    prose: Prose
    headline: str = ""
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    published: str | None = None

    @property
    def published_day(self) -> int | None:
        """Day number of the publication, None where only its month or year is known."""
        return parse_day(self.published) if self.published and len(self.published) == _DAY_LENGTH else None

    @property
    def text_digest(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def digest(self) -> str:
        """SHA-256 over the text and all that describes it: the document's identity."""
        return self.digest_with(self.text_digest)

    def digest_with(self, text_digest: str) -> str:
        """The digest of this document with a text of which only the digest is known."""
        identity = (
            text_digest,
            self.article,
            self.headline,
            self.publisher or "",
            self.url or "",
            self.language,
            self.published or "",
        )
        return hashlib.sha256("\x1f".join(identity).encode("utf-8", "surrogatepass")).hexdigest()
