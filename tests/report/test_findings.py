"""What checks came to, as CI formats tell it: the findings of each check, and the claims it judged."""

from __future__ import annotations

from dataclasses import replace

from making import (
    LATER,
    USUAL,
    check,
    claim_of,
    document,
    judge,
    judged_store,
    load,
    put,
    usual_checks,
    usual_claims,
)

from verify.report.claims import ClaimLine
from verify.report.findings import broken_result, check_results, counted
from verify.report.fingerprint import claim_fingerprint
from verify.report.results import CheckResult, Finding, State
from verify.report.wording import evidence
from verify.review.decisions import decide
from verify.store.engine import Store
from verify.verdicts import Outcome, Verdict

REFUTED, CONFLICTING, SUPPORTED, UNKNOWN = Verdict
AGAIN = replace(
    check("cited", name="small/again", kind="resolution", line=40),
    plan=replace(check("cited", kind="resolution").plan, verdicts=USUAL | {Outcome.NO_RECORD: REFUTED}),
)
"""A check that refutes what `small/cited` does, and what is not on record."""


def results(store: Store, *more: object, documents: list[int] | None = None) -> dict[str, CheckResult]:
    checks = [*usual_checks(), *more]
    with store.reading() as connection:
        found = check_results(connection, checks, document_ids=documents)  # type: ignore[arg-type]
    assert [one.check for one in found] == [one.name for one in checks]  # type: ignore[attr-defined]
    return {one.check: one for one in found}


def quotes(result: CheckResult) -> list[tuple[str, str]]:
    return [(one.line.article, one.line.quote) for one in result.findings]


def test_a_check_has_its_findings_its_counts_and_what_describes_it(store: Store) -> None:
    judged_store(store)
    found = results(store)
    cited = found["small/cited"]
    assert (cited.state, cited.judged, cited.severity, cited.line) == (State.FAILED, 3, "error", 30)
    assert cited.counts == {REFUTED: 1, CONFLICTING: 0, SUPPORTED: 1, UNKNOWN: 1}
    assert quotes(cited) == [("harbour.txt", "4 and")]
    (one,) = cited.findings
    assert (one.severity, one.excused, one.expired) == ("error", None, None)
    assert one.fingerprint == claim_fingerprint(one.line)
    assert (found["small/signed"].state, found["small/signed"].findings) == (State.PASSED, ())
    assert sum(len(result.findings) for result in found.values()) == 2


def test_a_claim_that_two_checks_refute_is_a_finding_of_each_with_what_each_found(store: Store) -> None:
    judged_store(store)
    judge(store, [*usual_checks(), AGAIN])
    found = results(store, AGAIN)
    assert quotes(found["small/cited"]) == [("harbour.txt", "4 and")]
    assert quotes(found["small/again"]) == [("harbour.txt", "4 and"), ("harbour.txt", "77")]
    assert [one.line.check for one in found["small/again"].findings] == ["small/again"] * 2
    assert [one.line.outcome for one in found["small/again"].findings] == [
        Outcome.ABSENT_FROM_A_COMPLETE_LIST, Outcome.NO_RECORD,
    ]  # fmt: skip
    assert found["small/cited"].findings[0].line.check == "small/cited"
    assert found["small/again"].counts[REFUTED] == 2


def test_findings_come_by_article_and_place_of_the_claims_that_stand(store: Store) -> None:
    judged_store(store)
    put(store, document(article="a.txt"), usual_claims())
    put(store, document(article="Z.txt"), usual_claims())
    judge(store, [*usual_checks(), AGAIN])
    again = results(store, AGAIN)["small/again"]
    assert quotes(again) == [
        (article, quote) for article in ("Z.txt", "a.txt", "harbour.txt") for quote in ("4 and", "77")
    ]  # fmt: skip
    put(store, document("Nothing is left.", article="a.txt"), [])
    assert {article for article, _ in quotes(results(store, AGAIN)["small/again"])} == {
        "Z.txt",
        "harbour.txt",
    }
    assert results(store, AGAIN)["small/again"].judged == 6


def test_only_the_documents_asked_for_count(store: Store) -> None:
    judged_store(store)
    second = put(store, document(article="a.txt"), usual_claims()).document_id
    judge(store, usual_checks())
    found = results(store, documents=[second])
    assert quotes(found["small/cited"]) == [("a.txt", "4 and")]
    assert found["small/cited"].judged == 3
    none = results(store, documents=[])
    assert all((one.judged, one.findings, one.state) == (0, (), State.PASSED) for one in none.values())


def test_the_latest_verdict_of_the_active_version_counts(store: Store) -> None:
    judged_store(store)
    milder = [
        replace(one, plan=replace(one.plan, verdicts=dict.fromkeys(Outcome, UNKNOWN)))
        if one.name == "small/cited"
        else one
        for one in usual_checks()
    ]
    judge(store, milder)
    with store.reading() as connection:
        found = {one.check: one for one in check_results(connection, milder)}
    assert (found["small/cited"].findings, found["small/cited"].judged) == ((), 3)
    assert quotes(found["small/holds"]) == [("harbour.txt", "Mara Lind")]


def test_a_check_that_never_ran_has_nothing(store: Store) -> None:
    load(store)
    put(store, document(), usual_claims())
    assert all(one.judged == 0 for one in results(store).values())


def test_what_a_person_decided_excuses_a_finding_or_makes_one(store: Store) -> None:
    judged_store(store)
    for quote, verdict, actor in (
        ("4 and", SUPPORTED, "Ana"), ("77", REFUTED, "Bo"), ("Mara Lind", REFUTED, "Bo"),
    ):  # fmt: skip
        claim = claim_of(store, quote)
        with store.writing() as connection:
            decide(connection, claim, verdict, actor=actor, now=LATER)
    found = results(store)
    assert [(one.line.quote, one.excused) for one in found["small/cited"].findings] == [
        ("4 and", "Ana decided: supported"), ("77", None),
    ]  # fmt: skip
    assert found["small/cited"].state is State.FAILED
    held = found["small/cited"].findings[1]
    assert list(evidence(held, found["small/cited"]))[-1] == "Decided: refuted, by Bo"
    assert [(one.line.quote, one.excused) for one in found["small/holds"].findings] == [("Mara Lind", None)]


def test_whoever_judges_the_findings_can_excuse_them(store: Store) -> None:
    judged_store(store)

    def lenient(line: ClaimLine, severity: str) -> Finding:
        return replace(counted(line, severity), excused="too small", expired="long ago")

    with store.reading() as connection:
        found = check_results(connection, usual_checks(), judge=lenient)
    assert {one.excused for result in found for one in result.findings} == {"too small"}
    assert {result.state for result in found} == {State.PASSED}


def test_a_broken_check_keeps_what_describes_it() -> None:
    broken = broken_result(usual_checks()[0], "no room")
    assert (broken.state, broken.error, broken.check, broken.judged) == (
        State.BROKEN, "no room", "small/concluded", 0,
    )  # fmt: skip
