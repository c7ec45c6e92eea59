"""The page in a real browser: quiet, reached by the keyboard alone, readable by everybody, on screens and on paper."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pages
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

from verify import workbench
from verify.claims import Part
from verify.read import Meta
from verify.report.articles import find_document
from verify.report.page.contents import Contents, Event, read_contents
from verify.report.page.document import page as html_of
from verify.report.page.statuses import look_of
from verify.workspace import find

ROOT = Path(__file__).resolve().parents[3]
FOUNDING = ROOT.parent / "shared" / "articles" / "000_865d7bad3a3f673e.txt"
EXAMPLE = ROOT / "examples" / "draft-with-errors.md"

QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""Flags with which Chromium asks nobody for anything of its own accord."""

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium: that of the system, or the one that Playwright has installed."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        names = ("chromium", "chromium-browser", "google-chrome")
        there = next(filter(None, map(shutil.which, names)), own if Path(own).exists() else None)
        if there is None:
            pytest.skip(
                "no Chromium opens the pages: 'apt-get install chromium' or 'playwright install chromium'"
            )
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        started = playwright.chromium.launch(executable_path=there, args=[*QUIET, *sandbox])
        yield started
        started.close()


@dataclass
class Opened:
    """A page that a browser has opened from disk, and what it said and asked for."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def focus(self) -> str:
        """The id of what has the focus; a card's summary has that of its card."""
        return str(
            self.page.evaluate("(document.activeElement.closest('.card') ?? document.activeElement).id")
        )

    def card(self) -> str:
        """The text of the card that is open, or ""."""
        cards = self.page.locator("details.card[open]")
        return cards.inner_text() if cards.count() else ""


