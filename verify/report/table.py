"""Rows printed in every format, piece by piece: text from outside is inert in each of them."""

from __future__ import annotations

import csv
import io
import itertools
import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from verify.display import cell_safe, display_safe, display_width, json_safe
from verify.report.screen import BETWEEN, cell_rows, markdown_rows

FORMATS = ("table", "ndjson", "json", "csv", "markdown", "html")

MEASURED = 500
"""Rows that say how wide the columns of a table for people are."""

WIDEST = 40


@dataclass(frozen=True, slots=True)
class RowTable:
    """Rows with their columns, and what they are: a title, and a sentence or "". The rows are read once."""

    title: str
    about: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def rendered(table: RowTable, format_: str, *, width: int | None = None) -> Iterator[str]:
    """A table in one of `FORMATS`, in pieces that end with a line.

    Of one for people that does not fit into a terminal of `width` cells, every row is a list of what is in it.
    """
    return _text(table, width) if format_ == "table" else _WRITERS[format_](table)


def _text(table: RowTable, width: int | None) -> Iterator[str]:
    rows = (_words(row) for row in table.rows)
    first = list(itertools.islice(rows, MEASURED))
    if width is not None and not first:
        yield "no rows\n"
        return
    sample = [[display_safe(word) for word in row] for row in (table.columns, *first)]
    widths = [min(WIDEST, max(map(display_width, column))) for column in zip(*sample, strict=True)]
    if width is not None and sum(widths) + len(BETWEEN) * (len(widths) - 1) > width:
        yield from _lists([display_safe(name) for name in table.columns], itertools.chain(first, rows))
        return
    for line in cell_rows(itertools.chain([table.columns], first, rows), widths):
        yield line + "\n"


def _lists(names: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A row as a list of its columns, a line each; what is empty is left out, and nothing is cut."""
    indent = max(map(display_width, names))
    for number, row in enumerate(rows, 1):
        yield f"row {number}\n"
        for name, word in zip(names, row, strict=True):
            if word:
                yield f"  {name}{' ' * (indent - display_width(name))}{BETWEEN}{display_safe(word)}\n"


def _markdown(table: RowTable) -> Iterator[str]:
    for line in markdown_rows(table.columns, (_words(row) for row in table.rows)):
        yield line + "\n"


def _csv(table: RowTable) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for row in itertools.chain([table.columns], table.rows):
        # A number below zero is no formula.
        writer.writerow([_exact(cell) if _is_number(cell) else cell_safe(_exact(cell)) for cell in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _ndjson(table: RowTable) -> Iterator[str]:
    names = unlike(table.columns)
    for row in table.rows:
        yield json_safe(json.dumps(_object(names, row), ensure_ascii=False)) + "\n"


def _json(table: RowTable) -> Iterator[str]:
    names = unlike(table.columns)
    before = "["
    for row in table.rows:
        found = json.dumps(_object(names, row), ensure_ascii=False, indent=2).replace("\n", "\n  ")
        yield f"{before}\n  {json_safe(found)}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _html(table: RowTable) -> Iterator[str]:
    from verify.report.table_html import html_pieces

    return html_pieces(table.title, table.about, table.columns, (_cells(row) for row in table.rows))


_Writer: TypeAlias = Callable[[RowTable], Iterator[str]]
_WRITERS: dict[str, _Writer] = {
    "ndjson": _ndjson,
    "json": _json,
    "csv": _csv,
    "markdown": _markdown,
    "html": _html,
}


def unlike(columns: Sequence[str]) -> list[str]:
    """Names of columns, each another: of equal ones, the second is called "…_2"."""
    names: list[str] = []
    for column in columns:
        name, number = column, 1
        while name in names:
            number += 1
            name = f"{column}_{number}"
        names.append(name)
    return names


def _object(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in zip(names, row, strict=True)}


def _plain(value: Any) -> Any:
    """A value that JSON has: numbers and texts as they are, bytes as hexadecimal digits, the rest as text."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else str(value)


def _cells(row: Sequence[Any]) -> list[tuple[str, bool]]:
    """The words of each cell, and whether they are a number."""
    return [(words, _is_number(cell)) for words, cell in zip(_words(row), row, strict=True)]


def _is_number(cell: Any) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def _words(row: Sequence[Any]) -> list[str]:
    """The words of each cell, for people: of a fraction four digits."""
    return [f"{cell:.4g}" if isinstance(cell, float) else _exact(cell) for cell in row]


def _exact(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(_plain(cell))
