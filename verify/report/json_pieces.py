"""JSON documents around long lists, written piece by piece: safe in a script element, a terminal and a log."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from verify.display import script_safe


def json_pieces(
    head: Mapping[str, Any],
    name: str,
    items: Iterable[Mapping[str, Any]],
    tail: Callable[[int], Mapping[str, Any]] = lambda count: {},
) -> Iterator[str]:
    """An object with what `head` says, the items one a line as the list `name`, and what `tail` says of their number.

    `head` says something; `tail` is asked when all items are written.
    """
    yield "{" + ", ".join(_member(key, value) for key, value in head.items()) + f", {json.dumps(name)}: ["
    written = 0
    for item in items:
        yield (",\n" if written else "\n") + script_safe(json.dumps(item, ensure_ascii=False))
        written += 1
    yield "\n]" + "".join(f", {_member(key, value)}" for key, value in tail(written).items()) + "}\n"


def _member(name: str, value: Any) -> str:
    return script_safe(f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}")


def without_nothing(found: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of something, without what is not known of it."""
    return {name: value for name, value in found.items() if value is not None}
