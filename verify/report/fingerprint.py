"""What makes two claims the same to a decision, a waiver or a CI system, wherever their sentence stands."""

from __future__ import annotations

import hashlib
import re

from verify.claims import CONTEXT_LENGTH
from verify.report.claims import ClaimLine

WORDS_AROUND = 2

_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*(?=\s|$)|\n\s*\n")


def claim_fingerprint(line: ClaimLine) -> str:
    """SHA-256 (64 hex digits) of what a claim says and of the words it says it in; the article's name is left out.

    It counts kind and claim key, the value (or what is stated, where the article has no date), the as-of date, who is
    quoted, whether it is asserted, the quote, and up to two whole words before and after it in its sentence. Case,
    line breaks and what stands elsewhere in the article do not matter.
    """
    said = (
        line.kind,
        line.property,
        line.asks or "",
        line.scope,
        line.subject or "",
        line.value or line.stated or "",
        line.as_of or "",
        line.attributed_to or "",
        line.polarity,
        *_before(line.prefix),
        *_words(line.quote),
        *_after(line.suffix),
    )
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).hexdigest()


def _words(text: str) -> list[str]:
    return [" ".join(text.casefold().split())]


def _before(prefix: str) -> list[str]:
    *_, (start, cut) = [(0, False), *((end.end(), True) for end in _SENTENCE_END.finditer(prefix))]
    words = prefix[start:].casefold().split()
    # Where the surroundings end in mid-sentence, they may end in a word: its beginning depends on line breaks.
    begins = cut or len(prefix) < CONTEXT_LENGTH
    return [" ".join((words if begins else words[1:])[-WORDS_AROUND:])]


def _after(suffix: str) -> list[str]:
    end = _SENTENCE_END.search(suffix)
    words = suffix[: end.start() if end else None].casefold().split()
    ends = end is not None or len(suffix) < CONTEXT_LENGTH
    return [" ".join((words if ends else words[:-1])[:WORDS_AROUND])]
