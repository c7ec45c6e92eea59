"""The status of claims: what verdicts and decisions make of it, and that `db check` proves it after every step."""

from __future__ import annotations

from pathlib import Path

from making import LATER, check, claim_of, copied_reference, document, edit, judge, load, put, usual_claims
from sqlalchemy import text

from verify.checks.plan import Check
from verify.review.decisions import decide
from verify.review.taking_back import undo
from verify.store.engine import Store
from verify.store.integrity import check_store
from verify.verdicts import Outcome, Verdict

REFUTED, CONFLICTING, SUPPORTED, UNKNOWN = Verdict
AGREES = Outcome.AGREES


def always(name: str, verdict: Verdict) -> Check:
    """A check of conclusion dates that concludes the same whatever it finds."""
    return check(name=f"small/{name}", verdicts=dict.fromkeys(Outcome, verdict))


def ready(store: Store, folder: Path | None = None) -> str:
    """A store with one claim that agrees with the record; its id."""
    load(store, folder) if folder else load(store)
    put(store, document(), usual_claims()[:1])
    return claim_of(store, "4 May 2010")


def status(store: Store, claim: str) -> tuple[str | None, str | None, str | None, bool]:
    """Status, the check that made it, who decided it, and whether it was reopened."""
    query = text("SELECT status, check_name, decided_by, reopened FROM v_claim_status WHERE claim = :claim")
    with store.reading() as connection:
        found, name, actor, reopened = connection.execute(query, {"claim": claim}).one()
    return found, name, actor, bool(reopened)


def sound(store: Store) -> bool:
    """Whether `db check` finds nothing."""
    with store.reading() as connection:
        return [finding.what for finding in check_store(connection)] == []


def decided(store: Store, claim: str, verdict: Verdict, actor: str = "Bo") -> None:
    with store.writing() as connection:
        decide(connection, claim, verdict, actor=actor, now=LATER)


def undone(store: Store, claim: str) -> None:
    with store.writing() as connection:
        undo(connection, claim, actor="Cy", now=LATER)


def test_the_foremost_verdict_stands(store: Store) -> None:
    claim = ready(store)
    for verdicts, foremost in [
        ([UNKNOWN, SUPPORTED], SUPPORTED),
        ([SUPPORTED, CONFLICTING, UNKNOWN], CONFLICTING),
        ([SUPPORTED, CONFLICTING, REFUTED], REFUTED),
        ([REFUTED, SUPPORTED], REFUTED),
        ([UNKNOWN], UNKNOWN),
    ]:
        judge(store, [always(f"c{number}", verdict) for number, verdict in enumerate(verdicts)])
        assert status(store, claim) == (foremost.label, f"small/c{verdicts.index(foremost)}", None, False)
        assert sound(store)


def test_of_equal_verdicts_the_earlier_check_stands(store: Store) -> None:
    claim = ready(store)
    judge(store, [always("a", SUPPORTED), always("b", SUPPORTED)])
    assert status(store, claim)[1] == "small/a"


def test_a_claim_that_no_check_judges_has_no_status(store: Store) -> None:
    claim = ready(store)
    assert status(store, claim) == (None, None, None, False)
    judge(store, [check("signed")])
    assert status(store, claim) == (None, None, None, False)
    assert sound(store)


def test_a_check_that_is_gone_no_longer_counts(store: Store) -> None:
    claim = ready(store)
    strict, mild = always("strict", REFUTED), always("mild", SUPPORTED)
    judge(store, [strict, mild])
    judge(store, [mild])
    assert status(store, claim)[:2] == ("supported", "small/mild")
    assert sound(store)
    judge(store, [strict, mild])
    assert status(store, claim)[:2] == ("refuted", "small/strict")
    assert sound(store)


def test_a_new_version_of_a_check_replaces_the_old(store: Store) -> None:
    claim = ready(store)
    judge(store, [always("a", REFUTED)])
    judge(store, [always("a", SUPPORTED)])
    assert status(store, claim)[0] == "supported"
    assert sound(store)


