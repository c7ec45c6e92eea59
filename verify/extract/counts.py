"""How many: the number before the noun of an event named in parts, of its day: "fired two missiles on …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.claims import Claim, Problem, Span
from verify.extract.dates import DateMention
from verify.extract.numbers import find_numbers
from verify.extract.reading import Mention, Reading
from verify.vocabulary import Property, ValueType, Vocabulary

_REACH = 60
_DAY = re.compile(r"[12]\d{3}-\d\d-\d\d\Z")
_BETWEEN = re.compile(r"(?:[ \u00a0][\w/-]+){0,3}[ \u00a0]\Z")
_OTHER = re.compile(r"\b(?:of|and|or|in|on|at|for|to|by|from|with|more|other|the)\b")


def counting(vocabulary: Vocabulary) -> dict[str, Property]:
    """The properties that count without a phrase, by the kind of what they count."""
    return {
        p.subject_kind: p
        for p in vocabulary.properties.values()
        if p.value_type is ValueType.NUMBER and not p.phrases
    }


def counts(
    reading: Reading, property_: Property, mention: Mention, date: DateMention, dated: Claim
) -> Iterator[Claim]:
    """The claim that there were so many on a day; `dated` is the claim that it was on that day."""
    if not mention.parts or not mention.known or not _DAY.match(date.value):
        return
    low, _ = reading.sentence(mention.start)
    for start, end in mention.parts:
        if not reading.text[start:end].lower().endswith("s"):
            continue
        numbers = list(find_numbers(reading.text, max(low, start - _REACH), start))
        if not numbers:
            continue
        number = numbers[-1]
        between = reading.text[number.end : start]
        if (
            not _BETWEEN.fullmatch(between)
            or _OTHER.search(between)
            or reading.date_at(number.start, number.end)
        ):
            continue
        yield Claim(
            span=Span.of(reading.text, number.start, number.end),
            kind=property_.kind,
            property=property_.id,
            subject=mention.subject,
            value=number.value,
            asks=mention.subject,
            answer=number.value,
            # If the year is our inference, and wrong, nothing is on record of that day.
            answer_known=not mention.shared,
            scope=date.value,
            attributed_to=dated.attributed_to,
            polarity=dated.polarity,
            problem=Problem.AMBIGUOUS if number.hedged or dated.problem is not None else None,
            because=(reading.text[number.start : end], dated.span.quote),
        )
        return
