"""The engine that ties a subject, a phrase and a number or a name inside a clause; it knows no statement by name.

Unlike a date, a value is an argument of its phrase: it stands right beside it, or beyond a verb that only equates. So
every pattern here is tight, and what does not fit one is no statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verify.extract import lexicon
from verify.extract.arguments import Arguments
from verify.extract.clauses import VERBAL, Role, Token
from verify.extract.governing import is_passive
from verify.extract.reading import Mention
from verify.vocabulary import Property, Time, ValueType

_RESOLUTION = "resolution"
_PERSON = "person"
_TITLED = frozenset((_PERSON, "resolution"))
"""Kinds before whose names capitals may stand: "President Jane Roe", "Security Council resolution 1"."""
_INSERTION = 14
_MODIFIERS_OF_NAME = 3
_MODIFIERS = lexicon.words("statements", "modifiers")
_HAVING = lexicon.words("statements", "having")
_EQUATING = lexicon.words("statements", "equating")
_CONDITIONS = lexicon.words("statements", "conditions")
ONCE = lexicon.words("statements", "once")
"""Words that limit a statement to a time that is over."""
_COMING = lexicon.words("statements", "coming")
_MEASURING = lexicon.words("statements", "measuring")
_AUXILIARY = (Role.AUXILIARY, Role.ADVERB, Role.NEGATION)
_CLOSING = (Role.COMMA, Role.STOP, Role.CLOSE, Role.DASH, Role.MARK)
_SETTING_OFF = (Role.COMMA, Role.OPEN, Role.DASH)
_OF = frozenset(("of", "to", "in", "for"))


_JOINING = frozenset(("between", "by"))
_DESCRIPTION = 8


class ValueTie(NamedTuple):
    """A value tied to a subject: `phrase` and `value` are indexes of tokens; `gap` says that the phrase holds it.

    `doubtful` says that it may be less than all: "had 14 signatories in Europe", "was signed by 16 states that day".
    """

    subject: Mention
    property: Property
    phrase: int
    value: int
    gap: bool = False
    doubtful: bool = False


def value_ties(
    tokens: Sequence[Token], index: int, property_: Property, last: Mention | None
) -> Iterator[ValueTie]:
    """What the phrase at an index states of a subject; `last` is the subject that "it" stands for at the beginning."""
    clause = _Clause(tokens, property_, last)
    found = clause.with_gap(index) if tokens[index].gap is not None else clause.plain(index)
    if found is None:
        return
    subject, value = found
    has_gap = tokens[index].gap is not None
    yield ValueTie(subject, property_, index, value, has_gap, clause.is_doubtful(subject, index, value))
    if property_.many and property_.value_type is ValueType.SUBJECT and value > index:
        yield from (ValueTie(subject, property_, index, more) for more in clause.listed(value, subject))


_Found = tuple[Mention, int] | None


class _Clause(Arguments):
    """One tokenised sentence, looked at for one property."""

    def __init__(self, tokens: Sequence[Token], property_: Property, last: Mention | None) -> None:
        kinds = frozenset(token.mention.kind for token in tokens if token.mention is not None)
        super().__init__(tokens, kinds, last)
        self.property = property_
        self.is_number = property_.value_type is ValueType.NUMBER

    # --- the two ways in ------------------------------------------------------------------------

    def with_gap(self, phrase: int) -> _Found:
        """ "was signed by 16 states", "16 states signed the accord": the phrase holds the value."""
        token = self.tokens[phrase]
        gap = token.gap
        if gap is None or (gap.number is None) == self.is_number or not self._is_clear(gap.mention):
            return None
        if gap.start == token.start:
            governed = self._role(phrase - 1) in (Role.PREPOSITION, Role.CONJUNCTION, Role.POSSESSIVE)
            link = phrase + 1 if self._word(phrase + 1) in _OF else phrase
            subject = None if governed else self._subject_behind(link)
        elif gap.end == token.end and self._goes_on(phrase):
            return None
        else:
            subject = self._possessor(phrase) or self._haver(phrase) or self._subject_ahead(phrase)
        return self._fitting(subject, phrase)

    def plain(self, phrase: int) -> _Found:
        """What a phrase without a gap states, by all patterns in turn."""
        if self.tokens[phrase].word in lexicon.PREPOSITIONS or self._names_sides(phrase):
            return self._joined(phrase)
        patterns = (
            (self._counted, self._measured, self._predicated)
            if self.is_number
            else (self._joined, self._predicated, self._in_apposition, self._acted_upon)
        )
        return next((found for pattern in patterns if (found := pattern(phrase)) is not None), None)

    # --- numbers --------------------------------------------------------------------------------

    def _counted(self, phrase: int) -> _Found:
        """ "has 14 signatories", "its 14 signatories", "the 14 signatories of the accord" """
        if self._role(phrase - 1) is not Role.NUMBER:
            return None
        number = phrase - 1
        before = self._skip(number - 1, -1, (Role.ADVERB,))
        if self._word(before) in ("the", "all") and self._word(phrase + 1) in _OF:
            subject = self._subject_behind(phrase + 1)
            if subject is not None and self._role(self._end_of(phrase + 1) + 1) is Role.SUBORDINATOR:
                return None
        else:
            subject = self._possessor(number) or self._haver(number)
        return self._fitting(subject, number)

    def _measured(self, phrase: int) -> _Found:
        """ "killed 46", "a population of 2 million", "Freedonia, population 2 million, …" """
        behind = phrase + 1
        if self._word(behind) == "of" and self._role(behind + 1) is Role.NUMBER:
            subject = self._possessor(phrase) or self._haver(phrase)
            return None if self._goes_on(behind + 1) else self._fitting(subject, behind + 1)
        behind = self._skip(behind, 1, (Role.ADVERB,))
        if self._role(behind) is not Role.NUMBER or self._goes_on(behind):
            return None
        if self._role(phrase - 1) is Role.COMMA:
            subject = self._named(phrase - 2)
        else:
            subject = self._possessor(phrase) or self._subject_ahead(phrase)
        return self._fitting(subject, behind)

    def is_doubtful(self, subject: Mention, phrase: int, value: int) -> bool:
        """Whether a clause is but a condition or a prospect, or a number said of a part, a place or a day only."""
        places = [i for i, token in enumerate(self.tokens) if token.mention is subject]
        begin, end = min([phrase, value, *places]), max([phrase, value, *places])
        if self._word(self._skip(begin - 1, -1, (Role.DETERMINER, Role.ADVERB))) in _CONDITIONS:
            return True
        if any(token.word in _COMING for token in self.tokens[begin : end + 1]):
            return True
        return self.is_number and self._is_limited(begin, end)

    def _is_limited(self, begin: int, end: int) -> bool:
        """Whether a number is said of a part, a place or a day only, of which the record may say nothing."""
        state = self.property.time is Time.STATE
        if self._role(end + 1) in (Role.SUBORDINATOR, Role.WORD):
            return True
        if self._role(end + 1) is Role.PREPOSITION or self._role(end + 1) is Role.DATE:
            dated = Role.DATE in (self._role(end + 1), self._role(end + 2))
            return not (dated and state)
        opens = Role.DATE in (self._role(0), self._role(1), self._role(2))
        once = any(token.word in ONCE for token in self.tokens[begin : end + 1])
        return not state and (opens or once)

    # --- nouns ----------------------------------------------------------------------------------

    def _predicated(self, phrase: int) -> _Found:
        """ "the capital of Freedonia is Port Royal", "its capital is Port Royal", "Port Royal is the capital of …" """
        behind = self._owner_behind(phrase)
        ahead = self._possessor(phrase)
        subject, end = behind if behind is not None else (ahead, phrase)
        if subject is None:
            return None
        verb = self._skip(end + 1, 1, (Role.ADVERB,))
        if self._word(verb) in (_MEASURING if self.is_number else _EQUATING):
            value = self._value_behind(verb)
            if value is not None:
                return self._fitting(subject, value)
        if self.is_number:
            return None
        start = phrase if behind is not None else self._start_of_possessor(phrase)
        before = self._before_noun(start)
        if self._word(before) in _EQUATING:
            return self._fitting(subject, self._position_ahead(before))
        return None

    def _in_apposition(self, phrase: int) -> _Found:
        """ "Port Royal, the capital of Freedonia,", "Freedonia's capital, Port Royal,", "its capital Port Royal" """
        behind = self._owner_behind(phrase)
        ahead = self._possessor(phrase)
        subject, end = behind if behind is not None else (ahead, phrase)
        if subject is None:
            return None
        if ahead is not None and self._role(phrase + 1) is Role.MENTION:
            return self._fitting(subject, phrase + 1)
        before = self._before_noun(phrase if behind is not None else self._start_of_possessor(phrase))
        named_before = self._role(before) in _SETTING_OFF and self._is_closed(end)
        one = self._fitting(subject, before - 1) if named_before else None
        value = self._value_behind(end + 1) if self._role(end + 1) in _SETTING_OFF else None
        other = self._fitting(subject, value) if value is not None and self._is_closed(value) else None
        # "Unlike Old Town, the capital of Freedonia, Port Royal, is …": nothing tells whose apposition it is.
        return one or other if one is None or other is None else None

    def _is_closed(self, position: int) -> bool:
        """Whether what stands at a token ends there: before a comma, a dash, the end of the sentence."""
        return position + 1 >= len(self.tokens) or self._role(position + 1) in _CLOSING

    # --- verbs ----------------------------------------------------------------------------------

    def _acted_upon(self, phrase: int) -> _Found:
        """ "was mediated by Jane Roe", "the resolution endorsed the accord", and the other way round.

        Of a verb the subject of the property is the one who does it; where the value is, the phrase has a gap.
        """
        ahead = self._position_ahead(phrase)
        if ahead is None:
            return None
        if self._word(phrase + 1) == "by" and self.tokens[phrase].word.rsplit(" ", 1)[-1] != "by":
            subject = self._subject_behind(phrase + 1)
            return self._fitting(subject, ahead) if is_passive(self.tokens, phrase) else None
        if is_passive(self.tokens, phrase) and not self._ends_with_preposition(phrase):
            return None
        return self._fitting(self._subject_at(ahead), self._value_behind(phrase))

    def _names_sides(self, phrase: int) -> bool:
        """ "was signed by Freedonia": of a property that says whom a thing is between."""
        return "between" in self.property.phrases and self.tokens[phrase].word.rsplit(" ", 1)[-1] in _JOINING

    def _joined(self, phrase: int) -> _Found:
        """ "the accord between Freedonia and Sylvania", "which was signed by …": whom a preposition joins in it."""
        last_word = self.tokens[phrase].word.rsplit(" ", 1)[-1]
        if last_word not in _JOINING or not self.property.many:
            return None
        before = self._at(phrase - 1)
        verb = before is not None and before.role in VERBAL
        if verb:
            subject = self._subject_ahead(phrase - 1)
        elif last_word == self.tokens[phrase].word:
            subject = None if self._is_governed(phrase - 1) else self._named(phrase - 1)
        else:
            subject = self._subject_ahead(phrase)
        value = self._value_behind(phrase)
        if value is None or _is_person(self.tokens[value]):
            return None
        return self._fitting(subject, value)

    # --- subjects -------------------------------------------------------------------------------

    def _named(self, position: int) -> Mention | None:
        """The subject of the property's kind at a token."""
        mention = self.name_at(position)
        fits = mention is not None and mention.kind == self.property.subject_kind and self._is_clear(mention)
        return mention if fits and self._is_whole(position) else None

    def _subject_behind(self, position: int) -> Mention | None:
        """The subject right behind a token, an article and words that qualify it passed over."""
        found = self._end_of(position)
        return self._named(found) if not self._is_attribute(found) else None

    def _owner_behind(self, phrase: int) -> tuple[Mention, int] | None:
        """ "the capital *of Freedonia*": the subject and where its name stands."""
        last_word = self.tokens[phrase].word.rsplit(" ", 1)[-1]
        link = phrase if last_word in _OF else phrase + 1
        if self._word(link) not in _OF and link != phrase:
            return None
        subject = self._subject_behind(link)
        return (subject, self._end_of(link)) if subject is not None else None

    def _end_of(self, position: int) -> int:
        """Where the name stands that a token leads to; the token itself where there is none."""
        found = position + 1
        for _ in range(2 * _MODIFIERS_OF_NAME):
            if self._role(found) is Role.MENTION:
                if self._role(found + 1) not in (Role.POSSESSIVE, Role.MENTION):
                    return found
            elif self._role(found) not in (Role.DETERMINER, Role.WORD, Role.POSSESSIVE):
                return position
            found += 1
        return position

    def _possessor(self, position: int) -> Mention | None:
        """ "*Freedonia's* capital", "*its* 14 signatories" """
        before = self._before_noun(position, determiners=False)
        token = self._at(before)
        if token is None:
            return None
        if token.word in ("its", "their"):
            return self._taken_up(before)
        if token.word == "whose":
            return self._named(before - 2 if self._role(before - 1) is Role.COMMA else before - 1)
        return self._named(before - 1) if token.role is Role.POSSESSIVE and token.word == "'s" else None

    def _start_of_possessor(self, phrase: int) -> int:
        before = self._before_noun(phrase, determiners=False)
        return before if self._word(before) in ("its", "their", "whose") else before - 1

    def _haver(self, position: int) -> Mention | None:
        """ "*the accord* has 14 …", "*the accord*, with 14 …", "*the bridge* is 1,200 m long" """
        verb = self._before_noun(position)
        word = self._word(verb)
        if word == "with":
            comma = self._role(verb - 1) is Role.COMMA
            return self._named(verb - 2 if comma else verb - 1)
        if word in _HAVING or word in lexicon.BE:
            return self._subject_ahead(verb)
        return None

    def _subject_ahead(self, verb: int) -> Mention | None:
        position = self._position_ahead(verb)
        return self._subject_at(position) if position is not None else None

    def _subject_at(self, position: int) -> Mention | None:
        return self._taken_up(position) if self._word(position) == "it" else self._named(position)

    def _taken_up(self, position: int) -> Mention | None:
        """What "it" or "its" stands for: the one subject of the kind before it here, else the last one."""
        before = {
            mention.subject: mention for i in range(position) if (mention := self._named(i)) is not None
        }
        if before:
            return next(iter(before.values())) if len(before) == 1 else None
        fits = self.last is not None and self.last.kind == self.property.subject_kind
        return self.last if fits else None

    def _position_ahead(self, verb: int) -> int | None:
        """Where the name, or "it", stands of which a verb says something; None where nothing surely is that."""
        position = self._skip(verb - 1, -1, _AUXILIARY)
        role = self._role(position)
        finite = position < verb - 1 or not self._is_participle(verb)
        if role is Role.SUBORDINATOR and self._word(position) in lexicon.RELATIVES:
            position -= 1
            set_off = self._role(position) in (Role.COMMA, Role.DASH)
            return self._checked(position - 1 if set_off else position, free=True)
        if role is Role.COMMA and not finite:
            return self._checked(position - 1, free=True)
        if role is Role.COMMA:
            opened = next(
                (
                    i
                    for i in range(position - 1, max(position - _INSERTION, 0), -1)
                    if self._role(i) in (Role.COMMA, Role.STOP)
                ),
                0,
            )
            return self._checked(opened - 1) if self._role(opened) is Role.COMMA else None
        token = self._at(position)
        if role in (Role.CLOSE, Role.DASH) and token is not None and token.jump is not None:
            position = token.jump - 1
        return self._checked(position, free=not finite)

    def _checked(self, position: int, *, free: bool = False) -> int | None:
        """The position of a name that is neither one of several nor, unless `free`, governed by a preposition."""
        if self._word(position) == "it":
            return position
        if self.name_at(position) is None or self._is_possessor(position):
            return None
        if not free and self._is_governed(position):
            return None
        before = self._skip(position - 1, -1, (Role.DETERMINER,))
        joined = self._role(before) is Role.CONJUNCTION and self._is_noun(before - 1)
        return None if joined else position

    # --- values ---------------------------------------------------------------------------------

    def _value_behind(self, position: int) -> int | None:
        """The value right behind a token; of several that are joined none, unless there may be several."""
        if self.is_number:
            found = self._skip(position + 1, 1, (Role.ADVERB, Role.NEGATION))
            return found if self._role(found) is Role.NUMBER and not self._goes_on(found) else None
        found = self._end_of(self._skip(position + 1, 1, (Role.ADVERB, Role.NEGATION)) - 1)
        found = self._name_of(found)
        if self._role(found) is not Role.MENTION or self._is_attribute(found):
            return None
        joined = self._role(found + 1) is Role.CONJUNCTION and (
            self._is_noun(found + 2) or self._is_noun(found + 3)
        )
        return None if joined and not self.property.many else found

    def _name_of(self, position: int) -> int:
        """ "a nuclear accord, known as *the Lake Accord*": where the name stands of what a token describes."""
        token = self._at(position)
        if token is None or not _is_description(token):
            return position
        for place in range(position + 1, min(position + _DESCRIPTION, len(self.tokens))):
            other = self.tokens[place].mention
            if other is not None:
                same = token.mention is not None and other.subject == token.mention.subject
                return place if same and not _is_description(self.tokens[place]) else position
        return position

    def listed(self, value: int, subject: Mention) -> Iterator[int]:
        """The further values of a list: "endorsed the accord, the protocol and the charter"."""
        position = value + 1
        while self._role(position) in (Role.COMMA, Role.CONJUNCTION):
            position = self._skip(position, 1, (Role.COMMA, Role.CONJUNCTION, Role.DETERMINER))
            if self._fitting(subject, position) is None or self._is_attribute(position):
                return
            yield position
            position += 1

    def _goes_on(self, number: int) -> bool:
        """Whether a number counts what is named behind it, which the phrase does not name: "46 containers"."""
        token = self._at(number + 1)
        return token is not None and token.role in (Role.WORD, Role.MENTION, Role.NUMBER, *VERBAL)

    def _fitting(self, subject: Mention | None, value: int | None) -> _Found:
        """Subject and value, if there are both and they are two."""
        if subject is None or value is None:
            return None
        token = self._at(value)
        if token is None:
            return None
        if self.is_number:
            return subject, value
        named = (token.gap or token).mention
        if named is None or not self._is_clear(named) or named.subject == subject.subject:
            return None
        # A mere description ("a nuclear agreement, known as …") is left to what it is a description of.
        return None if _is_description(token) or not self._is_whole(value) else (subject, value)

    # --- tokens ---------------------------------------------------------------------------------

    def _before_noun(self, position: int, *, determiners: bool = True) -> int:
        """The first token before a noun that is neither an article nor a word that leaves the noun what it is."""
        position -= 1
        while self._word(position) in _MODIFIERS or self._role(position) is Role.ADVERB:
            position -= 1
        if (
            determiners
            and self._role(position) is Role.DETERMINER
            and self._word(position) not in ("its", "their")
        ):
            position = self._skip(position - 1, -1, (Role.ADVERB, Role.NEGATION))
        return position

    def _is_whole(self, position: int) -> bool:
        """Whether a name is no part of a longer one that is not known: "Port Royal Airport", "South Freedonia"."""
        before, after = self._at(position - 1), self._at(position + 1)
        if after is not None and after.role is Role.WORD and after.capital:
            return False
        token = self.tokens[position]
        named = (token.gap or token).mention
        titled = named is not None and named.kind in _TITLED
        return titled or before is None or before.role is not Role.WORD or not before.capital

    def _ends_with_preposition(self, phrase: int) -> bool:
        return self.tokens[phrase].word.rsplit(" ", 1)[-1] in lexicon.PREPOSITIONS

    def _is_clear(self, mention: Mention | None) -> bool:
        return mention is None or (mention.known and not mention.ambiguous)

    def _is_noun(self, position: int) -> bool:
        token = self._at(position)
        return token is not None and (
            token.role is Role.MENTION or (token.role is Role.WORD and token.capital)
        )

    def _at(self, position: int) -> Token | None:
        return self.tokens[position] if 0 <= position < len(self.tokens) else None

    def _role(self, position: int) -> Role | None:
        token = self._at(position)
        return token.role if token is not None else None

    def _word(self, position: int) -> str:
        token = self._at(position)
        return token.word if token is not None else ""

    def _skip(self, position: int, step: int, roles: tuple[Role, ...]) -> int:
        while self._role(position) in roles:
            position += step
        return position


def _is_description(token: Token) -> bool:
    """Whether the words name no agreement but describe one: "a nuclear agreement"."""
    named = (token.gap or token).mention
    # A resolution is named by its number: "resolution 955" describes none.
    if named is None or not named.head or named.kind == _RESOLUTION:
        return False
    return not token.capital and named.subject.lower() != token.word


def _is_person(token: Token) -> bool:
    named = (token.gap or token).mention
    return named is not None and named.kind == _PERSON
