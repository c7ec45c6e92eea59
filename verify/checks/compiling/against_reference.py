"""Claims against the reference: each beside the answer to its key, once with its one fact or with every one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from verify.checks.compare import Comparison, comparison_of
from verify.checks.compare.ranks import HELD_AT_ANOTHER_DATE, INSIDE, NOT_HELD, SILENT, Columns
from verify.checks.compiling.answers import LIST_COLUMNS, answers, candidates
from verify.checks.compiling.selection import narrowed
from verify.checks.compiling.window import Window
from verify.checks.plan import Plan
from verify.store.schema import METADATA
from verify.vocabulary import Property, Time, ValueType

BEST = 1_000_000_000
"""A rank and a fact's id in one number, so that the least is the best fact: rank × BEST + id."""

MANY = 2
"""What stands for the number of facts of a key that the plan has no answer to."""

CLAIM_COLUMNS = (
    "comparable",
    "stated_earliest",
    "stated_latest",
    "value_earliest",
    "as_of_earliest",
    "as_of_latest",
    "answer_known",
)

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class _Parts:
    """What both ways of pairing claims with facts are made of."""

    plan: Plan
    window: Window
    comparison: Comparison
    answer: CTE
    candidate: CTE | None

    def claims(self, columns: list[ColumnElement[Any]]) -> Select[*tuple[Any, ...]]:
        """Select from the claims of the plan, each beside the answer to its key.

        Outer joins fix the order, claims first as they lie and answers looked up, whatever a planner without
        statistics would guess; conditions on answers go through coalesce, lest the planner turn the joins back.
        """
        claim = _T["claim"]
        source = (
            claim if self.candidate is None else self.candidate.join(claim, claim.c.id == self.candidate.c.id)
        )
        query = select(*columns).select_from(
            source.outerjoin(self.answer, self.answer.c.key_id == claim.c.key_id)
        )
        return narrowed(query, self.plan.selection).where(*self.window.has_claim(claim))

    def compared(self, fact: Columns) -> list[ColumnElement[Any]]:
        """What is selected of a claim beside one fact: how the two fit, and what concluding needs to know."""
        claim = _T["claim"]
        return [
            claim.c.id.label("claim_id"),
            self.answer.c.record_id,
            self.answer.c.selected,
            fact["disputed"],
            self.comparison.rank(claim.c, fact).label("rank"),
            _in_gap(self.comparison.described, claim.c, self.answer.c),
            *(claim.c[name] for name in CLAIM_COLUMNS),
            *(self.answer.c[name] for name in LIST_COLUMNS),
        ]


def against_reference(plan: Plan, described: Property, window: Window) -> Select[*tuple[Any, ...]]:
    """Each claim that is new, or whose record is, with its outcome and what that rests on.

    `counts` is there where a check also selects by what is on record of the subject: 0 for a claim it does not select.
    """
    answer = answers(plan, window)
    comparison = comparison_of(described, plan.comparing)
    candidate = None if window.is_whole else candidates(answer, window)
    parts = _Parts(plan, window, comparison, answer, candidate)
    pairings = [_with_several_facts(parts)]
    if described.time is not Time.STATE:
        pairings.insert(0, _with_one_fact(parts))
    ranked = union_all(*pairings).subquery("ranked")
    columns = [
        ranked.c.claim_id,
        ranked.c.record_id,
        # A fact that says nothing of a claim is no evidence, though it be the best there is.
        case((ranked.c.rank.in_((SILENT, NOT_HELD)), null()), else_=ranked.c.fact_id).label("fact_id"),
        cast(null(), Integer).label("peer_id"),
        comparison.outcome(ranked.c).label("outcome"),
    ]
    if not (plan.selection.recorded or plan.selection.subjects):
        return select(*columns)
    if window.is_whole:
        return select(*columns).where(func.coalesce(ranked.c.selected, 0) == 1)
    return select(*columns, func.coalesce(ranked.c.selected, 0).label("counts"))


def _with_one_fact(parts: _Parts) -> Select[*tuple[Any, ...]]:
    answer = parts.answer
    columns = [answer.c.fact_id, answer.c.fact_count.label("facts"), *parts.compared(answer.c)]
    paired = parts.claims(columns).where(func.coalesce(answer.c.fact_count, MANY) <= 1).subquery("paired")
    fits = case((paired.c.rank <= INSIDE, 1), else_=0)
    return select(
        paired.c.claim_id,
        paired.c.record_id,
        paired.c.selected,
        paired.c.fact_id,
        paired.c.rank,
        paired.c.facts,
        fits.label("fits"),
        (fits * (1 - func.coalesce(paired.c.disputed, 0))).label("sound"),
        case((paired.c.rank == HELD_AT_ANOTHER_DATE, 1), else_=0).label("others"),
        *(paired.c[name] for name in (*CLAIM_COLUMNS, *LIST_COLUMNS, "in_gap")),
    )


def _with_several_facts(parts: _Parts) -> Select[*tuple[Any, ...]]:
    """Like `_with_one_fact`, over every fact of the record; the best decides and the rest are counted."""
    member, fact, answer = _T["record_fact"], _T["fact"], parts.answer
    # A state is compared here whatever the number of its facts, none included.
    least = 0 if parts.comparison.described.time is Time.STATE else 2
    paired = (
        parts.claims([fact.c.id.label("fact_id"), *parts.compared(fact.c)])
        .outerjoin(member, member.c.record_id == answer.c.record_id)
        .outerjoin(fact, fact.c.id == member.c.fact_id)
        .where(func.coalesce(answer.c.fact_count, -1) >= least)
        .subquery("paired_with_each")
    )
    fits = case((paired.c.rank <= INSIDE, 1), else_=0)
    kept = (*CLAIM_COLUMNS, *LIST_COLUMNS, "in_gap")
    counted = (
        select(
            paired.c.claim_id,
            func.min(paired.c.record_id).label("record_id"),
            func.min(paired.c.selected).label("selected"),
            func.min(cast(paired.c.rank, BigInteger) * BEST + paired.c.fact_id).label("best"),
            func.count(paired.c.fact_id).label("facts"),
            func.sum(fits).label("fits"),
            func.sum(fits * (1 - paired.c.disputed)).label("sound"),
            func.sum(case((paired.c.rank == HELD_AT_ANOTHER_DATE, 1), else_=0)).label("others"),
            *(func.min(paired.c[name]).label(name) for name in kept),
        )
        .group_by(paired.c.claim_id)
        .subquery("counted")
    )
    return select(
        counted.c.claim_id,
        counted.c.record_id,
        counted.c.selected,
        (counted.c.best % BEST).label("fact_id"),
        (counted.c.best // BEST).label("rank"),
        *(counted.c[name] for name in ("facts", "fits", "sound", "others", *kept)),
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
