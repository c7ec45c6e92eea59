"""ClaimReview, as schema.org describes it and search engines read it: JSON-LD, one review a claim."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from verify.addresses import web_address
from verify.display import display_safe, script_safe
from verify.publishing import Publishing, Ratings
from verify.report.json_pieces import json_pieces, without_nothing
from verify.report.reviewed import Reviewed
from verify.report.screen import stated_words
from verify.report.web import urn_of
from verify.report.works import Work
from verify.verdicts import Verdict

CONTEXT = "https://schema.org"
"""The JSON-LD context of schema.org; readers know it, and it is never fetched here."""

NOT_BY_A_PERSON = "Judged by a rule, not reviewed by a person"
"""The status of a review that nobody decided."""

_LANGUAGE = re.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def is_reviewed(reviewed: Reviewed) -> bool:
    """Whether something is left to publish of a claim: not where a person says that it was misread."""
    return reviewed.conclusion.side != "extraction" and reviewed.line.status is not None


def claim_review(reviewed: Reviewed, publishing: Publishing, publisher: str) -> dict[str, Any]:
    """A ClaimReview, without its context; `publisher` is who reviews. What people read in it is safe to show.

    Neither the names of those who decided nor their notes are in it: both are for the newsroom.
    """
    line, conclusion = reviewed.line, reviewed.conclusion
    assert line.status is not None
    return without_nothing(
        {
            "@type": "ClaimReview",
            "@id": urn_of("review", line.claim),
            "url": web_address(publishing.review_of(line.claim)),
            "claimReviewed": stated_words(line),
            "author": _organization(publisher, publishing.url),
            "datePublished": conclusion.at,
            "inLanguage": "en",
            "creativeWorkStatus": None if conclusion.actor is not None else NOT_BY_A_PERSON,
            "reviewRating": _rating(line.status, publishing.ratings, conclusion.actor is None),
            "reviewBody": _body(reviewed),
            "citation": _citations(reviewed),
            "itemReviewed": _claim(reviewed),
        }
    )


def _rating(verdict: Verdict, ratings: Ratings, by_rule: bool) -> dict[str, Any]:
    rating = ratings.of[verdict.label]
    scale: dict[str, Any] = {}
    if rating.value is not None:
        scale = {"ratingValue": rating.value, "bestRating": ratings.best, "worstRating": ratings.worst}
    said = {"ratingExplanation": f"{NOT_BY_A_PERSON}."} if by_rule else {}
    return {"@type": "Rating", **scale, "alternateName": rating.name, **said}


def _body(reviewed: Reviewed) -> str | None:
    said = reviewed.line.explanation
    return display_safe(said) if said and reviewed.record_explains else None


def _citations(reviewed: Reviewed) -> list[dict[str, Any]] | None:
    if not reviewed.record_explains:
        return None
    return [
        without_nothing(
            {
                "@type": "CreativeWork",
                "name": display_safe(source.title),
                "publisher": _organization(source.publisher, None),
                "url": web_address(source.url),
            }
        )
        for source in reviewed.line.sources
    ] or None


def _claim(reviewed: Reviewed) -> dict[str, Any]:
    line, work = reviewed.line, reviewed.work
    by_publisher = None if line.attributed_to else _organization(work.publisher, None)
    return without_nothing(
        {
            "@type": "Claim",
            "@id": urn_of("claim", line.claim),
            "author": by_publisher,
            "creditText": display_safe(line.attributed_to) if line.attributed_to else None,
            "datePublished": _date(work),
            "appearance": _work(work),
            "firstAppearance": _work(reviewed.first) if reviewed.first is not None else None,
        }
    )


def _work(work: Work) -> dict[str, Any]:
    return without_nothing(
        {
            "@type": "Article",
            "@id": urn_of("document", work.digest),
            "url": web_address(work.url),
            "headline": display_safe(work.headline) or None,
            "publisher": _organization(work.publisher, None),
            "datePublished": _date(work),
            "inLanguage": work.language if _LANGUAGE.fullmatch(work.language) else None,
        }
    )


def _date(work: Work) -> str | None:
    """The date of publication, where schema.org can say it: a day, a month or a year."""
    return work.published if work.published and _DATE.fullmatch(work.published) else None


def _organization(name: str | None, url: str | None) -> dict[str, Any] | None:
    if not name or not name.strip():
        return None
    return without_nothing({"@type": "Organization", "name": display_safe(name), "url": url})


def one_document(reviews: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """All reviews in one JSON-LD document, for a script element of a page."""
    return json_pieces({"@context": CONTEXT}, "@graph", reviews)


def one_a_line(reviews: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Each review a JSON-LD document of its own, one a line."""
    for review in reviews:
        yield script_safe(json.dumps({"@context": CONTEXT, **review}, ensure_ascii=False)) + "\n"
