"""Packages of a user's own, found by their entry point: what they may do wrong, and what is told of it."""

from __future__ import annotations

import shutil
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import newsroom
import pytest
from sqlalchemy import text

from verify.checks import extensions
from verify.checks.methods import METHODS
from verify.checks.registry import STEPS
from verify.store.engine import connect

Verify = Callable[..., Any]

STEP = """
from verify.checks.api import *
from verify.checks.api import CompareWith, Comparing, StepType, step

@step(StepType.WHEN, {pattern!r}, example={example!r}, about="One of ours.")
def build({parameters}):
    {body}
"""

COMPARISON = """
from sqlalchemy import case, cast, func, Integer, literal, null
from verify.checks.api import CompareWith, Comparing, DateComparison, Outcome, StepType, comparison, ranks, step

@comparison("nearly", version={version!r})
class Nearly(DateComparison):
    def rank(self, claim, fact):
        return {rank}

    def conclude(self, judged):
        return {conclude}
"""

USUAL = {
    "version": "1",
    "rank": "DateComparison.rank(self, claim, fact)",
    "conclude": "super().conclude(judged)",
}

FEATURE = """Feature: Nearly

  Scenario: The day on which an agreement was concluded
    Given claims about when an agreement was "concluded"
    When each is compared with the reference, by "nearly"
    Then a claim that agrees is "supported"
    And a claim that differs is "refuted"
    And any other claim is "not enough evidence"
"""


