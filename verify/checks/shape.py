"""What Gherkin allows and a check may not be: shapes that a test runner would pass, or read, in another way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verify.checks.complaint import Complaint
from verify.checks.document import parts, place, scenarios

STEP_TYPES = ("Context", "Action", "Outcome")


def shape_complaints(document: Any, shown: str) -> Iterator[Complaint]:
    """Everything in the shape of a parsed feature that a check may not have, tags and outlines apart."""
    seen: dict[str, Any] = {}
    for kind, part in parts(document):
        if kind == "scenario":
            yield from _scenario(part, seen, shown)
        if kind != "rule":
            yield from _steps(part, shown)
        elif not any("scenario" in child for child in part["children"]):
            yield Complaint(
                *place(part, shown), "the rule has no scenario.", "Write one, or remove the rule."
            )


def no_scenario(document: Any, shown: str) -> Iterator[Complaint]:
    """A complaint about a feature without any scenario."""
    if next(scenarios(document), None) is None:
        yield Complaint(shown, 1, 1, "the feature has no scenario.", "Write one, or remove the file.")


def _scenario(scenario: Any, seen: dict[str, Any], shown: str) -> Iterator[Complaint]:
    name, where = scenario["name"], place(scenario, shown)
    if not name:
        yield Complaint(*where, "the scenario has no name.", f"Write one behind {scenario['keyword']}:")
    first = seen.setdefault(name, scenario)
    if first is not scenario:
        # Also under different Rules, and before example rows are put in: pytest-bdd runs only the last of them.
        line = first["location"]["line"]
        yield Complaint(
            *where,
            f"the scenario {name!r} has the name of another ({shown}:{line}).",
            "Give it a name of its own.",
        )
    if not scenario["steps"]:
        yield Complaint(
            *where, f"the scenario {name!r} has no steps.", "Write its Given, When and Then, or remove it."
        )


def _steps(part: Any, shown: str) -> Iterator[Complaint]:
    for number, step in enumerate(part["steps"]):
        if step["keywordType"] not in STEP_TYPES and (number == 0 or step["keywordType"] != "Conjunction"):
            yield Complaint(
                *place(step, shown),
                f"{step['text']!r} stands behind no Given, When or Then.",
                "Begin every scenario and background with one of them, and no step with *."
                if step["keyword"] == "* "
                else "Begin every scenario and background with one of them.",
            )
        if "dataTable" in step and "docString" in step:
            yield Complaint(
                *place(step, shown), "a table and a text stand under one step.", "Keep one of them."
            )
