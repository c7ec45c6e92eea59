"""Addresses on the web that are safe to follow."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

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
        followed = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and not set("@\\") & set(parts.netloc)
        )
    except ValueError:
        return None
    return quote(_LOOSE_PERCENT.sub("%25", given), safe=_KEPT) if followed else None
