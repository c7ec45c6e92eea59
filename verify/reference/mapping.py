"""Foreign tables made rows of the reference, by a small mapping file in TOML."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from verify.errors import ExitCode, VerifyError
from verify.file_errors import unreadable
from verify.reference.lint import Complaint
from verify.reference.tables import COLUMN_NAMES, ENTRIES, Entry
from verify.toml_file import read_toml

MAPPED = {"subject": "subjects", "alias": "aliases", "fact": "facts", "source": "sources"}
"""What a mapping can make, and into which table it goes."""

CONVERSIONS = ("text", "date")
WIKIDATA_PRECISION = {"9": len("2015"), "10": len("2015-07"), "11": len("2015-07-14")}
_WIKIDATA_ROWS = ("results", "bindings")
_GAP = re.compile(r"\{([^{}]*)\}")
_UNKEPT = re.compile("[\0\ud800-\udfff]")
_MOMENT = re.compile(r"\+?(\d{4}-\d{2}-\d{2})T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?")


@dataclass(frozen=True, slots=True)
class Column:
    """How a column is made: `origin` is the foreign column, the rest is done to its cell in this order.

    `pattern` keeps its first group (or all it matches), `words` replaces whole cells, `kind` is text or date; a date
    may have a `date_format` (as strptime knows it) and a foreign column that holds Wikidata's precision.
    """

    origin: str
    pattern: re.Pattern[str] | None = None
    words: Mapping[str, str] | None = None
    kind: str = "text"
    date_format: str | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """One row that a mapping makes: `cells` are templates by column, `when` must come out non-empty, if given."""

    table: str
    cells: Mapping[str, str]
    when: str | None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping file, read: how the foreign table is written, and what its rows become."""

    place: str
    format: str | None
    delimiter: str
    encoding: str
    rows: tuple[str, ...] | None
    columns: Mapping[str, Column]
    made: tuple[Made, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """The rows that a foreign table becomes, by table and with the foreign place in each, and what is wrong there."""

    rows: tuple[tuple[str, Entry], ...]
    refused: tuple[Complaint, ...]


def read_mapping(path: Path) -> TableMapping:
    """Read a mapping file. Raises VerifyError for what is no mapping, with what to write instead."""
    place = str(path)
    given = read_toml(path, what="the mapping").said
    known = {"format", "delimiter", "encoding", "rows", "columns", *MAPPED}
    for name in given:
        if name not in known:
            raise _bad(place, f"nothing is called {name!r}.", f"Known are: {', '.join(sorted(known))}.")
    made = tuple(found for word in MAPPED for found in _made(given.get(word, []), word, place))
    if not any(found.table != "sources" for found in made):
        raise _bad(
            place, "the mapping makes nothing.", "Write at least one [[fact]], [[subject]] or [[alias]]."
        )
    rows = given.get("rows")
    return TableMapping(
        place=place,
        format=_one_of(given.get("format"), ("csv", "json"), "format", place),
        delimiter=_delimiter(given.get("delimiter", ","), place),
        encoding=_encoding(given.get("encoding", "utf-8-sig"), place),
        rows=tuple(str(rows).split(".")) if rows else None,
        columns=_columns(given.get("columns", {}), place),
        made=made,
    )


def _made(given: object, word: str, place: str) -> Iterator[Made]:
    table = MAPPED[word]
    known = [COLUMN_NAMES.get(column.name, column.name) for column in fields(ENTRIES[table])][:-1]
    for row in given if isinstance(given, list) else [given]:
        if not isinstance(row, dict):
            raise _bad(place, f"{word} is no table.", f"Write it below [[{word}]].")
        for name, cell in row.items():
            if name not in known and name != "when":
                raise _bad(place, f"{word} has no cell {name!r}.", f"Known are: {', '.join(known)}.")
            if not isinstance(cell, str):
                raise _bad(place, f"{name} of {word} is not a text.", f'Write: {name} = "…"')
        needed = known[0] if word != "fact" else "subject"
        if needed not in row:
            raise _bad(place, f"{word} has no {needed!r}.", f'Write: {needed} = "…"')
        yield Made(table, {name: cell for name, cell in row.items() if name != "when"}, row.get("when"))


def _columns(given: object, place: str) -> dict[str, Column]:
    if not isinstance(given, dict):
        raise _bad(place, "columns is no table.", "Write it below [columns].")
    return {name: _column(name, made, place) for name, made in given.items()}


def _column(name: str, made: object, place: str) -> Column:
    if not isinstance(made, dict) or not isinstance(made.get("from"), str):
        raise _bad(place, f"the column {name!r} comes from nowhere.", f'Write: {name} = {{ from = "…" }}')
    known = ("from", "pattern", "map", "as", "format", "precision")
    for part in made:
        if part not in known:
            raise _bad(place, f"the column {name!r} has no {part!r}.", f"Known are: {', '.join(known)}.")
    words = made.get("map")
    if words is not None and not (
        isinstance(words, dict) and all(isinstance(word, str) for word in words.values())
    ):
        raise _bad(
            place, f"map of {name!r} is no table of texts.", 'Write: map = { "UK" = "United Kingdom" }'
        )
    try:
        pattern = re.compile(made["pattern"]) if "pattern" in made else None
    except (re.error, TypeError):
        raise _bad(place, f"pattern of {name!r} is no regular expression.", "Mend it.") from None
    return Column(
        origin=made["from"],
        pattern=pattern,
        words=words,
        kind=_one_of(made.get("as"), CONVERSIONS, "as", place) or "text",
        date_format=str(made["format"]) if "format" in made else None,
        precision=str(made["precision"]) if "precision" in made else None,
    )


def _one_of(given: object, known: tuple[str, ...], what: str, place: str) -> str | None:
    if given is None or given in known:
        return None if given is None else str(given)
    raise _bad(place, f"{what} is {given!r}.", f"Write one of: {', '.join(known)}.")


def _delimiter(given: object, place: str) -> str:
    if isinstance(given, str) and len(given) == 1 and given not in '\r\n"':
        return given
    raise _bad(place, f"delimiter is {given!r}.", 'Write one sign: delimiter = ";"')


def _encoding(given: object, place: str) -> str:
    try:
        "".encode(str(given))
    except LookupError:
        raise _bad(place, f"nobody knows the encoding {given!r}.", 'Write: encoding = "utf-8"') from None
    return "utf-8-sig" if str(given).lower() in ("utf-8", "utf8") else str(given)


def _bad(place: str, message: str, hint: str) -> VerifyError:
    return VerifyError(message, place=place, hint=hint)


def read_foreign(path: Path, mapping: TableMapping) -> Foreign:
    """Read a foreign table by a mapping; a row that cannot be mapped is refused with its place, and the rest go on.

    Raises VerifyError for a file that cannot be read at all, or lacks a column that the mapping names.
    """
    rows: list[tuple[str, Entry]] = []
    refused: list[Complaint] = []
    fixed = [made for made in mapping.made if made.table == "sources"]
    for made in fixed:
        try:
            rows.append((made.table, _entry(made, {}, str(mapping.place))))
        except _RefusedError as error:
            raise _bad(mapping.place, str(error), "Mend the mapping.") from None
    for place, row in _foreign_rows(path, mapping):
        try:
            if isinstance(row, _RefusedError):
                raise row
            values = _converted(row, mapping, place)
            for made in mapping.made:
                if made.table == "sources":
                    continue
                if made.when is not None and not _filled(made.when, values, mapping.place).strip():
                    continue
                rows.append((made.table, _entry(made, values, place, mapping.place)))
        except _RefusedError as error:
            refused.append(Complaint(place, str(error), "Mend the row, or the mapping."))
    return Foreign(tuple(dict.fromkeys(rows)), tuple(refused))


class _RefusedError(Exception):
    """A cell that the mapping cannot convert."""


def _foreign_rows(path: Path, mapping: TableMapping) -> Iterator[tuple[str, dict[str, str] | _RefusedError]]:
    """The rows of a foreign table as texts by column, or why one is refused, each with its place."""
    try:
        text = path.read_bytes().decode(mapping.encoding)
    except OSError as error:
        raise unreadable(error, str(path), what="the table") from None
    except UnicodeDecodeError as error:
        raise VerifyError(
            f"byte {error.start} is not {mapping.encoding.removesuffix('-sig')}.",
            place=str(path),
            hint=f'Name its encoding in {mapping.place}, for instance: encoding = "cp1252"',
        ) from None
    kind = mapping.format or ("json" if path.suffix.lower() == ".json" else "csv")
    yield from _json_rows(text, path, mapping) if kind == "json" else _csv_rows(text, path, mapping)


def _csv_rows(
    text: str, path: Path, mapping: TableMapping
) -> Iterator[tuple[str, dict[str, str] | _RefusedError]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mapping.delimiter, strict=True)
    place = f"{path}:1"
    try:
        header = _header(next(reader, []), place, mapping)
        while True:
            place = f"{path}:{reader.line_num + 1}"
            row = next(reader, None)
            if row is None:
                return
            if any(cell.strip() for cell in row[len(header) :]):
                yield place, _RefusedError(f"the row has {len(row)} cells, the header {len(header)}.")
            elif any(cell.strip() for cell in row):
                yield place, dict(zip(header, [*row, *[""] * len(header)], strict=False))
    except csv.Error as error:
        raise VerifyError(f"the row is not CSV ({error}).", place=place, hint="Check its quotes.") from None


def _header(row: list[str], place: str, mapping: TableMapping) -> list[str]:
    """The names of the columns. Raises VerifyError where there are none, or two of one name."""
    header = [name.strip() for name in row]
    if not any(header):
        raise VerifyError(
            "the table has no header.",
            place=place,
            hint="Write the names of its columns into the first line.",
        )
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        raise VerifyError(
            f"two columns are called {twice!r}.", place=place, hint="Give one of them another name."
        )
    if len(header) == 1 and (other := next((sign for sign in ";\t|" if sign in header[0]), None)):
        raise VerifyError(
            f"the table has one column, {header[0]!r}.",
            place=place,
            hint=f"Where {other!r} separates columns, write into {mapping.place}: delimiter = {json.dumps(other)}",
        )
    return header


def _json_rows(text: str, path: Path, mapping: TableMapping) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise VerifyError(f"this is not JSON ({error}).", place=str(path), hint="Check the file.") from None
    way, named = mapping.rows, []
    if way is None and isinstance(found, dict) and "results" in found:
        way, head = _WIKIDATA_ROWS, found.get("head")
        listed = head.get("vars") if isinstance(head, dict) else None
        named = [str(name) for name in listed] if isinstance(listed, list) else []
    for step in way or ():
        found = found.get(step) if isinstance(found, dict) else None
    if not isinstance(found, list):
        where = ".".join(way) if way else "at its top"
        raise VerifyError(
            f"there is no list of rows {where!r}." if way else f"there is no list of rows {where}.",
            place=str(path),
            hint=f'Say where it is in {mapping.place}: rows = "data.items"',
        )
    rows = [(number, row) for number, row in enumerate(found, 1) if isinstance(row, dict)]
    # A row leaves out what is not known; Wikidata names the columns that no row has.
    columns = dict.fromkeys([*named, *(str(name) for _, row in rows for name in row)], "")
    for number, row in rows:
        yield f"{path}, row {number}", columns | {str(name): _text(cell) for name, cell in row.items()}


def _text(cell: Any) -> str:
    """A cell of JSON as text: of Wikidata's results the value."""
    if isinstance(cell, dict):
        return _text(cell.get("value", ""))
    if isinstance(cell, list):
        return "|".join(_text(part) for part in cell)
    return "" if cell is None else str(cell)


def _converted(row: Mapping[str, str], mapping: TableMapping, place: str) -> dict[str, str]:
    values = {name: cell.strip() for name, cell in row.items() if name is not None}
    for name, column in mapping.columns.items():
        if column.origin not in row:
            raise VerifyError(
                f"the table has no column {column.origin!r}.",
                place=place,
                hint=f"It has: {', '.join(map(str, row))}. Mend the mapping {mapping.place}.",
            )
        values[name] = _cell(row[column.origin].strip(), column, row)
    return values


def _cell(cell: str, column: Column, row: Mapping[str, str]) -> str:
    if cell and column.pattern is not None:
        match = column.pattern.search(cell)
        if match is None:
            raise _RefusedError(f"{cell!r} does not look like {column.pattern.pattern!r}.")
        cell = match[1] if match.re.groups else match[0]
    if column.words is not None:
        cell = column.words.get(cell, cell)
    if cell and column.kind == "date":
        cell = _date(cell, column)
        length = WIKIDATA_PRECISION.get(row.get(column.precision or "", "").strip())
        return cell[:length]
    return cell


def _date(cell: str, column: Column) -> str:
    if column.date_format is not None:
        try:
            return datetime.datetime.strptime(cell, column.date_format).date().isoformat()
        except ValueError:
            raise _RefusedError(f"{cell!r} is no date like {column.date_format!r}.") from None
    moment = _MOMENT.fullmatch(cell)
    return moment[1] if moment else cell


def _entry(made: Made, values: Mapping[str, str], place: str, mapping_place: str = "") -> Entry:
    names = [column.name for column in fields(ENTRIES[made.table])][:-1]
    cells = {
        name: _filled(made.cells.get(COLUMN_NAMES.get(name, name), ""), values, mapping_place or place)
        for name in names
    }
    if made.table == "facts" and not cells["rank"]:
        cells["rank"] = "normal"
    for name, cell in cells.items():
        if (unkept := _UNKEPT.search(cell)) is not None:
            raise _RefusedError(
                f"{name} holds the character U+{ord(unkept[0]):04X}, which no database keeps."
            )
    entry: Entry = ENTRIES[made.table](**cells, place=place)
    return entry


def _filled(template: str, values: Mapping[str, str], place: str) -> str:
    def fill(match: re.Match[str]) -> str:
        name = match[1]
        if name not in values:
            raise VerifyError(
                f"there is no column {name!r} to fill {template!r} with.",
                place=place,
                hint=f"There are: {', '.join(values) or 'none'}.",
                exit_code=ExitCode.INVALID_DATA,
            )
        return values[name]

    return _GAP.sub(fill, template)
