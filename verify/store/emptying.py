"""SQLite's log of what was written, moved into the file beside other work."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread
from urllib.parse import quote

LARGE = 16_384_000
"""Bytes of a log that is worth a thread: at our size of pages, SQLite by itself moves one of that size, too."""

AFTERWARDS, BY_ITSELF = "PRAGMA wal_autocheckpoint = 0", "PRAGMA wal_autocheckpoint = 1000"
"""Whether a commit leaves a long log, or moves it and makes whoever commits wait: https://sqlite.org/wal.html#ckpt"""


def emptied(file: str) -> Thread | None:
    """A thread that moves what the log of a file holds into it, where that is much; None where it is not.

    Others may read and write meanwhile. What cannot be moved stays in the log, where it is as safe, and is moved by
    whoever closes the file or commits next.
    """
    try:
        size = Path(f"{file}-wal").stat().st_size
    except OSError:
        return None
    if size < LARGE:
        return None
    thread = Thread(target=_empty, args=(file,))
    try:
        thread.start()
    except RuntimeError:
        # Where the process may have no more threads: what was committed is none the less.
        return None
    return thread


def _empty(file: str) -> None:
    # One that was moved away meanwhile must not be made anew.
    there = f"file:{quote(str(Path(file).absolute()))}?mode=rw"
    with suppress(sqlite3.Error), closing(sqlite3.connect(there, uri=True)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
