"""JUnit XML: it parses whatever the articles hold, and its counts are those of the run."""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from junitparser import JUnitXml
from runs import CLEAN, HOSTILE, MIXED, RUNS, check, claim, finding, run

from verify.display import display_safe
from verify.report.junit import junit
from verify.report.results import Results, State


def parsed(results: Results) -> ElementTree.Element:
    return ElementTree.fromstring(junit(results).encode("utf-8"))


def counts(element: ElementTree.Element) -> dict[str, int]:
    return {name: int(element.get(name, "")) for name in ("tests", "failures", "errors", "skipped")}


@settings(deadline=None, max_examples=60)
@given(RUNS)
def test_any_run_gives_xml_with_every_finding(results: Results) -> None:
    root = parsed(results)
    cases = list(root.iter("testcase"))
    found = [one for check_ in results.checks for one in check_.findings]
    passed = [check_ for check_ in results.checks if check_.state is State.PASSED]
    assert counts(root) == {
        "tests": len(found) + len(passed) + len(results.troubles) + len(results.expired),
        "failures": results.counting + len(results.expired),
        "errors": len(results.troubles),
        "skipped": results.excused,
    }
    assert len(cases) == counts(root)["tests"]
    summed: Counter[str] = Counter()
    for suite in root:
        summed += Counter(counts(suite))
        assert counts(suite)["tests"] == len(list(suite.iter("testcase")))
    assert summed == +Counter(counts(root))
    for element in root.iter():
        for text in (element.text or "", *element.attrib.values()):
            assert all(display_safe(line) == line for line in text.strip().split("\n"))


@settings(deadline=None, max_examples=40)
@given(RUNS)
def test_another_parser_reads_what_was_written(results: Results) -> None:
    read = JUnitXml.fromstring(junit(results).encode())
    root = parsed(results)
    assert (read.tests, read.failures, read.errors, read.skipped) == tuple(counts(root).values())
    assert read.time == float(root.get("time", ""))
    cases = [case for suite in read for case in suite]
    assert [(case.name, case.classname) for case in cases] == [
        (case.get("name"), case.get("classname")) for case in root.iter("testcase")
    ]
    said = [(found.type, found.message) for case in cases for found in case.result]
    assert said == [
        (found.get("type"), found.get("message"))
        for case in root.iter("testcase")
        for found in case
        if found.tag in ("failure", "error", "skipped")
    ]


def shape(results: Results) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Suites by name, with their cases by name and what is in those."""
    return [
        (suite.get("name", ""), [(case.get("name", ""), [child.tag for child in case]) for case in suite])
        for suite in parsed(results)
    ]


def test_a_check_that_passed_is_a_case_that_tells_what_it_judged() -> None:
    assert shape(CLEAN) == [
        (
            "checks/house.feature",
            [
                ("The day on which it was concluded (1)", ["system-out"]),
                ("The day on which it was signed (2)", ["system-out"]),
                ("The weekday", ["system-out"]),
            ],
        )
    ]
    first = next(parsed(CLEAN).iter("testcase"))
    assert first.findtext("system-out") == "2 claims judged: 1 supported, 1 not enough evidence"
    assert (first.get("classname"), first.get("file")) == (
        "checks/house.feature",
        "desk/checks/house.feature",
    )
    assert parsed(CLEAN).get("time") == "1.500"


def test_findings_fail_what_is_excused_is_skipped_and_what_is_broken_is_an_error() -> None:
    refuted = "The day on which it was concluded (1): “4 May 2010” in desk/articles/harbour.md"
    assert shape(MIXED) == [
        (
            "checks/house.feature",
            [
                (refuted, ["failure"]),
                (f"{refuted} (2)", ["failure"]),
                (f"{refuted} (3)", ["skipped", "system-out"]),
                ("The day on which it was signed (2)", ["system-out"]),
                (
                    "The day on which it was signed (2): “4 May 2010” in desk/articles/harbour.md",
                    ["skipped", "system-out"],
                ),
                ("The weekday", ["error"]),
            ],
        ),
        ("checks/bad.feature", [("checks/bad.feature:8:7", ["error"])]),
        ("verify", [("verify", ["error"])]),
        ("decisions", [("verify-decisions.ndjson:3:1", ["failure"])]),
    ]
    root = parsed(MIXED)
    kinds = [
        (child.tag, child.get("type")) for case in root.iter("testcase") for child in case if child.attrib
    ]
    assert kinds == [
        ("failure", "refuted (error)"), ("failure", "refuted (warning)"), ("skipped", None), ("skipped", None),
        ("error", "broken"), ("error", "broken"), ("error", "broken"), ("failure", "expired waiver"),
    ]  # fmt: skip


def test_a_failure_says_where_what_why_and_by_which_check() -> None:
    (case,) = parsed(run(check(0, state=State.FAILED, findings=(finding(),)))).iter("testcase")
    (failure,) = case
    assert failure.get("message") == (
        "desk/articles/harbour.md:3:14: “4 May 2010”: The record says 7 May 2010."
    )
    assert (failure.text or "").split("\n") == [
        "desk/articles/harbour.md:3:14: “4 May 2010”: The record says 7 May 2010.",
        "Expected: 7 May 2010",
        "Source: The Harbour Gazette: Tidal Council https://gazette.example/",
        "Check: checks/house.feature:8, The day on which it was concluded",
    ]
    assert (case.get("file"), case.get("line")) == ("desk/articles/harbour.md", "3")


def test_names_of_cases_stay_when_a_claim_moves() -> None:
    moved = claim(line=99, column=1, start=5000, end=5010)
    names = [
        [case.get("name") for case in parsed(run(check(0, findings=(finding(line=line),)))).iter("testcase")]
        for line in (claim(), moved)
    ]
    assert names[0] == names[1]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    line = claim(quote=text, explanation=text, record=text, article=text)
    results = run(check(0, title=text, state=State.FAILED, findings=(finding(line=line, file=None),)))
    (case,) = parsed(results).iter("testcase")
    assert [child.tag for child in case] == ["failure"]
    assert display_safe(text) in (case[0].text or "")


def test_equal_runs_give_equal_bytes() -> None:
    assert junit(MIXED) == junit(MIXED)
