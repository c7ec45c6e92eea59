"""Reading: plain text, Markdown and feeds become documents, with a map from prose to text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from verify.documents import Document
from verify.errors import VerifyError
from verify.read.files import from_path, from_standard_input
from verify.read.ignorable import without_ignorable
from verify.read.meta import Meta, parse_published
from verify.read.registry import READERS, reader_for

FORMATS = tuple(READERS)
"""The names that `Meta.format` can have."""

__all__ = ["FORMATS", "Meta", "parse_published", "read_article"]


def read_article(
    source: str, *, defaults: Meta, root: Path, stdin: Callable[[], bytes]
) -> Iterator[Document | VerifyError]:
    """The documents of a file, or of standard input if `source` is "-".

    `defaults` is what the command line says; paths are told relative to `root`. What cannot be read is an
    item of its own, a VerifyError with its place: one bad article leaves the others be. None is raised.
    """
    try:
        found = from_standard_input(stdin) if source == "-" else from_path(source, root)
        for item in reader_for(found, defaults.format)(found, defaults):
            yield without_ignorable(item) if isinstance(item, Document) else item
    except VerifyError as error:
        yield error
