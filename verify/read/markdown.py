"""Markdown (CommonMark with GitHub's tables, footnotes and strike-through): the prose without the marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verify.documents import Document, Prose
from verify.read.article import article_document
from verify.read.files import Source, read_text
from verify.read.frontmatter import described, find_front_matter, require_whole
from verify.read.markdown_blocks import Blocks, find_blocks
from verify.read.markdown_inline import find_marks
from verify.read.meta import Meta

Range = tuple[int, int]


def read_markdown(source: Source, defaults: Meta) -> Iterator[Document]:
    """The one document of a Markdown file; `defaults` win over its front matter. Raises VerifyError."""
    text = read_text(source, defaults.encoding)
    front = find_front_matter(text)
    require_whole(text, front, source.place)
    prose = markdown_prose(text, front.end)
    yield article_document(source, defaults.or_else(described(front, source.place)), text, prose)


def markdown_prose(text: str, start: int = 0) -> Prose:
    """The prose of a Markdown text from `start` on; what lies before is left out.

    Out go code blocks, the marks of headings, quotes, lists, emphasis and code, link and image targets, tags,
    comments and reference definitions; the words of links, and of code inside a sentence, stay. Linear time.
    """
    blocks = find_blocks(text, start)
    content = "".join([text[first:last] for first, last in blocks.kept])
    return _prose(text, _without(blocks.kept, _marks(content, blocks)))


def _marks(content: str, blocks: Blocks) -> Iterator[Range]:
    start = 0
    for end in (*blocks.ends, len(content)):
        yield from find_marks(content, start, end, blocks.labels)
        start = end


def _without(kept: list[Range], marks: Iterable[Range]) -> Iterator[Range]:
    """Ranges of the text, less `marks`: ascending ranges of the concatenation of what `kept` selects."""
    coming = iter(marks)
    mark = next(coming, None)
    passed = 0
    for first, last in kept:
        shift = first - passed
        passed += last - first
        while mark is not None and mark[0] + shift < last:
            if first < mark[0] + shift:
                yield first, mark[0] + shift
            first = max(first, min(mark[1] + shift, last))
            if mark[1] + shift > last:
                break
            mark = next(coming, None)
        if first < last:
            yield first, last


def _prose(text: str, ranges: Iterable[Range]) -> Prose:
    stretches: list[str] = []
    pieces: list[Range] = []
    length, behind = 0, -1
    for first, last in ranges:
        if first != behind:
            pieces.append((length, first))
        stretches.append(text[first:last])
        length, behind = length + last - first, last
    return Prose("".join(stretches), tuple(pieces) or ((0, 0),))
