"""From a plan to one statement: INSERT … SELECT, the same on both databases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Insert,
    Integer,
    Select,
    SmallInteger,
    case,
    cast,
    func,
    insert,
    literal,
    null,
    select,
    union_all,
)

from verify.checks.compare import (
    HELD_AT_ANOTHER_DATE,
    INSIDE,
    NOT_HELD,
    SILENT,
    Columns,
    Comparison,
    calendar,
)
from verify.checks.plan import CompareWith, Plan
from verify.store.schema import METADATA
from verify.values import parse_day
from verify.verdicts import Outcome
from verify.vocabulary import Property, Time, ValueType

BEST = 1_000_000_000
"""A rank and a fact's id in one number, so that the least is the best fact: rank × BEST + id."""

MANY = 2
"""What stands for the number of facts of a key that the plan has no answer to."""

WITHOUT_EVIDENCE = (Outcome.UNLISTED, Outcome.NO_RECORD, Outcome.NOT_COMPARABLE)
"""Outcomes that rest on no fact in particular."""

_T = METADATA.tables
_CLAIM_COLUMNS = (
    "comparable",
    "stated_earliest",
    "stated_latest",
    "value_earliest",
    "as_of_earliest",
    "as_of_latest",
    "answer_known",
)
_ANSWER_COLUMNS = ("complete", "complete_from", "complete_to")
_FACT_COLUMNS = (
    "earliest",
    "latest",
    "month_day_from",
    "month_day_to",
    "value",
    "valid_from_day",
    "valid_to_day",
    "disputed",
)


@dataclass(frozen=True, slots=True)
class Since:
    """How far a check has judged: claims and records up to these ids."""

    claim: int = 0
    record: int = 0


def compile_plan(
    plan: Plan, described: Property | None, *, check_id: int, run_id: int, since: Since = Since()
) -> Insert:
    """The statement that judges every claim of a plan that is new since, or whose record is.

    `described` is the property the plan compares, None for dates by themselves.
    """
    if plan.compare_with is CompareWith.CALENDAR or described is None:
        judged = _against_calendar(plan, since)
    else:
        judged = _against_reference(plan, described, since)
    outcome = judged.c.outcome
    given = {kept: verdict for kept, verdict in sorted(plan.verdicts.items()) if verdict is not None}
    meant = [(outcome == int(kept), literal(int(verdict))) for kept, verdict in given.items()]
    verdict = case(*meant, else_=null()) if meant else null()
    rows = select(
        judged.c.claim_id,
        literal(check_id),
        literal(run_id),
        judged.c.record_id,
        case((outcome.in_([int(kept) for kept in WITHOUT_EVIDENCE]), null()), else_=judged.c.fact_id),
        cast(outcome, SmallInteger),
        cast(verdict, SmallInteger),
    ).where(_worth_a_row(judged, list(given), check_id, since))
    columns = ["claim_id", "check_id", "run_id", "record_id", "fact_id", "outcome", "verdict"]
    return insert(_T["verdict"]).from_select(columns, rows)


def _worth_a_row(judged: Any, given: list[Outcome], check_id: int, since: Since) -> ColumnElement[bool]:
    """An outcome that has a verdict; or one that has none any more, which takes an earlier verdict back."""
    concludes: ColumnElement[bool] = judged.c.outcome.in_([int(kept) for kept in given])
    if since == Since():
        return concludes
    earlier = _T["verdict"].alias("earlier")
    judged_before = select(earlier.c.claim_id).where(
        earlier.c.claim_id == judged.c.claim_id, earlier.c.check_id == check_id
    )
    return concludes | judged_before.exists()


def _against_calendar(plan: Plan, since: Since) -> Any:
    claim = _T["claim"]
    rows = _narrowed(
        select(
            claim.c.id.label("claim_id"),
            cast(null(), Integer).label("record_id"),
            cast(null(), Integer).label("fact_id"),
            calendar(claim.c).label("outcome"),
        ),
        plan,
    ).where(claim.c.id > since.claim)
    return rows.subquery("judged")


