"""Runs: what is judged again and what is not, what counts, and what a killed run leaves behind."""

from __future__ import annotations

from typing import Any

import newsroom
import pytest
from desk import Desk
from sqlalchemy import text

from verify import workbench
from verify.checks import run as running
from verify.errors import ExitCode
from verify.verdicts import Outcome, Verdict

FEATURES = ("agreements", "offices", "resolutions")
CHECKS = newsroom.count_checks(FEATURES)

AGREEMENT = "agreements/the-date-on-which-an-agreement-was-concluded/1"


def test_a_run_judges_and_says_so(desk: Desk) -> None:
    desk.ingest()
    run = desk.check()
    assert run.complete
    assert (run.run_id, run.declared, len(run.judged)) == (1, CHECKS, CHECKS)
    lines = desk.lines()
    judged = {line.property: line.status for line in lines.values() if line.kind != "date"}
    assert judged == dict.fromkeys(("concluded", "cited", "adopted"), Verdict.SUPPORTED)
    [(started, finished, declared, executed, actor)] = desk.rows(
        "SELECT started_at, finished_at, declared, executed, actor FROM run"
    )
    assert started <= finished
    assert (declared, executed, actor) == (CHECKS, CHECKS, "Ana")


def test_every_check_marks_how_far_it_saw(desk: Desk) -> None:
    desk.ingest()
    desk.check()
    claims, records = desk.rows("SELECT (SELECT max(id) FROM claim), (SELECT max(id) FROM record)")[0]
    assert desk.rows("SELECT DISTINCT claim_mark, record_mark FROM run_check") == [(claims, records)]
    written = desk.rows("SELECT sum(verdicts) FROM run_check")[0][0]
    assert written == len(desk.verdicts()) == 3


def test_nothing_new_writes_no_verdict(desk: Desk) -> None:
    desk.ingest()
    desk.check()
    before = desk.verdicts()
    desk.ingest()
    again = desk.check()
    assert again.complete
    assert sum(judged.verdicts for judged in again.judged) == 0
    assert desk.verdicts() == before


def test_judging_everything_again_writes_nothing_whenever_each_claim_was_last_judged(desk: Desk) -> None:
    desk.ingest()
    desk.check()
    desk.write("late", newsroom.WRONG_DATE)
    desk.ingest()
    desk.check()
    before = desk.verdicts()
    assert {row[2] for row in before if row[1] == AGREEMENT} == {1, 2}
    assert sum(judged.verdicts for judged in desk.check(whole=True).judged) == 0
    assert desk.verdicts() == before


def test_only_a_new_claim_is_judged(desk: Desk) -> None:
    desk.ingest()
    desk.check()
    desk.write("late", newsroom.WRONG_DATE)
    desk.ingest()
    desk.check()
    new = [row for row in desk.verdicts() if row[2] == 2]
    assert new == [("July 4, 2015", AGREEMENT, 2, "differs")]
    assert desk.lines()["July 4, 2015", "concluded"].status is Verdict.REFUTED


def test_a_corrected_fact_judges_only_the_claims_of_its_key(desk: Desk) -> None:
    desk.ingest()
    desk.check()
    corrected = newsroom.changed("facts", "concluded,,2015-07-14", "concluded,,2015-07-15")
    newsroom.write_reference(desk.folder, facts=corrected)
    desk.check()
    assert [row for row in desk.verdicts() if row[2] == 2] == [("July 14, 2015", AGREEMENT, 2, "differs")]
    line = desk.lines()["July 14, 2015", "concluded"]
    assert (line.status, line.outcome, line.expected) == (Verdict.REFUTED, Outcome.DIFFERS, "2015-07-15")
    newsroom.write_reference(desk.folder)
    desk.check()
    assert [row[3] for row in desk.verdicts() if row[0] == "July 14, 2015"] == ["agrees", "differs", "agrees"]
    assert desk.lines()["July 14, 2015", "concluded"].status is Verdict.SUPPORTED


def test_judging_everything_again_writes_nothing_that_was_said_before(desk: Desk) -> None:
    desk.ingest()
    desk.check()
    corrected = newsroom.changed("facts", "concluded,,2015-07-14", "concluded,,2015-07-15")
    newsroom.write_reference(desk.folder, facts=corrected)
    desk.check()
    before = desk.verdicts()
    assert {row[2] for row in before} == {1, 2}, "claims were judged last in different runs"
    desk.check(whole=True)
    assert desk.verdicts() == before


