"""The tables as files that a person edits: rows are replaced and added, and every other byte stays as it is."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from verify.errors import ExitCode, VerifyError
from verify.file_errors import unwritable
from verify.reference.tables import (
    ENTRIES,
    Entry,
    Row,
    Tables,
    cells,
    column_names,
    key_of,
    read_text,
    rows_of,
    shown_path,
    table_files,
)


@dataclass(frozen=True, slots=True)
class TableFile:
    """One table of one area: its text as it came, and where each row stands in it.

    `before` is what the file held when it was read, None where there was none.
    """

    path: Path
    shown: str
    text: str
    rows: tuple[Row, ...]
    before: str | None

    @property
    def table(self) -> str:
        """The name of the table: "facts"."""
        return self.path.stem

    @property
    def line_end(self) -> str:
        """How its lines end."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def with_text(self, text: str) -> TableFile:
        """The file with another text. Raises VerifyError for one that is no such table."""
        return replace(self, text=text, rows=tuple(rows_of(text, self.shown, self.table).rows))


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of a reference with all its files, sorted as they are read."""

    folder: Path
    files: tuple[TableFile, ...]

    def tables(self) -> Tables:
        """What all files say together."""
        tables = Tables()
        for file in self.files:
            rows: list[Entry] = getattr(tables, file.table)
            rows.extend(row.entry for row in file.rows)
        return tables

    def find(self, table: str, key: str) -> tuple[TableFile, Row] | None:
        """The row of a table that a key names, and its file."""
        for file in self.files:
            if file.table == table:
                for row in file.rows:
                    if key_of(row.entry) == key:
                        return file, row
        return None

    def with_file(self, changed: TableFile) -> Home:
        """The home with a file changed or added."""
        others = [file for file in self.files if file.path != changed.path]
        ordered = sorted([*others, changed], key=lambda file: (list(ENTRIES).index(file.table), file.path))
        return replace(self, files=tuple(ordered))

    def index(self) -> dict[tuple[str, str], tuple[TableFile, Row]]:
        """Every row by its table and key, with its file; of several with one key the first."""
        found: dict[tuple[str, str], tuple[TableFile, Row]] = {}
        for file in self.files:
            for row in file.rows:
                found.setdefault((file.table, key_of(row.entry)), (file, row))
        return found

    def replaced(self, entries: Mapping[tuple[str, str], Entry]) -> Home:
        """The home with rows saying something else, each in its place. Raises KeyError where there is no such row."""
        index = self.index()
        by_file: dict[Path, list[tuple[Row, Entry]]] = {}
        for key, entry in entries.items():
            file, row = index[key]
            by_file.setdefault(file.path, []).append((row, entry))
        home = self
        for file in self.files:
            text = file.text
            for row, entry in sorted(by_file.get(file.path, ()), key=lambda pair: -pair[0].start):
                old = text[row.start : row.end]
                end = old[len(old.rstrip("\r\n")) :]
                text = text[: row.start] + csv_line(cells(entry), end) + text[row.end :]
            if text != file.text:
                home = home.with_file(file.with_text(text))
        return home

    def added(self, table: str, entries: Iterable[Entry], area: str) -> Home:
        """The home with rows added at the end of a table of an area, which need not exist yet."""
        new = list(entries)
        if not new:
            return self
        path = self.folder / area / f"{table}.csv"
        file = next((file for file in self.files if file.path == path), None)
        if file is None:
            text = csv_line(column_names(table), "\n")
            file = TableFile(path, shown_path(path, self.folder), text, (), None)
        end = file.line_end
        text = file.text if not file.text or file.text.endswith(("\n", "\r")) else file.text + end
        return self.with_file(file.with_text(text + "".join(csv_line(cells(entry), end) for entry in new)))

    def area_of(self, table: str, key: str) -> str | None:
        """The area, relative to the folder, in which a row stands."""
        found = self.find(table, key)
        return found[0].path.parent.relative_to(self.folder).as_posix() if found else None


def read_home(folder: Path, *, may_be_empty: bool = False) -> Home:
    """Read the files of a reference. Raises VerifyError with file and line for what is no table.

    A folder without any is refused, unless it `may_be_empty`.
    """
    files = []
    for path in table_files(folder, may_be_empty=may_be_empty):
        shown = shown_path(path, folder)
        text = read_text(path, shown)
        files.append(TableFile(path, shown, text, tuple(rows_of(text, shown, path.stem).rows), text))
    return Home(folder, tuple(files))


def write_home(home: Home) -> list[str]:
    """Write the files that changed, each whole or not at all; returns their names as messages call them.

    Raises VerifyError, before anything is written, where one of them was changed by somebody else meanwhile, and
    where a file cannot be written.
    """
    changed = [file for file in home.files if file.text != file.before]
    for file in changed:
        held = read_text(file.path, file.shown) if file.path.exists() else None
        if held != file.before:
            raise VerifyError(
                "the table was changed meanwhile.", place=file.shown, hint="Run the command again."
            )
    # The log of changes goes first: it says nothing of a row that did not change after all.
    for file in sorted(changed, key=lambda file: file.table != "changes"):
        try:
            file.path.parent.mkdir(parents=True, exist_ok=True)
            draft = file.path.with_name(f".{file.path.name}.{os.getpid()}")
            draft.write_bytes(file.text.encode())
            draft.replace(file.path)
        except OSError as error:
            hint = "Make a reference of your own with 'verify init', or check the folder's permissions."
            raise unwritable(error, file.shown, what="the table", hint=hint) from None
    return [file.shown for file in changed]


def csv_line(row: Iterable[str], end: str) -> str:
    """A row of CSV, quoted where it must be. Raises VerifyError for characters that no table keeps."""
    written = io.StringIO()
    given = list(row)
    for cell in given:
        if "\0" in cell or any("\ud800" <= char <= "\udfff" for char in cell):
            raise VerifyError(
                "a cell holds a character that no table keeps.",
                hint="Remove it: a NUL, or half a character.",
                exit_code=ExitCode.USAGE,
            )
    # The writer quotes what holds a part of its own line end, whichever the file's is.
    csv.writer(written, lineterminator="\r\n").writerow(given)
    return written.getvalue().removesuffix("\r\n") + end


def tables_text(tables: Tables) -> Mapping[str, str]:
    """The text of each table that has rows, by its name."""
    return {
        name: "".join(
            [csv_line(column_names(name), "\n"), *(csv_line(cells(entry), "\n") for entry in entries)]
        )
        for name in ENTRIES
        if (entries := getattr(tables, name))
    }
