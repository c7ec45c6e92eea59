"""The gate in pytest: what does not count passes and is told, and pytest ends as `verify run` and `check` do."""

from __future__ import annotations

import datetime
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import newsroom
import pytest
from processes import pytest_in, verify_in
from test_pytest_plugin import MIXED

from verify.gate.committing import waive as write_waiver
from verify.store.engine import connect

FILE = "verify-decisions.ndjson"
LAST_DAY = "2999-12-31"
LATER = "3000-01-01"
WHERE = "articles/wrong.md:5:34: “July 4, 2015”: "


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A workspace with an article in which one claim is refuted."""
    return newsroom.make(tmp_path / "ws", wrong=newsroom.dated(newsroom.WRONG_DATE))


def tag(folder: Path, feature: str, tags: str) -> None:
    path = folder / "features" / "checks" / f"{feature}.feature"
    path.write_text(path.read_text().replace(f"@{feature}", f"@{feature} {tags}", 1))


def refuted(folder: Path) -> list[str]:
    """The ids of the refuted claims of the articles."""
    found = [json.loads(line) for line in verify_in(folder, "run").stdout.splitlines()]
    return [claim["claim"] for claim in found if claim["status"] == "refuted"]


def waive(folder: Path, claim: str, reason: str = "awaiting the archive's answer") -> None:
    """Waive a claim of the workspace's store until the last day, in this process."""
    store = connect(str(folder / "verify.db"))
    said = {"reason": reason, "owner": "Ana", "until": datetime.date.fromisoformat(LAST_DAY)}
    with store.reading() as connection:
        write_waiver(connection, claim, path=folder / FILE, shown=FILE, **said)  # type: ignore[arg-type]
    store.close()


def test_a_warning_passes_and_is_told(wrong: Path) -> None:
    tag(wrong, "agreements", "@severity:warning")
    done = pytest_in(wrong, "-q")
    assert done.returncode == 0, done.stdout
    assert f"{newsroom.CHECKS} passed" in done.stdout
    assert "verify: refuted, and excused" in done.stdout
    [told] = [line for line in done.stdout.splitlines() if line.startswith(WHERE)]
    assert told.endswith(
        "features/checks/agreements.feature:9, The date on which an agreement was concluded (warning)"
    )


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("note", 1)])
def test_the_least_severity_that_fails(wrong: Path, fail_on: str, code: int) -> None:
    tag(wrong, "agreements", "@severity:warning")
    assert pytest_in(wrong, "-q", f"--verify-fail-on={fail_on}").returncode == code
    with (wrong / "verify.toml").open("a") as settings:
        settings.write(f'fail_on = "{fail_on}"\n')
    assert pytest_in(wrong, "-q").returncode == code


