"""The page: head, summary, the article with its claims marked, the cards, and where it all comes from."""

from __future__ import annotations

from collections.abc import Iterator

from verify import __version__
from verify.documents import Document
from verify.report.documents import published_words
from verify.report.page.assets import policy, script, style
from verify.report.page.cards import cards
from verify.report.page.contents import Contents, Provenance
from verify.report.page.languages import direction, language_tag
from verify.report.page.markup import Markup, element, joined, outside, web_link, words
from verify.report.page.moments import moment
from verify.report.page.summary import filters, foremost_claims, in_words, summary
from verify.report.page.text import Numbered, body_words, headline_words

DIGITS = 12
"""How many digits of a digest are shown: enough to name it on a command line."""


def page(contents: Contents) -> str:
    """The HTML of a page; of the same contents it is the same to the letter."""
    return (
        "<!doctype html>\n"
        + element("html", _head(contents), element("body", *_body(contents)), lang="en")
        + "\n"
    )


def _head(contents: Contents) -> Markup:
    document = contents.document
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy()),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="generator", content=f"verify {__version__}"),
        element("meta", name="description", content=contents.redacted or in_words(contents.lines)),
        element("title", f"{document.headline or document.name}: its claims, checked"),
        element("style", style()),
    )


def _body(contents: Contents) -> Iterator[Markup]:
    document, lines = contents.document, contents.lines
    claims = dict(enumerate(lines, 1))
    way = direction(document.language, document.text or document.headline)
    tag = language_tag(document.language, way)
    headline, in_headline = headline_words(document.headline, claims)
    body, in_body = body_words(document, claims) if contents.redacted is None else (words(""), set())
    yield element("a", "Skip to the article", href="#article", class_="skip")
    yield element("a", "Skip to the claims", href="#claims", class_="skip")
    yield element(
        "header",
        *_kicker(document, contents.provenance),
        element("h1", headline or outside(document.name), lang=tag if headline else None, dir=way),
        element("p", *_byline(document), class_="byline"),
        *_summary(contents, claims),
    )
    yield element(
        "main",
        element(
            "article",
            body if body.strip() else element("p", *_without_text(contents), lang="en", dir="ltr"),
            id="article",
            lang=tag,
            dir=way,
            tabindex="-1",
        ),
        element(
            "section",
            element("h2", "Claims", id="claims-title"),
            filters(lines) if lines else element("p", _without_claims(contents)),
            element("div", cards(claims, contents.events, in_headline | in_body), class_="cards"),
            id="claims",
            aria_labelledby="claims-title",
            tabindex="-1",
        ),
    )
    yield element("footer", *_footer(contents.provenance))
    yield element("script", script())


def _summary(contents: Contents, claims: Numbered) -> Iterator[Markup]:
    if contents.redacted is None:
        told = joined([summary(contents.lines), foremost_claims(claims)])
        yield element("section", told, class_="summary", aria_label="Summary")


def _without_text(contents: Contents) -> Iterator[str]:
    if contents.redacted is None:
        yield "The text of this article is empty."
    else:
        yield outside(contents.redacted)


def _without_claims(contents: Contents) -> str:
    return "None was found." if contents.redacted is None else "They went with the text."


def _kicker(document: Document, provenance: Provenance) -> Iterator[Markup]:
    if document.publisher:
        yield element("p", outside(document.publisher), class_="kicker")
    if not provenance.stands:
        older = f"This is revision {provenance.revision} of {provenance.revisions}; another one stands now."
        yield element("p", older, class_="notice")


def _byline(document: Document) -> Iterator[str]:
    if document.published is None:
        yield "No publication date"
    else:
        said = published_words(document.published)
        yield element("time", said[0].upper() + said[1:], datetime=document.published)
    yield " · "
    yield web_link(document.url) if document.url else outside(document.article)


def _footer(provenance: Provenance) -> Iterator[Markup]:
    """Run and digests: what somebody needs to make this page again, or to doubt it."""
    yield element("h2", "Where this page comes from")
    revision = f", revision {provenance.revision} of {provenance.revisions}"
    rows: list[tuple[str, str]] = [
        ("Document", joined([_digest(provenance.document), revision])),
        ("Text", joined([_digest(provenance.text), ", taken in ", moment(provenance.ingested_at)])),
    ]
    if provenance.extractor:
        rows.append(("Claims found by", outside(provenance.extractor)))
    if provenance.run is not None:
        judged = [f"run {provenance.run} of ", outside(provenance.software or ""), ", "]
        rows.append(("Judged by", joined([*judged, moment(provenance.judged_at or "")])))
        rows.append(("Checks", _digest(provenance.checks or "")))
        rows.append(("Reference", _digest(provenance.reference or "")))
    yield element("dl", *(element("div", element("dt", name), element("dd", value)) for name, value in rows))
    yield element(
        "p",
        "A verdict is what a check, or a person, concludes from the record named on the card. ",
        "Not enough evidence means that the record cannot tell.",
    )


def _digest(digest: str) -> Markup:
    return element("code", digest[:DIGITS], title=digest)
