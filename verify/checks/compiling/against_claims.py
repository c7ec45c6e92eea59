"""Claims against each other: what other claims of the same key say, where the reference is silent.

Claims of a key that say the same are one peer, so that a claim is compared with each different answer once, however
many claims give it: a key that a million claims ask costs no more than its answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union,
)

from verify.checks.compiling.answers import answers
from verify.checks.compiling.selection import conditions
from verify.checks.compiling.window import Window
from verify.checks.plan import CompareWith, Plan
from verify.store.schema import METADATA
from verify.verdicts import Outcome
from verify.vocabulary import Property, Time, ValueType

PLACES = 4_294_967_296
"""An article and a claim in one number: article × PLACES + claim."""


class Fit:
    """How a claim and a peer fit, the one that decides first: a peer that contradicts before one that agrees."""

    CLASHES: Final = 0
    EQUAL: Final = 1
    CONTAINS: Final = 2
    INSIDE: Final = 3
    CLASHES_AS_INFERRED: Final = 4
    SILENT: Final = 5


OUTCOMES = {
    Fit.CLASHES: Outcome.DIFFERS,
    Fit.EQUAL: Outcome.AGREES,
    Fit.CONTAINS: Outcome.AGREES_WITHIN_ITS_PRECISION,
    Fit.INSIDE: Outcome.MORE_PRECISE_THAN_THE_RECORD,
    Fit.CLASHES_AS_INFERRED: Outcome.DIFFERS_AS_INFERRED,
    Fit.SILENT: Outcome.NOT_COMPARABLE,
}

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a claim answers, in columns that peers are grouped by, and how a claim and a peer fit."""

    described: Property
    days: int

    def columns(self) -> dict[str, ColumnElement[Any]]:
        """Of the table `claim`, by name."""
        claim = _T["claim"]
        if self.described.value_type is ValueType.DATE:
            return {
                "earliest": func.coalesce(claim.c.stated_earliest, claim.c.value_earliest),
                "latest": func.coalesce(claim.c.stated_latest, claim.c.value_latest),
                "inferred": case((claim.c.stated_earliest.is_(None), 1), else_=0),
            }
        found: dict[str, ColumnElement[Any]] = {"answer_digest": claim.c.answer_digest}
        if self.described.time is Time.STATE:
            found |= {"as_of_earliest": claim.c.as_of_earliest, "as_of_latest": claim.c.as_of_latest}
        return found

    def says_something(self) -> ColumnElement[bool]:
        """Whether a claim of the table `claim` gives an answer that others can be held against."""
        claim, columns = _T["claim"], self.columns()
        known = and_(claim.c.comparable == 1, claim.c.answer_known == 1, claim.c.key_id.is_not(None))
        if self.described.value_type is ValueType.DATE:
            return and_(known, columns["earliest"].is_not(None), columns["latest"].is_not(None))
        if self.described.time is Time.STATE:
            return and_(known, claim.c.as_of_earliest.is_not(None), claim.c.answer_digest.is_not(None))
        return and_(known, claim.c.answer_digest.is_not(None))

    def fit(self, peer: Any) -> ColumnElement[int]:
        """How a claim of the table `claim` and a peer fit."""
        claim, own = _T["claim"], self.columns()
        # Where there are many, another answer contradicts nobody: what agrees goes before it.
        clash = Fit.CLASHES_AS_INFERRED if self.described.many else Fit.CLASHES
        if self.described.value_type is not ValueType.DATE:
            return _fit_of_answers(claim.c, peer, clash, self.described.time)
        gap = case(
            (own["latest"] < peer.earliest, peer.earliest - own["latest"]),
            (peer.latest < own["earliest"], own["earliest"] - peer.latest),
            else_=0,
        )
        return case(
            (own["earliest"].is_(None), Fit.SILENT),
            (and_(own["earliest"] == peer.earliest, own["latest"] == peer.latest), Fit.EQUAL),
            (and_(own["earliest"] <= peer.earliest, peer.latest <= own["latest"]), Fit.CONTAINS),
            (and_(peer.earliest <= own["earliest"], own["latest"] <= peer.latest), Fit.INSIDE),
            (gap == 0, Fit.SILENT),
            (gap <= self.days, Fit.EQUAL),
            (claim.c.answer_known == 0, Fit.SILENT),
            (or_(own["inferred"] == 1, peer.inferred == 1), Fit.CLASHES_AS_INFERRED),
            else_=clash,
        )


def _fit_of_answers(claim: Any, peer: Any, clash: int, time: Time) -> ColumnElement[int]:
    same = claim.answer_digest == peer.answer_digest
    if time is not Time.STATE:
        return case((same, Fit.EQUAL), (claim.answer_known == 0, Fit.SILENT), else_=clash)
    # Equal claims are of one time; over more than a day two answers may both have held.
    same_time = and_(claim.as_of_earliest == peer.as_of_earliest, claim.as_of_latest == peer.as_of_latest)
    of_one_day = and_(same_time, claim.as_of_earliest == claim.as_of_latest, claim.answer_known == 1)
    return case((and_(same, same_time), Fit.EQUAL), (and_(~same, of_one_day), clash), else_=Fit.SILENT)


