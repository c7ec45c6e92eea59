"""Claims against the reference: each beside the answer to its key, once with its one fact or with every one of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    column,
    func,
    literal,
    null,
    select,
    true,
    union_all,
)
from sqlalchemy.sql.elements import True_

from verify.checks.compare import Comparison, comparison_of
from verify.checks.compare.ranks import EQUAL, HELD_AT_ANOTHER_DATE, INSIDE, NOT_HELD, RANKS, SILENT, Columns
from verify.checks.compiling.answers import FACT_COLUMNS, LIST_COLUMNS, answers, candidates
from verify.checks.compiling.independence import independent
from verify.checks.compiling.selection import narrowed
from verify.checks.compiling.window import Window
from verify.checks.plan import Plan
from verify.store.schema import METADATA
from verify.vocabulary import Property, Time, ValueType

BEST = 1_000_000_000
"""A rank and a fact's id in one number, so that the least is the best fact: rank × BEST + id."""

TALLY = 1_048_576
"""Three counts in one number: what fits, × TALLY the facts of it nobody disputes, × TALLY² those of another date."""

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

    def looked_at(self) -> frozenset[str]:
        """What concluding looks at, by name: whatever else claims and answers have need not be carried along."""
        if self.plan.comparing.method is not None:
            return frozenset((*CLAIM_COLUMNS, *LIST_COLUMNS, "facts", "in_gap"))
        noting = _Noting()
        self.outcome(noting)
        return frozenset(noting)

    def claims(self, columns: Sequence[ColumnElement[Any]]) -> Select[*tuple[Any, ...]]:
        """Select from the claims of the plan, each beside the answer to its key.

        Outer joins fix the order, claims first as they lie and answers looked up, whatever a planner without
        statistics would guess; conditions on answers go through coalesce, lest the planner turn the joins back.
        """
        claim, answer = _T["claim"], self.answer
        source = claim.outerjoin(answer, answer.c.key_id == claim.c.key_id)
        query = narrowed(select(*columns).select_from(source), self.plan.selection)
        return self.few(query, answer)

    def few(self, query: Select[*tuple[Any, ...]], keys: CTE) -> Select[*tuple[Any, ...]]:
        """Keep the claims that are to be judged; of a few subjects, those of `keys`, looked up rather than all read."""
        claim, asked = _T["claim"], _T["claim"].alias("asked")
        query = query.where(*self.window.has_claim(claim))
        if self.candidate is not None:
            return query.where(claim.c.id.in_(select(self.candidate.c.id)))
        if self.plan.selection.subjects or self.plan.selection.recorded:
            return query.where(claim.c.id.in_(select(asked.c.id).join(keys, keys.c.key_id == asked.c.key_id)))
        return query

    def rank(self, fact: Columns) -> ColumnElement[int]:
        """How well a claim and a fact fit; 0, which is no rank, where a comparison by name does not tell."""
        rank = self.comparison.rank(_T["claim"].c, fact)
        return rank if self.plan.comparing.method is None else func.coalesce(rank, 0)

    def matters(self, fact: Columns) -> ColumnElement[bool]:
        """Whether a fact need be looked at; all, where a comparison by name ranks in a way of its own."""
        if self.plan.comparing.method is not None and ranks_otherwise(type(self.comparison)):
            return true()
        return self.comparison.matters(_T["claim"].c, fact)

    def outcome(self, judged: Columns) -> ColumnElement[Any]:
        """The outcome of a claim; null, which the store refuses, where a comparison by name gives no rank."""
        outcome = self.comparison.outcome(judged)
        if self.plan.comparing.method is None:
            return outcome
        asked = and_(judged["comparable"] == 1, judged["facts"] > 0)
        return case((and_(asked, ~judged["rank"].between(1, RANKS - 1)), null()), else_=outcome)

    @property
    def is_state(self) -> bool:
        """Whether what is compared holds from one day to another."""
        return self.comparison.described.time is Time.STATE

    def with_known(
        self, columns: Sequence[ColumnElement[Any]], known: CTE, least: int
    ) -> Select[*tuple[Any, ...]]:
        """Select from the claims whose answer has so many facts, each beside every fact that matters to it."""
        claim, answer = _T["claim"], self.answer
        matters = self.matters(known.c)
        beside = known.c.key_id == claim.c.key_id
        if least and isinstance(matters, True_):
            # Few keys have several facts where one is the rule, and all of those stand in `known`.
            query = narrowed(select(*columns).select_from(claim.join(known, beside)), self.plan.selection)
            return self.few(query, known)
        query = self.claims(columns).where(func.coalesce(answer.c.fact_count, -1) >= least)
        return query.outerjoin(known, and_(beside, matters))


