"""Finding what the reference knows: by words, wherever they stand in a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verify.reference.tables import ENTRIES, AliasEntry, Entry, FactEntry, ListEntry, Tables, cells, key_of

SEARCHED = ("subjects", "aliases", "properties", "facts", "lists", "sources")


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that holds the words looked for; `words` is what it says, `place` where it stands ("file:line")."""

    table: str
    key: str
    words: str
    place: str


def search(tables: Tables, words: str, *, only: str | None = None) -> list[Hit]:
    """The rows that hold all of some words, in any case and order; those whose name they are first."""
    wanted = words.casefold().split()
    hits = [hit for name in SEARCHED if only in (None, name) for hit in _hits(tables, name, wanted)]
    exact = words.casefold().strip()
    return sorted(hits, key=lambda hit: hit.key.casefold() != exact)


def _hits(tables: Tables, name: str, wanted: list[str]) -> Iterator[Hit]:
    entries: list[Entry] = getattr(tables, name)
    for entry in entries:
        said = "\x1f".join(cells(entry)).casefold()
        if wanted and all(word in said for word in wanted):
            yield Hit(name, key_of(entry), in_words(entry), entry.place)


def in_words(entry: Entry) -> str:
    """What a row says, in a few words."""
    if isinstance(entry, FactEntry):
        days = (
            f", {entry.valid_from or '…'} to {entry.valid_to or '…'}"
            if entry.valid_from or entry.valid_to
            else ""
        )
        scope = f" ({entry.scope})" if entry.scope else ""
        marks = "".join(
            f" [{mark}]"
            for mark in (entry.rank if entry.rank != "normal" else "", "disputed" if entry.disputed else "")
            if mark
        )
        return f"{entry.subject} {entry.property}{scope}: {entry.value}{days}{marks}"
    if isinstance(entry, AliasEntry):
        return f"{entry.alias} is {entry.subject}" + (f" beside {entry.context}" if entry.context else "")
    if isinstance(entry, ListEntry):
        bounds = f"{entry.complete_from or '…'} to {entry.complete_to or '…'}"
        return f"{entry.property} of {entry.subject} is complete, {bounds}"
    return ", ".join(cell for cell in cells(entry) if cell)


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that the tables say of a name: rows by table, sources included."""

    name: str
    rows: dict[str, tuple[Entry, ...]]


def portrait(tables: Tables, name: str) -> Portrait | None:
    """What the tables say of a subject (by its name or an alias), a fact, a source, a property or a list.

    None where nothing has that name.
    """
    subjects = {entry.subject for entry in tables.subjects}
    folded = name.casefold()
    subject = name if name in subjects else None
    facts = tuple(entry for entry in tables.facts if entry.fact == name)
    if subject is None and not facts:
        named = [entry.subject for entry in tables.aliases if entry.alias.casefold() == folded]
        named += [entry for entry in sorted(subjects) if entry.casefold() == folded]
        subject = named[0] if named else None
    rows: dict[str, tuple[Entry, ...]] = {}
    if subject is not None:
        facts = tuple(entry for entry in tables.facts if entry.subject == subject)
        rows["subjects"] = tuple(entry for entry in tables.subjects if entry.subject == subject)
        rows["aliases"] = tuple(entry for entry in tables.aliases if entry.subject == subject)
        rows["lists"] = tuple(entry for entry in tables.lists if entry.subject == subject)
    else:
        for table in ("sources", "properties", "lists"):
            entries: list[Entry] = getattr(tables, table)
            rows[table] = tuple(entry for entry in entries if key_of(entry) == name)
    rows["facts"] = facts
    if not any(rows.values()):
        return None
    cited = {code for fact in facts for code in fact.sources.split("|")}
    rows["sources"] = rows.get("sources", ()) + tuple(
        entry for entry in tables.sources if entry.source in cited
    )
    return Portrait(subject or name, {table: rows[table] for table in ENTRIES if rows.get(table)})
