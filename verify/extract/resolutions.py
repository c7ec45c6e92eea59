"""United Nations resolutions cited by number, and the years in parentheses behind them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from verify.claims import Claim, Span
from verify.extract.folding import Folded
from verify.extract.reading import Mention, Reading
from verify.values import from_day_number, parse_edtf

KIND = "resolution"

_YEAR = r"(?:1[89]|20)\d\d"
_YEAR_BEHIND = re.compile(rf"\s{{0,2}}\(\s?({_YEAR})\s?\)")
_NUMBER = (
    r"(?:\d{1,4}(?:\s?[A-H])?\s?\([IVXL]{1,7}\)|"
    r"\d{1,4}(?:/\d{1,4})?(?!\w|/\d|,\d{3}\b|\.\d))"
)
_SYMBOL = re.compile(
    r"\b([SA]|A/HRC|HRC)/RES/(?:(S-\d{1,2}|ES-\d{1,2}|\d{1,4})/)?(\d{1,4})(?!\d)(?:\s?\([IVXL]{1,6}\))?"
)
_HEAD = re.compile(
    r"\b(?:(?:UNSCRs?|SCRs?|UNSC|UNGA|UNHRC)\s{1,2}(?=\d)|(?:(UNSC|UNGA|UNHRC|HRC)\s{1,2})?"
    r"(?P<own>(?:[Rr]esolutions?|RESOLUTIONS?|Res\.|res\.)(?:\s{1,3}|(?<=s)\s?[-–—:(]\s{0,2}(?=\d{3})))"
    r"(?:(?:[Nn]umbers?|[Nn]os?\.?|"
    r"#)\s{0,2})?(?=(?:E?S-)?\d))"
)
_FIRST = re.compile(rf"(?:ES-\d{{1,2}}/|S-\d{{1,2}}/)?{_NUMBER}")
_NEXT = re.compile(
    rf"(?:\s{{0,2}}\({_YEAR}\))?(?:\s{{0,2}}(?:of|in|adopted (?:on|in))\s[\w ,\u00a0]{{4,24}}?)??"
    rf"\s{{0,2}}(?:,\s{{0,2}}(?:and\s|or\s)?|and\s|or\s|&\s?|to\s|through\s|"
    rf"[-–]\s?)\s{{0,2}}((?:ES-\d{{1,2}}/|S-\d{{1,2}}/)?{_NUMBER})"
)
_BODIES: dict[str, tuple[str, ...]] = {
    "S": ("Security Council", "UNSC", "SCR", "UNSCR", "S/RES"),
    "A": ("General Assembly", "UNGA", "A/RES"),
    "A/HRC": ("Human Rights Council", "UNHRC", "HRC"),
    "": (
        "House", "Senate", "Congress", "Parliament", "parliament", "Bundestag", "Knesset", "Duma", "Majlis",
        "legislature", "Board", "African Union", "Arab League", "Economic and Social Council", "City Council",
        "City council", "city Council", "city council", "County",
    ),
}  # fmt: skip
"""Councils by the beginning of their symbols, and bodies outside that pass resolutions of their own."""
_UNITED_NATIONS = re.compile(r"\b(?:UN|U\.N\.|United Nations)(?!\w)")
_THE_COUNCIL = re.compile(r"\b[Tt]he Council\b(?! (?:of|for) )")
_SANCTIONS = re.compile(r"\b[Ss]anctions?\b")
_STATED = re.compile(
    r"[\s,(–—-]{1,3}(?:(?:which |and )?(?:was|were|been|is) )?(?:unanimously )?"
    r"(?:(?:adopted|passed|approved) )?(?:unanimously )?(?:(?:of|on|in|from) )?\Z"
)
_STATED_REACH = 48
_OLD_REACH = 400
_BY_SESSION = 1976
"""Since this year the General Assembly numbers its resolutions by session, so that a bare number is the Council's."""
_ADOPTS = re.compile(
    r"(?:[’']s)?\s(?:(?:\w+\s){0,3}(?:adopted|passed|approved|introduced|enacted|tabled|debated|"
    r"voted (?:on|for))\s)?(?:an?\s|the\s|its\s)?\Z"
)
_COUNTS = re.compile(
    r"\s(?:other|others|more|further|additional|countries|states|members|people|nations|votes|years|days|texts)\b"
)
_NOT_OF_THE_UN = re.compile(
    r"(?:\b(?:House|Senate|Congressional|[Cc]oncurrent|[Jj]oint|H\.? ?(?:J\.|Con\.)?|S\.? ?(?:J\.|"
    r"Con\.)?|J\.|Con\.|War Powers|[Ss]creen|[Dd]isplay|[Ii]mage|"
    r"[Vv]ideo|[Pp]ixel|[Oo]ptical|[Ss]patial|[Pp]arliament(?:ary)?|EU|AU|IAEA|Board|[Ss]hareholder|"
    r"[Bb]udget|[Cc]ontinuing|NATO|OIC|OAS|League|Majlis|"
    r"Knesset|Duma|[Ss]tate|[Cc]ity|[Cc]ouncil [Cc]onclusions|ECOSOC|FIFA|IMO|ITU|WHA|WHO|UNESCO|ICAO|"
    r"Bundestag|maximum|native|print|max|high)|"
    r"(?:\bH|\bS)\.)\s{0,2}\Z"
)
_UNIT_BEHIND = re.compile(
    r"\s?(?:×|x\s?\d|p\b|px\b|dpi\b|ppi\b|pixels?\b|by \d{3,4}\b(?!\s(?:votes?|to|in favou?r)\b)|"
    r"megapixels?|%|percent\b|per cent\b)"
)
_LIST_HEAD = re.compile(r"(?:[Rr]esolutions|RESOLUTIONS|SCRs?|UNSC|UNGA|UNHRC)\b")
_HYPHENED = re.compile(r"[-–]\d")
_MONTH_BEHIND = re.compile(
    r"[\s\u00a0](?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


class Citation(NamedTuple):
    """One number of a citation: its span, canonical symbol, number and, behind it, a year in parentheses.

    `inferred` says that nothing names the body: the document is about the United Nations and names no other.
    """

    start: int
    end: int
    symbol: str
    number: str
    year: tuple[int, int] | None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class _Raw:
    start: int
    end: int
    body: str | None
    number: str


def find_citations(reading: Reading) -> list[Citation]:
    """Every resolution of the Security Council, the General Assembly or the Human Rights Council cited by number."""
    raws = sorted([*_symbols(reading.text), *_numbered(reading.text)], key=lambda raw: (raw.start, -raw.end))
    if not raws:
        return []
    naming = _Naming(reading.text, reading.folded)
    citations: list[Citation] = []
    reach = 0
    bodies: dict[str, str] = {}
    for raw in raws:
        if raw.start < reach:
            continue
        reach = raw.end
        year = _YEAR_BEHIND.match(reading.text, raw.end)
        stated = int(year.group(1)) if year is not None else _stated_year(reading, raw.end)
        body = raw.body or _body_of(raw, reading, naming, bodies, stated)
        if body is None:
            continue
        if body != "?":
            bodies[raw.number] = body
        citations.append(
            Citation(
                raw.start, raw.end, f"{body}/RES/{raw.number}", raw.number, year.span(1) if year else None
            )
        )
    default = naming.default(bodies)
    return [
        _settled(citation, bodies, None if default and _tells_of_old(reading, citation) else default)
        for citation in citations
    ]


def citation_claims(reading: Reading, citations: list[Citation]) -> Iterator[Claim]:
    """Claims that the cited resolutions exist, and that they are of the years in parentheses."""
    for citation in citations:
        words = reading.text[citation.start : citation.end]
        yield Claim(
            span=Span.of(reading.text, citation.start, citation.end),
            kind=KIND,
            property="cited",
            subject=citation.symbol,
            value=citation.number,
            asks=citation.symbol,
            answer=citation.number,
            as_of=None if citation.inferred else reading.written_by,
            because=(words,),
        )
        if citation.year is not None:
            digits = reading.text[slice(*citation.year)]
            yield Claim(
                span=Span.of(reading.text, *citation.year),
                kind=KIND,
                property="adopted",
                subject=citation.symbol,
                value=digits,
                stated=digits,
                asks=citation.symbol,
                answer=digits,
                because=(f"{words} ({digits})",),
            )


def as_mentions(citations: list[Citation]) -> list[Mention]:
    """Citations as places to which a date may be tied; the year in parentheses belongs to the name."""
    return [
        Mention(c.start, c.year[1] + 1 if c.year else c.end, c.symbol, KIND, known=True, head="resolution")
        for c in citations
    ]


def _symbols(text: str) -> Iterator[_Raw]:
    for match in _SYMBOL.finditer(text) if "/RES/" in text else ():
        body, session, number = match.groups()
        body = "A/HRC" if body == "HRC" else body
        yield _Raw(
            match.start(),
            match.end(),
            body,
            f"{session}/{number}" if session else number + _roman(match.group()),
        )


def _numbered(text: str) -> Iterator[_Raw]:
    for head in _HEAD.finditer(text):
        first = _FIRST.match(text, head.end())
        if first is None or _NOT_OF_THE_UN.search(text[max(0, head.start() - 24) : head.start()]):
            continue
        if _UNIT_BEHIND.match(text, first.end()):
            continue
        body = _body_in(head.group())
        number = _canonical(first.group())
        listed = _LIST_HEAD.search(head.group()) is not None
        if not listed and _HYPHENED.match(text, first.end()):
            continue
        yield _Raw(head.start("own") if head.group("own") else head.start(), first.end(), body, number)
        if listed or "/" in number or _YEAR_BEHIND.match(text, first.end()):
            yield from _rest_of_list(text, first.end(), body, listed=listed, short=len(number) < 3)


def _rest_of_list(text: str, position: int, body: str | None, *, listed: bool, short: bool) -> Iterator[_Raw]:
    """The further numbers of a list; a short number among long ones counts something else ("and 12 others")."""
    while (following := _NEXT.match(text, position)) is not None:
        start, end = following.span(1)
        year = _YEAR_BEHIND.match(text, end)
        if not listed and year is None and "/" not in following.group(1):
            return
        if (
            _MONTH_BEHIND.match(text, end)
            or _UNIT_BEHIND.match(text, end)
            or _COUNTS.match(text, end)
            or (end - start < 3 and not short)
        ):
            return
        yield _Raw(start, end, body, _canonical(following.group(1)))
        position = end


def _canonical(written: str) -> str:
    number = re.match(r"(?:E?S-\d+/)?\d+(?:/\d+)?", written)
    return (number.group() if number else written) + _roman(written)


def _roman(written: str) -> str:
    found = re.search(r"\(([IVXL]+)\)", written)
    return f"({found.group(1)})" if found else ""


def _body_in(head: str) -> str | None:
    if "HRC" in head:
        return "A/HRC"
    if "GA" in head:
        return "A"
    return "S" if "SC" in head else None


def _stated_year(reading: Reading, position: int) -> int | None:
    """The year of a date right behind a number: "resolution 1325, adopted on 31 October 2000"."""
    for date in reading.dates_between(position, position + _STATED_REACH)[:1]:
        earliest = parse_edtf(date.value).earliest
        if earliest is not None and _STATED.fullmatch(reading.text, position, date.start):
            return from_day_number(earliest)[0]
    return None


def _tells_of_old(reading: Reading, citation: Citation) -> bool:
    """Whether the sentence or the next tells of a year in which the General Assembly's numbers were bare too."""
    number = reading.sentences.index(citation.start)
    start, end = reading.sentences.bounds(number)
    if number + 1 < len(reading.sentences.starts):
        end = reading.sentences.bounds(number + 1)[1]
    low, high = max(start, citation.start - _OLD_REACH), min(end, citation.end + _OLD_REACH)
    told = (parse_edtf(date.value).earliest for date in reading.dates_between(low, high))
    return any(day is not None and from_day_number(day)[0] < _BY_SESSION for day in told)


@lru_cache(maxsize=1)
def _automaton() -> tuple[AhoCorasick, list[str]]:
    names = [(name, body) for body, names in _BODIES.items() for name in names]
    automaton = AhoCorasick([name for name, _ in names], matchkind=MatchKind.LeftmostLongest)
    return automaton, [body for _, body in names]


def _bodies_in(folded: Folded) -> Iterator[tuple[int, int, str]]:
    """Where bodies are named as whole words: start, end, and the beginning of their symbols."""
    automaton, bodies = _automaton()
    text = folded.kept
    for index, start, end in automaton.find_matches_as_indexes(text):
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (before.isalnum() or after.isalnum() or "_" in (before, after)):
            yield folded.start(start), folded.end(end), bodies[index]


class _Naming:
    """Where councils and other bodies are named in a text; a body outside the United Nations is None."""

    def __init__(self, text: str, folded: Folded) -> None:
        found = list(_bodies_in(folded))
        self.text = text
        self.starts = [start for start, _, _ in found]
        self.ends = [end for _, end, _ in found]
        self.bodies = [body or None for _, _, body in found]
        self.councils = [
            (start, body) for start, body in zip(self.starts, self.bodies, strict=True) if body is not None
        ]
        self.kinds = {body for _, body in self.councils}
        united_nations = _UNITED_NATIONS.search(text) is not None
        self.about_sanctions = (
            united_nations or _THE_COUNCIL.search(text) is not None or _SANCTIONS.search(text) is not None
        )
        self.only_others = bool(found) and not self.kinds and not united_nations

    def default(self, bodies: Mapping[str, str]) -> str | None:
        """The Security Council where a document about the United Nations names no other body that numbers so."""
        if not self.kinds <= {"S"} or self.only_others:
            return None
        return "S" if self.about_sanctions or "S" in bodies.values() else None


def _body_of(
    raw: _Raw, reading: Reading, naming: _Naming, bodies: dict[str, str], stated: int | None
) -> str | None:
    """The council by the nearest naming before it in the sentence, by the form of the number, or in the document.

    `stated` is the year in which the text says that it was adopted.

    None where a body outside the United Nations passes it, or only such are named; "?" where it cannot be told.
    """
    formed = _form(raw.number)
    sentence_start, _ = reading.sentence(raw.start)
    before = bisect_left(naming.starts, raw.start) - 1
    if before >= 0 and naming.starts[before] >= sentence_start:
        named = naming.bodies[before]
        if (
            named is None
            and raw.start - naming.ends[before] < 60
            and _ADOPTS.fullmatch(reading.text, naming.ends[before], raw.start)
        ):
            return None
        if named is not None and (formed is None or (formed == "A" and named == "A/HRC")):
            return named
    if formed is not None:
        return "A/HRC" if naming.kinds == {"A/HRC"} and "/" in raw.number else formed
    if stated is not None and stated >= _BY_SESSION and naming.kinds != {"A"}:
        return "S"
    if len(naming.kinds) == 1:
        return naming.councils[0][1]
    if raw.number in bodies:
        return bodies[raw.number]
    if naming.kinds:
        earlier = bisect_left(naming.councils, (raw.start,)) - 1
        return naming.councils[earlier][1] if earlier >= 0 else "?"
    return None if naming.only_others else "?"


def _form(number: str) -> str | None:
    """What the form alone says: sessions and Roman numerals are the General Assembly's."""
    return "A" if "/" in number or "(" in number else None


def _settled(citation: Citation, bodies: dict[str, str], default: str | None) -> Citation:
    if not citation.symbol.startswith("?"):
        return citation
    known = bodies.get(citation.number)
    body = known or default
    return (
        citation._replace(symbol=f"{body}/RES/{citation.number}", inferred=known is None)
        if body is not None
        else citation
    )
