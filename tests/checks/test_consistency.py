"""Claims against each other, and dates against those of other properties."""

from __future__ import annotations

import csv
from collections import defaultdict

import newsroom
import pytest
from desk import Desk

from verify import shipped, workbench
from verify.review.decisions import decide
from verify.values import DateValue, parse_edtf
from verify.verdicts import Outcome, Verdict

FEATURES = ("agreements", "consistency")

FIRST = "The Treaty of Zabland was concluded on May 4, 2015."
SECOND = "The Treaty of Zabland was concluded on June 14, 2015."
VAGUE = "The Treaty of Zabland was concluded in May 2015."


def statuses(desk: Desk) -> dict[str, Verdict | None]:
    return {quote: line.status for (quote, kind), line in desk.lines().items() if kind == "concluded"}


def zabland_facts(*more: str) -> dict[str, list[str]]:
    subject = "Treaty of Zabland,agreement,"
    return {
        "subjects": [*newsroom.TABLES["subjects"], subject],
        "facts": [*newsroom.TABLES["facts"], *more],
    }


def recorded(day: str) -> str:
    return f"zabland/concluded,Treaty of Zabland,concluded,,{day},,,normal,,gazette,"


def test_two_articles_that_disagree_where_the_reference_is_silent_conflict(desk: Desk) -> None:
    desk.write("first", FIRST)
    desk.ingest()
    desk.check()
    assert statuses(desk)["May 4, 2015"] is Verdict.NOT_ENOUGH_EVIDENCE
    desk.write("second", SECOND)
    desk.ingest()
    run = desk.check()
    found = statuses(desk)
    assert found["May 4, 2015"] is found["June 14, 2015"] is Verdict.CONFLICTING_EVIDENCE
    assert desk.flips(run) == [], "a first verdict turns none over"
    line = desk.lines()["June 14, 2015", "concluded"]
    assert line.record == "4 May 2015 in articles/first.md:5:40"
    assert line.explanation == (
        "articles/first.md:5:40 says 4 May 2015 of the same thing. "
        "Nothing is on record, so at least one of them is wrong."
    )
    assert line.peer == desk.lines()["May 4, 2015", "concluded"].claim


def test_the_reference_alone_judges_where_it_speaks(desk: Desk) -> None:
    newsroom.write_reference(desk.folder, **zabland_facts(recorded("2015-05-04")))
    desk.write("first", FIRST)
    desk.write("second", SECOND)
    desk.check()
    desk.ingest()
    desk.check()
    assert statuses(desk)["May 4, 2015"] is Verdict.SUPPORTED
    assert statuses(desk)["June 14, 2015"] is Verdict.REFUTED


def test_a_conflict_ends_when_the_reference_learns_the_date_and_returns_when_it_forgets(desk: Desk) -> None:
    newsroom.write_reference(desk.folder, **zabland_facts())
    desk.write("first", FIRST)
    desk.write("second", SECOND)
    desk.check()
    desk.ingest()
    desk.check()
    assert set(statuses(desk).values()) == {Verdict.SUPPORTED, Verdict.CONFLICTING_EVIDENCE}
    newsroom.write_reference(desk.folder, **zabland_facts(recorded("2015-05-04")))
    flips = desk.flips(desk.check())
    assert statuses(desk)["May 4, 2015"] is Verdict.SUPPORTED
    assert statuses(desk)["June 14, 2015"] is Verdict.REFUTED
    assert ("May 4, 2015", "conflicting evidence", None) in flips, "the conflict was taken back"
    assert ("June 14, 2015", "not enough evidence", "refuted") in flips
    newsroom.write_reference(desk.folder, **zabland_facts())
    desk.check()
    assert statuses(desk)["June 14, 2015"] is Verdict.CONFLICTING_EVIDENCE


def test_a_corrected_article_no_longer_conflicts(desk: Desk) -> None:
    desk.write("first", FIRST)
    desk.write("second", SECOND)
    desk.ingest()
    desk.check()
    desk.write("second", FIRST)
    desk.ingest()
    desk.check()
    assert statuses(desk)["May 4, 2015"] is Verdict.NOT_ENOUGH_EVIDENCE
    desk.write("second", SECOND)
    desk.ingest()
    desk.check()
    assert statuses(desk)["May 4, 2015"] is statuses(desk)["June 14, 2015"] is Verdict.CONFLICTING_EVIDENCE


def test_dates_of_other_precision_do_not_conflict(desk: Desk) -> None:
    desk.write("first", FIRST)
    desk.write("vague", VAGUE)
    desk.ingest()
    desk.check()
    assert statuses(desk)["May 4, 2015"] is statuses(desk)["May 2015"] is Verdict.NOT_ENOUGH_EVIDENCE


def test_one_article_contradicts_itself_but_not_another_of_its_own(desk: Desk) -> None:
    desk.write("both", f"{FIRST}\n\n{SECOND}")
    desk.ingest()
    desk.check()
    lines = desk.lines()
    assert {statuses(desk)[quote] for quote in ("May 4, 2015", "June 14, 2015")} == {
        Verdict.CONFLICTING_EVIDENCE
    }
    checks = {
        line.check_title for (_, kind), line in lines.items() if line.status is Verdict.CONFLICTING_EVIDENCE
    }
    assert checks == {"One article gives two dates on which an agreement was concluded"}


