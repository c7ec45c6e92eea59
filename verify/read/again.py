"""A text that was read before, read again: what there is to read in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from verify.documents import Document, Prose
from verify.read.ignorable import without_ignorable
from verify.read.registry import SUFFIXES


def read_again(document: Document) -> Document:
    """A document as it was stored, with its prose: Markdown where its name says so, else its text as it is."""
    if SUFFIXES.get(PurePath(document.name).suffix.lower()) == "markdown":
        from verify.read.frontmatter import find_front_matter
        from verify.read.markdown import markdown_prose

        prose = markdown_prose(document.text, find_front_matter(document.text).end)
    else:
        prose = Prose(document.text)
    return without_ignorable(replace(document, prose=prose))
