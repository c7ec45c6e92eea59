"""Known events in a text: named by an alias, or by the parts of one that stand in a sentence together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby

from verify.extract.matching import PartedAlias, WordHit, fits_context, matcher_for
from verify.extract.reading import Mention, Reading


def find_events(reading: Reading, kinds: frozenset[str]) -> list[Mention]:
    """Subjects of the given kinds named by alias and, in sentences with a date, by the parts of an alias."""
    mentions = [
        _whole(reading, named.start, named.end, named.subjects, named.kind)
        for named in reading.found.named
        if named.kind in kinds
    ]
    mentions += _parted(reading, kinds)
    return mentions


def _whole(reading: Reading, start: int, end: int, subjects: tuple[str, ...], kind: str) -> Mention:
    if len(subjects) > 1:
        return Mention(start, end, reading.text[start:end], kind, ambiguous=True)
    return Mention(start, end, subjects[0], kind, known=True)


def _parted(reading: Reading, kinds: frozenset[str]) -> Iterator[Mention]:
    led_by = matcher_for(reading.vocabulary).led_by
    for number, group in groupby(reading.found.words, key=lambda hit: reading.sentences.index(hit.start)):
        if not reading.dates_between(*reading.sentences.bounds(number)):
            continue
        hits: dict[str, list[WordHit]] = defaultdict(list)
        for hit in group:
            hits[hit.key].append(hit)
        spans: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
        for alias in (alias for key in hits for alias in led_by.get(key, ())):
            if alias.kind in kinds and fits_context(alias.context, reading.found.contexts):
                spans[alias.kind, alias.subject].update(_spans_of(alias, hits))
        yield from _of_sentence(reading, {key: own for key, own in spans.items() if own})


def _spans_of(alias: PartedAlias, hits: Mapping[str, list[WordHit]]) -> list[tuple[int, int]]:
    """The places of the words that make up an alias in a sentence; none unless every part is there."""
    spans: list[tuple[int, int]] = []
    for part in alias.parts:
        own = [
            (hit.start, hit.end) for choice in part for hit in hits.get(choice.key, ()) if choice.fits(hit)
        ]
        if not own:
            return []
        spans += own
    return spans


def _of_sentence(
    reading: Reading, spans: Mapping[tuple[str, str], set[tuple[int, int]]]
) -> Iterator[Mention]:
    """One mention for each subject; a word that several of them share makes only that place ambiguous, later."""
    for kind, subject in sorted(spans):
        parts = _outermost(spans[kind, subject])
        yield Mention(parts[0][0], parts[-1][1], subject, kind, known=True, parts=parts)


def _outermost(spans: set[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those inside another left out ("fired" in "test-fired")."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)
