"""The date of what is named as an act: "responded with resolution 1 on 3 May", "the second accord followed in 1995"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from verify.extract.arguments import Arguments
from verify.extract.clauses import VERBAL, Role, Token
from verify.extract.governing import is_passive, verb_behind
from verify.extract.reading import Mention

_FOLLOWED = frozenset(("followed", "came"))
_WITHIN_NAME = (Role.DETERMINER, Role.POSSESSIVE, Role.WORD)
_CLOSING = (Role.COMMA, Role.STOP, Role.CONJUNCTION, Role.SUBORDINATOR)
_BEFORE_DATE = (Role.PREPOSITION, Role.ADVERB, Role.DETERMINER)
_REACH = 14


class Style(NamedTuple):
    """How dates attach to the names of one kind: by which prepositions, and how many tokens behind.

    What is an act itself is dated by what is done through it: in "the *Council responded with* resolution 1 on 3 May"
    the last words of `actors`, the verbs `acts`, and `means`.
    """

    prepositions: frozenset[str]
    reach: int
    actors: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    means: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    """What it does itself on the day it is made: "resolution 1, which *endorsed* the deal on 3 May"."""


def done_on(
    tokens: Sequence[Token], names: Arguments, style_of: Callable[[Mention], Style], date: int
) -> Mention | None:
    """The named act that the date at an index dates; None where it dates something else."""
    last = date - 1
    if last > 0 and tokens[last].word in ("on", "in"):
        last -= 1
    if last > 0 and tokens[last].word in _FOLLOWED:
        return names.name_at(last - 1) if _preposition_before(tokens, last - 1) is None else None
    if all(token.role in _BEFORE_DATE for token in tokens[:date]):
        verb = verb_behind(tokens, date)
        return _means_behind(tokens, names, style_of, verb) if verb is not None else None
    mention = names.name_at(last)
    by = _preposition_before(tokens, last)
    if mention is None or by not in style_of(mention).means:
        return _does_itself(tokens, names, style_of, last)
    verb = next((i for i in range(last - 1, -1, -1) if tokens[i].role in (*VERBAL, Role.STOP)), None)
    return mention if verb is not None and _acts(tokens, verb, style_of(mention), by == "by") else None


def _does_itself(
    tokens: Sequence[Token], names: Arguments, style_of: Callable[[Mention], Style], last: int
) -> Mention | None:
    """ "resolution 1, which endorsed the deal on 3 May" """
    if tokens[last + 1].role is not Role.PREPOSITION:
        return None
    verb = last
    while verb > 0 and tokens[verb].role not in (*VERBAL, *_CLOSING, Role.DATE):
        verb -= 1
    relative = verb > 1 and tokens[verb - 1].word in ("that", "which")
    name = verb - 1 - int(relative)
    while name > 0 and tokens[name].role is Role.COMMA:
        name -= 1
    mention = names.name_at(name) if tokens[verb].role in VERBAL and name >= 0 else None
    if mention is None or not (relative or (name == verb - 1 and _opens_clause(tokens, name))):
        return None
    return mention if tokens[verb].word.split(" ")[0] in style_of(mention).own else None


def _opens_clause(tokens: Sequence[Token], name: int) -> bool:
    """Whether only the words of its council stand before a name in its clause."""
    for token in reversed(tokens[:name]):
        if token.role in _CLOSING:
            return True
        if token.role is not Role.DETERMINER and not (token.role is Role.WORD and token.capital):
            return False
    return True


def _means_behind(
    tokens: Sequence[Token], names: Arguments, style_of: Callable[[Mention], Style], verb: int
) -> Mention | None:
    """ "On 3 May the Council responded with resolution 1" """
    for position in range(verb + 1, min(verb + _REACH, len(tokens))):
        if tokens[position].role in (*_CLOSING, *VERBAL, Role.DATE):
            return None
        mention = names.name_at(position)
        if mention is not None and _preposition_before(tokens, position) in style_of(mention).means:
            return mention if _acts(tokens, verb, style_of(mention)) else None
    return None


def _acts(tokens: Sequence[Token], verb: int, style: Style, is_agent: bool = False) -> bool:
    """Whether a verb is an act of an actor, and no participle in the clause of another: "ended work demanded in …".

    Where what is named is the agent itself ("was lifted by resolution 1") nobody else acts.
    """
    if tokens[verb].word.split(" ")[0] not in style.acts:
        return False
    actor = verb - 1
    while actor > 0 and tokens[actor].role in (Role.ADVERB, Role.AUXILIARY):
        actor -= 1
    if not is_agent and not is_passive(tokens, verb) and tokens[max(actor, 0)].word not in style.actors:
        return False
    for token in reversed(tokens[:verb]):
        if token.role in _CLOSING:
            return True
        if token.role in VERBAL:
            return False
    return True


def _preposition_before(tokens: Sequence[Token], name: int) -> str | None:
    position = name - 1
    while position >= 0 and tokens[position].role in _WITHIN_NAME:
        position -= 1
    before = tokens[position] if position >= 0 else None
    return before.word if before is not None and before.role is Role.PREPOSITION else None
