"""The full screen, driven by Textual's pilot: keys, questions, pages, sizes, and text that would act."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import cards
import pytest
from test_layout import HOSTILE
from textual import events
from textual.pilot import Pilot

from verify.review.faces.full import FullScreen, Line
from verify.review.faces.rows import text_of
from verify.review.faces.session import Session
from verify.review.shapes import Passage
from verify.verdicts import Verdict


def screen(app: FullScreen) -> str:
    """What the terminal shows, as Textual composes it."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def drive(
    body: Callable[[FullScreen, Pilot[int]], Awaitable[None]],
    items: list[Any] | None = None,
    size: tuple[int, int] = (80, 24),
    **environ: str,
) -> cards.Cards:
    """Run the app on made-up items and do something with it; the desk behind it."""
    desk = cards.Cards(items if items is not None else [cards.item(number) for number in range(1, 6)])
    app = FullScreen(Session(desk, environ=environ))  # type: ignore[arg-type]  # a desk in memory

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await body(app, pilot)

    asyncio.run(run())
    if app.failed is not None:
        raise app.failed
    return desk


def test_one_key_decides_and_shows_the_next() -> None:
    async def body(app: FullScreen, pilot: Pilot[int]) -> None:
        assert "articles/1.md:9:73 · Example Daily · 9 April 2016" in screen(app)
        assert "[July 4, 2015]" in screen(app)
        await pilot.press("2")
        assert "articles/2.md" in screen(app)
        assert "2 / 5" in screen(app)
        assert "Decided: refuted. u takes it back." in screen(app)
        await pilot.press("u")
        assert "1 / 4" not in screen(app)
        assert "articles/1.md" in screen(app)

    desk = drive(body)
    assert ("undo", "0" * 31 + "1") in desk.calls


def test_questions_are_answered_by_keys_and_words_and_left_by_escape() -> None:
    async def body(app: FullScreen, pilot: Pilot[int]) -> None:
        await pilot.press("x")
        assert "Not refuted, but:  1 supported" in screen(app)
        await pilot.press("2", "j", "1")
        assert "Why is it not refuted?  (Enter; Esc: leave it)" in screen(app)
        await pilot.press(*"no", "space", *"q1", "enter")
        assert "2 / 5" in screen(app)
        assert not app.query_one(Line).display
        await pilot.press("n", "q", "escape")
        assert "Nothing changed." in screen(app)
        await pilot.press("w", "escape", "w", "r")
        assert "wrong side: reference" in screen(app)
        await pilot.press("n", *"hm", "enter", "1")
        await pilot.press("z", *"soon", "enter")
        assert "'soon' is no day or moment." in screen(app)

    desk = drive(body)
    decided = [call for call in desk.calls if call[0] == "decide"]
    assert [call[2:5] for call in decided] == [
        (Verdict.SUPPORTED, None, "no q1"),
        (Verdict.SUPPORTED, "reference", "hm"),
    ]


def test_pages_scroll_and_close_and_do_not_decide() -> None:
    async def body(app: FullScreen, pilot: Pilot[int]) -> None:
        await pilot.press("?")
        assert "Decide: supported, and show the next." in screen(app)
        await pilot.press("J", "J", "J", "1", "a")
        assert "leave what you hold to others" in screen(app)
        await pilot.press("q")
        assert "[July 4, 2015]" in screen(app)
        assert app.is_running
        await pilot.press("v", "escape", "q")

    assert not [call for call in drive(body).calls if call[0] == "decide"]


@pytest.mark.parametrize("size", [(40, 20), (80, 24), (200, 50), (250, 60), (20, 5)])
def test_every_size_shows_the_counts_and_the_quote(size: tuple[int, int]) -> None:
    async def body(app: FullScreen, pilot: Pilot[int]) -> None:
        shown = screen(app)
        assert len(shown.splitlines()) == size[1]
        assert "verify review" in shown
        if size[0] >= 40:
            assert "undecided" in shown
            assert "4, 2015]" in shown
            assert "? help" in shown
        await pilot.resize_terminal(100, 30)
        assert "known as the JCPOA, which was reached on [July 4, 2015]" in screen(app).replace("\n  ", " ")

    drive(body, size=size)


