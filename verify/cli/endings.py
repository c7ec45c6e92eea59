"""What the ending of a file says of the format in which it is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from verify.errors import ExitCode, VerifyError


def format_of(output: str | None, endings: Mapping[str, str]) -> str | None:
    """The format that a file's ending says; None where there is no file or no ending, and for standard output ('-').

    Raises VerifyError (exit code 2) for an ending of another format: a program would take the file for what it is not.
    """
    ending = Path(output).suffix.lower() if output not in (None, "-") else ""
    if ending and ending not in endings:
        raise _unknown(f"nothing is written as {ending}.", str(output), endings)
    return endings.get(ending)


def format_said(output: str, endings: Mapping[str, str]) -> str:
    """As `format_of`, for a file whose ending is all that says it. Raises VerifyError also where there is none."""
    said = format_of(output, endings)
    if said is None:
        raise _unknown("the file has no ending that says its format.", output, endings)
    return said


def _unknown(what: str, output: str, endings: Mapping[str, str]) -> VerifyError:
    several = "; --format names one whatever the ending" if len(set(endings.values())) > 1 else ""
    return VerifyError(
        what,
        place=output,
        hint=f"Endings that are known: {', '.join(endings)}{several}.",
        exit_code=ExitCode.USAGE,
    )
