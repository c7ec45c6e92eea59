"""The stored text of a claim's article, to open at the claim."""

from __future__ import annotations

from sqlalchemy import select

from verify.display import display_safe
from verify.report.claims import ClaimLine
from verify.review.faces.rows import Paragraph, Piece, Section, Style
from verify.store.engine import Store
from verify.store.schema import METADATA

_T = METADATA.tables


def stored_text(store: Store, line: ClaimLine) -> str:
    """The text that a claim was found in, as it came; its headline where that is the place."""
    document, text = _T["document"], _T["text"]
    query = (
        select(document.c.headline, text.c.content)
        .join(text, text.c.id == document.c.text_id)
        .where(document.c.id == line.document_id)
    )
    with store.reading() as connection:
        headline, content = connection.execute(query).one()
    return str((headline if line.part == "headline" else content) or "")


def article_section(line: ClaimLine, text: str) -> Section:
    """The lines of a claim's article, numbered, the quote in brackets."""
    paragraphs: list[Paragraph] = []
    begin = 0
    for number, words in enumerate(text.split("\n"), 1):
        paragraphs.append(_numbered(number, words, line.start - begin, line.end - begin))
        begin += len(words) + 1
    return Section(f"{line.article}, at line {line.line}", tuple(paragraphs), spoken=("article", "text"))


def _numbered(number: int, words: str, start: int, end: int) -> Paragraph:
    """A line; the quote reaches from `start` to `end`, which may lie outside."""
    pieces = [Piece(f"{number}  ", Style.FAINT)]
    first, last = max(0, start), min(len(words), end)
    if first >= last:
        return Paragraph((*pieces, Piece(display_safe(words))), 6)
    opened, closed = "[" * (start >= 0), "]" * (end <= len(words))
    quote = f"{opened}{display_safe(words[first:last])}{closed}"
    pieces += [
        Piece(display_safe(words[:first])),
        Piece(quote, Style.QUOTE),
        Piece(display_safe(words[last:])),
    ]
    return Paragraph(tuple(pieces), 6)
