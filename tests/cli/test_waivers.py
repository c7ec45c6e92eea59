"""`verify queue waive`, `unwaive` and `export`: what they write, print and refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import newsroom
import pytest

Verify = Callable[..., Any]

FILE = "verify-decisions.ndjson"
SAID = ("--reason", "awaiting", "--until", "2999-12-31")


@pytest.fixture
def claim(verify: Verify, folder: Path) -> str:
    """The id of the one refuted claim of the workspace's one article."""
    (folder / "articles" / "draft.md").write_text(newsroom.dated(newsroom.WRONG_DATE), encoding="utf-8")
    [found] = [found for found in verify("run").objects if found["status"] == "refuted"]
    return str(found["claim"])


def lines(folder: Path, name: str = FILE) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def test_waive_writes_a_line_and_says_how_to_take_it_back(verify: Verify, folder: Path, claim: str) -> None:
    done = verify("queue", "waive", claim[:5], *SAID)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        f"waived {claim[:8]} until 31 December 2999, in verify-decisions.ndjson   "
        f"(take it back: verify queue unwaive {claim[:8]})\n"
    )
    [line] = lines(folder)
    assert list(line) == ["type", "claim", "article", "quote", "reason", "owner", "expires"]
    assert line["type"] == "waiver"
    assert (line["article"], line["quote"]) == ("articles/draft.md", "July 4, 2015")
    assert (line["reason"], line["owner"], line["expires"]) == ("awaiting", "Ana", "2999-12-31")
    done = verify("queue", "unwaive", claim[:5])
    assert (done.code, done.out) == (0, "took the waiver of “July 4, 2015” out of verify-decisions.ndjson\n")
    assert lines(folder) == []


def test_waive_and_unwaive_as_json(verify: Verify, folder: Path, claim: str) -> None:
    [waived] = verify("queue", "waive", claim, *SAID, "--owner", "Bo", "--json").objects
    [line] = lines(folder)
    assert waived == {
        "event": "waive", "claim": claim, "fingerprint": line["claim"], "reason": "awaiting", "owner": "Bo",
        "expires": "2999-12-31", "file": FILE,
    }  # fmt: skip
    [taken] = verify("queue", "unwaive", line["claim"][:8], "--json").objects
    assert taken == {key: waived[key] for key in waived if key != "claim"} | {"event": "unwaive"}


def test_unwaive_needs_no_store_for_a_line_that_it_is_given(verify: Verify, folder: Path, claim: str) -> None:
    verify("queue", "waive", claim, *SAID)
    (folder / "verify.db").unlink()
    assert verify("queue", "unwaive", lines(folder)[0]["claim"][:8]).code == 0
    assert not (folder / "verify.db").exists()


