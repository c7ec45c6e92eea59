"""Dated events by the form of their clause, known or not: "the October 8 attack", "elections in May", "they met on …".

A date belongs to the nearest noun or verb of a happening that its clause leads to. Where another verb could as well
be what is dated ("condemned the attack on Tuesday"), the statement is doubtful, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from verify.extract import lexicon
from verify.extract.clauses import VERBAL, Role, Token
from verify.extract.dates import DateMention
from verify.extract.governing import leftwards, rightwards, verb_behind
from verify.extract.happening_words import (
    COMING,
    COORDINATED,
    LEADING,
    MODALS,
    MODIFIERS,
    NAMING,
    OPENING,
    TELLING,
    HappeningWords,
    event_of,
)
from verify.extract.reading import Mention
from verify.values import parse_edtf

_TELLS_ENOUGH = lexicon.words("happenings", "telling")
_LINKS = lexicon.words("happenings", "links")
_WORD = re.compile(r"[a-z]+")
_REACH = 45
_OBJECT_REACH = 16
_LONGEST = 110
_SURE_LINKS = frozenset(("of", "since"))
_LIST_LINKS = frozenset(("and", "or", "to", "through", "until"))
_GOVERNING_TIME = frozenset(("after", "before", "following", "since", "until", "during"))
_TAKING_PART = frozenset(("against", "by", "from", "into", "of", "to", "with"))
_TIME_OF_DAY = re.compile(
    r",?[ \u00a0]\d{1,2}(?:[:.]\d\d)?[ \u00a0]?(?:[ap]\.?m\.?|noon)?(?:[ \u00a0]\(?[A-Z]{2,4}\)?)?"
    r"[ \u00a0]*[–—:-]+[ \u00a0]*(?P<what>[A-Z][^\n–—.;]{4,110})"
)


class Happening(NamedTuple):
    """What a date dates: the words in `start..end`, or a subject that is known; `verb` is the token that puts it."""

    date: DateMention
    start: int
    end: int
    known: Mention | None
    verb: int | None
    doubtful: bool
    planned: bool


class _What(NamedTuple):
    """A noun or verb of a happening among the tokens: the words from `first` to `last` name it."""

    first: int
    last: int
    verb: int | None = None
    doubtful: bool = False
    by_verb: bool = False


def may_happen(text: str, start: int, end: int) -> bool:
    """Whether a word stands in `text[start:end]` that names or tells of a happening."""
    return not TELLING.isdisjoint(_WORD.findall(text[start:end].lower()))


def happenings(text: str, tokens: Sequence[Token], taken: Collection[int]) -> Iterator[Happening]:
    """What the dates of a sentence date; those at the offsets `taken` say something else already."""
    clause = _Clause(tokens)
    before: tuple[int, list[_What]] | None = None
    for index, token in enumerate(tokens):
        if token.date is None:
            continue
        if token.start in taken or _ends_period(tokens, index):
            before = None
            continue
        found = [] if clause.is_frame(index) else clause.dated(index)
        if not found and before is not None and clause.is_list(before[0], index):
            found = before[1]
        before = (index, found) if found else None
        if not found and (listed := _on_agenda(text, tokens, index)) is not None:
            yield Happening(token.date, *listed, None, None, False, False)
        for what in found:
            if not what.by_verb or clause.is_named(what):
                yield clause.told(text, token.date, index, what)


def _is_within(date: DateMention, frame: DateMention) -> bool:
    if date.stated.startswith("XXXX") and frame.stated.isdigit():
        return True
    inner, outer = parse_edtf(date.value), parse_edtf(frame.value)
    if inner.earliest is None or outer.earliest is None or inner.latest is None or outer.latest is None:
        return False
    return inner != outer and outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _ends_period(tokens: Sequence[Token], index: int) -> bool:
    """ "between 1 January 1994 and 31 December 1994": when, within a time, is not said."""
    before = tokens[max(index - 3, 0) : index]
    return [t.word for t in before[:1]] == ["between"] and before[-1].word == "and"


def _on_agenda(text: str, tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """ "Thursday, July 21, 2:00 p.m. – Visit to the Laboratory": the words behind a date and a time of day."""
    match = _TIME_OF_DAY.match(text, tokens[index].end) if index == 0 else None
    return match.span("what") if match is not None else None


class _Clause(HappeningWords):
    """One tokenised sentence, looked at for what its dates date."""

    def dated(self, index: int) -> list[_What]:
        """What happened on the date at an index, by the first pattern that fits."""
        noun = self._behind_date(index)
        return [noun] if noun is not None else self._before_date(index) or self._in_fronted(index)

    def is_frame(self, index: int) -> bool:
        """ "In 2009, inspectors were expelled on April 14": a time that opens a clause, and a day within it."""
        if not all(t.role in (Role.PREPOSITION, Role.ADVERB, Role.DETERMINER) for t in self.tokens[:index]):
            return False
        frame = self.tokens[index].date
        for token in self.tokens[index + 1 :]:
            if token.role is Role.STOP:
                return False
            if token.date is not None and frame is not None and _is_within(token.date, frame):
                return True
        return False

    def is_list(self, first: int, second: int) -> bool:
        """ "July 21 to July 23", "on May 3 and 5" """
        between = self.tokens[first + 1 : second]
        return 0 < len(between) < 4 and all(
            t.role is Role.COMMA or t.word in _LIST_LINKS or t.role is Role.PREPOSITION for t in between
        )

    def is_named(self, what: _What) -> bool:
        """Whether a name does what a verb tells of, or is its object: of "the two met in Vienna" nobody can know."""
        verb = what.verb if what.verb is not None else what.last
        if self.word(verb) in _TELLS_ENOUGH and self.role(verb - 1) is not Role.PRONOUN:
            return True
        behind = verb + 1
        while behind < len(self.tokens) and self.role(behind) not in (Role.DATE, Role.STOP):
            if self.role(behind) is Role.PREPOSITION and self.word(behind) not in _TAKING_PART:
                break
            behind += 1
        names = [*self.tokens[max(what.first, 1) : verb], *self.tokens[verb + 1 : behind]]
        return any(token.role is Role.MENTION or token.capital for token in names)

    def told(self, text: str, date: DateMention, index: int, what: _What) -> Happening:
        """A happening with its words in the text."""
        noun = self.tokens[what.last]
        start, end = self._words(index, what)
        leading = self.tokens[max(what.first - 3, 0) : what.last]
        planned = any(token.word in COMING for token in leading)
        known = next(
            (m for t in self.tokens[what.first : what.last + 1] if (m := event_of(t)) is not None), None
        )
        end = (
            min(end, start + _LONGEST)
            if " " not in text[start + _LONGEST : end]
            else self._cut(text, start, end)
        )
        return Happening(date, start, max(end, noun.end), known, what.verb, what.doubtful, planned)

    @staticmethod
    def _cut(text: str, start: int, end: int) -> int:
        if end - start <= _LONGEST:
            return end
        at = text.rfind(" ", start, start + _LONGEST)
        return at if at > start else end

    # --- the date before the noun ---------------------------------------------------------------

    def _behind_date(self, index: int) -> _What | None:
        """ "the October 8 attack", "its February 7, 2016, launch", "yesterday's election" """
        before = self.tokens[index - 1] if index else None
        led = before is None or before.role in LEADING or (before.role is Role.WORD and not before.capital)
        position = index + 1
        if self.role(position) is Role.POSSESSIVE:
            position += 1
        elif before is not None and not led:
            return None
        if self.role(position) is Role.COMMA and before is not None and before.role in LEADING:
            position += 1
        first = position
        for _ in range(MODIFIERS):
            if self.is_noun(position):
                return _What(first, position)
            if self.role(position) not in NAMING:
                return None
            position += 1
        return None

    # --- the date behind ------------------------------------------------------------------------

    def _before_date(self, index: int) -> list[_What]:
        link = index - 1
        while link >= 0 and self.tokens[link].role in (Role.ADVERB, Role.DETERMINER):
            link -= 1
        word = self.word(link)
        position = link
        if self.role(link) is Role.PREPOSITION:
            if word not in _LINKS or (word == "between" and self.word(index + 1) == "and"):
                return []
            position = link - 1
        elif self.role(link) in (Role.OPEN, Role.COMMA):
            position = link - 1
        light: int | None = None
        for _ in range(_REACH):
            if position < 0:
                return []
            token = self.tokens[position]
            if self.is_noun(position):
                return self._of_noun(position, word, light)
            if token.role is Role.SUBORDINATOR and light is not None and token.word in lexicon.RELATIVES:
                position = leftwards(self.tokens, position)
                continue
            if self.ends(position):
                return []
            if self.is_light(position):
                light = position if light is None else light
            elif self.is_verb(position):
                last = max(link - 1, position)
                while last > position and self.role(last) in (Role.COMMA, Role.PREPOSITION, Role.ADVERB):
                    last -= 1
                return [self._of_verb(position, last)]
            elif token.role in VERBAL and not self._qualifies(position):
                return []
            position = leftwards(self.tokens, position)
        return []

    def _qualifies(self, position: int) -> bool:
        """ "for displaced persons": a participle between a preposition and its noun."""
        token = self.tokens[position]
        return token.word.endswith("ed") and (
            self.role(position - 1) is Role.PREPOSITION and self.role(position + 1) in NAMING
        )

    def _of_verb(self, verb: int, last: int, low: int = 0) -> _What:
        """What a verb tells of, from the beginning of its clause; its subject, if that is a happening itself."""
        noun = verb - 1
        while self.role(noun) in (Role.AUXILIARY, Role.ADVERB):
            noun -= 1
        if self.is_noun(noun):
            before = self.start_of_noun(noun) - 1
            while self.role(before) in LEADING:
                before -= 1
            if self.role(before) is not Role.PREPOSITION:
                return _What(self.start_of_noun(noun), noun, verb)
        first = self.start_of_clause(verb, low)
        if first == verb and self.role(verb - 1) is Role.COMMA and self.role(verb - 2) is Role.WORD:
            first = self.start_of_noun(verb - 2)
        return _What(first, last, verb, by_verb=True)

    def _of_noun(self, noun: int, link: str, light: int | None) -> list[_What]:
        """The noun that a date follows, and a second one that it is joined to and that may share the date."""
        first = self.start_of_noun(noun)
        doubtful = light is None and link not in _SURE_LINKS | lexicon.BE and self._has_rival(first)
        put = light if light is not None or self.word(noun - 1) not in MODALS else noun
        found = [_What(first, noun, put, doubtful)]
        joined = first - 1
        while self.role(joined) in LEADING:
            joined -= 1
        if self.role(joined) is Role.CONJUNCTION and self.word(joined) == "and":
            other = self.noun_before(joined)
            if other is not None:
                found.append(_What(self.start_of_noun(other), other, light, doubtful=True))
        return found

    def _has_rival(self, first: int) -> bool:
        """Whether a verb stands before a noun of which the date may tell instead: "condemned the attack on Tuesday"."""
        position = first - 1
        while self.role(position) in LEADING:
            position -= 1
        if self.word(position) in _GOVERNING_TIME:
            return False
        for _ in range(_REACH):
            if position < 0 or self.ends(position):
                return False
            token = self.tokens[position]
            if self.is_light(position) or self.is_verb(position) or token.word in lexicon.BE:
                return False
            if token.role in VERBAL:
                return True
            position = leftwards(self.tokens, position)
        return False

    # --- the date that opens a clause -----------------------------------------------------------

    def _in_fronted(self, index: int) -> list[_What]:
        """ "On June 26, by order, the President declared an emergency", "On Tuesday talks were held" """
        position = index - 1
        while position >= 0 and self.tokens[position].role in (
            Role.PREPOSITION,
            Role.ADVERB,
            Role.DETERMINER,
        ):
            if self.role(position) is Role.PREPOSITION and self.word(position) not in _LINKS:
                return []
            position -= 1
        if position >= 0 and self.tokens[position].role not in OPENING and not self._is_second_of_two(index):
            return []
        verb = verb_behind(self.tokens, index)
        if verb is None or self.word(verb) in lexicon.BE:
            return []
        first = index + 2 if self.role(index + 1) is Role.COMMA else index + 1
        if self.is_light(verb):
            noun = self._object_of(verb)
            noun = noun if noun is not None else self.noun_before(verb)
            if noun is not None and noun > index:
                return [_What(self.start_of_noun(noun), noun, verb)]
        if self.is_verb(verb):
            return [self._of_verb(verb, verb, first)]
        return []

    def _is_second_of_two(self, index: int) -> bool:
        return index > 1 and any(self.role(index - back) is Role.DATE for back in (1, 2))

    def _object_of(self, verb: int) -> int | None:
        position = verb + 1
        for _ in range(_OBJECT_REACH):
            if position >= len(self.tokens) or self.tokens[position].role in VERBAL or self.ends(position):
                return None
            if self.is_noun(position):
                return position
            position = rightwards(self.tokens, position)
        return None

    # --- the words that tell of it --------------------------------------------------------------

    def _words(self, index: int, what: _What) -> tuple[int, int]:
        """From the first token of a happening to the end of its complements, short of the date and of the next verb."""
        last = what.last
        position = last + 1
        while position < len(self.tokens) and position - last < COORDINATED:
            role = self.role(position)
            inside = role in (*NAMING, Role.DETERMINER, Role.ADVERB) or (
                role is Role.PREPOSITION
                and self.role(position + 1) in (*NAMING, Role.DETERMINER, Role.ADVERB)
            )
            goes_on = (
                role is Role.WORD and not self.tokens[position].capital and self.tokens[position - 1].capital
            )
            unlinked = goes_on or (
                position == last + 1 and not what.by_verb and role in (*NAMING, Role.DETERMINER)
            )
            if position == index or not inside or unlinked or self._leads_to(position, index):
                break
            position += 1
        return self.tokens[what.first].start, self.tokens[position - 1].end

    def _leads_to(self, position: int, index: int) -> bool:
        between = self.tokens[position:index]
        return position < index and all(
            t.role in (Role.PREPOSITION, Role.ADVERB, Role.DETERMINER) for t in between
        )
