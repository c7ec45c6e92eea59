"""What an editor probably meant: quotation marks of a word processor, comments behind a step."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from verify.checks.registry import StepType, understand
from verify.checks.step_error import StepError

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»‹›″＂", '"') | dict.fromkeys("‘’‚‛", "'"))
_SPACES = re.compile(r"\s+")
_COMMENT = re.compile(r"\s+#.*$")


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
