"""`verify report page`: where the page goes, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import newsroom
import pytest

Verify = Callable[..., Any]


@pytest.fixture
def judged(folder: Path, verify: Verify) -> Path:
    """The workspace with an article that says a wrong date, judged."""
    (folder / "articles" / "wrong.md").write_text(newsroom.dated(newsroom.WRONG_DATE))
    assert verify("run").code == 1
    return folder


def test_a_page_goes_to_standard_output_or_into_a_file(judged: Path, verify: Verify) -> None:
    printed = verify("report", "page", "articles/wrong.md")
    assert (printed.code, printed.err) == (0, "")
    assert printed.out.startswith('<!doctype html>\n<html lang="en">')
    assert "14 July 2015" in printed.out
    done = verify("report", "page", "articles/wrong.md", "-o", "public/wrong.html", "--no-history")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (judged / "public" / "wrong.html").read_text(encoding="utf-8") == printed.out
    assert [path.name for path in (judged / "public").iterdir()] == ["wrong.html"]


def test_a_page_that_cannot_be_made_or_written(judged: Path, verify: Verify) -> None:
    done = verify("report", "page", "articles/wrng.md")
    assert (done.code, done.out) == (2, "")
    assert done.err == "verify: no article is called 'articles/wrng.md'. Nearest: 'articles/wrong.md'\n"
    (judged / "taken").write_text("")
    done = verify("report", "page", "articles/wrong.md", "-o", "taken/page.html")
    assert (done.code, done.out) == (4, "")
    assert done.err.startswith("verify: taken/page.html: the page cannot be written (")
    assert done.err.endswith("). Choose a folder that exists and that you may write in.\n")
    done = verify("report", "page", "articles/wrong.md", "-o", "articles")
    assert done.code == 4
    assert done.err.endswith("). Name a file: this is a folder.\n")
    if Path("/dev/full").exists():
        done = verify("report", "page", "articles/wrong.md", "-o", "/dev/full")
        assert done.code == 4
        assert done.err.endswith("). Make room, or choose a place that has some.\n")


def test_the_page_is_a_command_beside_the_reports(judged: Path, verify: Verify) -> None:
    assert "Usage: verify report page [OPTIONS] ARTICLE" in verify("report", "page", "--help").out
    assert "page  Write an article with its claims marked" in verify("report", "--help").out
    for asked in (("articles", "--format", "csv"), ("--format", "csv", "articles")):
        assert verify("report", *asked).out.startswith("article,publisher,")
    assert "v_article_scorecard" in verify("report").out
    refused = verify("report", "articles", "page")
    assert (refused.code, refused.out) == (2, "")
    assert "unexpected extra argument (page)" in refused.err
