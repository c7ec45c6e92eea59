"""Views of what people decided, how long that took, how they agree, and what still waits for them."""

from __future__ import annotations

from verify.report.views import shared
from verify.report.views.column import Column, Type, count, day, flag, moment, number, text
from verify.report.views.view import View

DECISIONS = View(
    "decisions",
    "v_decision_log",
    "everything that people decided",
    "decision",
    (
        Column("decision", Type.INTEGER, "", "the number of the event, from 1 without a gap"),
        text(
            "event", "what happened: decide, undo, redo, reopen, postpone, discard, assign, note, correct, …"
        ),
        shared.CLAIM,
        shared.QUOTE,
        text("actor", "who did it"),
        moment("at", "when"),
        text("verdict", "what was decided; null for other events, and while it is withheld"),
        text("side", "which side is wrong: article, reference, both, neither or extraction"),
        text("note", "what they noted"),
        Column("undoes", Type.INTEGER, "", "the event that an undo or redo takes back"),
        text("digest", "SHA-256 over the event and the digest of the one before it"),
        Column("act", Type.INTEGER, "", "what was done at once: the number of its first event"),
        Column("round", Type.INTEGER, "", "whose decision: 1 and 2 of two reviewers, 3 where they disagreed"),
        flag("stands", "whether a decision made the claim's status by itself; null for other events"),
        moment("due", "until when it is postponed"),
        text("assignee", "to whom it is assigned"),
        flag("withheld", "whether it is hidden until a second reviewer has decided"),
    ),
    since="at",
)

THROUGHPUT = View(
    "throughput",
    "v_review_throughput",
    "what reviewers did on each day, and how long claims had waited for it",
    'day, "actor"',
    (
        text("actor", "the reviewer"),
        day("day", "the day, in UTC"),
        count("claims", "claims", "different claims that they dealt with"),
        count("decided", "events", "decisions"),
        count("discarded", "events", "claims said to be none"),
        count("corrected", "events", "claims said to be extracted wrongly"),
        count("postponed", "events", "claims put off"),
        count("reopened", "events", "claims put back into the queue"),
        count("noted", "events", "notes"),
        count("undone", "events", "takings back of own events"),
        count("redone", "events", "takings back of those"),
        count("taken_back", "events", "events of this day that were undone since"),
        number(
            "mean_wait",
            "days",
            "from the storing of the article to the decision, on average; null without a decision",
        ),
    ),
    since="day",
)

AGREEMENT = View(
    "agreement",
    "v_review_agreement",
    "how two reviewers of the same claims agree, once both decided",
    '"first_reviewer", "second_reviewer"',
    (
        text("first_reviewer", "who decided first"),
        text("second_reviewer", "who decided second, blind to the first"),
        count("pairs", "claims", "claims that both decided"),
        count("agreed", "claims", "of them with one verdict"),
        number(
            "kappa",
            "",
            "Cohen's kappa: 1 for full agreement, 0 for what chance would do; null where both always gave one verdict",
        ),
    ),
)

QUEUE = View(
    "queue",
    "v_queue",
    "claims that wait for a person, by reason and since when",
    'since, "state", "status"',
    (
        text(
            "state",
            "why they wait, as `verify queue list --state` says it: refuted, conflicting, disagreement, reopened, "
            "second review, not enough evidence",
        ),
        text("status", "what checks conclude of them"),
        day("since", "the day, in UTC, on which their documents were stored"),
        count("claims", "claims", "claims that wait"),
        count("postponed", "claims", "of them postponed by somebody, until a moment that may be over"),
    ),
    since="since",
)
