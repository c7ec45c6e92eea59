"""Change `verify-decisions.ndjson` on disk: one writer at a time, and the whole file or none of it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from verify.file_errors import unwritable
from verify.review.committed import (
    Committed,
    Entry,
    canonical_line,
    order_of,
    parse_committed,
    read_committed,
)


@contextlib.contextmanager
def editing(path: Path, shown: str) -> Iterator[Committed]:
    """The file as it stands, while nobody else changes it. Raises VerifyError as `read_committed` does."""
    with _alone_in(path.resolve().parent, shown):
        yield read_committed(path, shown)


def with_entry(found: Committed, entry: Entry) -> str:
    """The file's text with an entry in its place, instead of the claim's other one of this kind; the rest as it was."""
    kept = [line for line in found.lines if not _is_of(line.entry, entry)]
    at = next((at for at, line in enumerate(kept) if order_of(line.entry) > order_of(entry)), len(kept))
    texts = [line.text for line in kept]
    before = "".join(texts[:at])
    return _ended(before) + canonical_line(entry) + "".join(texts[at:])


def without_line(found: Committed, number: int) -> str:
    """The file's text without a line; the rest as it was."""
    return "".join(line.text for line in found.lines if line.number != number)


def _is_of(one: Entry, other: Entry) -> bool:
    return (type(one), one.claim) == (type(other), other.claim)


def _ended(text: str) -> str:
    return text if text.endswith("\n") or not text else text + "\n"


def write_file(path: Path, text: str, shown: str) -> None:
    """Put a text in the place of the file at once. Raises VerifyError, before that, for one that could not be read."""
    parse_committed(text.encode(), shown)
    target = path.resolve()
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(_mode(target))
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        _refuse(error, shown)


def _mode(target: Path) -> int:
    """The permissions of the file, or those of a new one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextlib.contextmanager
def _alone_in(folder: Path, shown: str) -> Iterator[None]:
    """Wait until no other process changes a file of the folder; where folders cannot be locked, go on."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        _refuse(error, shown)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _refuse(error: OSError, shown: str) -> NoReturn:
    raise unwritable(error, shown) from None
