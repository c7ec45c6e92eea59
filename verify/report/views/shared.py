"""Columns that several views have: one word for one thing."""

from __future__ import annotations

from verify.report.views.column import Column, Type, count, day, moment, text

CLAIM = text(
    "claim", "the claim's id: 32 hexadecimal digits, the beginning of a SHA-256 over what it states where"
)
ARTICLE = text("article", "the article's name: its URL, feed id or path")
PUBLISHER = text("publisher", "who publishes the article; null where nobody said")
PUBLISHED = day("published", "the article's day of publication; null where nobody said")
QUOTE = text("quote", "the words of the article that make the claim")
KIND = text("kind", "the kind of claim: date, resolution, agreement, event, office, …")
PROPERTY = text("property", "what is stated of the subject: concluded, adopted, holds, …")
SUBJECT = text("subject", "whom or what the claim names: an id of the reference, or the words of the article")
ASKS = text(
    "asks", "what the claim asks the reference about: of an office-holder the office, else the subject"
)
SCOPE = text("scope", "what narrows the question beside subject and property; mostly empty")
CHECK = text("check_name", "the check: feature file / scenario, and the example's row where there is one")
SEVERITY = text("severity", "the check's severity: error, warning or note")
RUN = Column("run", Type.INTEGER, "", "the number of the run")
RUN_STARTED = moment("run_started_at", "when the run began")
OUTCOME = text("outcome", "what the comparison found: agrees, differs, no record, …")
FACT = text(
    "fact", "the fact that the verdict rests on: its name in the reference; null where it rests on none"
)
FACT_REVISION = Column("fact_revision", Type.INTEGER, "", "which revision of the fact, from 1")
RECORDED = text("recorded", "the value on record: EDTF for dates")
RECORDED_FROM = day(
    "recorded_from", "since when what is recorded held; null for an event or an open beginning"
)
RECORDED_TO = day("recorded_to", "until when it held; null for an event, or while it holds")
PEER = text("peer", "the claim that the verdict rests on, where claims were compared with each other")

CLAIMS = count("claims", "claims", "claims that stand")
ARTICLES = count("articles", "articles", "articles that make them")
REFUTED = count("refuted", "claims", "of them refuted")
CONFLICTING = count("conflicting", "claims", "of them with conflicting evidence")
SUPPORTED = count("supported", "claims", "of them supported")
NOT_ENOUGH = count("not_enough_evidence", "claims", "of them without enough evidence")
NOT_JUDGED = count(
    "not_judged", "claims", "of them that no check judges, or that are no claims in a person's view"
)
COUNTS = (REFUTED, CONFLICTING, SUPPORTED, NOT_ENOUGH)
