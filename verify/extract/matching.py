"""All aliases of a vocabulary found in one pass over the folded text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from verify.extract.folding import Folded, fold, fold_words
from verify.vocabulary import CHOICE_SEPARATOR, PART_SEPARATOR, Vocabulary

_PREPARED_LIMIT = 4

_KEYS_LIMIT = 1 << 14


class Named(NamedTuple):
    """A place where a known subject is named; `subjects` holds more than one id where the alias is ambiguous."""

    start: int
    end: int
    subjects: tuple[str, ...]
    kind: str
    shared: bool = False
    """Whether others are called so too, and only the context spoke for these."""


class WordHit(NamedTuple):
    """A word that some alias in parts asks for; `key` is its folded form, `capital` whether it begins with one here."""

    start: int
    end: int
    key: str
    capital: bool


class Choice(NamedTuple):
    """One of the words that a part of an alias is content with."""

    key: str
    needs_capital: bool

    def fits(self, hit: WordHit) -> bool:
        """Whether a word found is this one, written as it must be."""
        return hit.key == self.key and (hit.capital or not self.needs_capital)


class PartedAlias(NamedTuple):
    """An alias whose parts may stand apart in a sentence."""

    subject: str
    kind: str
    parts: tuple[tuple[Choice, ...], ...]
    context: frozenset[str]


class _Whole(NamedTuple):
    subject: str
    kind: str
    context: frozenset[str]
    capital: bool


@dataclass(slots=True)
class _Pattern:
    wholes: list[_Whole] = field(default_factory=list)
    part: bool = False
    context: bool = False


class Found(NamedTuple):
    """What a matcher found, in text order: named subjects that do not overlap, and words of aliases in parts."""

    named: list[Named]
    words: list[WordHit]
    contexts: frozenset[str]


class Matcher:
    """The aliases of one vocabulary, prepared: those without lower-case letters match with their case."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        exact: dict[str, _Pattern] = defaultdict(_Pattern)
        loose: dict[str, _Pattern] = defaultdict(_Pattern)
        parted: list[PartedAlias] = []
        contexts: set[str] = set()
        for text, subject, context in _spellings(vocabulary):
            kind = vocabulary.subjects[subject].kind
            words = frozenset(fold_words(word) for word in context)
            contexts |= words
            if PART_SEPARATOR in text:
                alias = PartedAlias(subject, kind, tuple(_choices(text)), words)
                parted += [alias] if alias.parts else []
                continue
            key, capital = _key(text)
            if key:
                _table(key, exact, loose)[key].wholes.append(_Whole(subject, kind, words, capital))
        for alias in parted:
            for choice in (choice for part in alias.parts for choice in part):
                _table(choice.key, exact, loose)[choice.key].part = True
        for word in contexts - {""}:
            loose[word].context = True
        self.led_by = _led_by(parted)
        self._exact = _Automaton(exact)
        self._loose = _Automaton(loose)

    def find(self, folded: Folded) -> Found:
        """Everything named in a text, aliases judged in the context of the whole of it."""
        hits = [*self._exact.hits(folded.kept), *self._loose.hits(folded.lower)]
        contexts = frozenset(key for key, pattern, _, _ in hits if pattern.context)
        wholes: list[tuple[int, int, list[_Whole], bool]] = []
        words: list[WordHit] = []
        for key, pattern, start, end in hits:
            capital = folded.kept[start].isupper()
            if pattern.wholes:
                fitting = [
                    w
                    for w in pattern.wholes
                    if (capital or not w.capital) and fits_context(w.context, contexts)
                ]
                if not fitting and " " in key and _may_be_any(folded.kept[start:end]):
                    fitting = _rivals(pattern.wholes)
                if fitting:
                    wholes.append((start, end, fitting, len({w.subject for w in pattern.wholes}) > 1))
            if pattern.part:
                words.append(WordHit(folded.start(start), folded.end(end), key, capital))
        words.sort()
        return Found(list(_longest(wholes, folded)), words, contexts)


class _Automaton:
    def __init__(self, patterns: dict[str, _Pattern]) -> None:
        self._keys = list(patterns)
        self._patterns = list(patterns.values())
        self._automaton = AhoCorasick(self._keys, store_patterns=False) if self._keys else None

    def hits(self, text: str) -> Iterator[tuple[str, _Pattern, int, int]]:
        if self._automaton is None:
            return
        keys, patterns, size = self._keys, self._patterns, len(text)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if start and text[start - 1].isalnum() and text[start].isalnum():
                continue
            if end < size and text[end].isalnum() and text[end - 1].isalnum():
                continue
            yield keys[index], patterns[index], start, end


