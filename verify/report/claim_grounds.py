"""What claims were judged with beside the fact that their verdicts rest on: its sources, its rivals, who says so."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, select

from verify.documents import publisher_key
from verify.report.explain import Compared, Rival
from verify.store.schema import METADATA
from verify.verdicts import Outcome

_T = METADATA.tables
_Row: TypeAlias = Any
_Any = TypeVar("_Any", int, str)

BATCH = 500
"""Rows that are looked up at once."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source of a fact, as reports show it."""

    title: str
    publisher: str
    url: str

    def named(self) -> str:
        """Its title and publisher as far as they are known: "Official gazette: Ministry of Justice"."""
        return ": ".join(filter(None, (self.title, self.publisher)))


@dataclass(frozen=True, slots=True)
class Grounds:
    """Of claims by row: `own` is a fact that agrees but that nobody but their publisher says, `beside` what is recorded
    beside the fact; `sources` are those of facts, by row.
    """

    own: Mapping[int, _Row]
    beside: Mapping[int, tuple[Rival, ...]]
    sources: Mapping[int, Sequence[SourceLine]]

    def sources_of(self, row: _Row) -> tuple[SourceLine, ...]:
        """The sources of the fact that a claim, a row of `claim_query`, is shown with."""
        own = self.own.get(row.id)
        return tuple(self.sources.get(own.id if own is not None else row.fact_id, ()))


def grounds_of(connection: Connection, rows: Sequence[_Row]) -> Grounds:
    """The grounds of claims, rows of `claim_query`."""
    own = _on_their_own_word(connection, rows)
    facts = {row.fact_id for row in rows if row.fact_id is not None} | {fact.id for fact in own.values()}
    return Grounds(own, _beside(connection, rows), _sources(connection, facts))


def _on_their_own_word(connection: Connection, rows: Sequence[_Row]) -> dict[int, _Row]:
    """Of claims by row of which nothing counts as recorded, the fact that agrees but that only their publisher says."""
    asked = [row for row in rows if row.outcome == Outcome.NO_RECORD and row.record_id is not None]
    asked = [row for row in asked if (row.publisher or "").strip()]
    member, fact, cited, source = _T["record_fact"], _T["fact"], _T["fact_source"], _T["source"]
    facts: dict[int, dict[int, _Row]] = defaultdict(dict)
    saying: dict[int, set[str]] = defaultdict(set)
    for batch in batches(sorted({row.record_id for row in asked})):
        query = (
            select(member.c.record_id, fact, source.c.publisher)
            .join(fact, fact.c.id == member.c.fact_id)
            .join(cited, cited.c.fact_id == fact.c.id)
            .join(source, source.c.id == cited.c.source_id)
            .where(member.c.record_id.in_(batch))
            .order_by(fact.c.id)
        )
        for found in connection.execute(query):
            facts[found.record_id].setdefault(found.id, found)
            saying[found.id].add(publisher_key(found.publisher or ""))
    chosen: dict[int, _Row] = {}
    for row in asked:
        alone = {publisher_key(row.publisher)}
        own = (found for found in facts[row.record_id].values() if saying[found.id] == alone)
        said = next((found for found in own if _answers(row, found)), None)
        if said is not None:
            chosen[row.id] = said
    return chosen


def _answers(row: _Row, fact: _Row) -> bool:
    """Whether a fact may be what a claim agrees with: one of its days, or of a state the claim's answer in its time."""
    if not compared(row).is_state:
        if fact.earliest is None or row.stated_earliest is None:
            return True
        return bool(fact.earliest <= row.stated_latest and row.stated_earliest <= fact.latest)
    begins = (
        fact.valid_from_day is None or row.as_of_latest is None or fact.valid_from_day <= row.as_of_latest
    )
    ends = fact.valid_to_day is None or row.as_of_earliest is None or row.as_of_earliest <= fact.valid_to_day
    return bool(fact.value == row.answer and begins and ends)


