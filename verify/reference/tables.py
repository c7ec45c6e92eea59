"""The reference as plain CSV: a folder with one sub-folder an area, each with any of seven tables."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from operator import attrgetter
from pathlib import Path
from typing import TypeAlias

from verify.errors import VerifyError
from verify.file_errors import unreadable


@dataclass(frozen=True, slots=True)
class SubjectEntry:
    """A row of subjects.csv. `place` is "file:line" in every entry."""

    subject: str
    kind: str
    note: str
    place: str


@dataclass(frozen=True, slots=True)
class AliasEntry:
    """A row of aliases.csv; `context` holds words separated by "|"."""

    alias: str
    subject: str
    context: str
    place: str


@dataclass(frozen=True, slots=True)
class PropertyEntry:
    """A row of properties.csv; `answered_by` and `phrases` are separated by "|"."""

    property: str
    kind: str
    value: str
    time: str
    many: str
    answered_by: str
    phrases: str
    note: str
    place: str


@dataclass(frozen=True, slots=True)
class FactEntry:
    """A row of facts.csv; `sources` are separated by "|"."""

    fact: str
    subject: str
    property: str
    scope: str
    value: str
    valid_from: str
    valid_to: str
    rank: str
    disputed: str
    sources: str
    note: str
    place: str


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A row of lists.csv: the facts of a subject and property are complete from … to …, with these gaps."""

    list: str
    subject: str
    property: str
    complete_from: str
    complete_to: str
    gaps: str
    source: str
    note: str
    place: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A row of sources.csv."""

    source: str
    title: str
    publisher: str
    url: str
    kind: str
    accessed: str
    place: str


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A row of changes.csv: who changed a row of a table, when (UTC moment), why and on which sources.

    `table` and `key` name the row ("facts", "jcpoa/concluded"), `said` is how the digest of what it said from then on
    begins, empty where it was taken out; `changes` tells the cells that differ in words.
    """

    table: str
    key: str
    at: str
    by: str
    action: str
    reason: str
    sources: str
    changes: str
    said: str
    place: str


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of a reference, in the order of their files and lines."""

    subjects: list[SubjectEntry] = field(default_factory=list)
    aliases: list[AliasEntry] = field(default_factory=list)
    properties: list[PropertyEntry] = field(default_factory=list)
    facts: list[FactEntry] = field(default_factory=list)
    lists: list[ListEntry] = field(default_factory=list)
    sources: list[SourceEntry] = field(default_factory=list)
    changes: list[ChangeEntry] = field(default_factory=list)


Entry: TypeAlias = (
    SubjectEntry | AliasEntry | PropertyEntry | FactEntry | ListEntry | SourceEntry | ChangeEntry
)

ENTRIES: dict[str, type[Entry]] = {
    "subjects": SubjectEntry,
    "aliases": AliasEntry,
    "properties": PropertyEntry,
    "facts": FactEntry,
    "lists": ListEntry,
    "sources": SourceEntry,
    "changes": ChangeEntry,
}
"""What a row of each table is."""

SAID_LENGTH = 16
"""Of the hexadecimal digits of a digest, how many changes.csv keeps."""


COLUMN_NAMES = {"complete_from": "from", "complete_to": "to"}
"""Columns whose CSV name is a word that Python keeps for itself."""


def table_files(folder: Path, *, may_be_empty: bool = False) -> list[Path]:
    """The CSV files of a reference, sorted. Raises VerifyError where the folder holds none, unless it may."""
    names = frozenset(_names())
    files = sorted(path for path in folder.glob("**/*.csv") if path.stem in names)
    if not files and not may_be_empty:
        raise VerifyError(
            "this folder holds no reference tables (subjects.csv, facts.csv, …).",
            place=str(folder),
            hint="Run 'verify init' for a starter reference, or mend 'reference' in verify.toml.",
        )
    return files


def digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of all tables. Raises VerifyError for a table that cannot be read."""
    total = hashlib.sha256()
    for path in table_files(folder):
        total.update(f"{path.relative_to(folder).as_posix()}\x1f".encode())
        total.update(hashlib.sha256(_bytes(path, shown_path(path, folder))).digest())
    return total.hexdigest()


def read_tables(folder: Path, only: frozenset[str] = frozenset()) -> Tables:
    """Read the tables of a reference; `only` names those wanted ("aliases"), all by default.

    Raises VerifyError with file and line for a wrong header, a row of another length, or bytes that are not UTF-8.
    """
    tables = Tables()
    for path in table_files(folder):
        if only and path.stem not in only:
            continue
        shown = shown_path(path, folder)
        rows: list[Entry] = getattr(tables, path.stem)
        rows.extend(_entries_of(read_text(path, shown), shown, path.stem))
    return tables


