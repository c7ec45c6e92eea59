"""Cucumber messages: valid by Cucumber's own schema, and whole: whatever a message refers to was sent before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from runs import CLEAN, HOSTILE, HOUSE, MIXED, PICKLES, RUNS, check, claim, feature, finding, known, run
from schemas import MESSAGE

from verify.report.messages import PROTOCOL, messages
from verify.report.results import Results, State


def sent(results: Results, *others: Any) -> list[tuple[str, Any]]:
    """The messages of a run, each valid, by kind."""
    found = []
    for line in messages(results, [HOUSE, *others], PICKLES, known):
        assert len(line.splitlines()) == 1
        assert not set(line) & set("\x1b\x00\x07\x9b\u202e\u2028\ud83d")
        message = json.loads(line)
        MESSAGE.validate(message)
        ((kind, body),) = message.items()
        found.append((kind, body))
    return found


def of(found: list[tuple[str, Any]], kind: str) -> list[Any]:
    return [body for name, body in found if name == kind]


def test_the_schema_is_that_of_messages_and_refuses_what_is_not() -> None:
    assert not MESSAGE.is_valid({"testRunStarted": {"id": "run"}})
    assert not MESSAGE.is_valid({"testRunBegun": {}})


def ids(node: Any) -> Iterator[str]:
    """Every id that a message introduces."""
    if isinstance(node, dict):
        if "id" in node:
            yield node["id"]
        for value in node.values():
            yield from ids(value)
    elif isinstance(node, list):
        for value in node:
            yield from ids(value)


def references(node: Any) -> Iterator[str]:
    """Every id that a message refers to."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key.endswith("Ids"):
                yield from value
            elif key.endswith("Id"):
                yield value
            else:
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


@settings(deadline=None, max_examples=40)
@given(RUNS)
def test_any_run_gives_valid_messages_with_every_finding(results: Results) -> None:
    found = sent(results)
    seen: list[str] = []
    for _, body in found:
        new = list(ids(body))
        assert set(references(body)) <= {*seen, *new}
        seen += new
    assert len(seen) == len(set(seen)), "no id is given twice"
    assert len(of(found, "attachment")) == sum(len(check_.findings) for check_ in results.checks)
    failed = [
        body["testStepResult"]["exception"]["type"]
        for body in of(found, "testStepFinished")
        if body["testStepResult"]["status"] == "FAILED"
    ]
    assert failed.count("Refuted") == sum(check_.state is State.FAILED for check_ in results.checks)
    assert failed.count("Broken") == sum(check_.state is State.BROKEN for check_ in results.checks)
    hooks = [body["result"]["exception"]["type"] for body in of(found, "testRunHookFinished")]
    assert hooks == ["Broken"] * len(results.broken) + ["Expired waiver"] * len(results.expired)
    (finished,) = of(found, "testRunFinished")
    clean = not (results.counting or results.troubles or results.expired)
    assert (finished["success"], finished["message"]) == (clean, results.summary)


def test_the_order_is_that_of_a_run() -> None:
    kinds = [kind for kind, _ in sent(run(check(0)))]
    assert kinds[:9] == [
        "meta", "source", "gherkinDocument", "pickle", "stepDefinition", "stepDefinition", "testRunStarted",
        "testCase", "testCaseStarted",
    ]  # fmt: skip
    assert kinds[9:] == ["testStepStarted", "testStepFinished"] * 3 + ["testCaseFinished", "testRunFinished"]


def test_only_features_with_a_check_in_the_run_are_sent_and_ids_of_two_do_not_meet() -> None:
    other = feature("checks/other.feature")
    assert [body["uri"] for body in of(sent(CLEAN, other), "source")] == ["desk/checks/house.feature"]
    both = run(check(0), check(1, feature=other.shown))
    found = sent(both, other)
    assert [body["uri"] for body in of(found, "source")] == [
        "desk/checks/house.feature", "desk/checks/other.feature",
    ]  # fmt: skip
    numbers = [number for _, body in found for number in ids(body)]
    assert len(numbers) == len(set(numbers))
    assert of(found, "source")[0]["data"] == HOUSE.text


