"""Which reports are wanted, and where they go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from verify.errors import ExitCode, VerifyError

STANDARD_OUTPUT = "-"
STANDARD_ERROR = ""


class Format(StrEnum):
    """A format that CI systems read."""

    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    MESSAGES = "messages"


@dataclass(frozen=True, slots=True)
class Report:
    """A report that is wanted. `file` is a path, "-" for standard output or "" for standard error."""

    format: Format
    file: str


def wanted_reports(given: Sequence[str], environment: Mapping[str, str], option: str) -> tuple[Report, ...]:
    """The reports that an option's values ask for: "sarif=verify.sarif", "github=-".

    In GitHub Actions annotations are wanted anyway; they go to standard error, which the runner reads as well, so
    that nobody's output is mixed with them. Raises VerifyError (USAGE).
    """
    reports = [_report(text, option) for text in given]
    for number, report in enumerate(reports):
        if report.file in {other.file for other in reports[:number]}:
            raise VerifyError(
                f"{option} names {report.file!r} twice.",
                hint="Give each report a file of its own.",
                exit_code=ExitCode.USAGE,
            )
    if environment.get("GITHUB_ACTIONS") == "true" and Format.GITHUB not in {one.format for one in reports}:
        reports.append(Report(Format.GITHUB, STANDARD_ERROR))
    return tuple(reports)


def _report(text: str, option: str) -> Report:
    name, _, file = text.partition("=")
    if name not in set(Format) or not file:
        raise VerifyError(
            f"{option} {text!r} is not FORMAT=FILE.",
            hint=f"FORMAT is one of {', '.join(Format)}: {option} sarif=verify.sarif ('-' is standard output).",
            exit_code=ExitCode.USAGE,
        )
    return Report(Format(name), file)


def listing_is_wanted(reports: Sequence[Report]) -> bool:
    """Whether a command's own listing goes to standard output: not beside a report that a program will parse."""
    return all(report.file != STANDARD_OUTPUT or report.format is Format.GITHUB for report in reports)
