"""Load the reference's tables into the store: what is new or changed becomes a new revision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, func, insert, select, update

from verify.errors import VerifyError
from verify.reference.lint import Complaint, bounds, lint, list_bound
from verify.reference.records import refresh_records
from verify.reference.standing import standing
from verify.reference.tables import (
    SAID_LENGTH,
    ChangeEntry,
    FactEntry,
    ListEntry,
    Tables,
    digest,
    read_tables,
    said,
)
from verify.reference.vocabulary import property_of, split, vocabulary_of
from verify.store.answers import answer_digest
from verify.store.bulk import insert_rows
from verify.store.ids import next_id
from verify.store.schema import METADATA
from verify.values import parse_edtf, parse_quantity
from verify.vocabulary import Vocabulary

SHOWN_COMPLAINTS = 5

_T = METADATA.tables
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load changed. `subjects` are those whose facts or lists changed."""

    digest: str
    added: int
    corrected: int
    removed: int
    subjects: frozenset[str]


def load_reference(connection: Connection, folder: Path, *, actor: str, now: str) -> Loaded | None:
    """Bring the store's reference up to the tables of a folder; None where nothing changed.

    `now` is a UTC moment. Raises VerifyError naming file, line and remedy for what lint refuses; the store then
    stays as it was.
    """
    stamp = digest(folder)
    reference = _T["reference"]
    latest = select(reference.c.digest).order_by(reference.c.id.desc()).limit(1)
    if connection.execute(latest).scalar() == stamp:
        return None
    tables = read_tables(folder)
    refuse(lint(tables))
    vocabulary = vocabulary_of(tables)
    return load_tables(connection, tables, vocabulary, stamp=stamp, folder=str(folder), actor=actor, now=now)


def load_tables(
    connection: Connection,
    tables: Tables,
    vocabulary: Vocabulary,
    *,
    stamp: str,
    folder: str,
    actor: str,
    now: str,
) -> Loaded:
    """Bring the store's reference up to tables that lint has nothing to say of, and which make this vocabulary.

    `stamp` is their digest and `folder` where they come from, as the store records them.
    """
    subjects = _load_subjects(connection, tables)
    sources = _load_sources(connection, tables)
    properties, answered_anew = _load_properties(connection, tables)
    _load_aliases(connection, tables, subjects)
    facts = _load_facts(connection, tables, subjects, properties, sources, actor, now)
    lists = _load_lists(connection, tables.lists, subjects, properties, sources, actor, now)
    reference = _T["reference"]
    connection.execute(
        insert(reference),
        {
            "id": next_id(connection, reference),
            "digest": stamp,
            "vocabulary_digest": vocabulary.digest(),
            "folder": folder,
            "loaded_at": now,
            "loaded_by": actor,
        },
    )
    changed = facts.subjects | lists
    refresh_records(connection, changed, answered_anew)
    return Loaded(stamp, facts.added, facts.corrected, facts.removed, changed)


def refuse(complaints: list[Complaint]) -> None:
    """Raise VerifyError for the first complaints, saying how many there are."""
    if not complaints:
        return
    first, *others = complaints
    shown = "".join(f"\n  {complaint}" for complaint in others[: SHOWN_COMPLAINTS - 1])
    left = len(others) - (SHOWN_COMPLAINTS - 1)
    more = f"\n  and {left} more" if left > 0 else ""
    raise VerifyError(first.message, place=first.place, hint=f"{first.hint}{shown}{more}")


def _load_subjects(connection: Connection, tables: Tables) -> dict[str, int]:
    table = _T["subject"]
    known = {row.name: row for row in connection.execute(select(table))}
    ids = {name: row.id for name, row in known.items()}
    free = next_id(connection, table)
    added = []
    for entry in tables.subjects:
        row = known.get(entry.subject)
        if row is None:
            ids[entry.subject] = free
            added.append({"id": free, "name": entry.subject, "kind": entry.kind, "note": entry.note})
            free += 1
        elif (row.kind, row.note) != (entry.kind, entry.note):
            connection.execute(
                update(table).where(table.c.id == row.id), {"kind": entry.kind, "note": entry.note}
            )
    _insert(connection, "subject", added)
    return ids


