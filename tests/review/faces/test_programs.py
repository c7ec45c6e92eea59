"""Programs of the user's: which command is run for what, and that an article opens at its claim."""

from __future__ import annotations

import io
import stat
from pathlib import Path

import cards
import pytest

from verify.errors import VerifyError
from verify.review.faces import opening_articles
from verify.review.faces.articles import article_section
from verify.review.faces.layout import labelled, row_of_quote
from verify.review.faces.opening import edited, pager_command, place_command, place_of
from verify.review.faces.plain import LineMode
from verify.review.faces.rows import text_of
from verify.review.faces.session import Session
from verify.review.faces.steps import Launch, Page, Shown

TEXT = "First line.\nSigned on July 4, 2015 in Vienna.\x1b[2J\nLast line.\n"
CLAIM = cards.claim(line=2, column=11, start=22, end=34, article="draft.txt")


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({"EDITOR": "nano"}, ["nano", "+7", "a b.md"]),
        ({"EDITOR": "nano", "VISUAL": "vim -R"}, ["vim", "-R", "+7", "a b.md"]),
        ({"EDITOR": "nano", "VERIFY_EDITOR": "code --wait"}, ["code", "--wait", "--goto", "a b.md:7"]),
        ({"VERIFY_EDITOR": "hx"}, ["hx", "a b.md:7"]),
        ({"VERIFY_EDITOR": "idea --line {line} {file}"}, ["idea", "--line", "7", "a b.md"]),
        ({"EDITOR": "  "}, None),
        ({}, None),
    ],
)
def test_an_article_is_opened_at_its_line(environ: dict[str, str], command: list[str] | None) -> None:
    assert place_command(environ, "a b.md", 7) == command


def test_a_pager_that_knows_lines_begins_there() -> None:
    assert pager_command({"PAGER": "less -S"}, "f", 7) == ["less", "-S", "+7", "f"]
    assert pager_command({"PAGER": "cat"}, "f", 7) == ["cat", "f"]
    assert pager_command({}, "f", 7) is None


def test_an_editor_that_is_no_command_is_told() -> None:
    with pytest.raises(VerifyError) as raised:
        place_command({"EDITOR": "vim '"}, "f", 1)
    assert str(raised.value) == '$EDITOR is not a command: "vim \'". Close its quotation marks.'


def program(folder: Path, body: str) -> str:
    """A program to be an editor or a pager."""
    path = folder / "program"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_a_note_begins_with_what_was_there_and_says_what_it_is_about(tmp_path: Path) -> None:
    editor = program(tmp_path, f'cp "$1" {tmp_path}/seen; printf "more\\n" >> "$1"')
    assert edited([editor], "begun", ["draft.txt: “July 4, 2015”"]) == "begun\n\nmore"
    assert (tmp_path / "seen").read_text(encoding="utf-8") == "begun\n\n# draft.txt: “July 4, 2015”\n"


def test_an_editor_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(VerifyError, match="ended with 3"):
        edited([program(tmp_path, "exit 3")], "", [])


def test_an_editor_that_leaves_no_note_is_told(tmp_path: Path) -> None:
    with pytest.raises(VerifyError, match="left no note"):
        edited([program(tmp_path, 'rm "$1"')], "begun", [])
    assert edited([program(tmp_path, ': > "$1"')], "begun", []) == ""


def test_a_file_that_changed_since_is_not_the_article(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_bytes(TEXT.encode())
    assert place_of(tmp_path, "draft.txt", TEXT) == str(tmp_path / "draft.txt")
    assert place_of(tmp_path, "draft.txt", TEXT + "more") is None
    assert place_of(tmp_path, "https://example.org/\0", TEXT) is None


@pytest.mark.parametrize("name", ["EDITOR", "PAGER", "nothing"])
def test_an_article_opens_in_an_editor_in_a_pager_or_here(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening_articles, "stored_text", lambda store, line: TEXT)
    environ = {
        name: program(tmp_path, f'printf "%s " "$@" > {tmp_path}/given; cat "$2" "$1" > {tmp_path}/seen')
    }
    session = Session(cards.Cards([cards.item(lead=CLAIM)]), environ=environ)  # type: ignore[arg-type]
    session.begin()
    assert session.item is not None
    step = opening_articles.open_article(session, session.item)
    if name == "nothing":
        assert isinstance(step, Page)
        rows = [text_of(row) for section in step.sections for row in labelled(section, 80)]
        assert rows == [
            "Article: draft.txt, at line 2",
            "Text: 1  First line.",
            "2  Signed on [July 4, 2015] in Vienna.\\u{1b}[2J",
            "3  Last line.",
            "4",
        ]
        return
    assert isinstance(step, Launch)
    assert step.run() == Shown()
    seen = (tmp_path / "seen").read_text(encoding="utf-8")
    given = (tmp_path / "given").read_text(encoding="utf-8")
    # An editor gets the text as it came, a pager what it can hand on to a terminal.
    assert ("\x1b" in seen) is (name == "EDITOR")
    assert given.startswith("+2 ") is (name == "EDITOR")


def test_a_long_article_opens_where_the_claim_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "word\n" * 500 + "Signed on July 4, 2015.\n" + "word\n" * 500
    monkeypatch.setattr(opening_articles, "stored_text", lambda store, line: text)
    line = cards.claim(line=501, start=2510, end=2522)
    session = Session(cards.Cards([cards.item(lead=line)]))  # type: ignore[arg-type]
    session.begin()
    assert session.item is not None
    step = opening_articles.open_article(session, session.item)
    assert isinstance(step, Page)
    assert row_of_quote(step.sections, 80) == 501
    out = io.StringIO()
    lines = iter(["o\n"])
    LineMode(session, out, lambda: next(lines, None), is_terminal=False, width=lambda: 80).run()
    said = out.getvalue().partition("article\n")[2].splitlines()
    assert said[0] == "Article: articles/1.md, at line 501"
    assert said[1] == "495  word"
    assert said[7] == "501  Signed on [July 4, 2015]."
    assert said[-1] == "507  word"


def test_a_quote_over_several_lines_is_marked_once() -> None:
    line = cards.claim(line=1, start=6, end=20)
    rows = [text_of(row) for row in labelled(article_section(line, "First line.\nSigned on July 4"), 80)]
    assert rows[1:] == ["Text: 1  First [line.", "2  Signed o]n July 4"]