def test_a_waived_claim_passes_until_its_day_is_over(wrong: Path) -> None:
    [claim] = refuted(wrong)
    waive(wrong, claim)
    done = pytest_in(wrong, "-q", "--verify-today", LAST_DAY, "--junitxml=junit.xml")
    assert done.returncode == 0, done.stdout
    assert f"{newsroom.CHECKS + 1} passed" in done.stdout, "the checks and the file"
    told = "(waived until 31 December 2999, Ana: awaiting the archive's answer)"
    assert [line for line in done.stdout.splitlines() if line.startswith(WHERE) and line.endswith(told)]
    suite = ElementTree.parse(wrong / "junit.xml").getroot()[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == (
        *(str(newsroom.CHECKS + 1), "0", "0"),
    )


def test_an_expired_waiver_fails_as_an_item_of_its_own(wrong: Path) -> None:
    [claim] = refuted(wrong)
    waive(wrong, claim)
    done = pytest_in(wrong, "-q", "--verify-today", LATER, "--junitxml=junit.xml")
    assert done.returncode == 1
    assert f"FAILED {FILE}::decisions" in done.stdout
    assert (
        f"{FILE}:1: the waiver of “July 4, 2015” in articles/wrong.md expired on 31 December 2999 "
        "(Ana: awaiting the archive's answer). Renew it, or remove it: verify queue unwaive"
    ) in done.stdout
    assert "(waiver expired on 31 December 2999, Ana: awaiting the archive's answer)" in done.stdout
    assert "refuted, and excused" not in done.stdout
    suite = ElementTree.parse(wrong / "junit.xml").getroot()[0]
    assert (suite.get("failures"), suite.get("errors")) == ("3", "0")


def test_an_expired_waiver_fails_alone_whichever_checks_were_chosen(wrong: Path) -> None:
    [claim] = refuted(wrong)
    waive(wrong, claim)
    (wrong / "articles" / "wrong.md").write_text(newsroom.dated(newsroom.GOOD))
    for chosen in ((), ("-k", "weekday"), ("features/checks/offices.feature",)):
        done = pytest_in(wrong, "-q", "--verify-today", LATER, *chosen)
        assert done.returncode == 1, done.stdout
        assert "1 failed" in done.stdout
        assert "matches nothing any more" not in done.stdout


def test_a_waiver_of_nothing_is_told_where_all_checks_ran(wrong: Path) -> None:
    [claim] = refuted(wrong)
    waive(wrong, claim)
    (wrong / "articles" / "wrong.md").write_text(newsroom.dated(newsroom.GOOD))
    said = (
        f"{FILE}:1: the waiver of “July 4, 2015” in articles/wrong.md matches nothing any more. Remove it: "
    )
    done = pytest_in(wrong, "-q")
    assert done.returncode == 0
    assert said in done.stdout
    assert said not in pytest_in(wrong, "-q", "-k", "weekday").stdout


def test_some_claims_of_a_check_count_and_others_do_not(tmp_path: Path) -> None:
    text = newsroom.WRONG_DATE + " The Lake Accord was concluded on July 5, 2015."
    folder = newsroom.make(tmp_path / "ws", wrong=newsroom.dated(text))
    first, _ = refuted(folder)
    waive(folder, first)
    done = pytest_in(folder, "-q")
    assert done.returncode == 1
    assert (
        "1 refuted by agreements/the-date-on-which-an-agreement-was-concluded/1 (1 more excused)"
        in done.stdout
    )
    assert "SUBFAILED[articles/wrong.md:5:81]" in done.stdout
    assert "SUBFAILED[articles/wrong.md:5:34]" not in done.stdout


def test_a_person_refutes_what_no_check_does(tmp_path: Path) -> None:
    folder = newsroom.make(tmp_path / "ws", good=newsroom.dated(newsroom.GOOD))
    found = [json.loads(line) for line in verify_in(folder, "run").stdout.splitlines()]
    claim = next(claim["claim"] for claim in found if claim["quote"] == "July 14, 2015" and claim["status"])
    for command in (("decide", claim, "refuted"), ("export",), ("undo", claim)):
        assert verify_in(folder, "queue", *command).returncode == 0
    done = pytest_in(folder, "-q")
    assert done.returncode == 1
    assert "articles/good.md:5:34: “July 14, 2015”: refuted by Ana" in done.stdout
    assert f"1 failed, {newsroom.CHECKS} passed" in done.stdout
    waive(folder, claim)
    assert pytest_in(folder, "-q").returncode == 0


REST = ("agreements", "calendar", "offices")
# Refuted are, in order: an office, a weekday, a resolution (by two checks), an agreement.
CASES = [
    ((), (), ("error", LAST_DAY), 1),
    (REST, (), ("error", LAST_DAY), 1),
    (REST, (2,), ("error", LAST_DAY), 0),
    (REST, (2,), ("warning", LAST_DAY), 1),
    ((*REST, "resolutions", "zzz"), (), ("error", LAST_DAY), 0),
    # Of two checks that refute one claim, the one that makes its status only warns.
    ((*REST, "resolutions"), (), ("error", LAST_DAY), 1),
    ((), (0, 1, 2), ("error", LAST_DAY), 1),
    ((), (0, 1, 2, 3), ("note", LAST_DAY), 0),
    ((*REST, "resolutions", "zzz"), (3,), ("error", LATER), 1),
]


def another(checks: str) -> str:
    """Checks that refute the same, and do not do the same."""
    return checks.replace("@resolutions", "@zzz", 1).replace(
        'any other claim is "not enough evidence"', "any other claim has no verdict"
    )


@pytest.mark.parametrize(("warnings", "waived", "options", "code"), CASES)
def test_pytest_and_both_commands_agree(
    tmp_path: Path, warnings: tuple[str, ...], waived: tuple[int, ...], options: tuple[str, str], code: int
) -> None:
    folder = newsroom.make(tmp_path / "ws", mixed=newsroom.dated(MIXED), undated=newsroom.WRONG_DATE)
    again = (folder / "features" / "checks" / "resolutions.feature").read_text()
    (folder / "features" / "checks" / "zzz.feature").write_text(another(again))
    for feature in warnings:
        tag(folder, feature, "@severity:warning")
    claims = refuted(folder)
    for place in waived:
        waive(folder, claims[place])
    fail_on, day = options
    ends = [
        pytest_in(folder, "-q", f"--verify-fail-on={fail_on}", f"--verify-today={day}").returncode,
        *(
            verify_in(folder, name, "--fail-on", fail_on, "--today", day).returncode
            for name in ("run", "check")
        ),
    ]
    assert ends == [code] * 3


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (
            "--verify-today=31.12.2026",
            "argument --verify-today: '31.12.2026' is not a day written YYYY-MM-DD",
        ),
        ("--verify-today=2026-02-30", "argument --verify-today: '2026-02-30': February has 28 days, not 30"),
        ("--verify-fail-on=fatal", "argument --verify-fail-on: invalid choice: 'fatal'"),
    ],
)
def test_what_an_option_cannot_say_is_pytests_usage_error(wrong: Path, option: str, said: str) -> None:
    done = pytest_in(wrong, "-q", option)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR == 4
    assert said in done.stderr


