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
    the finding does not count, None where it counts; an `expired` waiver excuses nothing.
    """

    line: ClaimLine
    severity: str
    fingerprint: str
    excused: str | None = None
    expired: str | None = None


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


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in a file that keeps a run from being clean: a broken check, or a waiver that has expired."""

    file: str
    line: int
    column: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Results:
    """A whole run: its checks in order of file and line, broken feature files, and waivers that have expired.

    `started_at` and `finished_at` are UTC moments (ISO 8601 with a trailing Z); `run_id` is None where nothing ran.
    """

    software: str
    run_id: int | None
    started_at: str
    finished_at: str
    checks: tuple[CheckResult, ...]
    broken: tuple[Trouble, ...] = ()
    expired: tuple[Trouble, ...] = ()
