"""Words nearly right: the known one that is most like a word, and how that is told."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], *, least: float = 0.6) -> str | None:
    """The known word that is most like a word, in whatever case; None where none is like it."""
    folded = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(word.casefold()[:200], folded, n=1, cutoff=least)
    return folded[close[0]] if close else None


def nearest_hint(word: str, known: Iterable[str], *, most: int | None = None) -> str:
    """A hint: the known word that is most like a word, or, where none is, the first of those that are known."""
    words = sorted(known)
    near = nearest(word, words)
    if near is not None:
        return f"Nearest: {near!r}"
    shown = words[:most]
    more = f" and {len(words) - len(shown)} more" if len(words) > len(shown) else ""
    return f"Known are: {', '.join(shown)}{more}."
