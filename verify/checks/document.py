"""Walk through the document that Gherkin makes of a feature file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any


def nodes(node: Any) -> Iterator[Any]:
    """Every object of a parsed feature, at any depth, in the order of the file."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value)


def scenarios(document: Any) -> Iterator[Any]:
    """The scenarios of a feature and of its rules, outlines included."""
    for kind, node in parts(document):
        if kind == "scenario":
            yield node


def backgrounds(document: Any) -> Iterator[Any]:
    """The backgrounds of a feature and of its rules."""
    for kind, node in parts(document):
        if kind == "background":
            yield node


def parts(document: Any) -> Iterator[tuple[str, Any]]:
    """Everything that stands under the feature or under a rule, as (background, rule or scenario; its node)."""
    for child in document["feature"]["children"]:
        for kind, node in child.items():
            yield kind, node
            if kind == "rule":
                for below in node["children"]:
                    yield from below.items()


def without(document: Any, ids: Collection[str]) -> Any:
    """The document without the scenarios of these ids."""

    def kept(node: Any) -> Any:
        children = [
            {"rule": kept(child["rule"])} if "rule" in child else child
            for child in node["children"]
            if child.get("scenario", {}).get("id") not in ids
        ]
        return node | {"children": children}

    return document | {"feature": kept(document["feature"])} if ids else document


def place(node: Any, shown: str) -> tuple[str, int, int]:
    """Where a node stands: file, line and column."""
    return shown, node["location"]["line"], node["location"]["column"]
