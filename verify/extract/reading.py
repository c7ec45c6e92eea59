"""One text being read: its folding, sentences, dates and named subjects; and a place where something is named."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from verify.extract.dates import DateMention, find_dates
from verify.extract.dates.moment import Moment
from verify.extract.folding import Folded, fold
from verify.extract.heads import find_heads
from verify.extract.matching import Found, matcher_for
from verify.extract.sentences import Sentences
from verify.values import parse_edtf
from verify.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Mention:
    """A subject where the text names it. `subject` is the canonical id if `known`, else the words of the text.

    `head` is the noun it is called by ("treaty"), "" where there is none. An ambiguous mention fits several subjects,
    which are `among` where they are known; a shared one is named as others are too, and the context spoke for this one.
    """

    start: int
    end: int
    subject: str
    kind: str
    known: bool = False
    ambiguous: bool = False
    head: str = ""
    parts: tuple[tuple[int, int], ...] = ()
    shared: bool = False
    among: tuple[str, ...] = ()


def named_as(mention: Mention, subject: str, *, known: bool = False, ambiguous: bool = False) -> Mention:
    """The same place, with the subject it turns out to name."""
    return replace(mention, subject=subject, known=known, ambiguous=ambiguous)


class Reading:
    """A text with what every recogniser needs to know of it; made once, read by all."""

    __slots__ = (
        "date_starts",
        "dates",
        "folded",
        "found",
        "heads",
        "published",
        "sentences",
        "text",
        "vocabulary",
    )

    def __init__(self, text: str, vocabulary: Vocabulary, published: str | None) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.published = published
        self.dates: tuple[DateMention, ...] = find_dates(text, published)
        self.date_starts: list[int] = [date.start for date in self.dates]
        self.folded: Folded = fold(text)
        self.sentences = Sentences(text)
        self.heads: dict[str, list[int]] = find_heads(self.folded)
        self.found: Found = matcher_for(vocabulary).find(self.folded)

    def dates_between(self, start: int, end: int) -> tuple[DateMention, ...]:
        """The dates that begin in `start..end`, in order."""
        return self.dates[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, end)]

    def date_at(self, start: int, end: int) -> DateMention | None:
        """The date that overlaps `start..end`, if there is one."""
        index = bisect_left(self.date_starts, end) - 1
        return self.dates[index] if index >= 0 and self.dates[index].end > start else None

    def sentence(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence around `position`."""
        return self.sentences.bounds(self.sentences.index(position))

    @property
    def published_day(self) -> int | None:
        """Day number of the publication; None where only its month or year is known."""
        if self.published is None:
            return None
        date = parse_edtf(self.published)
        return date.latest if date.earliest == date.latest else None

    @property
    def written_by(self) -> str | None:
        """The last day (ISO) on which the text may have been published."""
        latest = parse_edtf(self.published).latest if self.published else None
        return Moment.of(latest).edtf() if latest is not None else None
