"""Changing the reference: every change is a row that says something else, and who changed it, why, on which sources."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from verify import shipped
from verify.errors import ExitCode, VerifyError
from verify.reference.home import Home
from verify.reference.lint import Complaint, lint
from verify.reference.load import refuse
from verify.reference.tables import (
    ENTRIES,
    SAID_LENGTH,
    AliasEntry,
    ChangeEntry,
    Entry,
    FactEntry,
    SourceEntry,
    SubjectEntry,
    Tables,
    cells,
    column_names,
    key_of,
    said,
)
from verify.reference.vocabulary import stated_of

OWN_AREA = "house"
"""Where rows go whose subject stands nowhere yet."""

BELIEVED = ("value", "valid_from", "valid_to", "scope")
"""The cells of a fact that a source says: they change only with a source."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes the reference, when (a UTC moment), and why."""

    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row changed or added: `action` is added, corrected, deprecated, or imported."""

    table: str
    key: str
    action: str
    changes: str


@dataclass(frozen=True, slots=True)
class Curated:
    """The home as it would stand, and what changed in it."""

    home: Home
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """What is to be added: a fact of a subject, and with it the subject, aliases and sources that are new.

    Without a `property`, only aliases, or the subject itself. `fact` is the code wanted, else one is made.
    """

    subject: str
    property: str = ""
    value: str = ""
    kind: str = ""
    aliases: tuple[AliasEntry, ...] = ()
    sources: tuple[str, ...] = ()
    new_source: SourceEntry | None = None
    fact: str = ""
    scope: str = ""
    valid_from: str = ""
    valid_to: str = ""
    rank: str = "normal"
    disputed: str = ""
    note: str = ""
    area: str = ""


def add(home: Home, wanted: Addition, author: Author) -> Curated:
    """Add a fact, or a subject or aliases. Raises VerifyError for what lint would refuse, and for what is there."""
    tables = home.tables()
    known = next((entry for entry in tables.subjects if entry.subject == wanted.subject), None)
    area = wanted.area or home.area_of("subjects", wanted.subject) or OWN_AREA
    refuse_area(area)
    properties = {entry.property for entry in tables.properties}
    if wanted.property and wanted.property not in properties:
        raise _usage(f"{wanted.property!r} is no property.", f"Known are: {', '.join(sorted(properties))}.")
    rows: list[tuple[str, Entry]] = []
    names = {entry.subject for entry in tables.aliases if entry.alias == wanted.subject}
    if known is None and names:
        raise _usage(f"{wanted.subject!r} is another name of {min(names)!r}.", "Write that as the subject.")
    if known is None:
        rows.append(("subjects", SubjectEntry(wanted.subject, _kind(tables, wanted), "", "")))
    elif wanted.kind and wanted.kind != known.kind:
        raise _usage(
            f"{wanted.subject!r} is a subject of the kind {known.kind!r} already ({known.place}).",
            "Leave --kind out, or mend the row.",
        )
    if wanted.new_source is not None:
        rows.append(("sources", wanted.new_source))
    rows += [("aliases", alias) for alias in wanted.aliases]
    if wanted.property:
        rows.append(("facts", _fact(tables, wanted)))
    if not rows:
        raise _usage(
            f"{wanted.subject!r} is a subject already.", "Name a property and a value, or give --alias."
        )
    for table, entry in rows:
        _refuse_repeated(home, table, entry)
    return written(home, [(table, entry, area, "added") for table, entry in rows], author)


def correct(
    home: Home, code: str, cells_given: Mapping[str, str], author: Author, *, new_source: SourceEntry | None
) -> Curated:
    """Let a fact say something else. `cells_given` has the columns that change.

    Raises VerifyError where nothing would change, where a value changes and no source is given, and for what lint
    would refuse.
    """
    entry, area = _standing(home, code)
    after = replace(entry, **cells_given)
    different = [name for name in cells_given if getattr(entry, name) != getattr(after, name)]
    if not different:
        raise _usage(
            f"the fact {code!r} says that already ({entry.place}).", f"See: verify reference show {code}"
        )
    if any(name in BELIEVED for name in different) and "sources" not in cells_given:
        raise _usage(
            f"a new {different[0]} needs its source.",
            "Name it with --source, and with it the old ones that say so too.",
        )
    rows: list[tuple[str, Entry, str, str]] = [("facts", after, area, "corrected")]
    if new_source is not None:
        _refuse_repeated(home, "sources", new_source)
        rows.insert(0, ("sources", new_source, area, "added"))
    return written(home, rows, author)


def deprecate(home: Home, code: str, author: Author, *, sources: Sequence[str]) -> Curated:
    """Let a fact count no more; it stays in its table. `sources` say why, and go into the log of changes."""
    entry, area = _standing(home, code)
    if entry.rank == "deprecated":
        raise _usage(f"the fact {code!r} is deprecated already ({entry.place}).", "Nothing is left to do.")
    known = {source.source for source in home.tables().sources}
    for name in sources:
        if name not in known:
            raise _usage(f"{name!r} is no source.", "Name one of sources.csv.")
    after = replace(entry, rank="deprecated")
    return written(home, [("facts", after, area, "deprecated")], author, sources=sources)


def written(
    home: Home,
    rows: Sequence[tuple[str, Entry, str, str]],
    author: Author,
    *,
    sources: Sequence[str] = (),
) -> Curated:
    """The home with rows (table, entry, area, action) written and logged; a row with a key that stands replaces it.

    Raises VerifyError for an author without a name or a reason, and for what lint refuses of the result.
    """
    if not author.reason.strip():
        raise _usage("a change needs its reason.", "Say why with --reason.")
    if not author.by.strip():
        raise _usage("a change needs its author.", "Say who with --actor, or write actor into verify.toml.")
    index, stood = home.index(), _places(home)
    changes: list[Change] = []
    mended: dict[tuple[str, str], Entry] = {}
    logged: dict[str, list[ChangeEntry]] = {}
    fresh: dict[tuple[str, str], list[Entry]] = {}
    for table, entry, area, action in rows:
        key = key_of(entry)
        found = index.get((table, key))
        told = difference(found[1].entry if found else None, entry)
        if found is None:
            fresh.setdefault((table, area), []).append(entry)
        else:
            mended[table, key] = entry
        if table == "changes":
            continue
        changes.append(Change(table, key, action, told))
        cited = "|".join(sources) or (entry.sources if isinstance(entry, FactEntry) else "")
        logged.setdefault(area, []).append(
            ChangeEntry(
                table,
                key,
                author.at,
                author.by,
                action,
                author.reason,
                cited,
                told,
                said(entry)[:SAID_LENGTH],
                "",
            )
        )
    home = home.replaced(mended)
    for (table, area), entries in fresh.items():
        home = home.added(table, entries, area)
    for area, entries_of_log in logged.items():
        home = home.added("changes", entries_of_log, area)
    refuse([_of_no_row(found, stood) for found in lint(home.tables())])
    return Curated(home, tuple(changes))


def _places(home: Home) -> frozenset[str]:
    return frozenset(row.entry.place for file in home.files for row in file.rows)


def _of_no_row(complaint: Complaint, stood: frozenset[str]) -> Complaint:
    """A complaint; one of a row that stands nowhere yet names the table and no line that nobody could look up."""
    if complaint.place in stood:
        return complaint
    return replace(complaint, place=f"the new row of {complaint.place.rpartition(':')[0]}")


def difference(before: Entry | None, after: Entry) -> str:
    """What another row says otherwise, in words: "value 2015-07-04 → 2015-07-14; note → by the gazette"."""
    names = column_names(_table_of(after))
    old = cells(before) if before is not None else ("",) * len(names)
    told = [
        f"{name} {was} → {now}".replace("  ", " ") if was else f"{name} → {now}"
        for name, was, now in zip(names, old, cells(after), strict=True)
        if was != now
    ]
    return "; ".join(told if before is not None else told[1:])


def _table_of(entry: Entry) -> str:
    return next(name for name, kind in ENTRIES.items() if kind is type(entry))


def _standing(home: Home, code: str) -> tuple[FactEntry, str]:
    found = home.find("facts", code)
    if found is None:
        raise _usage(f"there is no fact {code!r}.", f"Look for it: verify reference search {code!r}")
    entry = found[1].entry
    assert isinstance(entry, FactEntry)
    return entry, home.area_of("facts", code) or OWN_AREA


def _kind(tables: Tables, wanted: Addition) -> str:
    if wanted.kind:
        return wanted.kind
    described = next((entry for entry in tables.properties if entry.property == wanted.property), None)
    if described is not None:
        return stated_of(described)
    kinds = ", ".join(sorted({entry.kind for entry in tables.subjects}))
    raise _usage(f"{wanted.subject!r} is no subject yet.", f"Say what it is with --kind: {kinds}.")


def _fact(tables: Tables, wanted: Addition) -> FactEntry:
    codes = {entry.fact for entry in tables.facts}
    if wanted.fact in codes:
        raise _usage(
            f"there is a fact {wanted.fact!r} already.", f"Correct it: verify reference correct {wanted.fact}"
        )
    return FactEntry(
        fact=wanted.fact or Codes.of(tables).new(wanted.subject, wanted.property, wanted.value),
        subject=wanted.subject,
        property=wanted.property,
        scope=wanted.scope,
        value=wanted.value,
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
        rank=wanted.rank,
        disputed=wanted.disputed,
        sources="|".join(wanted.sources),
        note=wanted.note,
        place="",
    )


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a reference's facts, how those of each subject begin, and which properties have several values."""

    taken: set[str]
    stems: dict[str, str]
    many: frozenset[str]

    @classmethod
    def of(cls, tables: Tables) -> Codes:
        """Those of some tables."""
        stems: dict[str, str] = {}
        for entry in tables.facts:
            begun = entry.fact.rpartition("/")[0]
            if begun:
                stems.setdefault(entry.subject, begun)
        described = (entry for entry in tables.properties if entry.many == "yes" or entry.time == "state")
        return cls(
            {entry.fact for entry in tables.facts}, stems, frozenset(entry.property for entry in described)
        )

    def new(self, subject: str, property: str, value: str) -> str:
        """A code for a new fact: how those of its subject begin, and its property; of several values, the value."""
        stem = self.stems.get(subject) or slug(subject)
        wanted = code = f"{stem}/{slug(value if property in self.many else property)}"
        number = 2
        while code in self.taken:
            code, number = f"{wanted}-{number}", number + 1
        self.taken.add(code)
        return code


