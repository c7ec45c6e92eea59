"""Writes questions into a store, judges them by the compiled statements, and gives what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from questions import FAMILIES, MEMBER, Family, Question, Stated
from sqlalchemy import Connection, Insert, select

from verify.checks.compare import Comparison, comparison_of
from verify.checks.compiling import START, Marks, Window, compile_judgement
from verify.checks.plan import CompareWith, Comparing, Judgement, Order, Plan, Selection, Tolerance, Unit
from verify.checks.possible import OF_THE_CALENDAR, of_claims
from verify.claims import Claim, Polarity, Problem, Span
from verify.documents import Document, Prose
from verify.reference.lint import list_bound
from verify.reference.records import ensure_keys, refresh_records
from verify.store.answers import answer_digest
from verify.store.bulk import insert_rows
from verify.store.engine import Store
from verify.store.ingest import write_document
from verify.store.schema import METADATA
from verify.values import parse_day, parse_edtf, parse_quantity
from verify.verdicts import Outcome, Verdict
from verify.vocabulary import Property, Time, ValueType

T = METADATA.tables
NOW = "2026-01-02T03:04:05.000000Z"

ORDERS = {"before": Order.ON_OR_BEFORE, "after": Order.ON_OR_AFTER}
CLAIMS = {"its article": CompareWith.ITS_ARTICLE, "other articles": CompareWith.OTHER_ARTICLES}
UNITS = {"days": Unit.DAYS, "per cent": Unit.PER_CENT, "digits": Unit.LAST_DIGIT}
TYPES = {
    "date": ValueType.DATE,
    "bare date": ValueType.DATE,
    "existence": ValueType.EXISTENCE,
    "state": ValueType.SUBJECT,
    "text": ValueType.TEXT,
    "number": ValueType.NUMBER,
}

EVERY_OUTCOME = dict.fromkeys(Outcome, Verdict.NOT_ENOUGH_EVIDENCE)


def _answering(name: str, family: Family) -> str:
    """The property whose facts answer: for an order of dates, another one."""
    return f"{name}: other" if family.against in ORDERS else name


def _described(name: str, family: Family) -> Property:
    time = Time.STATE if family.values == "state" else Time.DATED
    return Property(name, "bench", TYPES[family.values], time, family.many)


PROPERTIES = {
    name: _described(name, family)
    for key, family in FAMILIES.items()
    if family.values != "bare date"
    for name in dict.fromkeys((key, _answering(key, family)))
}


def judgement_of(name: str) -> Judgement:
    """What a family of questions is judged by."""
    family = FAMILIES[name]
    tolerance = Tolerance(family.give_or_take, UNITS[family.unit]) if family.unit else None
    if family.values == "bare date":
        plan = Plan(Selection("date", "date"), Comparing(CompareWith.CALENDAR), EVERY_OUTCOME)
        return Judgement(plan, None)
    what = CLAIMS.get(family.against, CompareWith.REFERENCE)
    order = ORDERS.get(family.against)
    answering = _answering(name, family)
    comparing = Comparing(what, tolerance, answering if order is not None else None, order)
    return Judgement(Plan(Selection("bench", name), comparing, EVERY_OUTCOME), PROPERTIES[answering])


def possible_of(name: str) -> frozenset[Outcome]:
    """The outcomes that the engine says a family of questions can have."""
    judgement = judgement_of(name)
    if judgement.described is None:
        return OF_THE_CALENDAR
    if FAMILIES[name].among_claims:
        return of_claims(judgement.described)
    comparison: Comparison = comparison_of(judgement.described, judgement.plan.comparing)
    return comparison.possible()


@contextmanager
def passing(store: Store) -> Iterator[Connection]:
    """A writing transaction that leaves nothing behind."""
    with store.rehearsing() as connection:
        yield connection


def judge(connection: Connection, questions: Sequence[Question]) -> tuple[list[int], list[Outcome | None]]:
    """The rows of all claims, in order, and what one statement a family finds of each; None for nothing."""
    places = _write_all(connection, questions)
    found = _run(connection, questions, START, run_id=1)
    assert found.keys() <= set(places), "only these claims are judged"
    return places, [found.get(claim) for claim in places]


def judge_again(
    connection: Connection, questions: Sequence[Question], since_claim: int
) -> dict[int, Outcome]:
    """What a later run finds of the claims behind one, by the statements that judge only what is new."""
    marks = [
        connection.execute(select(T[name].c.id).order_by(T[name].c.id.desc()).limit(1)).scalar() or 0
        for name in ("record", "standing")
    ]
    return _run(connection, questions, Marks(since_claim, *marks), run_id=2)


def _run(
    connection: Connection, questions: Sequence[Question], since: Marks, *, run_id: int
) -> dict[int, Outcome]:
    for name in sorted({question.family for question in questions}):
        connection.execute(_statement(name, Window(since), run_id))
    verdict = T["verdict"]
    query = select(verdict.c.claim_id, verdict.c.outcome).where(verdict.c.run_id == run_id)
    rows = connection.execute(query).all()
    found = {row.claim_id: Outcome(row.outcome) for row in rows}
    assert len(found) == len(rows), "one verdict a claim"
    return found


@lru_cache(maxsize=2 * len(FAMILIES))
def _statement(name: str, window: Window, run_id: int) -> Insert:
    check_id = list(FAMILIES).index(name) + 1
    return compile_judgement(
        judgement_of(name), window, check_id=check_id, run_id=run_id, judged_before=False
    )


def _write_all(connection: Connection, questions: Sequence[Question]) -> list[int]:
    """Write the reference and the articles; gives the row of every claim, in order."""
    _properties(connection)
    _reference(connection, questions)
    stated = [
        (number, question, claim) for number, question in enumerate(questions, 1) for claim in question.claims
    ]
    claims = [_claim(place, *said) for place, said in enumerate(stated)]
    by_article: dict[int, list[tuple[Stated, Claim]]] = {}
    for (_, _, said), claim in zip(stated, claims, strict=True):
        by_article.setdefault(said.article, []).append((said, claim))
    for article, written in sorted(by_article.items()):
        _article(connection, article, written)
    refresh_records(connection)
    ensure_keys(
        connection,
        [
            (name, _answering(name, family), True)
            for name, family in FAMILIES.items()
            if family.against in ORDERS
        ],
    )
    rows = {
        row.span_start: row.id for row in connection.execute(select(T["claim"].c.id, T["claim"].c.span_start))
    }
    return [rows[claim.span.start] for claim in claims]


def _article(connection: Connection, number: int, written: list[tuple[Stated, Claim]]) -> None:
    """An article in two revisions, the second of which is extracted twice: what is found no more is retired."""
    by_standing = {
        standing: [claim for said, claim in written if said.stands == standing]
        for standing in ("superseded", "retired", "yes")
    }
    later = by_standing["yes"] + by_standing["retired"]
    for text, claims in (
        ("first", by_standing["superseded"]),
        ("second", later),
        ("second", by_standing["yes"]),
    ):
        if claims or text == "second":
            document = Document(article=f"article {number}", name="bench", text=text, prose=Prose(text))
            write_document(connection, document, claims, extractor="bench 1", vocabulary="0", now=NOW)


def _properties(connection: Connection) -> None:
    rows = [
        {
            "id": number,
            "name": described.id,
            "kind": described.kind,
            "value_type": str(described.value_type),
            "time": str(described.time),
            "many": int(described.many),
            "phrases": "",
            "note": "",
        }
        for number, described in enumerate(PROPERTIES.values(), 1)
    ]
    insert_rows(connection, T["property"], rows)
    answers = [{"property_id": row["id"], "answered_by_id": row["id"]} for row in rows]
    insert_rows(connection, T["property_answer"], answers)


def _reference(connection: Connection, questions: Sequence[Question]) -> None:
    properties = {name: number for number, name in enumerate(PROPERTIES, 1)}
    subjects: list[dict[str, Any]] = []
    facts: list[dict[str, Any]] = []
    lists: list[dict[str, Any]] = []
    for number, question in enumerate(questions, 1):
        if question.of.values == "bare date":
            continue
        keyed = {"subject_id": number, "property_id": properties[_answering(question.family, question.of)]}
        subjects.append({"id": number, "name": _asked(number, question), "kind": "bench", "note": ""})
        facts += [
            {"id": len(facts) + place, **keyed, **_fact(f"{number}/{place}", fact)}
            for place, fact in enumerate(question.facts, 1)
        ]
        if question.list is not None:
            if question.family == "existence":
                # Whether a member of a series exists, the list of the series says.
                series = len(questions) + number
                keyed |= {"subject_id": series}
                subjects.append({"id": series, "name": f"series {number}", "kind": "bench", "note": ""})
            lists.append({"id": len(lists) + 1, **keyed, **_list(str(number), question)})
    for name, rows in (("subject", subjects), ("fact", facts), ("list", lists)):
        insert_rows(connection, T[name], rows)


def _asked(number: int, question: Question) -> str:
    return f"series {number}/{MEMBER}" if question.family == "existence" else f"subject {number}"


def _read(reader: Any, text: str) -> Any:
    try:
        return reader(text)
    except ValueError:
        return None


def _fact(code: str, fact: Any) -> Mapping[str, Any]:
    date, amount = _read(parse_edtf, fact.value), _read(parse_quantity, fact.value)
    return {
        "code": code,
        "revision": 1,
        "digest": code,
        "scope": "",
        "value": fact.value,
        "value_digest": answer_digest(fact.value),
        "earliest": date.earliest if date else None,
        "latest": date.latest if date else None,
        "month_day_from": date.recurring_from if date else None,
        "month_day_to": date.recurring_to if date else None,
        "number": float(amount.number) if amount else None,
        "last_digit": float(amount.last_digit) if amount else None,
        "unit": amount.unit if amount else None,
        "valid_from": fact.valid_from,
        "valid_to": fact.valid_to,
        "valid_from_day": parse_day(fact.valid_from) if fact.valid_from else None,
        "valid_to_day": parse_day(fact.valid_to) if fact.valid_to else None,
        "rank": fact.rank,
        "disputed": int(fact.disputed),
        "note": "",
        "recorded_at": NOW,
        "recorded_by": "bench",
        "reason": "",
    }


def _list(code: str, question: Question) -> Mapping[str, Any]:
    listed = question.list
    assert listed is not None
    return {
        "code": code,
        "revision": 1,
        "digest": code,
        "complete_from": list_bound(listed.first) if listed.first else None,
        "complete_to": list_bound(listed.last) if listed.last else None,
        "gaps": "|".join(f"{first}/{last}" for first, last in listed.gaps),
        "source_id": None,
        "withdrawn": 0,
        "note": "",
        "recorded_at": NOW,
        "recorded_by": "bench",
    }


def _claim(place: int, number: int, question: Question, said: Stated) -> Claim:
    if question.of.values == "bare date":
        return claim_of(place, said, "date", "date", None)
    return claim_of(place, said, "bench", question.family, _asked(number, question))


def claim_of(place: int, said: Stated, kind: str, property: str, asked: str | None) -> Claim:
    """A claim as extraction would give it, at a place of its own."""
    return Claim(
        span=Span(place, place + 1, "x"),
        kind=kind,
        property=property,
        subject=asked,
        value=said.value if said.answer is None else said.answer,
        stated=said.stated,
        asks=asked,
        answer=said.answer,
        answer_known=said.answer_known,
        as_of=said.as_of,
        polarity=Polarity(said.polarity),
        problem=Problem(said.problem) if said.problem else None,
        weekday=said.weekday,
    )
