"""An item of the queue as sections: what both faces show of it, in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verify.report.claims import ClaimLine, SourceLine
from verify.report.screen import where
from verify.review.faces.moments import clock_words, day_words
from verify.review.faces.passages import passage_paragraph
from verify.review.faces.rows import Paragraph, Piece, Section, Style, paragraph, piece
from verify.review.nothing import reasons
from verify.review.shapes import Counts, Event, Finding, Held, Item, Nothing, Rival
from verify.values import describe_date
from verify.verdicts import Verdict

STYLE_OF = {
    Verdict.REFUTED: Style.REFUTED,
    Verdict.CONFLICTING_EVIDENCE: Style.CONFLICTING,
    Verdict.SUPPORTED: Style.SUPPORTED,
    Verdict.NOT_ENOUGH_EVIDENCE: Style.UNSETTLED,
}
_MOST_RIVALS = 3
_MOST_EARLIER = 3
_DONE = {
    "undo": "took back what they did",
    "redo": "did again what they took back",
    "reopen": "put it back into the queue",
    "discard": "said it is not a claim",
    "note": "wrote a note",
    "correct": "corrected what was read",
    "carry": "carried over from an earlier text of the article",
    "promote": "made a fact of it",
}


def item_sections(
    item: Item, *, now: str, position: str = "", cells: int | None = None, side: str | None = None
) -> tuple[Section, ...]:
    """What a reviewer sees of an item. With `cells` only what helps to decide; with None everything, sources in full.

    `now` is a UTC moment; `side` the wrong side that was chosen for the decision to come.
    """
    whole = cells is None
    lead = item.lead
    sections = [
        Section(
            " · ".join(filter(None, (f"{lead.article}:{where(lead)}", item.publisher, _published(item)))),
            (passage_paragraph(item.passage, cells),),
            position,
            ("article", "text"),
        ),
        Section("claim", tuple(_claim(item, now, whole)), _state_words(item)),
        *_yours(side, item.draft),
        Section("record", tuple(_record(item, whole))),
        Section("checks", tuple(_checks(item.findings)) or (paragraph("none judges it"),)),
        Section("earlier decisions", tuple(_earlier(item, whole))),
    ]
    if whole:
        sections.append(Section("history of this item", _events(item.events) or (paragraph("none"),)))
    return tuple(sections)


def _state_words(item: Item) -> str:
    """Why an item waits, or what came of it."""
    if item.state == "decided" and item.lead.decided_by is None:
        return "does not wait"
    return item.state


def _published(item: Item) -> str:
    return describe_date(item.published) if item.published else "no date"


def claim_words(line: ClaimLine) -> str:
    """A claim in words: "Joint Comprehensive Plan of Action · concluded · 2015-07-04"."""
    value = line.value or line.stated
    if line.kind == "date":
        return " · ".join(filter(None, (line.quote, value if value != line.quote else None)))
    if line.property == "cited":
        return f"{line.subject or line.quote} · exists"
    return " · ".join(filter(None, (line.subject, line.property, value or line.quote)))


def _claim(item: Item, now: str, whole: bool) -> Iterable[Paragraph]:
    lead = item.lead
    elsewhere = item.articles - 1
    also = f"   also in {_many(elsewhere, 'article')}" if elsewhere > 0 else ""
    if not also and item.claims > 1:
        also = f"   {item.claims} times in this article"
    yield paragraph(piece(claim_words(lead), Style.LABEL), also, indent=2)
    told = [f"as of {lead.as_of}"] * bool(lead.as_of and lead.as_of != item.published)
    told += [f"said by {lead.attributed_to}"] * bool(lead.attributed_to)
    told += [lead.polarity] * (lead.polarity != "asserted")
    told += [lead.problem] if lead.problem else []
    if told:
        yield paragraph("; ".join(told), indent=2)
    if item.state == "decided" and lead.decided_by:
        yield paragraph("decided: ", verdict_piece(lead.status), f" by {lead.decided_by}")
    for change in item.changed:
        yield paragraph("reopened: ", change, indent=2)
    if item.state == "postponed" and item.due:
        yield paragraph(f"postponed until {_due_words(item.due)}")
    if item.assignee:
        yield paragraph("assigned to ", item.assignee)
    if item.lease and not item.lease.mine:
        yield paragraph(
            piece(f"{item.lease.actor} has it until {clock_words(item.lease.until, now)}", Style.NOTICE)
        )
    if item.blind:
        yield paragraph("second review: what the first reviewer decided is not shown until you did", indent=2)
    yield from _rivals(item.rivals, whole)
    if whole:
        yield from (_place(other) for other in item.others)


def _place(line: ClaimLine) -> Paragraph:
    return paragraph(f"equal: {line.article}:{where(line)} “{line.quote}”", indent=2)


def _rivals(rivals: Sequence[Rival], whole: bool) -> Iterable[Paragraph]:
    if not rivals:
        return
    pieces: list[str | Piece] = ["other values: "]
    for number, rival in enumerate(rivals if whole else rivals[:_MOST_RIVALS]):
        pieces += ["; "] * bool(number)
        where_else = f" in {_many(rival.articles, 'article')}" if rival.articles > 1 else ""
        count = f" ({_many(rival.claims, 'claim')}{where_else})"
        pieces += [f"{rival.value} ", verdict_piece(rival.status), count]
    if not whole and len(rivals) > _MOST_RIVALS:
        pieces.append("; more: v")
    yield paragraph(*pieces, indent=2)


def verdict_piece(verdict: Verdict | None) -> Piece:
    """A verdict in words."""
    return Piece("not judged") if verdict is None else Piece(verdict.label, STYLE_OF[verdict])


def _record(item: Item, whole: bool) -> Iterable[Paragraph]:
    facts = list(dict.fromkeys(map(_fact_words, filter(lambda found: found.fact is not None, item.findings))))
    sources = list(dict.fromkeys(source for found in item.findings for source in found.sources))
    if not facts:
        yield paragraph(item.lead.record or "nothing on record", indent=2)
    by = {words: found.sources for found in item.findings if (words := _fact_words(found)) in facts}
    for words in facts:
        first = by[words][:1]
        yield paragraph(words, *(f" · {_source_words(source)}" for source in first), indent=2)
    if whole:
        yield from (
            paragraph(f"source: {_source_words(one)} {one.url}".rstrip(), indent=2) for one in sources
        )
    elif len(sources) > 1:
        yield paragraph(f"{_many(len(sources), 'source')}: v")


def _fact_words(found: Finding) -> str:
    """A fact with its validity, rank and precision."""
    held = ""
    if found.valid_from or found.valid_to:
        held = f"{found.valid_from or '…'} – {found.valid_to or '…'}"
    qualities = [held, found.rank or "", "disputed" if found.disputed else ""]
    qualities += [f"to the {found.precision}"] if found.precision else []
    return f"{found.fact}   {' · '.join(filter(None, qualities))}".rstrip()


def _source_words(source: SourceLine) -> str:
    return ": ".join(filter(None, (source.publisher, source.title)))


def _checks(findings: Sequence[Finding]) -> Iterable[Paragraph]:
    for found in findings:
        severity = f" ({found.severity})" if found.severity != "error" else ""
        yield paragraph(verdict_piece(found.verdict), f"   {found.place} {found.title}{severity}", indent=2)
        if found.explanation:
            label = found.outcome.label
            said = found.explanation.casefold().startswith(label)
            yield paragraph("" if said else f"{label}: ", found.explanation, indent=2)


def _earlier(item: Item, whole: bool) -> Sequence[Paragraph]:
    shown = item.earlier if whole else item.earlier[-_MOST_EARLIER:]
    told = [event_paragraph(event, event.quote) for event in shown]
    if len(shown) < len(item.earlier):
        told.append(paragraph(f"{len(item.earlier) - len(shown)} more: v"))
    return told or [paragraph("none")]


def _events(events: Sequence[Event]) -> tuple[Paragraph, ...]:
    return tuple(map(event_paragraph, events))


def event_paragraph(event: Event, quote: str = "") -> Paragraph:
    """One event of the log: when, who, what, why; with the quote where it is about another claim."""
    about = f" of “{quote}”" if quote else ""
    return paragraph(f"{day_words(event.at)} {event.actor}{about}: ", *_what(event), indent=2)


def _what(event: Event) -> Iterable[str | Piece]:
    if event.withheld:
        yield "decided first; what, is not shown until you did"
        return
    if event.event == "decide":
        yield verdict_piece(event.verdict)
        yield "" if event.stands else " (waits for a second reviewer)"
    elif event.event == "postpone":
        yield f"postponed it until {_due_words(event.due or '')}"
    elif event.event == "assign":
        yield f"assigned it to {event.assignee or 'nobody'}"
    else:
        yield _DONE.get(event.event, event.event)
    if event.side:
        yield f", wrong: {event.side}"
    if event.note:
        yield f" “{event.note}”"
    if event.undone:
        yield " (undone since)"


def _due_words(due: str) -> str:
    return day_words(due) if "T" in due else due


def _yours(side: str | None, note: str) -> Iterable[Section]:
    """What was begun of the decision to come."""
    begun = [paragraph("wrong side: ", piece(side, Style.NOTICE))] if side else []
    begun += [paragraph("note: ", note, indent=2)] if note else []
    if begun:
        yield Section("your decision", tuple(begun))


def counts_paragraph(counts: Counts, actor: str, now: str, only: str = "") -> Paragraph:
    """What waits, in one paragraph: undecided, mine, held by others until when, second review and the rest."""
    told = [f"undecided {counts.undecided}", f"mine {counts.mine}"]
    told += [f"leased {sum(held.items for held in counts.held)} ({_holders(counts.held, now)})"] * bool(
        counts.held
    )
    for state in ("second review", "disagreement", "reopened", "postponed"):
        count = counts.by_state.get(state, 0)
        told += [f"{state} {count}"] * bool(count)
    told += [f"skipped {counts.skipped}"] * bool(counts.skipped)
    told += [f"only {only}"] * bool(only)
    return paragraph(" · ".join((*told, f"you: {actor}")))


def _holders(held: Sequence[Held], now: str) -> str:
    return ", ".join(f"{one.actor} until {clock_words(one.until, now)}" for one in held)


def nothing_sections(nothing: Nothing, now: str) -> tuple[Section, ...]:
    """Why there is no next item."""
    told = reasons(
        nothing,
        clock=lambda moment: clock_words(moment, now),
        moment=day_words,
        see_again="space shows them again",
    )
    return (Section("no next item", tuple(map(paragraph, told))),)


def equal_sections(item: Item) -> tuple[Section, ...]:
    """The equal claims that are decided at once."""
    places = tuple(map(_place, (item.lead, *item.others)))
    missing = item.claims - len(places)
    more = (paragraph(f"and {_many(missing, 'more claim')}"),) if missing > 0 else ()
    return (
        Section(
            f"{_many(item.claims, 'equal claim')} in {_many(item.articles, 'article')}",
            (paragraph(piece(claim_words(item.lead), Style.LABEL)), *places, *more),
        ),
    )


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count:,} {one if count == 1 else more or f'{one}s'}"
