"""Outlines: every placeholder has a column, every column is used, and pytest puts in what verify does."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from verify.checks.complaint import Complaint
from verify.checks.document import backgrounds, nodes, place, scenarios
from verify.checks.likeness import nearest

MOST_COLUMNS = 50

_PLACEHOLDER = re.compile(r"<(.+?)>")
_COLUMN = re.compile(r"[^\W\d_][\w -]*")


def outline_complaints(
    document: Any, shown: str, outline_keywords: Collection[str]
) -> dict[str, list[Complaint]]:
    """What in a scenario has no row, no column or no use, or would be read in two ways, by the scenario's id.

    A Background whose placeholders nothing fills is told of under the id of the Background.
    """
    found = {background["id"]: list(_background(background, shown)) for background in backgrounds(document)}
    above = {name for part in backgrounds(document) for step in part["steps"] for name in _placeholders(step)}
    for scenario in scenarios(document):
        if scenario["steps"]:
            found[scenario["id"]] = list(_outline(scenario, shown, outline_keywords, above))
    return {name: complaints for name, complaints in found.items() if complaints}


def _background(background: Any, shown: str) -> Iterator[Complaint]:
    # pytest-bdd would put in what verify leaves as it is.
    for step in background["steps"]:
        for name in _placeholders(step):
            message = f"nothing stands for <{name}> in a Background."
            yield Complaint(*place(step, shown), message, "Write the step into each scenario.")


def _outline(
    scenario: Any, shown: str, outline_keywords: Collection[str], above: Collection[str]
) -> Iterator[Complaint]:
    gaps = [(step, name) for step in scenario["steps"] for name in _placeholders(step)]
    if gaps and not scenario["examples"] and scenario["keyword"] not in outline_keywords:
        step, name = gaps[0]
        yield Complaint(
            *place(step, shown),
            f"nothing stands for <{name}>, in the sentence or below it: the scenario has no Examples.",
            f"Add Examples: with a column {name}, or write it without < and >.",
        )
        return
    if is_outline_without_rows(scenario, outline_keywords):
        yield Complaint(
            *place(scenario, shown),
            f"the outline {scenario['name']!r} has no example rows.",
            "Add rows to its Examples." if scenario["examples"] else "Add Examples: with a table of rows.",
        )
        return
    for table in scenario["examples"]:
        yield from _table(table, scenario, shown, above)


def is_outline_without_rows(scenario: Any, outline_keywords: Collection[str] = ()) -> bool:
    """Whether a scenario stands for rows of which there are none."""
    tables = scenario["examples"]
    is_outline = scenario["keyword"] in outline_keywords or any(map(_placeholders, scenario["steps"]))
    return (bool(tables) or is_outline) and not any(table.get("tableBody") for table in tables)


def _table(table: Any, scenario: Any, shown: str, above: Collection[str]) -> Iterator[Complaint]:
    """One table of Examples, held against the steps it fills; `above` are placeholders of backgrounds."""
    if not table.get("tableBody"):
        yield Complaint(*place(table, shown), "these Examples have no rows.", "Add rows, or remove them.")
        return
    columns = [cell["value"] for cell in table["tableHeader"]["cells"]]
    if not 1 <= len(columns) <= MOST_COLUMNS:
        message = f"these Examples have {len(columns)} columns."
        yield Complaint(*place(table, shown), message, f"Give them 1 to {MOST_COLUMNS}.")
        return
    used = {name for step in scenario["steps"] for name in _placeholders(step)}
    named = set(_PLACEHOLDER.findall(scenario["name"]))
    for number, cell in enumerate(table["tableHeader"]["cells"]):
        fault = _column(cell["value"], columns[:number], {*used, *named, *above})
        if fault is not None:
            yield Complaint(*place(cell, shown), *fault)
    line = table["tableHeader"]["location"]["line"]
    for node, names in [*((step, _placeholders(step)) for step in scenario["steps"]), (scenario, named)]:
        for name in sorted(set(names) - set(columns)):
            near = nearest(name, columns)
            yield Complaint(
                *place(node, shown),
                f"no column of the Examples in line {line} is called {name!r}.",
                f"Nearest: <{near}>" if near else f"Add the column, or write <{columns[0]}>.",
            )
    for row in table["tableBody"]:
        for cell in row["cells"]:
            if "\n" in cell["value"] or set(_PLACEHOLDER.findall(cell["value"])) & set(columns):
                yield Complaint(
                    *place(cell, shown),
                    f"the value {cell['value']!r} holds a line break or a placeholder.",
                    "Write the value itself.",
                )


def _column(name: str, before: Collection[str], used: Collection[str]) -> tuple[str, str] | None:
    if not _COLUMN.fullmatch(name):
        return f"the column {name!r} has no plain name.", "Name it with letters, digits and spaces."
    if name in before:
        return f"two columns are called {name!r}.", "Give each a name of its own."
    if name not in used:
        return (
            f"nothing in the scenario uses the column {name!r}.",
            f"Write <{name}> in a step, or remove the column.",
        )
    return None


def _placeholders(step: Any) -> list[str]:
    """The names in angle brackets of a step, of its table and of its text."""
    texts = [step["text"], step.get("docString", {}).get("content", "")]
    texts += [node["value"] for node in nodes(step.get("dataTable", {})) if "value" in node]
    return [name for text in texts for name in _PLACEHOLDER.findall(text)]
