"""GitHub's workflow commands: annotations on the lines at fault.

A step shows ten annotations of a level and drops the rest without a word (actions/toolkit, docs/problem-matchers.md,
*Limitations*). So no level gets more than ten; where there are more, the tenth says how many, and the last line, which
is no command, says what the whole run came to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verify.display import ci_safe
from verify.report.results import CheckResult, Finding, Results, Trouble
from verify.report.wording import evidence, reason, trouble_text

SHOWN = 10
"""Annotations of a level that a step shows."""

LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
"""The command of each severity."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation; `lines` are those of its text, `place` its properties from `file` to `endColumn`."""

    level: str
    title: str
    lines: tuple[str, ...]
    place: dict[str, str]

    def __str__(self) -> str:
        given = self.place | {"title": self.title}
        properties = ",".join(f"{name}={_property(value)}" for name, value in given.items())
        return f"::{self.level} {properties}::" + "%0A".join(map(_data, self.lines))


def github(results: Results) -> str:
    """The commands, one a line, what is broken first, and a line with the totals."""
    found = [*_broken(results), *_refuted(results)]
    lines: list[str] = []
    for level in LEVELS.values():
        lines += _some([annotation for annotation in found if annotation.level == level], level)
    return "\n".join([*lines, f"verify: {results.summary}"]) + "\n"


def _some(found: list[Annotation], level: str) -> Iterator[str]:
    if len(found) <= SHOWN:
        yield from map(str, found)
        return
    yield from map(str, found[: SHOWN - 1])
    rest = f"and {len(found) - SHOWN + 1} more, which GitHub would not show: see the log or another report."
    yield str(Annotation(level, "verify", (rest,), {}))


def _broken(results: Results) -> Iterator[Annotation]:
    broken = tuple(("Broken", trouble) for trouble in results.troubles)
    for title, trouble in broken + results.committed:
        yield Annotation("error", title, (trouble_text(trouble),), _trouble_place(trouble, results.folder))


def _refuted(results: Results) -> Iterator[Annotation]:
    for check in results.checks:
        for finding in check.findings:
            if finding.excused is None:
                yield _annotation(finding, check)


def _annotation(finding: Finding, check: CheckResult) -> Annotation:
    lines = (reason(finding.line), *evidence(finding, check))
    where = _place(finding)
    if not where or finding.line.part == "headline":
        lines = (f"In {_where(finding)}", *lines)
    return Annotation(LEVELS[finding.severity], f"Refuted: {check.title}", lines, where)


def _where(finding: Finding) -> str:
    line = finding.line
    part = "the headline of " if line.part == "headline" else ""
    return f"{part}{line.article}" + ("" if part else f":{line.line}:{line.column}")


def _place(finding: Finding) -> dict[str, str]:
    line = finding.line
    if finding.file is None:
        return {}
    if line.part == "headline":
        return {"file": finding.file, "line": "1"}
    place = {"file": finding.file, "line": str(line.line), "col": str(line.column)}
    if "\n" in line.quote:
        return place | {"endLine": str(line.line + line.quote.count("\n"))}
    return place | {"endColumn": str(line.column + line.end - line.start)}


def _trouble_place(trouble: Trouble, folder: str) -> dict[str, str]:
    if not trouble.file:
        return {}
    return {"file": folder + trouble.file, "line": str(trouble.line), "col": str(trouble.column)}


def _data(text: str) -> str:
    """A line of what stands behind the "::", escaped as actions/toolkit does; no runner obeys what is in it."""
    return ci_safe(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property's value: nothing in it ends the value, the list of properties or the line."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
