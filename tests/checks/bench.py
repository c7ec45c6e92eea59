"""Writes questions into a store, judges them by the compiled statements, and gives what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from oracle import MEMBER, Question, Stated
from sqlalchemy import Connection, insert, select

from verify.checks.compiling import START, Marks, Window, compile_judgement
from verify.checks.plan import CompareWith, Comparing, Judgement, Plan, Selection
from verify.claims import Claim, Polarity, Problem, Span
from verify.documents import Document, Prose
from verify.reference.lint import list_bound
from verify.reference.records import refresh_records
from verify.store.engine import Store
from verify.store.ingest import write_document
from verify.store.schema import METADATA
from verify.values import parse_day, parse_edtf
from verify.verdicts import Outcome, Verdict
from verify.vocabulary import Property, Time, ValueType

T = METADATA.tables
NOW = "2026-01-02T03:04:05.000000Z"

FAMILIES = {
    "day": Property("day", "bench", ValueType.DATE, Time.DATED, many=False),
    "days": Property("days", "bench", ValueType.DATE, Time.DATED, many=True),
    "existence": Property("existence", "bench", ValueType.EXISTENCE, Time.DATED, many=False),
    "state": Property("state", "bench", ValueType.SUBJECT, Time.STATE, many=False),
    "states": Property("states", "bench", ValueType.SUBJECT, Time.STATE, many=True),
    "text": Property("text", "bench", ValueType.TEXT, Time.DATED, many=False),
    "texts": Property("texts", "bench", ValueType.TEXT, Time.DATED, many=True),
}

EVERY_OUTCOME = dict.fromkeys(Outcome, Verdict.NOT_ENOUGH_EVIDENCE)


@contextmanager
def passing(store: Store) -> Iterator[Connection]:
    """A writing transaction that leaves nothing behind."""
    with store.engine.execution_options(writes=True).connect() as connection:
        transaction = connection.begin()
        try:
            yield connection
        finally:
            transaction.rollback()


def judge(connection: Connection, questions: Sequence[Question]) -> list[Outcome]:
    """The outcome of every claim of every question, in order, by one statement a family."""
    first = _write_all(connection, questions)
    return _outcomes(connection, questions, first, START, run_id=1)


def judge_again(connection: Connection, since_claim: int) -> dict[int, Outcome]:
    """What a later run finds of the claims behind one, by the statement that judges only what is new."""
    record = connection.execute(
        select(T["record"].c.id).order_by(T["record"].c.id.desc()).limit(1)
    ).scalar_one()
    _run(connection, Marks(since_claim, record), run_id=2)
    verdict = T["verdict"]
    rows = connection.execute(select(verdict).where(verdict.c.run_id == 2))
    return {row.claim_id: Outcome(row.outcome) for row in rows}


def _write_all(connection: Connection, questions: Sequence[Question]) -> int:
    _properties(connection)
    _reference(connection, questions)
    pairs = [(n, q, stated) for n, q in enumerate(questions) for stated in q.claims]
    text = "x" * (len(pairs) + 1)
    claims = [_claim(place, n, question, stated) for place, (n, question, stated) in enumerate(pairs)]
    document = Document(article="bench", name="bench", text=text, prose=Prose(text))
    write_document(connection, document, claims, extractor="bench 1", vocabulary="0", now=NOW)
    refresh_records(connection)
    return int(connection.execute(select(T["claim"].c.id).order_by(T["claim"].c.id).limit(1)).scalar_one())


def _properties(connection: Connection) -> None:
    for number, described in enumerate(FAMILIES.values(), 1):
        connection.execute(
            insert(T["property"]),
            {
                "id": number,
                "name": described.id,
                "kind": described.kind,
                "value_type": str(described.value_type),
                "time": str(described.time),
                "many": int(described.many),
                "phrases": "",
                "note": "",
            },
        )
        connection.execute(insert(T["property_answer"]), {"property_id": number, "answered_by_id": number})


def _reference(connection: Connection, questions: Sequence[Question]) -> None:
    numbers = {name: number for number, name in enumerate(FAMILIES, 1)}
    subjects, facts, lists = [], [], []
    for number, question in enumerate(questions, 1):
        if question.family == "calendar":
            continue
        keyed = {"subject_id": number, "property_id": numbers[question.family]}
        subjects.append({"id": number, "name": _asked(question, number - 1), "kind": "bench", "note": ""})
        facts += [
            {"id": len(facts) + place, **keyed, **_fact(f"{number}/{place}", fact)}
            for place, fact in enumerate(question.facts, 1)
        ]
        if question.list is not None:
            if question.family == "existence":
                # Whether a member of a series exists, the list of the series says.
                series = len(questions) + number
                keyed |= {"subject_id": series}
                subjects.append({"id": series, "name": f"series {number - 1}", "kind": "bench", "note": ""})
            lists.append({"id": len(lists) + 1, **keyed, **_list(str(number), question)})
    for name, rows in (("subject", subjects), ("fact", facts), ("list", lists)):
        if rows:
            connection.execute(insert(T[name]), rows)


def _asked(question: Question, number: int) -> str:
    return f"series {number}/{MEMBER}" if question.family == "existence" else f"subject {number}"


def _fact(code: str, fact: Any) -> dict[str, Any]:
    try:
        date = parse_edtf(fact.value)
    except ValueError:
        date = None
    return {
        "code": code,
        "revision": 1,
        "digest": code,
        "scope": "",
        "value": fact.value,
        "earliest": date.earliest if date else None,
        "latest": date.latest if date else None,
        "month_day_from": date.recurring_from if date else None,
        "month_day_to": date.recurring_to if date else None,
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


def _list(code: str, question: Question) -> dict[str, Any]:
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


def _claim(place: int, number: int, question: Question, stated: Stated) -> Claim:
    calendar = question.family == "calendar"
    return Claim(
        span=Span(place, place + 1, "x"),
        kind="date" if calendar else "bench",
        property="date" if calendar else question.family,
        subject=None if calendar else _asked(question, number),
        value=stated.value if stated.answer is None else stated.answer,
        stated=stated.stated,
        asks=None if calendar else _asked(question, number),
        answer=stated.answer,
        answer_known=stated.answer_known,
        as_of=stated.as_of,
        polarity=Polarity(stated.polarity),
        problem=Problem(stated.problem) if stated.problem else None,
        weekday=stated.weekday,
    )


def _run(connection: Connection, since: Marks, *, run_id: int) -> None:
    for check_id, (name, described) in enumerate(FAMILIES.items(), 1):
        plan = Plan(Selection("bench", name), Comparing(CompareWith.REFERENCE), EVERY_OUTCOME)
        _judge(connection, Judgement(plan, described), since, check_id, run_id)
    plan = Plan(Selection("date", "date"), Comparing(CompareWith.CALENDAR), EVERY_OUTCOME)
    _judge(connection, Judgement(plan, None), since, 99, run_id)


def _judge(connection: Connection, judgement: Judgement, since: Marks, check_id: int, run_id: int) -> None:
    connection.execute(
        compile_judgement(judgement, Window(since), check_id=check_id, run_id=run_id, judged_before=False)
    )


def _outcomes(
    connection: Connection, questions: Sequence[Question], first: int, since: Marks, *, run_id: int
) -> list[Outcome]:
    _run(connection, since, run_id=run_id)
    verdict = T["verdict"]
    rows = connection.execute(
        select(verdict.c.claim_id, verdict.c.outcome).order_by(verdict.c.claim_id)
    ).all()
    expected = sum(len(question.claims) for question in questions)
    assert [row.claim_id for row in rows] == list(range(first, first + expected)), "one verdict a claim"
    return [Outcome(row.outcome) for row in rows]
