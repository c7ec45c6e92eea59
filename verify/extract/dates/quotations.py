"""Quotations that the text dates: in them, "today" counts from that date."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from verify.extract.dates.grammar import Grammar
from verify.extract.dates.moment import Moment, is_possible
from verify.extract.dates.reading import Reading
from verify.extract.dates.scan import Pieces
from verify.extract.dates.surroundings import Meaning

_OPENING, _CLOSING, _EITHER = "“", "”", '"'
_MARKS = frozenset((_OPENING, _CLOSING, _EITHER))
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
    def _changes(self) -> tuple[list[int], list[int]]:
        """The pieces at which a quotation opens or closes, and the piece that opens it, -1 where one closes."""
        places, openings = [-1], [-1]
        breaks = self.grammar.lexicon.codes_of("BREAK")
        codes = self.pieces.codes
        for place, word in enumerate(self.pieces.words):
            if word in _MARKS or codes[place] in breaks:
                opens = word == _OPENING or (word == _EITHER and openings[-1] < 0)
                places.append(place)
                openings.append(place if opens else -1)
        return places, openings

    def _opening(self, place: int) -> int:
        """The piece that opens the quotation around a piece, else -1."""
        places, openings = self._changes
        return openings[bisect_right(places, place) - 1]

    def date_of(
        self, index: int, readings: Sequence[Reading], before: Sequence[tuple[Reading, Meaning | None]]
    ) -> Moment | None:
        """The day on which a reading inside a quotation was said; None outside of one, or where it is not told.

        It stands in the sentence that opens the quotation, else, in full, in the words behind it
        ("…", he said on 3 March 2015).
        """
        opening = self._opening(readings[index].first)
        if opening < 0:
            return None
        return self._told_before(opening, before) or self._told_behind(opening, index, readings)

    def _told_before(self, opening: int, before: Sequence[tuple[Reading, Meaning | None]]) -> Moment | None:
        for earlier, meaning in reversed(before[-_DATES:]):
            if earlier.first > opening or self._opening(earlier.first) >= 0:
                continue
            if opening - earlier.last > _REACH or self._ends_sentence(earlier.last + 1, opening):
                return None
            return _day(meaning.value) if meaning is not None else None
        return None

    def _told_behind(self, opening: int, index: int, readings: Sequence[Reading]) -> Moment | None:
        for later in readings[index + 1 : index + _DATES]:
            if self._opening(later.first) == opening:
                continue
            closing = later.first - 1
            while closing > opening and self._opening(closing) != opening:
                closing -= 1
            if later.first - closing > _REACH or self._ends_sentence(closing + 2, later.first):
                return None
            if later.year is None or not is_possible(later.year, later.month, later.day):
                return None
            return Moment(later.year, later.month, later.day) if later.day is not None else None
        return None

    def _ends_sentence(self, first: int, last: int) -> bool:
        ends = self.grammar.lexicon.codes_of("SENTENCE_END")
        return any(code in ends for code in self.pieces.codes[first:last])


def _day(edtf: str) -> Moment | None:
    try:
        moment = Moment.read(edtf)
    except ValueError:
        return None
    return moment if moment.day is not None else None