def slug(words: str) -> str:
    """Words as a part of a code: "Joint Plan of Action" is "joint-plan-of-action"."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "fact"


def _refuse_repeated(home: Home, table: str, entry: Entry) -> None:
    found = home.find(table, key_of(entry))
    if found is not None:
        raise _usage(
            f"{cells(entry)[0]!r} stands already at {found[1].entry.place}.",
            "Leave it out, or mend that row.",
        )


def refuse_shipped(folder: Path) -> None:
    """Raise VerifyError (exit code 2) for the reference that came with verify."""
    if folder.resolve() == shipped.reference().resolve():
        raise VerifyError(
            "this is the reference that ships with verify, which no command edits.",
            place=str(folder),
            hint="Make a workspace with a reference of your own: verify init",
            exit_code=ExitCode.USAGE,
        )


def refuse_area(area: str) -> None:
    """Raise VerifyError (exit code 2) for an area that is no folder below the reference."""
    parts = area.split("/")
    if any(part in ("", ".", "..") or part.startswith(".") or "\\" in part or "\0" in part for part in parts):
        raise _usage(f"{area!r} names no area.", "Name a folder below the reference: house.")


def _usage(message: str, hint: str) -> VerifyError:
    return VerifyError(message, hint=hint, exit_code=ExitCode.USAGE)
