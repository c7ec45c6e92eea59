"""Words that the text puts in somebody's mouth, between quotation marks: who said them, and on which day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from verify.claims import Claim, Span
from verify.extract import lexicon
from verify.extract.reading import Reading
from verify.vocabulary import Property, ValueType, Vocabulary

_KIND = "quotation"
_LEAST_WORDS = 4
_REACH = 160
_QUOTED = re.compile(r"“([^“”\n]{12,1500})”|\"(?=\S)([^\"\n]{12,1500})(?<=\S)\"")
_SAID = (
    r"(?:said|says|added|adds|told (?:reporters|journalists|lawmakers)|declared|stated|wrote|tweeted|insisted|argued|"
    r"warned|stressed|emphasi[sz]ed|announced|noted|explained|continued|concluded|replied|commented)"
)
_NAME = (
    r"(?:[Tt]he )?(?:[A-Z][\w.’'-]*|of|the|for|al|bin|ibn)(?: (?:[A-Z][\w.’'-]*|of|the|for|al|bin|ibn)){0,8}"
)
_INSERTION = r"(?:, [^,“”\"\n]{2,90},)?"
_BEHIND = re.compile(
    rf"[,.]? ?(?:(?P<before>{_NAME}){_INSERTION} (?:also |then |later )?{_SAID}\b|{_SAID} (?P<after>{_NAME}))"
)
_AHEAD = re.compile(
    rf"(?:^|[\s“(])(?P<who>{_NAME}){_INSERTION} (?:also |then |later )?{_SAID}\b[^.“”\"\n]{{0,60}}?[,:]? ?(?:that )?\Z"
)
_WORD = re.compile(r"\w+")
_NEVER = lexicon.PRONOUNS | lexicon.DETERMINERS | lexicon.words("meaning", "never_speakers")


def quotation_of(vocabulary: Vocabulary) -> Property | None:
    """The property of what somebody said, if there is one."""
    return next(
        (p for p in vocabulary.properties.values() if p.kind == _KIND and p.value_type is ValueType.TEXT),
        None,
    )


def quotation_claims(reading: Reading) -> Iterator[Claim]:
    """A claim for every quotation of some words whose speaker is named right beside it."""
    property_ = quotation_of(reading.vocabulary)
    if property_ is None:
        return
    text = reading.text
    for quoted in _QUOTED.finditer(text):
        start, end = quoted.span(1 if quoted[1] else 2)
        if len(_WORD.findall(text, start, end)) < _LEAST_WORDS:
            continue
        speaker = _speaker(text, quoted.start(), quoted.end())
        if speaker is not None:
            yield _claim(reading, property_, (start, end), speaker)


def _speaker(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where whoever says a quotation is named: behind it, else before it."""
    match = _BEHIND.match(text, end, min(len(text), end + _REACH))
    found = match.span("before" if match["before"] else "after") if match is not None else None
    if found is None:
        low = max(text.rfind("\n", 0, start) + 1, start - _REACH)
        ahead = _AHEAD.search(text[low:start])
        found = (low + ahead.start("who"), low + ahead.end("who")) if ahead is not None else None
    if found is None:
        return None
    words = text[slice(*found)].split()
    while words and words[-1].islower():
        found = (found[0], found[1] - len(words.pop()) - 1)
    if not words or not any(word[0].isupper() for word in words[-1:]) or words[0].lower() in _NEVER - {"the"}:
        return None
    return found[0], found[0] + len(text[slice(*found)].rstrip(".,’'"))


def _claim(reading: Reading, property_: Property, quote: tuple[int, int], speaker: tuple[int, int]) -> Claim:
    text = reading.text
    words = " ".join(text[slice(*speaker)].split())
    who = _known(reading, speaker) or words.removeprefix("the ").removeprefix("The ")
    said = " ".join(text[slice(*quote)].split())
    return Claim(
        span=Span.of(text, *quote),
        kind=property_.kind,
        property=property_.id,
        subject=who,
        value=said,
        asks=who,
        answer=said,
        # Nobody records all that somebody said.
        answer_known=False,
        as_of=_day(reading, quote, speaker),
        attributed_to=words,
        because=(words, said),
    )


def _known(reading: Reading, speaker: tuple[int, int]) -> str | None:
    """The person whose alias ends the speaker's name."""
    found = reading.found.named
    for index in range(bisect_left(found, (speaker[0],)), len(found)):
        named = found[index]
        if named.start >= speaker[1]:
            return None
        if named.kind == "person" and named.end == speaker[1] and len(named.subjects) == 1:
            return named.subjects[0]
    return None


def _day(reading: Reading, quote: tuple[int, int], speaker: tuple[int, int]) -> str | None:
    """The one date beside the speaker's name, outside the quotation: "Kerry said on Thursday". None for none or two."""
    low, high = reading.sentence(speaker[0])
    dates = [
        date
        for date in reading.dates_between(max(low, speaker[0] - _REACH), min(high, speaker[1] + _REACH))
        if not quote[0] <= date.start < quote[1]
    ]
    return dates[0].value if len(dates) == 1 else None
