"""Feeds: one JSON object a line; a bad line is told and the others go on."""

from __future__ import annotations

import json

import pytest

from verify.documents import Document, Prose
from verify.errors import ExitCode, VerifyError
from verify.read import feed

GOOD = '{"id": "last", "text": "Talks."}'


def bad_line(desk, line: str | bytes, **said: object) -> VerifyError:
    """The error of the second of three lines, of which the others are read."""
    line = line if isinstance(line, bytes) else line.encode()
    path = desk.write("feed.ndjson", b'{"id": "first", "text": "Talks."}\n' + line + b"\n" + GOOD.encode())
    first, error, last = desk.read(path, **said)
    assert (first.article, last.article) == ("first", "last")
    assert error.place == f"{path}:2"
    assert error.exit_code is ExitCode.INVALID_DATA
    return error


def test_every_field(desk) -> None:
    line = {
        "id": "a-17",
        "text": "---\ntitle: no\n---\n*Talks*\n",
        "published": "2016-04-09T10:00:00Z",
        "title": " Talks ",
        "url": "https://example.org/a",
        "publisher": "Example Daily",
        "language": "de",
        "tags": ["x"],
    }
    document = desk.one(desk.write("feed.jsonl", json.dumps(line)))
    assert document == Document(
        article="https://example.org/a",
        name="a-17",
        text=line["text"],
        prose=Prose(line["text"]),
        headline="Talks",
        publisher="Example Daily",
        url="https://example.org/a",
        language="de",
        published="2016-04-09",
    )


def test_the_command_line_fills_in_what_a_line_leaves_open(desk) -> None:
    path = desk.write(
        "feed.ndjson",
        '\ufeff{"id": 1, "text": "One", "published": null, "title": null}\r\n\n'
        '{"url": "u", "text": "Two", "published": "2015-01-01", "publisher": "P", "language": "fr"}\n',
    )
    one, two = desk.read(path, published="2016-04-09", publisher="Q", language="de")
    assert (one.article, one.name, one.url, one.headline) == ("1", "1", None, "")
    assert (one.published, one.publisher, one.language) == ("2016-04-09", "Q", "de")
    assert (two.article, two.name, two.url) == ("u", "u", "u")
    assert (two.published, two.publisher, two.language) == ("2015-01-01", "P", "fr")


def test_a_line_may_be_dated_by_its_month_or_year(desk) -> None:
    path = desk.write(
        "feed.ndjson",
        '{"id": "a", "text": "One", "published": "1978"}\n{"id": "b", "text": "Two", "published": "2015-05"}\n',
    )
    assert [found.published for found in desk.read(path)] == ["1978", "2015-05"]


def test_standard_input(desk) -> None:
    one, error = desk.from_input(b'{"id": "a", "text": "One"}\n{', format="ndjson")
    assert one.article == "a"
    assert error.place == "standard input:2"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "The line is not JSON: Expecting property name enclosed in double quotes at column 2."),
        ("Talks.", "The line is not JSON: Expecting value at column 1."),
        ('{"id": "a", "text": NaN}', "The line is not JSON: NaN is not a JSON value."),
        ("[1]", "The line is not a JSON object."),
        ('"Talks"', "The line is not a JSON object."),
        ("null", "The line is not a JSON object."),
        ("{}", 'The line has no "text".'),
        ('{"id": "a", "text": null}', 'The line has no "text".'),
        ('{"text": "Talks"}', 'The line has neither an "id" nor a "url".'),
        ('{"id": " ", "text": "Talks"}', 'The line has neither an "id" nor a "url".'),
        ('{"id": "a", "text": 7}', '"text" is a number, not a text.'),
        ('{"id": "a", "text": ["x"]}', '"text" is a list, not a text.'),
        ('{"id": "a", "text": {"x": 1}}', '"text" is an object, not a text.'),
        ('{"id": true, "text": "x"}', '"id" is true or false, not a text.'),
        ('{"id": 1.5, "text": "x"}', '"id" is a number, not a text.'),
        ('{"id": "a", "text": "x", "published": 1460160000}', '"published" is a number, not a text.'),
        ('{"id": "a", "text": "x", "title": []}', '"title" is a list, not a text.'),
        ('{"id": "a", "text": ""}', "The article is empty: there is no word in it."),
        ('{"id": "first", "text": "x"}', 'The id "first" was used on line 1.'),
        ('{"id": "a", "text": "x", "published": "9.4.16"}', '"published" "9.4.16" is not a date.'),
        (
            '{"id": "a", "text": "x \\ud800 y"}',
            '"text" holds half a surrogate pair (U+D800) at character 2.',
        ),
        ('{"id": "a\\udc00", "text": "x"}', '"id" holds half a surrogate pair (U+DC00) at character 1.'),
        ('{"id": "a", "text": "x\\u0000"}', '"text" holds binary data at character 1 (U+0000).'),
        (b'{"id": "a", "text": "Iran\x92s"}', "Byte 0x92 at offset 59 is not UTF-8."),
        (b'{"id": "a", "text": "\x00"}', "The file holds binary data at byte 55."),
    ],
)
def test_a_bad_line_is_told_and_the_others_go_on(desk, line: str | bytes, message: str) -> None:
    error = bad_line(desk, line)
    assert error.message == message
    assert error.hint


