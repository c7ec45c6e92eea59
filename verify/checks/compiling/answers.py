"""What the reference answers to the keys of a check, worked out once a key whatever the number of claims."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, ColumnElement, and_, case, func, literal, select, union_all

from verify.checks.compiling.selection import of_kind
from verify.checks.compiling.window import Window
from verify.checks.plan import Plan
from verify.store.schema import METADATA

_T = METADATA.tables

LIST_COLUMNS = ("complete", "complete_from", "complete_to")
FACT_COLUMNS = (
    "earliest",
    "latest",
    "month_day_from",
    "month_day_to",
    "value",
    "value_digest",
    "number",
    "last_digit",
    "unit",
    "valid_from_day",
    "valid_to_day",
    "disputed",
)


def answers(plan: Plan, window: Window) -> CTE:
    """Of each key that the check's claims may ask: `key_id`, `record_id`, its list, and its fact if it has just one.

    `gapped` is 1 where the list has gaps. `newest` is the last record that matters to the key; `selected` is 0 where
    the reference does not have of the subject what the check asks for, in which case the key is only there while
    earlier verdicts may have to be taken back.
    """
    key, record, fact, property_ = _T["claim_key"], _T["record"], _T["fact"], _T["property"]
    gaps = select(_T["record_gap"].c.record_id).where(_T["record_gap"].c.record_id == record.c.id)
    answering = key if plan.comparing.property is None else key.alias("answering")
    number = window.record_of(answering)
    selected, newest = _recorded(plan, window, key)
    query = (
        select(
            key.c.id.label("key_id"),
            record.c.id.label("record_id"),
            record.c.fact_count,
            *(record.c[name] for name in LIST_COLUMNS),
            case((gaps.exists(), 1), else_=0).label("gapped"),
            fact.c.id.label("fact_id"),
            *(fact.c[name] for name in FACT_COLUMNS),
            _greatest([record.c.id, *newest]).label("newest"),
            selected.label("selected"),
        )
        .select_from(key)
        .join(property_, property_.c.id == key.c.property_id)
        .where(property_.c.name == plan.selection.property)
    )
    if answering is not key:
        other = property_.alias("other")
        query = query.join(other, other.c.name == plan.comparing.property).join(
            answering, _same_question(answering, key, other.c.id, key.c.scope)
        )
    query = query.join(record, record.c.id == number).outerjoin(fact, fact.c.id == record.c.fact_id)
    if plan.selection.subjects:
        query = query.where(key.c.subject.in_(plan.selection.subjects))
    if plan.selection.recorded and window.is_first:
        query = query.where(selected == 1)
    # Worked out once a key, whatever the number of claims: the database must not fold it into the join.
    return query.cte("answer").prefix_with("MATERIALIZED")


def _same_question(
    other: Any, key: Any, property_id: ColumnElement[int], scope: ColumnElement[str]
) -> ColumnElement[bool]:
    return and_(other.c.property_id == property_id, other.c.subject == key.c.subject, other.c.scope == scope)


def _recorded(plan: Plan, window: Window, key: Any) -> tuple[ColumnElement[int], list[ColumnElement[int]]]:
    """Whether the reference has of a key's subject what the check asks for, and the records that say so."""
    property_, member, fact = _T["property"], _T["record_fact"], _T["fact"]
    conditions: list[ColumnElement[bool]] = []
    newest: list[ColumnElement[int]] = []
    for name, value in plan.selection.recorded:
        group = _T["claim_key"].alias()
        asked = select(property_.c.id).where(property_.c.name == name).scalar_subquery()
        number = (
            select(func.coalesce(window.record_of(group), 0))
            .where(_same_question(group, key, asked, literal("")))
            # It stands two levels below the key, so that nothing correlates them by itself.
            .correlate(key)
            .scalar_subquery()
        )
        has = (
            select(member.c.fact_id)
            .join(fact, fact.c.id == member.c.fact_id)
            .where(member.c.record_id == number, fact.c.value == value)
        )
        conditions.append(has.exists())
        newest.append(func.coalesce(number, 0))
    selected = case((and_(*conditions), 1), else_=0) if conditions else literal(1)
    return selected, newest


def _greatest(numbers: list[ColumnElement[int]]) -> ColumnElement[int]:
    """The greatest of some numbers, in the words of both databases."""
    greatest = numbers[0]
    for number in numbers[1:]:
        greatest = case((number > greatest, number), else_=greatest)
    return greatest


def candidates(plan: Plan, answer: CTE, window: Window) -> CTE:
    """The claims to judge again: new ones, and those of keys of which a record is new."""
    claim = _T["claim"]
    since = window.since
    return union_all(
        select(claim.c.id)
        .join(answer, answer.c.key_id == claim.c.key_id)
        .where(answer.c.newest > since.record, claim.c.id <= since.claim),
        select(claim.c.id).where(
            *of_kind(plan.selection), claim.c.id > since.claim, *window.has_claim(claim)
        ),
    ).cte("candidate")
