"""Facts that rest on the article's own publisher alone: they do not support it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from verify.store.schema import METADATA
from verify.verdicts import Outcome

_T = METADATA.tables

FITTING = (
    Outcome.AGREES,
    Outcome.AGREES_WITHIN_ITS_PRECISION,
    Outcome.MORE_PRECISE_THAN_THE_RECORD,
)
"""What a check may support a claim on. An article that its own publisher contradicts is contradicted all the same."""


def independent(outcome: ColumnElement[Any], ranked: Any) -> ColumnElement[Any]:
    """The outcome, with no record for what fits nothing but a fact that the article's own publisher alone says.

    `ranked` has the claim, its record and its best fact. What is looked up a claim is whether its fact is one of those
    whose sources all have one publisher, who published an article of the store: mostly there is none.
    """
    on_its_own = and_(
        # First what is looked up once a claim and rarely so: the outcome is then worked out once.
        ranked.c.fact_id.in_(_of_one_publisher()),
        outcome.in_([int(fitting) for fitting in FITTING]),
        _publisher_says_it(ranked),
        ~_anybody_else_says_it(ranked),
    )
    return case((on_its_own, int(Outcome.NO_RECORD)), else_=outcome)


def _folded(name: ColumnElement[Any]) -> ColumnElement[Any]:
    """A publisher's name as it is compared."""
    return func.lower(func.trim(name))


def _of_one_publisher() -> Any:
    """The facts that no second publisher is a source of, if the first published an article of the store."""
    cited, source, document = _T["fact_source"], _T["source"], _T["document"]
    other, another = cited.alias(), source.alias()
    publishers = select(_folded(document.c.publisher)).where(document.c.publisher.is_not(None))
    second = (
        select(other.c.fact_id)
        .join(another, another.c.id == other.c.source_id)
        .where(
            other.c.fact_id == cited.c.fact_id, _folded(another.c.publisher) != _folded(source.c.publisher)
        )
    )
    return (
        select(cited.c.fact_id)
        .join(source, source.c.id == cited.c.source_id)
        .where(_folded(source.c.publisher).in_(publishers), ~second.exists())
    )


def _publisher_says_it(ranked: Any) -> ColumnElement[bool]:
    """Whether the publisher of the claim's article is a source of its best fact."""
    claim, document, cited, source = _T["claim"], _T["document"], _T["fact_source"], _T["source"]
    return (
        select(claim.c.id)
        .join(document, document.c.id == claim.c.document_id)
        .join(cited, cited.c.fact_id == ranked.c.fact_id)
        .join(source, source.c.id == cited.c.source_id)
        .where(claim.c.id == ranked.c.claim_id, _folded(source.c.publisher) == _folded(document.c.publisher))
        .correlate(ranked)
        .exists()
    )


def _anybody_else_says_it(ranked: Any) -> ColumnElement[bool]:
    """Whether another fact of the record says the same, from another publisher."""
    claim, document, source = _T["claim"], _T["document"], _T["source"]
    member, cited = _T["record_fact"], _T["fact_source"]
    fact, best = _T["fact"].alias("same"), _T["fact"].alias("best")
    return (
        select(fact.c.id)
        .join(member, member.c.fact_id == fact.c.id)
        .join(best, best.c.id == ranked.c.fact_id)
        .join(cited, cited.c.fact_id == fact.c.id)
        .join(source, source.c.id == cited.c.source_id)
        .join(claim, claim.c.id == ranked.c.claim_id)
        .join(document, document.c.id == claim.c.document_id)
        .where(
            member.c.record_id == ranked.c.record_id,
            fact.c.value == best.c.value,
            _folded(source.c.publisher) != _folded(document.c.publisher),
        )
        .correlate(ranked)
        .exists()
    )
