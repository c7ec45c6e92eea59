"""What exports call things on the web: addresses that are safe to follow, and names where there is no address."""

from __future__ import annotations

import hashlib
import re
import uuid
from urllib.parse import quote, urlsplit

_NAMES = uuid.UUID("6b3b4f0c-9d0e-5a55-8a0e-5f1c6f5f7d21")
"""The name space of our version 5 UUIDs (RFC 9562); changing it would rename all that was published."""

_KEPT = "!#$%&'()*+,/:;=?@[]~"
_LOOSE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def web_address(given: str | None) -> str | None:
    """An address that a reader may follow: http or https with a host, as a URI (RFC 3986); None for anything else.

    What a URI cannot hold is percent-encoded; an address with white space or control characters, or with a name in
    front of the host that could be taken for one, is none.
    """
    if given is None or not given.isprintable() or " " in given:
        return None
    try:
        parts = urlsplit(given)
        followed = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return quote(_LOOSE_PERCENT.sub("%25", given), safe=_KEPT) if followed else None


def urn_of(kind: str, digest: str) -> str:
    """The name of a thing of the store by its kind and digest: the same for the same thing, in every export."""
    return f"urn:uuid:{uuid.uuid5(_NAMES, f'{kind}:{digest}')}"


def text_name(sha256: str) -> str:
    """The name of a text by its SHA-256 in hex (RFC 6920, section 7)."""
    return f"nih:sha-256;{sha256}"


def name_of_words(text: str) -> str:
    """The name of a text that is stored with a document, as a headline is."""
    return text_name(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