class _Noting(dict[str, ColumnElement[Any]]):
    """Stands for what a comparison concludes from, and keeps the names of what it looks at."""

    def __missing__(self, name: str) -> ColumnElement[Any]:
        self[name] = column(name, Integer)
        return self[name]


def ranks_otherwise(comparison: type[Comparison]) -> bool:
    """Whether a comparison has a `rank` that the `matters` it inherits knows nothing of."""
    own = [{"rank", "matters"} & set(vars(base)) for base in comparison.__mro__]
    return next(names for names in own if names) == {"rank"}


def against_reference(plan: Plan, described: Property, window: Window) -> Select[*tuple[Any, ...]]:
    """Each claim that is new, or whose record is, with its outcome and what that rests on.

    `counts` is there where a check also selects by what is on record of the subject: 0 for a claim it does not select.
    """
    answer = answers(plan, window)
    comparison = comparison_of(described, plan.comparing)
    candidate = None if window.is_whole else candidates(plan, answer, window)
    parts = _Parts(plan, window, comparison, answer, candidate)
    looked_at = parts.looked_at()
    if described.time is Time.STATE:
        ranked = _with_every_fact(parts, looked_at, least=0).subquery("ranked")
    else:
        each = _with_one_fact(parts, looked_at), _with_every_fact(parts, looked_at, least=2)
        ranked = union_all(*each).subquery("ranked")
    # A fact that says nothing of a claim is no evidence, though it be the best there is.
    evidence = case(dict.fromkeys((SILENT, NOT_HELD), null()), value=ranked.c.rank, else_=ranked.c.fact_id)
    columns = [
        ranked.c.claim_id,
        ranked.c.record_id,
        evidence.label("fact_id"),
        cast(null(), Integer).label("peer_id"),
        independent(parts.outcome(_judged(ranked)), ranked, window.publishers).label("outcome"),
    ]
    if not (plan.selection.recorded or plan.selection.subjects):
        return select(*columns)
    if window.is_first:
        return select(*columns).where(func.coalesce(ranked.c.selected, 0) == 1)
    return select(*columns, func.coalesce(ranked.c.selected, 0).label("counts"))