def against_claims(plan: Plan, described: Property, window: Window) -> Select[*tuple[Any, ...]]:
    """Each claim of a key about which claims or records are new, with what its peers say.

    `counts` is 0 where the reference answers the key: there it is for the reference to judge.
    """
    claim, document = _T["claim"], _T["document"]
    answer, gone = answers(plan, window), _gone(window)
    tolerance = plan.comparing.tolerance
    said = _Answer(described, int(tolerance.amount) if tolerance else 0)
    peer = _peers(plan, said, gone, window)
    is_other, other = _other_claim(plan, peer)
    fit = cast(said.fit(peer.c), BigInteger)
    best = func.min(case((is_other, fit * PLACES + other), else_=null()))
    source = claim.join(document, document.c.id == claim.c.document_id).join(
        answer, answer.c.key_id == claim.c.key_id
    )
    asked = (
        select(
            claim.c.id.label("claim_id"),
            func.min(answer.c.record_id).label("record_id"),
            func.min(claim.c.comparable).label("comparable"),
            best.label("best"),
            func.min(case((answer.c.fact_count > 0, 0), else_=answer.c.selected)).label("counts"),
        )
        .select_from(source.outerjoin(peer, _same_group(plan, peer)))
        .where(claim.c.id.not_in(select(gone.c.claim_id)), *window.has_claim(claim))
        .where(*conditions(plan.selection))
        .group_by(claim.c.id)
    )
    if not window.is_whole:
        asked = asked.where(claim.c.key_id.in_(keys_to_judge(plan, answer, window)))
    judged = asked.subquery("asked")
    return select(
        judged.c.claim_id,
        judged.c.record_id,
        cast(null(), Integer).label("fact_id"),
        cast(judged.c.best % PLACES, Integer).label("peer_id"),
        _outcome(judged, described).label("outcome"),
        judged.c.counts,
    )


def keys_to_judge(plan: Plan, answer: CTE, window: Window) -> Select[Any]:
    """The keys that have new claims, claims that came to stand or stopped, or a new record."""
    claim, standing = _T["claim"], _T["standing"]
    since, upto = window.since, window.upto
    of_property = claim.c.property == plan.selection.property
    moved = select(standing.c.claim_id).where(standing.c.id > since.standing)
    if upto is not None:
        moved = moved.where(standing.c.id <= upto.standing)
    keys = union(
        select(claim.c.key_id).where(of_property, claim.c.id > since.claim, *window.has_claim(claim)),
        select(claim.c.key_id).where(of_property, claim.c.id.in_(moved)),
        select(answer.c.key_id).where(answer.c.newest > since.record),
    ).subquery("new_key")
    return select(keys.c.key_id).where(keys.c.key_id.is_not(None))


def _gone(window: Window) -> CTE:
    """The claims that do not stand: retired, or of a text that another revision replaced."""
    standing = _T["standing"]
    later = standing.alias("later")
    query = select(standing.c.claim_id).where(standing.c.stands == 0)
    newer = select(later.c.id).where(later.c.claim_id == standing.c.claim_id, later.c.id > standing.c.id)
    if window.upto is not None:
        query = query.where(standing.c.id <= window.upto.standing)
        newer = newer.where(later.c.id <= window.upto.standing)
    return query.where(~newer.exists()).cte("gone")


def _peers(plan: Plan, said: _Answer, gone: CTE, window: Window) -> CTE:
    """The different answers of each key, in one article or in all, each with the first and the last claim of it."""
    claim, document = _T["claim"], _T["document"]
    columns = said.columns()
    group: list[ColumnElement[Any]] = [claim.c.key_id]
    if plan.comparing.what is CompareWith.ITS_ARTICLE:
        group.append(claim.c.document_id)
    place = cast(document.c.article_id, BigInteger) * PLACES + claim.c.id
    query = (
        select(
            *group,
            *(column.label(name) for name, column in columns.items()),
            func.min(place).label("first"),
            func.max(place).label("last"),
        )
        .join(document, document.c.id == claim.c.document_id)
        .where(claim.c.property == plan.selection.property, claim.c.kind == plan.selection.kind)
        .where(said.says_something(), claim.c.id.not_in(select(gone.c.claim_id)), *window.has_claim(claim))
        .group_by(*group, *columns.values())
    )
    return query.cte("peer").prefix_with("MATERIALIZED")


def _same_group(plan: Plan, peer: CTE) -> ColumnElement[bool]:
    claim = _T["claim"]
    same = peer.c.key_id == claim.c.key_id
    if plan.comparing.what is CompareWith.ITS_ARTICLE:
        return and_(same, peer.c.document_id == claim.c.document_id)
    return same


def _other_claim(plan: Plan, peer: CTE) -> tuple[ColumnElement[bool], ColumnElement[int]]:
    """Whether a peer's answer is given by a claim that is not the claim's own, or its article's; and which it is."""
    claim, document = _T["claim"], _T["document"]
    first, last = peer.c["first"], peer.c["last"]
    if plan.comparing.what is CompareWith.ITS_ARTICLE:
        own = first % PLACES == claim.c.id
        is_other = or_(~own, last % PLACES != claim.c.id)
    else:
        own = first // PLACES == document.c.article_id
        is_other = or_(~own, last // PLACES != document.c.article_id)
    return is_other, case((own, last % PLACES), else_=first % PLACES)


def _outcome(judged: Any, described: Property) -> ColumnElement[int]:
    fit = judged.c.best // PLACES
    meant = {
        kept: Outcome.UNLISTED
        if described.many and outcome in (Outcome.DIFFERS, Outcome.DIFFERS_AS_INFERRED)
        else outcome
        for kept, outcome in OUTCOMES.items()
    }
    return case(
        (judged.c.comparable == 0, literal(int(Outcome.NOT_COMPARABLE))),
        (judged.c.best.is_(None), literal(int(Outcome.NO_RECORD))),
        *((fit == kept, literal(int(outcome))) for kept, outcome in meant.items()),
        else_=literal(int(Outcome.NOT_COMPARABLE)),
    )
