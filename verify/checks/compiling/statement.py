"""From a judgement to one statement: INSERT … SELECT, the same on both databases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Insert,
    Select,
    SmallInteger,
    Subquery,
    and_,
    case,
    cast,
    func,
    insert,
    literal,
    literal_column,
    null,
    or_,
    select,
    true,
)

from verify.checks.compiling.against_calendar import against_calendar
from verify.checks.compiling.against_claims import against_claims, keys_to_judge
from verify.checks.compiling.against_reference import against_reference
from verify.checks.compiling.answers import answers, candidates
from verify.checks.compiling.selection import narrowed
from verify.checks.compiling.window import Window
from verify.checks.plan import CompareWith, Judgement
from verify.store.schema import METADATA
from verify.verdicts import Outcome, Verdict

WITHOUT_EVIDENCE = (Outcome.UNLISTED, Outcome.NO_RECORD, Outcome.NOT_COMPARABLE)
"""Outcomes that rest on no fact in particular."""

EVERY_ROW: ColumnElement[int] = literal_column("9223372036854775807")
"""A limit that nothing reaches: under it the outcome is worked out once, not anew wherever a column names it."""

COLUMNS = ("claim_id", "check_id", "run_id", "record_id", "fact_id", "peer_id", "outcome", "verdict")
"""Of a verdict."""

_T = METADATA.tables


def found(judgement: Judgement, window: Window) -> Subquery:
    """What comparing finds of every claim in the window: `claim_id`, `record_id`, `fact_id`, `peer_id`, `outcome`.

    `counts`, where it is there, is 0 for a claim of which the check says nothing.
    """
    what, described = judgement.plan.comparing.what, judgement.described
    if what is CompareWith.CALENDAR or described is None:
        query = against_calendar(judgement.plan, window)
    elif what.is_with_claims:
        query = against_claims(judgement.plan, described, window)
    else:
        query = against_reference(judgement.plan, described, window)
    return query.limit(EVERY_ROW).subquery("judged")


def verdicts(
    judgement: Judgement, window: Window, *, check_id: int, run_id: int, judged_before: bool
) -> Select[Any]:
    """The verdict rows, in the order of `COLUMNS`, that a run of the check writes.

    `judged_before` says that the check may have judged some of these claims in earlier runs: then only what changed
    is written, and a verdict that no longer holds is taken back by a row without one.
    """
    judged = found(judgement, replace(window, again=judged_before))
    outcome = judged.c.outcome
    verdict = _verdict(judged, judgement.plan.verdicts)
    # Comparing with one number after the other costs a third of looking for it in a list.
    fact = case(dict.fromkeys(map(int, WITHOUT_EVIDENCE), null()), value=outcome, else_=judged.c.fact_id)
    row = {
        "record_id": judged.c.record_id,
        "fact_id": fact,
        "peer_id": judged.c.peer_id,
        "outcome": outcome,
        "verdict": verdict,
    }
    meaning = judgement.plan.verdicts
    worth = _changed(judged, row, check_id, run_id) if judged_before else _concludes(judged, meaning)
    if judgement.plan.comparing.method is not None:
        # What is no outcome must not be passed over: the store refuses it.
        worth = or_(worth, outcome.is_(None), outcome.not_in([int(one) for one in Outcome]))
    return select(
        judged.c.claim_id,
        literal(check_id).label("check_id"),
        literal(run_id).label("run_id"),
        row["record_id"],
        fact.label("fact_id"),
        row["peer_id"],
        cast(outcome, SmallInteger).label("outcome"),
        cast(verdict, SmallInteger).label("verdict"),
    ).where(worth)


def compile_judgement(
    judgement: Judgement, window: Window, *, check_id: int, run_id: int, judged_before: bool
) -> Insert:
    """The statement that writes the verdicts of a run of a check; see `verdicts`."""
    rows = verdicts(judgement, window, check_id=check_id, run_id=run_id, judged_before=judged_before)
    return insert(_T["verdict"]).from_select(list(COLUMNS), rows)


def touched(judgement: Judgement, window: Window) -> Select[Any]:
    """The claims that a run of the check looks at: those whose verdicts it may write anew."""
    claim, plan = _T["claim"], judgement.plan
    query = select(claim.c.id)
    if plan.comparing.what is CompareWith.CALENDAR or judgement.described is None:
        query = query.where(claim.c.id > window.since.claim)
    elif window.is_whole:
        query = query.where(claim.c.key_id.is_not(None))
    elif plan.comparing.what.is_with_claims:
        query = query.where(claim.c.key_id.in_(keys_to_judge(plan, answers(plan, window), window)))
    else:
        query = query.where(claim.c.id.in_(select(candidates(plan, answers(plan, window), window).c.id)))
    return narrowed(query, plan.selection)


def _verdict(judged: Subquery, meaning: Mapping[Outcome, Any]) -> ColumnElement[Any]:
    meant = {
        int(kept): literal(int(verdict))
        for kept, verdict in sorted(meaning.items())
        if isinstance(verdict, Verdict)
    }
    if not meant:
        return null()
    verdict = case(meant, value=judged.c.outcome, else_=null())
    return case((judged.c.counts == 0, null()), else_=verdict) if "counts" in judged.c else verdict


def _concludes(judged: Subquery, meaning: Mapping[Outcome, Any]) -> ColumnElement[bool]:
    """Whether the check says anything of a claim."""
    meant = sorted(int(kept) for kept, verdict in meaning.items() if verdict is not None)
    says = true() if len(meant) == len(Outcome) else judged.c.outcome.in_(meant)
    return and_(says, judged.c.counts == 1) if "counts" in judged.c else says


def _changed(
    judged: Subquery, row: dict[str, ColumnElement[Any]], check_id: int, run_id: int
) -> ColumnElement[bool]:
    """A verdict unlike the latest that the check gave, or none any more where it gave one."""
    earlier, other = _T["verdict"].alias("earlier"), _T["verdict"].alias("other")
    newest = (
        select(func.max(other.c.run_id))
        .where(other.c.claim_id == judged.c.claim_id, other.c.check_id == check_id, other.c.run_id < run_id)
        # Two levels down nothing is correlated by itself.
        .correlate(judged)
    )
    latest = select(earlier.c.claim_id).where(
        earlier.c.claim_id == judged.c.claim_id,
        earlier.c.check_id == check_id,
        earlier.c.run_id == newest.scalar_subquery(),
    )
    same = latest.where(*(earlier.c[name].is_not_distinct_from(value) for name, value in row.items()))
    gave_one = latest.where(earlier.c.verdict.is_not(None))
    return case((row["verdict"].is_not(None), ~same.exists()), else_=gave_one.exists())