_prepared: dict[int, tuple[Vocabulary, Matcher]] = {}


def matcher_for(vocabulary: Vocabulary) -> Matcher:
    """The matcher of a vocabulary, prepared once: the last few are kept, known by the identity of the vocabulary."""
    known = _prepared.get(id(vocabulary))
    if known is not None and known[0] is vocabulary:
        return known[1]
    matcher = Matcher(vocabulary)
    while len(_prepared) >= _PREPARED_LIMIT:
        _prepared.pop(next(iter(_prepared)), None)
    _prepared[id(vocabulary)] = (vocabulary, matcher)
    return matcher


def _spellings(vocabulary: Vocabulary) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Aliases and canonical names; resolutions are recognised by the form of their number instead."""
    restricted = {(alias.text, alias.subject) for alias in vocabulary.aliases}
    for subject in vocabulary.subjects.values():
        if subject.kind != "resolution" and (subject.id, subject.id) not in restricted:
            yield subject.id, subject.id, ()
    for alias in vocabulary.aliases:
        if alias.subject in vocabulary.subjects:
            yield alias.text, alias.subject, alias.context


@lru_cache(_KEYS_LIMIT)  # the vocabularies of a process are nearly the same: specs add a few rows each
def _key(text: str) -> tuple[str, bool]:
    """The folded form that is looked for, lower-case unless an acronym, and whether a capital must begin it."""
    folded = " ".join(fold(text).kept.split())
    if not folded or _is_acronym(folded):
        return folded, False
    return folded.lower(), " " not in folded and folded[0].isupper()


def _choices(text: str) -> Iterator[tuple[Choice, ...]]:
    for part in text.split(PART_SEPARATOR):
        choices = tuple(Choice(*_key(choice)) for choice in part.split(CHOICE_SEPARATOR) if choice.strip())
        if choices:
            yield choices


def _table(key: str, exact: dict[str, _Pattern], loose: dict[str, _Pattern]) -> dict[str, _Pattern]:
    return exact if _is_acronym(key) else loose


def _led_by(parted: list[PartedAlias]) -> dict[str, list[PartedAlias]]:
    """Aliases by the words of the part that the fewest others share: only these make them worth a look."""
    uses = Counter(choice.key for alias in parted for part in alias.parts for choice in part)
    led: dict[str, list[PartedAlias]] = defaultdict(list)
    for alias in parted:
        leading = min(alias.parts, key=lambda part: sum(uses[choice.key] for choice in part))
        for choice in leading:
            led[choice.key].append(alias)
    return dict(led)


@lru_cache(_KEYS_LIMIT)
def _is_acronym(folded: str) -> bool:
    return not any(char.islower() for char in folded) and any(char.isupper() for char in folded)


def fits_context(context: frozenset[str], present: frozenset[str]) -> bool:
    """Whether an alias counts in a document in which these context words stand."""
    return not context or not context.isdisjoint(present)


def _may_be_any(written: str) -> bool:
    """Whether words are written as a name, so that one of its subjects is meant though no context tells which."""
    return all(word[0].isupper() for word in written.split() if word[0].isalpha())


def _rivals(wholes: list[_Whole]) -> list[_Whole]:
    """The subjects of a name that several of a kind share; none where it may be the name of something unknown."""
    several = len({whole.subject for whole in wholes}) > 1 and len({whole.kind for whole in wholes}) == 1
    return wholes if several and all(whole.context for whole in wholes) else []


def _longest(wholes: Iterable[tuple[int, int, list[_Whole], bool]], folded: Folded) -> Iterator[Named]:
    """Leftmost, then longest; of the aliases of one place those whose context fits go before those without context."""
    reach = 0
    for start, end, fitting, several in sorted(wholes, key=lambda whole: (whole[0], -whole[1])):
        if start < reach:
            continue
        reach = end
        best = [whole for whole in fitting if whole.context] or fitting
        subjects = tuple(dict.fromkeys(whole.subject for whole in best))
        shared = several or all(whole.context for whole in best)
        yield Named(folded.start(start), folded.end(end), subjects, best[0].kind, shared)
