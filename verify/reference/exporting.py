"""The reference given out: the tables as their files hold them, or what the store holds, as tables again."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from verify.errors import ExitCode, VerifyError
from verify.file_errors import unwritable
from verify.reference.comparing import AnyEntry, unordered
from verify.reference.home import Home, tables_text
from verify.reference.standing import standing
from verify.reference.tables import (
    AliasEntry,
    FactEntry,
    ListEntry,
    PropertyEntry,
    SourceEntry,
    SubjectEntry,
    Tables,
    cells,
)
from verify.store.schema import METADATA
from verify.vocabulary import ValueType

_T = METADATA.tables


def home_files(home: Home) -> dict[str, str]:
    """The text of every file of a reference, by its path below the folder: byte for byte what stands there."""
    return {file.path.relative_to(home.folder).as_posix(): file.text for file in home.files}


def store_files(connection: Connection) -> dict[str, str]:
    """What the store holds of the reference, one file a table, sorted by key: the same content gives the same bytes."""
    ordered = sorted_tables(stored_tables(connection))
    return {f"{name}.csv": text for name, text in tables_text(ordered).items()}


def write_files(files: Mapping[str, str], folder: Path) -> None:
    """Write files below a folder that is empty or not there yet. Raises VerifyError (exit code 2) otherwise."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise VerifyError(
            "there is something there already.",
            place=str(folder),
            hint="Name a folder that is empty or not there yet.",
            exit_code=ExitCode.USAGE,
        )
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    except OSError as error:
        raise unwritable(error, str(error.filename or folder), what="the tables") from None


def sorted_tables(tables: Tables) -> Tables:
    """The same rows, each table in the order of its cells, and sorted in them what has no order."""
    return Tables(
        subjects=_in_order(tables.subjects),
        aliases=_in_order(tables.aliases),
        properties=_in_order(tables.properties),
        facts=_in_order(tables.facts),
        lists=_in_order(tables.lists),
        sources=_in_order(tables.sources),
    )


def _in_order(entries: list[AnyEntry]) -> list[AnyEntry]:
    return sorted(map(unordered, entries), key=cells)


def stored_tables(connection: Connection) -> Tables:
    """What stands in the store, as rows of tables.

    Subjects, properties and sources that were taken out of the tables stay in the store, where earlier verdicts rest
    on them, and come out too. The log of changes is the tables' own.
    """
    names = {row.id: row for row in connection.execute(select(_T["subject"]))}
    properties = {row.id: row for row in connection.execute(select(_T["property"]))}
    sources = {row.id: row for row in connection.execute(select(_T["source"]))}
    return Tables(
        subjects=[SubjectEntry(row.name, row.kind, row.note, "") for row in names.values()],
        aliases=[
            AliasEntry(row.alias, names[row.subject_id].name, row.context, "")
            for row in connection.execute(select(_T["alias"]))
        ],
        properties=_properties(connection, properties),
        facts=_facts(connection, names, properties, sources),
        lists=_lists(connection, names, properties, sources),
        sources=[
            SourceEntry(row.code, row.title, row.publisher, row.url, row.kind, row.accessed or "", "")
            for row in sources.values()
        ],
    )


def _properties(connection: Connection, properties: Mapping[int, Any]) -> list[PropertyEntry]:
    answered: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(select(_T["property_answer"])):
        answered[row.property_id].append(properties[row.answered_by_id].name)
    return [
        PropertyEntry(
            property=row.name,
            kind=row.kind,
            value=row.value_type,
            time=row.time,
            many="yes" if row.many else "no",
            answered_by="" if answered[row.id] == [row.name] else "|".join(sorted(answered[row.id])),
            phrases=row.phrases,
            note=row.note,
            place="",
        )
        for row in properties.values()
    ]


def _facts(
    connection: Connection,
    names: Mapping[int, Any],
    properties: Mapping[int, Any],
    sources: Mapping[int, Any],
) -> list[FactEntry]:
    cited: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(select(_T["fact_source"])):
        cited[row.fact_id].append(sources[row.source_id].code)
    return [
        FactEntry(
            fact=row.code,
            subject=names[row.subject_id].name,
            property=properties[row.property_id].name,
            scope=row.scope,
            value=row.value,
            valid_from=row.valid_from or "",
            valid_to=row.valid_to or "",
            rank=row.rank,
            disputed="yes" if row.disputed else "",
            sources="|".join(sorted(cited[row.id])),
            note=row.note,
            place="",
        )
        for row in standing(connection, "fact").values()
        # What was taken out of the tables has no digest.
        if row.digest
    ]


def _lists(
    connection: Connection,
    names: Mapping[int, Any],
    properties: Mapping[int, Any],
    sources: Mapping[int, Any],
) -> list[ListEntry]:
    found = []
    for row in standing(connection, "list").values():
        if row.withdrawn:
            continue
        described = properties[row.property_id]
        is_counted = described.value_type == str(ValueType.EXISTENCE)
        found.append(
            ListEntry(
                list=row.code,
                subject=names[row.subject_id].name,
                property=described.name,
                complete_from=_bound(row.complete_from, is_counted),
                complete_to=_bound(row.complete_to, is_counted),
                gaps=row.gaps,
                source=sources[row.source_id].code if row.source_id is not None else "",
                note=row.note,
                place="",
            )
        )
    return found


def _bound(number: int | None, is_counted: bool) -> str:
    if number is None:
        return ""
    return str(number) if is_counted else datetime.date.fromordinal(number).isoformat()
