"""An item of the queue as rows for people."""

from __future__ import annotations

from collections.abc import Iterator

from verify.display import display_safe
from verify.report.screen import MARKS, claim_words, where
from verify.review.shapes import Event, Item, Lease, State
from verify.verdicts import Verdict

_VERDICT_OF_STATE = {
    "refuted": Verdict.REFUTED,
    "conflicting": Verdict.CONFLICTING_EVIDENCE,
    "not enough evidence": Verdict.NOT_ENOUGH_EVIDENCE,
}


def state_words(state: State, lease: Lease | None, due: str | None, *, reopened: bool = False) -> str:
    """Why an item waits, who has it, and until when."""
    verdict = _VERDICT_OF_STATE.get(state)
    words = f"{MARKS[verdict]} {verdict.label}" if verdict is not None else str(state)
    if reopened and state != "reopened":
        words += ", reopened"
    if due is not None:
        words += f" until {due[:10]}"
    if lease is not None and not lease.mine:
        words += f" ({display_safe(lease.actor)} until {lease.until[11:16]})"
    return words


def item_rows(item: Item) -> Iterator[str]:
    """The item, a heading a row; safe to print."""
    line, passage = item.lead, item.passage
    status = f"{MARKS[line.status]} {line.status.label}" if line.status else "not judged"
    yield f"claim     {line.claim}"
    published = f", {display_safe(item.published)}" if item.published else ""
    by = f" ({display_safe(item.publisher or 'unknown publisher')}{published})"
    yield f"article   {display_safe(line.article)}:{where(line)}{by if item.publisher or item.published else ''}"
    around = f"{display_safe(passage.before)}[{display_safe(passage.quote)}]{display_safe(passage.after)}"
    yield f"text      {around}"
    yield f"claim     {claim_words(line)}"
    yield f"status    {status}" + (f", decided by {display_safe(line.decided_by)}" if line.decided_by else "")
    yield from _waits(item)
    if line.attributed_to:
        yield f"said by   {display_safe(line.attributed_to)}"
    yield from _found(item)
    for other in item.others:
        yield f"also in   {display_safe(other.article)}:{where(other)}"
    if item.claims > 1 + len(item.others):
        yield f"          and {item.claims - 1 - len(item.others)} more"
    for rival in item.rivals:
        said = rival.status.label if rival.status else "not judged"
        yield f"else      {display_safe(rival.value)}: {said}, {rival.claims} claims in {rival.articles} articles"
    yield from (f"earlier   {event_words(event)} on {event.claim[:8]}" for event in item.earlier)
    yield from (f"decision  {event_words(event)}" for event in item.events)
    if item.draft:
        yield f"draft     {display_safe(item.draft)}"


def _waits(item: Item) -> Iterator[str]:
    if item.lead.reopened:
        yield (
            "          reopened: its evidence changed since it was decided"
            if item.changed
            else "          reopened"
        )
        yield from (f"          {display_safe(told)}" for told in item.changed)
    if item.blind:
        yield "          second review: what the first reviewer decided is told once you have"
    elif item.state in ("second review", "disagreement", "postponed"):
        yield f"          {state_words(item.state, None, item.due)}"
    if item.assignee:
        yield f"          assigned to {display_safe(item.assignee)}"
    if item.lease is not None:
        whose = "yours" if item.lease.mine else f"{display_safe(item.lease.actor)} has it"
        yield f"          {whose} until {item.lease.until[11:16]} UTC"


def _found(item: Item) -> Iterator[str]:
    for found in item.findings:
        verdict = f": {found.verdict.label}" if found.verdict is not None and len(item.findings) > 1 else ""
        yield f"check     {display_safe(f'{found.place}, {found.title}')}{verdict}"
        yield f"          {display_safe(found.explanation)}"
        for source in found.sources:
            yield f"source    {display_safe(f'{source.named()} {source.url}'.rstrip())}"


def event_words(event: Event) -> str:
    """An event of the log in a row."""
    words = f"{event.at} {display_safe(event.actor)}: {event.event}"
    if event.withheld:
        return f"{words}, withheld until a second reviewer decides"
    if event.verdict:
        words += f" {event.verdict.label}"
    if event.round and event.event == "decide":
        words += {1: " (first of two)", 2: " (second)", 3: " (settles it)"}[event.round]
    if event.side and event.event == "decide":
        words += f", wrong: {event.side}"
    if event.due:
        words += f" until {event.due[:16].replace('T', ' ')} UTC"
    if event.event == "assign":
        words += f" to {display_safe(event.assignee or 'nobody')}"
    if event.note:
        words += f" “{display_safe(event.note)}”"
    return words + (", taken back" if event.undone else "")
