"""The language and the direction of a text, as HTML says them."""

from __future__ import annotations

import re
import unicodedata

RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)
"""Languages that are written from right to left, where their tag names no script."""

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_BEYOND_LATIN = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LETTER = re.compile(r"[^\W\d_]")


def direction(language: str, text: str) -> str:
    """ "rtl" for a text most of whose letters are written from right to left, else "ltr".

    The language decides where the text has no letters.
    """
    rightward = len(_LETTER.findall(text))
    leftward = sum(
        1 for match in _BEYOND_LATIN.finditer(text) if unicodedata.bidirectional(match[0]) in ("R", "AL")
    )
    if not rightward:
        return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
    return "rtl" if 2 * leftward > rightward else "ltr"


def language_tag(language: str, direction: str) -> str:
    """The tag (BCP 47) of a text, or "" (not known) for what is none, or cannot be the language of such a text."""
    if _TAG.fullmatch(language) is None:
        return ""
    parts = language.lower().split("-")
    is_rtl = parts[0] in RIGHT_TO_LEFT
    has_script = any(len(part) == 4 and part.isalpha() for part in parts[1:])
    return language if has_script or is_rtl == (direction == "rtl") else ""
