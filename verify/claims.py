"""What an article states, as frozen data: spans and claims.

Spans follow the W3C Web Annotation selectors TextPositionSelector and TextQuoteSelector; offsets are
0-based Unicode code points, the end exclusive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

CONTEXT_LENGTH = 32
"""Code points of prefix and suffix kept beside a quote, so that a span can be found again in changed text."""


class Part(StrEnum):
    """The part of a document a span counts in; each has offsets of its own."""

    HEADLINE = "headline"
    BODY = "body"


class Polarity(StrEnum):
    """How the text puts a claim; only an asserted one is comparable with the record."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    PLANNED = "planned"


class Problem(StrEnum):
    """What keeps a claim from being read plainly."""

    AMBIGUOUS = "ambiguous"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A quote and its place: `text[start:end] == quote` in the given part of the document."""

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    part: Part = Part.BODY

    @classmethod
    def of(cls, text: str, start: int, end: int, part: Part = Part.BODY) -> Span:
        """Select `text[start:end]` with its surroundings. Raises ValueError for an empty or outlying range."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span {start}..{end} in a text of {len(text)} characters")
        return cls(
            start=start,
            end=end,
            quote=text[start:end],
            prefix=text[max(0, start - CONTEXT_LENGTH) : start],
            suffix=text[end : end + CONTEXT_LENGTH],
            part=part,
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """A span that states a value of a property of a subject.

    `subject` and `value` are what people read: a canonical id where the reference knows one, else the words of
    the text; dates are EDTF. `stated` is what the words alone say ("XXXX-03-09"), `value` what they mean in
    context ("2016-03-09"). The claim key is (`asks`, `property`, `scope`), and `answer` is what is compared
    with the record. They differ from `subject` and `value` for an office: there `asks` is the office, `answer`
    the person, while people read the person as the subject. `answer_known` is false for an answer that is mere
    words, and for a subject that is named as others are too. `as_of` is the time (EDTF) at which a state is
    said to hold: a day, or from one day to another. `weekday` is the ISO weekday (1 Monday … 7) that the words
    name. `because` lists the words that made the claim and, for a date, how it was resolved.
    """

    span: Span
    kind: str
    property: str
    subject: str | None
    value: str | None
    stated: str | None = None
    asks: str | None = None
    answer: str | None = None
    answer_known: bool = True
    scope: str = ""
    as_of: str | None = None
    attributed_to: str | None = None
    polarity: Polarity = Polarity.ASSERTED
    problem: Problem | None = None
    weekday: int | None = None
    because: tuple[str, ...] = ()


def claim_id(document_digest: str, claim: Claim) -> str:
    """Digest (32 hex digits) of document, span, kind, property, subject, value and as-of date.

    Equal claims of one document keep their id when it is extracted again. What is asked and answered counts too: a
    claim whose office comes to be known by its canonical name asks another question.
    """
    identity = (
        document_digest,
        claim.span.part,
        str(claim.span.start),
        str(claim.span.end),
        claim.kind,
        claim.property,
        claim.scope,
        claim.subject or "",
        claim.value or "",
        claim.asks or "",
        claim.answer or "",
        str(claim.answer_known),
        claim.stated or "",
        claim.as_of or "",
        claim.polarity,
        claim.problem or "",
    )
    return hashlib.sha256("\x1f".join(identity).encode("utf-8", "surrogatepass")).hexdigest()[:32]
