"""Opening the gate: what the workspace and the command line say of it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from verify.errors import ExitCode, VerifyError
from verify.gate.opening import parse_day_option, read_gate, shown_name
from verify.workspace import find

DAY = datetime.date(2026, 11, 25)


def test_the_command_line_comes_before_the_workspace_and_that_before_the_default(tmp_path: Path) -> None:
    assert read_gate(find(tmp_path), today=DAY).fail_on == "error"
    (tmp_path / "verify.toml").write_text('fail_on = "note"', encoding="utf-8")
    assert read_gate(find(tmp_path), today=DAY).fail_on == "note"
    assert read_gate(find(tmp_path), today=DAY, fail_on="warning").fail_on == "warning"


def test_no_file_says_nothing(tmp_path: Path) -> None:
    gate = read_gate(find(tmp_path), today=DAY)
    assert (gate.file, gate.waivers, gate.decisions) == ("verify-decisions.ndjson", {}, {})
    assert gate.today == DAY


def test_a_file_is_named_from_the_root_where_it_lies_below(tmp_path: Path) -> None:
    (tmp_path / "verify.toml").write_text('decisions = "desk/decided.ndjson"', encoding="utf-8")
    assert shown_name(find(tmp_path)) == "desk/decided.ndjson"
    elsewhere = (tmp_path.parent / "decided.ndjson").as_posix()
    (tmp_path / "verify.toml").write_text(f'decisions = "{elsewhere}"', encoding="utf-8")
    assert shown_name(find(tmp_path)) == elsewhere


def test_a_file_that_cannot_be_read_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "verify-decisions.ndjson").write_text("{}\n", encoding="utf-8")
    with pytest.raises(VerifyError) as error:
        read_gate(find(tmp_path), today=DAY)
    assert (error.value.place, error.value.exit_code) == ("verify-decisions.ndjson:1", ExitCode.INVALID_DATA)


def test_a_day_of_the_command_line() -> None:
    assert parse_day_option("2026-11-25", "--today") == DAY


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("tomorrow", "'tomorrow' is not a day written YYYY-MM-DD"),
        ("2026-11", "'2026-11' is not a day written YYYY-MM-DD"),
        (" 2026-11-25", "' 2026-11-25' is not a day written YYYY-MM-DD"),
        ("2026-02-29", "'2026-02-29': February has 28 days, not 29"),
        ("0000-01-01", "'0000-01-01': there is no year 0000"),
        ("", "'' is not a day written YYYY-MM-DD"),
    ],
)
def test_what_is_no_day_is_told(given: str, said: str) -> None:
    with pytest.raises(VerifyError) as error:
        parse_day_option(given, "--today")
    assert str(error.value) == f"--today: {said}. Write a day: --today 2026-12-31"
    assert error.value.exit_code is ExitCode.USAGE
