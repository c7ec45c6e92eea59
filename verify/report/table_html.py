"""A table as one HTML page that needs nothing else: no script, no request, everything in it escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from verify.display import display_safe

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem}"
    ".wide{overflow-x:auto}"
    "table{border-collapse:collapse}"
    "caption{text-align:left;padding-bottom:.75rem}"
    "th,td{padding:.35rem .75rem;text-align:left;vertical-align:top;border-bottom:1px solid #8888;max-width:30rem;"
    "overflow-wrap:anywhere;unicode-bidi:isolate}"
    "thead th{position:sticky;top:0;background:Canvas;white-space:nowrap}"
    "td.number{text-align:right;font-variant-numeric:tabular-nums}"
    ":focus-visible{outline:3px solid Highlight}"
    "@media print{body{margin:0}.wide{overflow:visible}thead th{position:static}}"
)
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
"""What a browser may load for the page: its one style, and nothing else (W3C Content Security Policy Level 3)."""


def html_pieces(
    title: str, about: str, columns: Sequence[str], rows: Iterable[Sequence[tuple[str, bool]]]
) -> Iterator[str]:
    """The page, a row a piece. A cell is its words and whether they are a number."""
    yield (
        "<!DOCTYPE html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{_safe(title)}</h1>\n"
        f'<div class="wide" role="region" aria-label="{_safe(title)}" tabindex="0">\n<table>\n'
        + (f"<caption>{_safe(about)}</caption>\n" if about else "")
        + "<thead><tr>"
        + "".join(f'<th scope="col">{_safe(column)}</th>' for column in columns)
        + "</tr></thead>\n<tbody>\n"
    )
    told = 0
    for row in rows:
        told += 1
        yield "<tr>" + "".join(_cell(words, is_number) for words, is_number in row) + "</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"
    yield f"<p>{told:,} row{'' if told == 1 else 's'}</p>\n</main>\n</body>\n</html>\n"


def _cell(words: str, is_number: bool) -> str:
    return f'<td class="number">{_safe(words)}</td>' if is_number else f"<td>{_safe(words)}</td>"


def _safe(words: str) -> str:
    return escape(display_safe(words))
