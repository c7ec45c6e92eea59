"""Weigh findings: the committed file, a day and a severity say what counts, and why the rest does not. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from verify.report.claims import ClaimLine
from verify.report.fingerprint import claim_fingerprint
from verify.report.results import Finding, Trouble
from verify.review.committed import Committed, Decision, Entry, Waiver
from verify.severity import is_at_least
from verify.values import describe_date
from verify.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Gate:
    """What decides whether a finding counts: the entries of the committed file by claim, a day, and a severity.

    Each entry comes with the number of its line in `file`; `fail_on` is the least severity that fails.
    """

    file: str
    waivers: Mapping[str, tuple[int, Waiver]]
    decisions: Mapping[str, tuple[int, Decision]]
    today: datetime.date
    fail_on: str

    @classmethod
    def of(cls, committed: Committed, *, today: datetime.date, fail_on: str) -> Gate:
        """The gate of a committed file."""
        return cls(committed.file, committed.waivers(), committed.decisions(), today, fail_on)


@dataclass(frozen=True, slots=True)
class Gated:
    """What came of a run's findings: each `excused` where it does not count, and what is wrong with waivers.

    `expired` waivers fail by themselves; `idle` ones excuse nothing any more, which fails nothing.
    """

    findings: tuple[Finding, ...]
    expired: tuple[Trouble, ...]
    idle: tuple[Trouble, ...]

    @property
    def fails(self) -> bool:
        """Whether something counts."""
        return bool(self.expired) or any(finding.excused is None for finding in self.findings)

    def excuses(self) -> dict[str, str]:
        """Why findings do not count, by the id of their claim."""
        return {finding.line.claim: finding.excused for finding in self.findings if finding.excused}

    def remarks(self) -> dict[str, str]:
        """What is to be told of findings, by the id of their claim: why they do not count, or that a waiver expired."""
        remarks = ((finding.line.claim, remark(finding)) for finding in self.findings)
        return {claim: told for claim, told in remarks if told}


def remark(finding: Finding) -> str | None:
    """Why a finding does not count, or that its waiver has expired; None where there is nothing to tell."""
    return finding.excused or finding.expired


def gate(findings: Iterable[Finding], by: Gate) -> Gated:
    """Weigh all findings of a run."""
    weighed = tuple(weigh(finding, by) for finding in findings)
    met = {finding.fingerprint for finding in weighed}
    return Gated(weighed, expired_waivers(by), idle_waivers(by, met))


def finding_of(line: ClaimLine, severity: str, by: Gate) -> Finding:
    """What a check of a severity finds in a refuted claim, weighed."""
    return weigh(Finding(line, severity, claim_fingerprint(line)), by)


def weigh(finding: Finding, by: Gate) -> Finding:
    """A finding with the reason why it does not count, if there is one, and word of its waiver if that has expired.

    A waiver excuses until its day is over; so does, without end, a decision for another verdict than "refuted"; and
    so does a severity below that which fails.
    """
    _, waiver = by.waivers.get(finding.fingerprint, (0, None))
    _, decision = by.decisions.get(finding.fingerprint, (0, None))
    expired = None
    excused = None if is_at_least(finding.severity, by.fail_on) else finding.severity
    if decision is not None and decision.verdict is not Verdict.REFUTED:
        excused = _because(f"decided {decision.verdict.label}", decision.owner, decision.note)
    if waiver is not None and waiver.expires < by.today:
        expired = _because(f"waiver expired on {_day(waiver)}", waiver.owner, waiver.reason)
    elif waiver is not None:
        excused = _because(f"waived until {_day(waiver)}", waiver.owner, waiver.reason)
    return replace(finding, excused=excused, expired=expired)


def expired_waivers(by: Gate) -> tuple[Trouble, ...]:
    """The waivers whose day is over, whether or not their claim is still refuted."""
    return tuple(
        _trouble(
            by,
            number,
            f"{_named(waiver)} expired on {_day(waiver)} ({waiver.owner}: {waiver.reason}).",
            waiver,
        )
        for number, waiver in by.waivers.values()
        if waiver.expires < by.today
    )


def idle_waivers(by: Gate, met: Collection[str]) -> tuple[Trouble, ...]:
    """The waivers still running that none of the findings met, by their fingerprints."""
    return tuple(
        _trouble(by, number, f"{_named(waiver)} matches nothing any more.", waiver)
        for number, waiver in by.waivers.values()
        if waiver.expires >= by.today and waiver.claim not in met
    )


def refuted_by_decision(by: Gate) -> frozenset[str]:
    """The claims, by fingerprint, that a person refutes, whatever the checks say."""
    return frozenset(
        decision.claim for _, decision in by.decisions.values() if decision.verdict is Verdict.REFUTED
    )


def with_decisions(lines: Sequence[ClaimLine], by: Gate) -> list[ClaimLine]:
    """The claims, those refuted that the committed file says are, by whoever decided it."""
    wanted = refuted_by_decision(by)
    return [_decided(line, by, wanted) for line in lines] if wanted else list(lines)


def _decided(line: ClaimLine, by: Gate, wanted: frozenset[str]) -> ClaimLine:
    fingerprint = claim_fingerprint(line)
    if line.status is Verdict.REFUTED or fingerprint not in wanted:
        return line
    return replace(line, status=Verdict.REFUTED, decided_by=by.decisions[fingerprint][1].owner)


def _because(what: str, owner: str, why: str) -> str:
    return f"{what}, {owner}: {why}" if why else f"{what}, {owner}"


def _day(waiver: Waiver) -> str:
    return describe_date(waiver.expires.isoformat())


def _named(entry: Entry) -> str:
    quote = f"“{entry.quote}”" if entry.quote else f"claim {entry.claim[:8]}"
    return f"the waiver of {quote}" + (f" in {entry.article}" if entry.article else "")


def _trouble(by: Gate, number: int, message: str, waiver: Waiver) -> Trouble:
    remove = f"remove it: verify queue unwaive {waiver.claim[:8]}"
    hint = f"Renew it, or {remove}" if waiver.expires < by.today else remove.capitalize()
    return Trouble(by.file, number, 1, message, hint)
