"""Sections as rows: ruled off for the full screen, labelled line by line for the line mode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from verify.display import clip, display_safe, display_width
from verify.review.faces.keys import KEYS, Key
from verify.review.faces.rows import (
    NARROWEST,
    Paragraph,
    Piece,
    Row,
    Section,
    Style,
    clipped,
    paragraph,
    piece,
    wrapped,
)

RULE = "─"
_MARGIN = Piece(" ")
_MOST_HEAD = 3
_HEAD_SHARE = 6
"""One row of the head for so many of a screen."""
_MOST_NOTICE = 4
_LEAST_BODY = 3
_WIDEST = 120
"""Cells of a line of text at most: longer ones are hard to read. Rules go across any screen."""
_LEAST_KEYS = 3
_ROOMY = 36
"""Rows of a screen from which on sections stand apart, so that what is shown does not jump on small ones."""


@dataclass(frozen=True, slots=True)
class Size:
    """Columns and rows of a screen."""

    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What a full screen shows: a head of one paragraph, sections to scroll through, a notice, and a question.

    Where there is no question, the keys are shown.
    """

    head: Paragraph
    sections: tuple[Section, ...]
    notice: Paragraph | None = None
    question: Paragraph | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """The rows of a full screen, exactly as many as it has; `scroll` rows of the body are above, `hidden` below.

    `page` is how many rows of the body show at once.
    """

    rows: tuple[Row, ...]
    scroll: int
    hidden: int
    page: int


def ruled(section: Section, width: int) -> list[Row]:
    """A section under a rule with its title, for eyes."""
    rows = [rule(section.title, width, section.aside)] if section.title else []
    for found in section.paragraphs:
        rows += [(_MARGIN, _MARGIN, *row) for row in wrapped(found, min(width - 3, _WIDEST))]
    return rows


def rule(title: str, width: int, aside: str = "") -> Row:
    """A rule across the screen with a title in it, and something at its end."""
    end = f" {display_safe(aside)}" if aside else ""
    room = width - 4 - display_width(end)
    shown = clip(display_safe(title), max(8, room - 2)) if title else ""
    begin = f" {RULE} {shown} " if shown else f" {RULE}"
    line = RULE * max(1, width - display_width(begin) - display_width(end))
    parts = (Piece(f" {RULE}", Style.FAINT), Piece(f" {shown} ", Style.LABEL)) if shown else (
        Piece(begin, Style.FAINT),
    )  # fmt: skip
    return clipped((*parts, Piece(line, Style.FAINT), Piece(end)), width)


def labelled(section: Section, width: int) -> list[Row]:
    """A section as lines that begin with what they are, for ears: no rule, no column."""
    title, first = section.title, section.paragraphs
    aside = f" ({section.aside})" if section.aside else ""
    rows: list[Row] = []
    if section.spoken is not None:
        what, title = section.spoken
        rows += wrapped(_labelled(what, paragraph(f"{section.title}{aside}")), width)
        aside = ""
    for number, found in enumerate(first):
        rows += wrapped(found if number or not title else _labelled(f"{title}{aside}", found), width)
    return rows


def _labelled(label: str, found: Paragraph) -> Paragraph:
    return Paragraph((piece(f"{label[:1].upper()}{label[1:]}: ", Style.LABEL), *found.pieces), 2)


def linear(sections: Sequence[Section], width: int) -> list[Row]:
    """Sections for the line mode."""
    return [row for section in sections for row in labelled(section, width)]


def quoted(rows: Sequence[Row]) -> int:
    """The first row with a quote in it, 0 where there is none."""
    marked = (number for number, row in enumerate(rows) if any(part.style is Style.QUOTE for part in row))
    return next(marked, 0)


def row_of_quote(sections: tuple[Section, ...], width: int) -> int:
    """Where in the body of a full screen the quote begins."""
    return quoted([row for part in _wrapped(sections, max(NARROWEST, width)) for row in part])


def key_bar(width: int, most: int) -> list[Row]:
    """The keys in a few words, in so many rows at most; "?" tells those that there is no room for."""
    shown = [key for key in KEYS if key.bar]
    while True:
        rows = wrapped(_bar(shown), width)
        if len(rows) <= most or len(shown) <= _LEAST_KEYS:
            return [_with_spaces(row) for row in rows[:most]]
        # The last two are the help, which has all of them, and the way out.
        del shown[-3]


def _bar(keys: Sequence[Key]) -> Paragraph:
    pieces: list[Piece] = []
    for key in keys:
        pieces += [Piece("  ")] if pieces else []
        # What belongs to a key is not torn from it: spaces that do not break hold it together.
        pieces += [Piece(key.shown, Style.KEY), Piece(f" {key.bar}".replace(" ", "\u00a0"))]
    return Paragraph(tuple(pieces))


def _with_spaces(row: Row) -> Row:
    return tuple(Piece(part.text.replace("\u00a0", " "), part.style) for part in row)


def draw(frame: Frame, size: Size, scroll: int = 0) -> Drawn:
    """A full screen: what does not fit of the body is scrolled; the head and the foot always show."""
    width = max(NARROWEST, size.columns)
    head = [(_MARGIN, *row) for row in wrapped(frame.head, width - 2)]
    head = head[: min(_MOST_HEAD, max(1, size.rows // _HEAD_SHARE))]
    below = _foot(frame, width, size.rows)
    # On a very small screen what is asked, and what a key came to, is seen rather than the item.
    page = max(1, size.rows - len(head) - 1 - len(below))
    body = _body(frame.sections, width, page if size.rows >= _ROOMY else 0)
    scroll = max(0, min(scroll, len(body) - page))
    hidden = max(0, len(body) - scroll - page)
    shown = body[scroll : scroll + page]
    shown += [()] * (page - len(shown))
    rows = [*head, *shown, _border(scroll, hidden, width), *below]
    rows = rows[: max(0, size.rows - len(below))] + rows[len(rows) - len(below) :]
    rows = [*rows, *[()] * size.rows][: size.rows]
    return Drawn(tuple(clipped(row, width) for row in rows), scroll, hidden, page)


@lru_cache(maxsize=4)
def _wrapped(sections: tuple[Section, ...], width: int) -> list[list[Row]]:
    """The rows of sections, kept while somebody scrolls through them."""
    return [ruled(section, width) for section in sections]


def _body(sections: tuple[Section, ...], width: int, page: int) -> list[Row]:
    """The sections, with a row between them where there is room for it."""
    parts = _wrapped(sections, width)
    if sum(map(len, parts)) + len(parts) > page:
        return [row for part in parts for row in part]
    return [row for part in parts for row in ((), *part)]


def _border(scroll: int, hidden: int, width: int) -> Row:
    above = f"{_rows(scroll)} above (K)" if scroll else ""
    below = f"{_rows(hidden)} below (J)" if hidden else ""
    return rule(", ".join(filter(None, (above, below))), width)


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"


def _foot(frame: Frame, width: int, rows: int) -> list[Row]:
    """The notice and the question, or the keys, in as many rows as there are; a question's end has its answers."""
    shown = wrapped(frame.notice, width - 2)[:_MOST_NOTICE] if frame.notice else []
    if frame.question is not None:
        shown += wrapped(frame.question, width - 2)
    else:
        shown = shown[: max(1, rows - 2)]
        room = rows - 2 - _LEAST_BODY - len(shown)
        shown += key_bar(width - 2, min(max(2, rows // 6), room)) if room > 0 else []
    return [(_MARGIN, *row) for row in shown[-rows:]]
