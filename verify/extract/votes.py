"""How a resolution was voted on: "by 14 votes to none", "15-0", "unanimously"; and at which meeting.

A vote is one resolution's where its sentence cites no other, or only words of voting stand between the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verify.claims import Claim, Polarity, Problem, Span
from verify.extract.attribution import speaker_of
from verify.extract.numbers import WORDS
from verify.extract.reading import Reading
from verify.extract.resolutions import KIND, Citation
from verify.vocabulary import ValueType

_SPACE = "[ \u00a0]"
_NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(WORDS, key=len, reverse=True)) + ")"


def _pattern(written: str) -> re.Pattern[str]:
    """A pattern in which "_" stands for a space and "#" for a number in digits or words; white space is left out."""
    joined = "".join(written.split()).replace("#", _NUMBER).replace("_", _SPACE)
    return re.compile(joined, re.IGNORECASE)


_TALLY = _pattern(
    r"""
    \b(?P<all>
        (?P<for>#)(?:_(?:votes?_)?(?:in_favou?r|for))?
        (?:,?_(?:votes?_)?(?:to|and)?_?|[-–])
        (?P<against>#|none|nil)(?!_(?:countr(?:y|ies)_|members?_)?abst)(?:_(?:votes?_)?against)?
        (?:,?_(?:and_|with_)?(?P<abstaining>#|no)_(?:countr(?:y|ies)_|members?_)?
            (?:abstentions?|abstaining|abstained)|-(?P<last>\d{1,2}))?
    )(?!\w|[-–/]\w|_%)
    """
)
_NONE_AGAINST = _pattern(
    r"\b(?P<for>#)(?:_votes?)?_(?:in_favou?r|for)(?:,|,?_and|,?_with)_(?P<abstaining>#)_(?:abstentions?|abstaining)\b"
)
_VOTING = _pattern(r"\bvot(?:e|es|ed|ing)\b|\badopt|\bpass(?:ed|es|ing|age)\b|\bapprov")
_BEFORE = _pattern(
    r"(?:\bby(?:_a)?(?:_vote_of)?|\bvote_of|\bvoted|\bvote_was|\b(?:adopted|passed|approved)|\bwith|[(,])_?\Z"
)
_VOTE_BEHIND = _pattern(r"_(?:vote|decision|majority)\b")
_UNANIMOUS = _pattern(
    r"""
    \b(?:(?P<a>unanimously)_(?:adopt|pass|approv|endors)\w+|
    (?:adopted|passed|approved|voted|endorsed)(?:_[\w().,/-]+){0,8}?_(?P<b>unanimously)|
    (?P<c>unanimous)_(?:vote|adoption))\b
    """
)
_ADOPTED = re.compile(
    r"(?:\(\d{4}\))?[\s,(–—-]*(?:(?:of|on|in|and|which|that|was|had|been|by|a|an|the|UN|Security|Council|members|vote|then|"
    r"adopted|passed|approved|endorsed|voted|with|\d{4}|[,)(–—-])(?:[\s,(–—-]+|\Z))*"
)
"""What may stand between a resolution and how it was voted on."""
_ADOPTING = re.compile(
    r"[\s,]*(?:(?:on|in|the|a|an|UN|UNSC|U\.N\.|Security|Council|council|to|for|of|vote|votes|in|favou?r|it|members|"
    r"adopt|adopted|approve|approved|pass|passed|endorsed?|voted|draft|its|landmark)(?:[\s,]+|\Z))*"
)
_JOINED = re.compile(r"\s*(?:\(\d{4}\))?\s*(?:,|,?\s?(?:and|or|&))\s*")
_NEGATED = re.compile(r"\b(?:not|n't|never|no)\b|n't\b", re.IGNORECASE)
_MEETING = re.compile(r"\bat its (?P<number>\d{1,2},?\d{3}|\d{1,3})(?:st|nd|rd|th) meeting\b")
_REACH = 40
_OF_FIFTEEN = 219
"""The last resolution of a Council of eleven; since 1966 it has fifteen members."""
_OF_ALL_PRESENT = 1500
"""Before about this resolution members stayed away from votes, so that "unanimously" may be fewer than all."""


class _Vote(NamedTuple):
    start: int
    end: int
    value: str
    certain: bool


def vote_claims(reading: Reading, citations: Sequence[Citation]) -> Iterator[Claim]:
    """Claims of how a resolution of the Security Council was voted on, and at which meeting it was adopted."""
    wanted = {
        p.id
        for p in reading.vocabulary.properties.values()
        if p.kind == KIND and p.value_type is ValueType.TEXT
    }
    if not wanted:
        return
    by_sentence: dict[int, list[Citation]] = {}
    for citation in citations:
        by_sentence.setdefault(reading.sentences.index(citation.start), []).append(citation)
    for number, cited in sorted(by_sentence.items()):
        symbols = {citation.symbol for citation in cited}
        if not all(symbol.startswith("S/RES/") for symbol in symbols):
            continue
        start, end = reading.sentences.bounds(number)
        found = [("vote", vote) for vote in _votes(reading.text, start, end, cited[0])]
        found += [("meeting", meeting) for meeting in _meetings(reading.text, start, end)]
        for name, said in found:
            owners = _owners(reading, cited, said) if name in wanted else []
            for citation in owners:
                yield _claim(reading, name, citation, said, (start, end), several=len(owners) > 1)


def _owners(reading: Reading, cited: Sequence[Citation], said: _Vote) -> list[Citation]:
    """The resolution that was voted on so; all that the sentence cites where nothing tells which of them is meant."""
    several = list({citation.symbol: citation for citation in cited}.values())
    if len(several) == 1:
        return several
    behind = next((n for n, c in enumerate(cited) if c.start >= said.end), len(cited))
    listed = cited[behind + 1 : behind + 2]
    if behind < len(cited) and _ADOPTING.fullmatch(_undated(reading, said.end, cited[behind].start)):
        joined = listed and _is_joined(reading, cited[behind], listed[0])
        return several if joined else [cited[behind]]
    if not behind or not _ADOPTED.fullmatch(_undated(reading, cited[behind - 1].end, said.start)):
        return several
    joined = behind > 1 and _is_joined(reading, cited[behind - 2], cited[behind - 1])
    return several if joined else [cited[behind - 1]]


def _is_joined(reading: Reading, first: Citation, second: Citation) -> bool:
    """ "1737 and 1747, adopted …": two that nothing is said of one by one, not even a date."""
    return _JOINED.fullmatch(reading.text, first.end, second.start) is not None


def _undated(reading: Reading, start: int, end: int) -> str:
    """The words of a stretch of the text, its dates left out."""
    words, position = [], start
    for date in reading.dates_between(start, end):
        words.append(reading.text[position : date.start])
        position = max(position, min(date.end, end))
    return " ".join(("".join(words) + reading.text[position:end]).split())


def _votes(text: str, start: int, end: int, citation: Citation) -> Iterator[_Vote]:
    members = 15 if _in_order(citation) > _OF_FIFTEEN else 11
    unanimous = _UNANIMOUS.search(text, start, end)
    if unanimous is not None:
        group = next(name for name in "abc" if unanimous[name])
        yield _Vote(*unanimous.span(group), f"{members}-0-0", _in_order(citation) > _OF_ALL_PRESENT)
    if _VOTING.search(text, start, end) is None:
        return
    match = _NONE_AGAINST.search(text, start, end)
    if match is not None:
        favour, abstaining = _count(match["for"]), _count(match["abstaining"])
        against = members - favour - abstaining
        yield _Vote(*match.span(), f"{favour}-{against}-{abstaining}", against == 0)
        return
    for match in _TALLY.finditer(text, start, end):
        led = _BEFORE.search(text, max(start, match.start() - _REACH), match.start())
        if led is None and not _VOTE_BEHIND.match(text, match.end()):
            continue
        vote = _tally(match, members)
        if vote is not None:
            yield vote
            return


def _in_order(citation: Citation) -> int:
    return int(citation.number) if citation.number.isdigit() else 0


def _tally(match: re.Match[str], members: int) -> _Vote | None:
    """Votes for, against and abstaining; who abstained and is not counted in the text is the rest of the members."""
    favour, against = _count(match["for"]), _count(match["against"])
    given = match["abstaining"] or match["last"]
    rest = members - favour - against
    abstaining = _count(given) if given else rest
    if favour <= against or rest < 0 or favour + against + abstaining > members or favour < members // 2:
        return None
    return _Vote(*match.span("all"), f"{favour}-{against}-{abstaining}", given is not None or rest == 0)


def _count(written: str) -> int:
    word = written.lower()
    if word in ("none", "nil", "no"):
        return 0
    return int(word) if word.isdigit() else WORDS[word]


def _meetings(text: str, start: int, end: int) -> Iterator[_Vote]:
    match = _MEETING.search(text, start, end)
    if match is not None:
        yield _Vote(*match.span(), f"S/PV.{match['number'].replace(',', '')}", True)


def _claim(
    reading: Reading, name: str, citation: Citation, said: _Vote, sentence: tuple[int, int], *, several: bool
) -> Claim:
    before = reading.text[max(sentence[0], said.start - _REACH) : said.start]
    words = reading.text[said.start : said.end]
    cited = reading.text[citation.start : citation.end]
    return Claim(
        span=Span.of(reading.text, said.start, said.end),
        kind=KIND,
        property=name,
        subject=citation.symbol,
        value=said.value,
        asks=citation.symbol,
        answer=said.value,
        answer_known=said.certain,
        attributed_to=speaker_of(reading.text, *sentence, said.start),
        polarity=Polarity.NEGATED if _NEGATED.search(before) else Polarity.ASSERTED,
        problem=Problem.AMBIGUOUS if several else None,
        because=(cited, words),
    )
