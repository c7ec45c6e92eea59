"""Which reader reads what: a format has a reader, and suffixes of file names have a format.

A reader is imported when it is needed: most runs need one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from verify.documents import Document
from verify.errors import ExitCode, VerifyError
from verify.read.files import Source
from verify.read.meta import Meta

Reader = Callable[[Source, Meta], Iterator[Document | VerifyError]]
"""Gives the documents of a source, or errors in their place; may raise VerifyError where it cannot go on."""


def _plain(source: Source, defaults: Meta) -> Iterator[Document | VerifyError]:
    from verify.read.plain import read_plain

    return read_plain(source, defaults)


def _markdown(source: Source, defaults: Meta) -> Iterator[Document | VerifyError]:
    from verify.read.markdown import read_markdown

    return read_markdown(source, defaults)


def _feed(source: Source, defaults: Meta) -> Iterator[Document | VerifyError]:
    from verify.read.feed import read_feed

    return read_feed(source, defaults)


READERS: dict[str, Reader] = {"text": _plain, "markdown": _markdown, "ndjson": _feed}
"""The reader of each format."""

SUFFIXES: dict[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
}
"""The format of files with a suffix; files with any other are plain text."""

UNREAD: dict[str, str] = {
    ".html": "HTML",
    ".htm": "HTML",
    ".xhtml": "HTML",
    ".pdf": "PDF",
    ".doc": "Word",
    ".docx": "Word",
    ".odt": "OpenDocument",
    ".rtf": "RTF",
}
"""What no reader reads yet, by suffix: better refused than read as the text that it is not."""


def reader_for(source: Source, format: str | None) -> Reader:
    """The reader of a source, by the format asked for or the file's suffix. Raises VerifyError."""
    if format is not None:
        if format not in READERS:
            raise VerifyError(
                f'"{format}" is not a format of articles.',
                hint=f"Use {_listed(list(READERS))}.",
                exit_code=ExitCode.USAGE,
            )
        return READERS[format]
    if source.suffix in UNREAD:
        raise VerifyError(
            f"{UNREAD[source.suffix]} files are not read yet.",
            place=source.place,
            hint="Save the article as plain text (.txt) or Markdown (.md), or give a feed (.ndjson, .jsonl).",
        )
    return READERS[SUFFIXES.get(source.suffix, "text")]


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
