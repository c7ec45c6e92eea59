"""The words of an article with its claims marked, in the headline and in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from verify.documents import Document
from verify.report.claims import ClaimLine
from verify.report.page.blocks import Block, Range, Shape, blocks, prose_ranges, touches
from verify.report.page.marks import Mark, Segment, placed, segments
from verify.report.page.markup import Markup, element, joined
from verify.report.page.passage import Passage
from verify.report.page.statuses import foremost, look_of

Numbered = Mapping[int, ClaimLine]
"""Claims by their numbers on the page, which count from 1 in the order of the text."""


def anchor(line: ClaimLine) -> str:
    """The id of a claim's card, the same as long as the claim stands."""
    return f"claim-{line.claim}"


def place_anchor(line: ClaimLine) -> str:
    """The id of a claim's place in the words of the article."""
    return f"text-{line.claim}"


def headline_words(headline: str, claims: Numbered) -> tuple[Markup, set[int]]:
    """The headline with its claims marked, and which they are."""
    marks = _found_in(headline, claims, "headline")
    passage = Passage(headline)
    marked = joined(_marked(passage, segment, claims, ()) for segment in segments(len(headline), marks))
    return marked, {mark.number for mark in marks}


def body_words(document: Document, claims: Numbered) -> tuple[Markup, set[int]]:
    """The text in paragraphs with its claims marked, and which they are; blanks between paragraphs stay."""
    text, prose = document.text, prose_ranges(document.prose)
    paragraphs = blocks(text, prose)
    ranges = [(block.start, block.end) for block in paragraphs]
    marks = placed(_found_in(text, claims, "body"), ranges)
    cuts = {place for spoken in (*ranges, *prose) for place in spoken}
    coming = segments(len(text), marks, cuts)
    marked = joined(_paragraphs(Passage(text), coming, paragraphs, claims, prose))
    return marked, {mark.number for mark in marks}


def _found_in(text: str, claims: Numbered, part: str) -> list[Mark]:
    """The marks of the claims of a part; those whose words do not stand where they stood are left out."""
    return [
        Mark(number, line.start, line.end)
        for number, line in claims.items()
        if line.part == part and line.quote and text[line.start : line.end] == line.quote
    ]


def _paragraphs(
    passage: Passage,
    coming: Sequence[Segment],
    paragraphs: Sequence[Block],
    claims: Numbered,
    prose: Sequence[Range],
) -> Iterator[Markup]:
    at = 0
    for block in paragraphs:
        inside: list[Markup] = []
        while at < len(coming) and coming[at].end <= block.end:
            segment = coming[at]
            at += 1
            if segment.start < block.start:
                yield passage.shown(segment.start, segment.end)
            else:
                inside.append(_marked(passage, segment, claims, prose))
        yield _paragraph(block, joined(inside))
    for segment in coming[at:]:
        yield passage.shown(segment.start, segment.end)


def _paragraph(block: Block, inside: Markup) -> Markup:
    match block.shape:
        case Shape.HEADING:
            # The headline is the one heading above those of the text.
            return element(f"h{min(6, block.depth + 1)}", inside)
        case Shape.FRONT:
            front = element("p", inside, class_="lines beside")
            return element("details", element("summary", "Front matter"), front, class_="front")
        case Shape.BESIDE:
            return element("p", inside, class_="lines beside")
        case Shape.LINES:
            return element("p", inside, class_="lines")
        case Shape.FILLED:
            return element("p", inside)


def _marked(passage: Passage, segment: Segment, claims: Numbered, prose: Sequence[Range]) -> Markup:
    """A segment, with the signs of the claims that end with it behind it."""
    shown = passage.shown(segment.start, segment.end)
    if prose and not touches(prose, segment.start, segment.end):
        shown = element("span", shown, class_="syntax")
    if segment.covered:
        looks = {number: look_of(claims[number]) for number in segment.covered}
        told = "; ".join(f"claim {number}: {look.label}" for number, look in looks.items())
        shown = element(
            "mark",
            shown,
            class_=foremost(looks.values()).css + (" several" if len(looks) > 1 else ""),
            title=told,
            data_claims=" ".join(map(str, segment.covered)),
        )
    return joined([shown, *(_reference(number, claims[number]) for number in segment.ends)])


def _reference(number: int, line: ClaimLine) -> Markup:
    """The sign of a claim behind its words: a link to its card."""
    look = look_of(line)
    return element(
        "a",
        element("span", "claim ", class_="unseen"),
        element("span", look.sign, class_="sign", aria_hidden="true"),
        str(number),
        element("span", ": ", class_="unseen"),
        element("span", look.label, class_="word"),
        class_=f"ref {look.css}",
        id=place_anchor(line),
        href=f"#{anchor(line)}",
    )