def test_a_removed_fact_leaves_no_record(desk: Desk) -> None:
    desk.ingest()
    desk.check()
    kept = [row for row in newsroom.TABLES["facts"] if not row.startswith("lake/concluded")]
    newsroom.write_reference(desk.folder, facts=kept)
    desk.check()
    line = desk.lines()["July 14, 2015", "concluded"]
    assert (line.status, line.outcome, line.expected) == (
        Verdict.NOT_ENOUGH_EVIDENCE,
        Outcome.NO_RECORD,
        None,
    )


def _edit(desk: Desk, stem: str, old: str, new: str) -> None:
    path = desk.folder / "features" / "checks" / f"{stem}.feature"
    content = path.read_text()
    assert old in content
    path.write_text(content.replace(old, new))


def test_a_changed_check_is_a_new_version_that_judges_all(desk: Desk) -> None:
    desk.write("late", newsroom.WRONG_DATE)
    desk.ingest()
    desk.check()
    _edit(
        desk,
        "agreements",
        'a claim that differs is "refuted"',
        'a claim that differs is "conflicting evidence"',
    )
    desk.check()
    new = {row[0] for row in desk.verdicts() if row[1] == AGREEMENT and row[2] == 2}
    assert new == {"July 4, 2015", "July 14, 2015"}
    assert desk.lines()["July 4, 2015", "concluded"].status is Verdict.CONFLICTING_EVIDENCE
    versions = desk.rows(f"SELECT active FROM \"check\" WHERE name = '{AGREEMENT}' ORDER BY id")
    assert versions == [(0,), (1,)]


def test_a_check_that_only_moved_is_the_same(desk: Desk) -> None:
    desk.ingest()
    desk.check()
    before = desk.verdicts()
    _edit(desk, "agreements", "@agreements\n", "# moved down\n\n@agreements\n")
    desk.check()
    assert desk.verdicts() == before
    assert desk.lines()["July 14, 2015", "concluded"].check_place == "features/checks/agreements.feature:11"


def test_a_removed_check_stops_counting_and_counts_again_when_it_comes_back(desk: Desk) -> None:
    desk.write("late", newsroom.WRONG_DATE)
    desk.ingest()
    desk.check()
    path = desk.folder / "features" / "checks" / "agreements.feature"
    content = path.read_text()
    path.unlink()
    assert desk.check().complete
    assert desk.lines()["July 4, 2015", "concluded"].status is None
    assert desk.sound()
    path.write_text(content)
    run = desk.check()
    assert sum(judged.verdicts for judged in run.judged) == 0, "it knows these claims"
    assert desk.lines()["July 4, 2015", "concluded"].status is Verdict.REFUTED


def test_a_check_that_comes_back_judges_what_it_missed(desk: Desk) -> None:
    desk.ingest()
    desk.check()
    path = desk.folder / "features" / "checks" / "agreements.feature"
    content = path.read_text()
    path.unlink()
    desk.write("late", newsroom.WRONG_DATE)
    desk.ingest()
    desk.check()
    path.write_text(content)
    desk.check()
    assert desk.lines()["July 4, 2015", "concluded"].status is Verdict.REFUTED
    assert desk.lines()["July 14, 2015", "concluded"].status is Verdict.SUPPORTED


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("survivors", [0, 1, 3, CHECKS - 1])
def test_killed_between_checks_the_next_run_completes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, survivors: int
) -> None:
    desk.write("late", newsroom.WRONG_DATE)
    desk.ingest()
    judge, judged = running.judge, []

    def killed_before(connection: Any, task: Any, *rest: Any, **more: Any) -> Any:
        if len(judged) == survivors:
            raise Killed
        judged.append(task.check.name)
        return judge(connection, task, *rest, **more)

    monkeypatch.setattr(running, "judge", killed_before)
    monkeypatch.setattr(running, "VERDICTS_A_TRANSACTION", 0)
    with pytest.raises(Killed):
        desk.check()
    marked = {
        name for (name,) in desk.rows('SELECT c.name FROM run_check m JOIN "check" c ON c.id = m.check_id')
    }
    assert marked == set(judged), "a check that was done is done, and its verdicts with it"
    assert {row[1] for row in desk.verdicts()} <= marked
    assert desk.sound()
    monkeypatch.undo()
    assert desk.check().complete
    lines = desk.lines()
    assert lines["July 4, 2015", "concluded"].status is Verdict.REFUTED
    assert lines["July 20, 2015", "adopted"].status is Verdict.SUPPORTED
    assert len(desk.verdicts()) == 4, "each claim was judged once"


