"""Which reports are wanted: by the option, and by the CI system around us."""

from __future__ import annotations

import pytest

from verify.ci.wanted import Format, Report, listing_is_wanted, wanted_reports
from verify.errors import ExitCode, VerifyError

ACTIONS = {"GITHUB_ACTIONS": "true"}


def test_every_format_goes_into_the_file_named_behind_it() -> None:
    given = [f"{format_}={format_}.out" for format_ in Format]
    assert wanted_reports(given, {}, "--report") == tuple(
        Report(format_, f"{format_}.out") for format_ in Format
    )
    assert wanted_reports(["sarif=a=b"], {}, "--report") == (Report(Format.SARIF, "a=b"),)
    assert wanted_reports([], {}, "--report") == ()


def test_github_actions_gets_annotations_on_standard_error_unless_they_are_asked_for() -> None:
    assert wanted_reports([], ACTIONS, "--report") == (Report(Format.GITHUB, ""),)
    assert wanted_reports(["github=-"], ACTIONS, "--report") == (Report(Format.GITHUB, "-"),)
    assert wanted_reports([], {"GITHUB_ACTIONS": "false"}, "--report") == ()


@pytest.mark.parametrize("given", ["sarif", "sarif=", "=a", "xml=a", "SARIF=a", ""])
def test_what_is_no_format_and_file_is_refused(given: str) -> None:
    with pytest.raises(VerifyError) as refused:
        wanted_reports([given], {}, "--verify-report")
    assert str(refused.value) == (
        f"--verify-report {given!r} is not FORMAT=FILE. FORMAT is one of sarif, junit, github, messages: "
        "--verify-report sarif=verify.sarif ('-' is standard output)."
    )
    assert refused.value.exit_code is ExitCode.USAGE


def test_two_reports_in_one_file_are_refused() -> None:
    with pytest.raises(VerifyError) as refused:
        wanted_reports(["sarif=-", "junit=-"], {}, "--report")
    assert str(refused.value) == "--report names '-' twice. Give each report a file of its own."
    assert refused.value.exit_code is ExitCode.USAGE


def test_the_listing_leaves_standard_output_to_a_report_that_is_parsed() -> None:
    assert listing_is_wanted(wanted_reports(["sarif=a", "github=-"], ACTIONS, "--report"))
    assert not listing_is_wanted(wanted_reports(["messages=-"], {}, "--report"))
