"""Names of persons by their form: where one begins and ends, without ranks and honorifics."""

from __future__ import annotations

import re
from typing import NamedTuple

from verify.extract import lexicon

_TOKEN = re.compile(r"[^\s,;:()\[\]“”\"!?–—•]+")
_PARTICLES = lexicon.words("persons", "particles")
_JUNIOR = re.compile(r",?\s(?:Jr|Sr)\.?(?!\w)|\s(?:II|III|IV)\b")
_INITIAL = re.compile(r"(?:[A-Z]\.){1,3}\Z|[A-Z]\Z")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’`.-])*\Z")
_LONGEST = 6
_ACRONYMS = frozenset(("un", "us", "uk", "eu", "wto", "imf"))
"""Never names in capitals; "Kim Jong Un" is one."""

RANKS = lexicon.words("persons", "ranks")
NEVER_NAMES = lexicon.words("persons", "never_names")
"""Words of offices, organisations, places and time that no person is named by."""
COUNTRIES = lexicon.words("persons", "countries")


class PersonName(NamedTuple):
    """A name in a text, ranks in front left out; `start` is where the name proper begins."""

    start: int
    end: int


def name_from(text: str, position: int, limit: int) -> PersonName | None:
    """The name that begins at `position`, behind any ranks, white space and one comma; None if there is no name."""
    match = re.compile(r"[\s\u00a0]*(?:,\s)?[\s\u00a0]*").match(text, position, limit)
    position = match.end() if match else position
    start = position
    end = position
    count = 0
    for token in _TOKEN.finditer(text, position, min(limit, position + 120)):
        if token.start() != end and text[end : token.start()].strip(" \u00a0") != "":
            break
        raw = token.group()
        word = _bare(raw)
        lower = word.lower().rstrip(".").replace("’", "'")
        if not count and _is_rank(lower) and word[:1].isupper():
            start = end = token.end()
            start += 1 if start < limit and text[start] in " \u00a0" else 0
            end = start
            continue
        if not _is_part(word, raw, lower, count):
            break
        count += 1
        end = token.start() + len(word)
        if len(word) != len(raw) or count >= _LONGEST:
            break
    end = _without_particles(text, start, end)
    junior = _JUNIOR.match(text, end)
    if junior is not None and end > start:
        end = junior.end()
    return PersonName(start, end) if end > start and _is_name(text[start:end]) else None


def name_before(text: str, position: int, low: int) -> PersonName | None:
    """The name that ends at `position`, ranks in front left out; None if there is no name."""
    words = [(m.start(), m.group()) for m in _TOKEN.finditer(text, max(low, position - 90), position)]
    if not words or words[-1][0] + len(words[-1][1]) != position:
        return None
    start: int | None = None
    for index in range(len(words) - 1, max(len(words) - 1 - _LONGEST, -1), -1):
        at, raw = words[index]
        lower = raw.lower().rstrip(".").replace("’", "'")
        joined = index == len(words) - 1 or text[at + len(raw) : words[index + 1][0]].strip(" \u00a0") == ""
        if (
            not joined
            or _is_rank(lower)
            or not _is_part(raw, raw, lower, 1)
            or (lower in _PARTICLES and not raw[0].isupper() and index == 0)
        ):
            break
        if raw.lower() in lexicon.ADVERBS or raw.endswith(("'s", "’s")):
            break
        start = at
    if start is None:
        return None
    while text[start : start + 1].islower():
        following = re.compile(r"\S+\s+").match(text, start, position)
        if following is None:
            return None
        start = following.end()
    return PersonName(start, position) if _is_name(text[start:position]) else None


def _bare(raw: str) -> str:
    if _INITIAL.match(raw):
        return raw
    bare = raw.rstrip(".'’")
    for ending in ("'s", "’s"):
        bare = bare.removesuffix(ending)
    return bare


def _is_rank(lower: str) -> bool:
    return lower in RANKS


def _is_part(word: str, raw: str, lower: str, count: int) -> bool:
    if not word or not (_NAME.match(word) or _INITIAL.match(word)):
        return False
    if word[0].islower():
        return count > 0 and (lower in _PARTICLES or lower.startswith(("al-", "el-", "d'", "ul-")))
    if (lower in NEVER_NAMES and (lower not in _ACRONYMS or word.isupper())) or lower in COUNTRIES:
        return False
    return not (word.isupper() and len(word) > 2 and count and not raw.endswith("."))


def _without_particles(text: str, start: int, end: int) -> int:
    while end > start:
        last = re.search(r"[\s\u00a0]([a-z]+)\Z", text[start:end])
        if last is None:
            return end
        end = start + last.start()
    return end


def _is_name(name: str) -> bool:
    return any(len(word) > 1 and word[0].isupper() and not _INITIAL.match(word) for word in name.split())