def test_a_waiver_may_end_today_and_not_before(
    verify: Verify, folder: Path, claim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datetime

    monkeypatch.setattr("verify.gate.opening.utc_day", lambda: datetime.date(2026, 11, 25))
    said = ("queue", "waive", claim, "--reason", "awaiting", "--until")
    assert verify(*said, "2026-11-25").code == 0
    done = verify(*said, "2026-11-24")
    assert (done.code, done.err) == (
        2,
        "verify: --until: 24 November 2026 is over. Name today or a later day.\n",
    )
    assert [line["expires"] for line in lines(folder)] == ["2026-11-25"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--reason", "x", "--until", "soon"),
            "verify: --until: 'soon' is not a day written YYYY-MM-DD. Write a day: --until 2026-12-31\n",
        ),
        (("--reason", " ", "--until", "2999-12-31"), "verify: --reason is empty. Say it in a few words.\n"),
        ((*SAID, "--owner", ""), "verify: --owner is empty. Say it in a few words.\n"),
        (("--until", "2999-12-31"), "Missing option '--reason'"),
        (("--reason", "x"), "Missing option '--until'"),
        (("--reason", "\udce9", "--until", "2999-12-31"), "Invalid value for '--reason': this is not UTF-8."),
    ],
)
def test_waive_refuses_what_says_too_little(
    verify: Verify, folder: Path, claim: str, options: tuple[str, ...], said: str
) -> None:
    done = verify("queue", "waive", claim, *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not (folder / FILE).exists()


def test_waive_refuses_what_is_not_refuted_or_not_there(verify: Verify, folder: Path, claim: str) -> None:
    verify("queue", "decide", claim, "supported")
    done = verify("queue", "waive", claim, *SAID)
    assert (done.code, done.err) == (
        2,
        f"verify: claim {claim[:8]} is not refuted but supported: there is nothing to waive. "
        "See: verify queue list --status refuted\n",
    )
    done = verify("queue", "waive", "0000", *SAID)
    assert (done.code, done.err) == (2, "verify: no claim begins with '0000'. See: verify queue list\n")
    assert not (folder / FILE).exists()


def test_unwaive_refuses_what_has_no_waiver(verify: Verify, folder: Path, claim: str) -> None:
    done = verify("queue", "unwaive", claim[:8])
    assert (done.code, done.err) == (
        2,
        f"verify: verify-decisions.ndjson: no waiver is of a claim that begins with '{claim[:8]}'. "
        'Write how "claim" begins in its line, or the claim\'s id.\n',
    )
    assert not (folder / FILE).exists()


@pytest.mark.usefixtures("no_store")
@pytest.mark.parametrize(
    "command",
    [("waive", "0000", *SAID), ("unwaive", "0000"), ("export",)],
    ids=["waive", "unwaive", "export"],
)
def test_without_a_store_nothing_is_made(verify: Verify, folder: Path, command: tuple[str, ...]) -> None:
    done = verify("queue", *command)
    assert done.code == 4
    assert "verify.db" in done.err
    assert not (folder / "verify.db").exists()
    assert not (folder / FILE).exists()


@pytest.mark.parametrize(
    "command",
    [("waive", "CLAIM", *SAID), ("unwaive", "CLAIM"), ("export",)],
    ids=["waive", "unwaive", "export"],
)
def test_a_file_that_cannot_be_read_is_left_as_it_is(
    verify: Verify, folder: Path, claim: str, command: tuple[str, ...]
) -> None:
    (folder / FILE).write_text("<<<<<<< HEAD\n", encoding="utf-8")
    done = verify("queue", *(claim if word == "CLAIM" else word for word in command))
    assert (done.code, done.err) == (
        4,
        "verify: verify-decisions.ndjson:1: git left a conflict here. "
        "Keep the lines of both sides, and remove those of git's marks.\n",
    )
    assert (folder / FILE).read_text(encoding="utf-8") == "<<<<<<< HEAD\n"


def test_export_writes_the_decisions_that_stand(verify: Verify, folder: Path, claim: str) -> None:
    verify("queue", "waive", claim, *SAID)
    verify("queue", "decide", claim, "not enough evidence", "--note", "“two” records", "--actor", "Bo")
    done = verify("queue", "export")
    assert (done.code, done.err) == (0, "")
    assert done.out == "verify-decisions.ndjson: 1 decision (1 added, 0 changed, 0 removed), 1 waiver\n"
    decision, waiver = lines(folder)
    assert (decision["type"], decision["verdict"], decision["owner"]) == (
        "decision",
        "not enough evidence",
        "Bo",
    )
    assert (decision["note"], decision["quote"]) == ("“two” records", "July 4, 2015")
    assert decision["claim"] == waiver["claim"]
    verify("queue", "undo", claim)
    [told] = verify("queue", "export", "--json").objects
    assert told == {
        "event": "export", "decisions": 0, "waivers": 1, "added": 0, "changed": 0, "removed": 1, "file": FILE,
    }  # fmt: skip


def test_export_into_another_file(verify: Verify, folder: Path, claim: str) -> None:
    verify("queue", "decide", claim, "supported")
    assert verify("queue", "export", "-o", "other.ndjson").out.startswith("other.ndjson: 1 decision (1 added")
    assert len(lines(folder, "other.ndjson")) == 1
    assert not (folder / FILE).exists()
    done = verify("queue", "export", "-o", "nowhere/other.ndjson")
    assert (done.code, done.err) == (
        4,
        "verify: nowhere/other.ndjson: the file cannot be written (No such file or directory). "
        "Choose a folder that exists and that you may write in.\n",
    )
    assert verify("queue", "export", "--output", "articles").code == 2


def test_the_file_can_be_called_otherwise(verify: Verify, folder: Path, claim: str) -> None:
    with (folder / "verify.toml").open("a", encoding="utf-8") as settings:
        settings.write('decisions = "desk.ndjson"\n')
    assert "in desk.ndjson" in verify("queue", "waive", claim, *SAID).out
    assert len(lines(folder, "desk.ndjson")) == 1
