"""What an editor probably meant: words nearly right, quotation marks of a word processor, comments behind a step."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator

from verify.checks.registry import StepType, understand
from verify.checks.step_error import StepError

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»‹›″＂", '"') | dict.fromkeys("‘’‚‛", "'"))
_SPACES = re.compile(r"\s+")
_COMMENT = re.compile(r"\s+#.*$")


def nearest(word: str, known: Iterable[str], *, least: float = 0.6) -> str | None:
    """The known word that is most like a word, in whatever case; None where none is like it."""
    folded = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(word.casefold()[:200], folded, n=1, cutoff=least)
    return folded[close[0]] if close else None


def meant(type_: StepType, text: str) -> str | None:
    """The step that a sentence would be but for its punctuation or its capitals; None where it is none."""
    for candidate in _plainer(text):
        try:
            understand(type_, candidate)
        except StepError:
            continue
        return candidate
    return None


def _plainer(text: str) -> Iterator[str]:
    seen = "".join(char for char in text.translate(_QUOTES) if unicodedata.category(char) != "Cf")
    plain = _SPACES.sub(" ", seen).strip()
    for ending in (re.compile(r"$"), _COMMENT, re.compile(r"[.:;,]+$")):
        changed = ending.sub("", plain)
        for candidate in (changed, changed[:1].lower() + changed[1:], changed.lower()):
            if candidate != text:
                yield candidate