def test_killed_inside_a_check_leaves_nothing_of_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.ingest()

    def killed(*_: Any, **__: Any) -> None:
        raise Killed

    monkeypatch.setattr(running, "merge_verdicts", killed)
    with pytest.raises(Killed):
        desk.check()
    assert desk.verdicts() == []
    assert desk.rows("SELECT count(*) FROM status") == [(0,)]
    monkeypatch.undo()
    assert desk.check().complete
    assert len(desk.verdicts()) == 3


@pytest.mark.parametrize("transaction", [0, running.VERDICTS_A_TRANSACTION])
@pytest.mark.parametrize("midway", ["compile_judgement", "insert_counted"])
def test_a_check_that_fails_midway_leaves_nothing_and_keeps_no_other_from_judging(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, midway: str, transaction: int
) -> None:
    desk.ingest()
    original, calls = getattr(running, midway), []

    def failing(*given: Any, **more: Any) -> Any:
        calls.append(midway)
        if len(calls) > 1:
            return original(*given, **more)
        if midway == "compile_judgement":
            return text("INSERT INTO verdict (claim_id) SELECT nothing FROM nowhere")
        raise ZeroDivisionError("of a comparison")

    monkeypatch.setattr(running, midway, failing)
    monkeypatch.setattr(running, "VERDICTS_A_TRANSACTION", transaction)
    run = desk.check()
    assert (run.complete, len(run.judged), len(run.broken)) == (False, CHECKS - 1, 1)
    [broken] = run.broken
    assert broken.check.name not in {row[1] for row in desk.verdicts()}
    assert len(desk.verdicts()) == 2, "the other checks judged"
    assert desk.rows("SELECT declared, executed FROM run") == [(CHECKS, CHECKS - 1)]
    told = run.incomplete()
    assert told is not None
    assert told.exit_code is ExitCode.BROKEN_CHECK
    assert str(told).startswith(
        f"{CHECKS - 1} of {CHECKS} checks ran.\n"
        f"  BROKEN  {broken.check.feature}:{broken.check.line}  {broken.check.title!r} did not run: "
    )
    monkeypatch.undo()
    assert desk.check().complete
    assert len(desk.verdicts()) == 3, "the next run completes it"


