"""The reference as plain CSV: a folder with one sub-folder an area, each with any of six tables."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TypeVar

from verify.errors import VerifyError


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
class Tables:
    """All tables of a reference, in the order of their files and lines."""

    subjects: list[SubjectEntry] = field(default_factory=list)
    aliases: list[AliasEntry] = field(default_factory=list)
    properties: list[PropertyEntry] = field(default_factory=list)
    facts: list[FactEntry] = field(default_factory=list)
    lists: list[ListEntry] = field(default_factory=list)
    sources: list[SourceEntry] = field(default_factory=list)


COLUMN_NAMES = {"complete_from": "from", "complete_to": "to"}
"""Columns whose CSV name is a word that Python keeps for itself."""

_Entry = TypeVar("_Entry")


def table_files(folder: Path) -> list[Path]:
    """The CSV files of a reference, sorted. Raises VerifyError where the folder holds none."""
    files = sorted(path for name in _names() for path in folder.glob(f"**/{name}.csv"))
    if not files:
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
        total.update(hashlib.sha256(_bytes(path, _shown(path, folder))).digest())
    return total.hexdigest()


def read_tables(folder: Path, only: frozenset[str] = frozenset()) -> Tables:
    """Read the tables of a reference; `only` names those wanted ("aliases"), all by default.

    Raises VerifyError with file and line for a wrong header, a row of another length, or bytes that are not UTF-8.
    """
    tables = Tables()
    for path in table_files(folder):
        if only and path.stem not in only:
            continue
        shown = _shown(path, folder)
        if path.stem == "subjects":
            tables.subjects.extend(_read(path, shown, SubjectEntry))
        elif path.stem == "aliases":
            tables.aliases.extend(_read(path, shown, AliasEntry))
        elif path.stem == "properties":
            tables.properties.extend(_read(path, shown, PropertyEntry))
        elif path.stem == "facts":
            tables.facts.extend(_read(path, shown, FactEntry))
        elif path.stem == "lists":
            tables.lists.extend(_read(path, shown, ListEntry))
        else:
            tables.sources.extend(_read(path, shown, SourceEntry))
    return tables


def _names() -> tuple[str, ...]:
    return tuple(entry.name for entry in fields(Tables))


def _shown(path: Path, folder: Path) -> str:
    return (Path(folder.name) / path.relative_to(folder)).as_posix()


def _bytes(path: Path, shown: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise VerifyError(
            f"the table cannot be read ({error.strerror}).",
            place=shown,
            hint="Check its name and its rights.",
        ) from None


def _text(path: Path, shown: str) -> str:
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
    return text.removeprefix("\ufeff")


def _read(path: Path, shown: str, entry: type[_Entry]) -> Iterator[_Entry]:
    names = [COLUMN_NAMES.get(column.name, column.name) for column in fields(entry)][:-1]  # type: ignore[arg-type]
    rows = csv.reader(io.StringIO(_text(path, shown), newline=""), strict=True)
    place = f"{shown}:1"
    try:
        header = next(rows, [])
        if header != names:
            raise VerifyError(
                f"the header is {','.join(header)!r}.", place=place, hint=f"Write {','.join(names)!r}."
            )
        while True:
            # A row is where it begins, however many lines its cells run over.
            place = f"{shown}:{rows.line_num + 1}"
            row = next(rows, None)
            if row is None:
                return
            if not row:
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
