"""The programs of a user's own: the editor for notes and articles, the pager for what is only read."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from verify.display import display_safe
from verify.errors import ExitCode, VerifyError
from verify.file_errors import reason

COMMENT = "#"
"""How lines begin that tell what a note is about; the note is not to keep them."""

_GO_TO = frozenset({"code", "codium", "cursor", "zed", "subl", "hx", "helix", "micro"})
"""Editors that take "file:line" instead of "+line file"."""
_NEEDS_FLAG = frozenset({"code", "codium", "cursor"})


def note_editor(environ: Mapping[str, str]) -> list[str] | None:
    """The command that edits a note: $VISUAL, else $EDITOR; None where neither is set."""
    return _command(environ, "VISUAL", "EDITOR")


def place_command(environ: Mapping[str, str], path: str, line: int) -> list[str] | None:
    """The command that opens a file at a line: $VERIFY_EDITOR, $VISUAL or $EDITOR; None where none is set.

    $VERIFY_EDITOR may say where the place goes: "idea --line {line} {file}".
    """
    command = _command(environ, "VERIFY_EDITOR", "VISUAL", "EDITOR")
    if command is None:
        return None
    if any("{file}" in word for word in command):
        return [word.replace("{line}", str(line)).replace("{file}", path) for word in command]
    name = Path(command[0]).stem
    if name in _GO_TO:
        return [*command, *(["--goto"] if name in _NEEDS_FLAG else []), f"{path}:{line}"]
    return [*command, f"+{line}", path]


def pager_command(environ: Mapping[str, str], path: str, line: int) -> list[str] | None:
    """The command that shows a file from a line on: $PAGER; None where it is not set."""
    command = _command(environ, "PAGER")
    if command is None:
        return None
    knows_lines = Path(command[0]).stem in ("less", "more", "most")
    return [*command, *([f"+{line}"] if knows_lines else []), path]


def _command(environ: Mapping[str, str], *names: str) -> list[str] | None:
    for name in names:
        said = environ.get(name, "").strip()
        if not said:
            continue
        try:
            return shlex.split(said)
        except ValueError:
            raise VerifyError(
                f"${name} is not a command: {said!r}.",
                hint="Close its quotation marks.",
                exit_code=ExitCode.USAGE,
            ) from None
    return None


def run(command: Sequence[str]) -> None:
    """Run a program on the terminal and wait for it. Raises VerifyError where it cannot start or fails."""
    # Ctrl-C is the program's own while it runs; what is ignored would be ignored there, too.
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        code = subprocess.run(list(command), check=False).returncode
    except OSError as error:
        raise VerifyError(
            f"{command[0]!r} cannot be started ({reason(error)}).",
            hint="Set $VISUAL or $EDITOR to your editor.",
            exit_code=ExitCode.USAGE,
        ) from None
    finally:
        signal.signal(signal.SIGINT, before)
    if code != 0:
        raise VerifyError(f"{command[0]!r} ended with {code}.", exit_code=ExitCode.USAGE)


def edited(command: Sequence[str], text: str, about: Sequence[str]) -> str:
    """A note as it was edited. Lines of `about` stand below it as comments, which the note does not keep."""
    # A quote may be of several lines; and what it holds is not for the editor's terminal.
    comments = [f"{COMMENT} {display_safe(line)}".rstrip() for line in about]
    with tempfile.TemporaryDirectory(prefix="verify-note-") as folder:
        path = Path(folder) / "note.txt"
        path.write_text("\n".join((text, "", *comments, "")), encoding="utf-8")
        run([*command, str(path)])
        try:
            written = path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise VerifyError(
                f"{command[0]!r} left no note ({reason(error)}).",
                hint="Nothing changed.",
                exit_code=ExitCode.USAGE,
            ) from None
    kept = (line for line in written.replace("\0", "").split("\n") if line.rstrip() not in comments)
    return "\n".join(line.rstrip("\r") for line in kept).strip()


def place_of(root: Path, name: str, text: str) -> str | None:
    """The file of an article, if it still says what was stored; else None."""
    try:
        path = root / name
        if path.is_file() and path.read_bytes().decode("utf-8") == text:
            return os.fspath(path)
    except (OSError, ValueError):
        return None
    return None
