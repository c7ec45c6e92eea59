"""Writing what a command makes into a file that the command line names: whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from verify.file_errors import unwritable
from verify.whole_file import whole_file


@contextmanager
def writing(output: str | Path, what: str = "the file") -> Iterator[TextIO]:
    """A file to write to, called `what`. Raises VerifyError where it cannot be written."""
    try:
        with whole_file(Path(output)) as file:
            yield file
    except (OSError, ValueError) as error:
        raise unwritable(error, str(output), what=what) from None


def write_whole(path: Path, text: str) -> None:
    """Write a file. Raises VerifyError where it cannot be written."""
    with writing(path) as file:
        file.write(text)
