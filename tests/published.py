"""A store with something to publish."""

from __future__ import annotations

from making import LATER, document, judge, load, put, usual_checks, usual_claims
from sqlalchemy import text

from verify.review.decisions import decide
from verify.store.engine import Store
from verify.verdicts import Verdict

URL = "https://daily.example/harbour?a=1&b=<i>"
HEADLINE = "Harbour & <b>sea</b>"
DECIDED = {
    "Mara Lind": (Verdict.REFUTED, "article"),
    "4 and": (Verdict.SUPPORTED, None),
    "3,": (Verdict.SUPPORTED, "reference"),
    "77": (Verdict.REFUTED, "extraction"),
}
"""By quote, what people decided of the claims of daily.txt: as the check, against it, and by their own word twice."""


def published_store(store: Store) -> None:
    """The usual claims in three articles: one undated, one of 2015, one with all that an article can have."""
    load(store)
    put(store, document(article="undated.txt", published=None), usual_claims())
    put(store, document(article="older.txt", published="2015-04-09", publisher="The Bell"), usual_claims())
    daily = document(article="daily.txt", headline=HEADLINE, publisher="Example Daily", url=URL)
    put(store, daily, usual_claims())
    judge(store, usual_checks())
    for quote, (verdict, side) in DECIDED.items():
        say(store, "daily.txt", quote, verdict, side)


def say(store: Store, article: str, quote: str, verdict: Verdict, side: str | None) -> None:
    """Decide the claim of an article with this quote, as Ana, on the tenth."""
    query = text("SELECT claim FROM v_claim_status WHERE article = :article AND quote = :quote")
    with store.writing() as connection:
        claim = connection.execute(query, {"article": article, "quote": quote}).scalar_one()
        decide(connection, claim, verdict, actor="Ana", now=LATER, side=side, note="between us")
