"""The digest by which answers are compared: an index of claims holds it, where answers may be too long."""

from __future__ import annotations

import hashlib

BYTES = 8


def answer_digest(answer: str | None) -> int | None:
    """The first 64 bits of the SHA-256 of an answer in UTF-8, as a signed number; None where there is none.

    Of a million claims and ten thousand facts, any two that differ are taken for one with a chance of 1 in 10⁹.
    """
    if answer is None:
        return None
    return int.from_bytes(hashlib.sha256(answer.encode()).digest()[:BYTES], "big", signed=True)
