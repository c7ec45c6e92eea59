"""A claim where it stands: its sentence and those around it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from verify.extract.sentences import Sentences
from verify.read.frontmatter import find_front_matter
from verify.review.shapes import Passage
from verify.store.redaction_log import redacted_document
from verify.store.redactions import MARK
from verify.store.schema import METADATA

_T = METADATA.tables

AROUND = 2_000
"""Characters before and after a quote within which its sentence and those around it are looked for."""


def passage_of(connection: Connection, claim_id: int) -> Passage:
    """A claim, by its row, in its passage."""
    row, document, text = _T["claim"], _T["document"], _T["text"]
    query = (
        select(
            row.c.part,
            row.c.span_start,
            row.c.span_end,
            row.c.document_id,
            document.c.headline,
            text.c.content,
        )
        .join(document, document.c.id == row.c.document_id)
        .join(text, text.c.id == document.c.text_id)
        .where(row.c.id == claim_id)
    )
    return passage_in(connection, connection.execute(query).one())


def passage_in(connection: Connection, found: Any) -> Passage:
    """The passage of a claim by a row with its place and text, as `passage_of` reads it."""
    content = found.headline if found.part == "headline" else found.content
    if content == MARK and (redacted := redacted_document(connection, found.document_id)) is not None:
        return Passage("", "", redacted.words, "", "")
    return passage(content, found.span_start, found.span_end)


def passage(text: str, start: int, end: int) -> Passage:
    """The passage of a range of a text; front matter, and line ends at the borders of sentences, are left out."""
    prose = find_front_matter(text).end
    begin = max(prose if prose <= start else 0, start - AROUND)
    window = text[begin : end + AROUND]
    sentences = Sentences(window)
    first, last = sentences.index(start - begin), sentences.index(max(start, end - 1) - begin)
    left, right = sentences.bounds(first)[0] + begin, sentences.bounds(last)[1] + begin
    before = _sentence(window, sentences, first - 1) if first > 0 else ""
    after = _sentence(window, sentences, last + 1) if last + 1 < len(sentences.starts) else ""
    return Passage(before, text[left:start].lstrip(), text[start:end], text[end:right].rstrip(), after)


def _sentence(text: str, sentences: Sentences, index: int) -> str:
    start, end = sentences.bounds(index)
    return text[start:end].strip()


def sentence(text: str, start: int, end: int) -> str:
    """The sentence that a range of a text lies in, its spaces and line ends alike: to compare with another's."""
    found = passage(text, start, end)
    return " ".join(f"{found.before}{found.quote}{found.after}".split())
