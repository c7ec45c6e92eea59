"""What a spec adds to the reference, corrects in it and leaves out of it: rows of its tables, with few cells."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import TypeAlias

from verify.checks.scenario import slug
from verify.checks.step_error import StepError
from verify.reference.tables import (
    COLUMN_NAMES,
    AliasEntry,
    FactEntry,
    ListEntry,
    PropertyEntry,
    SourceEntry,
    SubjectEntry,
    Tables,
)
from verify.reference.vocabulary import stated_of

Entry: TypeAlias = SubjectEntry | AliasEntry | PropertyEntry | FactEntry | ListEntry | SourceEntry

OWN_SOURCE = "spec"
"""The source of rows that name none."""

REQUIRED: Mapping[type[Entry], tuple[str, ...]] = {
    SubjectEntry: ("subject", "kind"),
    AliasEntry: ("alias", "subject"),
    PropertyEntry: ("property", "kind"),
    FactEntry: ("subject", "property", "value"),
    ListEntry: ("subject", "property"),
    SourceEntry: ("source",),
}
"""The columns that a table of a spec must have; the rest have defaults."""

_DEFAULTS: Mapping[type[Entry], Mapping[str, str]] = {
    PropertyEntry: {"value": "date", "time": "dated", "many": "no"},
    FactEntry: {"rank": "normal", "sources": OWN_SOURCE},
    ListEntry: {"source": OWN_SOURCE},
}

_TABLES: Mapping[type[Entry], str] = {
    SubjectEntry: "subjects",
    AliasEntry: "aliases",
    PropertyEntry: "properties",
    FactEntry: "facts",
    ListEntry: "lists",
    SourceEntry: "sources",
}


def columns(entry: type[Entry]) -> dict[str, str]:
    """The columns of a table, by the name of the entry's field that each fills."""
    return {column.name: COLUMN_NAMES.get(column.name, column.name) for column in fields(entry)[:-1]}


def entry_of(entry: type[Entry], cells: Mapping[str, str], place: str) -> Entry:
    """An entry of the cells of a row by column, empty ones filled with what goes without saying.

    `place` is "file:line:column". Raises StepError for a cell that must not be empty.
    """
    known = columns(entry)
    given = {name: cells.get(column, "").strip() for name, column in known.items()}
    for column in REQUIRED[entry]:
        if not given[column]:
            raise StepError(f"the row has no {column}.", "Fill in the cell.")
    filled = given | {name: default for name, default in _DEFAULTS.get(entry, {}).items() if not given[name]}
    if entry is PropertyEntry and not filled["phrases"]:
        filled["phrases"] = filled["property"]
    if entry is SourceEntry:
        filled["title"] = filled["title"] or filled["source"]
    return entry(**filled, place=place)


