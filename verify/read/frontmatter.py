"""The lines "key: value" between two lines "---" at the head of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.errors import VerifyError
from verify.read.meta import Meta, parse_date

_LINE = re.compile(r"([^\r\n]*+)(?:\r\n?|\n|\Z)")
_ENTRY = re.compile(r"([A-Za-z_][\w.-]*+)[ \t]*+:(?:[ \t]++(.*))?", re.DOTALL)
_QUOTED = re.compile(r"""\s*+(?:"((?:[^"\\]|\\.)*+)"|'((?:[^']|'')*+)')\s*+(?:#.*)?""", re.DOTALL)
_ESCAPE = re.compile(r"""\\(["\\/])""")
_SAYS_WHEN = re.compile(
    r"---[ \t]*+(?:\r\n?|\n)(?:[^\r\n]++(?:\r\n?|\n)){0,20}?published[ \t]*+:[ \t]*+[\"']?\d{4}",
    re.IGNORECASE,
)
"""What opens like front matter, and says in one of its first lines when the article was published."""
_BLOCK_MARKS = frozenset({">", "|", ">-", "|-", ">+", "|+"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A value and the line (from 1) on which its key stands."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The entries by lower-case key, and where in the text (code points) what follows begins."""

    entries: dict[str, Entry]
    end: int


NONE = FrontMatter({}, 0)
"""What a text without front matter has."""


def find_front_matter(text: str) -> FrontMatter:
    """The front matter of a text, NONE if it has none.

    A rule "---" that opens a text is none: its lines are not all "key: value", or no "---" closes them.
    Blank lines, comments ("# …") and the indented or "- " lines that go on with a value are let through.
    """
    head = _LINE.match(text)
    if head is None or head[1].rstrip(" \t") != "---":
        return NONE
    values: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    key, at, number = "", head.end(), 1
    while at < len(text):
        match = _LINE.match(text, at)
        assert match is not None
        at, number, line = match.end(), number + 1, match[1].rstrip(" \t")
        if line == "---":
            entries = {name: Entry(_value(parts), lines[name]) for name, parts in values.items()}
            return FrontMatter(entries, at) if entries else NONE
        if not line or line.startswith("#"):
            continue
        if key and line.startswith((" ", "\t", "- ")):
            values[key].append(line.strip(" \t"))
            continue
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            return NONE
        key = entry[1].lower()
        values[key], lines[key] = [(entry[2] or "").strip(" \t")], number
    return NONE


def require_whole(text: str, front: FrontMatter, place: str) -> None:
    """Raise VerifyError where somebody wrote front matter with a date, but a slip makes it a part of the article."""
    if front is NONE and _SAYS_WHEN.match(text):
        raise VerifyError(
            'The front matter that opens here is none: no line "---" ends it, or a line of it is not "key: value".',
            place=f"{place}:1",
            hint='Write every line as "key: value", and "---" on a line by itself behind the last one.',
        )


def _value(parts: list[str]) -> str:
    if parts[0] in _BLOCK_MARKS:
        return " ".join(parts[1:])
    whole = " ".join(part for part in parts if part)
    quoted = _QUOTED.fullmatch(whole)
    if quoted is None:
        return whole.partition(" # ")[0].rstrip()
    if quoted[1] is not None:
        return _ESCAPE.sub(r"\1", quoted[1])
    return quoted[2].replace("''", "'")


def described(front: FrontMatter, place: str) -> Meta:
    """What the front matter says of the article. Raises VerifyError, at its line, for a date that is none."""

    def said(key: str) -> str | None:
        entry = front.entries.get(key)
        return entry.value.strip() or None if entry else None

    published = None
    for key in ("published", "date"):
        if text := said(key):
            published = parse_date(text, key, place=f"{place}:{front.entries[key].line}")
            break
    return Meta(
        published=published,
        title=said("title"),
        url=said("url"),
        publisher=said("publisher"),
        language=said("language"),
    )
