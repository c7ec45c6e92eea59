"""SQLite's functions that can keep it busy for ever, in time that grows with what they are given and give.

SQLite does not stop within a call. Its own ones look for one text in another from every place anew, and go on to write
what is too long already: that takes hours, and no time limit ends it. These answer as its own do, but that U+FFFD
stands for what is no UTF-8 in a blob.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
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
    if not old or old.startswith("\0"):
        return text if isinstance(held, bytes) else held
    return text.replace(old, _words(by)) if by is not None else None


def trim(held: Value, characters: Value = " ") -> str | None:
    """A text without such characters at its ends."""
    return rtrim(ltrim(held, characters), characters)


def ltrim(held: Value, characters: Value = " ") -> str | None:
    """A text without such characters at its beginning."""
    if held is None or characters is None:
        return None
    text, away = _words(held), set(_words(characters).partition("\0")[0])
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

    def __call__(self, form: Value = None, *values: Value) -> Value:
        """The text."""
        if form is None:
            return None
        if sum(_widths(_words(form), values)) > self.longest:
            return None
        own = _own()
        own.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, self.longest)
        marks = ", ".join("?" * (len(values) + 1))
        found: Value = own.execute(f"SELECT printf({marks})", (form, *values)).fetchone()[0]
        return found


def _widths(form: str, values: Sequence[Value]) -> Iterator[int]:
    """How wide the fields of a form are, and to how many digits: as it says, or as the values do which it names so."""
    rest = iter(values)
    for field in _FIELD.finditer(form):
        # Longer numbers are as good as their beginnings: too large.
        yield from (int(number[:10]) for number in _NUMBER.findall(field["wide"]))
        yield from (abs(_whole(next(rest, None))) for _ in range(field["wide"].count("*")))
        if field["type"] not in TAKES_NONE:
            next(rest, None)


_FIELD = re.compile("%(?P<wide>[^%a-zA-Z]*)l*(?P<type>.?)", re.DOTALL)
_NUMBER = re.compile("[0-9]+")

TAKES_NONE = ("%", "n")
"""The types of fields that show no value."""


def _whole(value: Value) -> int:
    """A value as SQLite casts it to a whole number; of one that is too large, one that is, too."""
    if isinstance(value, float):
        return int(max(-TOO_LARGE, min(value, TOO_LARGE)))
    if value is None or isinstance(value, int):
        return value or 0
    found = re.match(r"\s*([+-]?[0-9]{1,10})", _words(value))
    return int(found[1]) if found else 0


TOO_LARGE = 2.0**31


def _words(value: str | bytes | float) -> str:
    """A value as SQLite casts it to text."""
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return str(value) if not isinstance(value, float) else _number_in_words(value)


def _number_in_words(value: float) -> str:
    """A number as SQLite itself writes it: its releases round differently, and write more or fewer digits."""
    return str(_own().execute("SELECT CAST(? AS TEXT)", (value,)).fetchone()[0])


_OWN = threading.local()


def _own() -> sqlite3.Connection:
    """A connection whose functions are SQLite's own, of each thread another."""
    if not hasattr(_OWN, "connection"):
        _OWN.connection = sqlite3.connect(":memory:")
    connection: sqlite3.Connection = _OWN.connection
    return connection


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