def _load_sources(connection: Connection, tables: Tables) -> dict[str, int]:
    table = _T["source"]
    known = {row.code: row for row in connection.execute(select(table))}
    ids = {code: row.id for code, row in known.items()}
    free = next_id(connection, table)
    added = []
    for entry in tables.sources:
        values = {
            "title": entry.title,
            "publisher": entry.publisher,
            "url": entry.url,
            "kind": entry.kind,
            "accessed": entry.accessed or None,
        }
        if entry.source in known:
            connection.execute(update(table).where(table.c.id == ids[entry.source]), values)
        else:
            ids[entry.source] = free
            added.append({"id": free, "code": entry.source, **values})
            free += 1
    _insert(connection, "source", added)
    return ids


def _load_properties(connection: Connection, tables: Tables) -> tuple[dict[str, int], frozenset[int]]:
    """The rows of the properties by name, and those that other properties' facts answer from now on."""
    table = _T["property"]
    ids: dict[str, int] = {row.name: row.id for row in connection.execute(select(table.c.name, table.c.id))}
    free = next_id(connection, table)
    for entry in tables.properties:
        described = property_of(entry)
        values = {
            "kind": entry.kind,
            "value_type": str(described.value_type),
            "time": str(described.time),
            "many": int(described.many),
            "phrases": entry.phrases,
            "note": entry.note,
        }
        if entry.property in ids:
            connection.execute(update(table).where(table.c.id == ids[entry.property]), values)
        else:
            ids[entry.property] = free
            connection.execute(insert(table), {"id": free, "name": entry.property, **values})
            free += 1
    answers = [
        {"property_id": ids[entry.property], "answered_by_id": ids[name]}
        for entry in tables.properties
        for name in dict.fromkeys(property_of(entry).answered_by)
    ]
    pairs = {(answer["property_id"], answer["answered_by_id"]) for answer in answers}
    before = {tuple(row) for row in connection.execute(select(_T["property_answer"]))}
    if pairs == before:
        return ids, frozenset()
    connection.execute(delete(_T["property_answer"]))
    _insert(connection, "property_answer", answers)
    return ids, frozenset(asked for asked, _ in pairs ^ before)


def _load_aliases(connection: Connection, tables: Tables, subjects: dict[str, int]) -> None:
    rows = dict.fromkeys((entry.alias, subjects[entry.subject], entry.context) for entry in tables.aliases)
    connection.execute(delete(_T["alias"]))
    _insert(
        connection,
        "alias",
        [
            {"id": number, "alias": alias, "subject_id": subject, "context": context}
            for number, (alias, subject, context) in enumerate(rows, 1)
        ],
    )


def _load_facts(
    connection: Connection,
    tables: Tables,
    subjects: dict[str, int],
    properties: dict[str, int],
    sources: dict[str, int],
    actor: str,
    now: str,
) -> Loaded:
    table = _T["fact"]
    told: dict[tuple[str, str], list[ChangeEntry]] = {}
    for change in tables.changes:
        if change.table == "facts":
            told.setdefault((change.key, change.said), []).append(change)
    latest = standing(connection, "fact")
    free = next_id(connection, table)
    rows: list[dict[str, Any]] = []
    cited: list[dict[str, int]] = []
    names = {number: name for name, number in subjects.items()}
    touched: set[str] = set()
    for entry in tables.facts:
        known = latest.pop(entry.fact, None)
        stamp = said(entry)
        if known and known.digest == stamp:
            continue
        touched |= {entry.subject, names[known.subject_id]} if known else {entry.subject}
        changes = told.get((entry.fact, stamp[:SAID_LENGTH]), [])
        author = _author_of(connection, changes, stamp) if known else changes[-1] if changes else None
        rows.append(
            {
                "id": free,
                "revision": known.revision + 1 if known else 1,
                "digest": stamp,
                "recorded_at": now,
                **_who_and_why(author, actor, "changed in the tables" if known else "added to the tables"),
                **_fact_values(entry, subjects, properties),
            }
        )
        cited += [
            {"fact_id": free, "source_id": sources[code]} for code in dict.fromkeys(split(entry.sources))
        ]
        free += 1
    corrected = sum(1 for row in rows if row["revision"] > 1)
    removed = [row for row in latest.values() if row.rank != "deprecated"]
    for row in removed:
        copied = dict(row._mapping) | {"id": free, "revision": row.revision + 1, "rank": "deprecated"}
        rows.append(
            copied
            | {"digest": "", "recorded_at": now, "recorded_by": actor, "reason": "removed from the tables"}
        )
        cited += [{"fact_id": free, "source_id": source} for source in _cited(connection, row.id)]
        free += 1
    touched |= {names[row.subject_id] for row in removed}
    _insert(connection, "fact", rows)
    _insert(connection, "fact_source", cited)
    added = len(rows) - corrected - len(removed)
    return Loaded("", added, corrected, len(removed), frozenset(touched))


