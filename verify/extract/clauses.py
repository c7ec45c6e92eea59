"""A sentence as tokens: words by their part in the clause, with dates, named subjects and phrases as single tokens."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from verify.extract import lexicon, verbs
from verify.extract.dates import DateMention
from verify.extract.numbers import NumberMention
from verify.extract.reading import Mention
from verify.vocabulary import PART_SEPARATOR as GAP

LIMIT = 400
"""Tokens of a sentence that are read; the rest is left alone, so that a text without full stops stays linear."""

_TOKEN = re.compile(r"['’]s\b|\w+(?:[-'’./&]\w+)*|--+|[^\w\s]")
_CONTRACTED = frozenset(("that", "it", "who", "he", "she", "there", "what", "which"))
_NOUNS_IN_ING = lexicon.words("meaning", "nouns_in_ing")
_AWAY = frozenset(("from", "out"))
_COUNTRY = frozenset(("country", "nation", "government"))
_LONGEST_PARTY = 4
_DASH = frozenset(("-", "–", "—", "--", "---", "‒", "―"))


class Role(Enum):
    """What a token does in its clause."""

    DATE = auto()
    MENTION = auto()
    NUMBER = auto()
    PHRASE = auto()
    VERB = auto()
    AUXILIARY = auto()
    NEGATION = auto()
    ADVERB = auto()
    PREPOSITION = auto()
    DETERMINER = auto()
    POSSESSIVE = auto()
    PRONOUN = auto()
    CONJUNCTION = auto()
    SUBORDINATOR = auto()
    COMMA = auto()
    DASH = auto()
    STOP = auto()
    OPEN = auto()
    CLOSE = auto()
    MARK = auto()
    WORD = auto()


VERBAL = (Role.PHRASE, Role.VERB)


@dataclass(slots=True)
class Token:
    """One token with its place in the text; `jump` leads from one end of an insertion to the other."""

    start: int
    end: int
    word: str
    role: Role
    capital: bool = False
    date: DateMention | None = None
    mention: Mention | None = None
    owner: Mention | None = None
    properties: tuple[str, ...] = ()
    jump: int | None = None
    number: NumberMention | None = None
    gap: Token | None = None
    """What stands in the gap of a phrase: "signed by 16 states"."""


class Phrases:
    """The phrases of properties with the forms of their verbs, looked up by their first word.

    A phrase may leave a gap, written "…", for a number or a name: "signed by … states", "… people died".
    """

    __slots__ = ("_by_first", "_words", "first_words")

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        by_first: dict[str, dict[tuple[str, ...], list[str]]] = {}
        for property_id, texts in phrases.items():
            for text in texts:
                words = tuple(text.lower().replace("’", "'").split())
                if not words:
                    continue
                for first in verbs.forms_like(words[0]):
                    owners = by_first.setdefault(first, {}).setdefault((first, *words[1:]), [])
                    if property_id not in owners:
                        owners.append(property_id)
        self._by_first = {
            first: sorted(
                ((words, tuple(owners)) for words, owners in table.items()), key=lambda row: -len(row[0])
            )
            for first, table in by_first.items()
        }
        self.first_words = frozenset(by_first)
        behind_gap = {words[1] for words in by_first.get(GAP, {}) if len(words) > 1}
        self._words = frozenset(by_first) - {GAP} | behind_gap

    def may_stand_in(self, text: str, start: int, end: int) -> bool:
        """Whether a word stands in `text[start:end]` with which a phrase begins, or goes on behind a gap."""
        return not self._words.isdisjoint(_TOKEN.findall(text[start:end].lower().replace("’", "'")))

    def match(self, tokens: list[Token], index: int) -> tuple[int, tuple[str, ...]] | None:
        """The longest phrase that begins at a token: how many tokens it takes, and whose it is.

        A preposition right before a date leads to the date, not to the phrase, where a shorter phrase will do.
        """
        fallback: tuple[int, tuple[str, ...]] | None = None
        token = tokens[index]
        first = GAP if _fills_gap(token) else token.word
        for words, owners in self._by_first.get(first, ()):
            length = _length_of(words, tokens, index)
            if not length:
                continue
            behind = tokens[index + length] if index + length < len(tokens) else None
            if words[-1] not in lexicon.PREPOSITIONS or behind is None or behind.role is not Role.DATE:
                return length, owners
            fallback = fallback or (length, owners)
        return fallback


def tokenise(
    text: str,
    start: int,
    end: int,
    dates: Iterable[DateMention],
    mentions: Sequence[Mention],
    phrases: Phrases,
    numbers: Iterable[NumberMention] = (),
) -> list[Token]:
    """Tokens of `text[start:end]`; a mention, date or number that overlaps an earlier one is left out."""
    covers: list[tuple[int, int, DateMention | Mention | NumberMention]] = [
        (d.start, d.end, d) for d in dates
    ]
    covers += [(m.start, m.end, m) for m in mentions if not m.parts]
    covers += [(n.lead, n.end, n) for n in numbers]
    covers.sort(key=lambda cover: (cover[0], -cover[1]))
    tokens: list[Token] = []
    position = start
    for cover_start, cover_end, cover in covers:
        if cover_start < position:
            continue
        tokens += _plain(text, position, cover_start)
        written = text[cover_start:cover_end]
        words = written.lower()
        if isinstance(cover, Mention):
            tokens.append(Token(cover_start, cover_end, words, Role.MENTION, words != written, mention=cover))
        elif isinstance(cover, NumberMention):
            tokens.append(Token(cover_start, cover_end, words, Role.NUMBER, number=cover))
        else:
            tokens.append(Token(cover_start, cover_end, words, Role.DATE, date=cover))
        position = cover_end
    tokens += _plain(text, position, end)
    tokens = _with_phrases(tokens[:LIMIT], phrases)
    _settle(tokens)
    _own(tokens, [m for m in mentions if m.parts])
    _pair_insertions(tokens)
    return tokens


def _plain(text: str, start: int, end: int) -> list[Token]:
    tokens = []
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        word, role, capital, contracted = _read(match[0])
        if contracted:
            tokens.append(Token(first, last - 2, word, role))
            tokens.append(Token(last - 2, last, "is", Role.AUXILIARY))
        else:
            tokens.append(Token(first, last, word, role, capital))
    return tokens


@lru_cache(maxsize=1 << 14)
def _read(raw: str) -> tuple[str, Role, bool, bool]:
    """The word that a token is, what it does, whether a capital begins it, and whether "is" hangs on to it."""
    word = raw.lower().replace("’", "'")
    possessive = word.endswith("'s")
    if possessive and word[:-2] in _CONTRACTED:
        return word[:-2], _role(word[:-2], raw[:-2]), False, True
    return word, Role.POSSESSIVE if possessive else _role(word, raw), raw[0].isupper(), False


_ROLES: dict[str, Role] = {}
for _words, _role_of in (
    (lexicon.PREPOSITIONS, Role.PREPOSITION),
    (lexicon.SUBORDINATORS - {"as", "after", "before"}, Role.SUBORDINATOR),
    (lexicon.DETERMINERS - {"that"}, Role.DETERMINER),
    (lexicon.CONJUNCTIONS, Role.CONJUNCTION),
    (lexicon.PRONOUNS, Role.PRONOUN),
    (lexicon.NEGATIONS, Role.NEGATION),
    (lexicon.AUXILIARIES, Role.AUXILIARY),
    (lexicon.ADVERBS - lexicon.PREPOSITIONS, Role.ADVERB),
    (frozenset((",",)), Role.COMMA),
    (frozenset((";", ":", "?", "!", "•")), Role.STOP),
    (frozenset("([{"), Role.OPEN),
    (frozenset(")]}"), Role.CLOSE),
    (_DASH, Role.DASH),
):
    for _word in _words:
        _ROLES.setdefault(_word, _role_of)


def _role(word: str, raw: str) -> Role:
    known = _ROLES.get(word)
    if known is not None:
        return known
    if not raw[0].isalnum():
        return Role.MARK
    if word.endswith("n't"):
        return Role.NEGATION
    if raw[0].islower() and verbs.is_verb(word):
        return Role.VERB
    if raw[0].islower() and word.endswith("ly") and len(word) > 4:
        return Role.ADVERB
    return Role.WORD


def _fills_gap(token: Token) -> bool:
    return token.role in (Role.NUMBER, Role.MENTION)


def _relative(tokens: list[Token], index: int) -> int:
    """How many tokens lead on from a name in a gap: "Jane Roe, *who* chairs …"."""
    comma = int(index < len(tokens) and tokens[index].role is Role.COMMA)
    behind = tokens[index + comma] if index + comma < len(tokens) else None
    return comma + 1 if behind is not None and behind.word in lexicon.RELATIVES else 0


def _behind_party(tokens: list[Token], position: int) -> int:
    """Behind who is taken out of something: "withdrew *the United States* from", "pulled *his country* out of"."""
    first = position
    of = position < len(tokens) and tokens[position].word == "of"
    position += int(of)
    if position < len(tokens) and tokens[position].role in (Role.DETERMINER, Role.POSSESSIVE):
        position += 1
    start = position
    while position < len(tokens) and position - start < _LONGEST_PARTY and _may_be_party(tokens[position]):
        position += 1
    behind = tokens[position].word if position < len(tokens) else ""
    return position if position > start and behind in _AWAY else first


def _may_be_party(token: Token) -> bool:
    return token.role in (Role.WORD, Role.MENTION) and (token.capital or token.word in _COUNTRY)


def _length_of(words: tuple[str, ...], tokens: list[Token], index: int) -> int:
    """How many tokens a phrase takes from `index`, an adverb allowed between its words; 0 if it is not there."""
    position = index
    for place, word in enumerate(words[1:]):
        position += 1
        if place == 0 and words[0] == GAP:
            position += _relative(tokens, position)
        if position < len(tokens) and tokens[position].role is Role.ADVERB and tokens[position].word != word:
            position += 1
        if place == 0 and word in _AWAY:
            position = _behind_party(tokens, position)
        if word == GAP and position < len(tokens) and tokens[position].role is Role.DETERMINER:
            position += 1
        if position >= len(tokens):
            return 0
        if not (_fills_gap(tokens[position]) if word == GAP else tokens[position].word == word):
            return 0
    return position - index + 1


def _with_phrases(tokens: list[Token], phrases: Phrases) -> list[Token]:
    merged: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        begins = token.word in phrases.first_words or _fills_gap(token)
        found = phrases.match(tokens, index) if begins and token.role is not Role.DATE else None
        if found is None:
            merged.append(token)
            index += 1
            continue
        length, owners = found
        merged.append(_phrase(tokens[index : index + length], owners))
        index += length
    return merged


def _phrase(tokens: list[Token], owners: tuple[str, ...]) -> Token:
    """The tokens of a phrase as one."""
    first = tokens[0]
    words = " ".join(token.word for token in tokens)
    gap = next((token for token in tokens if _fills_gap(token)), None)
    return Token(first.start, tokens[-1].end, words, Role.PHRASE, first.capital, properties=owners, gap=gap)


def _settle(tokens: list[Token]) -> None:
    """Tell adjectives from verbs, and "that agreement" from "that was agreed", by the neighbours."""
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.role is Role.VERB:
            modifies = before is not None and before.role in (Role.DETERMINER, Role.POSSESSIVE)
            if modifies or token.word in _NOUNS_IN_ING:
                token.role = Role.WORD
        elif token.word == "that" and after is not None and after.role is Role.MENTION:
            token.role = Role.DETERMINER


def _own(tokens: list[Token], parted: Sequence[Mention]) -> None:
    """Give the tokens of aliases in parts their subject; a verb becomes a phrase, a word of two subjects ambiguous."""
    for mention in parted:
        starts = [start for start, _ in mention.parts]
        for token in tokens:
            at = bisect_right(starts, token.start) - 1
            if token.mention is not None or at < 0 or token.start >= mention.parts[at][1]:
                continue
            shared = token.owner is not None and token.owner.subject != mention.subject
            token.owner = replace(mention, known=False, ambiguous=True) if shared else mention
            token.properties = ()
            if token.role is Role.VERB and token.start == mention.parts[at][0]:
                token.role = Role.PHRASE


def _pair_insertions(tokens: list[Token]) -> None:
    opened: list[int] = []
    dash: int | None = None
    for index, token in enumerate(tokens):
        if token.role is Role.OPEN:
            opened.append(index)
        elif token.role is Role.CLOSE and opened:
            token.jump = opened.pop()
            tokens[token.jump].jump = index
        elif token.role is Role.DASH and not opened:
            if dash is None:
                dash = index
            else:
                token.jump, tokens[dash].jump = dash, index
                dash = None
