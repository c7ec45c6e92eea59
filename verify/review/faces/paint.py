"""Rows in colour for a terminal that has any: by the standard's eight colours, which each terminal maps to its own.

Colours follow ECMA-48 ("SGR"); https://no-color.org says when there are none.
"""

from __future__ import annotations

from collections.abc import Mapping

from verify.review.faces.rows import Row, Style, text_of

_RESET = "\x1b[0m"
_CODES = {
    Style.QUOTE: "1;4",
    Style.LABEL: "1",
    Style.FAINT: "2",
    Style.KEY: "1",
    Style.REFUTED: "1;31",
    Style.CONFLICTING: "1;35",
    Style.SUPPORTED: "1;32",
    Style.UNSETTLED: "1;36",
    Style.NOTICE: "1",
}


def in_colour(asked: str, *, is_terminal: bool, environ: Mapping[str, str]) -> bool:
    """Whether to colour: as asked ("always", "never"), else on a terminal that knows colours and is not told not to."""
    if asked != "auto":
        return asked == "always"
    return is_terminal and not environ.get("NO_COLOR") and environ.get("TERM", "") not in ("", "dumb")


def painted(row: Row, colour: bool) -> str:
    """A row as a terminal takes it."""
    if not colour:
        return text_of(row)
    return "".join(
        f"\x1b[{_CODES[part.style]}m{part.text}{_RESET}" if part.style in _CODES else part.text
        for part in row
    )
