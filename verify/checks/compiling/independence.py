"""Facts that rest on the article's own publisher alone: they do not support it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from verify.documents import publisher_key
from verify.store.schema import METADATA
from verify.verdicts import Outcome

_T = METADATA.tables

FITTING = (
    Outcome.AGREES,
    Outcome.AGREES_WITHIN_ITS_PRECISION,
    Outcome.MORE_PRECISE_THAN_THE_RECORD,
)
"""What a check may support a claim on. An article that its own publisher contradicts is contradicted all the same."""

Publishers: TypeAlias = tuple[tuple[str, ...], ...]
"""Publishers of articles that are sources, too: of each all the ways in which its name is written, in order."""


def publishing_sources(connection: Connection) -> Publishers:
    """The publishers of the store's articles that are sources of its reference; mostly there is none.

    Those that came after a run change nothing in it: they published none of its articles.
    """
    spelled: list[defaultdict[str, set[str]]] = []
    for table in (_T["source"], _T["document"]):
        written: defaultdict[str, set[str]] = defaultdict(set)
        for (name,) in connection.execute(select(table.c.publisher).distinct()):
            if name and (key := publisher_key(name)):
                written[key].add(name)
        spelled.append(written)
    sources, articles = spelled
    return tuple(
        tuple(sorted(sources[key] | articles[key])) for key in sorted(sources.keys() & articles.keys())
    )


def independent(outcome: ColumnElement[Any], ranked: Any, publishers: Publishers) -> ColumnElement[Any]:
    """The outcome, with no record for what fits nothing but a fact that the article's own publisher alone says.

    `ranked` has the claim, its record and its best fact. What is looked up a claim is whether its fact is one of those
    whose sources all have one publisher, of `publishers`; where there are none, nothing is.
    """
    if not publishers:
        return outcome
    names = _Names(publishers)
    on_its_own = and_(
        # First what is looked up once a claim and rarely so: the outcome is then worked out once.
        ranked.c.fact_id.in_(_of_one_publisher(names)),
        outcome.in_([int(fitting) for fitting in FITTING]),
        _publisher_says_it(ranked, names),
        ~_anybody_else_says_it(ranked, names),
    )
    return case((on_its_own, int(Outcome.NO_RECORD)), else_=outcome)


class _Names:
    """Publishers by number, so that both databases compare names alike, whatever they know of case."""

    def __init__(self, publishers: Publishers) -> None:
        self.numbers = {name: at for at, names in enumerate(publishers) for name in names}

    def number(self, name: ColumnElement[Any]) -> ColumnElement[Any]:
        """The number of a publisher; -1 for one that is not both source and publisher of an article."""
        return case(self.numbers, value=func.coalesce(name, ""), else_=-1)


def _of_one_publisher(names: _Names) -> Any:
    """The facts that one of the publishers is a source of, and no second one."""
    cited, source = _T["fact_source"], _T["source"]
    other, another = cited.alias(), source.alias()
    second = (
        select(other.c.fact_id)
        .join(another, another.c.id == other.c.source_id)
        .where(
            other.c.fact_id == cited.c.fact_id,
            names.number(another.c.publisher) != names.number(source.c.publisher),
        )
    )
    return (
        select(cited.c.fact_id)
        .join(source, source.c.id == cited.c.source_id)
        .where(source.c.publisher.in_(list(names.numbers)), ~second.exists())
    )


def _publisher_says_it(ranked: Any, names: _Names) -> ColumnElement[bool]:
    """Whether the publisher of the claim's article is a source of its best fact, which one of them says."""
    claim, document, cited, source = _T["claim"], _T["document"], _T["fact_source"], _T["source"]
    return (
        select(claim.c.id)
        .join(document, document.c.id == claim.c.document_id)
        .join(cited, cited.c.fact_id == ranked.c.fact_id)
        .join(source, source.c.id == cited.c.source_id)
        .where(
            claim.c.id == ranked.c.claim_id,
            names.number(source.c.publisher) == names.number(document.c.publisher),
        )
        .correlate(ranked)
        .exists()
    )


def _anybody_else_says_it(ranked: Any, names: _Names) -> ColumnElement[bool]:
    """Whether another publisher says the same, or gives another day of those that the claim states."""
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
            or_(fact.c.value == best.c.value, _gives_a_day_of(claim, fact)),
            names.number(source.c.publisher) != names.number(document.c.publisher),
        )
        .correlate(ranked)
        .exists()
    )


def _gives_a_day_of(claim: Any, fact: Any) -> ColumnElement[bool]:
    """Whether a fact's days lie within those that a claim states, which then fits more than its best fact."""
    return and_(claim.c.stated_earliest <= fact.c.earliest, fact.c.latest <= claim.c.stated_latest)
