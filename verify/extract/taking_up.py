"""Subjects taken up by the noun of their kind: "the ceasefire" behind the sentence that names one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from verify.extract.agreements import KIND as AGREEMENT
from verify.extract.reading import Mention, Reading
from verify.extract.resolutions import KIND as RESOLUTION
from verify.extract.titles import KIND as OFFICE

_HAVE_THEIR_OWN = frozenset((AGREEMENT, RESOLUTION, OFFICE))
_SAY_TOO_LITTLE = frozenset(("event", "person", "state", "organization"))
_LOOK_BACK = 8
_DEFINITE = r"\b(?:[Tt]h(?:e|is|at))[ \u00a0]"


def taken_up(reading: Reading, mentions: Iterable[Mention], kinds: Iterable[str]) -> list[Mention]:
    """Where the noun of a kind, made definite, stands for the only subject of it that was named just before.

    That is earlier in its sentence, or in the sentence before; of two it takes up neither.
    """
    nouns = sorted(set(kinds) - _HAVE_THEIR_OWN - _SAY_TOO_LITTLE)
    if not nouns:
        return []
    pattern = re.compile(_DEFINITE + "(" + "|".join(map(re.escape, nouns)) + r")\b")
    named = sorted((m for m in mentions if m.kind in nouns), key=lambda mention: mention.start)
    starts = [mention.start for mention in named]
    found: list[Mention] = []
    for match in pattern.finditer(reading.text):
        place = bisect_right(starts, match.start(1)) - 1
        if place >= 0 and match.start(1) < named[place].end:
            continue
        sentence = reading.sentences.index(match.start())
        before = [
            mention
            for mention in (*named[: place + 1][-_LOOK_BACK:], *found[-_LOOK_BACK:])
            if mention.kind == match[1] and sentence - reading.sentences.index(mention.start) <= 1
        ]
        if len({mention.subject for mention in before}) == 1 and not any(m.ambiguous for m in before):
            one = before[-1]
            found.append(Mention(*match.span(1), one.subject, one.kind, known=one.known, shared=one.shared))
    return found
