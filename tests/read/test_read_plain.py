"""Plain text, front matter and what the command line says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.documents import Prose
from verify.errors import ExitCode, VerifyError
from verify.read import FORMATS, parse_published, read_article
from verify.read.frontmatter import NONE, find_front_matter
from verify.read.meta import Meta

APRIL_9 = "2016-04-09"


def test_a_text_is_its_own_prose(desk) -> None:
    text = "Talks *resume*\r\n\r\n# 1 on July 14, 2015 — “done”.\r"
    document = desk.one(desk.write("talks.txt", text))
    assert document.text == text
    assert document.prose == Prose(text)
    assert (document.article, document.name) == ("talks.txt", "talks.txt")
    assert (document.headline, document.publisher, document.url, document.published) == ("", None, None, None)
    assert document.language == "en"


def test_any_suffix_but_the_known_ones_is_plain_text(desk) -> None:
    for name in ("a", "a.text", "a.story", "a.md.bak"):
        assert desk.one(desk.write(name, "*b*")).prose.content == "*b*"
    for name in ("a.md", "a.Markdown", "A.MD"):
        assert desk.one(desk.write(name, "*b*")).prose.content == "b"


def test_the_format_asked_for_wins_over_the_suffix(desk) -> None:
    assert desk.one(desk.write("a.txt", "*b*"), format="markdown").prose.content == "b"
    assert desk.one(desk.write("a.md", "*b*"), format="text").prose.content == "*b*"
    assert desk.one(desk.write("a.html", "<b>c</b>"), format="text").prose.content == "<b>c</b>"
    assert desk.one(desk.write("b.txt", '{"id": "x", "text": "c"}'), format="ndjson").article == "x"


def test_standard_input(desk) -> None:
    (document,) = desk.from_input(b"*b*", published=APRIL_9, title="Talks")
    assert (document.article, document.name, document.prose.content) == ("-", "-", "*b*")
    assert (document.published, document.headline) == (APRIL_9, "Talks")
    (document,) = desk.from_input(b"*b*", format="markdown")
    assert document.prose.content == "b"


def test_front_matter_describes_the_article(desk) -> None:
    text = (
        '---\ntitle: "The \\"deal\\": one year on"\nPublished: 2016-04-09T23:30:00-05:00\n'
        "url: 'https://example.org/deal'\npublisher:   Example Daily \nlanguage: en-GB\nauthor: Ana\n---\nText.\n"
    )
    document = desk.one(desk.write("deal.txt", text))
    assert document.headline == 'The "deal": one year on'
    assert document.published == APRIL_9
    assert document.url == document.article == "https://example.org/deal"
    assert (document.publisher, document.language) == ("Example Daily", "en-GB")
    assert document.text == text
    assert document.prose.content == "Text.\n"
    assert document.prose.in_text(0) == text.index("Text.")


def test_the_command_line_wins_over_front_matter(desk) -> None:
    path = desk.write(
        "a.md", "---\ntitle: One\ndate: 2015-01-01\npublisher: P\nurl: u\nlanguage: fr\n---\n*b*"
    )
    document = desk.one(path, published=APRIL_9, title="Two", publisher="Q", url="v", language="de")
    assert (document.published, document.headline, document.publisher) == (APRIL_9, "Two", "Q")
    assert (document.url, document.article, document.language) == ("v", "v", "de")
    assert desk.one(path, title="Two").published == "2015-01-01"


FRONT_MATTER = {
    "published before date": (
        "---\ndate: 2015-01-01\npublished: 2016-04-09\n---\nx",
        {"published": "2016-04-09"},
    ),
    "apostrophes": ("---\ntitle: 'It''s on'\n---\nx", {"title": "It's on"}),
    "comment": ("---\n# ours\ntitle: A # B\nurl: x#y\n---\nx", {"title": "A", "url": "x#y"}),
    "folded": ("---\ntitle: >\n  One\n  two\nurl: x\n---\nx", {"title": "One two", "url": "x"}),
    "goes on": ("---\ntitle: One\n  two\n---\nx", {"title": "One two"}),
    "list": ("---\ntags:\n- a\n  - b\n\ntitle: One\n---\nx", {"title": "One"}),
    "nothing said": ("---\ntitle:\npublished:  \n---\nx", {}),
    "colon in a value": ("---\nurl: https://x.org:80/a\n---\nx", {"url": "https://x.org:80/a"}),
    "line ends": ("--- \r\ntitle: One\r\n---\r\nx", {"title": "One"}),
}


@pytest.mark.parametrize(("text", "said"), FRONT_MATTER.values(), ids=FRONT_MATTER.keys())
def test_forms_of_front_matter(desk, text: str, said: dict[str, str]) -> None:
    document = desk.one(desk.write("a.txt", text))
    shown = {
        "published": document.published,
        "title": document.headline,
        "url": document.url,
    }
    assert {key: value for key, value in shown.items() if value} == said
    assert document.prose.content == "x"


@pytest.mark.parametrize(
    "text",
    [
        "---\nTalks went on.\n---\nx",
        "---\ntitle: One\nTalks went on.",
        "---\ntitle: One\nTalks went on.\n---\n",
        "---\n\n---\nx",
        "---\n---\nx",
        "---\n- a: b\n---\nx",
        "----\ntitle: One\n---\nx",
        " ---\ntitle: One\n---\nx",
        "\n---\ntitle: One\n---\nx",
        "---\nAt 10:30 it began\n---\nx",
        "---\nurl:x\n---\nx",
    ],
)
def test_a_rule_that_opens_a_text_is_no_front_matter(text: str) -> None:
    assert find_front_matter(text) is NONE


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "text",
    ["---\npublished: 2016-04-09\ntitle: One\n\nTalks went on.", "---\ntitle One\nPublished: '2016'\n---\nx"],
)
def test_a_slip_in_front_matter_does_not_lose_the_date(desk, text: str, name: str) -> None:
    path = desk.write(name, text)
    assert str(desk.refusal(path)) == (
        f'{path}:1: The front matter that opens here is none: no line "---" ends it, or a line of it is not '
        '"key: value". Write every line as "key: value", and "---" on a line by itself behind the last one.'
    )


@given(
    st.lists(
        st.sampled_from(["---", "a: b", "title: 'x", "\n", "\r\n", " c", "# d", "- e", ":", '"']), max_size=20
    )
)
def test_front_matter_ends_behind_its_closing_line(parts: list[str]) -> None:
    text = "".join(parts)
    front = find_front_matter(text)
    assert 0 <= front.end <= len(text)
    assert (front.end == 0) == (not front.entries)
    if front.end:
        assert text[: front.end].split()[-1] == "---"


def test_a_bad_date_in_front_matter_is_placed_at_its_line(desk) -> None:
    path = desk.write("a.md", "---\ntitle: One\n\npublished: 9.4.16\n---\nx")
    assert str(desk.refusal(path)) == (
        f'{path}:4: published "9.4.16" is not a date. Write it as 2016-04-09 (year-month-day).'
    )
    assert desk.refusal(path).exit_code is ExitCode.INVALID_DATA


@pytest.mark.parametrize(
    "text",
    ["2016-04-09", " 2016-04-09 ", "2016-04-09T10:00:00Z", "2016-04-09 10:00", "2016-04-09T23:59:59.5+02:00"],
)
def test_a_date_with_a_time_keeps_its_day(text: str) -> None:
    assert parse_published(text) == APRIL_9


@pytest.mark.parametrize("text", ["2016-04-09", "2016-04", "2016", "0001"])
def test_a_publication_date_may_be_a_day_a_month_or_a_year(desk, text: str) -> None:
    assert parse_published(f" {text} ") == text
    assert desk.one(desk.write("a.txt", f"---\npublished: {text}\n---\nx")).published == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("9.4.16", '--published "9.4.16" is not a date.'),
        ("", '--published "" is not a date.'),
        ("2016-4", '--published "2016-4" is not a date.'),
        ("201", '--published "201" is not a date.'),
        ("2016-04T10:00", '--published "2016-04T10:00" is not a date.'),
        ("2015-13", '--published "2015-13" is not a date: there is no month 13.'),
        ("0000", '--published "0000" is not a date: there is no year 0000.'),
        ("2016-4-9", '--published "2016-4-9" is not a date.'),
        ("2016-04-09x", '--published "2016-04-09x" is not a date.'),
        ("２０１６-04-09", '--published "２０１６-04-09" is not a date.'),
        ("2015-02-29", '--published "2015-02-29" is not a date: February 2015 has 28 days.'),
        ("2015-13-01", '--published "2015-13-01" is not a date: there is no month 13.'),
        ("2015-04-00", '--published "2015-04-00" is not a date: April 2015 has 30 days.'),
        ("0000-01-01", '--published "0000-01-01" is not a date: there is no year 0000.'),
        ("x" * 1000, f'--published "{"x" * 39}…" is not a date.'),
    ],
)
def test_a_publication_date_that_is_none_is_a_usage_error(text: str, message: str) -> None:
    with pytest.raises(VerifyError) as caught:
        parse_published(text)
    assert caught.value.message == message
    assert caught.value.hint == "Write it as 2016-04-09 (year-month-day)."
    assert caught.value.exit_code is ExitCode.USAGE


def test_the_option_is_named() -> None:
    with pytest.raises(VerifyError, match=r'^--as-of "x" is not a date\.'):
        parse_published("x", "--as-of")


def test_the_article_is_the_path_below_the_root(
    desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news" / "april").mkdir(parents=True)
    path = desk.write("news/april/a.txt", "x")
    assert desk.one(path).article == "news/april/a.txt"
    assert desk.one(tmp_path / "news" / "april" / ".." / "april" / "a.txt").article == "news/april/a.txt"
    monkeypatch.chdir(tmp_path / "news")
    assert desk.one("april/a.txt").article == "news/april/a.txt"
    assert desk.one("april/a.txt").name == "a.txt"
    (outside,) = read_article(str(path), defaults=Meta(), root=tmp_path / "other", stdin=bytes)
    assert outside.article == path.as_posix()


def test_a_root_reached_by_a_link_is_the_same_root(desk, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    path = desk.write("real/a.txt", "x")
    for root in (tmp_path / "real", tmp_path / "link"):
        for way in (path, tmp_path / "link" / "a.txt"):
            (document,) = read_article(str(way), defaults=Meta(), root=root, stdin=bytes)
            assert document.article == "a.txt"


def test_the_formats_are_those_with_a_reader() -> None:
    assert FORMATS == ("text", "markdown", "ndjson")
