"""A store with something to publish, and claims to publish in which no text is harmless."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from making import LATER, document, judge, load, put, usual_checks, usual_claims
from runs import TEXT
from sqlalchemy import text
from test_screen import LINE

from verify.report.claims import SourceLine
from verify.report.reviewed import Conclusion, Reviewed, Work
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


WORKS = st.builds(
    Work, article=TEXT, digest=st.just("d" * 64), headline=TEXT, publisher=st.none() | TEXT,
    url=st.none() | TEXT | TEXT.map("https://daily.example/{}".format), language=TEXT,
    published=st.sampled_from([None, "2016-04-09", "2016-04", "2016", "2016-21", "199X"]),
    text_sha256=st.just("e" * 64), ingested_at=st.just(LATER),
)  # fmt: skip
CONCLUSIONS = st.builds(
    Conclusion,
    at=st.just(LATER),
    actor=st.none() | TEXT,
    side=st.sampled_from([None, "article", "reference"]),
    checked=st.sampled_from([*Verdict, None]),
)


def _line(status: Verdict, part: str, words: list[str], source: SourceLine, attributed: str | None) -> object:
    quote, prefix, suffix, subject, explanation = words
    return replace(
        LINE, status=status, part=part, quote=quote, prefix=prefix, suffix=suffix, subject=subject,
        explanation=explanation, attributed_to=attributed, sources=(source, source),
    )  # fmt: skip


REVIEWED = st.builds(
    Reviewed,
    line=st.builds(
        _line,
        st.sampled_from(Verdict),
        st.sampled_from(["headline", "body"]),
        st.lists(TEXT, min_size=5, max_size=5),
        st.builds(SourceLine, TEXT, TEXT, TEXT | TEXT.map("http://gazette.example/{}".format)),
        st.none() | TEXT,
    ),
    work=WORKS,
    conclusion=CONCLUSIONS,
    first=st.none() | WORKS,
)
"""Any claim that could be published."""
