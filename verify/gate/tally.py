"""What counts of the claims in a store: of those of a run, and of all that stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from verify.gate.weighing import (
    Gate,
    Gated,
    expired_waivers,
    gate,
    idle_waivers,
    refuted_by_decision,
    weigh,
    with_decisions,
)
from verify.report.checks import CheckLine, refuted_claims
from verify.report.claims import ClaimLine
from verify.report.refuted import counts_below, findings_of, refuted_findings, standing_lines
from verify.report.results import Finding, Trouble
from verify.severity import is_at_least
from verify.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Tally:
    """What counts of all that stands, `counting` claims in all.

    By check, `shown` has the first refuted claims and `excused` says how many do not count. `decided` are refuted by
    a person and by no check. `expired` waivers count by themselves, `idle` ones do not.
    """

    counting: int
    excused: Mapping[str, int]
    shown: Mapping[str, Sequence[Finding]]
    decided: tuple[Finding, ...] = ()
    expired: tuple[Trouble, ...] = ()
    idle: tuple[Trouble, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether something counts."""
        return bool(self.counting or self.expired)


def gated_lines(
    connection: Connection, lines: Sequence[ClaimLine], by: Gate
) -> tuple[list[ClaimLine], Gated]:
    """The claims of a run, with the committed decisions that refute some, and what came of those refuted."""
    decided = with_decisions(lines, by)
    refuted = [line for line in decided if line.status is Verdict.REFUTED]
    return decided, gate(findings_of(connection, refuted), by)


def tally(connection: Connection, checks: Sequence[CheckLine], by: Gate, *, limit: int) -> Tally:
    """Weigh all that stands and is refuted; at most `limit` claims of a check are shown."""
    refuting = [check for check in checks if check.counts[Verdict.REFUTED]]
    if not by.waivers and not by.decisions:
        return _by_severity(connection, refuting, by, limit)
    excused: Counter[str] = Counter()
    shown: dict[str, list[Finding]] = defaultdict(list)
    decided: list[Finding] = []
    met: set[str] = set()
    counting = 0
    for finding in refuted_findings(connection):
        weighed, check = weigh(finding, by), finding.line.check
        met.add(weighed.fingerprint)
        counting += weighed.excused is None
        if check is None:
            decided.append(weighed)
            continue
        excused[check] += weighed.excused is not None
        if len(shown[check]) < limit:
            shown[check].append(weighed)
    for finding in refuted_by_the_file(connection, by, met):
        met.add(finding.fingerprint)
        counting += finding.excused is None
        decided.append(finding)
    return Tally(counting, excused, shown, tuple(decided), expired_waivers(by), idle_waivers(by, met))


def _by_severity(connection: Connection, refuting: Sequence[CheckLine], by: Gate, limit: int) -> Tally:
    """Where nobody waived or decided anything, the database counts, and only what is shown is read."""
    first = refuted_claims(connection, [check.check for check in refuting] if limit else [], limit=limit)
    findings = iter(findings_of(connection, [line for lines in first.values() for line in lines]))
    shown = {check: [weigh(next(findings), by) for _ in lines] for check, lines in first.items()}
    grave = all(is_at_least(check.severity, by.fail_on) for check in refuting)
    excused = {} if grave else counts_below(connection, by.fail_on)
    decided = tuple(refuted_findings(connection, by_no_check=True))
    refuted = sum(check.counts[Verdict.REFUTED] for check in refuting)
    return Tally(refuted - sum(excused.values()) + len(decided), excused, shown, decided)


def refuted_by_the_file(connection: Connection, by: Gate, met: set[str]) -> list[Finding]:
    """The claims that stand and that only a committed decision refutes, weighed; `met` are those found refuted."""
    if refuted_by_decision(by) <= met:
        return []
    lines = [
        decided
        for line in standing_lines(connection)
        if line.status is not Verdict.REFUTED
        for decided in with_decisions([line], by)
        if decided.status is Verdict.REFUTED
    ]
    return [weigh(finding, by) for finding in findings_of(connection, lines)]
