"""Reports are written whole or not at all, and where one cannot be, the others are."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from verify.ci.wanted import Format, Report
from verify.ci.writing import write_reports
from verify.errors import ExitCode, VerifyError
from verify.report.results import Results

RESULTS = Results("verify 1.2.3", None, "2016-04-09T12:00:00.000000Z", "2016-04-09T12:00:00.000000Z", ())
BEGINNINGS = {
    Format.SARIF: '{\n  "$schema"', Format.JUNIT: "<?xml", Format.GITHUB: "verify: 0 checks",
    Format.MESSAGES: '{"meta"',
}  # fmt: skip


def write(*reports: Report) -> tuple[str, str]:
    """What went to standard output and to standard error."""
    out: list[str] = []
    err: list[str] = []
    write_reports(reports, RESULTS, None, out=out.append, err=err.append)
    return "".join(out), "".join(err)


@pytest.mark.parametrize("format_", list(Format))
def test_a_report_goes_into_its_file_and_leaves_nothing_beside_it(format_: Format, tmp_path: Path) -> None:
    file = tmp_path / "made" / "for it" / "report"
    assert write(Report(format_, str(file))) == ("", "")
    assert file.read_text().startswith(BEGINNINGS[format_])
    assert file.read_text().endswith("\n")
    assert list(file.parent.iterdir()) == [file]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(file.stat().st_mode) == 0o666 & ~mask


def test_standard_output_and_error_are_printed_to() -> None:
    out, err = write(Report(Format.SARIF, "-"), Report(Format.GITHUB, ""))
    assert out.startswith(BEGINNINGS[Format.SARIF])
    assert err == "verify: 0 checks: 0 findings\n"


def test_an_old_report_is_replaced_also_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old and longer than what is new " * 1000)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(Report(Format.GITHUB, str(tmp_path / "link")))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "verify: 0 checks: 0 findings\n"


def test_a_device_is_written_to() -> None:
    write(Report(Format.JUNIT, os.devnull))
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("place", ["a file/report", "a folder", "with\0nul", "x" * 300])
def test_a_file_that_cannot_be_written_is_told_after_the_others_were(place: str, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    (tmp_path / "a folder").mkdir()
    bad, good = str(tmp_path / place), tmp_path / "good"
    with pytest.raises(VerifyError) as refused:
        write(Report(Format.SARIF, bad), Report(Format.GITHUB, str(good)))
    assert good.exists()
    assert refused.value.exit_code is ExitCode.INVALID_DATA
    assert str(refused.value).startswith(f"{bad}: the sarif report cannot be written (")
    assert refused.value.hint == "Choose another file.", "nothing ran, so nothing is stored"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a file", "a folder", "good"]
