"""What the queue shows as JSON objects: claims as `verify run` prints them, with what the queue knows beside."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from verify.report.objects import judged_object
from verify.review.shapes import Counts, Done, Event, Finding, Item, ItemLine, Lease, Nothing, Rival, Stats


def item_object(item: Item) -> dict[str, Any]:
    """An item whole; its first claim is at the top, as in `verify run`."""
    passage = item.passage
    return judged_object(item.lead) | {
        "state": item.state,
        "revision": item.revision,
        "proposed": item.proposed.label if item.proposed is not None else None,
        "claims": item.claims,
        "articles": item.articles,
        "publisher": item.publisher,
        "published": item.published,
        "since": item.since,
        "due": item.due,
        "assignee": item.assignee,
        "lease": _lease(item.lease),
        "draft": item.draft,
        "blind": item.blind,
        "changed": list(item.changed),
        "sentence": {"before": passage.before, "quote": passage.quote, "after": passage.after},
        "sentence_before": passage.sentence_before,
        "sentence_after": passage.sentence_after,
        "findings": [_finding(found) for found in item.findings],
        "equal": [judged_object(line) for line in item.others],
        "rivals": [_rival(rival) for rival in item.rivals],
        "earlier": [event_object(event) for event in item.earlier],
        "history": [event_object(event) for event in item.events],
    }


def line_object(line: ItemLine) -> dict[str, Any]:
    """An item of a list."""
    return judged_object(line.lead) | {
        "state": line.state,
        "claims": line.claims,
        "since": line.since,
        "asked": line.asked,
        "assignee": line.assignee,
        "due": line.due,
        "lease": _lease(line.lease),
    }


def event_object(event: Event) -> dict[str, Any]:
    """An event of the log."""
    return {
        "decision": event.decision,
        "event": event.event,
        "verdict": event.verdict.label if event.verdict is not None else None,
        "side": event.side,
        "actor": event.actor,
        "at": event.at,
        "note": event.note,
        "claim": event.claim,
        "quote": event.quote,
        "act": event.act,
        "round": event.round,
        "stands": event.stands,
        "undone": event.undone,
        "withheld": event.withheld,
        "due": event.due,
        "assignee": event.assignee,
        "detail": json.loads(event.detail) if event.detail is not None else None,
        "digest": event.digest,
    }


def done_object(done: Done) -> dict[str, Any]:
    """What an act did."""
    return {
        "decision": done.act,
        "event": done.event,
        "claim": done.claim,
        "claims": list(done.claims),
        "verdict": done.verdict.label if done.verdict is not None else None,
        "stands": done.stands,
        "waits_for": done.waits_for,
        "repeated": done.repeated,
        "undoes": done.undoes,
        "due": done.due,
    }


def nothing_object(nothing: Nothing) -> dict[str, Any]:
    """Why nothing comes next."""
    return {"claim": None, "nothing": nothing.words()} | asdict(nothing)


def counts_object(counts: Counts) -> dict[str, Any]:
    """How many items wait."""
    return {
        "undecided": counts.undecided,
        "mine": counts.mine,
        "skipped": counts.skipped,
        "held": [asdict(one) for one in counts.held],
        "by_state": counts.by_state,
    }


def stats_object(stats: Stats) -> dict[str, Any]:
    """The figures of the queue."""
    return {
        "counts": counts_object(stats.counts),
        "oldest": stats.oldest,
        "ages": stats.ages,
        "reviewers": [asdict(one) for one in stats.reviewers],
        "agreement": asdict(stats.agreement),
        "verdicts": stats.verdicts,
    }


def _lease(lease: Lease | None) -> dict[str, Any] | None:
    return asdict(lease) if lease is not None else None


def _finding(found: Finding) -> dict[str, Any]:
    return asdict(found) | {
        "outcome": found.outcome.label,
        "verdict": found.verdict.label if found.verdict is not None else None,
    }


def _rival(rival: Rival) -> dict[str, Any]:
    return asdict(rival) | {"status": rival.status.label if rival.status is not None else None}
