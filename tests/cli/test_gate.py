"""Which findings count, on the command line: severities, waivers, decisions, and the days between."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import newsroom
import pytest

Verify = Callable[..., Any]

FILE = "verify-decisions.ndjson"
LAST_DAY = "2999-12-31"
LATER = "3000-01-01"
WAIVED = "waived until 31 December 2999, Ana: awaiting the archive's answer"


@pytest.fixture
def wrong(folder: Path) -> Path:
    """The workspace with one article in which one claim is refuted."""
    (folder / "articles" / "draft.md").write_text(newsroom.dated(newsroom.WRONG_DATE), encoding="utf-8")
    return folder


def tag(folder: Path, feature: str, tags: str) -> None:
    path = folder / "features" / "checks" / f"{feature}.feature"
    path.write_text(path.read_text().replace(f"@{feature}", f"@{feature} {tags}", 1))


def refuted(verify: Verify) -> dict[str, Any]:
    [claim] = [found for found in verify("run").objects if found["status"] == "refuted"]
    return dict(claim)


def waive(verify: Verify, *more: str) -> Any:
    claim = refuted(verify)["claim"]
    return verify(
        "queue", "waive", claim, "--until", LAST_DAY, "--reason", "awaiting the archive's answer", *more
    )


def codes(verify: Verify, *options: str) -> list[int]:
    return [verify(command, *options).code for command in ("run", "check")]


def test_a_refuted_claim_has_its_severity_and_no_excuse(verify: Verify, wrong: Path) -> None:
    found = verify("run").objects
    assert {(claim["status"], claim["severity"], claim["excused"]) for claim in found} == {
        ("refuted", "error", None), (None, None, None)
    }  # fmt: skip
    [judged] = [claim for claim in verify("check").objects if claim["refuted"]]
    assert judged["excused"] == 0


def test_a_warning_is_shown_and_does_not_fail(verify: Verify, wrong: Path) -> None:
    tag(wrong, "agreements", "@severity:warning")
    assert codes(verify) == [0, 0]
    claim = refuted(verify)
    assert (claim["severity"], claim["excused"]) == ("warning", "warning")
    table = verify("run", "--format", "table").out
    assert "✗ refuted (warning)" in table
    assert "✗ 1 refuted (1 excused)   · 1 date" in table
    assert "       refuted (warning)\n" in table
    checked = verify("check", "--format", "table").out
    assert (
        "1 claim   1 refuted (1 excused)\n    refuted (warning)  articles/draft.md:5:34  “July 4, 2015”"
        in checked
    )
    assert [line["excused"] for line in verify("check").objects if line["refuted"]] == [1]


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [("warning", "warning", 1), ("warning", "note", 1), ("note", "warning", 0), ("note", "note", 1)],
)
def test_the_least_severity_that_fails(
    verify: Verify, wrong: Path, severity: str, fail_on: str, code: int
) -> None:
    tag(wrong, "agreements", f"@severity:{severity}")
    assert codes(verify, "--fail-on", fail_on) == [code, code]
    with (wrong / "verify.toml").open("a") as settings:
        settings.write(f'fail_on = "{fail_on}"\n')
    assert codes(verify) == [code, code]
    assert codes(verify, "--fail-on", "error") == [0, 0]


def test_a_waiver_excuses_on_its_last_day_and_fails_on_the_next(verify: Verify, wrong: Path) -> None:
    assert waive(verify, "--owner", "Ana").code == 0
    for day in ("0001-01-01", "2026-11-25", LAST_DAY):
        assert codes(verify, "--today", day) == [0, 0]
    claim = refuted(verify)
    assert (claim["severity"], claim["excused"]) == ("error", WAIVED)
    table = verify("run", "--format", "table").out
    assert "✗ refuted (waived)" in table
    assert f"       refuted ({WAIVED})\n" in table
    assert f"    refuted ({WAIVED})  articles/draft.md:5:34" in verify("check", "--format", "table").out
    markdown = verify("run", "--format", "markdown").out
    assert "| ✗ refuted (waived) | " in markdown
    assert "Refuted (waived until 31 December 2999, Ana: awaiting the archive's answer). |" in markdown
    for day in (LATER, "9999-12-31"):
        assert codes(verify, "--today", day) == [1, 1]


def test_an_expired_waiver_is_told_with_its_line_and_what_to_do(verify: Verify, wrong: Path) -> None:
    waive(verify)
    fingerprint = json.loads((wrong / FILE).read_text())["claim"]
    for command in ("run", "check"):
        done = verify(command, "--today", LATER, "--format", "table")
        assert done.err == (
            "verify: verify-decisions.ndjson:1: the waiver of “July 4, 2015” in articles/draft.md expired on "
            "31 December 2999 (Ana: awaiting the archive's answer). "
            f"Renew it, or remove it: verify queue unwaive {fingerprint[:8]}\n"
        )
        assert "refuted (waiver expired on 31 December 2999, Ana: awaiting the archive's answer)" in done.out
    assert verify("queue", "unwaive", fingerprint[:8]).code == 0
    assert codes(verify, "--today", LATER) == [1, 1]
    assert verify("run", "--today", LATER).err == ""


def test_a_waiver_of_what_was_corrected_is_told_until_it_expires_and_then_fails(
    verify: Verify, wrong: Path
) -> None:
    waive(verify)
    (wrong / "articles" / "draft.md").write_text(newsroom.dated(newsroom.GOOD), encoding="utf-8")
    for command in ("run", "check"):
        done = verify(command)
        assert done.code == 0
        assert (
            "1: the waiver of “July 4, 2015” in articles/draft.md matches nothing any more. Remove it: "
            in done.err
        )
    assert codes(verify, "--today", LATER) == [1, 1]
    only = verify("run", "articles/draft.md")
    assert (only.code, only.err) == (0, ""), "another article may be what it is of"
    assert verify("run", "articles/draft.md", "--today", LATER).code == 1


def test_a_waiver_goes_with_the_sentence_into_another_article(verify: Verify, wrong: Path) -> None:
    waive(verify)
    (wrong / "articles" / "draft.md").rename(wrong / "articles" / "final.md")
    assert verify("run").code == 0
    moved = newsroom.dated("It rained all day.\n\nThe sun never rose. " + newsroom.WRONG_DATE)
    (wrong / "articles" / "final.md").write_text(moved, encoding="utf-8")
    assert verify("run").code == 0
    other = newsroom.dated("The Lake Accord was concluded on July 5, 2015.")
    (wrong / "articles" / "final.md").write_text(other, encoding="utf-8")
    assert verify("run").code == 1


def test_a_decision_travels_in_the_file(verify: Verify, wrong: Path) -> None:
    claim = refuted(verify)["claim"]
    verify("queue", "decide", claim, "supported", "--side", "reference", "--note", "the record is wrong")
    assert codes(verify) == [0, 0], "the store knows"
    assert verify("queue", "export").code == 0
    (wrong / "verify.db").unlink()
    assert verify("run").code == 0, "a new store knows by the file"
    assert refuted(verify)["excused"] == "decided supported, Ana: the record is wrong"
    assert "✗ refuted (decided)" in verify("run", "--format", "table").out
    assert verify("check").code == 0


def test_a_person_refutes_what_no_check_does(verify: Verify, folder: Path) -> None:
    good = newsroom.dated("The Lake Accord was concluded on July 14, 2015.")
    (folder / "articles" / "draft.md").write_text(good, encoding="utf-8")
    [claim] = [found for found in verify("run").objects if found["status"] == "supported"]
    verify("queue", "decide", claim["claim"], "refuted", "--note", "another accord is meant")
    verify("queue", "export")
    verify("queue", "undo", claim["claim"])
    run = verify("run")
    assert run.code == 1
    [claim] = [found for found in run.objects if found["status"] == "refuted"]
    assert (claim["decided_by"], claim["severity"], claim["excused"]) == ("Ana", "error", None)
    assert "decided by Ana" in verify("run", "--format", "table").out
    checked = verify("check")
    assert checked.code == 1
    told = (
        "refuted  articles/draft.md:5:34  “July 14, 2015”  record: 14 July 2015 (Ministry)  decided by Ana\n"
    )
    assert checked.err == f"verify: {told}"
    assert verify("check", "--format", "table").out.endswith(f"refuted by people alone\n    {told}")
    verify("queue", "export")
    assert codes(verify) == [0, 0]


@pytest.mark.parametrize("command", ["run", "check"])
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--today", "31.12.2026"),
            "verify: --today: '31.12.2026' is not a day written YYYY-MM-DD. Write a day: --today 2026-12-31\n",
        ),
        (
            ("--today", "2026-02-30"),
            "verify: --today: '2026-02-30': February has 28 days, not 30. Write a day: --today 2026-12-31\n",
        ),
        (("--fail-on", "fatal"), "'fatal' is not one of 'error', 'warning', 'note'"),
    ],
)  # fmt: skip
def test_what_the_command_line_cannot_say(
    verify: Verify, wrong: Path, command: str, options: tuple[str, str], said: str
) -> None:
    done = verify(command, *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.usefixtures("no_store")
@pytest.mark.parametrize("command", ["run", "check"])
def test_a_file_that_says_something_else_stops_everything(verify: Verify, wrong: Path, command: str) -> None:
    (wrong / FILE).write_text('{"type":"waiver"}\n', encoding="utf-8")
    done = verify(command)
    assert (done.code, done.out) == (4, "")
    assert done.err == (
        'verify: verify-decisions.ndjson:1: the waiver has no "claim". Write it so: "claim":"5e0f…".\n'
    )
    assert not (wrong / "verify.db").exists()


@pytest.mark.parametrize("command", ["run", "check"])
@pytest.mark.parametrize("day", [LAST_DAY, LATER])
def test_what_the_file_says_cannot_act_on_a_terminal(
    verify: Verify, wrong: Path, command: str, day: str
) -> None:
    evil = "\x1b[31m\u202e]]>\x07</script>"
    assert waive(verify, "--owner", evil).code == 0
    assert "\x1b" not in (wrong / FILE).read_text()
    for format_ in ("table", "ndjson", "json"):
        done = verify(command, "--today", day, "--format", format_)
        for printed in (done.out, done.err):
            assert not {"\x1b", "\u202e", "\x07"} & set(printed)
    assert "\\u{1b}[31m\\u{202e}" in verify(command, "--today", day, "--format", "table").out
