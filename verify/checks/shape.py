"""What Gherkin allows and a check may not be: shapes that a test runner would pass, or read, in another way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from verify.severity import SEVERITIES

FORBIDDEN_TAGS = frozenset({"skip", "skipif", "xfail", "usefixtures", "parametrize", "filterwarnings"})
"""Tags that pytest would obey: a check under one of them would be green without judging anything."""

_TAG = re.compile(r"[A-Za-z][\w.-]*(?::[\w.@-]+)?")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing to mend in a feature file."""

    file: str
    line: int
    column: int
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}  {self.message}\n    {self.hint}"


def nodes(node: Any) -> Iterator[Any]:
    """Every object of a parsed feature, at any depth."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value)


def complaints(document: Any, shown: str) -> Iterator[Complaint]:
    """Everything in the shape of a parsed feature that a check may not have."""
    yield from _tags(document, shown)
    scenarios = list(_scenarios(document))
    if not scenarios:
        yield Complaint(shown, 1, 1, "the feature has no scenario.", "Write one, or remove the file.")
    seen: dict[str, Any] = {}
    for scenario in scenarios:
        yield from _scenario(scenario, seen, shown)
    for part in _parts(document):
        yield from _steps(part, shown)


def _scenario(scenario: Any, seen: dict[str, Any], shown: str) -> Iterator[Complaint]:
    name, place = scenario["name"], _place(scenario, shown)
    first = seen.setdefault(name, scenario)
    if first is not scenario:
        # Also under different Rules, and before example rows are put in: pytest-bdd runs only the last of them.
        line = first["location"]["line"]
        yield Complaint(
            *place,
            f"the scenario {name!r} has the name of another ({shown}:{line}).",
            "Give it a name of its own.",
        )
    if not scenario["steps"]:
        yield Complaint(
            *place, f"the scenario {name!r} has no steps.", "Write its Given, When and Then, or remove it."
        )
    elif is_outline_without_rows(scenario):
        yield Complaint(*place, f"the outline {name!r} has no example rows.", "Add rows to its Examples.")


def is_outline_without_rows(scenario: Any) -> bool:
    """Whether a scenario stands for rows of which there are none."""
    tables = scenario["examples"]
    is_outline = any("<" in step["text"] for step in scenario["steps"])
    return (bool(tables) or is_outline) and not any(table.get("tableBody") for table in tables)


def _steps(part: Any, shown: str) -> Iterator[Complaint]:
    for number, step in enumerate(part["steps"]):
        place = _place(step, shown)
        if number == 0 and step["keywordType"] not in ("Context", "Action", "Outcome"):
            yield Complaint(
                *place,
                f"{step['text']!r} stands behind no Given, When or Then.",
                "Begin every scenario and background with one of them.",
            )


def _tags(document: Any, shown: str) -> Iterator[Complaint]:
    for node in nodes(document):
        for tag in node.get("tags") or ():
            written = tag["name"].removeprefix("@")
            name, _, value = written.partition(":")
            place = _place(tag, shown)
            if re.split(r"\W", written)[0] in FORBIDDEN_TAGS:
                yield Complaint(
                    *place,
                    f"the tag @{written} would pass the check unseen.",
                    "Remove the tag, or the check.",
                )
            elif _TAG.fullmatch(written) is None:
                yield Complaint(*place, f"the tag @{written} is no name.", "Write @name or @name:value.")
            elif name == "severity" and value not in SEVERITIES:
                hint = " or ".join(f"@severity:{severity}" for severity in SEVERITIES)
                yield Complaint(*place, f"the tag @{written} names no severity.", f"Write {hint}.")
            elif value and "tableHeader" in node:
                yield Complaint(
                    *place, f"the tag @{written} stands over example rows.", "Put it over the scenario."
                )


def _scenarios(document: Any) -> Iterator[Any]:
    for node in nodes(document["feature"]["children"]):
        if "scenario" in node:
            yield node["scenario"]


def _parts(document: Any) -> Iterator[Any]:
    for node in nodes(document["feature"]["children"]):
        for kind in ("background", "scenario"):
            if kind in node:
                yield node[kind]


def _place(node: Any, shown: str) -> tuple[str, int, int]:
    return shown, node["location"]["line"], node["location"]["column"]
