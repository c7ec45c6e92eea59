"""What exports call the things of a store, so that the web can name them."""

from __future__ import annotations

import hashlib
import uuid

_NAMES = uuid.UUID("6b3b4f0c-9d0e-5a55-8a0e-5f1c6f5f7d21")
"""The name space of our version 5 UUIDs (RFC 9562); changing it would rename all that was published."""


def urn_of(kind: str, digest: str) -> str:
    """The name of a thing of the store by its kind and digest: the same for the same thing, in every export."""
    return f"urn:uuid:{uuid.uuid5(_NAMES, f'{kind}:{digest}')}"


def text_name(sha256: str) -> str:
    """The name of a text by its SHA-256 in hex (RFC 6920, section 7)."""
    return f"nih:sha-256;{sha256}"


def name_of_words(text: str) -> str:
    """The name of a text that is stored with a document, as a headline is."""
    return text_name(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
