"""What stands below a step: a table whose first row names its columns, or a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from verify.checks.likeness import nearest_hint
from verify.checks.step_error import StepError


class PlacedError(StepError):
    """A StepError that has a place of its own, such as a row of a table."""

    def __init__(self, message: str, hint: str, place: tuple[int, int]) -> None:
        super().__init__(message, hint)
        self.place = place


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells by column, and its line and column in the file."""

    cells: Mapping[str, str]
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """A table below a step."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    place: tuple[int, int]

    def require(self, known: Collection[str], required: Collection[str]) -> None:
        """Raise PlacedError for a column that is not known, stands twice or is missing, and for a table of no rows."""
        for column, count in Counter(self.columns).items():
            if column not in known:
                raise PlacedError(
                    f"no column is called {column!r}.", nearest_hint(column, dict.fromkeys(known)), self.place
                )
            if count > 1:
                raise PlacedError(f"the column {column!r} stands twice.", "Keep one of them.", self.place)
        for column in required:
            if column not in self.columns:
                raise PlacedError(
                    f"the table has no column {column!r}.",
                    f"Begin it with: | {' | '.join(required)} |",
                    self.place,
                )
        if not self.rows:
            raise PlacedError("the table has no row below its columns.", "Add one.", self.place)


@dataclass(frozen=True, slots=True)
class Text:
    """A text below a step; `format` is what is written behind its opening quotes: "markdown"."""

    content: str
    format: str | None


def below_of(step: Any, node: Any) -> Table | Text | None:
    """What stands below a step of a pickle; `node` is the step in Gherkin's document, which has the places."""
    argument = step.get("argument") or {}
    if "docString" in argument:
        text = argument["docString"]
        return Text(text["content"], text.get("mediaType") or None)
    if "dataTable" in argument:
        lines = [tuple(cell["value"] for cell in row["cells"]) for row in argument["dataTable"]["rows"]]
        places = [place_of(row) for row in node["dataTable"]["rows"]]
        columns = lines[0]
        rows = tuple(
            Row(dict(zip(columns, cells, strict=True)), place)
            for cells, place in zip(lines[1:], places[1:], strict=True)
        )
        return Table(columns, rows, places[0])
    return None


def place_of(node: Any) -> tuple[int, int]:
    """Line and column of a node of Gherkin's document."""
    return node["location"]["line"], node["location"]["column"]
