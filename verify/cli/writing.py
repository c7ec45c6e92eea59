"""Writing what a command makes into a file that the command line names."""

from __future__ import annotations

from pathlib import Path

from verify.errors import ExitCode, VerifyError


def write_whole(path: Path, text: str) -> None:
    """Write a file. Raises VerifyError (exit code 2) where it cannot be written."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise VerifyError(
            f"the file cannot be written ({error.strerror}).",
            place=str(path),
            hint="Choose a folder that exists and that you may write in.",
            exit_code=ExitCode.USAGE,
        ) from None
