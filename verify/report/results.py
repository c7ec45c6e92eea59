"""What a run came to, as data: the one shape that every CI format is written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from verify.report.claims import ClaimLine
from verify.verdicts import Verdict


class State(StrEnum):
    """How a check ended: a refuted claim is a finding, a check that could not run is broken."""

    PASSED = "passed"
    FAILED = "failed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim that a check refutes.

    `fingerprint` (SHA-256, hex) stays the same when the claim moves within its article. `excused` says in words why
    the finding does not count, None where it counts; an `expired` waiver excuses nothing. `file` is the article's
    path from the top of the repository, with "/"; None where it is no file: a URL, an item of a feed, standard input.
    """

    line: ClaimLine
    severity: str
    fingerprint: str
    excused: str | None = None
    expired: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check came to. `judged` counts its claims that stand, `counts` them by verdict.

    `findings` are in the order of articles and texts; `error` says why a broken check could not run.
    """

    check: str
    title: str
    feature: str
    line: int
    severity: str
    state: State
    judged: int = 0
    counts: Mapping[Verdict, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    description: str = ""
    owner: str | None = None
    tags: tuple[str, ...] = ()
    error: str | None = None


EXPIRED_WAIVER = "Expired waiver"
DECIDED = "Refuted by people alone"
"""The titles of what the committed file fails a run for."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in a file that keeps a run from being clean: a broken check, an article or a table that cannot be
    read, or a waiver that has expired. `file` is a path in the workspace, "" where it is no file's
    fault; line and column count from 1."""

    file: str
    line: int
    column: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Results:
    """A whole run: its checks in order of file and line, what could not be run or read, and what the committed file
    fails it for: waivers that have expired, and decisions of people that refute what no check does (`decided`).

    `started_at` and `finished_at` are UTC moments (ISO 8601 with a trailing Z); `run_id` is None where nothing ran.
    `folder` leads from the top of the repository to the workspace: "", or a path that ends in "/".
    """

    software: str
    run_id: int | None
    started_at: str
    finished_at: str
    checks: tuple[CheckResult, ...]
    broken: tuple[Trouble, ...] = ()
    expired: tuple[Trouble, ...] = ()
    decided: tuple[Trouble, ...] = ()
    folder: str = ""

    @property
    def counting(self) -> int:
        """Findings that count. A claim that two checks refute is two findings."""
        return sum(finding.excused is None for check in self.checks for finding in check.findings)

    @property
    def excused(self) -> int:
        """Findings that do not count."""
        return sum(finding.excused is not None for check in self.checks for finding in check.findings)

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """Everything that could not be read or run, checks that broke while they ran included."""
        broke = [check for check in self.checks if check.state is State.BROKEN]
        return self.broken + tuple(
            Trouble(check.feature, check.line, 1, f"{check.title}: {check.error or 'it could not run.'}", "")
            for check in broke
        )

    @property
    def committed(self) -> tuple[tuple[str, Trouble], ...]:
        """What the committed file fails the run for, each with its title."""
        expired = tuple((EXPIRED_WAIVER, trouble) for trouble in self.expired)
        return expired + tuple((DECIDED, trouble) for trouble in self.decided)

    @property
    def is_clean(self) -> bool:
        """Whether nothing counts and nothing is broken."""
        return not (self.counting or self.troubles or self.committed)

    @property
    def summary(self) -> str:
        """The run in numbers: "13 checks: 2 findings, 1 excused, 1 waiver expired, 1 broken"."""
        parts = [_counted(self.counting, "finding")]
        parts += [f"{self.excused} excused"] * bool(self.excused)
        parts += [f"{_counted(len(self.expired), 'waiver')} expired"] * bool(self.expired)
        parts += [f"{len(self.decided)} refuted by people"] * bool(self.decided)
        parts += [f"{len(self.troubles)} broken"] * bool(self.troubles)
        return f"{_counted(len(self.checks), 'check')}: {', '.join(parts)}"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
