"""Persons said to hold an office: "US Secretary of State John Kerry", "Ban Ki-moon, the Secretary-General"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from verify.claims import Claim, Problem, Span
from verify.extract.attribution import speaker_of
from verify.extract.bare_titles import office_meant
from verify.extract.holding import time_told
from verify.extract.persons import PersonName, name_before, name_from
from verify.extract.reading import Reading
from verify.extract.titles import KIND, Title, find_titles
from verify.extract.verbs import is_verb

_NOT_HOLDING = re.compile(
    r"\b(?:[Ff]ormer|[Ee]x|[Tt]hen|[Ll]ate|past|previous|[Oo]utgoing|[Oo]usted|deposed|would-be|"
    r"one-time|onetime|future|next|incoming|"
    r"retired|designate|candidate|nominee|predecessor|successor|erstwhile)[ -]+(?:[\w.’'-]+[ -]+){0,4}\Z"
)
_LONGEST_RANK = 40
"""An alias may begin with a rank, which is no part of the name in the text ("Ayatollah Khamenei")."""
_BY_REACH = 60
_BY = re.compile(r"\b(?:was|were|been)\s\w+\sby\s(?:the\s|then\s)?\Z")
_NEXT_WORD = re.compile(r"\s+(?:(?:also|then|later|first|once|never|personally)\s)?([a-z]+)\b")
_PAST = frozenset(
    ("became", "began", "brought", "built", "drew", "drove", "fell", "fought", "gave", "held", "led", "lost", "made",
     "met", "oversaw", "put", "sent", "shook", "sought", "spoke", "stood", "took", "went", "won", "wrote")
)  # fmt: skip
_REPORTING = frozenset(
    ("added", "announced", "argued", "asked", "called", "claimed", "confirmed", "criticised", "criticized", "declared",
     "expressed", "insisted", "noted", "reiterated", "rejected", "responded", "stressed", "suggested", "urged", "vowed",
     "warned", "welcomed")
)  # fmt: skip
"""What news says of the day it is written; "said" and "told" are no words of the past either, for this reason."""
_NOT_YET = re.compile(
    r"[ -](?:elect|designate|nominee|hopeful|candidate|emeritus)\b|,? (?:at the time|back then)\b"
)
_ACRONYM = re.compile(r"[ \u00a0]\([A-Z][\w&/-]{1,11}\)")
_GOES_ON = re.compile(r"[ \u00a0](?:of|for|on)[ \u00a0]")
_INTRODUCED = re.compile(r",[ \u00a0](?:Mr|Mrs|Ms|Dr|H\.E|His Excellency|Her Excellency|General|Sir)\b")
_DEFINITE = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[’']s)[ \u00a0]\Z")
_LINK = re.compile(
    r"(?:,[ \u00a0](?:who[ \u00a0](?:is|has been|serves as|was appointed|was named)[ \u00a0])?|"
    r"[ \u00a0](?:is|serves as|was appointed as|was appointed|has been|"
    r"became|was sworn in as|took office as)[ \u00a0])"
    r"(?:currently[ \u00a0]|also[ \u00a0]|now[ \u00a0])?(?:the[ \u00a0]|a[ \u00a0]|"
    r"an[ \u00a0])?(?:current[ \u00a0])?\Z"
)
_TAKES_OVER = re.compile(
    r"[ \u00a0](?:succeeded|replaced)[ \u00a0](?:[A-Z][\w.’'-]*[ \u00a0]){1,4}as[ \u00a0](?:the[ \u00a0])?\Z"
)
_ACTS_NOW = re.compile(
    r"(?:,[^,]{1,60},)?\s(?:said|told|(?!was\b)[a-z]{1,12}s|will|" + "|".join(sorted(_REPORTING)) + r")\b"
)
"""What a current holder does in the news."""

_BYLINE = re.compile(
    r"(?:\A|\b(?:addresse?s?|briefings?|column|comments?|gaggle|interviews?|letter|message|op-ed|press conference|"
    r"readout|remarks|speech|statements?|testimony|transcript)[ \u00a0])by[ \u00a0]",
    re.IGNORECASE,
)
"""Whose words the text is, which a headline tells as a book tells its author: "Press Briefing by Press Secretary …"."""


def office_claims(reading: Reading, body: int = 0) -> Iterator[Claim]:
    """The first mention of each person with an office held as of the article's date.

    `body` is where the text behind the headline begins; what a headline says again is the body's, and whom it says the
    text is by it does not speak of.
    """
    holders: list[tuple[PersonName, Title]] = []
    byline = _BYLINE.search(reading.text, 0, body)
    for title in find_titles(reading):
        holder = _holder(reading, title)
        by_whom = byline is not None and byline.end() <= title.start < body
        if holder is not None and not by_whom:
            holders.append((holder, title))
    seen: dict[str, list[tuple[frozenset[str], Claim]]] = {}
    for holder, title in sorted(
        holders,
        key=lambda row: (row[0].start < body, row[0].start, row[0].end, row[1].known is None, row[1].start),
    ):
        claim = _claim(reading, holder, title)
        words = claim.span.quote.lower().split()
        name = frozenset(words)
        earlier = seen.setdefault(words[-1], [])
        if not any(_is_again(name, claim, other, before) for other, before in earlier):
            earlier.append((name, claim))
            yield claim


def _is_again(name: frozenset[str], claim: Claim, earlier: frozenset[str], before: Claim) -> bool:
    """Whether a person was named before: by the same words or more of them; by fewer only with the same office."""
    if claim.span == before.span:
        return True
    if claim.asks == before.asks:
        return name <= earlier or earlier <= name
    other_known_office = claim.asks != claim.value and " " in claim.span.quote
    return name <= earlier and not other_known_office


def _claim(reading: Reading, holder: PersonName, title: Title) -> Claim:
    text = reading.text
    words = " ".join(text[holder.start : holder.end].split())
    person = _known_person(reading, holder)
    value = " ".join(text[title.start : title.end].split())
    meant = None
    if person is not None and title.known is None:
        meant = office_meant(value, reading.vocabulary.offices.get(person, ()))
    as_of, problem = _as_of(reading, holder, title, bare=meant is not None)
    return Claim(
        span=Span.of(text, holder.start, holder.end),
        kind=KIND,
        property="holds",
        subject=person or words,
        value=value,
        asks=title.known or meant or value,
        answer=person or words,
        answer_known=person is not None,
        as_of=as_of,
        problem=problem,
        attributed_to=speaker_of(text, *reading.sentence(holder.start), min(holder.start, title.start)),
        because=(value, words) if meant is None else (value, meant, words),
    )


def _as_of(
    reading: Reading, holder: PersonName, title: Title, *, bare: bool
) -> tuple[str | None, Problem | None]:
    """The time (EDTF) at which the office is said to be held, and what keeps it from being told.

    Of what somebody once did its beginning is not told ("The accord was brokered by President …"); by a bare title
    people are called long after, unless they are what the news is about ("President Reagan's motto").
    """
    text = reading.text
    start, end = reading.sentence(holder.start)
    takes_over = _TAKES_OVER.search(text, max(start, title.start - _BY_REACH), title.start) is not None

    def narrated() -> bool:
        if bare and not _ACTS_NOW.match(text, max(holder.end, title.end), end):
            return True
        return _is_narrated(text, start, end, holder, title)

    return time_told(reading, holder.start, narrated=narrated, may_end=not takes_over)


def _is_narrated(text: str, start: int, end: int, holder: PersonName, title: Title) -> bool:
    """Whether the sentence tells what the person once did, rather than what is going on or was just said."""
    first = min(holder.start, title.start)
    if _BY.search(text, max(start, first - _BY_REACH), first):
        return True
    behind = _NEXT_WORD.match(text, max(holder.end, title.end), end)
    if behind is None:
        return False
    word = behind[1].lower()
    past = word in _PAST or (word.endswith("ed") and is_verb(word))
    return past and word not in _REPORTING


def _known_person(reading: Reading, holder: PersonName) -> str | None:
    """The person whose alias ends the name; a surname alone counts only where it is the whole name."""
    found = reading.found.named
    for index in range(bisect_left(found, (holder.start - _LONGEST_RANK,)), len(found)):
        named = found[index]
        if named.start >= holder.end:
            return None
        if named.kind == "person" and named.end == holder.end and len(named.subjects) == 1:
            whole = named.start <= holder.start
            return (
                named.subjects[0] if whole or len(reading.text[named.start : named.end].split()) > 1 else None
            )
    return None


def _holder(reading: Reading, title: Title) -> PersonName | None:
    text = reading.text
    low, high = reading.sentence(title.start)
    if text[title.start : title.start + 5].lower().startswith(("ex-", "then-")):
        return None
    if _NOT_HOLDING.search(text, max(low, title.start - 60), title.start) or _NOT_YET.match(text, title.end):
        return None
    return _behind(text, title, high) or _ahead(text, title, low)


def _behind(text: str, title: Title, high: int) -> PersonName | None:
    """ "… Minister Jane Roe", "the Prime Minister, Mr. John Doe,", "the IAEA (…) chief" """
    acronym = _ACRONYM.match(text, title.end)
    position = acronym.end() if acronym is not None else title.end
    if text[position : position + 1] == ",":
        return _behind_comma(text, title, position, high)
    if text[position : position + 1] not in (" ", "\u00a0"):
        return None
    name = name_from(text, position, high)
    if name is None:
        return None
    capital = title.known is not None or any(char.isupper() for char in text[title.start : title.end])
    alone = len(text[name.start : name.end].split()) == 1
    if title.linked and (alone or _GOES_ON.match(text, name.end)):
        return None
    return name if capital or not alone else None


def _behind_comma(text: str, title: Title, position: int, high: int) -> PersonName | None:
    introduced = _INTRODUCED.match(text, position) is not None
    definite = re.search(r"[’']s[ \u00a0]", text[title.start : position]) or _DEFINITE.search(
        text, max(0, title.start - 6), title.start
    )
    name = name_from(text, position, high) if introduced or definite else None
    if name is None or introduced:
        return name
    full = len(text[name.start : name.end].split()) > 1
    return name if full and text[name.end : name.end + 1] in (",", ".", ";", ")") else None


def _ahead(text: str, title: Title, low: int) -> PersonName | None:
    """ "Jane Roe, the Minister of …", "Jane Roe, who is …", "Jane Roe is …" """
    link = _LINK.search(text, max(low, title.start - 50), title.start)
    name = name_before(text, link.start(), low) if link is not None else None
    if name is None and (link := _TAKES_OVER.search(text, max(low, title.start - _BY_REACH), title.start)):
        name = name_before(text, link.start(), low)
    return name if name is not None and len(text[name.start : name.end].split()) > 1 else None
