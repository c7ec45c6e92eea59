"""What governs a date in its clause: the verb or noun it belongs to, and whether that is a phrase of a property."""

from __future__ import annotations

from collections.abc import Sequence

from verify.extract import lexicon
from verify.extract.clauses import VERBAL, Role, Token

_REACH = 60
_LIGHT_REACH = 16
_CHAIN_REACH = 4
_LIGHT_VERBS = lexicon.words("meaning", "light")
_JOINING = lexicon.words("meaning", "joining")
_PASSIVE = lexicon.BE | frozenset(("got", "gets", "getting", "get"))
_NOMINAL_ENDINGS = ("tion", "sion", "ment", "ure", "ures", "ing", "al", "try", "expiry")
_BEFORE_DATE = (Role.ADVERB, Role.DETERMINER, Role.PREPOSITION)
_NOUN_ROLES = (Role.WORD, Role.MENTION, Role.PRONOUN, Role.DETERMINER, Role.POSSESSIVE)
_ADJUNCTS = lexicon.words("function", "adjuncts")
_BETWEEN_DATE_AND_VERB = (Role.ADVERB, Role.COMMA, Role.AUXILIARY, Role.NEGATION)


def governing_phrase(tokens: Sequence[Token], date: int) -> int | None:
    """The index of the phrase that a date belongs to; None where another verb governs it, or a deadline is meant."""
    position = date - 1
    while position >= 0 and tokens[position].role in _BEFORE_DATE:
        position -= 1
    leading = [token.word for token in tokens[position + 1 : date]]
    if not lexicon.DEADLINES.isdisjoint(leading):
        at_phrase = position >= 0 and tokens[position].role is Role.PHRASE
        if not at_phrase or "by" in leading:
            return None
    right = verb_behind(tokens, date)
    if position < 0 or _begins_clause(tokens, position, date, right):
        return _phrase_at(tokens, right)
    left = _verb_before(tokens, position)
    if left is None or (right is not None and _is_passed_over(tokens, left, date, right)):
        return _phrase_at(tokens, right)
    return _phrase_at(tokens, left, date)


def is_nominal(tokens: Sequence[Token], phrase: int) -> bool:
    """Whether a phrase is a noun: "the signing of", "its entry into force", "signature"."""
    words = tokens[phrase].word.split(" ")
    if not words[0].endswith(_NOMINAL_ENDINGS) or words[-1].endswith("ed"):
        return False
    after = tokens[phrase + 1] if phrase + 1 < len(tokens) else None
    before = tokens[phrase - 1] if phrase else None
    if (after is not None and after.word == "of") or (
        before is not None and before.role in (Role.DETERMINER, Role.POSSESSIVE)
    ):
        return True
    return not words[0].endswith("ing")


def is_passive(tokens: Sequence[Token], phrase: int) -> bool:
    """Whether a form of "to be" stands before the phrase."""
    position = phrase - 1
    while position >= 0 and tokens[position].role in (Role.ADVERB, Role.NEGATION):
        position -= 1
    return position >= 0 and tokens[position].word in _PASSIVE


def leftwards(tokens: Sequence[Token], position: int) -> int:
    """The next index to the left of `position`, an insertion that closes there passed over."""
    jump = tokens[position].jump
    return (jump if jump is not None and jump < position else position) - 1


def rightwards(tokens: Sequence[Token], position: int) -> int:
    """The next index to the right of `position`, an insertion that opens there passed over."""
    jump = tokens[position].jump
    return (jump if jump is not None and jump > position else position) + 1


def _begins_clause(tokens: Sequence[Token], position: int, date: int, right: int | None) -> bool:
    """Whether the date opens a clause: "…, and on 3 May it was signed"."""
    token = tokens[position]
    if token.role in (Role.STOP, Role.SUBORDINATOR):
        return True
    if token.role is Role.DASH:
        return token.jump is None or token.jump > position
    if token.role is not Role.CONJUNCTION or right is None:
        return False
    return any(t.role in _NOUN_ROLES for t in tokens[date + 1 : right])


def _is_passed_over(tokens: Sequence[Token], left: int, date: int, right: int) -> bool:
    """Whether the verb right behind a date governs it: "the Council, which met in Vienna, on 3 May adopted …"."""
    comma = any(token.role is Role.COMMA for token in tokens[left + 1 : date])
    return comma and all(token.role in _BETWEEN_DATE_AND_VERB for token in tokens[date + 1 : right])


def _verb_before(tokens: Sequence[Token], position: int) -> int | None:
    for _ in range(_REACH):
        if position < 0:
            return None
        token = tokens[position]
        if token.role in VERBAL or token.word in lexicon.BE:
            return position
        if token.role is Role.STOP or (token.role is Role.SUBORDINATOR and token.word != "that"):
            return None
        position = leftwards(tokens, position)
    return None


def verb_behind(tokens: Sequence[Token], date: int) -> int | None:
    """The first verb of the clause behind a date, adjuncts and insertions passed over; else a form of "to be"."""
    position = date + 1
    copula: int | None = None
    for _ in range(_REACH):
        if position >= len(tokens) or tokens[position].role is Role.STOP:
            break
        token = tokens[position]
        if token.role in VERBAL:
            return position
        if token.word in lexicon.BE and copula is None:
            copula = position
        relative = token.role is Role.SUBORDINATOR and tokens[position - 1].role is Role.COMMA
        if relative or token.word in _ADJUNCTS:
            while position < len(tokens) and tokens[position].role is not Role.COMMA:
                position += 1
            position += 1
        else:
            position = rightwards(tokens, position)
    return copula


def _phrase_at(tokens: Sequence[Token], verb: int | None, date: int | None = None) -> int | None:
    """The phrase itself, or the one a verb leads to: "joined to sign", "the signing took place"."""
    if verb is None:
        return None
    token = tokens[verb]
    light = token.word.split(" ")[0] in _LIGHT_VERBS
    if token.role is Role.PHRASE:
        nominal = _nominal_before(tokens, verb) if light else None
        return verb if nominal is None else nominal
    if token.word in _JOINING:
        start = verb + 1 if date is None else date + 1
        for position in range(start, min(start + _CHAIN_REACH, len(tokens) - 1)):
            if tokens[position].word == "to" and tokens[position + 1].role is Role.PHRASE:
                return position + 1
    return _nominal_before(tokens, verb) if light else None


def _nominal_before(tokens: Sequence[Token], verb: int) -> int | None:
    for position in range(verb - 1, max(verb - _LIGHT_REACH, -1), -1):
        role = tokens[position].role
        if role is Role.PHRASE:
            return position if is_nominal(tokens, position) else None
        if role in (Role.VERB, Role.STOP, Role.SUBORDINATOR):
            return None
    return None
