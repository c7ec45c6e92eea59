"""Views with a row an article, a publisher or a check."""

from __future__ import annotations

from verify.report.views import shared
from verify.report.views.column import Column, Type, count, number, text
from verify.report.views.view import BY_ARTICLE, View

ARTICLES = View(
    "articles",
    "v_article_scorecard",
    "claims of every article, by status",
    '"article"',
    (
        shared.ARTICLE,
        shared.PUBLISHER,
        shared.PUBLISHED,
        shared.CLAIMS,
        *shared.COUNTS,
        shared.NOT_JUDGED,
    ),
    since="published",
    walk=BY_ARTICLE,
)

PUBLISHERS = View(
    "publishers",
    "v_publisher_scorecard",
    "claims of every publisher, by status, and how sure the share of refuted ones is",
    '"publisher"',
    (
        shared.PUBLISHER,
        count("articles", "articles", "articles, by their latest revision"),
        shared.CLAIMS,
        *shared.COUNTS,
        shared.NOT_JUDGED,
        count(
            "settled", "claims", "claims that are supported or refuted: those of which a share can be told"
        ),
        number(
            "refuted_low",
            "share of settled",
            "where the share of refuted claims begins to be likely: the lower bound of Wilson's interval of 95 per "
            "cent; null where nothing is settled",
        ),
        number("refuted_high", "share of settled", "where it ends to be: the upper bound"),
        count("refuted_attributed", "claims", "refuted claims that the articles attribute to somebody else"),
    ),
)

CHECKS = View(
    "checks",
    "v_check_scorecard",
    "claims of every active check, by status, and what people made of them",
    '"check_name"',
    (
        shared.CHECK,
        text("title", "the scenario's title"),
        shared.SEVERITY,
        count(
            "claims", "claims", "claims that stand and whose status is this check's, or was before a decision"
        ),
        *shared.COUNTS,
        count("decided", "claims", "of them decided by people"),
        count("confirmed", "claims", "of those decided as the check concluded"),
        count("overturned", "claims", "of those decided with another verdict"),
        count("discarded", "claims", "of those that are no claims in a person's view"),
        count("verdicts", "verdicts", "all verdicts that it ever wrote, those since replaced among them"),
        Column("last_run", Type.INTEGER, "", "the last run that executed it"),
    ),
)