Open = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """A function that opens the page of contents, in a window of a size, scheme and media of one's own."""
    contexts = []

    def open_(contents: Contents, *, viewport: dict[str, int] = DESKTOP, **more: Any) -> Opened:
        place = tmp_path / "page.html"
        place.write_text(html_of(contents), encoding="utf-8")
        context = browser.new_context(viewport=viewport, reduced_motion="reduce", **more)
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.on("console", lambda message: opened.said.append(message.text))
        opened.page.on("pageerror", lambda error: opened.said.append(str(error)))
        opened.page.on("dialog", lambda dialog: (opened.said.append(dialog.message), dialog.dismiss()))
        opened.page.on("request", lambda request: opened.asked.append(request.url))
        opened.page.goto(place.as_uri())
        assert opened.asked.pop(0) == place.as_uri()
        return opened

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def judged() -> Iterator[Callable[[Path], Contents]]:
    """A function that judges an article by the checks and the reference that ship, and gives its page's contents."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = replace(find(Path(folder)), database=f"{folder}/verify.db")
        vocabulary = workbench.read_vocabulary(workspace)
        store, _ = workbench.open_workspace_store(workspace)

        def contents(article: Path) -> Contents:
            defaults = Meta(published="2016-04-09")
            read = workbench.read_articles(
                [str(article)], defaults=defaults, workspace=workspace, stdin=bytes
            )
            workbench.ingest(store, read, vocabulary)
            assert workbench.check(store, workspace, vocabulary).complete
            with store.reading() as connection:
                return read_contents(connection, find_document(connection, str(article)))

        yield contents
        store.close()


def hostile() -> Contents:
    """The usual page with every hostile word in it, in two claims that cross, and with decisions."""
    words = " ".join(pages.HOSTILE)
    text = f"{pages.TEXT}\n{words}\n\nMore <b>words</b> of it.\n"
    whole = pages.claim(text, words, 6, subject=words, explanation=words, record=words, attributed_to=words)
    across = pages.claim(text, f"{words[-20:]}\n\nMore <b>", 7, check_title=words, advice=words)
    headline = pages.claim("A treaty at sea", "treaty", 8, part=str(Part.HEADLINE))
    lines = [headline, *pages.usual_claims(), whole, across]
    made = pages.contents(
        lines, events=[Event("decide", words, words, pages.REFUTED, None, words)], text=text
    )
    return replace(made, document=replace(made.document, publisher=words))


ARTICLES = pytest.mark.parametrize(
    "article",
    [
        pytest.param(EXAMPLE, id="example"),
        pytest.param(
            FOUNDING,
            id="founding",
            marks=pytest.mark.skipif(
                not FOUNDING.is_file(),
                reason="the article lies beside the repository, in shared/, and is no part of it",
            ),
        ),
    ],
)


@ARTICLES
def test_every_claim_of_an_article_is_reached_by_keyboard_and_its_card_is_right(
    judged: Callable[[Path], Contents], open_page: Open, article: Path
) -> None:
    contents = judged(article)
    opened = open_page(contents)
    press = opened.page.keyboard.press
    assert len(contents.lines) >= 20
    press("Tab")
    press("Enter")
    assert opened.focus == "article"
    for line in contents.lines:
        for _ in range(2):
            press("Tab")
            if opened.focus == f"text-{line.claim}":
                break
        assert opened.focus == f"text-{line.claim}"
        card = opened.card()
        assert (
            card.split("\n")[0].endswith(f"{look_of(line).sign} {look_of(line).label}") or line.status is None
        )
        for told in (
            line.quote,
            line.record,
            line.explanation,
            line.check_title,
            *(one.url for one in line.sources),
        ):
            assert " ".join((told or "").split()) in " ".join(card.split())
        press("Enter")
        assert opened.focus == f"claim-{line.claim}"
        press("Escape")
        assert (opened.focus, opened.card()) == (f"text-{line.claim}", "")
    assert (opened.said, opened.asked) == ([], [])


def test_a_hostile_article_is_inert_and_visible(open_page: Open) -> None:
    opened = open_page(hostile())
    shown = opened.page.locator("#article").inner_text()
    for words in (
        "<script>alert(1)</script>",
        "<!--",
        '" onclick="alert(1)',
        "{{7*7}}",
        "\\u{202e}",
        "\\u{0}",
        "\\u{d83d}",
    ):
        assert words in shown
    for reference in opened.page.locator("a.ref").all():
        reference.focus()
        opened.page.keyboard.press("Enter")
    assert opened.page.locator("#article :is(script, img, b)").count() == 0
    assert (opened.said, opened.asked) == ([], [])


def test_keys_words_and_buttons_lead_from_claim_to_claim(open_page: Open) -> None:
    opened = open_page(pages.contents())
    press, anchor = opened.page.keyboard.press, [f"text-{number:032x}" for number in range(1, 6)]
    press("n")
    assert (opened.focus, opened.page.locator(".card.current").count()) == (anchor[0], 1)
    press("n")
    press("n")
    assert opened.focus == anchor[2]
    press("p")
    assert opened.focus == anchor[1]
    press("Escape")
    opened.page.locator("mark", has_text="4 May 2010").click()
    assert opened.focus == f"claim-{2:032x}"
    opened.page.get_by_role("link", name="claim 1", exact=True).click()
    assert opened.focus == f"claim-{1:032x}"
    opened.page.get_by_role("button", name="Next").click()
    assert opened.focus == anchor[1]
    opened.page.get_by_role("button", name="Close").click()
    assert (opened.focus, opened.card()) == (anchor[1], "")
    opened.page.get_by_text("Filters and keys").click()
    opened.page.locator("#keys").uncheck()
    press("n")
    assert opened.card() == ""
    opened.page.evaluate("location.hash = '#claim-' + '4'.padStart(32, '0')")
    opened.page.wait_for_selector(f"#claim-{4:032x}[open]")
    assert "nothing on record" in opened.card()


def test_filters_take_claims_out_of_the_text_and_the_list(open_page: Open) -> None:
    opened = open_page(pages.contents())
    shown = opened.page.locator("#shown")
    assert shown.inner_text() == ""
    opened.page.get_by_text("Filters and keys").click()
    for box in ("refuted", "supported"):
        opened.page.locator(f"input[value={box}]").uncheck()
    assert shown.inner_text() == "3 of 5 claims shown"
    assert opened.page.locator("details.card:visible").count() == 3
    classes = opened.page.locator("mark").evaluate_all("marks => marks.map(mark => mark.className)")
    assert classes == ["off", "unjudged", "unknown", "conflicting"]
    opened.page.locator("input[value=office]").uncheck()
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press("n")
    opened.page.keyboard.press("n")
    assert opened.focus == f"text-{5:032x}"
    assert (opened.said, opened.asked) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_serious(open_page: Open, scheme: str, viewport: dict[str, int]) -> None:
    opened = open_page(hostile(), viewport=viewport, color_scheme=scheme)
    opened.page.get_by_text("Filters and keys").click()
    opened.page.keyboard.press("n")
    opened.page.keyboard.press("n")
    opened.page.evaluate(AXE_SCRIPT)
    found = opened.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    told = [f"{one['impact']} {one['id']}: {one['nodes'][0]['html']}" for one in found]
    assert [one for one in told if one.startswith(("serious", "critical"))] == []
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_card_in_a_low_window_leaves_the_words_in_view(open_page: Open) -> None:
    """As a window of 1280 by 900 pixels is at a zoom of 400 %."""
    opened = open_page(pages.contents(), viewport={"width": 320, "height": 225})
    opened.page.locator(".foremost a").first.click()
    words = opened.page.locator("mark.current").bounding_box()
    card = opened.page.locator(".card.lifted").bounding_box()
    assert words is not None
    assert card is not None
    assert words["y"] >= 0
    assert words["y"] + words["height"] <= card["y"]
    assert opened.focus == f"claim-{2:032x}"


def test_without_a_script_every_card_is_open_and_linked_both_ways(open_page: Open) -> None:
    opened = open_page(pages.contents(), java_script_enabled=False)
    assert opened.page.locator("details.card[open]").count() == 5
    assert opened.page.locator("#filters").is_hidden()
    opened.page.locator("a.ref .sign").nth(3).click()
    assert opened.page.url.endswith(f"#claim-{4:032x}")
    opened.page.locator(f"#claim-{4:032x} .back").click()
    assert opened.page.url.endswith(f"#text-{4:032x}")
    assert (opened.said, opened.asked) == ([], [])


def test_on_paper_every_card_is_a_note_and_nothing_is_to_be_clicked(open_page: Open) -> None:
    opened = open_page(pages.contents())
    opened.page.keyboard.press("n")
    opened.page.evaluate(
        "addEventListener('beforeprint', () => { window.notes = document.querySelectorAll('.card[open]').length })"
    )
    assert opened.page.pdf(format="A4").startswith(b"%PDF")
    assert opened.page.evaluate("notes") == 5
    assert opened.page.locator(".card[open]").count() == 1
    opened.page.emulate_media(media="print")
    assert opened.page.locator(".skip:visible, #filters:visible, .back:visible, button:visible").count() == 0
    assert opened.page.get_by_text("https://gazette.example/pact?a=1&b=2").first.is_visible()