@dataclass(frozen=True, slots=True)
class Removal:
    """What a spec takes off the record: the facts and lists of a subject, of one property or of all."""

    subject: str
    property: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """How the reference of a spec departs from that of the workspace.

    `bare`: only the properties of the workspace stay. Then removals, corrections (value by fact) and rows follow;
    a row takes the place of the workspace's of the same name.
    """

    bare: bool = False
    removals: tuple[Removal, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    rows: tuple[Entry, ...] = ()

    def __bool__(self) -> bool:
        return self != Changes()

    def applied(self, tables: Tables) -> Tables:
        """The tables with these changes; the tables given stay as they are."""
        changed = Tables(properties=list(tables.properties)) if self.bare else _copied(tables)
        for removal in self.removals:
            changed.facts[:] = [entry for entry in changed.facts if not _removes(removal, entry)]
            changed.lists[:] = [entry for entry in changed.lists if not _removes(removal, entry)]
        values = dict(self.corrections)
        changed.facts[:] = [
            replace(entry, value=values[entry.fact]) if entry.fact in values else entry
            for entry in changed.facts
        ]
        rows = _named(self.rows, changed)
        rows += _implied(rows, changed)
        for entry, name in _TABLES.items():
            own = [row for row in rows if isinstance(row, entry)]
            kept: list[Entry] = getattr(changed, name)
            if entry is not AliasEntry:
                key = attrgetter(fields(entry)[0].name)
                replaced = {key(row) for row in own}
                kept[:] = [row for row in kept if key(row) not in replaced]
            kept += own
        return changed


def require_fact(tables: Tables, fact: str) -> None:
    """Raise StepError where no fact is called so."""
    known = {entry.fact for entry in tables.facts}
    if fact not in known:
        raise StepError(f"no fact is called {fact!r}.", _nearest(fact, known))


def require_removable(tables: Tables, removal: Removal) -> None:
    """Raise StepError where there is nothing to take off the record."""
    entries: tuple[FactEntry | ListEntry, ...] = (*tables.facts, *tables.lists)
    if any(_removes(removal, entry) for entry in entries):
        return
    about = f" about {removal.property!r}" if removal.property else ""
    known = {entry.subject for entry in tables.facts}
    hint = "Remove the step." if removal.subject in known else _nearest(removal.subject, known)
    raise StepError(f"nothing is on record{about} of {removal.subject!r} as it is.", hint)


def _nearest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, sorted(set(known)), n=1)
    return f"Nearest: {close[0]!r}" if close else "Write it as the reference has it."


def _copied(tables: Tables) -> Tables:
    return Tables(**{column.name: list(getattr(tables, column.name)) for column in fields(Tables)})


def _removes(removal: Removal, entry: FactEntry | ListEntry) -> bool:
    return entry.subject == removal.subject and removal.property in (None, entry.property)


def _named(rows: Iterable[Entry], tables: Tables) -> list[Entry]:
    """The rows, facts and lists that have no name with one of their own."""
    taken = Counter[str]()
    known = {entry.fact for entry in tables.facts} | {entry.list for entry in tables.lists}
    named: list[Entry] = []
    for row in rows:
        if isinstance(row, FactEntry) and not row.fact:
            row = replace(row, fact=_free(row, taken, known))
        elif isinstance(row, ListEntry) and not row.list:
            row = replace(row, list=_free(row, taken, known))
        named.append(row)
    return named


def _free(row: FactEntry | ListEntry, taken: Counter[str], known: set[str]) -> str:
    stem = f"{OWN_SOURCE}/{slug(row.subject)}/{slug(row.property)}"
    while True:
        taken[stem] += 1
        name = stem if taken[stem] == 1 else f"{stem}/{taken[stem]}"
        if name not in known:
            return name


def _implied(rows: Sequence[Entry], tables: Tables) -> list[Entry]:
    """What rows need that nobody wrote down: the spec as a source, and subjects of the kind their property has."""
    properties = {entry.property: entry for entry in tables.properties}
    properties |= {row.property: row for row in rows if isinstance(row, PropertyEntry)}
    subjects = {entry.subject for entry in (*tables.subjects, *rows) if isinstance(entry, SubjectEntry)}
    sources = {entry.source for entry in (*tables.sources, *rows) if isinstance(entry, SourceEntry)}
    implied: list[Entry] = []
    for row in rows:
        cited = (
            row.sources if isinstance(row, FactEntry) else row.source if isinstance(row, ListEntry) else ""
        )
        if cited == OWN_SOURCE and OWN_SOURCE not in sources:
            sources.add(OWN_SOURCE)
            implied.append(SourceEntry(OWN_SOURCE, "This spec", OWN_SOURCE, "", "spec", "", row.place))
        if not isinstance(row, FactEntry) or row.property not in properties:
            continue
        described = properties[row.property]
        named = {row.subject: stated_of(described)}
        if described.value == "subject":
            named[row.value] = "person" if described.kind == "office" else "organization"
        for name, kind in named.items():
            if name not in subjects:
                subjects.add(name)
                implied.append(SubjectEntry(name, kind, "", row.place))
    return implied
