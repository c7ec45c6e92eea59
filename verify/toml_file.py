"""TOML files with the lines of what they say, which the standard library's reader does not tell."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verify.errors import VerifyError
from verify.file_errors import unreadable

MOST_LINES = 2_000
"""Of a longer file no line is told: to find one, its beginnings are read again."""

_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """What a file says, and its text."""

    path: Path
    text: str
    said: dict[str, Any]

    def place(self, *names: str) -> str:
        """file:line of what is called so, table by table, or of the nearest table that it would stand in."""
        for length in range(len(names), 0, -1):
            if (line := self.line(*names[:length])) is not None:
                return f"{self.path}:{line}"
        return str(self.path)

    def line(self, *names: str) -> int | None:
        """The line, from 1, on which begins what is called so; None where nothing is."""
        if not _holds(self.said, names):
            return None
        lines = self.text.split("\n")
        if len(lines) > MOST_LINES:
            return None
        before = 0
        for count in range(1, len(lines) + 1):
            try:
                said = tomllib.loads("\n".join(lines[:count]))
            except tomllib.TOMLDecodeError:
                # A value that goes on.
                continue
            if _holds(said, names):
                return before + 1
            before = count
        return None


def read_toml(path: Path, *, what: str = "the file", hint: str = "Mend the line.") -> TomlFile:
    """Read a file, called `what`. Raises VerifyError with `hint` where it is not TOML, and where it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(error, str(path), what=what) from None
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        return TomlFile(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        place = f"{path}:{found[1]}:{found[2]}" if found else str(path)
        raise VerifyError(
            f"this is not TOML: {_PLACE.sub('', str(error))}.", place=place, hint=hint
        ) from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise VerifyError("this is not UTF-8.", place=f"{path}:{line}", hint="Save it as UTF-8.") from None
    except (RecursionError, ValueError):
        # Python's own limits, which its reader of TOML does not tell as its own errors.
        raise VerifyError(
            "a number in it is too long, or lists stand in lists too often, to be read.",
            place=str(path),
            hint=hint,
        ) from None


def _holds(said: Any, names: tuple[str, ...]) -> bool:
    for name in names:
        if not isinstance(said, dict) or name not in said:
            return False
        said = said[name]
    return True