def test_without_a_workspace_the_options_do_nothing(tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text("def test_a():\n    pass\n")
    done = pytest_in(tmp_path, "-q", "--verify-today=2026-12-31", "--verify-fail-on=note")
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_tests_beside_the_checks_run_without_the_file_being_looked_at(wrong: Path) -> None:
    (wrong / FILE).write_text("nothing that can be read\n")
    (wrong / "tests").mkdir()
    (wrong / "tests" / "test_a.py").write_text("def test_a():\n    pass\n")
    assert pytest_in(wrong, "-q", "tests").returncode == 0


def test_a_file_that_says_something_else_is_4_and_nothing_is_judged(wrong: Path) -> None:
    (wrong / FILE).write_text('{"type":"waiver"}\n')
    done = pytest_in(wrong, "-q")
    assert done.returncode == 4
    said = done.stdout + done.stderr
    assert f'{FILE}:1: the waiver has no "claim". Write it so: "claim":"5e0f…".' in said
    assert "refuted" not in said


@pytest.mark.parametrize("day", [LAST_DAY, LATER])
def test_a_reason_cannot_forge_a_command_of_the_ci(wrong: Path, day: str) -> None:
    [claim] = refuted(wrong)
    waive(wrong, claim, "x\n::error file=x::forged\n##[error]forged\x1b[31m\u202e")
    done = pytest_in(wrong, "-v", "-rA", "--verify-today", day, "--junitxml=junit.xml")
    assert "forged" in done.stdout
    for line in (done.stdout + done.stderr).splitlines():
        assert not line.lstrip().startswith(("::", "##[")), line
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    ElementTree.parse(wrong / "junit.xml")


def test_of_many_excused_claims_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    text = " ".join(f"The Lake Accord was concluded on July {day}, 2014." for day in range(1, 26))
    folder = newsroom.make(tmp_path / "ws", wrong=newsroom.dated(text))
    tag(folder, "agreements", "@severity:note")
    done = pytest_in(folder, "-q")
    assert done.returncode == 0
    assert sum(line.endswith("(note)") for line in done.stdout.splitlines()) == 20
    assert "and 5 more of agreements/the-date-on-which-an-agreement-was-concluded/1" in done.stdout