def test_text_of_an_article_is_shown_and_never_acts() -> None:
    hostile = cards.item(
        1, lead=cards.claim(1, quote=HOSTILE, subject=HOSTILE, article=HOSTILE),
        passage=Passage(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE), draft=HOSTILE,
    )  # fmt: skip

    async def body(app: FullScreen, pilot: Pilot[int]) -> None:
        assert "[@click=app.quit]" in screen(app)
        assert "[/b]" in screen(app)
        await pilot.click(offset=(30, 2))
        await pilot.press("v", "J", "escape", "n")
        shown = screen(app)
        assert "\\u{1b}]52;c;cm0gLXJm\\u{7}" in shown
        assert not {char for char in shown if char < " " and char != "\n"} | ({"\u202e", "\x7f"} & set(shown))
        await pilot.press("enter")
        assert app.is_running

    desk = drive(body, [hostile], size=(120, 40))
    assert desk.drafts == {hostile.id: HOSTILE}


def test_keys_that_are_typed_ahead_reach_what_they_were_meant_for() -> None:
    async def body(app: FullScreen, pilot: Pilot[int]) -> None:
        for key, character in (
            *zip("nhex", "nhex", strict=True),
            ("backspace", None),
            ("y", "y"),
            ("enter", "\r"),
        ):
            app.post_message(events.Key(key, character))
        for key in "2b":
            app.post_message(events.Key(key, key))
        await pilot.pause(0.1)
        assert "No equal claim waits elsewhere." in screen(app)

    decided = [call for call in drive(body).calls if call[0] == "decide"]
    assert [call[2:5] for call in decided] == [(Verdict.REFUTED, None, "hey")]


def test_a_paste_is_no_keys_and_comes_into_a_line_once() -> None:
    async def body(app: FullScreen, pilot: Pilot[int]) -> None:
        app.post_message(events.Paste("2\n1\na"))
        await pilot.press("n")
        app.post_message(events.Paste("one\n\x1b[2Jtwo שלום"))
        await pilot.pause(0.1)
        assert app.line.value == "one \\u{1b}[2Jtwo שלום"

    assert [call for call in drive(body).calls if call[0] == "decide"] == []


def test_an_editor_that_is_no_command_ends_nothing() -> None:
    async def body(app: FullScreen, pilot: Pilot[int]) -> None:
        await pilot.press("n")
        assert "$EDITOR is not a command" in screen(app)
        await pilot.press("2")

    assert ("decide", "0" * 31 + "1") in {call[:2] for call in drive(body, EDITOR='vim "').calls}


def test_a_note_that_was_begun_outlives_the_end() -> None:
    async def body(app: FullScreen, pilot: Pilot[int]) -> None:
        await pilot.press("x", "1", *"half", "ctrl+c")

    desk = drive(body)
    assert desk.drafts == {"0" * 31 + "1": "half"}


def test_a_very_long_quote_is_redrawn_at_once() -> None:
    quote = "a very long quote of many words " * 6_000
    item = cards.item(1, passage=replace(cards.PASSAGE, quote=quote, before="x" * 50_000))

    async def body(app: FullScreen, pilot: Pilot[int]) -> None:
        assert "characters more: v)" in screen(app)
        rows = app.drawn.rows
        assert sum(len(text_of(row)) for row in rows) < 200 * 50
        await pilot.press("v")
        assert app.drawn.hidden > 1_000

    drive(body, [item], size=(200, 50))


def test_an_error_of_our_own_ends_the_app_and_is_raised_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: cards.Cards, claim: str) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(cards.Cards, "skip", broken)

    async def body(app: FullScreen, pilot: Pilot[int]) -> None:
        await pilot.press("space")

    with pytest.raises(RuntimeError, match="the disk is gone"):
        drive(body)