def _beside(connection: Connection, rows: Sequence[_Row]) -> dict[int, tuple[Rival, ...]]:
    """Of claims by row whose sources conflict what else disputed sources say; of others that differ from many-valued
    records that a list says are complete, nothing but that.
    """
    record, member, fact, property_ = _T["record"], _T["record_fact"], _T["fact"], _T["property"]
    found: dict[int, tuple[Rival, ...]] = {}
    conflicting = [
        row for row in rows if row.outcome == Outcome.SOURCES_CONFLICT and row.record_id is not None
    ]
    rivals: dict[int, dict[int, tuple[tuple[int, str], Rival]]] = defaultdict(dict)
    for batch in batches(sorted({row.record_id for row in conflicting})):
        query = (
            select(member.c.record_id, fact)
            .join(fact, fact.c.id == member.c.fact_id)
            .where(member.c.record_id.in_(batch), fact.c.disputed == 1)
            .order_by(fact.c.id)
        )
        for rival in connection.execute(query):
            said = Rival(rival.value, rival.valid_from, rival.valid_to)
            rivals[rival.record_id][rival.id] = (rival.property_id, rival.scope), said
    for row in conflicting:
        # "Dated" is answered by several properties: only what says it of the same one is a rival.
        others = dict(rivals[row.record_id])
        asked, _ = others.pop(row.fact_id, (None, None))
        found[row.id] = tuple(said for of, said in others.values() if of == asked)
    differing = [row for row in rows if row.outcome == Outcome.DIFFERS and row.record_id is not None]
    listed: set[int] = set()
    for batch in batches(sorted({row.record_id for row in differing})):
        complete = (
            select(record.c.id)
            .join(member, member.c.record_id == record.c.id)
            .join(fact, fact.c.id == member.c.fact_id)
            .join(property_, property_.c.id == fact.c.property_id)
            .where(record.c.id.in_(batch), record.c.complete == 1, property_.c.many == 1)
        )
        listed |= set(connection.scalars(complete))
    return found | {row.id: () for row in differing if row.record_id in listed}


def compared(row: _Row) -> Compared:
    """How the check that made a claim's status compares; the reference's way where none did."""
    what, value_type = row.compares_with or "reference", row.value_type or "date"
    comparing, time = _comparing(row.plan) if row.plan else ({}, None)
    tolerance = comparing.get("tolerance")
    return Compared(
        what,
        value_type,
        f"{tolerance[0]:g} {tolerance[1]}" if tolerance else None,
        comparing.get("order"),
        comparing.get("property"),
        comparing.get("method"),
        time == "state",
    )


@lru_cache
def _comparing(plan: str) -> tuple[dict[str, Any], str | None]:
    """How a check compares, and whether states, of its plan as the store keeps it.

    Nothing of a plan that an earlier version wrote.
    """
    try:
        judgement = json.loads(plan)
        found: dict[str, Any] = judgement["plan"]["comparing"]
        described = judgement["described"] or {}
    except (ValueError, LookupError, TypeError):
        return {}, None
    return found, described.get("time")


def _sources(connection: Connection, facts: set[int]) -> dict[int, list[SourceLine]]:
    source, cited = _T["source"], _T["fact_source"]
    found: dict[int, list[SourceLine]] = defaultdict(list)
    for batch in batches(sorted(facts)):
        query = (
            select(cited.c.fact_id, source.c.title, source.c.publisher, source.c.url)
            .join(source, source.c.id == cited.c.source_id)
            .where(cited.c.fact_id.in_(batch))
            .order_by(source.c.code)
        )
        for row in connection.execute(query):
            found[row.fact_id].append(SourceLine(row.title, row.publisher, row.url))
    return found


def batches(found: Sequence[_Any]) -> Iterator[list[_Any]]:
    """So many numbers or ids at once: no database takes any number of them in one statement."""
    for start in range(0, len(found), BATCH):
        yield list(found[start : start + BATCH])
