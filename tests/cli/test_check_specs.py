"""`verify check --specs`: what it prints, how it ends, and that it leaves the store and the checks alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import newsroom
import pytest

Verify = Callable[..., Any]

SPECS = """\
Feature: Agreements

  Scenario: As it is on record
    Given an article that says "The Lake Accord was concluded on July 14, 2015."
    Then "July 14, 2015" is "supported"
"""
FAILING = """
  Scenario: Otherwise
    Given an article that says "The Lake Accord was concluded on July 4, 2015."
    Then "July 4, 2015" is "supported"
"""
BROKEN = """
  Scenario: Not understood
    Given an article that says "The Lake Accord was concluded on July 4, 2015."
    Then "July 4, 2015" is refuted
"""


@pytest.fixture
def write(folder: Path) -> Callable[..., Path]:
    """A function that writes a feature into the folder of specs."""

    def write(*parts: str, name: str = "agreements.feature") -> Path:
        path = folder / "features" / "specs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(parts), encoding="utf-8")
        return path

    return write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_specs_that_hold_are_0(verify: Verify, write: Callable[..., Path]) -> None:
    write(SPECS)
    done = verify("check", "--specs", "--format", "table")
    assert (done.code, done.err) == (0, "")
    assert done.out == "features/specs/agreements.feature\n  ✓ As it is on record\n\n1 spec holds\n"


def test_a_spec_that_fails_is_1_and_says_why(verify: Verify, write: Callable[..., Path]) -> None:
    write(SPECS, FAILING)
    done = verify("check", "--specs", "--format", "table")
    assert done.code == 1
    assert done.out == (
        "features/specs/agreements.feature\n"
        "  ✓ As it is on record\n"
        "  ✗ Otherwise\n"
        '      9:5  "July 4, 2015" is "supported"\n'
        "          expected  supported\n"
        "          found     refuted (differs), by agreements/the-date-on-which-an-agreement-was-concluded/1 "
        "(features/checks/agreements.feature:9)\n"
        "          sentence  The Lake Accord was concluded on [July 4, 2015].\n"
        "          because   The record says 14 July 2015; the article says 4 July 2015. "
        "The two have no day in common.\n"
        "\n1 spec holds, 1 fails\n"
    )


def test_a_spec_that_is_broken_is_3_and_the_others_run(verify: Verify, write: Callable[..., Path]) -> None:
    write(SPECS, FAILING, BROKEN)
    done = verify("check", "--specs", "--format", "table")
    assert done.code == 3
    assert (
        "  ! Not understood\n"
        "      BROKEN  features/specs/agreements.feature:13:5  no step reads '\"July 4, 2015\" is refuted'.\n"
    ) in done.out
    assert done.out.endswith("\n1 spec holds, 1 fails, 1 is broken\n")


def test_specs_are_printed_for_programs(verify: Verify, write: Callable[..., Path]) -> None:
    write(SPECS, FAILING, BROKEN)
    done = verify("check", "--specs")
    assert done.code == 3
    assert [(each["spec"], each["state"]) for each in done.objects] == [
        ("agreements/as-it-is-on-record", "holds"),
        ("agreements/otherwise", "fails"),
        ("agreements/not-understood", "broken"),
    ]
    assert verify("check", "--specs", "--format", "json").out.startswith("[")


def test_specs_are_only_read_over(verify: Verify, write: Callable[..., Path]) -> None:
    write(SPECS, FAILING)
    done = verify("check", "--specs", "--lint")
    assert (done.code, done.out) == (0, "2 specs understood, nothing to mend\n")
    write(SPECS, BROKEN, BROKEN.replace("understood", "understood either"))
    done = verify("check", "--specs", "--lint")
    assert done.code == 3
    assert done.out.startswith("features/specs/agreements.feature:9:5  no step reads")
    assert done.err == "\n2 to mend, 1 specs understood\n"


def test_specs_are_chosen_by_file_folder_and_line(
    verify: Verify, write: Callable[..., Path], folder: Path
) -> None:
    write(SPECS, FAILING)
    other = write(SPECS.replace("As it", "Elsewhere, as it"), name="more/other.feature")
    titles = {
        chosen: [each["title"] for each in verify("check", "--specs", chosen).objects]
        for chosen in (
            str(other),
            "features/specs/more",
            "features/specs/agreements.feature:8",
            "features/specs",
        )
    }
    assert list(titles.values()) == [
        ["Elsewhere, as it is on record"],
        ["Elsewhere, as it is on record"],
        ["Otherwise"],
        ["As it is on record", "Otherwise", "Elsewhere, as it is on record"],
    ]
    outside = folder.parent / "outside.feature"
    outside.write_text(SPECS)
    assert verify("check", "--specs", str(outside)).code == 0


@pytest.mark.parametrize(
    ("chosen", "code", "message"),
    [
        (("features/specs/agreements.feature:1",), 3, "verify: no spec ran."),
        (
            ("features/specs/none.feature",),
            4,
            "verify: features/specs/none.feature: there is no such file or folder.",
        ),
        (("features/specs/none.feature:3",), 4, "there is no such file or folder."),
        (("articles",), 3, "articles: this folder holds no specs (*.feature)."),
    ],
)
def test_specs_that_are_not_there(
    verify: Verify, write: Callable[..., Path], chosen: tuple[str, ...], code: int, message: str
) -> None:
    write(SPECS)
    done = verify("check", "--specs", *chosen)
    assert (done.code, done.out) == (code, "")
    assert message in done.err


def test_a_workspace_without_specs_is_no_success(verify: Verify, folder: Path) -> None:
    done = verify("check", "--specs")
    assert done.code == 3
    assert "features/specs: this folder holds no specs (*.feature). Write one (see docs/specs.md)" in done.err


def test_the_option_is_the_command(verify: Verify, write: Callable[..., Path]) -> None:
    path = str(write(SPECS, FAILING))
    done = verify("check", "specs", path, "--format", "json")
    assert done.code == 1
    for arguments in (
        ("--specs", path, "--format", "json"),
        (path, "--specs", "--format=json"),
        ("--format", "json", "--specs", path),
    ):
        assert verify("check", *arguments) == done


def test_a_feature_with_steps_in_python_is_left_and_named(verify: Verify, write: Callable[..., Path]) -> None:
    write(SPECS)
    write("@python\nFeature: F\n  Scenario: S\n    Given mine\n", name="mine.feature")
    done = verify("check", "--specs", "--format", "table")
    assert done.code == 0
    assert done.out.endswith("1 spec holds\n")
    assert done.err == "features/specs/mine.feature: its steps are in Python; pytest runs it\n"


def test_a_broken_check_is_told_instead(verify: Verify, write: Callable[..., Path], folder: Path) -> None:
    write(SPECS)
    broken = folder / "features" / "checks" / "calendar.feature"
    broken.write_text(broken.read_text().replace("compared with the calendar", "held against the calendar"))
    done = verify("check", "--specs")
    assert (done.code, done.out) == (3, "")
    assert "BROKEN  features/checks/calendar.feature:8:7" in done.err


def test_the_store_is_left_alone(verify: Verify, write: Callable[..., Path], folder: Path) -> None:
    (folder / "articles" / "a.md").write_text(newsroom.dated(newsroom.WRONG_DATE))
    verify("run", "--format", "ndjson")
    before = (folder / "verify.db").read_bytes()
    write(SPECS, FAILING)
    assert verify("check", "--specs").code == 1
    assert (folder / "verify.db").read_bytes() == before
    assert names(folder) == ["articles", "features", "reference", "verify.db", "verify.toml"]


@pytest.mark.usefixtures("no_store")
def test_no_store_is_made(
    verify: Verify, write: Callable[..., Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(SPECS)
    assert verify("check", "--specs").code == 0
    monkeypatch.setenv("VERIFY_DATABASE_URL", "postgresql://nobody@nowhere.invalid/none")
    assert verify("check", "--specs").code == 0
    assert names(folder) == ["articles", "features", "reference", "verify.toml"]


def test_specs_are_not_counted_as_checks(verify: Verify, write: Callable[..., Path], folder: Path) -> None:
    (folder / "articles" / "a.md").write_text(newsroom.dated(newsroom.GOOD))
    verify("ingest")
    lint, run = verify("check", "--lint"), verify("check")
    write(SPECS, FAILING, BROKEN)
    verify("check", "--specs")
    assert verify("check", "--lint") == lint
    assert verify("check") == run


def test_nothing_that_a_spec_quotes_reaches_the_terminal_as_it_is(
    verify: Verify, write: Callable[..., Path]
) -> None:
    hostile = "\x1b[31m\u202e::error file=x::forged\x07"
    write(
        f"Feature: F\n  Scenario: {hostile}\n"
        f'    Given an article that says "{hostile} The Lake Accord {hostile} was concluded on July 4, 2015."\n'
        f'    Then "July 4, 2015" is "supported" because "{hostile}"\n'
        f"  Scenario: other\n    Given {hostile}\n"
    )
    for format_ in ("table", "ndjson", "json"):
        done = verify("check", "--specs", "--format", format_)
        assert done.code == 3
        assert not {"\x1b", "\u202e", "\x07"} & set(done.out + done.err)
