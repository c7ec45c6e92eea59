"""Opening the article of an item at its claim: in the user's editor, in their pager, or on a page of our own."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from verify.display import display_safe
from verify.review.faces.articles import article_section, stored_text
from verify.review.faces.opening import pager_command, place_command, place_of, run
from verify.review.faces.session import Session
from verify.review.faces.steps import Launch, Page, Shown, Step
from verify.review.shapes import Item


def open_article(session: Session, item: Item) -> Step:
    """Open the article: its file where that still says what was stored, else a copy of the stored text."""
    line = item.lead
    text = stored_text(session.desk.store, line)
    number = 1 if line.part == "headline" else line.line
    file = place_of(session.root, line.article, text)
    if place_command(session.environ, "", number) is not None:
        return Launch(lambda: _edit(session, file, text, number))
    if pager_command(session.environ, "", number) is not None:
        return Launch(lambda: _page(session, text, number))
    return Page("article", (article_section(line, text),), around=True)


def _edit(session: Session, file: str | None, text: str, number: int) -> Step:
    if file is not None:
        _run(session, place_command(session.environ, file, number))
        return Shown()
    with tempfile.TemporaryDirectory(prefix="verify-article-") as folder:
        path = Path(folder) / "article-as-stored.txt"
        path.write_text(text, encoding="utf-8", newline="")
        _run(session, place_command(session.environ, str(path), number))
    return Shown()


def _page(session: Session, text: str, number: int) -> Step:
    # A pager may hand escapes on to the terminal: it gets the text made safe.
    with tempfile.TemporaryDirectory(prefix="verify-article-") as folder:
        path = Path(folder) / "article.txt"
        path.write_text("".join(f"{display_safe(row)}\n" for row in text.split("\n")), encoding="utf-8")
        _run(session, pager_command(session.environ, str(path), number))
    return Shown()


def _run(session: Session, command: Sequence[str] | None) -> None:
    if command is not None:
        session.attempt(lambda: run(command))
