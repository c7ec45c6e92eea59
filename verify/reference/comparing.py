"""Two references side by side: which rows one has that the other lacks, and which say something else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from verify.reference.curating import difference
from verify.reference.tables import ENTRIES, Entry, FactEntry, PropertyEntry, Tables, cells, key_of
from verify.reference.vocabulary import split

COMPARED = tuple(name for name in ENTRIES if name != "changes")

AnyEntry = TypeVar("AnyEntry", bound=Entry)

_WITHOUT_ORDER: dict[type, str] = {FactEntry: "sources", PropertyEntry: "answered_by"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A row of which two references differ: `sign` is "+" (only the second has it), "-" or "~"."""

    sign: str
    table: str
    key: str
    changes: str
    place: str


def compare(before: Tables, after: Tables) -> list[Difference]:
    """What the second reference says otherwise than the first, in the order of its tables; what is gone comes last."""
    found: list[Difference] = []
    for table in COMPARED:
        old = _by_key(getattr(before, table))
        new = _by_key(getattr(after, table))
        for key, entry in new.items():
            earlier = old.get(key)
            if earlier is None:
                found.append(Difference("+", table, key, difference(None, entry), entry.place))
                continue
            said, says = unordered(earlier), unordered(entry)
            if cells(said) != cells(says):
                found.append(Difference("~", table, key, difference(said, says), entry.place))
        for key, entry in old.items():
            if key not in new:
                found.append(Difference("-", table, key, difference(None, entry), entry.place))
    return found


def unordered(entry: AnyEntry) -> AnyEntry:
    """An entry with what has no order sorted: the sources of a fact, the properties that answer another."""
    name = _WITHOUT_ORDER.get(type(entry))
    if name is None:
        return entry
    sorted_cell = "|".join(sorted(split(getattr(entry, name))))
    return replace(entry, **{name: sorted_cell})  # type: ignore[arg-type]


def _by_key(entries: list[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(key_of(entry), entry)
    return found
