"""The cards: of each claim, what it says, what the record says, why, by which check, and what people said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from verify.report.claims import ClaimLine, SourceLine
from verify.report.page.contents import Event
from verify.report.page.markup import Markup, element, joined, outside, web_link
from verify.report.page.moments import moment
from verify.report.page.statuses import LOOKS, look_of
from verify.report.page.text import Numbered, anchor, place_anchor
from verify.report.screen import stated_words
from verify.values import describe_date, parse_edtf

POLARITIES = {
    "negated": "The article denies this.",
    "hypothetical": "The article supposes this; it does not say that it is so.",
    "planned": "The article tells of a plan; it does not say that it came about.",
}

PROBLEMS = {
    "ambiguous": "The words can be read in more than one way.",
    "impossible": "The words cannot be so.",
}

EVENTS = {
    "decide": "decided",
    "undo": "took it back",
    "redo": "did it again",
    "reopen": "reopened the claim",
    "postpone": "put the claim off",
    "discard": "said that this is no claim",
    "assign": "assigned the claim",
    "note": "noted",
    "correct": "asked for a correction",
    "carry": "carried the decision over from an earlier revision",
    "promote": "took the decision up into the reference",
}
"""What the events of the decision log say; one that is not here is told by its own name."""


def cards(claims: Numbered, events: Mapping[str, Sequence[Event]], in_text: set[int]) -> Markup:
    """The cards of all claims; `in_text` are the numbers of those that are marked in the words of the article."""
    numbers = {line.claim: number for number, line in claims.items()}
    beside = _on_the_same_words(claims, in_text)
    return joined(
        element(
            "details",
            _summary(number, line),
            element(
                "div",
                *_says(line),
                *_found(line, numbers),
                *_rests_on(line),
                *_history(events.get(line.claim, ())),
                *_ways(line, claims, beside.get(number, ()), number in in_text),
                class_="inside",
            ),
            id=anchor(line),
            class_=f"card {look_of(line).css}",
            open=True,
            data_number=number,
            data_status=look_of(line).css,
            data_kind=line.kind,
        )
        for number, line in claims.items()
    )


def _on_the_same_words(claims: Numbered, in_text: set[int]) -> dict[int, list[int]]:
    """Of each claim, the others whose words overlap its own."""
    found: dict[int, list[int]] = {}
    near: list[int] = []
    for number in sorted(in_text, key=lambda number: (claims[number].part, claims[number].start)):
        line = claims[number]
        near = [one for one in near if claims[one].part == line.part and claims[one].end > line.start]
        for one in near:
            found.setdefault(one, []).append(number)
            found.setdefault(number, []).append(one)
        near.append(number)
    return found


def _summary(number: int, line: ClaimLine) -> Markup:
    look = look_of(line)
    return element(
        "summary",
        element("span", str(number), class_="number"),
        " ",
        element("span", look.sign, class_="sign", aria_hidden="true"),
        " ",
        element("span", look.label, class_="label"),
        element("span", ": ", class_="unseen"),
        element("span", outside(stated_words(line)), class_="claim"),
    )


def _says(line: ClaimLine) -> Iterator[Markup]:
    """What the article says, and how: in whose name, denied, supposed, planned."""
    yield element("blockquote", element("p", outside(f"“{line.quote}”")))
    if line.attributed_to:
        yield element("p", "The article attributes it to ", outside(line.attributed_to), ".", class_="remark")
    for remark in (POLARITIES.get(line.polarity), PROBLEMS.get(line.problem or "")):
        if remark:
            yield element("p", remark, class_="remark")


def _found(line: ClaimLine, numbers: Mapping[str, int]) -> Iterator[Markup]:
    """The verdict, what is on record, and why the two make it."""
    rows = [("Verdict", _verdict(line))]
    if line.status is None and line.decided_by is not None:
        yield element("dl", _row("Verdict", _verdict(line)))
        yield element("p", "What was read here is not what the article says.", class_="why")
        return
    if line.outcome is not None:
        rows.append(("Outcome", joined([line.outcome.label])))
    if line.record and (line.outcome is None or line.record != line.outcome.label):
        rows.append(("On record", outside(line.record)))
    if (read := _read_as(line)) is not None:
        rows.append(("Read as", outside(read)))
    if line.as_of:
        rows.append(("As of", outside(_date_words(line.as_of))))
    yield element("dl", *(_row(name, value) for name, value in rows))
    if line.explanation:
        yield element("p", outside(line.explanation), class_="why")
    elif line.status is None:
        yield element("p", "No check judges this claim.", class_="why")
    if line.advice:
        yield element("p", outside(line.advice), class_="remark")
    if line.peer is not None and line.peer in numbers:
        other = numbers[line.peer]
        yield element(
            "p", "It was compared with ", _claim_link(other, f"claim-{line.peer}"), ".", class_="remark"
        )


def _row(name: str, value: Markup) -> Markup:
    return element("div", element("dt", name), element("dd", value))


def _verdict(line: ClaimLine) -> Markup:
    parts: list[str] = [element("strong", look_of(line).label)]
    if line.decided_by is not None:
        parts += [
            ", decided by " if line.status is not None else ", set aside by ",
            outside(line.decided_by or "a person"),
        ]
    elif line.reopened:
        parts.append(", decided before and open again")
    return joined(parts)


def _read_as(line: ClaimLine) -> str | None:
    """A date as it was read, where that is more than its words state."""
    if not line.value or line.stated is None or line.value == line.stated:
        return None
    return _date_words(line.value)


def _date_words(value: str) -> str:
    try:
        parse_edtf(value)
    except ValueError:
        return value
    return describe_date(value)


def _rests_on(line: ClaimLine) -> Iterator[Markup]:
    """The sources and the check; nothing of a claim that a person says is none."""
    if line.status is not None or line.decided_by is None:
        yield from _sources(line.sources)
        yield from _checked(line)


def _sources(sources: Sequence[SourceLine]) -> Iterator[Markup]:
    if not sources:
        return
    yield element("h3", "Source" if len(sources) == 1 else "Sources")
    yield element("ul", *(element("li", *_source(source)) for source in sources), class_="sources")


def _source(source: SourceLine) -> Iterator[str]:
    yield element("cite", outside(source.title))
    if source.publisher:
        yield ", "
        yield outside(source.publisher)
    if source.url:
        yield " "
        yield web_link(source.url)


def _checked(line: ClaimLine) -> Iterator[Markup]:
    if not line.check:
        return
    yield element("h3", "Check")
    place = element("span", outside(line.check_place or ""), class_="place")
    yield element("p", outside(line.check_title or line.check), " ", place, class_="check")


def _history(events: Sequence[Event]) -> Iterator[Markup]:
    if not events:
        return
    yield element("h3", "Decisions")
    yield element("ol", *(element("li", *_event(event)) for event in events), class_="history")


def _event(event: Event) -> Iterator[str]:
    yield moment(event.at)
    yield " "
    yield outside(event.actor)
    yield " "
    yield EVENTS.get(event.kind, event.kind)
    if event.verdict is not None:
        yield " "
        yield element("strong", LOOKS[event.verdict].label)
    if event.side:
        yield f", wrong: {event.side}"
    if event.note:
        yield " "
        yield element("q", outside(event.note))


def _ways(line: ClaimLine, claims: Numbered, beside: Sequence[int], is_in_text: bool) -> Iterator[Markup]:
    """Where to go from a card: to the words, and to the other claims on them."""
    ways: list[str] = []
    if is_in_text:
        ways.append(element("a", "Back to the text", href=f"#{place_anchor(line)}", class_="back"))
    else:
        ways.append("Its words do not stand in the text that is shown here.")
    if beside:
        linked = [_claim_link(number, anchor(claims[number])) for number in beside]
        ways.append(joined(["Also on these words: ", *_listed(linked)]))
    yield element("p", *(element("span", way) for way in ways), class_="ways")


def _claim_link(number: int, target: str) -> Markup:
    return element("a", f"claim {number}", href=f"#{target}", class_="other")


def _listed(parts: Sequence[Markup]) -> Iterator[str]:
    for place, part in enumerate(parts):
        if place:
            yield ", "
        yield part
