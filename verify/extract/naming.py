"""Agreements by the form of their names: "the Treaty of …", "the Sirte Agreement", "a border demarcation agreement"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from verify.extract import heads, lexicon, verbs
from verify.extract.reading import Reading

_WINDOW = 140
_LONGEST = 260
_MODIFIERS = 5

_HEAD = re.compile(
    r"\b(?:[Tt]reat(?:y|ies)|[Aa]greements?|[Aa]ccords?|[Cc]onventions?|[Pp]rotocols?|[Pp]acts?|"
    r"[Dd]eal|[Tt]ruce|[Aa]rmistice|"
    r"[Cc]ease-?[Ff]ire|[Mm]emorand(?:um|a)(?: [Oo]f [Uu]nderstanding)?|M[Oo]U|Declaration|"
    r"[Cc]ommuniqu[eé]|Charter|Covenant|Concordat|"
    r"Joint Statement|Framework|(?:Joint )?Plan of Action|Compact|Final Act)\b"
)
_DESCRIBED = lexicon.words("agreements", "described")
_GENERIC = frozenset(("agreement", "accord", "pact", "deal"))
_NOT_A_PARTY_CONVENTION = frozenset(
    ("national", "republican", "democratic", "party", "annual", "constitutional")
)
_FIRST_LINKS = lexicon.words("agreements", "first_links")
_STRICT_LINKS = lexicon.words("agreements", "strict_links")
_LINKS = lexicon.words("agreements", "links")
_FOLLOWERS = lexicon.words("agreements", "followers")
_WORD = re.compile(r"\S+")
_OPENING = "“\"'‘([{"
_CLOSING = ".,;:!?)]}”\"’'"
_ABBREVIATED = re.compile(r"(?:[A-Z]\.)+(?:-\S+)?\Z|(?:Dr|Mr|St|No)\.\Z")
_THING = r"[A-Z][a-z]+(?:ship|tion|ity|ness|hood|ance|erce|ment|eace)"
_ABSTRACT = re.compile(f"{_THING},")
_LIST_BEHIND = re.compile(rf" (?:[A-Z][\w-]+,? ){{1,6}}and (?:[A-Z][\w-]+ )?{_THING}\b")
"""The rest of a name that lists what it is about: "Treaty of Friendship, Cooperation and Partnership"."""
_ACRONYM_BEHIND = re.compile(r"\s?\((?:the\s)?[“\"‘']?([A-Z][A-Za-z&/-]{1,11})[”\"’']?\)")


class Form(NamedTuple):
    """A noun phrase that names or describes an agreement. `head` is its noun, lower-case and singular, at `head_start`.

    `named` says that it has capitals of its own; `anaphoric` that it is a bare "the agreement".
    `words_start` is where its words begin if a date leads them ("the April 19 agreement").
    """

    start: int
    end: int
    head: str
    head_start: int
    named: bool
    anaphoric: bool
    acronym: str | None = None
    words_start: int | None = None


def find_forms(reading: Reading) -> Iterator[Form]:
    """Every noun phrase that may name, describe or take up an agreement, in text order, without overlaps."""
    text = reading.text
    reach = 0
    for position in reading.heads[heads.AGREEMENT]:
        match = _HEAD.match(text, position) if position >= reach else None
        if match is None:
            continue
        form = _form(reading, match)
        if form is not None:
            reach = form.end
            yield form


def singular(head: str) -> str:
    """The head noun as one word of comparison: "Accords" and "accord" are one."""
    word = head.lower().replace("cease-fire", "ceasefire").removesuffix(" of understanding")
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and word != "treatys" else word


def compatible(anaphor: str, name: str, head: str) -> bool:
    """Whether "the treaty" may take up a subject of this name: it holds the noun, or both nouns are general."""
    if anaphor == head or anaphor in name.lower():
        return True
    if anaphor not in _GENERIC:
        return anaphor in ("mou", "memorandum") and "memorandum" in name.lower()
    return (
        head in _GENERIC
        or head in ("", "plan of action", "ceasefire", "truce")
        or (anaphor in ("agreement", "deal") and head != "")
    )


def _form(reading: Reading, match: re.Match[str]) -> Form | None:
    text = reading.text
    sentence_start, sentence_end = reading.sentence(match.start())
    capital = match.group()[0].isupper()
    head = singular(match.group())
    noun = match.group().lower().removesuffix(" of understanding")
    plural = noun.replace("cease-fire", "ceasefire") != head and noun != "accords"
    left = _Left(text, max(sentence_start, match.start() - _WINDOW), match.start(), reading)
    end = match.end()
    if capital:
        end = _right_end(reading, match.end(), sentence_end, named=left.capitals > 0)
    if is_compound(reading, end):
        return None
    named = left.capitals > 0 or end > match.end() or match.group().startswith(("Joint ", "Final "))
    if end > match.end() and not left.capitals and left.stop == "of":
        return None
    if named and head == "convention" and not _NOT_A_PARTY_CONVENTION.isdisjoint(left.words):
        return None
    acronym = _ACRONYM_BEHIND.match(text, end)
    if named:
        return Form(left.start, end, head, match.start(), True, False, acronym.group(1) if acronym else None)
    if plural or head not in _DESCRIBED | {"declaration", "charter", "covenant"}:
        return None
    if left.determiner in lexicon.ANAPHORIC and not left.words:
        return Form(left.start, end, head, match.start(), False, True)
    if head not in _DESCRIBED or not (left.words or left.determiner or left.led_by is not None):
        return None
    return Form(left.start, end, head, match.start(), False, False, words_start=left.led_by)


class _Left:
    """The modifiers before a head noun: where they begin, how many are capitalised, and the word that stops them."""

    __slots__ = ("capitals", "determiner", "led_by", "start", "stop", "words")

    def __init__(self, text: str, low: int, head_start: int, reading: Reading) -> None:
        self.start = head_start
        self.capitals = 0
        self.words: list[str] = []
        self.determiner = ""
        self.stop = ""
        self.led_by: int | None = None
        words = list(_WORD.finditer(text, low, head_start))
        if (
            words
            and low > 0
            and not text[low - 1].isspace()
            and not text[low].isspace()
            and words[0].start() == low
        ):
            words = words[1:]
        if (
            words
            and words[-1].end() == head_start
            and not words[-1].group().endswith(("-", "–", "“", '"', "(", "‘", "/"))
        ):
            return
        pending = head_start
        while words and len(self.words) < 2 * _MODIFIERS:
            word = words.pop()
            if not self._take(word, words, reading, text, sentence_initial=word.start() == low):
                break
            if self.words and self.words[-1] in ("and", "&"):
                continue
            pending = self.start = word.start() + _leading(word.group())
            if _leading(word.group()):
                break
        self.start = pending
        while self.words and self.words[-1] in ("and", "&"):
            self.words.pop()

    def _take(
        self,
        word: re.Match[str],
        rest: list[re.Match[str]],
        reading: Reading,
        text: str,
        *,
        sentence_initial: bool,
    ) -> bool:
        raw = word.group()
        core = raw.lstrip(_OPENING)
        bare = core.rstrip(_CLOSING)
        lower = bare.lower().replace("’", "'")
        if not bare or reading.date_at(word.start(), word.end()) is not None or lower.endswith("'s"):
            self.stop = lower
            date = reading.date_at(word.start(), word.end())
            self.determiner = "'s" if date is None and lower else ""
            self.led_by = date.start if date is not None else None
            return False
        if bare != core and not _ABBREVIATED.match(core):
            self.stop = ","
            return False
        if lower in lexicon.DETERMINERS:
            self.determiner = self.stop = lower
            return False
        if (
            lower in ("and", "&")
            and self.capitals
            and rest
            and rest[-1].group()[0].isupper()
            and rest[-1].group()[-1].isalnum()
        ):
            self.words.append(lower)
            return True
        if _stops(lower):
            self.stop = lower
            return False
        if bare[0].isupper():
            if sentence_initial and (lower in verbs.FORMS or lower.endswith("ly")):
                return False
            self.capitals += 1
            self.words.append(lower)
            return True
        return self._take_lower(lower, rest)

    def _take_lower(self, lower: str, rest: list[re.Match[str]]) -> bool:
        if not lower[0].isalpha() or len(self.words) >= _MODIFIERS:
            self.stop = lower
            return False
        before = rest[-1].group().lower().replace("’", "'") if rest else ""
        if (
            (verbs.is_verb(lower) or lower.endswith("ly"))
            and before not in lexicon.DETERMINERS
            and not before.endswith("'s")
        ):
            self.stop = lower
            return False
        self.words.append(lower)
        return True


_ADJECTIVES = frozenset(("first", "later", "earlier", "early", "late", "provisional"))


def _stops(lower: str) -> bool:
    return (
        lower in lexicon.PREPOSITIONS
        or lower in lexicon.CONJUNCTIONS
        or lower in lexicon.AUXILIARIES
        or lower in lexicon.PRONOUNS
        or lower in lexicon.SUBORDINATORS
        or lower in lexicon.NEGATIONS
        or (lower in lexicon.ADVERBS and lower not in _ADJECTIVES)
        or lower in ("&", "ago", "there", "if", "how", "why", "what", "whether", "no", "yes")
    )


def _leading(raw: str) -> int:
    return len(raw) - len(raw.lstrip(_OPENING))


def _right_end(reading: Reading, start: int, sentence_end: int, *, named: bool) -> int:
    """Where a capitalised name ends that goes on behind its head: "Treaty of Amity and Commerce"."""
    text = reading.text
    end = start
    first = True
    for word in _WORD.finditer(text, start, min(sentence_end, start + _LONGEST)):
        raw = word.group()
        if word.start() == start and raw[0] in "'’,.;:)”\"-–—":
            return end
        bare = raw.rstrip(_CLOSING)
        lower = bare.lower()
        if not bare or reading.date_at(word.start(), word.end()) is not None:
            return end
        if first:
            if lower not in (_STRICT_LINKS if named else _FIRST_LINKS) and not _is_roman(bare):
                return end
            first = False
            if _is_roman(bare):
                end = word.start() + len(bare)
                if bare != raw:
                    return end
                first = True
                continue
        elif lower not in _LINKS:
            if not bare[0].isupper():
                return end
            end = word.start() + len(bare)
        listed = _ABSTRACT.fullmatch(raw) and _LIST_BEHIND.match(text, word.end())
        if bare != raw and not listed and not _ABBREVIATED.match(raw):
            return end
    return end


def _is_roman(word: str) -> bool:
    return bool(word) and all(char in "IVX" for char in word)


def is_compound(reading: Reading, end: int) -> bool:
    """Whether the phrase only modifies a following noun: "Treaty Review Conference", "treaty alliance"."""
    following = _WORD.match(reading.text, end + 1) if reading.text[end : end + 1] in (" ", "\u00a0") else None
    if following is None:
        return False
    raw = following.group()
    bare = raw.rstrip(_CLOSING).lower()
    if bare in _FOLLOWERS or _HEAD.match(reading.text, following.start()):
        return True
    return (
        raw[0].isupper()
        and raw[0].isalpha()
        and reading.date_at(following.start(), following.start() + 1) is None
    )
