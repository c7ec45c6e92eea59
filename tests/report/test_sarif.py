"""SARIF: valid by the schema of OASIS whatever the articles hold, with every finding once and in its place."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from runs import CLEAN, HOSTILE, MIXED, RUNS, check, claim, finding, run
from sarif_pydantic import Sarif
from schemas import SARIF

from verify.report.results import Results, State
from verify.report.sarif import sarif as pieces


def sarif(results: Results) -> str:
    return "".join(pieces(results))


def logged(results: Results) -> Any:
    """The one run of a log that the schema accepts."""
    log = json.loads(sarif(results))
    SARIF.validate(log)
    (found,) = log["runs"]
    return found


def physical(location: Any) -> tuple[str, Any]:
    place = location["physicalLocation"]
    return place["artifactLocation"]["uri"], place["region"]


def test_the_schema_is_that_of_sarif_and_refuses_what_is_not() -> None:
    assert "SARIF" in SARIF.schema["title"]
    log = json.loads(sarif(MIXED))
    log["runs"][0]["results"][0]["level"] = "grave"
    assert not SARIF.is_valid(log)


@settings(deadline=None, max_examples=60)
@given(RUNS)
def test_any_run_gives_a_valid_log_with_every_finding(results: Results) -> None:
    text = sarif(results)
    found = logged(results)
    given_ = [one for check_ in results.checks for one in check_.findings]
    expired = len(results.expired)
    assert len(found["results"]) == len(given_) + expired
    counting = [one for one in found["results"] if one["suppressions"] == []]
    assert len(counting) == results.counting + expired
    (invocation,) = found["invocations"]
    assert len(invocation["toolExecutionNotifications"]) == len(results.troubles)
    assert invocation["executionSuccessful"] is (not results.troubles)
    text.encode("utf-8", "strict")
    assert not set(text) & set("\x1b\x00\x07\x9b\u202e\u2028\ud83d")
    for one in found["results"]:
        assert found["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
        for location in one["locations"]:
            uri, _ = physical(location)
            assert uri.isascii()
            urlsplit(uri)


@settings(deadline=None, max_examples=40)
@given(RUNS)
def test_another_parser_reads_what_was_written(results: Results) -> None:
    text = sarif(results)
    (written,) = json.loads(text)["runs"]
    (read,) = Sarif.model_validate_json(text).runs
    assert [
        (one.rule_id, one.level.value, one.message.text, one.partial_fingerprints) for one in read.results
    ] == [
        (one["ruleId"], one["level"], one["message"]["text"], one.get("partialFingerprints"))
        for one in written["results"]
    ]
    assert [
        [place.physical_location.artifact_location.uri for place in one.locations] for one in read.results
    ] == [[physical(place)[0] for place in one["locations"]] for one in written["results"]]
    assert [rule.name for rule in read.tool.driver.rules] == [
        rule.get("name") for rule in written["tool"]["driver"]["rules"]
    ]
    (invocation,) = read.invocations
    assert invocation.execution_successful is (not results.troubles)


def test_a_finding_says_where_what_why_and_by_which_check() -> None:
    found = logged(run(check(0, state=State.FAILED, findings=(finding(),))))
    (result,) = found["results"]
    assert (result["ruleId"], result["level"]) == ("house/the-day-on-which-it-was-concluded/1", "error")
    assert result["message"]["text"].split("\n") == [
        "“4 May 2010”: The record says 7 May 2010.",
        "Expected: 7 May 2010",
        "Source: The Harbour Gazette: Tidal Council https://gazette.example/",
        "Check: checks/house.feature:8, The day on which it was concluded",
    ]
    assert physical(result["locations"][0]) == (
        "desk/articles/harbour.md",
        {
            "startLine": 3, "startColumn": 14, "endLine": 3, "endColumn": 24, "charOffset": 100, "charLength": 10,
            "snippet": {"text": "4 May 2010"},
        },
    )  # fmt: skip
    assert physical(result["relatedLocations"][0]) == ("desk/checks/house.feature", {"startLine": 8})
    assert result["properties"]["expected"] == "2010-05-07"
    assert found["columnKind"] == "unicodeCodePoints"
    driver = found["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("verify", "1.2.3")
    assert driver["rules"][0] == {
        "id": "house/the-day-on-which-it-was-concluded/1",
        "shortDescription": {"text": "The day on which it was concluded"},
        "fullDescription": {"text": "What is on record counts."},
        "help": {
            "text": "The check is the scenario at checks/house.feature:8.\n"
            "If the article is wrong, correct it. If the record is, correct the reference, with its source.\n"
            "Ask ana about it."
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["house", "owner:ana"]},
    }


def test_what_is_broken_or_expired_looks_like_no_finding() -> None:
    found = logged(MIXED)
    (invocation,) = found["invocations"]
    assert invocation["executionSuccessful"] is False
    said = [
        (
            note["level"],
            note["message"]["text"],
            [physical(location) for location in note["locations"]],
            note.get("associatedRule", {}).get("id"),
        )
        for note in invocation["toolExecutionNotifications"]
    ]
    assert said == [
        ("error", "no step reads 'x'. Nearest: 'y'",
         [("desk/checks/bad.feature", {"startLine": 8, "startColumn": 7})], None),
        ("error", "2 of 3 checks ran.", [], None),
        ("error", "The weekday: the disk is full.",
         [("desk/checks/house.feature", {"startLine": 17, "startColumn": 1})], "house/the-weekday"),
    ]  # fmt: skip
    *refuted, expired = found["results"]
    assert (expired["ruleId"], expired["level"]) == ("expired-waiver", "error")
    assert physical(expired["locations"][0])[0] == "desk/verify-decisions.ndjson"
    assert [one["level"] for one in refuted] == ["error", "warning", "note", "error"]
    assert [one["suppressions"] for one in refuted] == [
        [], [],
        [{"kind": "external", "justification": "waived until 2017-01-01 by Ana: the annexes disagree"}],
        [{"kind": "external", "justification": "Ana decided: supported"}],
    ]  # fmt: skip
    assert logged(CLEAN)["invocations"][0]["executionSuccessful"] is True
    assert logged(CLEAN)["results"] == []


def test_what_is_below_the_severity_that_fails_is_not_suppressed() -> None:
    slight = finding(severity="warning", excused="warning")
    (result,) = logged(run(check(findings=(slight,))))["results"]
    assert (result["level"], result["suppressions"]) == ("warning", [])


def test_a_claim_of_the_headline_is_placed_in_the_file_and_says_so() -> None:
    location = logged(MIXED)["results"][0]["locations"][0]
    assert physical(location) == ("desk/articles/harbour.md", {"startLine": 1})
    assert location["message"] == {"text": "In the headline"}


@pytest.mark.parametrize(
    ("article", "file", "uri"),
    [
        ("articles/a.md", "desk/articles/a b[1],é%#?.md", "desk/articles/a%20b%5B1%5D%2C%C3%A9%25%23%3F.md"),
        ("https://example.org/a b?x=1#é", None, "https://example.org/a%20b?x=1#%C3%A9"),
        ("javascript:alert(1)", None, "javascript%3Aalert%281%29"),
        ("../../etc/passwd", None, "..%2F..%2Fetc%2Fpasswd"),
        ("-", None, "-"),
    ],
)
def test_an_article_goes_by_its_file_its_url_or_its_id(article: str, file: str | None, uri: str) -> None:
    found = logged(run(check(0, findings=(finding(line=replace(claim(), article=article), file=file),))))
    location = found["results"][0]["locations"][0]
    assert physical(location)[0] == uri
    assert unquote(uri) == (file or article)


def test_a_quote_over_two_lines_ends_in_the_second() -> None:
    quote = "4 May\n2010"
    line = replace(claim(), quote=quote, end=100 + len(quote))
    _, region = physical(logged(run(check(0, findings=(finding(line=line),))))["results"][0]["locations"][0])
    assert (region["startLine"], region["endLine"], region["endColumn"]) == (3, 4, 5)
    assert region["charLength"] == len(quote) == len(region["snippet"]["text"])


def prints(*found: Any) -> list[str]:
    results = logged(run(check(0, findings=found), check(1, findings=found)))["results"]
    return [one["partialFingerprints"]["primaryLocationLineHash"] for one in results]


def test_fingerprints_tell_equal_claims_of_an_article_apart_and_stay_when_they_move() -> None:
    first, second, *again = prints(finding(), finding())
    assert first.rpartition(":")[0] == second.rpartition(":")[0]
    assert (first[-2:], second[-2:]) == (":1", ":2")
    assert again == [first, second], "another check is another rule, and counts from 1"
    moved = replace(claim(), line=50, column=1, start=900, end=910)
    assert prints(finding(line=moved))[0] == first
    assert prints(finding(line=replace(claim(), article="b.md")))[0] != first
    assert prints(finding(fingerprint="e" * 64))[0] != first
    result = logged(run(check(0, findings=(finding(),))))["results"][0]
    assert result["partialFingerprints"]["claim/v1"] == "f" * 64


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_an_article_makes_a_link_or_a_placeholder(text: str) -> None:
    line = replace(claim(), quote=text, explanation=text, record=text)
    said = logged(run(check(0, title=text, findings=(finding(line=line),))))["results"][0]["message"]["text"]
    plain = said.replace("\\\\", "").replace("\\[", "").replace("\\]", "").replace("{{", "").replace("}}", "")
    assert not set(plain) & set("[]{}\\\x1b\x00\u202e")


@pytest.mark.parametrize("results", [CLEAN, MIXED])
def test_what_is_written_in_pieces_is_written_as_one(results: Results) -> None:
    whole = json.dumps(json.loads(sarif(results)), ensure_ascii=False, indent=2)
    assert sarif(results) == f"{whole}\n" == sarif(results)
