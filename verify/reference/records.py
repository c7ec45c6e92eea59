"""Records: what the reference answers to each claim key, worked out once a key and not once a claim."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, TypeAlias

from sqlalchemy import Connection, func, insert, literal, select, true, update

from verify.reference.lint import MAX_DIGITS, list_gap
from verify.reference.vocabulary import split
from verify.store.engine import insert_counted
from verify.store.ids import next_id
from verify.store.schema import METADATA
from verify.vocabulary import ValueType

RANK_ORDER = {"preferred": 0, "normal": 1}

_T = METADATA.tables
_Row: TypeAlias = Any
_BATCH = 500


def refresh_records(
    connection: Connection, changed: Collection[str] = (), answered_anew: Collection[int] = ()
) -> int:
    """Give every key that has none a record, and a new one to each key whose answer changed.

    `changed` names the subjects, and `answered_anew` has the rows of the properties, whose keys may be answered
    otherwise. Returns how many records were written. A key gets a record even where the reference knows nothing:
    that nothing was known is what a verdict then rests on.
    """
    keys = _keys(connection, frozenset(changed), answered_anew)
    if not keys:
        return 0
    facts = _facts(connection, keys)
    lists = _lists(connection, keys)
    free = next_id(connection, _T["record"])
    records: list[dict[str, Any]] = []
    members: list[dict[str, int]] = []
    gaps: list[dict[str, int]] = []
    for key in keys:
        chosen = _best(facts.get(key.id, ()), key.scope)
        listed = _complete(key, lists)
        record = _record(key, chosen, listed)
        if record["digest"] == key.digest:
            continue
        records.append({"id": free, **record})
        members += [{"record_id": free, "fact_id": fact} for fact in chosen]
        if listed is not None and listed.subject == key.subject:
            gaps += [
                {"record_id": free, "first_day": first, "last_day": last}
                for first, last in map(list_gap, split(listed.gaps))
            ]
        free += 1
    if records:
        table = _T["claim_key"]
        connection.execute(insert(_T["record"]), records)
        if members:
            connection.execute(insert(_T["record_fact"]), members)
        if gaps:
            connection.execute(insert(_T["record_gap"]), gaps)
        newest = (
            select(func.max(_T["record"].c.id)).where(_T["record"].c.key_id == table.c.id).scalar_subquery()
        )
        first = records[0]["id"]
        touched = select(_T["record"].c.key_id).where(_T["record"].c.id >= first)
        connection.execute(update(table).where(table.c.id.in_(touched)).values(record_id=newest))
    return len(records)


def ensure_keys(connection: Connection, pairs: Iterable[tuple[str, str, bool]]) -> None:
    """Let a second property be asked of the subjects that claims ask a first one of, and answer it.

    `pairs` are the properties by name, and whether the scope goes along. The keys that this makes are asked by no
    claim: a check looks up in them what else is on record of a subject.
    """
    key, property_ = _T["claim_key"], _T["property"]
    numbers = {row.name: row.id for row in connection.execute(select(property_.c.name, property_.c.id))}
    made = 0
    for first, second, scoped in sorted(set(pairs)):
        if first not in numbers or second not in numbers:
            continue
        scope = key.c.scope if scoped else literal("")
        known = key.alias()
        missing = (
            select(key.c.subject, scope.label("scope"))
            .where(
                key.c.property_id == numbers[first],
                ~select(known.c.id)
                .where(
                    known.c.property_id == numbers[second],
                    known.c.subject == key.c.subject,
                    known.c.scope == scope,
                )
                .exists(),
            )
            .distinct()
            .subquery("missing")
        )
        rows = select(
            literal(next_id(connection, key) - 1)
            + func.row_number().over(order_by=(missing.c.subject, missing.c.scope)),
            missing.c.subject,
            literal(numbers[second]),
            missing.c.scope,
        )
        made += insert_counted(
            connection, insert(key).from_select(["id", "subject", "property_id", "scope"], rows)
        )
    if made:
        refresh_records(connection)


def _keys(connection: Connection, changed: frozenset[str], answered_anew: Collection[int]) -> list[_Row]:
    key, property_, record = _T["claim_key"], _T["property"], _T["record"]
    query = (
        select(
            key.c.id, key.c.subject, key.c.scope, key.c.property_id, property_.c.value_type, record.c.digest
        )
        .join(property_, property_.c.id == key.c.property_id)
        .outerjoin(record, record.c.id == key.c.record_id)
        .order_by(key.c.id)
    )
    found = {row.id: row for row in connection.execute(query.where(key.c.record_id.is_(None)))}
    names = sorted(changed)
    for start in range(0, len(names), _BATCH):
        batch = key.c.subject.in_(names[start : start + _BATCH])
        found |= {row.id: row for row in connection.execute(query.where(batch))}
    if changed:
        counted = query.where(property_.c.value_type == str(ValueType.EXISTENCE))
        members = connection.execute(counted.where(key.c.subject.contains("/")))
        found |= {row.id: row for row in members if _series(row.subject) in changed}
    for number in sorted(answered_anew):
        found |= {row.id: row for row in connection.execute(query.where(key.c.property_id == number))}
    return [found[number] for number in sorted(found)]


def _series(subject: str) -> str | None:
    """The series that a subject is a numbered member of: "S/RES" of "S/RES/2231"."""
    series, _, number = subject.rpartition("/")
    is_member = number.isascii() and number.isdigit() and len(number) <= MAX_DIGITS
    return series if series and is_member else None


def _facts(connection: Connection, keys: list[_Row]) -> dict[int, list[_Row]]:
    """The standing, undeprecated facts that answer each key."""
    key, subject, answer, fact = _T["claim_key"], _T["subject"], _T["property_answer"], _T["fact"]
    newer = fact.alias()
    query = (
        select(key.c.id.label("key_id"), fact.c.id, fact.c.rank, fact.c.scope)
        .select_from(key)
        .join(subject, subject.c.name == key.c.subject)
        .join(answer, answer.c.property_id == key.c.property_id)
        .join(fact, (fact.c.subject_id == subject.c.id) & (fact.c.property_id == answer.c.answered_by_id))
        .where(
            fact.c.rank != "deprecated",
            ~select(literal(1))
            .where(newer.c.code == fact.c.code, newer.c.revision > fact.c.revision)
            .exists(),
        )
        .order_by(fact.c.id)
    )
    grouped: dict[int, list[_Row]] = defaultdict(list)
    for batch in _in_batches(key.c.id, keys):
        for row in connection.execute(query.where(batch)):
            grouped[row.key_id].append(row)
    return grouped


def _in_batches(column: Any, keys: list[_Row]) -> Iterable[Any]:
    # All keys at once need no condition; few need one that fits a statement's parameters.
    if len(keys) > 20 * _BATCH:
        yield true()
        return
    for start in range(0, len(keys), _BATCH):
        yield column.in_([key.id for key in keys[start : start + _BATCH]])


def _lists(connection: Connection, keys: list[_Row]) -> dict[tuple[str, int], _Row]:
    """The standing lists, by subject and property."""
    table, subject = _T["list"], _T["subject"]
    newer = table.alias()
    query = (
        select(table, subject.c.name.label("subject"))
        .join(subject, subject.c.id == table.c.subject_id)
        .where(
            table.c.withdrawn == 0,
            ~select(literal(1))
            .where(newer.c.code == table.c.code, newer.c.revision > table.c.revision)
            .exists(),
            table.c.property_id.in_(sorted({key.property_id for key in keys})),
        )
        .order_by(table.c.id)
    )
    return {(row.subject, row.property_id): row for row in connection.execute(query)}


def _best(facts: Iterable[_Row], scope: str) -> list[int]:
    fitting = [fact for fact in facts if not scope or fact.scope == scope]
    best = min((RANK_ORDER[fact.rank] for fact in fitting), default=0)
    return [fact.id for fact in fitting if RANK_ORDER[fact.rank] == best]


def _complete(key: _Row, lists: dict[tuple[str, int], _Row]) -> _Row | None:
    """The list that says a key's facts are all there are, if one does.

    Whether something exists, the list of its series says: "S/RES/2999" is on the list of "S/RES" if its number is
    inside the bounds and in no gap. Of anything else, the list of the subject itself says it.
    """
    if key.value_type != ValueType.EXISTENCE:
        return lists.get((key.subject, key.property_id))
    series = _series(key.subject)
    listed = lists.get((series, key.property_id)) if series is not None else None
    if listed is None:
        return None
    number = int(key.subject.rpartition("/")[2])
    inside = (listed.complete_from is None or listed.complete_from <= number) and (
        listed.complete_to is None or number <= listed.complete_to
    )
    in_gap = any(first <= number <= last for first, last in map(list_gap, split(listed.gaps)))
    return listed if inside and not in_gap else None


def _record(key: _Row, facts: list[int], listed: _Row | None) -> dict[str, Any]:
    # The bounds of a series were compared with the key's number; those of a subject's own list are days.
    bounded = listed is not None and listed.subject == key.subject
    record: dict[str, Any] = {
        "key_id": key.id,
        "fact_count": len(facts),
        "fact_id": facts[0] if len(facts) == 1 else None,
        "list_id": listed.id if listed is not None else None,
        "complete": int(listed is not None),
        "complete_from": listed.complete_from if listed is not None and bounded else None,
        "complete_to": listed.complete_to if listed is not None and bounded else None,
    }
    # Another revision of the list that says the same of this key is no other answer.
    gaps = listed.gaps if listed is not None and bounded else ""
    said = f"{facts}{[record[name] for name in ('complete', 'complete_from', 'complete_to')]}{gaps}"
    return record | {"digest": hashlib.sha256(said.encode()).hexdigest()}
