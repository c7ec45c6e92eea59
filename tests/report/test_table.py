"""Rows in every format: what comes from outside is inert in each, and nothing is lost where programs read."""

from __future__ import annotations

import base64
import csv
import hashlib
import itertools
import json
import re
from html.parser import HTMLParser

import pytest

from verify.report.table import FORMATS, MEASURED, RowTable, rendered

HOSTILE = [
    "<script>alert(1)</script>",
    "</td></table></main><img src=x onerror=alert(1)>",
    "</style><style>*{}",
    '" onmouseover="x\' autofocus',
    '=HYPERLINK("https://example.org")',
    "@SUM(1)",
    "-2+3",
    "\ttab",
    "\x1b[31mred\x1b]0;title\x07",
    "\u202eevil\u2066",
    "\n::error::x\r\n##vso[x]",
    "a|b\nc `d` [e](f) <b>",
    "]]>&amp;{{7*7}}${x}",
    "x\x00y\x7f\x9b",
    "lone \ud800",
]


def made(format_: str) -> str:
    """A table of hostile texts in a format; they are its title and columns, too."""
    rows = [(text, number, -number / 3) for number, text in enumerate(HOSTILE)]
    return "".join(
        rendered(RowTable(HOSTILE[0], HOSTILE[1], ("text", HOSTILE[0], HOSTILE[4]), rows), format_)
    )


def test_what_is_wider_than_the_terminal_is_a_list_of_each_row() -> None:
    rows = [("a", "x" * 60, None), ("", "\u4e2d\x1b", 0.5)]
    wide = RowTable("t", "", ("one", "\u202etwo", "three"), rows)
    assert "".join(rendered(wide, "table", width=50)) == (
        f"row 1\n  one          a\n  \\u{{202e}}two  {'x' * 60}\n"
        "row 2\n  \\u{202e}two  \u4e2d\\u{1b}\n  three        0.5\n"
    )
    assert "".join(rendered(wide, "table", width=53)) == "".join(rendered(wide, "table"))
    none = RowTable("t", "", ("one", "two"), [])
    assert "".join(rendered(none, "table", width=7)) == "no rows\n"
    assert "".join(rendered(none, "table")) == "one  two\n"


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_that_a_terminal_obeys_comes_out(format_: str) -> None:
    text = made(format_)
    assert re.findall("[^\n -~\u00a0-\u2010]", text.replace("…", "")) == []
    assert text.encode()
    assert text.endswith("\n")


def test_what_programs_read_is_what_was_stored() -> None:
    objects = [json.loads(line) for line in made("ndjson").splitlines()]
    assert [found["text"] for found in objects] == HOSTILE
    assert json.loads(made("json")) == objects
    assert objects[1][HOSTILE[4]] == -1 / 3


def test_no_cell_of_a_spreadsheet_is_a_formula() -> None:
    header, *rows = csv.reader(made("csv").splitlines())
    assert [len(row) for row in rows] == [3] * len(HOSTILE)
    for cell in (*header, *(row[0] for row in rows)):
        assert not cell.lstrip().startswith(("=", "+", "-", "@")), cell
    assert float(rows[1][2]) == -1 / 3


class Read(HTMLParser):
    """What a browser would see: tags with attributes, and the words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)


def test_a_page_has_no_tag_but_its_own_and_loads_nothing() -> None:
    page = made("html")
    read = Read()
    read.feed(page)
    assert read.tags.count("td") == 3 * len(HOSTILE)
    assert set(read.tags) == {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "div", "table", "caption", "thead", "tr",
        "th", "tbody", "td", "p",
    }  # fmt: skip
    assert read.attributes <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "role", "aria-label", "tabindex", "scope",
    }  # fmt: skip
    assert HOSTILE[0] in read.words
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    policy = re.search(r'Content-Security-Policy" content="(.*?)"', page)
    assert style is not None
    assert policy is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1].replace("&#x27;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_a_markdown_table_keeps_its_cells() -> None:
    lines = made("markdown").splitlines()
    assert len(lines) == len(HOSTILE) + 2
    for line in lines:
        assert len(re.findall(r"(?<!\\)\|", line)) == 4, line


def test_values_of_all_kinds_have_words() -> None:
    row = (None, True, 1.5, float("nan"), float("-inf"), b"\x00\xff", [1, b"\xff"])
    table = RowTable("", "", ("a", "a", "a_2", "", "b", "c", "d"), [row])
    assert json.loads(next(rendered(table, "ndjson"))) == {
        "a": None, "a_2": True, "a_2_2": 1.5, "": "nan", "b": "-inf", "c": "00ff", "d": [1, "ff"],
    }  # fmt: skip
    for format_ in FORMATS:
        empty = "".join(rendered(RowTable("", "", ("a",), []), format_))
        assert (json.loads(empty) == []) if format_ == "json" else ("a" in empty or format_ == "ndjson")


@pytest.mark.parametrize("format_", FORMATS)
def test_rows_are_printed_as_they_are_read(format_: str) -> None:
    read = 0

    def endless() -> itertools.count[int]:
        return itertools.count()

    def rows() -> object:
        nonlocal read
        for number in endless():
            read += 1
            yield (number, "x" * (1 + number % 7))

    pieces = rendered(RowTable("", "", ("n", "x"), rows()), format_)  # type: ignore[arg-type]
    for _ in range(2000):
        next(pieces)
    assert read <= 2000 + MEASURED
