"""Long texts: read block by block, in constant memory, with the same dates as in one piece."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.extract.dates import find, find_dates, iter_dates
from verify.extract.dates.blocks import blocks

PARAGRAPHS = (
    "The council met on Thursday and again two days later.",
    "On 3 March 2015 he said: “Today we act.”",
    "It closed on 03/04/2015, and in May it opened.",
    "The deadline was 25/12/2015; that year nothing moved.",
    "In March it rained – from July 20 to July 26, 2021, it did not.",
)


@given(st.text("a \n.", max_size=200), st.integers(1, 50))
def test_blocks_are_the_text(text: str, size: int) -> None:
    cut = list(blocks(text, size))
    assert "".join(block for _, block in cut) == text
    assert all(text.startswith(block, start) and len(block) <= size for start, block in cut)


def test_a_block_ends_with_a_paragraph_where_it_can() -> None:
    assert [block for _, block in blocks("one. two\n\nthree. four five six", 12)] == [
        "one. two\n\n",
        "three. four ",
        "five six",
    ]


@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=8, max_size=20))
def test_blocks_change_nothing(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    # Published so early that no years lie before: the first block of any size then says "news".
    whole = find_dates(text, "2015-02-09")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(find, "blocks", lambda text: blocks(text, 150))
        assert find_dates(text, "2015-02-09") == whole


def peak(unit: str, size: int) -> int:
    """Most bytes in use beyond the text while its dates are read one by one."""
    text = (unit * (size // len(unit) + 1))[:size]
    tracemalloc.start()
    try:
        for _ in iter_dates(text, "2016-04-09"):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("unit", ["1/1/", "March 1, ", "\n", "“today "], ids=repr)
def test_memory_does_not_grow_with_the_text(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    small = 1 << 11
    monkeypatch.setattr(find, "blocks", lambda text: blocks(text, small))
    peak(unit, small)
    assert peak(unit, 8 * small) <= 1.25 * peak(unit, 2 * small)