def test_what_is_denied_contradicts_nobody(desk: Desk) -> None:
    desk.write("first", FIRST)
    desk.write("second", "The Treaty of Zabland was not concluded on June 14, 2015.")
    desk.ingest()
    desk.check()
    assert statuses(desk)["May 4, 2015"] is Verdict.NOT_ENOUGH_EVIDENCE


ORDER = """\
Feature: Order

  Scenario: A signature is {order} the conclusion
    Given claims about when an agreement was "signed"
    When each is expected {order} the recorded "concluded"
    Then a claim that agrees is "supported"
    And a claim that differs is "refuted"
    And a claim that differs as inferred is "conflicting evidence"
    And any other claim is "not enough evidence"
"""


@pytest.mark.parametrize(
    ("order", "said", "outcome"),
    [
        ("on or after", "July 20, 2015", Outcome.AGREES),
        ("on or after", "July 14, 2015", Outcome.AGREES),
        ("on or after", "July 13, 2015", Outcome.DIFFERS),
        ("on or after", "July 2015", Outcome.NOT_COMPARABLE),
        ("on or after", "June 2015", Outcome.DIFFERS),
        ("on or before", "July 14, 2015", Outcome.AGREES),
        ("on or before", "July 15, 2015", Outcome.DIFFERS),
        ("on or before", "2014", Outcome.AGREES),
    ],
)
def test_a_date_lies_to_another_as_it_must(desk: Desk, order: str, said: str, outcome: Outcome) -> None:
    desk.only(ORDER.format(order=order))
    desk.write("signed", f"The Lake Accord was signed {'on' if ',' in said else 'in'} {said}.")
    desk.ingest()
    desk.check()
    line = desk.lines()[said, "signed"]
    assert line.outcome is outcome
    if outcome is Outcome.DIFFERS:
        beyond = "before" if order == "on or after" else "after"
        assert (
            f"was 'concluded' on 14 July 2015; it cannot have been 'signed' {beyond} that" in line.explanation
        )


def test_a_decision_on_a_contradiction_is_reopened_when_another_claim_contradicts(desk: Desk) -> None:
    desk.write("first", FIRST)
    desk.write("second", SECOND)
    desk.ingest()
    desk.check()
    claim = desk.lines()["May 4, 2015", "concluded"].claim
    with desk.store.writing() as connection:
        decide(connection, claim, Verdict.SUPPORTED, actor="Ana", now=workbench.utc_now())
    desk.write("second", FIRST.replace("May 4", "July 9"))
    desk.ingest()
    desk.check()
    line = desk.lines()["May 4, 2015", "concluded"]
    assert (line.status, line.reopened) == (Verdict.CONFLICTING_EVIDENCE, True)


@pytest.mark.parametrize(("listed", "outcome"), [(False, Outcome.UNLISTED), (True, Outcome.DIFFERS)])
def test_a_date_before_one_of_many_is_wrong_only_where_they_are_all(
    desk: Desk, listed: bool, outcome: Outcome
) -> None:
    desk.only(
        ORDER.replace('"signed"', '"in force"').replace('"concluded"', '"signed"').format(order="on or after")
    )
    lists = newsroom.TABLES["lists"] + ["lake/signed,Lake Accord,signed,,,,gazette,"] * listed
    newsroom.write_reference(desk.folder, lists=lists)
    desk.write("early", "The Lake Accord entered into force on July 1, 2015.")
    desk.ingest()
    desk.check()
    assert desk.lines()["July 1, 2015", "in force"].outcome is outcome


def test_the_starter_reference_contradicts_no_order_that_ships() -> None:
    with (shipped.reference() / "agreements" / "facts.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["rank"] != "deprecated"]
    dated: dict[str, dict[str, list[DateValue]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["property"] in ("signed", "concluded", "in force", "ended"):
            dated[row["subject"]][row["property"]].append(parse_edtf(row["value"]))
    orders = [("signed", "ended"), ("concluded", "in force"), ("concluded", "ended")]
    wrong = [
        (subject, first.edtf, second.edtf)
        for subject, dates in dated.items()
        for earlier, later in orders
        for first in dates[earlier]
        for second in dates[later]
        if first.earliest is not None and second.latest is not None and first.earliest > second.latest
    ]
    assert wrong == []
    assert sum(len(dates) > 1 for dates in dated.values()) > 100


def test_a_corrected_date_judges_the_order_anew(desk: Desk) -> None:
    desk.only(ORDER.format(order="on or after"))
    desk.write("signed", "The Lake Accord was signed on July 20, 2015.")
    desk.ingest()
    desk.check()
    newsroom.write_reference(
        desk.folder, facts=newsroom.changed("facts", "concluded,,2015-07-14", "concluded,,2015-07-21")
    )
    run = desk.check()
    assert desk.flips(run) == [("July 20, 2015", "supported", "refuted")]