@pytest.fixture(autouse=True)
def _nothing_stays() -> Iterator[None]:
    """What a test installs is registered for it alone."""
    import_module("verify.checks.steps")
    steps, methods, loaded, modules = STEPS[:], dict(METHODS), set(extensions._LOADED), set(sys.modules)
    yield
    STEPS[:] = steps
    for kept, before in ((METHODS, methods), (extensions._LOADED, loaded)):
        kept.clear()
        kept.update(before)  # type: ignore[arg-type]
    for name in set(sys.modules) - modules:
        if name.startswith("verify_own"):
            del sys.modules[name]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A function that installs a package with one module, and gives the module's file."""
    site = tmp_path / "site"
    monkeypatch.syspath_prepend(site)

    def install(code: str, name: str = "verify_own", point: str | None = None) -> Path:
        package = name.replace("_", "-")
        described = site / f"{name}-1.0.dist-info"
        described.mkdir(parents=True, exist_ok=True)
        (described / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        (described / "entry_points.txt").write_text(f"[verify.checks]\n{name} = {point or name}\n")
        module = site / f"{name}.py"
        module.write_text(code)
        return module

    return install


def step_of(pattern: str, example: str = "", parameters: str = "builder", body: str = "pass") -> str:
    return STEP.replace("from verify.checks.api import *\n", "").format(
        pattern=pattern, example=example or pattern, parameters=parameters, body=body
    )


def comparison_of(**changes: str) -> str:
    return COMPARISON.format(**USUAL | changes)


@pytest.fixture
def nearly(folder: Path) -> Path:
    """A workspace with one check that compares by "nearly", beside those that ship, and two articles."""
    feature = folder / "features" / "checks" / "nearly.feature"
    feature.write_text(FEATURE)
    (folder / "articles" / "good.md").write_text(newsroom.dated(newsroom.GOOD))
    (folder / "articles" / "wrong.md").write_text(newsroom.dated(newsroom.WRONG_DATE))
    return feature


# --- what cannot be loaded -----------------------------------------------------------------------


@pytest.mark.parametrize("command", [("check", "--lint"), ("check",), ("check", "steps"), ("run", "-")])
def test_a_module_that_cannot_be_imported_is_named_with_its_line(
    verify: Verify, install: Callable[..., Path], command: tuple[str, ...]
) -> None:
    module = install("import datetime\nimport nowhere_to_be_found\n")
    done = verify(*command)
    assert done.code == 3
    assert done.out == ""
    assert done.err == (
        f"verify: {module}:2: the package 'verify-own' cannot be loaded: ModuleNotFoundError: No module named "
        "'nowhere_to_be_found'. Mend it, or remove it: pip uninstall verify-own\n"
    )


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("raise SystemExit(0)\n", "SystemExit: 0."),
        ("def (\n", "SyntaxError: invalid syntax"),
        (step_of("claims that cite a resolution").replace("WHEN", "GIVEN"), "is registered twice."),
        (step_of("each is {how} carefully", "each is compared"), "is not matched by 'each is {how} carefully'."),
        (
            step_of("each is {what} with the reference", "each is compared with the reference", "builder, what"),
            "the step 'each is {what} with the reference' and the step 'each is compared with the reference' of "
            "verify.checks.steps both read 'each is compared with the reference'.",
        ),
        (
            step_of("each is near, give or take {much}", "each is near, give or take 1 day", "builder, much")
            + step_of("each is near, give {much}", "each is near, give a day", "builder, much"),
            "both read 'each is near, give or take 1 day'.",
        ),
        (
            step_of("each is compared {how}ly", "each is compared loosely"),
            "cannot be called with the builder, how: got an unexpected keyword argument 'how'.",
        ),
        (
            step_of("each is compared at length").replace("def build", "async def build"),
            "is an async function, which nobody would wait for.",
        ),
        (comparison_of() + comparison_of(), "the comparison 'nearly' is registered already, by the module verify_own."),
        (
            "from verify.checks.api import comparison\ncomparison('nearly', version='1')(int)\n",
            "the comparison 'nearly' is <class 'int'>, which is no subclass of Comparison.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_registered_is_told_with_its_package(
    verify: Verify, install: Callable[..., Path], code: str, told: str
) -> None:
    module = install(code)
    before = STEPS[:], dict(METHODS)
    done = verify("check", "--lint")
    assert done.code == 3
    assert "the package 'verify-own' cannot be loaded: " in done.err
    assert told in done.err
    assert done.err.endswith("Mend it, or remove it: pip uninstall verify-own\n")
    assert str(module) in done.err or "verify_own: " in done.err
    assert before == (STEPS, METHODS)
    assert verify("check", "--lint").err == done.err, "asked again, it says the same"


def test_an_entry_point_that_leads_nowhere_is_told(verify: Verify, install: Callable[..., Path]) -> None:
    install("", point="verify_own:Steps")
    done = verify("check", "--lint")
    assert (done.code, "has no attribute 'Steps'" in done.err) == (3, True)


def test_what_a_package_prints_is_no_result(verify: Verify, install: Callable[..., Path]) -> None:
    install("print('hello')\n")
    done = verify("check", "steps", "--format", "ndjson")
    assert all(row["part"] for row in done.objects)
    assert done.err == "hello\n"


def test_a_command_that_reads_no_checks_loads_no_package(
    verify: Verify, install: Callable[..., Path]
) -> None:
    install("raise RuntimeError\n")
    assert verify("extract", "-", stdin=b"On 3 May 2015.").code == 0
    assert verify("report", "articles").code == 0


# --- steps ---------------------------------------------------------------------------------------


def test_a_step_counts_like_ours(verify: Verify, install: Callable[..., Path], nearly: Path) -> None:
    body = "builder.compare(Comparing(CompareWith.REFERENCE))"
    install(step_of("each is compared closely", body=body))
    nearly.write_text(FEATURE.replace('compared with the reference, by "nearly"', "compared closely"))
    assert verify("check", "--lint").out.endswith("nothing to mend\n")
    assert [row["example"] for row in verify("check", "steps", "closely").objects] == [
        "each is compared closely"
    ]
    misspelt = nearly.read_text().replace("closely", "closly")
    nearly.write_text(misspelt)
    assert "Nearest: 'each is compared closely'" in verify("check", "--lint").out


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "builder.narrow(nothing=1)",
            "fails (AttributeError: 'Selection' object has no attribute 'nothing').",
        ),
        ("1 / 0", "fails (ZeroDivisionError: division by zero)."),
    ],
)
def test_a_step_that_fails_is_a_broken_check(
    verify: Verify, install: Callable[..., Path], nearly: Path, body: str, told: str
) -> None:
    install(step_of("each is compared closely", body=body))
    nearly.write_text(FEATURE.replace('compared with the reference, by "nearly"', "compared closely"))
    done = verify("check", "--lint")
    assert done.code == 3
    assert (
        "features/checks/nearly.feature:5:5  the step 'each is compared closely' of verify-own (module verify_own) "
        + told
    ) in done.out


# --- comparisons ---------------------------------------------------------------------------------


