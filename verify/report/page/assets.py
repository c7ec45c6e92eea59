"""The style and the script of a page, which ship beside this file, and their digests for its security policy."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path

from verify.report.page.markup import Markup, verbatim

_FOLDER = Path(__file__).parent


@cache
def style() -> Markup:
    """What stands in the page's style element."""
    return _read("page.css")


@cache
def script() -> Markup:
    """What stands in the page's script element."""
    return _read("page.js")


def policy() -> str:
    """The page's Content-Security-Policy: its own style and its own script, and nothing from anywhere."""
    return (
        f"default-src 'none'; style-src '{_digest(style())}'; script-src '{_digest(script())}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _read(name: str) -> Markup:
    return verbatim((_FOLDER / name).read_text(encoding="utf-8"))


def _digest(content: str) -> str:
    """As CSP writes it: "sha256-" and Base64."""
    return "sha256-" + b64encode(hashlib.sha256(content.encode()).digest()).decode()
