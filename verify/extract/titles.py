"""Titles of offices in a text: known ones by alias, others by their form ("Iraq's Minister of Foreign Affairs")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from verify.extract import heads, lexicon
from verify.extract.persons import COUNTRIES, NEVER_NAMES
from verify.extract.reading import Reading

KIND = "office"

_LEAD_WINDOW = 90
_LONGEST_COMPLEMENT = 12

_HEAD = re.compile(
    r"\b(?:[Pp]resident|[Mm]inister(?: (?:of|for) (?:foreign affairs|defen[cs]e|finance|the interior|"
    r"energy|justice|health|trade))?|"
    r"[Pp]remier|[Cc]hancellor|[Ss]ecretary(?:[ -][Gg]eneral| of (?:state|defen[cs]e|the treasury))?|"
    r"[Aa]mbassador|[Ee]nvoy|"
    r"[Rr]epresentative|[Cc]ommissioner|[Ee]mperor|[Ss]ultan|[Pp]rince|King|Queen|Emir|Pope|"
    r"[Dd]irector(?:[ -][Gg]eneral)?|"
    r"[Aa]ttorney [Gg]eneral|[Cc]ommander(?:-in-[Cc]hief)?|[Ss]econd-in-command|"
    r"[Cc]hief(?: of staff)?|[Cc]hair(?:man|woman|person)?|"
    r"Prosecutor|Rapporteur|Coordinator|Advis[eo]r|"
    r"CEO|[Aa]dministrator|[Gg]overnor(?:[ -][Gg]eneral)?|[Ss]pokes(?:man|woman|person))\b(?!-\w)"
)
_MODIFIERS = (
    r"deputy|vice|first|special|principal|permanent|under|assistant|executive|foreign|prime|crown|"
    r"defen[cs]e|finance|interior|energy|"
    r"oil|justice|health|economy|trade|transport|environment|education|culture|information|"
    r"intelligence|home|treasury|press|general|"
    r"presidential|high|chief|policy|nuclear|army|military|police|navy|air|force|security|human|"
    r"rights|aid|affairs|acting|supreme"
)
_LEAD_WORD = re.compile(rf"(?:[A-Z][\w.&’'/-]*|(?:{_MODIFIERS}))\Z")
_QUALIFIER = {
    "prince": re.compile(r"\b[Cc]rown\Z"),
    "representative": re.compile(r"\b(?:[Ss]pecial|[Hh]igh|[Pp]ermanent|Trade)\Z"),
    "chief": re.compile(
        r"\b(?:policy|nuclear|intelligence|army|military|police|navy|force|defen[cs]e|security|rights|"
        r"UN|IAEA|NATO|CIA|EU|IMF|aid)\Z"
    ),
}
_WEAK = lexicon.words("titles", "weak")
_LINK = re.compile(
    r"[ \u00a0](?P<link>of|for|to|on|at|and|&)(?:[ \u00a0](?P<the>the|all))?(?=[ \u00a0][A-Z])"
)
_CAPITAL = re.compile(r"[ \u00a0](?P<word>[A-Z](?:\.[A-Z]\.)?[\w’'&-]*)")
_ORGANISATIONS = re.compile(
    r"(?:United (?:States(?: of America)?|Kingdom|Nations|Arab Emirates)|European (?:Union|Commission|"
    r"Council|Parliament|Central Bank)|"
    r"(?:UN )?(?:Security|Human Rights) Council|General Assembly|Arab League|African Union|"
    r"Islamic (?:Republic of Iran|Revolution(?:ary)? Guards? Corps|Revolution)|"
    r"(?:North|South) Korea|Saudi Arabia|New Zealand|South Africa|South Sudan|Sri Lanka|Costa Rica|"
    r"El Salvador|Sierra Leone|Burkina Faso|"
    r"World Bank|World (?:Health|Trade) Organization|International Atomic Energy Agency|"
    r"Palestinian Authority|White House|State Department|"
    r"(?:Horn of|West|East|North) Africa|Middle East|Hong Kong|Northern Ireland|Homeland Security|"
    r"Joint Chiefs of Staff)\b"
)
_ADDS_NOTHING = re.compile(
    r"(?:(?:[Aa]cting|Mr\.?|Meanwhile|Later|Earlier|Now|Also|Incumbent|Current)[ \u00a0]+)*"
)
_DEPUTY = re.compile(r"\b(?:[Dd]eputy|[Vv]ice|[Aa]ssistant|[Uu]nder|[Aa]ssociate|[Ss]hadow)[ -]\Z")
_PREFIX = re.compile(r"\b(?:Under|Vice|Co|under|vice|co|ex|Ex|then)-\Z")
_FIRST_OF_TWO = re.compile(
    r"(?:North|South|East|West|Saudi|United|New|Sri|European|Costa|El|Sierra|Burkina|Arab|African|Northern)[ \u00a0]\Z"
)
_WORD_BEFORE = re.compile(r"(\S+)[ \u00a0]\Z")
_NEVER_LEADS = (
    lexicon.DETERMINERS
    | (lexicon.PREPOSITIONS - {"under"})
    | lexicon.CONJUNCTIONS
    | lexicon.PRONOUNS
    | lexicon.SUBORDINATORS
    | lexicon.AUXILIARIES
    | frozenset(("former", "ex", "late", "if", "said", "meanwhile", "yesterday", "today"))
)


class Title(NamedTuple):
    """An office where the text names it: its canonical id if known; `linked` if a complement ("of …") ends it."""

    start: int
    end: int
    known: str | None
    linked: bool


def find_titles(reading: Reading) -> Iterator[Title]:
    """Every title, known ones first; an alias inside a longer title ("… of Delaware") is not that office."""
    taken: list[tuple[int, int]] = []
    text = reading.text
    for named in reading.found.named:
        if named.kind != KIND or len(named.subjects) != 1:
            continue
        start = _lead(reading, named.start)
        end = _tail(reading, named.end)
        extended = not _ADDS_NOTHING.fullmatch(text, start, named.start) or _DEPUTY.search(
            text, max(0, start - 14), start
        )
        taken.append((start, end))
        if end > named.end or extended:
            yield Title(start, end, None, end > named.end)
        else:
            yield Title(named.start, named.end, named.subjects[0], False)
    for position in reading.heads[heads.OFFICE]:
        title = _by_form(reading, position)
        if title is None:
            continue
        at = bisect_left(taken, (title.end, -1)) - 1
        if at < 0 or taken[at][1] <= title.start:
            yield title


def _by_form(reading: Reading, position: int) -> Title | None:
    text = reading.text
    match = _HEAD.match(text, position)
    if match is None:
        return None
    prefix = _PREFIX.search(text, max(0, position - 12), position)
    position = prefix.start() if prefix is not None else position
    start = _lead(reading, position)
    end = _tail(reading, match.end())
    head = match.group().lower()
    qualifier = _QUALIFIER.get(head)
    if (
        qualifier is not None
        and end == match.end()
        and not qualifier.search(text, start, max(start, position - 1))
    ):
        return None
    if head in _WEAK and match.group()[0].islower() and start == position and end == match.end():
        return None
    return Title(start, end, None, end > match.end())


def _lead(reading: Reading, position: int) -> int:
    """Where a title begins: capitalised words and the like right before its head; no date, no function word."""
    text = reading.text
    low = max(reading.sentence(position)[0], position - _LEAD_WINDOW)
    start = position
    while True:
        before = _WORD_BEFORE.search(text, max(low, start - 24), start)
        if before is None or (before.start() == start - 24 and before.start() > low):
            return start
        word = before.group(1).lstrip("“\"'‘([")
        bare = word.lower().replace("’", "'")
        if not _LEAD_WORD.match(word) or bare in _NEVER_LEADS or (word.endswith(".") and len(word) > 5):
            return start
        if bare == "under" and not text.startswith("Secretary", start):
            return start
        at = before.end(1) - len(word)
        if reading.date_at(at, before.end(1)) is not None:
            return start
        start = at
        if bare.endswith("'s") or len(word) != len(before.group(1)):
            return _whole_owner(text, low, start) if bare.endswith("'s") else start


def _whole_owner(text: str, low: int, start: int) -> int:
    """ "Saudi Arabia's": the capitalised words that belong to a possessive."""
    before = _FIRST_OF_TWO.search(text, max(low, start - 12), start)
    return before.start() if before is not None else start


def _tail(reading: Reading, position: int) -> int:
    """Where a title ends: "of …", "for …" and the capitalised words behind, short of a date or a person's name."""
    text = reading.text
    end = position
    for _ in range(5):
        link = _LINK.match(text, end)
        if link is None or (
            link.group("link") in ("and", "&") and not _joins_titles(text, link.end(), end > position)
        ):
            break
        if reading.date_at(link.end(), link.end() + 2) is not None:
            break
        end = _complement(text, link.end(), definite=link.group("the") is not None)
    return end


def _complement(text: str, position: int, *, definite: bool) -> int:
    """Where the complement of a title ends: behind its last word that names no person, if it has one."""
    words: list[re.Match[str]] = []
    end = position
    while len(words) < _LONGEST_COMPLEMENT and (word := _CAPITAL.match(text, end)) is not None:
        words.append(word)
        end = word.end()
    known = organisation_end = 0
    for number, word in enumerate(words, 1):
        organisation = _ORGANISATIONS.match(text, word.start("word"))
        organisation_end = max(organisation_end, organisation.end() if organisation else 0)
        lower = re.sub("[’']s$", "", word.group("word").lower().rstrip("."))
        if lower in NEVER_NAMES or lower in COUNTRIES or word.end() <= organisation_end:
            known = number
    if not known:
        known = len(words) if definite or len(words) < 3 else len(words) - 2
    return words[known - 1].end() if words else position


def _joins_titles(text: str, position: int, linked: bool) -> bool:
    """Whether "and" goes on with the complement ("Foreign Affairs and Trade") and not with another person's title."""
    word = _CAPITAL.match(text, position)
    return (
        linked
        and word is not None
        and word.group("word").lower() in NEVER_NAMES
        and not _HEAD.match(text, word.start("word"))
    )
