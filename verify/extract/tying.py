"""The engine that ties a subject, a phrase and a date inside a clause; it knows no kind of statement by name.

A date is governed by one verb or noun of its clause. Only if that is a phrase of a property, and a named subject is the
subject or object of it, does the date state that property; or the date stands at the name itself ("the 2015 accord").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from verify.extract.acts import Style, done_on
from verify.extract.arguments import Arguments
from verify.extract.clauses import Role, Token
from verify.extract.dates import DateMention
from verify.extract.governing import governing_phrase, leftwards
from verify.extract.reading import Mention

_NAME_REACH = 12
_DATELINE = 8
_DATE_PREPOSITIONS = frozenset(("on", "in", "at", "during", "of", "around", "about", "near", "from", "dated"))
_SINCE = frozenset(("since", "after", "before", "following", "until"))
_HAVING = frozenset(("had", "has", "have"))
_TIMES = frozenset(("days", "weeks", "months", "years", "decades", "hours", "rounds"))
_CLOSED = (Role.COMMA, Role.STOP, Role.CLOSE, Role.MARK)
_COMPLEMENT = (Role.WORD, Role.PREPOSITION, Role.DETERMINER, Role.POSSESSIVE, Role.MENTION)


class Tie(NamedTuple):
    """A date tied to a subject: `phrase` is the index of a token, None where the date stands at the name."""

    mention: Mention
    date: DateMention
    phrase: int | None
    doubtful: bool = False
    """Whether the date may be that of something else: "was adopted after the test on October 9, 2006"."""


def ties(
    tokens: Sequence[Token],
    kinds: frozenset[str],
    styles: Mapping[str, Style],
    default: Style,
    last: Mention | None,
) -> Iterator[Tie]:
    """Every tie of a sentence; `last` is the subject that "it" stands for at its beginning."""
    clause = _Clause(tokens, Arguments(tokens, kinds, last), styles, default)
    before: tuple[int, Tie] | None = None
    stated: Tie | None = None
    taken: dict[int, int] = {}
    for index, token in enumerate(tokens):
        if token.date is None or _is_dateline(tokens, index):
            continue
        tie = clause.tie(index, token.date)
        if tie is not None and tie.phrase is not None:
            if _is_another(tokens, taken.get(tie.phrase), index):
                continue
            taken[tie.phrase] = index
        if (
            tie is None
            and before is not None
            and clause.lists(before[1])
            and _is_list(tokens, before[0], index)
        ):
            tie = before[1]._replace(date=token.date)
        if tie is None and stated is not None and _takes_up(tokens, index):
            tie = stated._replace(date=token.date)
        before = (index, tie) if tie is not None else None
        stated = tie if tie is not None and tie.phrase is not None else stated
        if tie is not None:
            yield tie


def _is_dateline(tokens: Sequence[Token], index: int) -> bool:
    """ "JUBA, Oct 5 (Agency) - The two sides signed …": a place, a date and a dash that open a report."""
    before = tokens[:index]
    behind = index + 1
    if behind < len(tokens) and tokens[behind].role is Role.OPEN:
        behind = (tokens[behind].jump or behind) + 1
    if not before or index > _DATELINE or behind >= len(tokens) or tokens[behind].role is not Role.DASH:
        return False
    return all(t.role in (Role.COMMA, Role.MARK) or (t.role is Role.WORD and t.capital) for t in before)


def _is_another(tokens: Sequence[Token], earlier: int | None, index: int) -> bool:
    """Whether a second date of one phrase says something else: "… signed on 3 May set 1 July as the day"."""
    if earlier is None:
        return False
    if any(t.word in _HAVING for t in tokens[earlier + 1 : index]):
        return True
    return all(t.role in (Role.WORD, Role.DETERMINER, Role.AUXILIARY) for t in tokens[earlier + 1 : index])


def _is_list(tokens: Sequence[Token], first: int, second: int) -> bool:
    between = tokens[first + 1 : second]
    return (
        bool(between)
        and all(t.role is Role.COMMA or t.word in ("and", "or") for t in between)
        and len(between) <= 2
    )


def _takes_up(tokens: Sequence[Token], index: int) -> bool:
    """ "was signed that summer – that was August 5th" """
    words = [token.word for token in tokens[max(0, index - 3) : index]]
    if words and words[-1] == "on":
        words.pop()
    return words[-2:] in (["that", "was"], ["this", "was"], ["which", "was"])


class _Clause:
    """One tokenised sentence and the ways in which dates are tied to the names in it."""

    def __init__(
        self,
        tokens: Sequence[Token],
        names: Arguments,
        styles: Mapping[str, Style],
        default: Style,
    ) -> None:
        self.tokens = tokens
        self.names = names
        self.styles = styles
        self.default = default

    def tie(self, index: int, date: DateMention) -> Tie | None:
        at_name = self._before_name(index) or self._behind_name(index)
        if at_name is not None and not self._style(at_name).reach:
            return Tie(at_name, date, None)
        done = done_on(self.tokens, self.names, self._style, index)
        if done is not None:
            return Tie(done, date, None)
        phrase = None if self._modifies_another_noun(index) else governing_phrase(self.tokens, index)
        mention = self.names.of(phrase, index) if phrase is not None else None
        if mention is not None and phrase is not None:
            if self._is_for_one(phrase):
                return Tie(mention, date, phrase, doubtful=True)
            other = self._dates_another(phrase, index)
            if other is None:
                return Tie(self._listed(index, mention), date, phrase)
            return Tie(mention, date, phrase, doubtful=True) if other else None
        return Tie(at_name, date, None) if at_name is not None else None

    def _is_for_one(self, phrase: int) -> bool:
        """ "entered into force for Syria": of one party, not as a whole."""
        force = self.tokens[phrase].word.rsplit(" ", 1)[-1] in ("effect", "force")
        behind = self.tokens[phrase + 1 : phrase + 3]
        return (
            force
            and len(behind) > 1
            and behind[0].word in ("for", "in")
            and behind[1].date is None
            and (behind[1].capital or behind[1].role is Role.PRONOUN)
        )

    def _dates_another(self, phrase: int, index: int) -> bool | None:
        """Whether a date may be that of what the statement came after or before: True; False where it surely is.

        None where nothing of the kind stands between, or only a time ("after years of talks on …").
        """
        between = self.tokens[phrase + 1 : index]
        first = next((n for n, token in enumerate(between) if token.word in _SINCE), None)
        if first is None or any(token.role in _CLOSED for token in between[first:]):
            return None
        thing = [token for token in between[first + 1 :] if token.role in (Role.WORD, Role.MENTION)]
        if not thing or any(token.word in _TIMES for token in thing):
            return None
        dated = any(token.role is Role.DATE for token in between[:first])
        return not dated and between[-1].word != "of"

    def _listed(self, index: int, mention: Mention) -> Mention:
        """Of a list the name right before the date: "… adopted 1737 in December 2006 and 1747 in March 2007"."""
        position = index - 1
        if position < 3 or self.tokens[position].role is not Role.PREPOSITION:
            return mention
        near = self.names.name_at(position - 1)
        listed = (
            self.tokens[position - 2].role in (Role.COMMA, Role.CONJUNCTION)
            and self.tokens[position - 3].role is Role.DATE
        )
        return near if near is not None and near.kind == mention.kind and listed else mention

    def lists(self, tie: Tie) -> bool:
        """Whether a further date in a list says the same again: of a phrase, or of a name that happens on a day."""
        return tie.phrase is not None or self._style(tie.mention).reach > 0

    def _before_name(self, index: int) -> Mention | None:
        """ "the 2015 accord", "the September 19, 2005, Joint Statement" """
        position = index + 1
        if position < len(self.tokens) and self.tokens[position].role is Role.COMMA:
            position += 1
        steps = 0
        while steps < 3 and self._is_modifier(position):
            position += 1
            steps += 1
        mention = self.names.name_at(position)
        if mention is None or (
            steps and any(t.role is Role.COMMA for t in self.tokens[index + 1 : position])
        ):
            return None
        before = self.tokens[index - 1] if index else None
        if before is None:
            return mention if position == index + 1 else None
        if before.role in (Role.DETERMINER, Role.POSSESSIVE) or (
            before.role is Role.WORD and not before.capital
        ):
            return mention
        if before.role is Role.PREPOSITION and before.word in ("of", "under") and position == index + 1:
            return mention
        return None

    def _is_modifier(self, position: int) -> bool:
        named = self.names.name_at(position) is not None
        return not named and position < len(self.tokens) and self.tokens[position].role is Role.WORD

    def _behind_name(self, index: int) -> Mention | None:
        """ "the accord of February 2015", "the accord (2015)", "since the accord in 2015" """
        position = index - 1
        while position >= 0 and self.tokens[position].role in (Role.ADVERB, Role.DETERMINER):
            position -= 1
        if position < 0:
            return None
        link = self.tokens[position]
        if link.role is Role.OPEN:
            return self.names.name_at(position - 1)
        if link.role is Role.COMMA:
            return self._year_behind_comma(index, position)
        if link.role is Role.MARK:
            return None
        if link.word not in _DATE_PREPOSITIONS and link.word != "dated":
            direct = self.names.name_at(position) if position == index - 1 else None
            return direct if direct is not None and self._style(direct).reach else None
        name = self._skip_insertion(position - 1)
        mention = self.names.name_at(name)
        if link.word in ("of", "dated"):
            return mention if mention is not None else self._behind_far(name, link.word)
        if mention is not None:
            return (
                mention
                if link.word in self._style(mention).prepositions or self._follows_since(name)
                else None
            )
        return self._behind_far(name, link.word)

    def _behind_far(self, name: int, link: str) -> Mention | None:
        """An event may have its place before its date: "the sinking of the ship off the coast in 2010"."""
        for position in range(name, max(name - _NAME_REACH, -1), -1):
            token = self.tokens[position]
            if (mention := self.names.name_at(position)) is not None:
                style = self._style(mention)
                return mention if link in style.prepositions and name - position < style.reach else None
            if token.role not in _COMPLEMENT:
                return None
        return None

    def _year_behind_comma(self, index: int, comma: int) -> Mention | None:
        date = self.tokens[index].date
        closed = index + 1 >= len(self.tokens) or self.tokens[index + 1].role in _CLOSED
        if date is None or len(date.stated) != 4 or not closed or comma != index - 1:
            return None
        return self.names.name_at(comma - 1)

    def _follows_since(self, name: int) -> bool:
        position = name - 1
        while position >= 0 and self.tokens[position].role in (Role.DETERMINER, Role.WORD, Role.POSSESSIVE):
            position -= 1
        return position >= 0 and self.tokens[position].word in _SINCE

    def _modifies_another_noun(self, index: int) -> bool:
        """ "the July 12 approval", "its 30 September deadline" """
        before = self.tokens[index - 1] if index else None
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if after is not None and after.role is Role.POSSESSIVE and after.word == "'s":
            return True
        led = before is not None and before.role in (Role.DETERMINER, Role.POSSESSIVE)
        return led and after is not None and after.role is Role.WORD

    def _skip_insertion(self, position: int) -> int:
        while position >= 0 and self.tokens[position].role in (Role.CLOSE, Role.MARK):
            position = leftwards(self.tokens, position)
        return position

    def _style(self, mention: Mention) -> Style:
        return self.styles.get(mention.kind, self.default)