def _author_of(connection: Connection, changes: list[ChangeEntry], digest: str) -> ChangeEntry | None:
    """Which of the changes that let a fact say so made this revision of it; none, where each made an earlier one.

    Then somebody put back by hand what the fact said before.
    """
    if not changes:
        return None
    table, last = _T["fact"], changes[-1]
    alike = [change for change in changes if (change.by, change.reason) == (last.by, last.reason)]
    taken_up = select(func.count()).where(
        table.c.code == last.key,
        table.c.digest == digest,
        table.c.recorded_by == last.by,
        table.c.reason == last.reason,
    )
    return last if connection.execute(taken_up).scalar_one() < len(alike) else None


def _who_and_why(change: ChangeEntry | None, actor: str, otherwise: str) -> dict[str, str]:
    """Who recorded a revision and why: as the tables tell, else whoever loads them."""
    if change is None:
        return {"recorded_by": actor, "reason": otherwise}
    return {"recorded_by": change.by, "reason": change.reason}


def _cited(connection: Connection, fact: int) -> list[int]:
    table = _T["fact_source"]
    query = select(table.c.source_id).where(table.c.fact_id == fact).order_by(table.c.source_id)
    return list(connection.scalars(query))


def _fact_values(entry: FactEntry, subjects: dict[str, int], properties: dict[str, int]) -> dict[str, Any]:
    first, last = bounds(entry)
    value, amount = _read(parse_edtf, entry.value), _read(parse_quantity, entry.value)
    return {
        "code": entry.fact,
        "subject_id": subjects[entry.subject],
        "property_id": properties[entry.property],
        "scope": entry.scope,
        "value": entry.value,
        "value_digest": answer_digest(entry.value),
        "earliest": value.earliest if value else None,
        "latest": value.latest if value else None,
        "month_day_from": value.recurring_from if value else None,
        "month_day_to": value.recurring_to if value else None,
        "number": float(amount.number) if amount else None,
        "last_digit": float(amount.last_digit) if amount else None,
        "unit": amount.unit if amount else None,
        "valid_from": entry.valid_from or None,
        "valid_to": entry.valid_to or None,
        "valid_from_day": first,
        "valid_to_day": last,
        "rank": entry.rank,
        "disputed": int(entry.disputed == "yes"),
        "note": entry.note,
    }


def _read(reader: Callable[[str], _Value], text: str) -> _Value | None:
    """A value as one type reads it, or None where it is of another."""
    try:
        return reader(text)
    except ValueError:
        return None


def _load_lists(
    connection: Connection,
    entries: list[ListEntry],
    subjects: dict[str, int],
    properties: dict[str, int],
    sources: dict[str, int],
    actor: str,
    now: str,
) -> frozenset[str]:
    latest = standing(connection, "list")
    free = next_id(connection, _T["list"])
    rows: list[dict[str, Any]] = []
    names = {number: name for name, number in subjects.items()}
    touched: set[str] = set()
    for entry in entries:
        known = latest.pop(entry.list, None)
        stamp = said(entry)
        if known and known.digest == stamp and not known.withdrawn:
            continue
        touched |= {entry.subject, names[known.subject_id]} if known else {entry.subject}
        rows.append(
            {
                "id": free,
                "code": entry.list,
                "revision": known.revision + 1 if known else 1,
                "digest": stamp,
                "subject_id": subjects[entry.subject],
                "property_id": properties[entry.property],
                "complete_from": list_bound(entry.complete_from) if entry.complete_from else None,
                "complete_to": list_bound(entry.complete_to) if entry.complete_to else None,
                "gaps": entry.gaps,
                "source_id": sources[entry.source] if entry.source else None,
                "withdrawn": 0,
                "note": entry.note,
                "recorded_at": now,
                "recorded_by": actor,
            }
        )
        free += 1
    for row in latest.values():
        if not row.withdrawn:
            touched.add(names[row.subject_id])
            taken_back = {"id": free, "revision": row.revision + 1, "withdrawn": 1}
            rows.append(dict(row._mapping) | taken_back | {"recorded_at": now, "recorded_by": actor})
            free += 1
    _insert(connection, "list", rows)
    return frozenset(touched)


def _insert(connection: Connection, name: str, rows: list[dict[str, Any]]) -> None:
    insert_rows(connection, _T[name], rows)
