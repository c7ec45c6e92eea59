"""What became of a fact: its revisions, as the log of changes in the tables and the store tell them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from verify.reference.tables import SAID_LENGTH, ChangeEntry, Tables, key_of
from verify.store.schema import METADATA

_T = METADATA.tables

SHOWN_COLUMNS = (
    "subject",
    "property",
    "scope",
    "value",
    "valid_from",
    "valid_to",
    "rank",
    "disputed",
    "note",
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that became of a row: when (UTC moment), by whom, what, why, on which sources.

    `revision` is the store's number, None for a change that the store has not taken up, or took up with a later one.
    """

    table: str
    key: str
    revision: int | None
    at: str
    by: str
    action: str
    reason: str
    sources: tuple[str, ...]
    changes: str


def keys_of(tables: Tables, name: str) -> list[tuple[str, str]]:
    """The rows (table, key) whose history a name asks for: a fact's code, or all that is said of a subject."""
    if any(entry.fact == name for entry in tables.facts):
        return [("facts", name)]
    if any(entry.subject == name for entry in tables.subjects):
        return [
            ("subjects", name),
            *(("aliases", key_of(entry)) for entry in tables.aliases if entry.subject == name),
            *(("facts", entry.fact) for entry in tables.facts if entry.subject == name),
            *(("lists", entry.list) for entry in tables.lists if entry.subject == name),
        ]
    return list(dict.fromkeys((entry.table, entry.key) for entry in tables.changes if entry.key == name))


def history(
    tables: Tables, keys: Iterable[tuple[str, str]], connection: Connection | None, code: str | None = None
) -> list[Event]:
    """The events of some rows, in their order; `connection` is the store's, where there is one.

    `code` names a fact that the store alone may know, because it was removed from the tables.
    """
    wanted = set(keys)
    codes = {key for table, key in wanted if table == "facts"} | ({code} if code else set())
    revisions = _revisions(connection, sorted(codes)) if connection is not None else []
    logged = [change for change in tables.changes if (change.table, change.key) in wanted]
    numbers = _numbered(logged, revisions)
    events = [_logged(change, numbers.get(at)) for at, change in enumerate(logged)]
    told = {(logged[at].key, number) for at, number in numbers.items()}
    events += [
        _recorded(row, before, sources)
        for row, before, sources in revisions
        if (row.code, row.revision) not in told
    ]
    return sorted(events, key=lambda event: event.at)


def _numbered(
    logged: list[ChangeEntry], revisions: list[tuple[Any, Any | None, tuple[str, ...]]]
) -> dict[int, int]:
    """The revision that each change of the log made, by the place of the change; some made none.

    Taken from the last back, for a fact may say again what it said before: two revisions then say the same.
    """
    saying: dict[tuple[str, str], list[int]] = {}
    for row, _, _ in revisions:
        saying.setdefault((row.code, row.digest[:SAID_LENGTH]), []).append(row.revision)
    numbers: dict[int, int] = {}
    ahead: dict[str, int] = {}
    for at, change in reversed(list(enumerate(logged))):
        if change.table != "facts":
            continue
        earlier = [
            number
            for number in saying.get((change.key, change.said), ())
            if number < ahead.get(change.key, number + 1)
        ]
        if earlier:
            numbers[at] = ahead[change.key] = earlier[-1]
    return numbers


def _logged(change: ChangeEntry, revision: int | None) -> Event:
    sources = tuple(part for part in change.sources.split("|") if part)
    return Event(
        change.table,
        change.key,
        revision,
        change.at,
        change.by,
        change.action,
        change.reason,
        sources,
        change.changes,
    )


def _recorded(row: Any, before: Any | None, sources: tuple[str, ...]) -> Event:
    """A revision that only the store tells of: the tables were edited by hand."""
    action = "added" if before is None else "deprecated" if row.rank == "deprecated" else "corrected"
    return Event(
        "facts", row.code, row.revision, row.recorded_at, row.recorded_by, action, row.reason, sources,
        _differences(row, before),
    )  # fmt: skip


def _differences(row: Any, before: Any | None) -> str:
    told = []
    for name in SHOWN_COLUMNS:
        now = _cell(getattr(row, name), name)
        was = _cell(getattr(before, name), name) if before is not None else ""
        if now != was:
            told.append(f"{name} {was} → {now}" if was else f"{name} → {now}")
    return "; ".join(told)


def _cell(value: Any, name: str) -> str:
    if name == "disputed":
        return "yes" if value else ""
    return str(value or "")


def _revisions(connection: Connection, codes: list[str]) -> list[tuple[Any, Any | None, tuple[str, ...]]]:
    """Each revision of some facts, with the one before it and the codes of its sources."""
    fact, subject, property_, source, cited = (
        _T["fact"],
        _T["subject"],
        _T["property"],
        _T["source"],
        _T["fact_source"],
    )
    found: list[tuple[Any, Any | None, tuple[str, ...]]] = []
    for start in range(0, len(codes), 500):
        batch = fact.c.code.in_(codes[start : start + 500])
        query = (
            select(
                *(column for column in fact.c if column.name not in ("subject_id", "property_id")),
                subject.c.name.label("subject"),
                property_.c.name.label("property"),
            )
            .join(subject, subject.c.id == fact.c.subject_id)
            .join(property_, property_.c.id == fact.c.property_id)
            .where(batch)
            .order_by(fact.c.code, fact.c.revision)
        )
        named = (
            select(cited.c.fact_id, source.c.code)
            .join(source, source.c.id == cited.c.source_id)
            .join(fact, fact.c.id == cited.c.fact_id)
            .where(batch)
            .order_by(source.c.code)
        )
        sources: dict[int, list[str]] = {}
        for row in connection.execute(named):
            sources.setdefault(row.fact_id, []).append(row.code)
        before: Any = None
        rows: list[Any] = list(connection.execute(query))
        for row in rows:
            earlier = before if before is not None and before.code == row.code else None
            found.append((row, earlier, tuple(sources.get(row.id, ()))))
            before = row
    return found
