"""`verify queue`: taking what is next, batches, what is refused, and what an empty queue says."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import newsroom
import pytest

Verify = Callable[..., Any]


@pytest.fixture
def claim(verify: Verify, folder: Path) -> str:
    """The one claim that is refuted."""
    (folder / "draft.md").write_text(newsroom.dated(newsroom.WRONG_DATE), encoding="utf-8")
    [found] = [one for one in verify("run", "draft.md").objects if one["status"] == "refuted"]
    return str(found["claim"])


def batch(folder: Path, *lines: object) -> str:
    """A file of a batch; text as it is, objects as JSON."""
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    (folder / "batch.ndjson").write_text(text + "\n", encoding="utf-8")
    return "batch.ndjson"


def test_one_takes_it_and_another_is_told_who_has_it(verify: Verify, claim: str) -> None:
    taken = verify("queue", "next", "--actor", "Ana")
    assert taken.code == 0
    assert taken.out.endswith(
        f'Next: verify queue decide {claim[:8]} "refuted", verify queue skip {claim[:8]}\n'
    )
    other = verify("queue", "next", "--actor", "Bo")
    assert (other.code, other.out.startswith("Others hold what is left: Ana (1, until ")) == (0, True)
    refused = verify("queue", "decide", claim[:8], "refuted", "--actor", "Bo")
    assert refused.code == 2
    assert f"verify: Ana has claim {claim[:8]} until " in refused.err
    assert verify("queue", "release", "--actor", "Ana").out == "released 1\n"
    assert verify("queue", "skip", claim, "--actor", "Bo").code == 0
    assert verify("queue", "next", "--actor", "Bo").out == "You skipped 1.\nNext: verify queue next --again\n"
    [again] = verify("queue", "next", "--actor", "Bo", "--again", "--json").objects
    assert (again["claim"], again["lease"]["actor"]) == (claim, "Bo")
    assert (
        verify("queue", "decide", claim, "refuted", "--actor", "Bo", "--if-revision", again["revision"]).code
        == 0
    )
    [nothing] = verify("queue", "next", "--json").objects
    assert (nothing["claim"], nothing["nothing"]) == (None, "Nothing is left to decide.")
    assert verify("queue", "redo", "--actor", "Bo").code == 2
    assert verify("db", "rebuild").out == "made the statuses and the queue anew\n"
    assert verify("db", "check").code == 0


def test_what_is_put_off_says_until_when(verify: Verify, claim: str) -> None:
    done = verify("queue", "postpone", claim[:8], "2w")
    due = datetime.datetime.now().astimezone().replace(hour=0, minute=0) + datetime.timedelta(days=14)
    moment = due.astimezone(datetime.UTC)
    assert done.out == f"postponed {claim[:8]} until {moment:%Y-%m-%d %H:%M} UTC\n"
    assert verify("queue", "undo").code == 0
    [said] = verify("queue", "postpone", claim[:8], "2999-01-01", "--json").objects
    assert said["due"] == "2999-01-01T00:00:00.000000Z"
    refused = verify("queue", "postpone", claim[:8], "next week")
    assert refused.code == 2
    assert "verify: 'next week' is no day or moment. Write tomorrow, 4h, 3d, 2w," in refused.err


def test_a_batch_answers_every_line(verify: Verify, folder: Path, claim: str) -> None:
    good = {"claim": claim[:8], "verdict": "Supported", "note": "ünï", "idempotency_key": "k"}
    done = verify(
        "queue", "decide", "--batch",
        batch(
            folder, good, "", "{", {"claim": claim, "verdict": "maybe"}, {"claim": "ffff0000", "verdict": "refuted"},
            good, '{"claim": "a", "claim": "b", "verdict": "refuted"}', {"verdict": "refuted"}, [1],
            {"claim": claim, "verdict": "refuted", "sied": "article"},
            {"claim": claim, "verdict": "refuted", "note": "\0"},
        ),
    )  # fmt: skip
    assert done.code == 4
    marked = verify("queue", "decide", "--batch", batch(folder, "\ufeff" + json.dumps(good)))
    assert [one["repeated"] for one in marked.objects] == [True], "an editor's byte-order mark is passed over"
    said = {one["line"]: one.get("error", one.get("repeated")) for one in done.objects}
    assert said == {
        1: False,
        3: "this is not JSON: Expecting property name enclosed in double quotes: line 2 column 1 (char 2).",
        4: "'maybe' is no verdict.",
        5: "no claim begins with 'ffff0000'.",
        6: True,
        7: "this is not JSON: a key stands twice.",
        8: '"claim" is missing.',
        9: "this is no JSON object.",
        10: "nothing is called 'sied'.",
        11: '"note" holds U+0000, which no database keeps.',
    }
    assert "verify: batch.ndjson:4: 'maybe' is no verdict. Known are: refuted" in done.err
    assert [event["event"] for event in verify("queue", "log", "--json").objects] == ["decide"]


def test_a_batch_of_all_or_nothing(verify: Verify, folder: Path, claim: str) -> None:
    good, bad = {"claim": claim, "verdict": "refuted"}, {"claim": "ffff0000", "verdict": "refuted"}
    done = verify("queue", "decide", "--all-or-nothing", "--batch", batch(folder, good, bad))
    assert done.code == 2
    assert [one["error"] for one in done.objects] == [
        "nothing was done: line 2 failed.", "no claim begins with 'ffff0000'.",
    ]  # fmt: skip
    assert verify("queue", "log", "--json").objects == []
    done = verify("queue", "decide", "--all-or-nothing", "--batch", batch(folder, good))
    assert (done.code, [one["ok"] for one in done.objects]) == (0, [True])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Name a claim and a verdict, or a file with --batch."),
        (("abcd",), "Name a claim and a verdict, or a file with --batch."),
        (("abcd", "refuted", "--batch", "-"), "Name a claim and a verdict, or a file with --batch."),
    ],
)
def test_what_decide_needs(verify: Verify, folder: Path, arguments: tuple[str, ...], message: str) -> None:
    done = verify("queue", "decide", *arguments)
    assert (done.code, message in done.err) == (2, True)


def test_a_kind_that_there_is_not_is_refused_where_two_should_decide(
    verify: Verify, folder: Path, claim: str
) -> None:
    toml = folder / "verify.toml"
    rules = toml.read_text(encoding="utf-8")
    for rule, message in [
        (
            'four_eyes = { kind = ["ofice"] }',
            "review.four_eyes.kind: 'ofice' is no kind of claims. Known are: ",
        ),
        ('four_eyes = { severity = ["fatal"] }', "review.four_eyes.severity: 'fatal' is unknown."),
        ('four_eyes = { kinds = ["office"] }', "review.four_eyes: 'kinds' is unknown."),
        ('four_eyes = { kind = "office" }', "review.four_eyes.kind is not a list of texts."),
        ('adjudicators = "both"', "review.adjudicators: 'both' is unknown."),
    ]:
        toml.write_text(f"{rules}\n[review]\n{rule}\n", encoding="utf-8")
        done = verify("queue", "next")
        line = rules.count("\n") + 3
        assert (done.code, f"verify.toml:{line}: {message}" in done.err) == (4, True), done.err