def test_a_comparison_that_nobody_brings_is_told_with_file_and_line(verify: Verify, nearly: Path) -> None:
    done = verify("check", "--lint")
    assert done.code == 3
    assert (
        "features/checks/nearly.feature:5:51  no comparison is called 'nearly'.\n"
        '    5 | When each is compared with the reference, by "nearly"\n'
        "    Install the package that brings it, or name another; installed: none.\n"
    ) in done.out


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"rank": "1 / 0"}, "fails (ZeroDivisionError: division by zero)."),
        ({"rank": "fact['nothing']"}, "fails (KeyError: 'nothing')."),
        ({"rank": "fact['note']"}, "fails (KeyError: 'note')."),
        ({"rank": "7"}, "gives 'int', which is no SQL expression."),
        ({"rank": "None"}, "gives 'NoneType', which is no SQL expression."),
        ({"conclude": "judged['nothing']"}, "fails (KeyError: 'nothing')."),
        ({"conclude": "super().conclude(judged)\n\n    def possible(self):\n        return 'all'"},
         "possible() of the comparison 'nearly' of verify-own (module verify_own) gives no set of outcomes."),
        ({"conclude": "super().conclude(judged)\n\n    compares = frozenset({'number'})"},
         "the comparison 'nearly' compares number values, and 'concluded' has date values."),
    ],
)  # fmt: skip
def test_a_comparison_that_builds_no_sql_is_a_broken_check(
    verify: Verify, install: Callable[..., Path], nearly: Path, changes: dict[str, str], told: str
) -> None:
    install(comparison_of(**changes))
    done = verify("check", "--lint")
    assert done.code == 3
    assert "features/checks/nearly.feature:5:" in done.out
    assert told in done.out
    assert verify("check").code == 3


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("Comparing(CompareWith.CALENDAR, method='nearly')", "compares with the reference only."),
        ("Comparing(CompareWith.ITS_ARTICLE, method='nearly')", "compares with the reference only."),
        (
            "Comparing(CompareWith.REFERENCE, Tolerance(5, Unit.PER_CENT), method='nearly')",
            "a tolerance of 5 per cent means nothing to the comparison 'nearly'.",
        ),
    ],
)
def test_a_comparison_out_of_its_place_is_refused(
    verify: Verify, install: Callable[..., Path], nearly: Path, when: str, told: str
) -> None:
    install(
        comparison_of()
        + "from verify.checks.api import Tolerance, Unit\n"
        + step_of("each is compared closely", body=f"builder.compare({when})")
    )
    nearly.write_text(FEATURE.replace('compared with the reference, by "nearly"', "compared closely"))
    done = verify("check", "--lint")
    assert (done.code, told in done.out) == (3, True)


@pytest.fixture
def on_both(verify: Verify, database_url: str, migrated_sqlite: Path, nearly: Path) -> Verify:
    """A function that runs a command on each database in turn."""
    return lambda *arguments: verify(*arguments, "--database", database_url)


def rows_of(database_url: str, query: str) -> list[tuple[object, ...]]:
    store = connect(database_url)
    with store.reading() as connection:
        rows = [tuple(row) for row in connection.execute(text(query))]
    store.close()
    return rows


WRITTEN = "SELECT check_name, count(*) FROM v_verdict_history GROUP BY check_name ORDER BY check_name"
NEARLY = "nearly/the-day-on-which-an-agreement-was-concluded"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"rank": "func.no_such_function(claim['id'])"}, "fails in the database: "),
        (
            {"rank": "cast(null(), Integer)"},
            "a rank or an outcome that is none: NULL, or a number that is not on",
        ),
        ({"rank": "literal(9)"}, "a rank or an outcome that is none"),
        ({"rank": "literal(-1)"}, "a rank or an outcome that is none"),
        ({"conclude": "cast(null(), Integer)"}, "a rank or an outcome that is none"),
        ({"conclude": "literal(12)"}, "a rank or an outcome that is none"),
    ],
)
def test_what_the_database_refuses_breaks_its_check_alone(
    on_both: Verify, database_url: str, install: Callable[..., Path], changes: dict[str, str], told: str
) -> None:
    install(comparison_of(**changes))
    assert on_both("ingest").code == 0
    done = on_both("check", "--format", "table")
    assert done.code == 3
    assert f"verify: {newsroom.CHECKS} of {newsroom.CHECKS + 1} checks ran.\n" in done.err
    assert (
        "  BROKEN  features/checks/nearly.feature:3  'The day on which an agreement was concluded' did not "
        f"run: {NEARLY}: the comparison 'nearly' of verify-own (module verify_own) "
    ) in done.err
    assert told in done.err
    assert "Mend the package. Nothing of this check was written." in done.err
    written = dict(rows_of(database_url, WRITTEN))
    assert NEARLY not in written
    assert sum(written.values()) == 4
    assert rows_of(database_url, "SELECT declared - executed FROM run") == [(1,)]
    assert on_both("db", "check").code == 0


@pytest.mark.parametrize("rank", ["func.no_such_function(claim['id'])", "cast(null(), Integer)"])
def test_a_rehearsal_tells_it_too(on_both: Verify, install: Callable[..., Path], rank: str) -> None:
    install(comparison_of(rank=rank))
    assert on_both("ingest").code == 0
    done = on_both("check", "--dry-run")
    assert done.code == 3
    assert f"{NEARLY}: the comparison 'nearly' of verify-own (module verify_own) " in done.err