def facts_of(folder: Path, properties: frozenset[str]) -> list[FactEntry]:
    """The facts of some properties; a table that names none of them is not read further."""
    found: list[FactEntry] = []
    for path in table_files(folder):
        if path.stem != "facts":
            continue
        shown = shown_path(path, folder)
        text = read_text(path, shown)
        if any(f",{name}," in text for name in properties):
            entries = _entries_of(text, shown, path.stem)
            found += [e for e in entries if isinstance(e, FactEntry) and e.property in properties]
    return found


def said(entry: Entry) -> str:
    """A digest of what an entry says, wherever it stands: SHA-256 in hexadecimal digits."""
    return hashlib.sha256("\x1f".join(_CELLS[type(entry)](entry)).encode()).hexdigest()


def cells(entry: Entry) -> tuple[str, ...]:
    """The cells of an entry, in the order of its table's header."""
    found: tuple[str, ...] = _CELLS[type(entry)](entry)
    return found


def key_of(entry: Entry) -> str:
    """What tells an entry from the others of its table: its first cell; of an alias whose it is, too."""
    if isinstance(entry, ChangeEntry):
        return f"{entry.table} {entry.key} {entry.at} {entry.said}"
    if isinstance(entry, AliasEntry):
        return f"{entry.alias} → {entry.subject}" + (f" [{entry.context}]" if entry.context else "")
    return cells(entry)[0]


def _names() -> tuple[str, ...]:
    return tuple(entry.name for entry in fields(Tables))


def shown_path(path: Path, folder: Path) -> str:
    """How messages call a table: from the reference's folder on."""
    return (Path(folder.name) / path.relative_to(folder)).as_posix()


def _bytes(path: Path, shown: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(error, shown, what="the table") from None


def read_text(path: Path, shown: str) -> str:
    """The text of a table. Raises VerifyError for one that cannot be read, is not UTF-8 or holds a NUL."""
    data = _bytes(path, shown)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise VerifyError(
            f"byte {error.start} ({data[error.start]:#04x}) is not UTF-8.",
            place=f"{shown}:{data.count(10, 0, error.start) + 1}",
            hint="Save the file as UTF-8.",
        ) from None
    if (at := text.find("\0")) >= 0:
        raise VerifyError(
            "the row holds a NUL character, which no database keeps.",
            place=f"{shown}:{text.count(chr(10), 0, at) + 1}",
            hint="Remove it, or save the file as UTF-8.",
        )
    return text


def column_names(table: str) -> list[str]:
    """The header of a table."""
    return [COLUMN_NAMES.get(column.name, column.name) for column in fields(ENTRIES[table])][:-1]


@dataclass(frozen=True, slots=True)
class Row:
    """An entry, and its range in the text of its table, line end included."""

    entry: Entry
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table; `body` is where the first may stand, behind the header."""

    body: int
    rows: list[Row]


def rows_of(text: str, shown: str, table: str) -> Rows:
    """The rows of a table's text. Raises VerifyError with file and line for a wrong header or row."""
    lines = _Lines(text)
    parsed = _parsed(lines, shown, table)
    next(parsed)
    start = body = lines.at
    found: list[Row] = []
    for entry in parsed:
        if entry is not None:
            found.append(Row(entry, start, lines.at))
        start = lines.at
    return Rows(body, found)


def _entries_of(text: str, shown: str, table: str) -> list[Entry]:
    """What the rows of a table's text say, wherever they stand in it; raises as `rows_of` does."""
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    return [entry for entry in _parsed(lines, shown, table) if entry is not None]


def _parsed(lines: Iterator[str], shown: str, table: str) -> Iterator[Entry | None]:
    """None for the header and for lines that are empty, the entry for every other row."""
    names, entry = column_names(table), ENTRIES[table]
    reader = csv.reader(lines, strict=True)
    place = f"{shown}:1"
    try:
        header = next(reader, [])
        if header != names:
            raise VerifyError(
                f"the header is {','.join(header)!r}.", place=place, hint=f"Write {','.join(names)!r}."
            )
        yield None
        while True:
            # A row is where it begins, however many lines its cells run over.
            place = f"{shown}:{reader.line_num + 1}"
            row = next(reader, None)
            if row is None:
                return
            if not row:
                yield None
                continue
            if len(row) != len(names):
                raise VerifyError(
                    f"the row has {len(row)} cells where the header has {len(names)}.",
                    place=place,
                    hint="Put quotes around a cell that holds a comma.",
                )
            yield entry(*row, place)  # type: ignore[call-arg]
    except csv.Error as error:
        raise VerifyError(f"the row is not CSV ({error}).", place=place, hint="Check its quotes.") from None


class _Lines:
    """The lines of a text with their ends, and how far they were read (code points)."""

    def __init__(self, text: str) -> None:
        self.at = len(text) - len(text.removeprefix("\ufeff"))
        self._lines = io.StringIO(text[self.at :], newline="")

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.at += len(line)
        return line


_CELLS = {
    entry: attrgetter(*(column.name for column in fields(entry) if column.name != "place"))
    for entry in ENTRIES.values()
}
