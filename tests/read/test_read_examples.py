"""The example articles: what their README says of them is so."""

from __future__ import annotations

import datetime
import difflib
import re
from pathlib import Path

from verify.documents import Document
from verify.read import Meta, read_article

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
_PLANTED = re.compile(r"^\| (\d+):(\d+) \|.*?\*\*(.+?)\*\*", re.MULTILINE)
_DATED = re.compile(r"(\w+day), (\w+ \d{1,2})(?:, (\d{4}))?")


def example(name: str) -> Document:
    (document,) = read_article(str(EXAMPLES / name), defaults=Meta(), root=EXAMPLES, stdin=bytes)
    assert isinstance(document, Document), document
    return document


def weekday_errors(document: Document) -> list[str]:
    assert document.published is not None
    return [
        match[0]
        for match in _DATED.finditer(document.prose.content)
        if match[1]
        != datetime.datetime.strptime(
            f"{match[2]} {match[3] or document.published[:4]}", "%B %d %Y"
        ).strftime("%A")
    ]


def test_both_drafts_describe_themselves() -> None:
    for name in ("draft.md", "draft-with-errors.md"):
        document = example(name)
        assert document.article == name
        assert document.published == "2016-04-20"
        assert document.publisher == "Example Daily"
        assert document.headline
        assert "https:" not in document.prose.content
        assert 250 <= len(document.prose.content.split()) <= 350


def test_the_weekdays_of_the_sound_draft_fit() -> None:
    assert len(_DATED.findall(example("draft.md").prose.content)) == 2
    assert weekday_errors(example("draft.md")) == []
    assert weekday_errors(example("draft-with-errors.md")) == ["Wednesday, April 19, 2016"]


def test_the_readme_lists_every_planted_error_at_its_place() -> None:
    sound, faulty = example("draft.md").text.split("\n"), example("draft-with-errors.md").text.split("\n")
    planted = _PLANTED.findall((EXAMPLES / "README.md").read_text(encoding="utf-8"))
    assert len(planted) == 4
    for line, column, words in planted:
        assert faulty[int(line) - 1].startswith(words, int(column) - 1)
        assert words not in sound[int(line) - 1]


def test_the_drafts_differ_in_the_planted_errors_only() -> None:
    sound, faulty = (
        re.findall(r"\w+|\W", example("draft.md").text),
        re.findall(r"\w+|\W", example("draft-with-errors.md").text),
    )
    changes = [
        ("".join(sound[a:b]), "".join(faulty[c:d]))
        for tag, a, b, c, d in difflib.SequenceMatcher(None, sound, faulty, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    assert [after for _, after in changes] == ["4", "2321", "Hillary", "Clinton", "Wednesday"]
