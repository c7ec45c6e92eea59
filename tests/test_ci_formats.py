"""In CI: exit code, JUnit, annotations, SARIF and messages agree with each other and with the store."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import newsroom
import pytest
from processes import Done, pytest_in, run
from schemas import MESSAGE, SARIF
from sqlalchemy import text

from verify.display import display_safe
from verify.store.engine import connect

HOSTILE_NAME = "::error file=y::]]><b>=cmd() [x](y) {0}\u202e.md"
HOSTILE_TEXT = (
    "::error file=x::forged\n\n##[error]forged ]]> </script><script>alert(1)</script>\n\n"
    "=cmd()\x07\x0b\x1b]0;owned\x07\u2028 \x1b[31mThe Lake Accord was concluded on July 4, 2015.\u202e\n\n"
    "::stop-commands::x The ::warning:: mayor said that the Lake Accord was signed on 4\u00a0July 2015.\n"
)
HOSTILE_SOURCE = '"]]></failure>::error::</script> State gazette"'
WRONG = (
    "US Secretary of State Rex Tillerson came on Friday, March 9, 2016. "
    "UN Security Council Resolution 2321 and UN Security Council Resolution 2999 were quoted. "
    "The Lake Accord was concluded on July 4, 2015."
)
TITLE = "US Secretary of State Rex Tillerson, again"
REPORTS = {
    "sarif": "ci/verify.sarif",
    "junit": "ci/junit.xml",
    "github": "ci/commands",
    "messages": "ci/cucumber",
}


@dataclass(frozen=True)
class Told:
    """What the reports of one run say: findings, checks that failed, and what is broken."""

    code: int
    findings: int
    failed: int
    broken: int
    prints: frozenset[str]
    success: bool
    folder: Path | None = field(default=None, compare=False)


def hostile(folder: Path) -> Path:
    """A workspace with every kind of finding, in which nothing that has a name or a text is harmless."""
    made = newsroom.make(folder / "ws", wrong=newsroom.dated(WRONG), good=newsroom.dated(newsroom.GOOD))
    newsroom.write_reference(made, sources=newsroom.changed("sources", "State gazette", HOSTILE_SOURCE))
    (made / "articles" / HOSTILE_NAME).write_text(newsroom.dated(HOSTILE_TEXT), encoding="utf-8")
    (made / "articles" / "titled.md").write_text(
        f"---\npublished: 2016-04-09\ntitle: {TITLE}\nurl: https://example.org/?a=]]>&b=::error::\n---\n\nNothing.\n"
    )
    (made / "features" / "checks" / "zz.feature").write_text(
        "@owner:ana\nFeature: ]]> ::error::\n\n  Scenario: ::error:: ]]> </script> of <b>\n"
        '    Given claims about when an agreement was "concluded"\n'
        '    When each is compared with the reference\n    Then any other claim is "refuted"\n'
    )
    return made


def harmless(folder: Path) -> Path:
    return newsroom.make(folder / "ws", good=newsroom.dated(newsroom.GOOD))


def broken(folder: Path) -> Path:
    made = hostile(folder)
    checks = made / "features" / "checks"
    for name in ("calendar", "offices"):
        path = checks / f"{name}.feature"
        path.write_text(path.read_text().replace("each is compared with", "each ]]> ::error:: with", 1))
    return made


def asked(option: str) -> list[str]:
    return [word for format_, file in REPORTS.items() for word in (option, f"{format_}={file}")]


def by_verify_check(folder: Path) -> Done:
    ingested = run(folder, "verify", "ingest")
    assert ingested.returncode == 0, ingested.stderr
    return run(folder, "verify", "check", *asked("--report"))


WAYS: dict[str, Callable[[Path], Done]] = {
    "check": by_verify_check,
    "run": lambda folder: run(folder, "verify", "run", "--format=table", *asked("--report")),
    "pytest": lambda folder: pytest_in(folder, *asked("--verify-report")),
}


def told(folder: Path, code: int) -> Told:
    """What the four reports of a folder say, which has to be the same."""
    sarif = json.loads((folder / REPORTS["sarif"]).read_text())
    SARIF.validate(sarif)
    (run,) = sarif["runs"]
    (invocation,) = run["invocations"]
    notes = len(invocation["toolExecutionNotifications"])
    junit = ElementTree.parse(folder / REPORTS["junit"]).getroot()
    assert (int(junit.get("failures", "")), int(junit.get("errors", ""))) == (len(run["results"]), notes)
    lines = (folder / REPORTS["github"]).read_text().splitlines()
    commands = Counter(line.split(" ")[0] for line in lines[:-1])
    assert set(commands) <= {"::error"}
    assert commands["::error"] == min(10, len(run["results"]) + notes)
    messages = [json.loads(line) for line in (folder / REPORTS["messages"]).read_text().splitlines()]
    for message in messages:
        MESSAGE.validate(message)
    bodies: dict[str, list[Any]] = {}
    for message in messages:
        ((kind, body),) = message.items()
        bodies.setdefault(kind, []).append(body)
    failed = [
        body["testStepResult"]["exception"]["type"]
        for body in bodies.get("testStepFinished", [])
        if "exception" in body["testStepResult"]
    ]
    assert len(bodies.get("attachment", [])) == len(run["results"])
    assert failed.count("Broken") + len(bodies.get("testRunHookFinished", [])) == notes
    (finished,) = bodies["testRunFinished"]
    assert finished["message"] == lines[-1].removeprefix("verify: ")
    assert invocation["executionSuccessful"] is (notes == 0)
    return Told(
        code,
        len(run["results"]),
        failed.count("Refuted"),
        notes,
        frozenset(result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]),
        finished["success"],
        folder,
    )


def refuted_verdicts(database: Path) -> int:
    store = connect(str(database))
    with store.reading() as connection:
        query = "SELECT count(*) FROM v_verdict_history WHERE verdict = 'refuted'"
        found = connection.execute(text(query)).scalar_one()
    store.close()
    return int(found)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Told]:
    """What each way of running each workspace told."""
    found: dict[tuple[str, str], Told] = {}
    for make in (harmless, hostile, broken):
        for way, do in WAYS.items():
            folder = make(tmp_path_factory.mktemp(f"{make.__name__}-{way}"))
            done = do(folder)
            found[make.__name__, way] = told(folder, done.returncode)
            if make is hostile and way != "pytest":
                assert refuted_verdicts(folder / "verify.db") == found["hostile", way].findings
            for line in (done.stdout + done.stderr).splitlines():
                assert not line.lstrip().startswith(("::", "##[")), line
    return found


def test_a_clean_run_is_clean_in_every_format(seen: dict[tuple[str, str], Told]) -> None:
    for way in WAYS:
        assert seen["harmless", way] == Told(0, 0, 0, 0, frozenset(), True), way


def test_findings_are_the_same_in_every_format_and_way(seen: dict[tuple[str, str], Told]) -> None:
    check = seen["hostile", "check"]
    assert (check.code, check.broken, check.success) == (1, 0, False)
    assert (check.findings, check.failed) == (9, 5)
    assert len(check.prints) == 7, "a claim that two checks refute has one place"
    for way in WAYS:
        assert seen["hostile", way] == check, way


def test_what_is_broken_is_the_same_in_every_format_and_no_finding(seen: dict[tuple[str, str], Told]) -> None:
    for way in WAYS:
        assert seen["broken", way] == Told(3, 0, 0, 2, frozenset(), False), way


@pytest.mark.parametrize("way", WAYS)
def test_nothing_hostile_is_active_in_any_report(seen: dict[tuple[str, str], Told], way: str) -> None:
    folder = seen["hostile", way].folder
    assert folder is not None
    for file in REPORTS.values():
        for line in (folder / file).read_text(encoding="utf-8").split("\n"):
            assert display_safe(line) == line, file
    for file in ("sarif", "messages"):
        assert "</" not in (folder / REPORTS[file]).read_text(encoding="utf-8"), file
    sarif = json.loads((folder / REPORTS["sarif"]).read_text())
    links = [result["message"]["text"].replace("\\[", "") for result in sarif["runs"][0]["results"]]
    assert not any("[" in link for link in links)


def test_a_check_that_breaks_as_it_runs_is_an_error_beside_the_findings_of_others(tmp_path: Path) -> None:
    folder = hostile(tmp_path)
    (folder / "conftest.py").write_text(
        "import verify.pytest_session as session\n"
        "from verify.errors import VerifyError\n"
        "judge = session.judge_alone\n"
        "def breaking(connection, task, *rest):\n"
        "    if task.check.name.startswith('offices'):\n"
        "        raise VerifyError('the disk ]]> is full.', place='verify.db')\n"
        "    return judge(connection, task, *rest)\n"
        "session.judge_alone = breaking\n"
    )
    done = pytest_in(folder, *asked("--verify-report"), "--junitxml=own.xml", "-k", "office or weekday")
    found = told(folder, done.returncode)
    assert (found.code, found.findings, found.failed, found.broken) == (3, 1, 1, 1)
    own = ElementTree.parse(folder / "own.xml").getroot()[0]
    assert (own.get("failures"), own.get("errors")) == ("2", "1")
    error = ElementTree.parse(folder / REPORTS["junit"]).find(".//error")
    assert error is not None
    assert error.get("message") == "verify.db: the disk ]]> is full."
    case = ElementTree.parse(folder / REPORTS["junit"]).find(".//testcase[error]")
    assert case is not None
    assert case.get("name") == "The holder of an office"


def test_with_x_the_reports_hold_what_ran(tmp_path: Path) -> None:
    folder = hostile(tmp_path)
    done = pytest_in(folder, *asked("--verify-report"), "-x")
    found = told(folder, done.returncode)
    assert (found.code, found.failed, found.broken) == (1, 1, 0)
    assert found.findings == 2


def test_a_check_that_is_skipped_is_broken_in_the_reports(tmp_path: Path) -> None:
    folder = harmless(tmp_path)
    (folder / "conftest.py").write_text(
        "import pytest\n@pytest.fixture(autouse=True)\ndef _(request):\n"
        "    if 'signed' in request.node.name:\n        pytest.skip('later')\n"
    )
    done = pytest_in(folder, *asked("--verify-report"))
    found = told(folder, done.returncode)
    assert (found.code, found.findings, found.broken) == (3, 0, 1)
    error = ElementTree.parse(folder / REPORTS["junit"]).find(".//testcase[error]")
    assert error is not None
    assert error.get("name") == "The date on which an agreement was signed (2)"


@pytest.mark.parametrize(
    ("file", "content", "code", "said"),
    [
        ("articles/bad.txt", b"caf\xe9", 4, "articles/bad.txt:1:1: Byte 0xE9 at offset 3 is not UTF-8."),
        ("test_own.py", b"import nowhere_to_be_found", 2, "test_own.py cannot be collected: ModuleNotFound"),
        ("reference/own/facts.csv", b"nonsense", 4, "reference/own/facts.csv:1:1: "),
    ],
)
def test_what_keeps_checks_from_being_collected_is_in_the_reports(
    tmp_path: Path, file: str, content: bytes, code: int, said: str
) -> None:
    folder = harmless(tmp_path)
    (folder / file).write_bytes(content)
    done = pytest_in(folder, *asked("--verify-report"))
    found = told(folder, done.returncode)
    assert (found.code, found.findings) == (code, 0), done.stdout
    assert found.broken >= 1
    errors = ElementTree.parse(folder / REPORTS["junit"]).findall(".//error")
    assert any(said in (error.text or "") for error in errors), [error.text for error in errors]


def test_a_session_without_checks_writes_files_all_the_same(tmp_path: Path) -> None:
    folder = harmless(tmp_path)
    (folder / "test_own.py").write_text("def test_own():\n    pass\n")
    done = pytest_in(folder, *asked("--verify-report"), "test_own.py", GITHUB_ACTIONS="true")
    assert told(folder, done.returncode) == Told(0, 0, 0, 0, frozenset(), True)
    assert done.stderr == ""


def test_reports_of_pytest_need_a_workspace_a_format_and_one_process(tmp_path: Path) -> None:
    (tmp_path / "test_own.py").write_text("def test_own():\n    pass\n")
    nowhere = pytest_in(tmp_path, "--verify-report", "sarif=a")
    assert nowhere.returncode == 4
    assert "--verify-report reports on a workspace, and there is no verify.toml here." in nowhere.stderr
    (tmp_path / "verify.toml").write_text("")
    wrong = pytest_in(tmp_path, "--verify-report", "xml=a")
    assert wrong.returncode == 4
    assert "--verify-report 'xml=a' is not FORMAT=FILE. FORMAT is one of sarif," in wrong.stderr


def test_a_report_that_pytest_cannot_write_is_4(tmp_path: Path) -> None:
    folder = hostile(tmp_path)
    (folder / "taken").write_text("")
    more = ("--verify-report", "sarif=taken/a", "--verify-report", "junit=ci/junit.xml", "-k", "weekday")
    done = pytest_in(folder, *more)
    assert done.returncode == 4
    assert "verify: taken/a: the sarif report cannot be written (" in done.stderr
    assert (folder / "ci" / "junit.xml").exists()


def test_in_github_actions_annotations_come_by_themselves_and_leave_the_output_alone(tmp_path: Path) -> None:
    folder = hostile(tmp_path)
    plain = run(folder, "verify", "run", "--format", "ndjson")
    for done in (
        run(folder, "verify", "run", "--format", "ndjson", GITHUB_ACTIONS="true"),
        run(folder, "verify", "check", "--format", "ndjson", GITHUB_ACTIONS="true"),
        pytest_in(folder, GITHUB_ACTIONS="true"),
    ):
        assert done.returncode == 1
        assert done.stderr.count("::error file=articles/") == 9
        assert re.fullmatch(r"verify: \d+ checks: 9 findings", done.stderr.splitlines()[-1])
        assert not any(line.startswith("::") for line in done.stdout.splitlines())
        if done.args[2] == "verify" and done.args[3] == "run":
            assert done.stdout == plain.stdout


def test_a_lint_in_github_actions_annotates_the_features(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    done = run(folder, "verify", "check", "--lint", GITHUB_ACTIONS="true")
    assert done.returncode == 3
    assert (
        "::error file=features/checks/calendar.feature,line=8,col=7,title=Broken::no step reads"
        in done.stderr
    )
    clean = run(harmless(tmp_path / "other"), "verify", "check", "--lint", "--report", "junit=junit.xml")
    assert clean.returncode == 0
    assert (tmp_path / "other" / "ws" / "junit.xml").exists()
