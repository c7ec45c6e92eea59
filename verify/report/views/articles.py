"""Views of what becomes of articles: what they are to correct, and texts that were taken out."""

from __future__ import annotations

from verify.report.views import shared
from verify.report.views.column import Column, Type, count, day, flag, moment, text
from verify.report.views.view import View

CORRECTIONS = View(
    "corrections",
    "v_correction",
    "what articles are to correct, and what they corrected",
    '"article", part DESC, span_start, "claim"',
    (
        shared.CLAIM,
        shared.ARTICLE,
        text("document", "the revision that states it, as it was called when it was read"),
        text("document_digest", "that revision's SHA-256"),
        text("part", "where the words stand: headline or body"),
        count("span_start", "code points", "where they begin in that part, from 0"),
        count("span_end", "code points", "where they end, exclusive"),
        shared.QUOTE,
        shared.PROPERTY,
        shared.SUBJECT,
        day("stated", "the date as the words state it; null where none is stated"),
        text("value", "the value that the article gives, as it is compared with the record"),
        shared.RECORDED,
        shared.RECORDED_FROM,
        shared.RECORDED_TO,
        text("reason", "what the person who decided so noted"),
        text("side", "which side is wrong in their view: article or both"),
        text("decided_by", "who decided it"),
        moment("decided_at", "when"),
        text("state", "due, or made by a later revision"),
        moment("made_at", "when that revision was stored; null while it is due"),
        text("made_in", "that revision's SHA-256"),
        text("now_states", "the value that it gives instead; null where it states nothing of the kind"),
    ),
    since="decided_at",
)

REDACTIONS = View(
    "redactions",
    "v_redaction",
    "texts that were taken out of the store, by whom and why",
    'redaction, "article", "document_digest"',
    (
        Column("redaction", Type.INTEGER, "", "the number of the event, from 1"),
        text("event", "redact, or lift where a text was let in again"),
        moment("at", "when"),
        text("actor", "who did it"),
        text("reason", "why"),
        shared.ARTICLE,
        text("document", "a revision with the text, as it was called when it was read"),
        text("document_digest", "that revision's SHA-256"),
        text("text_digest", "the text's SHA-256, which stays"),
        flag("stands", "whether the text is out because of this event"),
    ),
    since="at",
)
