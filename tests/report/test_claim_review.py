"""ClaimReview: what schema.org allows, of the claims that people decided, whatever the articles hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from linked_data import beyond_schema_org, expanded
from making import LATER, NOW
from publishable import REVIEWED
from published import HEADLINE, published_store
from test_corrections_feed import WORK
from test_screen import LINE

from verify.display import display_safe
from verify.publishing import Publishing, Rating, Ratings
from verify.report.claim_review import (
    CONTEXT,
    NOT_BY_A_PERSON,
    claim_review,
    is_reviewed,
    one_a_line,
    one_document,
)
from verify.report.reviewed import Conclusion, Reviewed, Wanted, count_undecided, reviewed_claims
from verify.store.engine import Store

PUBLISHING = Publishing("https://daily.example/", "https://daily.example/reviews/{claim}")


def reviews(store: Store, *, decided: bool = True, **wanted: Any) -> dict[tuple[str, str], Any]:
    """The reviews of a store, by article and quote."""
    with store.reading() as connection:
        return {
            (found.work.article, found.line.quote): claim_review(found, PUBLISHING, "Example Daily")
            for found in reviewed_claims(connection, Wanted(**wanted), decided=decided, first=True)
            if is_reviewed(found)
        }


def test_what_people_decided_is_reviewed_with_the_scale_of_the_newsroom(store: Store) -> None:
    published_store(store)
    found = reviews(store)
    in_order = [("daily.txt", quote) for quote in ("Mara Lind", "3,", "4 and")]
    assert list(found) == in_order, "what was misread is nobody's claim"
    review = found["daily.txt", "Mara Lind"]
    work = {
        "@type": "Article",
        "@id": review["itemReviewed"]["appearance"]["@id"],
        "url": "https://daily.example/harbour?a=1&b=%3Ci%3E",
        "headline": HEADLINE,
        "publisher": {"@type": "Organization", "name": "Example Daily"},
        "datePublished": "2016-04-09",
        "inLanguage": "en",
    }
    first = review["itemReviewed"]["firstAppearance"]
    assert (first["publisher"]["name"], first["datePublished"]) == ("The Bell", "2015-04-09")
    assert review == {
        "@type": "ClaimReview",
        "@id": review["@id"],
        "url": f"https://daily.example/reviews/{claim_id(store, 'Mara Lind')}",
        "claimReviewed": "Mara Lind holds harbour master",
        "author": {"@type": "Organization", "name": "Example Daily", "url": "https://daily.example/"},
        "datePublished": LATER,
        "inLanguage": "en",
        "reviewRating": {
            "@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1, "alternateName": "False",
        },
        "reviewBody": review["reviewBody"],
        "citation": [
            {
                "@type": "CreativeWork", "name": "The Harbour Gazette", "url": "https://gazette.example/",
                "publisher": {"@type": "Organization", "name": "Tidal Council"},
            }
        ],
        "itemReviewed": {
            "@type": "Claim", "@id": review["itemReviewed"]["@id"], "author": work["publisher"],
            "datePublished": "2016-04-09", "appearance": work, "firstAppearance": first,
        },
    }  # fmt: skip
    for quote in ("3,", "4 and"):
        assert not {"reviewBody", "citation"} & found["daily.txt", quote].keys(), "the record does not say so"
    published = json.dumps(list(found.values()))
    assert "between us" not in published
    assert "Ana" not in published


def claim_id(store: Store, quote: str) -> str:
    with store.reading() as connection:
        found = reviewed_claims(connection, Wanted(("daily.txt",)), decided=True)
        return next(one.line.claim for one in found if one.line.quote == quote)


def test_what_nobody_decided_says_so(store: Store) -> None:
    published_store(store)
    found = reviews(store, decided=False)
    assert len(found) == 3 * 7 - 1
    by_rule = [review for review in found.values() if "creativeWorkStatus" in review]
    assert len(by_rule) == 17
    with store.reading() as connection:
        assert count_undecided(connection, Wanted()) == 17
    assert {review["creativeWorkStatus"] for review in by_rule} == {NOT_BY_A_PERSON}
    assert {review["datePublished"] for review in by_rule} == {NOW}
    assert len({review["@id"] for review in found.values()}) == len(found)
    assert len(reviews(store, decided=False, since="2016-04-10")) == 3
    assert {article for article, _ in reviews(store, decided=False, articles=("older.txt",))} == {"older.txt"}
    assert beyond_schema_org({"@context": CONTEXT, "@graph": list(found.values())}) == []


def test_a_verdict_without_a_number_has_a_name(store: Store) -> None:
    published_store(store)
    ratings = Ratings(0, 1, {"refuted": Rating(None, "Not so"), "supported": Rating(0.5, "So it is")})
    with store.reading() as connection:
        found = [
            claim_review(one, Publishing(ratings=ratings), "The Bell")
            for one in reviewed_claims(connection, Wanted(), decided=True)
        ]
    assert found[0]["reviewRating"] == {"@type": "Rating", "alternateName": "Not so"}
    assert found[1]["reviewRating"]["ratingValue"] == 0.5
    assert "url" not in found[0] | found[0]["author"]


@pytest.mark.parametrize(
    ("polarity", "words"),
    [
        ("asserted", "Harbour Treaty concluded: 4 May 2010"),
        ("negated", "Denied: Harbour Treaty concluded: 4 May 2010"),
        ("hypothetical", "Supposed: Harbour Treaty concluded: 4 May 2010"),
        ("planned", "Planned: Harbour Treaty concluded: 4 May 2010"),
    ],
)
def test_what_is_not_asserted_is_not_reviewed_as_if_it_were(polarity: str, words: str) -> None:
    reviewed = Reviewed(replace(LINE, polarity=polarity), WORK, Conclusion(NOW, "Ana", None, None), None)
    assert claim_review(reviewed, PUBLISHING, "The Bell")["claimReviewed"] == words


def texts(found: Any) -> Iterator[str]:
    """Every text of a document."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for value in found.values() if isinstance(found, dict) else found:
            yield from texts(value)


@settings(deadline=None, max_examples=60)
@given(REVIEWED)
def test_any_claim_is_inert_and_allowed(reviewed: Reviewed) -> None:
    review = claim_review(reviewed, PUBLISHING, "Example Daily")
    document = "".join(one_document([review]))
    assert not set("<>&") & set(document)
    assert json.loads(document) == {"@context": CONTEXT, "@graph": [review]}
    assert [json.loads(line) for line in one_a_line([review, review])] == [{"@context": CONTEXT} | review] * 2
    assert all(display_safe(said) == said for said in texts(review))
    assert beyond_schema_org({"@context": CONTEXT, **review}) == []
    (node,) = expanded({"@context": CONTEXT, **review})
    assert node["http://schema.org/claimReviewed"] == [{"@value": review["claimReviewed"]}]