def _judged(ranked: Subquery) -> dict[str, ColumnElement[Any]]:
    """The columns that a comparison concludes from: the counts are taken out of the tally."""
    one_fits = case((ranked.c.rank <= INSIDE, 1), else_=0)
    counts = {
        "fits": func.coalesce(ranked.c.tally % TALLY, one_fits),
        "sound": func.coalesce(ranked.c.tally // TALLY % TALLY, one_fits * (1 - ranked.c.disputed)),
        "others": func.coalesce(ranked.c.tally // (TALLY * TALLY), 0),
    }
    return counts | dict(ranked.c.items())


def _with_one_fact(parts: _Parts, looked_at: Collection[str]) -> Select[*tuple[Any, ...]]:
    """The claims of which there is one fact, or none."""
    claim, answer = _T["claim"], parts.answer
    columns = [
        claim.c.id.label("claim_id"),
        parts.rank(answer.c).label("rank"),
        cast(null(), BigInteger).label("tally"),
        func.coalesce(answer.c.disputed, 0).label("disputed"),
        answer.c.fact_id,
        *(claim.c[name] for name in CLAIM_COLUMNS if name in looked_at),
        *_answered(parts, looked_at, claim.c),
    ]
    return parts.claims(columns).where(func.coalesce(answer.c.fact_count, MANY) <= 1)


def _with_every_fact(parts: _Parts, looked_at: Collection[str], *, least: int) -> Select[*tuple[Any, ...]]:
    """The claims of which there are so many facts, none included, with the best of them and a tally of all."""
    claim, answer = _T["claim"], parts.answer
    known = _known(parts, least)
    rank = parts.rank(known.c)
    fits = 1 - known.c.again + TALLY * (1 - cast(known.c.disputed, Integer))
    held: dict[int, Any] = {HELD_AT_ANOTHER_DATE: literal(TALLY * TALLY, BigInteger)}
    counted_as = dict.fromkeys(range(EQUAL, INSIDE + 1), fits) | (held if parts.is_state else {})
    in_gap = _days_of(parts.comparison.described) if "in_gap" in looked_at else ()
    columns = [
        claim.c.id.label("claim_id"),
        claim.c.key_id,
        func.min(cast(rank, BigInteger) * BEST + known.c.fact_id).label("best"),
        func.sum(case(counted_as, value=rank, else_=0)).label("tally"),
        *(claim.c[name] for name in CLAIM_COLUMNS if name in looked_at or name in in_gap),
    ]
    # Verdicts are written soonest in the order in which claims lie, which a database that groups by hash would lose.
    grouped = parts.with_known(columns, known, least).group_by(claim.c.id).order_by(claim.c.id)
    counted = grouped.subquery("counted")
    return select(
        counted.c.claim_id,
        cast(func.coalesce(counted.c.best // BEST, NOT_HELD), Integer).label("rank"),
        cast(counted.c.tally, BigInteger).label("tally"),
        literal(0).label("disputed"),
        cast(counted.c.best % BEST, Integer).label("fact_id"),
        *(counted.c[name] for name in CLAIM_COLUMNS if name in looked_at),
        *_answered(parts, looked_at, counted.c),
    ).select_from(counted.outerjoin(answer, answer.c.key_id == counted.c.key_id))


def _answered(parts: _Parts, looked_at: Collection[str], claim: Columns) -> list[ColumnElement[Any]]:
    """What concluding looks at of the answer to a claim's key."""
    answer = parts.answer
    found: dict[str, ColumnElement[Any]] = {name: answer.c[name] for name in LIST_COLUMNS}
    found["facts"] = answer.c.fact_count.label("facts")
    if "in_gap" in looked_at:
        found["in_gap"] = _in_gap(parts.comparison.described, claim, answer.c)
    return [
        answer.c.record_id,
        answer.c.selected,
        *(column for name, column in found.items() if name in looked_at),
    ]


def _known(parts: _Parts, least: int) -> CTE:
    """The facts of every answer that has so many, looked up once an answer, whatever the number of claims.

    `again` is 1 for a fact that gives a date which an earlier one of its answer gives already.
    """
    member, fact, answer = _T["record_fact"], _T["fact"], parts.answer
    of_these_days = func.row_number().over(
        partition_by=(answer.c.key_id, fact.c.earliest, fact.c.latest), order_by=fact.c.id
    )
    is_date = parts.comparison.described.value_type is ValueType.DATE
    query = (
        select(
            answer.c.key_id,
            fact.c.id.label("fact_id"),
            (case((of_these_days > 1, 1), else_=0) if is_date else literal(0)).label("again"),
            *(fact.c[name] for name in FACT_COLUMNS),
        )
        .join(member, member.c.record_id == answer.c.record_id)
        .join(fact, fact.c.id == member.c.fact_id)
        .where(answer.c.fact_count >= least)
    )
    return query.cte("known").prefix_with("MATERIALIZED")


def _days_of(described: Property) -> tuple[str, ...]:
    """The columns of a claim that say which days it is about, first and last, where a list may have gaps in them."""
    if described.time is Time.STATE:
        return "as_of_earliest", "as_of_latest"
    return ("stated_earliest", "stated_latest") if described.many else ()


def _in_gap(described: Property, claim: Columns, answer: Columns) -> ColumnElement[int]:
    """1 where the list behind an answer says nothing of the claim's day, or of some of the days it states.

    What states no day may be missing in any gap.
    """
    gap = _T["record_gap"]
    days = _days_of(described)
    if not days:
        return literal(0).label("in_gap")
    first, last = (claim[name] for name in days)
    touches = (gap.c.first_day <= last) & (first <= gap.c.last_day)
    if described.time is not Time.STATE:
        touches = first.is_(None) | touches
    within = select(gap.c.record_id).where(gap.c.record_id == answer["record_id"], touches)
    # Few lists have gaps: a claim need not look for those of any other.
    return case((and_(answer["gapped"] == 1, within.exists()), 1), else_=0).label("in_gap")
