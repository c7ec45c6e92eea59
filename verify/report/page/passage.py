"""A text shown part by part: every character as it came, what is invisible told by its code."""

from __future__ import annotations

from bisect import bisect_left
from html import escape

from verify.display import hidden_characters
from verify.report.page.markup import Markup, element, joined, verbatim


class Passage:
    """A text of several lines to be shown part by part; what is invisible in a part depends on what stands near it."""

    __slots__ = ("_hidden", "_places", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._hidden = hidden_characters(text)
        self._places = sorted(self._hidden)

    def shown(self, start: int, end: int) -> Markup:
        """The code points [start, end)."""
        parts: list[Markup] = []
        first = bisect_left(self._places, start)
        for place in self._places[first : bisect_left(self._places, end, first)]:
            parts += [self._plain(start, place), element("span", self._hidden[place], class_="char")]
            start = place + 1
        return joined([*parts, self._plain(start, end)])

    def _plain(self, start: int, end: int) -> Markup:
        # A parser would read a carriage return as a line end, were it not told by its number.
        return verbatim(escape(self.text[start:end]).replace("\r", "&#13;"))
