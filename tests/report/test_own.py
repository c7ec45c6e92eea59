"""A user's own reports: what a file says of itself, and where it is at fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verify.errors import VerifyError
from verify.report.own import OwnReport, own_files, read_report

ALPHABET = "-:' \n\tpatirmle=$\"/*abc7\u2028\ufeff\x00"


def test_a_report_says_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    file = tmp_path / "reports" / "mine.sql"
    file.write_text(
        "--title: A title: with a colon\n\n  -- about:  what it tells \n-- param a: 2016: or so\n--param b\n"
        "-- prose\nSELECT :a, :b, :c -- param d: no header any more\n",
        encoding="utf-8-sig",
    )
    (tmp_path / "reports" / "notes.txt").write_text("")
    assert own_files(tmp_path) == {"mine": file}
    report = read_report(file)
    assert (report.title, report.about) == ("A title: with a colon", "what it tells")
    assert report.parameters == {"a": "2016: or so", "b": None, "c": None}
    assert report.values({"b": "1", "c": ""}) == {"a": "2016: or so", "b": "1", "c": ""}
    assert own_files(tmp_path / "none") == {}


@pytest.mark.parametrize(
    ("statement", "said", "line"),
    [
        ("-- nowhere\nSELECT 1,\n nowhere", "no such column: nowhere", 3),
        ("SELECT\n r.nowhere FROM v_run r", "no such column: r.nowhere", 2),
        ("\n\n/* FORM */ SELECT 1\nFORM x", 'near "FORM": syntax error', 4),
        ("\n\nSELECT 1", "something is wrong", 3),
        ("", "something is wrong", 1),
    ],
)
def test_the_line_at_fault_is_that_of_the_words_that_are_quoted(statement: str, said: str, line: int) -> None:
    report = OwnReport("mine", Path("mine.sql"), statement)
    assert report.place_of(None, said) == f"mine.sql:{line}"
    assert report.place_of(len(statement), said) == f"mine.sql:{statement.count(chr(10)) + 1}"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=60))
def test_any_file_is_a_report_or_says_why_not(tmp_path: Path, content: str) -> None:
    file = tmp_path / "any.sql"
    file.write_text(content, encoding="utf-8")
    try:
        place = read_report(file).place_of(None, content)
    except VerifyError as error:
        place = str(error.place)
    assert place.startswith(str(file))
