"""What counts of what stands in a store, on both databases: by severity, by the committed file, by people."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from making import (
    NOW,
    check,
    claim_of,
    copied_reference,
    dated,
    document,
    edit,
    judge,
    load,
    office,
    put,
    usual_checks,
    usual_claims,
)

from verify.checks.plan import Check
from verify.gate.tally import Tally, gated_lines, tally
from verify.gate.weighing import Gate, Gated
from verify.report.checks import check_lines
from verify.report.claims import ClaimLine, claim_lines
from verify.report.fingerprint import claim_fingerprint
from verify.report.refuted import refuted_findings, standing_lines
from verify.review.committed import Committed, Decision, Entry, Line, Waiver
from verify.review.decisions import decide
from verify.severity import SEVERITIES
from verify.store.engine import Store
from verify.verdicts import Outcome, Verdict

TODAY = datetime.date(2026, 11, 25)
OFFICE, CITED = "small/holds", "small/cited"


@pytest.fixture
def put_usual(store: Store) -> Store:
    """The small reference and article, not judged."""
    load(store)
    put(store, document(), usual_claims())
    return store


def opened(*entries: Entry, fail_on: str = "error") -> Gate:
    lines = tuple(Line(number, "", entry) for number, entry in enumerate(entries, 1))
    return Gate.of(Committed("decisions.ndjson", lines), today=TODAY, fail_on=fail_on)


def counted(store: Store, by: Gate, limit: int = 20) -> Tally:
    with store.reading() as connection:
        return tally(connection, check_lines(connection), by, limit=limit)


def run_of(store: Store, by: Gate) -> tuple[list[ClaimLine], Gated]:
    with store.reading() as connection:
        return gated_lines(connection, claim_lines(connection, [1]), by)


def fingerprint(store: Store, quote: str) -> str:
    with store.reading() as connection:
        (line,) = [line for line in standing_lines(connection) if line.quote == quote]
    return claim_fingerprint(line)


def waiver(store: Store, quote: str, *, days: int = 0) -> Waiver:
    return Waiver(fingerprint(store, quote), "awaiting", "Ana", TODAY + datetime.timedelta(days))


def decision(store: Store, quote: str, verdict: Verdict) -> Decision:
    return Decision(fingerprint(store, quote), verdict, "Bo", "2026-11-20T12:00:00Z")


def graded(*severities: str) -> list[Check]:
    """The usual checks, of these severities in turn."""
    return [
        replace(check, severity=severity) for check, severity in zip(usual_checks(), severities, strict=True)
    ]


def quotes(found: Tally) -> dict[str, list[str]]:
    return {name: [finding.line.quote for finding in shown] for name, shown in found.shown.items()}


def test_every_refuted_claim_counts_where_nothing_is_said(put_usual: Store) -> None:
    judge(put_usual, usual_checks())
    found = counted(put_usual, opened())
    assert (found.counting, found.fails, found.decided, found.idle) == (2, True, (), ())
    assert quotes(found) == {OFFICE: ["Mara Lind"], CITED: ["4 and"]}
    assert run_of(put_usual, opened())[1].fails


@pytest.mark.parametrize(
    ("fail_on", "counting", "excused"), [("error", 1, 1), ("warning", 2, 0), ("note", 2, 0)]
)
def test_a_check_below_the_severity_that_fails(
    put_usual: Store, fail_on: str, counting: int, excused: int
) -> None:
    judge(put_usual, graded("error", "error", "warning", "error"))
    found = counted(put_usual, opened(fail_on=fail_on))
    assert (found.counting, found.excused.get(OFFICE, 0)) == (counting, excused)
    _, gated = run_of(put_usual, opened(fail_on=fail_on))
    assert [finding.severity for finding in gated.findings] == ["warning", "error"]
    assert sum(finding.excused is None for finding in gated.findings) == counting


def test_nothing_but_notes_fails_nothing(put_usual: Store) -> None:
    judge(put_usual, graded("note", "note", "note", "note"))
    assert not counted(put_usual, opened()).fails
    assert not run_of(put_usual, opened())[1].fails


def test_a_claim_is_as_severe_as_the_severest_check_that_refutes_it_now(
    put_usual: Store, tmp_path: Path
) -> None:
    folder = copied_reference(tmp_path / "reference")
    warns, fails = check("holds", kind="office"), check("holds", kind="office", name="small/strictly", line=9)
    # The first makes the status, being the first; it also refutes what agrees.
    checks = [
        replace(warns, severity="warning", plan=replace(warns.plan, verdicts=dict.fromkeys(Outcome, Verdict.REFUTED))),
        fails,
    ]  # fmt: skip
    judge(put_usual, checks, folder)

    def severities() -> list[tuple[str | None, str]]:
        with put_usual.reading() as connection:
            return [(found.line.check, found.severity) for found in refuted_findings(connection)]

    assert severities() == [(OFFICE, "error")]
    assert counted(put_usual, opened()).counting == 1
    edit(folder, "facts", "Mara Lind,2008-01-01,2014-12-31", "Mara Lind,2008-01-01,2017-12-31")
    edit(folder, "facts", "Ole Brandt,2015-01-10", "Ole Brandt,2018-01-10")
    load(put_usual, folder)
    judge(put_usual, checks, folder)
    assert severities() == [(OFFICE, "warning")], "the other check has taken its verdict back"
    judge(put_usual, [replace(fails, severity="note"), *checks[:1]], folder)
    assert severities() == [(OFFICE, "warning")]


@pytest.mark.parametrize(
    "severities",
    [
        *(("error", "error", first, second) for first in SEVERITIES for second in SEVERITIES),
        ("note", "note", "note", "note"),
    ],
)
def test_the_database_counts_as_the_gate_weighs(put_usual: Store, severities: tuple[str, ...]) -> None:
    again = check("cited", kind="resolution", name="small/again", line=40)
    judge(put_usual, [*graded(*severities), replace(again, severity="warning")])
    for quote, verdict in (
        ("4 May 2010", Verdict.REFUTED),
        ("77", Verdict.REFUTED),
        ("3,", Verdict.SUPPORTED),
    ):
        with put_usual.writing() as connection:
            decide(connection, claim_of(put_usual, quote), verdict, actor="Bo", now=NOW)
    elsewhere = Waiver("0" * 64, "awaiting", "Ana", TODAY)
    for fail_on in SEVERITIES:
        counts = counted(put_usual, opened(fail_on=fail_on))
        weighs = counted(put_usual, opened(elsewhere, fail_on=fail_on))
        assert counts.counting == weighs.counting, fail_on
        assert {name: count for name, count in weighs.excused.items() if count} == dict(counts.excused)
        assert quotes(counts) == quotes(weighs)
        assert counts.counting + sum(counts.excused.values()) == 4


def test_no_more_is_shown_than_asked_for(store: Store) -> None:
    load(store)
    text = "Mara Lind came. " * 3
    put(
        store,
        document(text),
        [office(text, "Mara Lind", "Mara Lind", as_of=f"2016-04-0{day}") for day in (1, 2, 3)],
    )
    judge(store, usual_checks())
    elsewhere = Waiver("0" * 64, "awaiting", "Ana", TODAY)
    for by in (opened(), opened(elsewhere)):
        found = counted(store, by, limit=2)
        assert (found.counting, len(found.shown[OFFICE])) == (3, 2)


def test_a_waiver_excuses_until_its_day_is_over(put_usual: Store) -> None:
    judge(put_usual, usual_checks())
    for days, counting, expired in ((0, 1, 0), (-1, 2, 1)):
        by = opened(waiver(put_usual, "Mara Lind", days=days))
        found = counted(put_usual, by)
        assert (found.counting, len(found.expired), found.idle) == (counting, expired, ())
        assert found.excused.get(OFFICE, 0) == 1 - expired
        lines, gated = run_of(put_usual, by)
        assert (len(gated.excuses()), len(gated.expired)) == (1 - expired, expired)
        assert [line.status for line in lines].count(Verdict.REFUTED) == 2


def test_a_waiver_of_a_claim_that_is_not_refuted_is_idle_and_fails_once_its_day_is_over(
    put_usual: Store,
) -> None:
    judge(put_usual, graded("error", "error", "note", "note"))
    found = counted(put_usual, opened(waiver(put_usual, "4 May 2010")))
    assert (found.fails, len(found.idle)) == (False, 1)
    assert counted(put_usual, opened(waiver(put_usual, "4 May 2010", days=-1))).fails
    assert run_of(put_usual, opened(waiver(put_usual, "4 May 2010", days=-1)))[1].fails


def test_a_committed_decision_excuses(put_usual: Store) -> None:
    judge(put_usual, usual_checks())
    both = opened(
        decision(put_usual, "Mara Lind", Verdict.SUPPORTED),
        decision(put_usual, "4 and", Verdict.NOT_ENOUGH_EVIDENCE),
    )
    assert not counted(put_usual, both).fails
    assert not run_of(put_usual, both)[1].fails


def test_a_committed_decision_refutes_what_no_check_does(put_usual: Store) -> None:
    judge(put_usual, graded("note", "note", "note", "note"))
    by = opened(decision(put_usual, "4 May 2010", Verdict.REFUTED))
    found = counted(put_usual, by)
    assert found.counting == 1
    (decided,) = found.decided
    assert (decided.line.quote, decided.line.status, decided.line.decided_by) == (
        "4 May 2010",
        Verdict.REFUTED,
        "Bo",
    )
    assert (decided.severity, decided.excused) == ("error", None)
    lines, gated = run_of(put_usual, by)
    assert (lines[0].status, lines[0].decided_by) == (Verdict.REFUTED, "Bo")
    assert [finding.line.quote for finding in gated.findings if finding.excused is None] == ["4 May 2010"]


def test_what_a_committed_decision_refutes_can_be_waived(put_usual: Store) -> None:
    judge(put_usual, graded("note", "note", "note", "note"))
    by = opened(decision(put_usual, "4 May 2010", Verdict.REFUTED), waiver(put_usual, "4 May 2010"))
    found = counted(put_usual, by)
    assert (found.fails, found.idle, len(found.decided)) == (False, (), 1)
    assert not run_of(put_usual, by)[1].fails


@pytest.mark.parametrize("fail_on", ["error", "note"])
def test_a_claim_of_no_check_counts_once_a_person_refutes_it(put_usual: Store, fail_on: str) -> None:
    judge(put_usual, graded("error", "error", "error", "error")[:2])
    assert not counted(put_usual, opened(fail_on=fail_on)).fails
    claim = claim_of(put_usual, "Mara Lind")
    with put_usual.writing() as connection:
        decide(connection, claim, Verdict.REFUTED, actor="Bo", now=NOW)
    found = counted(put_usual, opened(fail_on=fail_on))
    assert (found.counting, [finding.line.quote for finding in found.decided]) == (1, ["Mara Lind"])
    assert run_of(put_usual, opened(fail_on=fail_on))[1].fails
    waived = counted(put_usual, opened(waiver(put_usual, "Mara Lind"), fail_on=fail_on))
    assert (waived.fails, len(waived.decided)) == (False, 1)


def test_what_stands_no_more_does_not_count(put_usual: Store) -> None:
    judge(put_usual, usual_checks())
    corrected = "The Harbour Treaty was concluded on 4 May 2010.\n"
    put(
        put_usual,
        document(corrected),
        [dated(corrected, "4 May 2010", "Harbour Treaty", "concluded", "2010-05-04")],
    )
    judge(put_usual, usual_checks())
    found = counted(put_usual, opened(fail_on="note"))
    assert (found.counting, quotes(found)) == (0, {})
    with put_usual.reading() as connection:
        assert [line.quote for line in standing_lines(connection)] == ["4 May 2010"]
        assert list(refuted_findings(connection)) == []
