"""Reports written: whole files or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from verify.ci.wanted import STANDARD_ERROR, STANDARD_OUTPUT, Format, Report
from verify.errors import VerifyError
from verify.file_errors import unwritable
from verify.whole_file import whole_file

if TYPE_CHECKING:
    from verify.checks.features import Preflight
    from verify.report.results import Results


def write_reports(
    reports: Sequence[Report],
    results: Results,
    checks: Preflight | None,
    *,
    out: Callable[[str], None],
    err: Callable[[str], None],
) -> None:
    """Write every report; `out` and `err` print on standard output and error. `checks` is None where none was read.

    Raises VerifyError where a file cannot be written, after the others were.
    """
    failed: VerifyError | None = None
    for report in reports:
        pieces = _rendered(report.format, results, checks)
        if report.file in (STANDARD_OUTPUT, STANDARD_ERROR):
            (out if report.file == STANDARD_OUTPUT else err)("".join(pieces))
            continue
        try:
            with whole_file(Path(report.file)) as file:
                file.writelines(pieces)
        except (OSError, ValueError) as error:
            what = f"the {report.format} report"
            hint = "Choose another file" + ("." if results.run_id is None else "; the verdicts are stored.")
            failed = unwritable(error, report.file, what=what, hint=hint)
    if failed is not None:
        raise failed


def _rendered(format_: Format, results: Results, checks: Preflight | None) -> Iterable[str]:
    match format_:
        case Format.SARIF:
            from verify.report.sarif import sarif

            return sarif(results)
        case Format.JUNIT:
            from verify.report.junit import junit

            return [junit(results)]
        case Format.GITHUB:
            from verify.report.github import github

            return [github(results)]
        case Format.MESSAGES:
            return _messages(results, checks)


def _messages(results: Results, checks: Preflight | None) -> Iterator[str]:
    from verify.checks.registry import StepType, understand
    from verify.checks.step_error import StepError
    from verify.report.messages import messages

    def known(type_: str, text: str) -> tuple[str, Mapping[str, str]] | None:
        try:
            step, words = understand(StepType(type_), text)
        except (StepError, ValueError):
            return None
        return step.pattern, words

    features = checks.features if checks else ()
    pickle_of = {check.name: check.pickle for check in checks.checks} if checks else {}
    return (f"{line}\n" for line in messages(results, features, pickle_of, known))
