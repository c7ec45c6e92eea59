"""SQLite's functions that can keep it busy for ever, in time that grows with what they are given and give.

SQLite does not stop within a call. Its own ones look for one text in another from every place anew, and go on to write
what is too long already: that takes hours, and no time limit ends it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import TypeAlias

Value: TypeAlias = str | bytes | int | float | None

UNBOUNDED = frozenset({"json_patch"})
"""Functions of that kind which nobody needs to read: they are refused."""


def instr(held: Value, sought: Value) -> int | None:
    """Where one text begins in another, from 1, or 0: in characters, of two blobs in bytes."""
    if held is None or sought is None:
        return None
    if isinstance(held, bytes) and isinstance(sought, bytes):
        return held.find(sought) + 1
    return _words(held).find(_words(sought)) + 1


def replace(held: Value, sought: Value, by: Value) -> Value:
    """A text with another put in the place of a third wherever it stands; of an empty one, as it is."""
    if held is None or sought is None:
        return None
    text, old = _words(held), _words(sought)
    if not old:
        return text if isinstance(held, bytes) else held
    return text.replace(old, _words(by)) if by is not None else None


def trim(held: Value, characters: Value = " ") -> str | None:
    """A text without such characters at its ends."""
    return rtrim(ltrim(held, characters), characters)


def ltrim(held: Value, characters: Value = " ") -> str | None:
    """A text without such characters at its beginning."""
    if held is None or characters is None:
        return None
    text, away = _words(held), set(_words(characters))
    return text[next((at for at, one in enumerate(text) if one not in away), len(text)) :]


def rtrim(held: Value, characters: Value = " ") -> str | None:
    """A text without such characters at its end."""
    turned = ltrim(_words(held)[::-1] if held is not None else None, characters)
    return turned[::-1] if turned is not None else None


class Printf:
    """`printf`, called `format`, too: SQLite's own of another connection, null where a field is as wide as a value may
    be long.
    """

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.own = sqlite3.connect(":memory:")

    def __call__(self, form: Value = None, *values: Value) -> Value:
        """The text."""
        if form is None:
            return None
        fields = _FIELD.findall(_words(form))
        # Longer numbers are as good as their beginnings: too large.
        widths = [int(number[:10]) for field in fields for number in _NUMBER.findall(field)]
        if any("*" in field for field in fields):
            widths += [abs(value) for value in values if isinstance(value, int)]
        if sum(widths) > self.longest:
            return None
        marks = ", ".join("?" * (len(values) + 1))
        found: Value = self.own.execute(f"SELECT printf({marks})", (form, *values)).fetchone()[0]
        return found


_FIELD = re.compile("%[^%a-zA-Z]*")
_NUMBER = re.compile("[0-9]+")


def _words(value: str | bytes | float) -> str:
    """A value as SQLite casts it to text."""
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    if not isinstance(value, float):
        return str(value)
    digits, exponent, power = f"{value + 0.0:.15g}".partition("e")
    whole = digits if "." in digits or not digits[-1].isdigit() else f"{digits}.0"
    return f"{whole}{exponent}{power}"


def put_in_place(connection: sqlite3.Connection, longest: int) -> None:
    """Let these stand for SQLite's own on a connection whose values may be so many bytes long."""
    functions: list[tuple[str, int, Callable[..., Value]]] = [
        ("instr", 2, instr),
        ("replace", 3, replace),
    ]
    functions += [(one.__name__, count, one) for one in (trim, ltrim, rtrim) for count in (1, 2)]
    printf = Printf(longest)
    functions += [(name, -1, printf) for name in ("printf", "format")]
    for name, arguments, function in functions:
        connection.create_function(name, arguments, function, deterministic=True)