def _against_reference(plan: Plan, described: Property, since: Since) -> Any:
    comparison = Comparison(described)
    answer = _answers(plan)
    candidate = _candidates(answer, since) if since != Since() else None
    parts = [_with_several_facts(plan, comparison, answer, candidate)]
    if described.time is not Time.STATE:
        parts.insert(0, _with_one_fact(plan, comparison, answer, candidate))
    ranked = union_all(*parts).subquery("ranked")
    return select(
        ranked.c.claim_id,
        ranked.c.record_id,
        # A fact that says nothing of a claim is no evidence, though it be the best there is.
        case((ranked.c.rank.in_((SILENT, NOT_HELD)), null()), else_=ranked.c.fact_id).label("fact_id"),
        comparison.conclude(ranked.c).label("outcome"),
    ).subquery("judged")


def _answers(plan: Plan) -> CTE:
    """What the reference answers to each key of the plan's property, with its fact where it is the only one."""
    key, record, property_, fact = _T["claim_key"], _T["record"], _T["property"], _T["fact"]
    query = (
        select(
            key.c.id.label("key_id"),
            key.c.record_id,
            record.c.fact_count,
            *(record.c[name] for name in _ANSWER_COLUMNS),
            fact.c.id.label("fact_id"),
            *(fact.c[name] for name in _FACT_COLUMNS),
        )
        .select_from(key)
        .join(property_, property_.c.id == key.c.property_id)
        .join(record, record.c.id == key.c.record_id)
        .outerjoin(fact, fact.c.id == record.c.fact_id)
        .where(property_.c.name == plan.selection.property)
    )
    if plan.selection.subject is not None:
        query = query.where(key.c.subject == plan.selection.subject)
    # Worked out once a key, whatever the number of claims: the database must not fold it into the join.
    return query.cte("answer").prefix_with("MATERIALIZED")


def _candidates(answer: CTE, since: Since) -> CTE:
    """The claims to judge again: new ones, and those of keys whose record is new."""
    claim = _T["claim"]
    return union_all(
        select(claim.c.id)
        .join(answer, answer.c.key_id == claim.c.key_id)
        .where(answer.c.record_id > since.record, claim.c.id <= since.claim),
        select(claim.c.id).where(claim.c.id > since.claim),
    ).cte("candidate")


def _claims(
    columns: list[ColumnElement[Any]], plan: Plan, answer: CTE, candidate: CTE | None
) -> Select[*tuple[Any, ...]]:
    """Select from the claims of a plan, each beside the answer to its key.

    Outer joins fix the order, claims first as they lie and answers looked up, whatever a planner without statistics
    would guess; conditions on answers go through coalesce, lest the planner turn the joins back.
    """
    claim = _T["claim"]
    source = claim if candidate is None else candidate.join(claim, claim.c.id == candidate.c.id)
    query = select(*columns).select_from(source.outerjoin(answer, answer.c.key_id == claim.c.key_id))
    return _narrowed(query, plan)


def _compared(comparison: Comparison, answer: CTE, fact: Columns) -> list[ColumnElement[Any]]:
    """What is selected of a claim beside one fact: how the two fit, and what concluding needs to know."""
    claim = _T["claim"]
    return [
        claim.c.id.label("claim_id"),
        answer.c.record_id,
        fact["disputed"],
        comparison.rank(claim.c, fact).label("rank"),
        _in_gap(comparison.described, claim.c, answer.c),
        *(claim.c[name] for name in _CLAIM_COLUMNS),
        *(answer.c[name] for name in _ANSWER_COLUMNS),
    ]


def _with_one_fact(
    plan: Plan, comparison: Comparison, answer: CTE, candidate: CTE | None
) -> Select[*tuple[Any, ...]]:
    columns = [
        answer.c.fact_id,
        answer.c.fact_count.label("facts"),
        *_compared(comparison, answer, answer.c),
    ]
    paired = (
        _claims(columns, plan, answer, candidate)
        .where(func.coalesce(answer.c.fact_count, MANY) <= 1)
        .subquery("paired")
    )
    fits = case((paired.c.rank <= INSIDE, 1), else_=0)
    return select(
        paired.c.claim_id,
        paired.c.record_id,
        paired.c.fact_id,
        paired.c.rank,
        paired.c.facts,
        fits.label("fits"),
        (fits * (1 - func.coalesce(paired.c.disputed, 0))).label("sound"),
        case((paired.c.rank == HELD_AT_ANOTHER_DATE, 1), else_=0).label("others"),
        *(paired.c[name] for name in (*_CLAIM_COLUMNS, *_ANSWER_COLUMNS, "in_gap")),
    )