def test_runs_that_take_turns_leave_the_checks_of_the_last_in_force(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("late", newsroom.WRONG_DATE)
    desk.ingest()
    vocabulary = workbench.read_vocabulary(desk.workspace)
    found = workbench.preflight(desk.workspace, vocabulary)
    judge, judged = running.judge, []

    def other_run(checks: Any) -> None:
        monkeypatch.setattr(running, "judge", judge)
        running.run_checks(
            desk.store, checks, vocabulary.properties, actor="Bo", software="test", clock=workbench.utc_now
        )

    some = running._judge_some

    def interrupted(connection: Any, tasks: Any, *others: Any) -> Any:
        # Two checks a transaction; behind the first, another run puts other checks in force.
        judged.append(len(tasks))
        return some(connection, tasks[:2], *others)

    monkeypatch.setattr(running, "_judge_some", interrupted)
    writing = type(desk.store).writing
    turns = []

    def between(store: Any, **how: bool) -> Any:
        if len(judged) == 1 and not turns:
            turns.append(True)
            monkeypatch.setattr(running, "_judge_some", some)
            other_run(found.checks[2:])
            monkeypatch.setattr(running, "_judge_some", interrupted)
        return writing(store, **how)

    monkeypatch.setattr(type(desk.store), "writing", between)
    run = desk.check()
    monkeypatch.undo()
    assert turns == [True]
    assert run.complete
    assert desk.rows('SELECT count(*) FROM "check" WHERE active = 0') == [(0,)]
    executed = desk.rows(f"SELECT executed FROM run WHERE id = {run.run_id}")
    assert executed == desk.rows(f"SELECT count(*) FROM run_check WHERE run_id = {run.run_id}")
    assert desk.lines()["July 4, 2015", "concluded"].status is Verdict.REFUTED


def test_a_check_that_was_broken_once_takes_its_place_among_those_that_agree_with_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.only(TWO)
    desk.ingest()
    judge = running.judge

    def broken(connection: Any, task: Any, *rest: Any, **more: Any) -> Any:
        if task.check.name == "only/one":
            raise ValueError("no")
        return judge(connection, task, *rest, **more)

    monkeypatch.setattr(running, "judge", broken)
    assert not desk.check().complete
    monkeypatch.undo()
    assert desk.check().complete
    assert desk.lines()["July 14, 2015", "concluded"].check == "only/one"


TWO = """\
Feature: Two of one mind

  Scenario: One
    Given claims about when an agreement was "concluded"
    When each is compared with the reference
    Then any other claim is "supported"

  Scenario: Two
    Given claims of the kind "agreement" about "concluded"
    And the claim is the article's own
    When each is compared with the reference
    Then any other claim is "supported"
"""


def test_what_a_changed_check_says_nothing_of_any_more_is_a_flip(desk: Desk) -> None:
    desk.write("late", newsroom.WRONG_DATE)
    desk.ingest()
    desk.check()
    _edit(desk, "agreements", 'a claim that differs is "refuted"', "a claim that differs has no verdict")
    flips = desk.flips(desk.check())
    assert ("July 4, 2015", "refuted", None) in flips
    assert desk.flips(desk.check()) == []


def test_a_run_that_executes_less_than_was_declared_is_not_complete(desk: Desk) -> None:
    desk.ingest()
    vocabulary = workbench.read_vocabulary(desk.workspace)
    found = workbench.preflight(desk.workspace, vocabulary)
    run = running.run_checks(
        desk.store,
        found.checks[:2],
        vocabulary.properties,
        actor="Ana",
        software="test",
        clock=workbench.utc_now,
        declared=found.declared,
    )
    assert not run.complete
    assert f"2 of {CHECKS} checks ran. Run: verify check --lint" == str(run.incomplete())
    assert desk.rows("SELECT declared, executed FROM run") == [(CHECKS, 2)]


def test_a_changed_article_is_judged_anew_and_the_old_text_no_longer_counts(desk: Desk) -> None:
    desk.ingest()
    desk.check()
    desk.write("good", newsroom.WRONG_DATE)
    desk.ingest()
    desk.check()
    lines = desk.lines()
    assert lines["July 4, 2015", "concluded"].status is Verdict.REFUTED
    assert ("July 14, 2015", "concluded") not in lines


def test_a_narrowed_check_judges_only_what_it_selects(desk: Desk) -> None:
    subjects = [*newsroom.TABLES["subjects"], "Sea Accord,agreement,"]
    newsroom.write_reference(desk.folder, subjects=subjects)
    for path in (desk.folder / "features" / "checks").iterdir():
        path.unlink()
    (desk.folder / "features" / "checks" / "narrow.feature").write_text(
        "Feature: F\n"
        + "".join(
            f'  Scenario: {name}\n    Given claims about when an agreement was "concluded"\n    And {narrowing}\n'
            '    When each is compared with the reference\n    Then any other claim is "supported"\n'
            for name, narrowing in {
                "subject": 'the subject is "Lake Accord"',
                "other subject": 'the subject is "Sea Accord"',
                "publisher": 'the article is published by "Example Daily"',
                "other publisher": 'the article is published by "Other Daily"',
                "period": "the article is published between 2016-04-09 and 2016-04-09",
                "other period": "the article is published between 2016-04-10 and 2016-12-31",
                "attributed": "the claim is attributed to someone",
            }.items()
        )
    )
    desk.ingest()
    desk.check()
    assert [row[1] for row in desk.verdicts()] == ["narrow/period", "narrow/publisher", "narrow/subject"]


def test_a_decision_on_a_claim_that_no_check_judges_any_more_is_reopened(desk: Desk) -> None:
    from verify.review.decisions import decide

    desk.write("late", newsroom.WRONG_DATE)
    desk.ingest()
    desk.check()
    claim = desk.lines()["July 4, 2015", "concluded"].claim
    with desk.store.writing() as connection:
        decide(connection, claim, Verdict.SUPPORTED, actor="Ana", now=workbench.utc_now())
    (desk.folder / "features" / "checks" / "agreements.feature").unlink()
    desk.check()
    line = desk.lines()["July 4, 2015", "concluded"]
    assert (line.status, line.reopened) == (None, True)
    assert desk.sound()


def test_a_name_that_the_reference_learns_is_judged_anew(desk: Desk) -> None:
    desk.write("office", "US Secretary of State Dora Quill has arrived.")
    desk.ingest()
    desk.check()
    assert desk.lines()["Dora Quill", "holds"].outcome is Outcome.UNLISTED
    newsroom.write_reference(desk.folder, subjects=[*newsroom.TABLES["subjects"], "Dora Quill,person,"])
    desk.check()
    desk.ingest()
    desk.check()
    assert desk.lines()["Dora Quill", "holds"].outcome is Outcome.DIFFERS
