"""Views of what the reference knows, lacks and is asked, and of questions on which articles differ."""

from __future__ import annotations

from verify.report.views import shared
from verify.report.views.column import count, day, flag, text
from verify.report.views.view import BY_SUBJECT, View

SUBJECT = text("subject", "what is asked about: an id of the reference, or the words of an article")

COVERAGE = View(
    "coverage",
    "v_reference_coverage",
    "what articles ask of each property, and how much of it is on record",
    '"kind", "property"',
    (
        text("kind", "the kind of claim that asks for the property"),
        shared.PROPERTY,
        count("questions", "questions", "different questions that claims ask: subject, property and scope"),
        count("questions_answered", "questions", "of them with a fact on record, or a list that is complete"),
        count("claims", "claims", "claims that stand and ask them"),
        count("claims_answered", "claims", "of those claims with an answer on record"),
        count("facts", "facts", "facts on record, deprecated ones left out"),
        count("subjects", "subjects", "subjects that those are about"),
    ),
)

GAPS = View(
    "gaps",
    "v_reference_gap",
    "questions that articles ask and the reference cannot answer, by a fact or by a list that is complete",
    'claims DESC, "subject", "property", "scope"',
    (
        SUBJECT,
        shared.PROPERTY,
        shared.SCOPE,
        count("claims", "claims", "claims that ask it"),
        shared.ARTICLES,
        flag("subject_known", "whether the reference knows the subject at all"),
        text("example_article", "one of the articles: the first by name"),
    ),
)

CONTRADICTIONS = View(
    "contradictions",
    "v_contradiction",
    "values that several articles give to one question which cannot all be true",
    '"subject", "property", "scope", "as_of", "unit", "value"',
    (
        SUBJECT,
        shared.PROPERTY,
        shared.SCOPE,
        day("as_of", "the day for which a state is claimed, where it is one day; null for an event"),
        text("unit", "the unit of a number"),
        text("value", "a value that claims give: as stated, EDTF for dates"),
        count("claims", "claims", "claims that give it"),
        shared.ARTICLES,
        *shared.COUNTS,
        count("not_judged", "claims", "of them that no check judges"),
        text("example_article", "one of the articles: the first by name"),
        text("example_publisher", "one of the publishers: the first by name"),
        text("example_claim", "one of the claims: the first by id"),
    ),
    walk=BY_SUBJECT,
)