def test_a_decision_stands_until_it_is_undone(store: Store) -> None:
    claim = ready(store)
    judge(store, [always("a", SUPPORTED)])
    decided(store, claim, REFUTED)
    assert status(store, claim) == ("refuted", "small/a", "Bo", False)
    assert sound(store)
    decided(store, claim, CONFLICTING, actor="Di")
    assert status(store, claim)[::2] == ("conflicting evidence", "Di")
    assert sound(store)
    undone(store, claim)
    assert status(store, claim)[::2] == ("refuted", "Bo"), "the decision before stands again"
    assert sound(store)
    undone(store, claim)
    assert status(store, claim) == ("supported", "small/a", None, False)
    assert sound(store)


def test_a_claim_that_no_check_judges_can_be_decided(store: Store) -> None:
    claim = ready(store)
    decided(store, claim, SUPPORTED)
    assert status(store, claim) == ("supported", None, "Bo", False)
    assert sound(store)


def test_a_decision_stands_through_a_run_that_finds_the_same(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    claim = ready(store, folder)
    judge(store, [check()], folder)
    decided(store, claim, REFUTED)
    edit(folder, "facts", "2010-06-02", "2010-06-03")
    load(store, folder)
    judge(store, [check()], folder)
    assert status(store, claim) == ("refuted", "small/concluded", "Bo", False)
    assert sound(store)


def test_changed_evidence_reopens_a_decision(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    claim = ready(store, folder)
    judge(store, [check()], folder)
    decided(store, claim, SUPPORTED)
    edit(folder, "facts", "2010-05-04", "2010-05-07")
    load(store, folder)
    assert sound(store), "between the reference and the checks"
    judge(store, [check()], folder)
    assert status(store, claim) == ("refuted", "small/concluded", None, True)
    assert sound(store)
    decided(store, claim, SUPPORTED, actor="Di")
    assert status(store, claim) == ("supported", "small/concluded", "Di", False)
    assert sound(store)
    undone(store, claim)
    assert status(store, claim) == ("refuted", "small/concluded", None, True), (
        "the one before is still outdated"
    )
    assert sound(store)


def test_a_further_check_reopens_a_decision(store: Store) -> None:
    claim = ready(store)
    judge(store, [always("a", SUPPORTED)])
    decided(store, claim, SUPPORTED)
    judge(store, [always("a", SUPPORTED), always("b", REFUTED)])
    assert status(store, claim) == ("refuted", "small/b", None, True)
    assert sound(store)


def test_a_decision_whose_check_is_gone_is_reopened(store: Store) -> None:
    claim = ready(store)
    judge(store, [always("a", SUPPORTED)])
    decided(store, claim, SUPPORTED)
    judge(store, [check("signed")])
    assert status(store, claim) == (None, None, None, True)
    assert sound(store)


def test_a_decision_of_what_no_check_judged_is_reopened_by_the_first_that_does(store: Store) -> None:
    claim = ready(store)
    decided(store, claim, SUPPORTED)
    judge(store, [always("a", REFUTED)])
    assert status(store, claim) == ("refuted", "small/a", None, True)
    assert sound(store)


def test_an_outcome_that_has_no_verdict_any_more_leaves_none_standing(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    claim = ready(store, folder)
    only_agreement: dict[Outcome, Verdict | None] = dict.fromkeys(Outcome, None) | {AGREES: SUPPORTED}
    partial = check(verdicts=only_agreement)
    judge(store, [partial], folder)
    assert status(store, claim)[0] == "supported"
    edit(folder, "facts", "2010-05-04", "2010-05-07")
    load(store, folder)
    judge(store, [partial], folder)
    assert status(store, claim)[0] is None
    assert sound(store)


def test_reopened_by_one_check_and_judged_by_another_it_stays_reopened(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    claim = ready(store, folder)
    judge(store, [check()], folder)
    decided(store, claim, SUPPORTED)
    edit(folder, "facts", "2010-05-04", "2010-05-07")
    load(store, folder)
    judge(store, [check(), always("b", UNKNOWN)], folder)
    assert status(store, claim) == ("refuted", "small/concluded", None, True)
    assert sound(store)


def test_a_check_that_concludes_nothing_judges_nothing(store: Store) -> None:
    claim = ready(store)
    judge(store, [check(verdicts=dict.fromkeys(Outcome, None))])
    assert status(store, claim) == (None, None, None, False)
