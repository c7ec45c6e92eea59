"""Claims over a text: segments that are the text, whatever overlaps; and paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proportion import grows_in_proportion

from verify.documents import Prose
from verify.report.page.blocks import Block, Shape, blocks, prose_ranges
from verify.report.page.marks import Mark, Segment, placed, segments


@st.composite
def marked(draw: st.DrawFn) -> tuple[int, list[Mark], list[int]]:
    length = draw(st.integers(0, 12))
    pairs = st.tuples(st.integers(0, max(length - 1, 0)), st.integers(1, 12)).filter(
        lambda pair: pair[0] + pair[1] <= length
    )
    drawn = draw(st.lists(pairs, max_size=6)) if length else []
    marks = [Mark(number, start, start + size) for number, (start, size) in enumerate(drawn, 1)]
    return length, marks, draw(st.lists(st.integers(-1, 14), max_size=4))


@given(marked())
def test_segments_are_the_text_and_each_is_covered_by_what_covers_it(
    given_: tuple[int, list[Mark], list[int]],
) -> None:
    length, marks, cuts = given_
    found = segments(length, marks, cuts)
    assert [place for segment in found for place in range(segment.start, segment.end)] == list(range(length))
    size = {mark.number: mark.end - mark.start for mark in marks}
    for segment in found:
        assert segment.start < segment.end
        for place in range(segment.start, segment.end):
            assert set(segment.covered) == {mark.number for mark in marks if mark.start <= place < mark.end}
        assert list(segment.covered) == sorted(segment.covered, key=lambda number: (size[number], number))
    ends = [(segment.end, number) for segment in found for number in segment.ends]
    assert sorted(ends) == sorted((mark.end, mark.number) for mark in marks)
    assert {cut for cut in cuts if 0 < cut < length} <= {segment.start for segment in found}


def test_claims_within_and_across_each_other() -> None:
    found = segments(9, [Mark(1, 0, 6), Mark(2, 2, 4), Mark(3, 2, 4), Mark(4, 5, 9)])
    assert found == [
        Segment(0, 2, (1,), ()),
        Segment(2, 4, (2, 3, 1), (2, 3)),
        Segment(4, 5, (1,), ()),
        Segment(5, 6, (4, 1), (1,)),
        Segment(6, 9, (4,), (4,)),
    ]


def test_a_mark_beyond_the_text_or_of_nothing_is_refused() -> None:
    for mark in (Mark(1, 0, 4), Mark(1, 2, 2), Mark(1, -1, 2)):
        with pytest.raises(ValueError, match=r"no mark .* in a text of 3 characters"):
            segments(3, [mark])


def test_many_claims_take_time_in_proportion() -> None:
    def work(text: str) -> None:
        segments(len(text), [Mark(place, place, place + 15) for place in range(0, len(text) - 15, 10)])

    assert grows_in_proportion(work, "0123456789", 200_000)


def test_a_mark_that_ends_between_paragraphs_ends_with_the_one_before() -> None:
    ranges = [(2, 5), (8, 10)]
    marks = [Mark(1, 3, 5), Mark(2, 3, 7), Mark(3, 5, 7), Mark(4, 0, 2), Mark(5, 4, 9), Mark(6, 9, 99)]
    assert placed(marks, ranges) == [Mark(1, 3, 5), Mark(2, 3, 5), Mark(5, 4, 9), Mark(6, 9, 10)]


MARKDOWN = "---\ntitle: T\n\nby: x\n---\n\n# Head\n\nWords [here][1].\n\n[1]: https://x.example/\n"


def shapes(text: str, prose: Prose | None = None) -> list[tuple[str, Shape]]:
    found = blocks(text, prose_ranges(prose or Prose(text)))
    return [(text[block.start : block.end], block.shape) for block in found]


def test_paragraphs_of_plain_text() -> None:
    long, line = (
        "A long line of a text that nobody broke. " * 4,
        "A line that somebody broke by hand, at sixty cells.",
    )
    assert shapes("One\ntwo\r\n \t\nthree  \n\n") == [("One\ntwo", Shape.LINES), ("three", Shape.LINES)]
    assert shapes(f"{long}\nshort\n") == [(long.rstrip(), Shape.LINES), ("short", Shape.LINES)]
    assert shapes(f"{line}\n{line}\nend") == [(f"{line}\n{line}\nend", Shape.FILLED)]
    assert shapes("# no Markdown") == [("# no Markdown", Shape.LINES)]
    assert shapes("") == shapes("\n \n") == []


def test_headings_and_what_is_no_prose_of_markdown() -> None:
    words = ("Head", "Words ", "here", ".")
    places = [MARKDOWN.index(word) for word in words[:3]] + [MARKDOWN.index(".\n")]
    lengths = [0, 4, 10, 14]
    prose = Prose("".join(words), tuple(zip(lengths, places, strict=True)))
    assert shapes(MARKDOWN, prose) == [
        ("---\ntitle: T\n\nby: x\n---", Shape.FRONT),
        ("# Head", Shape.HEADING),
        ("Words [here][1].", Shape.LINES),
        ("[1]: https://x.example/", Shape.BESIDE),
    ]
    assert blocks(MARKDOWN, prose_ranges(prose))[1] == Block(25, 31, Shape.HEADING, 1)


@given(st.text(st.sampled_from("ab -#\n\r\t\x0b\ufeff"), max_size=40))
def test_nothing_but_blanks_lies_between_paragraphs(text: str) -> None:
    end = 0
    for block in blocks(text, [(0, len(text))] if text else []):
        assert block.start >= end
        assert block.end > block.start
        assert text[end : block.start].strip(" \t\r\n") == ""
        end = block.end
    assert text[end:].strip(" \t\r\n") == ""
