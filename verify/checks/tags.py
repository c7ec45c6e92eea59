"""The tags of checks: how much a finding matters, who looks after a check, and names to select checks by."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from verify.checks.complaint import Complaint
from verify.checks.document import nodes, place
from verify.checks.likeness import nearest
from verify.severity import SEVERITIES

FORBIDDEN_TAGS = frozenset({"skip", "skipif", "xfail", "usefixtures", "parametrize", "filterwarnings"})
"""Tags that pytest would obey: a check under one of them would be green without judging anything."""

SINGLE = {"severity": "severities", "owner": "owners"}
"""Tags of which a check has one, with what two of them are called."""

_TAG = re.compile(r"[^\W\d_][\w.-]*(?::[\w.-]+)?")


def value_of(tags: Sequence[str], name: str) -> str | None:
    """The value of a tag "name:value", of several the one that stands nearest to the scenario: the last."""
    return next((tag.removeprefix(f"{name}:") for tag in reversed(tags) if tag.startswith(f"{name}:")), None)


def is_tag(written: str) -> bool:
    """Whether a text can be a tag of one's own, without @."""
    return _fault(written, {written}) is None


def tag_complaints(document: Any, shown: str, known: Collection[str] | None) -> Iterator[Complaint]:
    """Tags that are unknown, mean nothing or too much, or would make pytest pass a check unseen.

    `known` are the tags of one's own, without @: "politics", which also allows "politics:home", or "desk:world".
    With None, any is known.
    """
    for node in nodes(document):
        seen: set[str] = set()
        for tag in node.get("tags") or ():
            written = tag["name"].removeprefix("@")
            fault = _fault(written, known) or _misplaced(written, node, seen)
            if fault is not None:
                yield Complaint(*place(tag, shown), *fault)
            seen.add(written.partition(":")[0])


def _fault(written: str, known: Collection[str] | None) -> tuple[str, str] | None:
    name, colon, value = written.partition(":")
    if re.split(r"\W", written)[0] in FORBIDDEN_TAGS:
        return f"the tag @{written} would pass the check unseen.", "Remove the tag, or the check."
    if _TAG.fullmatch(written) is None:
        return f"the tag @{written} is no name.", "Write @name or @name:value, with a space between two."
    if name == "severity" and value not in SEVERITIES:
        choices = " or ".join(f"@severity:{severity}" for severity in SEVERITIES)
        return f"the tag @{written} names no severity.", f"Write {choices}."
    if name == "owner" and not value:
        return f"the tag @{written} names nobody.", "Write, for instance: @owner:ana"
    if known is None or name in SINGLE or written in known or name in known:
        return None
    return f"nothing is known of the tag @{written}.", _hint(name, colon + value, known)


def _hint(name: str, value: str, known: Collection[str]) -> str:
    near = nearest(name + value, known) or nearest(name, [*SINGLE, *known])
    if near in SINGLE:
        near = f"{near}{value}"
    listed = f'list it in verify.toml: tags = ["{name}"]'
    return f"Nearest: @{near}, or {listed}" if near else f"{listed[0].upper()}{listed[1:]}"


def _misplaced(written: str, node: Any, seen: set[str]) -> tuple[str, str] | None:
    name, _, value = written.partition(":")
    if name in SINGLE and name in seen:
        return f"two {SINGLE[name]} stand in one place.", "Keep one of the tags."
    if value and "tableBody" in node:
        return f"the tag @{written} stands over example rows.", "Put it over the scenario."
    return None
