"""What became of specs, in words for a terminal or a CI log, and as JSON objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from verify.report.results import State
from verify.specs.running import Missed, SpecResult

LABELS = {State.PASSED: "holds", State.FAILED: "fails", State.BROKEN: "broken"}
"""How the end of a spec is called."""


def missed_lines(missed: Missed) -> Iterator[str]:
    """What was expected and what was found, line by line; not yet safe to show."""
    miss = missed.miss
    yield f"{missed.then.line}:{missed.then.column}  {missed.then.step}"
    yield f"    expected  {miss.expected}"
    yield f"    found     {miss.found}"
    if miss.sentence is not None:
        yield f"    sentence  {miss.sentence}"
    if miss.explanation is not None:
        yield f"    because   {miss.explanation}"


def summary(results: Iterable[SpecResult]) -> str:
    """How many specs ended in which way: "3 specs hold, 1 fails, 1 is broken"."""
    counts = Counter(result.state for result in results)
    held, failed, broken = (counts[state] for state in (State.PASSED, State.FAILED, State.BROKEN))
    said = [f"{held} spec{'s' if held != 1 else ''} hold{'' if held != 1 else 's'}"]
    if failed:
        said.append(f"{failed} fail{'' if failed != 1 else 's'}")
    if broken:
        said.append(f"{broken} {'are' if broken != 1 else 'is'} broken")
    return ", ".join(said)


def spec_object(result: SpecResult) -> dict[str, Any]:
    """How a spec ended, as `verify check --specs --format ndjson` prints it."""
    spec, complaint = result.spec, result.complaint
    return {
        "spec": spec.name,
        "title": spec.title,
        "feature": spec.feature,
        "line": spec.line,
        "state": LABELS[result.state],
        "missed": [
            {
                "step": missed.then.step,
                "line": missed.then.line,
                "column": missed.then.column,
                "expected": missed.miss.expected,
                "found": missed.miss.found,
                "sentence": missed.miss.sentence,
                "explanation": missed.miss.explanation,
            }
            for missed in result.missed
        ],
        "broken": None
        if complaint is None
        else {
            "line": complaint.line,
            "column": complaint.column,
            "message": complaint.message,
            "hint": complaint.hint,
        },
    }
