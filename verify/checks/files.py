"""Find the feature files of a folder and read their text, so that pytest would find and read the same."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from verify import shipped
from verify.checks.complaint import Complaint, RefusedError, quoting
from verify.file_errors import cannot_be_read
from verify.toml_file import read_toml

ENDING = ".feature"

MOST_BYTES = 10_000_000
LONGEST_LINE = 10_000

UNREAD_FOLDERS = (
    ".*",
    "__pycache__",
    "build",
    "dist",
    "venv",
    "node_modules",
    "CVS",
    "_darcs",
    "{arch}",
    "*.egg",
)
"""Folders that pytest does not look into, unless it is told to."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ENDINGS_MEANT = (ENDING + "s", ENDING + ".txt", ".feature.md")


def leaves_workspace(folder: Path, root: Path) -> Complaint | None:
    """A complaint about a folder of checks that lies outside the workspace, unless it is the one that ships."""
    if folder == shipped.checks() or folder.resolve().is_relative_to(root.resolve()):
        return None
    message, hint = (
        "the folder of checks lies outside the workspace.",
        "Copy it into the workspace, and name it here.",
    )
    settings = read_toml(root / "verify.toml")
    complaint = Complaint(settings.path.name, settings.line("checks") or 1, 1, message, hint)
    return quoting(complaint, settings.text.split("\n"))


def find_features(folder: Path, shown: str) -> tuple[list[Path], list[Complaint]]:
    """The feature files below a folder, sorted, and what there looks like one and is none.

    `shown` is the folder's name as complaints show it. Folders are not left by links.
    """
    found: list[Path] = []
    complaints: list[Complaint] = []
    waiting = [(folder, shown, False)]
    while waiting:
        place, name, unread = waiting.pop()
        try:
            with os.scandir(place) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            complaints.append(_of(name, cannot_be_read(error, "the folder"), "Check its permissions."))
            continue
        for entry in entries:
            below = f"{name}/{_readable(entry.name)}"
            if entry.is_dir(follow_symlinks=False):
                hidden = any(fnmatch(entry.name, pattern) for pattern in UNREAD_FOLDERS)
                waiting.append((place / entry.name, below, unread or hidden))
            elif (fault := _fault(entry, unread)) is not None:
                complaints.append(_of(below, *fault))
            elif entry.name.endswith(ENDING) and entry.is_file():
                found.append(place / entry.name)
    return sorted(found), sorted(complaints, key=lambda complaint: complaint.file)


def _fault(entry: os.DirEntry[str], unread: bool) -> tuple[str, str] | None:
    """What keeps an entry that looks like a feature file, or holds some, from being one: message and hint."""
    folded = entry.name.casefold()
    if entry.is_symlink() and entry.is_dir():
        return "a folder that is a link is not read.", "Copy the folder, or its files, to this place."
    if folded.endswith(_ENDINGS_MEANT):
        return f"a file of this ending is no check: it must be {ENDING}.", "Rename the file, or remove it."
    if not folded.endswith(ENDING) or (entry.is_symlink() and not Path(entry.path).exists()):
        return None
    if not entry.name.endswith(ENDING):
        ending = entry.name[-len(ENDING) :]
        return f"the file's ending is {ending}, which is not read.", f"Rename it to end with {ENDING}."
    if unread:
        return "pytest does not look into the folder of this file.", "Move the file into another folder."
    if entry.name.startswith("."):
        return "a hidden file is no check.", "Rename it without the dot, or remove it."
    if _readable(entry.name) != entry.name:
        return "the file's name holds characters that cannot be shown.", "Rename it with letters and digits."
    if not entry.is_file():
        return "this is no file.", "Remove it, or give it another name."
    return None


def same_stems(paths: list[Path], shown: dict[Path, str]) -> Iterator[Complaint]:
    """Files in different folders whose checks would have the same ids."""
    seen: dict[str, Path] = {}
    for path in paths:
        first = seen.setdefault(path.stem.casefold(), path)
        if first is not path:
            yield _of(
                shown[path],
                f"the file has the name of another ({shown[first]}): their checks could not be told apart.",
                "Give it a name of its own.",
            )


def read_text(path: Path, shown: str, folder: Path) -> str:
    """The text of a feature file, its line ends as pytest reads them.

    Raises RefusedError for a file outside the folder, one that is not UTF-8 without a mark, or too large, and for
    characters that are not what they look like.
    """
    if not path.resolve().is_relative_to(folder.resolve()):
        raise RefusedError(
            _of(shown, "the file is a link that leads out of its folder.", "Copy it into the folder.")
        )
    try:
        content = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError as error:
        raise RefusedError(_of(shown, cannot_be_read(error), "Check its permissions.")) from None
    if content is None:
        raise RefusedError(
            _of(
                shown,
                f"the file is larger than {MOST_BYTES // 1_000_000} MB.",
                "Split it into several files.",
            )
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        bad = Complaint(shown, line, 1, f"byte {error.start} is not UTF-8.", "Save the file as UTF-8.")
        raise RefusedError(quoting(bad, content.decode("utf-8", "replace").split("\n"))) from None
    if text.startswith("\ufeff"):
        raise RefusedError(
            _of(shown, "the file begins with a byte order mark.", "Save it as UTF-8 without one.")
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_characters(text, shown)
    return text


def _refuse_characters(text: str, shown: str) -> None:
    for pattern, what, hint in (
        (_CONTROL, "a control character", "Remove it."),
        (
            _TURNING,
            "a character that turns the direction of writing",
            "Remove it: the line is not what it seems.",
        ),
    ):
        if bad := pattern.search(text):
            lines = text.split("\n")
            line = text.count("\n", 0, bad.start())
            column = bad.start() - text.rfind("\n", 0, bad.start())
            message = f"the line holds {what} (U+{ord(bad[0]):04X})."
            raise RefusedError(quoting(Complaint(shown, line + 1, column, message, hint), lines))
    for number, content in enumerate(text.split("\n"), 1):
        if len(content) > LONGEST_LINE:
            message = f"the line has more than {LONGEST_LINE:,} characters."
            raise RefusedError(
                Complaint(shown, number, LONGEST_LINE, message, "Break it into several lines.")
            )


def _readable(name: str) -> str:
    """A file's name as text that can be stored and shown."""
    plain = name.encode("utf-8", "replace").decode("utf-8")
    return "".join("?" if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") else char for char in plain)


def _of(file: str, message: str, hint: str) -> Complaint:
    return Complaint(file, 1, 1, message, hint)
