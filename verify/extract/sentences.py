"""Where sentences begin and end, by plain rules in linear time."""

from __future__ import annotations

import re
from bisect import bisect_right

_TITLES = (
    r"mr|mrs|ms|dr|gen|brig|maj|col|lt|capt|sgt|sen|rep|gov|prof|rev|hon|st|adm|amb|sec|pres|messrs|"
    r"vs|no|nos|res|art|para|cf|e\.g|i\.e|jr|sr"
)
_MONTHS = "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
_ABBREVIATION = re.compile(rf"(?:\b(?:{_TITLES}|{_MONTHS})|\b[a-z]|\b[a-z]\.[a-z])\Z", re.IGNORECASE)
_BREAK = re.compile(r"[.!?][\"'”’)\]]{0,4}(?=\s)|\n")
_CLOSING = " \t\r\n\"'”’)]"
_SHORT_LINE = 50
_LONG_LINE = 130


class Sentences:
    """The sentences of a text as start offsets; the last ends where the text does."""

    __slots__ = ("size", "starts")

    def __init__(self, text: str) -> None:
        self.size = len(text)
        self.starts = _starts(text)

    def index(self, position: int) -> int:
        """The number of the sentence that `position` lies in."""
        return bisect_right(self.starts, position) - 1

    def bounds(self, index: int) -> tuple[int, int]:
        """Start and end of a sentence."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else self.size
        return self.starts[index], end


def _starts(text: str) -> list[int]:
    starts = [0]
    begun = line_start = 0
    for match in _BREAK.finditer(text):
        position, end = match.span()
        if text[position] != "\n":
            ends = _stop_ends_sentence(text, position, end)
        elif text[begun:position].strip():
            ends, line_start = _line_ends_sentence(text, line_start, position), end
        else:
            # The end of a line behind a full stop, and blank lines, are no sentence.
            ends, begun, line_start = False, end, end
            starts[-1] = end if len(starts) > 1 else 0
        if ends:
            starts.append(end)
            begun = end
    return starts


def _line_ends_sentence(text: str, line_start: int, position: int) -> bool:
    """A blank line or a full stop ends a sentence; so does a line too short or too long to be a wrapped one."""
    if (
        text[position + 1 : position + 2] in ("\n", "\r", "")
        or text[position + 1 : position + 3].strip() in "-*•–"
    ):
        return True
    length = position - line_start
    last = text[max(line_start, position - 6) : position].rstrip(_CLOSING)[-1:]
    return length < _SHORT_LINE or length > _LONG_LINE or last in ".!?:;"


def _stop_ends_sentence(text: str, position: int, end: int) -> bool:
    if (
        text[position] == "."
        and end == position + 1
        and _ABBREVIATION.search(text[max(0, position - 8) : position])
    ):
        following = text[end : end + 40].lstrip()
        return following[:1] in ("“", '"') and text[position - 2 : position - 1] == "."
    following = text[end : end + 40].lstrip()
    return not following or not following[0].islower()
