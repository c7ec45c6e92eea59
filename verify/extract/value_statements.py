"""Claims that a number or a name is a subject's; properties, and words that express them, are the vocabulary's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from verify.claims import Claim, Polarity, Problem, Span
from verify.extract.attribution import polarity_of, speaker_of
from verify.extract.clauses import Phrases, Role, Token, tokenise
from verify.extract.holding import time_told
from verify.extract.numbers import NumberMention, find_numbers
from verify.extract.reading import Mention, Reading
from verify.extract.titles import KIND as OFFICE
from verify.extract.tying_values import ONCE, ValueTie, value_ties
from verify.extract.verbs import is_verb
from verify.vocabulary import Property, Time, ValueType, Vocabulary

_BETWEEN = re.compile(r"[ \u00a0]between[ \u00a0]")
_STATED = (ValueType.NUMBER, ValueType.SUBJECT)
_PAST_AUXILIARIES = frozenset(("was", "were", "had", "did"))


class Grammar(NamedTuple):
    """The properties of a vocabulary whose values are numbers or names, their kinds, and all their phrases."""

    by_id: Mapping[str, Property]
    kinds: frozenset[str]
    phrases: Phrases
    has_numbers: bool


_prepared: dict[int, tuple[Vocabulary, Grammar]] = {}


def values_of(vocabulary: Vocabulary) -> Grammar:
    """The properties with numbers and names of a vocabulary, prepared once for each."""
    known = _prepared.get(id(vocabulary))
    if known is not None and known[0] is vocabulary:
        return known[1]
    by_id = {
        p.id: p
        for p in vocabulary.properties.values()
        # Who holds an office is found by the office's title.
        if p.value_type in _STATED and p.phrases and p.kind != OFFICE
    }
    grammar = Grammar(
        by_id,
        frozenset(p.subject_kind for p in by_id.values()),
        Phrases({p.id: p.phrases for p in by_id.values()}),
        any(p.value_type is ValueType.NUMBER for p in by_id.values()),
    )
    while len(_prepared) >= 4:
        _prepared.pop(next(iter(_prepared)), None)
    _prepared[id(vocabulary)] = (vocabulary, grammar)
    return grammar


def value_statements(reading: Reading, mentions: Iterable[Mention]) -> Iterator[Claim]:
    """A claim for every number or name that a clause ties to one of the subjects mentioned."""
    grammar = values_of(reading.vocabulary)
    if not grammar.by_id:
        return
    subjects: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind in grammar.kinds and mention.known:
            subjects[reading.sentences.index(mention.start)].append(_without_parties(reading.text, mention))
    if not subjects:
        return
    named = _by_sentence(reading, subjects)
    final = len(reading.sentences.starts) - 1
    for number in sorted({*subjects, *(n + 1 for n in subjects if n < final)}):
        start, end = reading.sentences.bounds(number)
        if not grammar.phrases.may_stand_in(reading.text, start, end):
            continue
        dates = reading.dates_between(start, end)
        counted = find_numbers(reading.text, start, end) if grammar.has_numbers else ()
        here = [*subjects.get(number, ()), *named.get(number, ())]
        tokens = tokenise(reading.text, start, end, dates, here, grammar.phrases, counted)
        for tie in _ties(tokens, grammar, subjects.get(number - 1, [])):
            yield _claim(reading, tokens, tie, (start, end))


def _without_parties(text: str, mention: Mention) -> Mention:
    """ "the INF Treaty between the United States and …" as "the INF Treaty": whom it is between is stated of it."""
    at = _BETWEEN.search(text, mention.start, mention.end) if not mention.parts else None
    return replace(mention, end=at.start()) if at is not None else mention


def _by_sentence(reading: Reading, subjects: Mapping[int, list[Mention]]) -> Mapping[int, list[Mention]]:
    """What else is named by an alias, by sentence: the names that may be values."""
    found: dict[int, list[Mention]] = defaultdict(list)
    for name in reading.found.named:
        number = reading.sentences.index(name.start)
        if number in subjects or number - 1 in subjects:
            ambiguous = len(name.subjects) > 1
            found[number].append(
                Mention(
                    name.start,
                    name.end,
                    name.subjects[0],
                    name.kind,
                    known=not ambiguous,
                    ambiguous=ambiguous,
                    shared=name.shared,
                )
            )
    return found


def _ties(tokens: list[Token], grammar: Grammar, before: list[Mention]) -> Iterator[ValueTie]:
    seen: set[tuple[str, int]] = set()
    for index, token in enumerate(tokens):
        if token.role is not Role.PHRASE:
            continue
        for property_ in (grammar.by_id[name] for name in token.properties):
            of_kind = [mention for mention in before if mention.kind == property_.subject_kind]
            last = of_kind[-1] if len({mention.subject for mention in of_kind}) == 1 else None
            for tie in value_ties(tokens, index, property_, last):
                if (property_.id, tie.value) not in seen:
                    seen.add((property_.id, tie.value))
                    yield tie


def _claim(reading: Reading, tokens: list[Token], tie: ValueTie, sentence: tuple[int, int]) -> Claim:
    token, phrase = tokens[tie.value], tokens[tie.phrase]
    held = (token.gap or token) if tie.gap else token
    start, end, value, shared, hedged = _read(held)
    polarity = polarity_of(tokens, tie.phrase)
    if polarity is Polarity.ASSERTED and tie.value > tie.phrase:
        polarity = polarity_of(tokens, tie.value)
    as_of, problem = None, None
    if tie.property.time is Time.STATE:
        as_of, problem = time_told(reading, start, narrated=lambda: _is_past(tokens, tie))
    words = " ".join(reading.text[tie.subject.start : tie.subject.end].split())
    return Claim(
        span=Span.of(reading.text, start, end),
        kind=tie.property.kind,
        property=tie.property.id,
        subject=tie.subject.subject,
        value=value,
        asks=tie.subject.subject,
        answer=value,
        answer_known=not (tie.subject.shared or shared),
        as_of=as_of,
        attributed_to=speaker_of(reading.text, *sentence, min(start, phrase.start)),
        polarity=polarity,
        problem=Problem.AMBIGUOUS if hedged or tie.doubtful else problem,
        because=(words, reading.text[phrase.start : phrase.end], reading.text[start:end]),
    )


def _read(token: Token) -> tuple[int, int, str, bool, bool]:
    """Where a value stands, what it is, and whether others are called so or it is only roughly so."""
    if token.number is not None:
        number: NumberMention = token.number
        return number.start, number.end, number.value, False, number.hedged
    mention = token.mention
    if mention is None:
        raise ValueError("a value is a number or a name")
    return mention.start, mention.end, mention.subject, mention.shared, False


def _is_past(tokens: list[Token], tie: ValueTie) -> bool:
    """Whether the words between subject, phrase and value tell what once was so."""
    places = [tie.phrase, tie.value]
    places += [i for i, token in enumerate(tokens) if token.mention is tie.subject]
    between = tokens[min(places) : max(places) + 1]
    if any(token.word in _PAST_AUXILIARIES or token.word in ONCE for token in between):
        return True
    return any(token.role is Role.PHRASE and _tells_past(token) for token in between)


def _tells_past(token: Token) -> bool:
    first = token.word.split(" ")[0]
    return first.endswith("ed") and is_verb(first) and not token.word.endswith(" by")