def _with_several_facts(
    plan: Plan, comparison: Comparison, answer: CTE, candidate: CTE | None
) -> Select[*tuple[Any, ...]]:
    """Like `_with_one_fact`, over every fact of the record; the best decides and the rest are counted."""
    member, fact = _T["record_fact"], _T["fact"]
    is_state = comparison.described.time is Time.STATE
    columns = [fact.c.id.label("fact_id"), *_compared(comparison, answer, fact.c)]
    claims = _claims(columns, plan, answer, candidate)
    # A state is compared here whatever the number of its facts, none included.
    least = 0 if is_state else 2
    claims = (
        claims.outerjoin(member, member.c.record_id == answer.c.record_id)
        .outerjoin(fact, fact.c.id == member.c.fact_id)
        .where(func.coalesce(answer.c.fact_count, -1) >= least)
    )
    paired = claims.subquery("paired_with_each")
    fits = case((paired.c.rank <= INSIDE, 1), else_=0)
    best = func.min(cast(paired.c.rank, BigInteger) * BEST + paired.c.fact_id)
    counted = (
        select(
            paired.c.claim_id,
            func.min(paired.c.record_id).label("record_id"),
            best.label("best"),
            func.count(paired.c.fact_id).label("facts"),
            func.sum(fits).label("fits"),
            func.sum(fits * (1 - paired.c.disputed)).label("sound"),
            func.sum(case((paired.c.rank == HELD_AT_ANOTHER_DATE, 1), else_=0)).label("others"),
            *(func.min(paired.c[name]).label(name) for name in (*_CLAIM_COLUMNS, *_ANSWER_COLUMNS, "in_gap")),
        )
        .group_by(paired.c.claim_id)
        .subquery("counted")
    )
    return select(
        counted.c.claim_id,
        counted.c.record_id,
        (counted.c.best % BEST).label("fact_id"),
        (counted.c.best // BEST).label("rank"),
        *(
            counted.c[name]
            for name in ("facts", "fits", "sound", "others", *_CLAIM_COLUMNS, *_ANSWER_COLUMNS, "in_gap")
        ),
    )


def _in_gap(described: Property, claim: Columns, answer: Columns) -> ColumnElement[int]:
    """1 where the list behind an answer says nothing of the claim's day, or of some of the days it states."""
    gap = _T["record_gap"]
    if described.time is Time.STATE:
        days = (gap.c.first_day <= claim["as_of_latest"]) & (claim["as_of_earliest"] <= gap.c.last_day)
    elif described.value_type is ValueType.DATE and described.many:
        days = (gap.c.first_day <= claim["stated_latest"]) & (claim["stated_earliest"] <= gap.c.last_day)
    else:
        return literal(0).label("in_gap")
    within = select(gap.c.record_id).where(gap.c.record_id == answer["record_id"], days)
    return case((within.exists(), 1), else_=0).label("in_gap")


def _narrowed(query: Select[*tuple[Any, ...]], plan: Plan) -> Select[*tuple[Any, ...]]:
    """Keep the claims that the plan selects."""
    claim, document, chosen = _T["claim"], _T["document"], plan.selection
    query = query.where(claim.c.property == chosen.property, claim.c.kind == chosen.kind)
    if chosen.publisher is not None or chosen.published_from is not None:
        query = query.join(document, document.c.id == claim.c.document_id)
    conditions: Mapping[str, ColumnElement[bool]] = {
        "publisher": document.c.publisher == chosen.publisher,
        "attributed": claim.c.attributed_to.is_not(None),
        "impossible": claim.c.problem == "impossible",
        "names_weekday": claim.c.weekday.is_not(None)
        & (
            (claim.c.stated_earliest == claim.c.stated_latest)
            | (claim.c.month_day_from == claim.c.month_day_to)
        ),
    }
    for name, condition in conditions.items():
        if getattr(chosen, name) not in (None, False):
            query = query.where(condition)
    if chosen.published_from is not None and chosen.published_to is not None:
        first, last = parse_day(chosen.published_from), parse_day(chosen.published_to)
        query = query.where(document.c.published_day.between(first, last))
    return query
