"""From a compiled scenario to a check: its sentences understood, and held against what the reference knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from inspect import iscoroutinefunction
from textwrap import dedent
from typing import Any

from verify.checks.builder import PHRASES, PlanBuilder
from verify.checks.complaint import Complaint, RefusedError
from verify.checks.document import nodes
from verify.checks.plan import Check, Plan
from verify.checks.registry import NO_BLOCK, Block, StepType, apply, understand
from verify.checks.sense import Names, WordError, refuse_never, refuse_nothing
from verify.checks.spelling import meant
from verify.checks.step_error import MisfitError, StepError
from verify.checks.tags import value_of

_NAMED = re.compile("[^'\"]*['\"]([^'\"]+)['\"]")


@dataclass(frozen=True, slots=True)
class Scenes:
    """What is looked up of a feature's scenarios: its file, where each node stands, and what is written under it.

    `below` has, by step, the words of each line that stands below it and where they are, the block itself first;
    `cells` has the values of each row of a table and where they are, `sentences` each step with its keyword.
    """

    stem: str
    shown: str
    places: Mapping[str, Any]
    below: Mapping[str, list[tuple[tuple[str, ...], Any]]]
    cells: Mapping[str, list[tuple[str, Any]]]
    sentences: Mapping[str, str]
    descriptions: Mapping[str, str]

    @classmethod
    def of(cls, document: Any, stem: str, shown: str) -> Scenes:
        """Look through the document of a feature."""
        placed = [node for node in nodes(document) if "id" in node and "location" in node]
        return cls(
            stem,
            shown,
            {node["id"]: node["location"] for node in placed},
            {node["id"]: lines for node in placed if (lines := list(_below(node)))},
            {
                node["id"]: [(cell["value"], cell["location"]) for cell in node["cells"]]
                for node in placed
                if "cells" in node
            },
            {node["id"]: node["keyword"] + node["text"] for node in placed if "text" in node},
            dict(_descriptions(document["feature"])),
        )

    def complaint(self, node: str, error: StepError, row: str | None = None) -> Complaint:
        """A complaint about a node, or about the line below it or the cell of its example row that holds what is wrong.

        `row` is the example row that the scenario was filled from.
        """
        for value, where in self.cells.get(row, ()) if row is not None else ():
            if repr(value) in error.message:
                return Complaint(self.shown, where["line"], where["column"], error.message, error.hint)
        lines = self.below.get(node, [])
        at = self.places[node]
        place = lines[0][1] if error.below and lines else at
        if isinstance(error, WordError):
            place = next((where for words, where in lines if error.word in words), place)
        column = place["column"] + (_offset(self.sentences.get(node, ""), error) if place is at else 0)
        return Complaint(self.shown, place["line"], column, error.message, error.hint)


def _offset(sentence: str, error: StepError) -> int:
    """Where in a line the word stands that a complaint begins with; 0 where it is about the whole sentence."""
    named = _NAMED.match(error.message)
    # Only a word in quotes is an editor's own, and stands once.
    return sentence.find(f'"{named[1]}"') + 1 if named is not None else 0


def read_check(pickle: Any, row: int, scenes: Scenes, names: Names) -> Check:
    """The check that a compiled scenario is; `row` is the number of its example row, 0 where it has none.

    Raises RefusedError for a sentence that is not understood, a part that is missing, and what can never match.
    """
    builder = PlanBuilder(names.vocabulary.properties)
    scenario = pickle["astNodeIds"][0]
    plan = _plan(pickle, builder, scenes, names)
    tags = [tag["name"].removeprefix("@") for tag in pickle["tags"]]
    return Check(
        pickle=pickle["id"],
        name=f"{scenes.stem}/{slug(pickle['name'])}" + (f"/{row}" if row else ""),
        title=pickle["name"],
        feature=scenes.shown,
        line=scenes.places[scenario]["line"],
        severity=value_of(tags, "severity") or "error",
        plan=plan,
        tags=tuple(tags),
        description=scenes.descriptions.get(scenario, ""),
        advice=builder.advice,
        owner=value_of(tags, "owner"),
    )


def _plan(pickle: Any, builder: PlanBuilder, scenes: Scenes, names: Names) -> Plan:
    """What the sentences of a scenario come to, each complaint at the step that it is about."""
    scenario, *example = pickle["astNodeIds"]
    node = compared = scenario
    said: dict[str, str] = {}
    try:
        for step in pickle["steps"]:
            node = step["astNodeIds"][0]
            before = builder.selection
            _apply(builder, step)
            if builder.comparing is not None and compared == scenario:
                compared = node
            if builder.selection is not None:
                names.refuse_unknown(builder.selection, before)
                refuse_nothing(builder.selection)
            said |= {PHRASES[outcome]: node for outcome in builder.verdicts if PHRASES[outcome] not in said}
        node = scenario
        plan = builder.plan()
        for outcome in builder.verdicts:
            node = said[PHRASES[outcome]]
            refuse_never(outcome, plan, names.vocabulary.properties)
    except StepError as error:
        where = compared if isinstance(error, MisfitError) else node
        raise RefusedError(scenes.complaint(where, error, *example)) from None
    return plan


def _apply(builder: PlanBuilder, step: Any) -> None:
    """Add what a step says; one that is not understood only for its punctuation is told its right form."""
    type_ = step_type(step)
    try:
        known, _ = understand(type_, step["text"])
    except StepError as error:
        right = meant(type_, step["text"])
        raise error if right is None else StepError(error.message, f"Write: {right}") from None
    if iscoroutinefunction(known.build):
        # Nobody would wait for it: the step would say nothing, unseen.
        raise StepError(f"the step {known.pattern!r} is an async function.", "Write it as a plain function.")
    apply(builder, type_, step["text"], block_of(step))


def step_type(step: Any) -> StepType:
    """What a step of a pickle is: Given, When or Then. Raises StepError for one behind none of them."""
    try:
        return StepType(step.get("type", ""))
    except ValueError:
        raise StepError(
            f"{step['text']!r} stands behind no Given, When or Then.", "Begin the scenario with Given."
        ) from None


def block_of(step: Any) -> Block:
    """What stands below a step of a pickle, its indentation taken off as pytest-bdd does."""
    argument = step.get("argument") or {}
    if "dataTable" in argument:
        rows = argument["dataTable"]["rows"]
        return Block(rows=tuple(tuple(cell["value"] for cell in row["cells"]) for row in rows))
    return Block(text=dedent(argument["docString"]["content"])) if "docString" in argument else NO_BLOCK


def _below(node: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The words of each line that stands below a step, and where they are; first the block without words."""
    if "dataTable" in node:
        yield (), node["dataTable"]["location"]
        for row in node["dataTable"]["rows"]:
            yield tuple(cell["value"] for cell in row["cells"]), row["location"]
    elif "docString" in node:
        location = node["docString"]["location"]
        yield (), location
        for number, line in enumerate(node["docString"]["content"].split("\n"), location["line"] + 1):
            yield (line.strip(),), {"line": number, "column": location["column"]}


def numbered(pickles: Iterable[Any]) -> Iterator[tuple[Any, int]]:
    """Each pickle with the number of its example row, 0 for a plain scenario."""
    rows: dict[str, int] = {}
    for pickle in pickles:
        scenario, *example = pickle["astNodeIds"]
        rows[scenario] = rows.get(scenario, 0) + 1
        yield pickle, rows[scenario] if example else 0


def _descriptions(node: Any, rule: str = "") -> Iterator[tuple[str, str]]:
    """What is written under each scenario, or else under its rule, by the scenario's node."""
    for child in node["children"]:
        if "rule" in child:
            yield from _descriptions(child["rule"], _paragraph(child["rule"]))
        elif "scenario" in child:
            yield child["scenario"]["id"], _paragraph(child["scenario"]) or rule


def _paragraph(node: Any) -> str:
    return " ".join(node.get("description", "").split())


def slug(name: str) -> str:
    """A scenario's name as an id: "The date of it" → "the-date-of-it"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^\w]+", "-", re.sub(r"[̀-ͯ]", "", plain)).strip("-") or "scenario"
