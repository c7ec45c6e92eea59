"""Characters that nobody sees, left out of what there is to read: soft hyphens, zero-width spaces, marks of direction.

Content systems and pasted text are full of them, in the middle of words and dates. They stay in the text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from verify.documents import Document, Prose

_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]+"
)


def without_ignorable(document: Document) -> Document:
    """The document, its prose without what nobody sees."""
    if _IGNORABLE.search(document.prose.content) is None:
        return document
    return replace(document, prose=_stripped(document.prose))


def _stripped(prose: Prose) -> Prose:
    kept: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0
    bounds = [start for start, _ in prose.pieces] + [len(prose.content)]
    for (start, place), end in zip(prose.pieces, bounds[1:], strict=True):
        at = start
        for found in (*_IGNORABLE.finditer(prose.content, start, end), None):
            stop = found.start() if found is not None else end
            if stop > at:
                pieces.append((length, place + at - start))
                kept.append(prose.content[at:stop])
                length += stop - at
            at = found.end() if found is not None else end
    return Prose("".join(kept), tuple(pieces) or ((0, 0),))
