"""Which office a bare title means: "President Jane Roe" is the one office of hers that such a title names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[\w’'-]+")
_LOWERING = frozenset(("acting", "assistant", "associate", "deputy", "first", "honorary", "under", "vice"))
"""Words before a title that make it another office."""
_LONGEST = 3


def office_meant(title: str, offices: Iterable[str]) -> str | None:
    """The only one of somebody's offices that a title without a country or body fits; None if none does, or two."""
    words = tuple(_WORD.findall(title.lower().replace("-", " ")))
    if not words or len(words) > _LONGEST:
        return None
    fitting = [office for office in offices if _fits(words, office)]
    return fitting[0] if len(fitting) == 1 else None


@lru_cache(maxsize=1 << 12)
def _fits(title: tuple[str, ...], office: str) -> bool:
    words = tuple(_WORD.findall(office.lower().replace("-", " ")))
    for at in range(len(words) - len(title) + 1):
        if words[at : at + len(title)] == title:
            return not (at and words[at - 1] in _LOWERING)
    return False
