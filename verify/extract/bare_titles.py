"""Which office a bare title means: "President Jane Roe" is the one office of hers that such a title names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_LOWERING = frozenset(("acting", "assistant", "associate", "deputy", "first", "honorary", "under", "vice"))
"""Words that make a title another office."""
_IGNORED = frozenset(("of", "s", "the"))
_LONGEST = 6


def office_meant(title: str, offices: Iterable[str]) -> str | None:
    """The only one of somebody's offices whose name has all words of a title; None if none does, or two."""
    words = _words(title)
    if not words or len(words) > _LONGEST:
        return None
    fitting = [office for office in offices if _fits(words, _words(office))]
    return fitting[0] if len(fitting) == 1 else None


def _fits(title: frozenset[str], office: frozenset[str]) -> bool:
    return title <= office and _LOWERING.isdisjoint(office - title)


@lru_cache(maxsize=1 << 12)
def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.lower())) - _IGNORED
