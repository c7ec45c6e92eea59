"""The page of the documentation says what the keys do, and shows the screen as it is."""

from __future__ import annotations

import re
from pathlib import Path

import cards

from verify.review.faces.full import headed
from verify.review.faces.keys import help_lines
from verify.review.faces.layout import Frame, Size, draw
from verify.review.faces.rows import text_of
from verify.review.faces.sections import counts_paragraph, item_sections
from verify.review.shapes import Counts, Held

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "review-screen.md").read_text(encoding="utf-8")


def test_the_page_has_every_key() -> None:
    rows = re.findall(r"^\| `(.+?)` \| (.+?) \| (.+?) \|$", PAGE, re.M)
    assert rows == help_lines()


def test_the_screen_that_the_page_shows_is_the_one_that_is_drawn() -> None:
    lead = cards.claim(article="articles/draft.md", column=318)
    item = cards.item(lead=lead, claims=4, articles=4, rivals=(cards.RIVAL,))
    counts = Counts(41, 1, (Held("ana", 2, "2026-11-26T14:05:00Z"),), {}, 0)
    sections = item_sections(item, now=cards.NOW, position="3 / 41", cells=480)
    drawn = draw(Frame(headed(counts_paragraph(counts, "bo", cards.NOW)), sections), Size(80, 24))
    shown = re.search(r"```text\n(.*?)```", PAGE, re.S)
    assert shown is not None
    rows = [text_of(row) for row in drawn.rows]
    assert [row for row in rows if row] == shown[1].splitlines()