def test_hints_say_the_next_step(desk) -> None:
    assert bad_line(desk, "x").hint == (
        'Write one object a line: {"id": "…", "text": "…", "published": "2016-04-09"}.'
    )
    assert bad_line(desk, '{"id": "first", "text": "x"}').hint == "Give each article an id of its own."
    assert bad_line(desk, '{"id": "a", "text": 7}').hint == 'Write "text": "…", in quotes.'


def test_deep_nesting(desk) -> None:
    assert bad_line(desk, "[" * 200_000).message == "The line is not an article: it is nested too deeply."


def test_a_very_long_number(desk) -> None:
    assert bad_line(desk, '{"id": ' + "9" * 10_000 + "}").message.startswith(
        "The line is not JSON: Exceeds the limit"
    )


def test_a_surrogate_pair_is_one_character(desk) -> None:
    assert desk.one(desk.write("a.ndjson", '{"id": "a", "text": "x \\ud83d\\ude00"}')).text == "x 😀"


def test_only_line_feeds_part_the_lines(desk) -> None:
    line = '{"id": "a", "text": "one\u2028two\x85three"}'
    assert desk.one(desk.write("a.ndjson", line)).text == "one\u2028two\x85three"


def test_a_broken_line_does_not_take_the_id(desk) -> None:
    path = desk.write(
        "a.ndjson", '{"id": "a", "text": ""}\n{"id": "a", "text": "x"}\n{"id": "a", "text": "y"}\n'
    )
    empty, document, again = desk.read(path)
    assert isinstance(empty, VerifyError)
    assert document.text == "x"
    assert again.message == 'The id "a" was used on line 2.'


@pytest.mark.parametrize("content", ["", "\n \r\n", "\ufeff"])
def test_an_empty_feed(desk, content: str) -> None:
    error = desk.refusal(desk.write("a.ndjson", content))
    assert error.message == "The feed is empty: there is no line in it."


def test_a_line_over_the_limit(desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "LIMIT", 1024**2)
    for length in (1024**2 + 1, 3 * 1024**2, 3 * 1024**2 + 5):
        error = bad_line(desk, "x" * length)
        assert error.message == "The line is longer than 1 MiB, the most that is read of one article."
        assert error.hint == "Split the article."


def test_offsets_go_on_behind_a_line_over_the_limit(desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "LIMIT", 100)
    long, bad = desk.read(desk.write("a.ndjson", b"x" * 999 + b"\n\xff\n"))
    assert long.place.endswith(":1")
    assert bad.message == "Byte 0xFF at offset 1000 is not UTF-8."


@pytest.mark.parametrize(("option", "said"), [("--title", {"title": "x"}), ("--url", {"url": "x"})])
def test_what_describes_one_article_does_not_fit_a_feed(desk, option: str, said: dict[str, str]) -> None:
    error = desk.refusal(desk.write("a.ndjson", GOOD), **said)
    assert error.message == f"{option} describes one article, and a feed holds many."
    assert error.hint == f'Give each line its own "{option[2:]}".'
    assert error.exit_code is ExitCode.USAGE


def test_encodings_of_feeds(desk) -> None:
    line = '{"id": "é", "text": "Iran’s"}\n'
    assert desk.one(desk.write("a.ndjson", line.encode("cp1252")), encoding="cp1252").text == "Iran’s"
    assert desk.one(desk.write("a.ndjson", line.encode("utf-8-sig")), encoding="utf-8-sig").text == "Iran’s"
    error = desk.refusal(desk.write("a.ndjson", line.encode("utf-16")), encoding="utf-16")
    assert error.message == "A feed cannot be read as utf-16, because its lines end in other bytes there."
    assert error.exit_code is ExitCode.USAGE
