"""All recognisers over one document, their claims put in order and placed in headline or body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from verify.claims import Claim, Part, Span
from verify.extract.agreements import KIND as AGREEMENT
from verify.extract.agreements import find_agreements
from verify.extract.events import find_events
from verify.extract.memberships import membership_claims
from verify.extract.offices import office_claims
from verify.extract.quotations import quotation_claims
from verify.extract.reading import Mention, Reading
from verify.extract.resolutions import KIND as RESOLUTION
from verify.extract.resolutions import as_mentions, citation_claims, find_citations
from verify.extract.statements import date_statements, grammar_of
from verify.extract.taking_up import taken_up
from verify.extract.titles import KIND as OFFICE
from verify.extract.value_statements import value_statements, values_of
from verify.extract.votes import vote_claims
from verify.vocabulary import Vocabulary

_GAP = "\n\n"


def claims_of(
    body: str, vocabulary: Vocabulary, *, published: str | None, headline: str
) -> tuple[Claim, ...]:
    """The claims of headline and body; see `verify.extract.extract`."""
    text = f"{headline}{_GAP}{body}" if headline else body
    reading = Reading(text, vocabulary, published)
    found = _all(reading, len(text) - len(body))
    claims = dict.fromkeys(_placed(found, headline, body) if headline else found)
    return tuple(sorted(claims, key=_order))


def _all(reading: Reading, body: int) -> Iterator[Claim]:
    yield from _dates(reading)
    citations = find_citations(reading)
    yield from citation_claims(reading, citations)
    yield from vote_claims(reading, citations)
    mentions = _mentions(reading, as_mentions(citations))
    yield from date_statements(reading, mentions)
    yield from value_statements(reading, mentions)
    yield from office_claims(reading, body)
    yield from membership_claims(reading)
    yield from quotation_claims(reading)


def _mentions(reading: Reading, citations: list[Mention]) -> list[Mention]:
    dated = frozenset(p.subject_kind for p in grammar_of(reading.vocabulary).by_id.values())
    kinds = dated | values_of(reading.vocabulary).kinds
    mentions = list(citations)
    if AGREEMENT in kinds:
        mentions += find_agreements(reading)
    mentions += find_events(reading, kinds - {AGREEMENT, RESOLUTION, OFFICE})
    mentions += taken_up(reading, mentions, kinds)
    return mentions


def _dates(reading: Reading) -> Iterator[Claim]:
    for date in reading.dates:
        yield Claim(
            span=Span.of(reading.text, date.start, date.end),
            kind="date",
            property="date",
            subject=None,
            value=date.value,
            stated=date.stated,
            answer=date.value,
            problem=date.problem,
            weekday=date.weekday,
            because=(date.explanation,),
        )


def _placed(claims: Iterable[Claim], headline: str, body: str) -> Iterator[Claim]:
    """Claims on the joined text as claims on its parts; one that would reach from one part into the other is none."""
    offset = len(headline) + len(_GAP)
    for claim in claims:
        start, end = claim.span.start, claim.span.end
        if end <= len(headline):
            yield replace(claim, span=Span.of(headline, start, end, Part.HEADLINE))
        elif start >= offset:
            yield replace(claim, span=Span.of(body, start - offset, end - offset, Part.BODY))


def _order(claim: Claim) -> tuple[object, ...]:
    span = claim.span
    return (
        span.part is Part.BODY,
        span.start,
        span.end,
        claim.kind,
        claim.property,
        claim.subject or "",
        claim.value or "",
    )
