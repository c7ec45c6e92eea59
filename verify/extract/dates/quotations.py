"""Quotations that the text dates: in them, "today" counts from that date."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from verify.extract.dates.grammar import Grammar
from verify.extract.dates.moment import Moment
from verify.extract.dates.reading import Reading
from verify.extract.dates.scan import Pieces
from verify.extract.dates.surroundings import Meaning

_OPENING, _CLOSING, _EITHER = "“", "”", '"'
_REACH = 80
"""How many pieces before a quotation its date may stand."""

_DATES = 12
"""How many dates inside a quotation are looked over for the one before it."""


class Quotations:
    """The quotations of a text, found when first asked for; a paragraph's end closes one."""

    def __init__(self, pieces: Pieces, grammar: Grammar) -> None:
        self.pieces = pieces
        self.grammar = grammar

    @cached_property
    def _opened(self) -> list[int]:
        """For every piece, the piece that opens the quotation around it, else -1."""
        opened = []
        opening = -1
        breaks = self.grammar.lexicon.codes_of("BREAK")
        for place, word in enumerate(self.pieces.words):
            if word == _OPENING or (word == _EITHER and opening < 0):
                opening = place
            elif word in (_CLOSING, _EITHER) or self.pieces.codes[place] in breaks:
                opening = -1
            opened.append(opening)
        return opened

    def date_of(self, reading: Reading, before: Sequence[tuple[Reading, Meaning | None]]) -> Moment | None:
        """The day on which the sentence that opens a quotation says it was said; None outside of one."""
        if not before:
            return None
        opening = self._opened[reading.first]
        if opening < 0:
            return None
        ends = self.grammar.lexicon.codes_of("SENTENCE_END")
        for earlier, meaning in reversed(before[-_DATES:]):
            if earlier.first > opening:
                continue
            if opening - earlier.last > _REACH:
                return None
            if any(code in ends for code in self.pieces.codes[earlier.last + 1 : opening]):
                return None
            return _day(meaning.value) if meaning is not None else None
        return None


def _day(edtf: str) -> Moment | None:
    try:
        moment = Moment.read(edtf)
    except ValueError:
        return None
    return moment if moment.day is not None else None
