"""The gate, purely: what a severity, a waiver and a decision make of a finding, to the day."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from verify.gate.weighing import (
    Gate,
    expired_waivers,
    finding_of,
    gate,
    idle_waivers,
    refuted_by_decision,
    remark,
    weigh,
    with_decisions,
)
from verify.report.claims import ClaimLine
from verify.report.fingerprint import claim_fingerprint
from verify.report.results import Finding, Trouble
from verify.review.committed import Committed, Decision, Entry, Line, Waiver
from verify.severity import SEVERITIES, is_at_least, strongest
from verify.verdicts import Outcome, Verdict

LINE = ClaimLine(
    document_id=1, claim="c" * 32, document="harbour.txt", article="harbour.txt", part="body", line=3, column=14,
    start=100, end=110, quote="4 May 2010", prefix="Harbour Treaty was concluded on ", suffix=".",
    kind="agreement", property="concluded", subject="Harbour Treaty", asks="Harbour Treaty", scope="",
    stated="2010-05-04", value="2010-05-04", as_of=None, attributed_to=None, polarity="asserted", problem=None,
    status=Verdict.REFUTED, outcome=Outcome.DIFFERS, check="small/concluded", check_title="The concluded one",
    check_place="checks/small.feature:3", severity="error", expected="2010-05-07", record="7 May 2010",
    explanation="The record says 7 May 2010.", sources=(), decided_by=None, reopened=False,
)  # fmt: skip
LAST_DAY = datetime.date(2026, 12, 31)
CLAIM = claim_fingerprint(LINE)
OTHER = "0" * 64
FINDING = Finding(LINE, "error", CLAIM)
WAIVER = Waiver(CLAIM, "awaiting the archive's answer", "Ana", LAST_DAY, "harbour.txt", "4 May 2010")
WAIVED = "waived until 31 December 2026, Ana: awaiting the archive's answer"
EXPIRED = "waiver expired on 31 December 2026, Ana: awaiting the archive's answer"


def decision(verdict: Verdict, **more: Any) -> Decision:
    return Decision(CLAIM, verdict, "Bo", "2026-11-20T12:00:00Z", **more)


def opened(*entries: Entry, today: datetime.date = LAST_DAY, fail_on: str = "error") -> Gate:
    lines = tuple(Line(number, "", entry) for number, entry in enumerate(entries, 1))
    return Gate.of(Committed("decisions.ndjson", lines), today=today, fail_on=fail_on)


@pytest.mark.parametrize(
    ("severity", "fail_on", "excused"),
    [
        ("error", "error", None), ("warning", "error", "warning"), ("note", "error", "note"),
        ("error", "warning", None), ("warning", "warning", None), ("note", "warning", "note"),
        ("error", "note", None), ("warning", "note", None), ("note", "note", None),
    ],
)  # fmt: skip
def test_a_finding_below_the_severity_that_fails_does_not_count(
    severity: str, fail_on: str, excused: str | None
) -> None:
    finding = weigh(replace(FINDING, severity=severity), opened(fail_on=fail_on))
    assert (finding.excused, finding.expired) == (excused, None)


@pytest.mark.parametrize(
    ("days", "excused", "expired"),
    [
        (-3_000, WAIVED, None),
        (-1, WAIVED, None),
        (0, WAIVED, None),
        (1, None, EXPIRED),
        (3_000, None, EXPIRED),
    ],
)
def test_the_last_day_of_a_waiver_counts_and_the_day_after_does_not(
    days: int, excused: str | None, expired: str | None
) -> None:
    by = opened(WAIVER, today=LAST_DAY + datetime.timedelta(days))
    finding = weigh(FINDING, by)
    assert (finding.excused, finding.expired) == (excused, expired)
    assert remark(finding) == (excused or expired)
    assert gate([FINDING], by).fails is (days > 0)


@pytest.mark.parametrize("day", [datetime.date.min, datetime.date.max])
def test_the_first_and_the_last_day_there_are(day: datetime.date) -> None:
    assert weigh(FINDING, opened(replace(WAIVER, expires=day), today=day)).excused is not None
    expired = expired_waivers(opened(replace(WAIVER, expires=day), today=datetime.date.max))
    assert bool(expired) is (day == datetime.date.min)


@pytest.mark.parametrize(
    ("verdict", "excused"),
    [
        (Verdict.SUPPORTED, "decided supported, Bo"),
        (Verdict.NOT_ENOUGH_EVIDENCE, "decided not enough evidence, Bo"),
        (Verdict.CONFLICTING_EVIDENCE, "decided conflicting evidence, Bo"),
        (Verdict.REFUTED, None),
    ],
)
def test_a_decision_excuses_unless_it_refutes(verdict: Verdict, excused: str | None) -> None:
    assert weigh(FINDING, opened(decision(verdict))).excused == excused
    assert gate([FINDING], opened(decision(verdict))).fails is (excused is None)


def test_the_note_of_a_decision_is_told() -> None:
    told = weigh(FINDING, opened(decision(Verdict.SUPPORTED, note="the record is wrong"))).excused
    assert told == "decided supported, Bo: the record is wrong"


def test_a_decision_that_refutes_changes_the_verdict_and_not_the_severity() -> None:
    finding = weigh(replace(FINDING, severity="note"), opened(decision(Verdict.REFUTED)))
    assert finding.excused == "note"


def test_a_waiver_also_excuses_what_was_decided_refuted_or_is_but_a_warning() -> None:
    assert weigh(FINDING, opened(decision(Verdict.REFUTED), WAIVER)).excused == WAIVED
    assert weigh(replace(FINDING, severity="warning"), opened(WAIVER)).excused == WAIVED


def test_an_expired_waiver_fails_although_its_claim_is_excused_otherwise() -> None:
    tomorrow = LAST_DAY + datetime.timedelta(1)
    by = opened(WAIVER, decision(Verdict.SUPPORTED), today=tomorrow)
    gated = gate([FINDING], by)
    assert (gated.findings[0].excused, gated.findings[0].expired) == ("decided supported, Bo", EXPIRED)
    assert gated.fails


def test_other_claims_are_left_alone() -> None:
    gated = gate([replace(FINDING, fingerprint=OTHER)], opened(WAIVER))
    assert (gated.findings[0].excused, gated.fails, gated.excuses()) == (None, True, {})


def test_an_expired_waiver_fails_also_where_its_claim_is_not_refuted_any_more() -> None:
    gated = gate([], opened(replace(WAIVER, claim=OTHER), WAIVER, today=LAST_DAY + datetime.timedelta(1)))
    assert gated.fails
    assert gated.idle == ()
    assert gated.expired[1] == Trouble(
        file="decisions.ndjson",
        line=2,
        column=1,
        message="the waiver of “4 May 2010” in harbour.txt expired on 31 December 2026 "
        "(Ana: awaiting the archive's answer).",
        hint=f"Renew it, or remove it: verify queue unwaive {CLAIM[:8]}",
    )


def test_a_waiver_that_matches_nothing_is_told_and_does_not_fail() -> None:
    bare = replace(WAIVER, claim=OTHER, article="", quote="")
    gated = gate([FINDING], opened(WAIVER, bare))
    assert (gated.fails, gated.expired) == (False, ())
    assert gated.idle == (
        Trouble(
            file="decisions.ndjson",
            line=2,
            column=1,
            message="the waiver of claim 00000000 matches nothing any more.",
            hint="Remove it: verify queue unwaive 00000000",
        ),
    )
    assert idle_waivers(opened(WAIVER), {CLAIM}) == ()


def test_excuses_and_remarks_are_found_by_the_id_of_the_claim() -> None:
    tomorrow = LAST_DAY + datetime.timedelta(1)
    assert gate([FINDING], opened(WAIVER)).excuses() == {LINE.claim: WAIVED}
    late = gate([FINDING], opened(WAIVER, today=tomorrow))
    assert (late.excuses(), late.remarks()) == ({}, {LINE.claim: EXPIRED})
    assert gate([FINDING], opened()).remarks() == {}


def test_a_claim_that_a_person_refutes_is_refuted_whatever_the_checks_say() -> None:
    by = opened(decision(Verdict.REFUTED), replace(decision(Verdict.SUPPORTED), claim=OTHER))
    assert refuted_by_decision(by) == {CLAIM}
    unclear = replace(LINE, status=Verdict.NOT_ENOUGH_EVIDENCE)
    unjudged = replace(LINE, status=None, claim="d" * 32)
    another = replace(LINE, status=Verdict.SUPPORTED, quote="another")
    found = with_decisions([unclear, LINE, unjudged, another], by)
    assert [(line.status, line.decided_by) for line in found] == [
        (Verdict.REFUTED, "Bo"), (Verdict.REFUTED, None), (Verdict.REFUTED, "Bo"), (Verdict.SUPPORTED, None)
    ]  # fmt: skip
    assert with_decisions([unclear], opened(WAIVER)) == [unclear]


def test_a_claim_becomes_a_finding_of_the_check_that_refutes_it() -> None:
    found = finding_of(LINE, "warning", opened(WAIVER))
    assert found == Finding(LINE, "warning", CLAIM, excused=WAIVED)


def test_severities_are_ordered() -> None:
    assert [is_at_least(severity, "warning") for severity in SEVERITIES] == [True, True, False]
    assert strongest(["note", "error", "warning"]) == "error"
    assert strongest(["note", "warning"]) == "warning"
    assert strongest([]) == "error"
