"""The words that name or tell of happenings in a tokenised sentence, and how far the phrases around them reach."""

from __future__ import annotations

from collections.abc import Sequence

from verify.extract import lexicon
from verify.extract.clauses import VERBAL, Role, Token
from verify.extract.reading import Mention

KIND = "event"

MODALS = lexicon.MODALS | {"to"}
COMING = lexicon.words("happenings", "coming")
MODIFIERS = 5
"""Words that may stand between the first of a noun's and the noun."""

COORDINATED = 14
"""Tokens over which a phrase may reach."""

NAMING = (Role.WORD, Role.MENTION, Role.NUMBER)
LEADING = (Role.DETERMINER, Role.POSSESSIVE)
OPENING = (Role.STOP, Role.SUBORDINATOR, Role.CONJUNCTION, Role.MARK)
_NOUNS = lexicon.words("happenings", "nouns")
_VERBS = lexicon.words("happenings", "verbs")
_BASES = lexicon.words("happenings", "bases")
_LIGHT = lexicon.words("happenings", "light")
_CAMPAIGNS = frozenset(("aerial", "air", "bombing", "military"))
TELLING = _NOUNS | _VERBS | _BASES | {"campaign", "day"}
"""The words without one of which nothing happens."""


class HappeningWords:
    """A tokenised sentence, asked of its tokens by their places; places outside of it are nothing."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def role(self, position: int) -> Role | None:
        """The role of the token there; None outside of the sentence."""
        return self.tokens[position].role if 0 <= position < len(self.tokens) else None

    def word(self, position: int) -> str:
        """The folded word there; empty outside of the sentence."""
        return self.tokens[position].word if 0 <= position < len(self.tokens) else ""

    def is_noun(self, position: int) -> bool:
        """Whether a token names a happening, and is no mere attribute of the noun behind it: "election campaign"."""
        if not 0 <= position < len(self.tokens):
            return False
        token = self.tokens[position]
        if event_of(token) is not None:
            return True
        if token.role not in (Role.WORD, *VERBAL) or not (
            token.word in _NOUNS or self._is_noun_led(position)
        ):
            return False
        before = self.role(position - 1)
        if token.role in VERBAL and before not in (*LEADING, Role.WORD, Role.CONJUNCTION):
            return False
        return not self._is_attribute(position)

    def _is_noun_led(self, position: int) -> bool:
        """ "Adoption Day", "the air campaign": nouns that the word before them makes a happening."""
        token, before = self.tokens[position], self.tokens[max(position - 1, 0)]
        if token.word == "day":
            return token.capital and before.capital and before is not token
        return token.word == "campaign" and before.word in _CAMPAIGNS

    def _is_attribute(self, position: int) -> bool:
        """Whether a noun only qualifies the one behind it, which itself is no verb: "shook the coast"."""
        after = self.tokens[position + 1] if position + 1 < len(self.tokens) else None
        if after is None or after.role is Role.POSSESSIVE:
            return after is not None
        has_object = self.role(position + 2) in (Role.DETERMINER, Role.DATE, Role.MENTION)
        return after.role is Role.WORD and after.word.isalpha() and (after.capital or not has_object)

    def is_light(self, position: int) -> bool:
        """Whether a verb only puts the noun that happens: "held talks"."""
        token = self.tokens[position]
        return token.role in (Role.VERB, Role.PHRASE) and not _LIGHT.isdisjoint(token.word.split(" "))

    def is_verb(self, position: int) -> bool:
        """Whether a verb itself tells what happened: "met", "exploded"."""
        token = self.tokens[position]
        if token.role not in (Role.VERB, Role.PHRASE, Role.WORD) or token.capital:
            return False
        if self.role(position - 1) in LEADING:
            return False
        if token.word in _BASES:
            before = position - 1
            while self.role(before) is Role.ADVERB:
                before -= 1
            return self.word(before) in MODALS
        return not _VERBS.isdisjoint(token.word.split(" "))

    def ends(self, position: int) -> bool:
        """Whether a clause cannot reach over the token there."""
        token = self.tokens[position]
        if token.role in (Role.STOP, Role.SUBORDINATOR, Role.DATE):
            return True
        return token.role in (Role.OPEN, Role.DASH) and (token.jump is None or token.jump > position)

    def noun_before(self, position: int) -> int | None:
        """The nearest noun of a happening before a token, in the same clause."""
        for place in range(position - 1, max(position - COORDINATED, -1), -1):
            if self.is_noun(place):
                return place
            if self.tokens[place].role in VERBAL or self.ends(place):
                return None
        return None

    def start_of_noun(self, noun: int) -> int:
        """The first token of the words that a noun closes."""
        first = noun - 1 if self.word(noun) == "day" else noun
        while first > 0 and noun - first < MODIFIERS and self.role(first - 1) in NAMING:
            if self.word(first - 1) in COMING:
                break
            first -= 1
        return first

    def start_of_clause(self, verb: int, low: int = 0) -> int:
        """The first token of a verb's subject, not before `low`."""
        first = verb
        while first > low and verb - first < 2 * MODIFIERS + 4:
            role = self.role(first - 1)
            if role in (*OPENING, Role.COMMA, Role.DATE, Role.CLOSE, Role.OPEN, Role.DASH) or role in VERBAL:
                break
            first -= 1
        if self.role(first) is Role.PREPOSITION:
            # An adjunct opens the clause; its subject begins with the last article.
            articles = [i for i in range(first + 2, verb) if self.role(i) is Role.DETERMINER]
            first = articles[-1] if articles else first
        while first < verb and (
            self.role(first) in (Role.DETERMINER, Role.ADVERB, Role.PREPOSITION) or self.word(first) == "if"
        ):
            first += 1
        return first


def event_of(token: Token) -> Mention | None:
    """The event that a token names."""
    return token.mention if token.mention is not None and token.mention.kind == KIND else None