def test_a_mended_comparison_completes_the_run(
    on_both: Verify, database_url: str, install: Callable[..., Path]
) -> None:
    install(comparison_of(rank="literal(9)"))
    on_both("ingest")
    assert on_both("check").code == 3
    again(install, comparison_of())
    assert on_both("check").code == 1
    assert dict(rows_of(database_url, WRITTEN))[NEARLY] == 2
    assert rows_of(database_url, "SELECT declared - executed FROM run ORDER BY id") == [(1,), (0,)]


def again(install: Callable[..., Path], code: str) -> None:
    """Install another version of the package, as a new process would find it."""
    STEPS[:] = [known for known in STEPS if not known.build.__module__.startswith("verify_own")]
    METHODS.clear()
    extensions._LOADED.clear()
    sys.modules.pop("verify_own", None)
    shutil.rmtree(install(code).parent / "__pycache__", ignore_errors=True)


def test_another_version_of_a_comparison_judges_anew_and_an_older_run_says_what_is_missing(
    on_both: Verify, database_url: str, install: Callable[..., Path]
) -> None:
    install(comparison_of())
    on_both("ingest")
    assert on_both("check").code == 1
    assert (on_both("check").code, dict(rows_of(database_url, WRITTEN))[NEARLY]) == (1, 2)
    assert "checks came out again as recorded" in on_both("replay", "1").out
    beside = (
        "case((DateComparison.rank(self, claim, fact) == 7, 1), else_=DateComparison.rank(self, claim, fact))"
    )
    again(install, comparison_of(version="2", rank=beside))
    done = on_both("check", "--format", "ndjson")
    (mine,) = (row for row in done.objects if row["check"] == NEARLY)
    assert [(flip["quote"], flip["before"], flip["after"]) for flip in mine["flips"]] == [
        ("July 4, 2015", "refuted", "supported")
    ]
    assert on_both("replay", "3").code == 0
    older = on_both("replay", "1")
    assert older.code == 3
    assert (
        f"missing  {NEARLY}: it was judged by the comparison 'nearly', version 1; installed is version 2, of "
        "verify-own (module verify_own)\n"
    ) in older.out
    again(install, "")
    gone = on_both("replay", "1")
    assert gone.code == 3
    assert (
        f"missing  {NEARLY}: it was judged by the comparison 'nearly', version 1, which is not installed\n"
    ) in gone.out


def test_readers_are_told_by_which_comparison_it_agrees(
    on_both: Verify, install: Callable[..., Path], folder: Path
) -> None:
    for feature in (folder / "features" / "checks").glob("*.feature"):
        if feature.stem != "nearly":
            feature.unlink()
    install(comparison_of(rank="literal(ranks.EQUAL)"))
    done = on_both("run", "--format", "ndjson")
    told = {row["quote"]: row["explanation"] for row in done.objects if row["kind"] == "agreement"}
    assert told["July 4, 2015"] == (
        "The record says 14 July 2015; the article says 4 July 2015, which agrees by the comparison 'nearly'."
    )


def test_reports_for_ci_show_it_as_broken_and_not_as_passed(
    verify: Verify, install: Callable[..., Path], nearly: Path, folder: Path
) -> None:
    install(comparison_of(rank="literal(9)"))
    verify("ingest")
    assert verify("check", "--report", "junit=junit.xml").code == 3
    suite = ElementTree.parse(folder / "junit.xml").getroot()
    cases = {
        case.get("name"): case
        for case in suite.iter("testcase")
        if case.get("classname", "").endswith("nearly.feature")
    }
    (case,) = cases.values()
    error = case.find("error")
    assert error is not None
    assert "gives at least one claim a rank or an outcome that is none" in (error.get("message") or "")
    assert suite.get("errors") == "1"


def test_a_spec_that_meets_it_is_broken_and_does_not_merely_fail(
    verify: Verify, install: Callable[..., Path], nearly: Path, folder: Path
) -> None:
    install(comparison_of(rank="literal(9)"))
    spec = folder / "features" / "specs" / "nearly.feature"
    spec.parent.mkdir(exist_ok=True)
    spec.write_text(
        "Feature: Nearly, shown\n\n  Scenario: A slip\n"
        f'    Given an article published on 2016-04-09 that says "{newsroom.WRONG_DATE}"\n'
        '    Then "July 4, 2015" is "refuted"\n'
    )
    done = verify("check", "--specs")
    assert done.code == 3
    assert "a rank or an outcome that is none" in done.out + done.err
