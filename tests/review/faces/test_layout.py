"""What an item looks like: on any width, of any text, with every state in words and the quote marked."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import cards
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.display import display_width
from verify.review.faces.keys import KEYS, Action
from verify.review.faces.layout import Frame, Size, draw, key_bar, linear
from verify.review.faces.paint import in_colour, painted
from verify.review.faces.passages import passage_paragraph
from verify.review.faces.rows import Row, Style, paragraph, text_of
from verify.review.faces.sections import counts_paragraph, item_sections, nothing_sections
from verify.review.shapes import Counts, Held, Item, Nothing, Passage
from verify.verdicts import Verdict

HOSTILE = "\x1b]52;c;cm0gLXJm\x07[@click=app.quit]\x1b[2J\u202egnp\x00[/b] ::error::x\n\ud800"
TEXTS = st.text(st.characters(), max_size=60) | st.sampled_from(
    [
        HOSTILE, "שלום עולם " * 9, "👩\u200d🚀👍🏽🇦🇹 " * 7, "日本語のテキスト" * 12, "e\u0301" * 50, "word " * 400,
        "x" * 5000,
    ]
)  # fmt: skip


@st.composite
def items(draw_: st.DrawFn) -> Item:
    """An item whose every word from outside may be anything."""
    lead = cards.claim(
        article=draw_(TEXTS), quote=draw_(TEXTS), subject=draw_(TEXTS), value=draw_(TEXTS),
        attributed_to=draw_(TEXTS), problem=draw_(TEXTS),
    )  # fmt: skip
    finding = replace(cards.FINDING, title=draw_(TEXTS), fact=draw_(TEXTS), explanation=draw_(TEXTS))
    return cards.item(
        lead=lead, publisher=draw_(TEXTS), findings=(finding,), draft=draw_(TEXTS), assignee=draw_(TEXTS),
        passage=Passage(*(draw_(TEXTS) for _ in range(5))), rivals=(replace(cards.RIVAL, value=draw_(TEXTS)),),
        earlier=(replace(cards.EARLIER, actor=draw_(TEXTS), note=draw_(TEXTS)),), changed=(draw_(TEXTS),),
    )  # fmt: skip


def is_tame(row: Row, width: int) -> bool:
    """Whether a row fits and holds nothing that a terminal would obey."""
    text = text_of(row)
    hidden = {char for char in text if unicodedata.category(char) in ("Cc", "Cs")}
    return display_width(text) <= width and not hidden and "\u202e" not in text


def frame(item: Item, cells: int | None = 600) -> Frame:
    sections = item_sections(item, now=cards.NOW, position="3 / 41", cells=cells)
    return Frame(counts_paragraph(Counts(41, 3, (), {}, 0), "Ana", cards.NOW), sections)


@settings(max_examples=60, deadline=None)
@given(items(), st.integers(40, 250), st.integers(10, 60), st.sampled_from([None, 240, 1000]))
def test_every_row_fits_and_is_tame_and_the_quote_is_between_brackets(
    item: Item, width: int, height: int, cells: int | None
) -> None:
    drawn = draw(frame(item, cells), Size(width, height))
    assert len(drawn.rows) == height
    assert all(is_tame(row, width) for row in drawn.rows)
    rows = linear(frame(item, cells).sections, width)
    assert all(is_tame(row, width) for row in rows)
    marked = "".join(part.text for row in rows for part in row if part.style is Style.QUOTE)
    assert marked.startswith("[")
    assert marked.endswith("]")


def whole(item: Item, cells: int | None = 600, width: int = 400) -> str:
    """All that is said of an item."""
    return "\n".join(map(text_of, linear(frame(item, cells).sections, width)))


def test_an_item_is_told_in_words() -> None:
    item = cards.item(
        others=(cards.claim(2), cards.claim(3)), claims=3, articles=3, rivals=(cards.RIVAL,),
        earlier=(cards.EARLIER,), draft="asked the archive",
    )  # fmt: skip
    assert whole(item).splitlines() == [
        "Article: articles/1.md:9:73 · Example Daily · 9 April 2016 (3 / 41)",
        "Text: The talks took two years. That ended with a nuclear agreement, known as the JCPOA, which was reached "
        "on [July 4, 2015]. Sanctions were lifted later.",
        "Claim (refuted): Joint Comprehensive Plan of Action · concluded · 2015-07-04   also in 2 articles",
        "other values: 2015-07-14 supported (12 claims in 5 articles)",
        "Your decision: note: asked the archive",
        "Record: 2015-07-14   preferred · to the day · EU External Action Service: Joint Comprehensive Plan of "
        "Action, Vienna",
        "Checks: refuted   features/checks/agreements.feature:8 The date on which an agreement was concluded",
        "differs: The record says 14 July 2015. Both are exact days, so they differ.",
        "Earlier decisions: 2026-11-20 09:30 Ana of “14 July 2015”: refuted, wrong: article “the treaty's own page "
        "says so”",
    ]


def test_the_second_reviewer_reads_that_something_is_withheld() -> None:
    withheld = replace(cards.EARLIER, withheld=True, verdict=None, side=None, note="")
    told = whole(cards.item(state="second review", blind=True, earlier=(withheld,)))
    assert "Claim (second review)" in told
    assert "second review: what the first reviewer decided is not shown until you did" in told
    assert "Ana of “14 July 2015”: decided first; what, is not shown until you did" in told


def test_everything_is_shown_when_asked_for() -> None:
    quote = "a long word " * 300
    item = cards.item(
        passage=replace(cards.PASSAGE, quote=quote), others=(cards.claim(2, article="articles/b.md"),), claims=2,
        articles=2,
    )  # fmt: skip
    short, full = whole(item), whole(item, None)
    assert len(short) < 3000
    assert "characters more: v)" in short
    assert "https://eeas.europa.eu/1" not in short
    assert " ".join(quote.split()) in " ".join(full.split())
    assert "equal: articles/b.md:9:73 “July 4, 2015”" in full
    assert "https://eeas.europa.eu/1" in full


def test_who_holds_what_until_when() -> None:
    counts = Counts(
        41,
        3,
        (Held("Bo", 2, "2026-11-26T12:09:00Z"),),
        {"second review": 6, "disagreement": 1, "postponed": 2},
        4,
    )
    assert text_of(counts_paragraph(counts, "Ana", cards.NOW).pieces) == (
        "undecided 41 · mine 3 · leased 2 (Bo until 12:09) · second review 6 · disagreement 1 · "
        "postponed 2 · skipped 4 · you: Ana"
    )


def test_why_there_is_no_next_item() -> None:
    nothing = Nothing((Held("Bo", 2, cards.UNTIL),), cards.UNTIL, 3, "2026-12-01T00:00:00Z", 4, 5, 6)
    told = [text_of(row) for row in linear(nothing_sections(nothing, cards.NOW), 200)]
    assert told == [
        "No next item: Others hold what is left: Bo (2, until 12:15), the first free at 12:15.",
        "You skipped 4: space shows them again.",
        "5 wait for another reviewer than you.",
        "6 are assigned to somebody else.",
        "3 are postponed, the first until 2026-12-01 00:00.",
    ]


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        (0, "No next item: Nothing is left to decide."),
        (2, "No next item: Nothing that fits is left to decide; 2 wait that do not fit."),
    ],
)
def test_a_filter_that_nothing_fits_is_not_told_as_an_empty_queue(beside: int, told: str) -> None:
    nothing = Nothing(
        held=(), until=None, postponed=0, due=None, skipped=0, for_others=0, assigned=0, beside=beside
    )
    assert [text_of(row) for row in linear(nothing_sections(nothing, cards.NOW), 200)] == [told]


@pytest.mark.parametrize(("width", "rows"), [(78, 4), (38, 4), (198, 8), (40, 2)])
def test_the_key_bar_always_tells_the_verdicts_help_and_the_way_out(width: int, rows: int) -> None:
    bar = key_bar(width, rows)
    assert len(bar) <= rows
    told = "  ".join(map(text_of, bar))
    assert told.startswith("1 supported")
    assert told.endswith("? help  q quit")


def test_what_does_not_fit_is_scrolled_and_said() -> None:
    item = cards.item(passage=replace(cards.PASSAGE, quote="long words " * 200))
    top = draw(frame(item, None), Size(80, 24))
    assert top.scroll == 0
    assert f"{top.hidden} rows below (J)" in "\n".join(map(text_of, top.rows))
    end = draw(frame(item, None), Size(80, 24), 10_000)
    assert end.hidden == 0
    assert f"{end.scroll} rows above (K)" in "\n".join(map(text_of, end.rows))


def test_colour_only_repeats_what_words_say() -> None:
    (row,) = linear((item_sections(cards.item(), now=cards.NOW, cells=300)[3],), 300)[:1]
    assert painted(row, False).startswith("Checks: refuted   features/")
    assert "\x1b[1;31mrefuted\x1b[0m" in painted(row, True)


@pytest.mark.parametrize(
    ("asked", "is_terminal", "environ", "coloured"),
    [
        ("auto", True, {"TERM": "xterm"}, True),
        ("auto", True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", False, {"TERM": "xterm"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"TERM": "xterm"}, False),
    ],
)
def test_when_there_is_colour(asked: str, is_terminal: bool, environ: dict[str, str], coloured: bool) -> None:
    assert in_colour(asked, is_terminal=is_terminal, environ=environ) is coloured


def test_every_key_is_there_once() -> None:
    assert (
        len({key.key for key in KEYS})
        == len({key.word for key in KEYS})
        == len({key.action for key in KEYS})
        == len(Action)
    )
    assert all(key.about.endswith(".") for key in KEYS)
    assert text_of(paragraph(KEYS[7].shown).pieces) == "space"


def test_verdicts_are_told_by_their_own_words() -> None:
    for verdict in Verdict:
        told = whole(cards.item(findings=(replace(cards.FINDING, verdict=verdict),)))
        assert f"Checks: {verdict.label}   features/" in told


@pytest.mark.parametrize("size", [(20, 4), (24, 6), (30, 8), (40, 12)])
def test_a_small_screen_shows_what_is_asked_and_what_a_key_came_to(size: tuple[int, int]) -> None:
    sections = item_sections(cards.item(), now=cards.NOW, cells=240)
    head = counts_paragraph(Counts(41, 1, (), {}, 0), "Ana", cards.NOW)
    asked = draw(Frame(head, sections, None, paragraph("Decide all 3 as refuted?  y yes  n no")), Size(*size))
    assert len(asked.rows) == size[1]
    assert " ".join(" ".join(map(text_of, asked.rows)).split()).endswith("refuted? y yes n no")
    long = draw(Frame(head, sections, None, paragraph(f"{'Is it so? ' * 99} y yes  n no")), Size(*size))
    assert text_of(long.rows[-1]).endswith("no")
    told = draw(Frame(head, sections, paragraph("Nothing changed.")), Size(*size))
    assert len(told.rows) == size[1]
    assert "Nothing changed." in "\n".join(map(text_of, told.rows))


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        (("It rained.", "", "The Pact", " holds.", "So be it."), "It rained. [The Pact] holds. So be it."),
        (("It rained.", "So says ", "the Pact", "", "So be it."), "It rained. So says [the Pact] So be it."),
        (("", "", "The Pact", "", ""), "[The Pact]"),
    ],
)
def test_brackets_stand_apart_from_the_sentences_around(passage: tuple[str, ...], shown: str) -> None:
    for cells in (None, 240):
        assert text_of(passage_paragraph(Passage(*passage), cells).pieces) == shown