def test_steps_show_what_stands_for_the_names_of_their_pattern() -> None:
    found = sent(run(check(1)))
    (case,) = of(found, "testCase")
    (pickle,) = of(found, "pickle")
    patterns = {one["id"]: one["pattern"]["source"] for one in of(found, "stepDefinition")}
    given_, when, then = case["testSteps"]
    assert patterns[given_["stepDefinitionIds"][0]] == 'claims of the kind "{kind}" about "{property}"'
    text = pickle["steps"][0]["text"]
    arguments = given_["stepMatchArgumentsLists"][0]["stepMatchArguments"]
    assert [(one["parameterTypeName"], one["group"]["value"]) for one in arguments] == [
        ("kind", "agreement"), ("property", "signed"),
    ]  # fmt: skip
    for one in arguments:
        start, value = one["group"]["start"], one["group"]["value"]
        assert text[start : start + len(value)] == value
    assert patterns[when["stepDefinitionIds"][0]] == "each is compared with the reference"
    assert then["stepDefinitionIds"] == []


def test_findings_fail_the_last_step_and_are_attached_to_it_each() -> None:
    found = sent(MIXED)
    statuses = [body["testStepResult"]["status"] for body in of(found, "testStepFinished")]
    assert statuses == [
        "PASSED",
        "PASSED",
        "FAILED",
        "PASSED",
        "PASSED",
        "PASSED",
        "PASSED",
        "PASSED",
        "FAILED",
    ]
    refuted, broken = (
        body["testStepResult"]["exception"]
        for body in of(found, "testStepFinished")
        if body["testStepResult"]["status"] == "FAILED"
    )
    assert refuted == {
        "type": "Refuted",
        "message": "2 refuted by house/the-day-on-which-it-was-concluded/1\n"
        "desk/articles/harbour.md, in the headline: “4 May 2010”: The record says 7 May 2010.\n"
        "desk/articles/harbour.md:3:14: “4 May 2010”: The record says 7 May 2010.",
    }
    assert broken == {"type": "Broken", "message": "the disk is full."}
    bodies = [body["body"].split("\n") for body in of(found, "attachment")]
    assert [lines[-1] for lines in bodies] == [
        "Check: checks/house.feature:8, The day on which it was concluded",
        "Expired: until 2016-01-01, by Ana: the annexes disagree",
        "Excused: waived until 2017-01-01 by Ana: the annexes disagree",
        "Excused: Ana decided: supported",
    ]
    last_steps = {body["testStepId"] for body in of(found, "attachment")}
    assert last_steps == {"case.0.2", "case.1.2"}


def test_what_could_not_be_read_is_a_hook_that_failed_and_an_error_of_parsing() -> None:
    found = sent(MIXED)
    assert [body["result"]["exception"]["message"] for body in of(found, "testRunHookFinished")] == [
        "checks/bad.feature:8:7: no step reads 'x'. Nearest: 'y'",
        "verify: 2 of 3 checks ran.",
        "verify-decisions.ndjson:3:1: the waiver of Ana expired on 2016-01-01. Renew it.",
    ]
    (error,) = of(found, "parseError")
    assert error["source"] == {"uri": "desk/checks/bad.feature", "location": {"line": 8, "column": 7}}
    assert of(sent(CLEAN), "hook") == []


def test_moments_are_those_of_the_run() -> None:
    found = sent(CLEAN)
    assert of(found, "testRunStarted")[0]["timestamp"] == {"seconds": 1460203200, "nanos": 0}
    assert of(found, "testRunFinished")[0]["timestamp"] == {"seconds": 1460203201, "nanos": 500_000_000}
    (meta,) = of(found, "meta")
    assert (meta["protocolVersion"], meta["implementation"]) == (
        PROTOCOL, {"name": "verify", "version": "1.2.3"},
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    line = claim(quote=text, explanation=text, record=text, article=text)
    results = run(check(0, title=text, state=State.FAILED, findings=(finding(line=line, file=None),)))
    (attachment,) = of(sent(results), "attachment")
    assert attachment["mediaType"] == "text/plain"


def test_equal_runs_give_equal_bytes() -> None:
    both = [list(messages(MIXED, [HOUSE], PICKLES, known)) for _ in range(2)]
    assert both[0] == both[1]
