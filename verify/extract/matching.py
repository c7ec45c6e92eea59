"""All aliases of a vocabulary found in one pass over the folded text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from verify.extract.folding import Folded, fold, fold_words
from verify.vocabulary import CHOICE_SEPARATOR, PART_SEPARATOR, Vocabulary

_PREPARED_LIMIT = 4


class Named(NamedTuple):
    """A place where a known subject is named; `subjects` holds more than one id where the alias is ambiguous."""

    start: int
    end: int
    subjects: tuple[str, ...]
    kind: str


class PartHit(NamedTuple):
    """A word of an alias in parts: the index of the alias and of the part it stands for."""

    start: int
    end: int
    alias: int
    part: int


class PartedAlias(NamedTuple):
    """An alias whose parts may stand apart in a sentence."""

    subject: str
    kind: str
    parts: int
    context: frozenset[str]


class _Whole(NamedTuple):
    subject: str
    kind: str
    context: frozenset[str]
    capital: bool


@dataclass(slots=True)
class _Pattern:
    wholes: list[_Whole] = field(default_factory=list)
    parts: list[tuple[int, int, bool]] = field(default_factory=list)
    context: bool = False


class Found(NamedTuple):
    """What a matcher found: named subjects (longest first, not overlapping) and words of aliases in parts, in text order."""

    named: list[Named]
    parts: list[PartHit]


class Matcher:
    """The aliases of one vocabulary, prepared: words without lower-case letters match with their case, others without."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.parted: list[PartedAlias] = []
        exact: dict[str, _Pattern] = defaultdict(_Pattern)
        loose: dict[str, _Pattern] = defaultdict(_Pattern)
        contexts: set[str] = set()
        for text, subject, context in _spellings(vocabulary):
            kind = vocabulary.subjects[subject].kind
            words = frozenset(fold_words(word) for word in context)
            contexts |= words
            if PART_SEPARATOR in text:
                self._add_parts(text, PartedAlias(subject, kind, 0, words), exact, loose)
                continue
            folded = " ".join(fold(text).kept.split())
            if folded:
                table = exact if _is_acronym(folded) else loose
                key = folded if table is exact else folded.lower()
                table[key].wholes.append(_Whole(subject, kind, words, _needs_capital(folded)))
        for word in contexts - {""}:
            loose[word].context = True
        self._exact = _Automaton(exact)
        self._loose = _Automaton(loose)

    def _add_parts(
        self, text: str, alias: PartedAlias, exact: dict[str, _Pattern], loose: dict[str, _Pattern]
    ) -> None:
        parts = [part for part in text.split(PART_SEPARATOR) if part.strip()]
        index = len(self.parted)
        self.parted.append(alias._replace(parts=len(parts)))
        for number, part in enumerate(parts):
            for choice in part.split(CHOICE_SEPARATOR):
                folded = " ".join(fold(choice).kept.split())
                if folded:
                    table = exact if _is_acronym(folded) else loose
                    key = folded if table is exact else folded.lower()
                    table[key].parts.append((index, number, _needs_capital(folded)))

    def find(self, folded: Folded) -> Found:
        """Everything named in a text, aliases judged in the context of the whole of it."""
        hits = [*self._exact.hits(folded.kept), *self._loose.hits(folded.lower)]
        contexts = {word for word, pattern, _, _ in hits if pattern.context}
        wholes: list[tuple[int, int, list[_Whole]]] = []
        parts: list[PartHit] = []
        for _, pattern, start, end in hits:
            capital = folded.kept[start].isupper()
            if pattern.wholes:
                fitting = [w for w in pattern.wholes if (capital or not w.capital) and _fits(w.context, contexts)]
                if fitting:
                    wholes.append((start, end, fitting))
            for alias, part, needs in pattern.parts:
                if (capital or not needs) and _fits(self.parted[alias].context, contexts):
                    parts.append(PartHit(folded.start(start), folded.end(end), alias, part))
        parts.sort()
        return Found(list(_longest(wholes, folded)), parts)


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


def _is_acronym(folded: str) -> bool:
    return not any(char.islower() for char in folded) and any(char.isupper() for char in folded)


def _needs_capital(folded: str) -> bool:
    return " " not in folded and folded[0].isupper()


def _fits(context: frozenset[str], present: set[str]) -> bool:
    return not context or not context.isdisjoint(present)


def _longest(wholes: Iterable[tuple[int, int, list[_Whole]]], folded: Folded) -> Iterator[Named]:
    """Leftmost, then longest; of the aliases of one place those whose context fits go before those without context."""
    reach = 0
    for start, end, fitting in sorted(wholes, key=lambda whole: (whole[0], -whole[1])):
        if start < reach:
            continue
        reach = end
        best = [whole for whole in fitting if whole.context] or fitting
        subjects = tuple(dict.fromkeys(whole.subject for whole in best))
        yield Named(folded.start(start), folded.end(end), subjects, best[0].kind)
