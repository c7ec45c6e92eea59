"""The engine that ties a subject, a phrase and a date inside a clause; it knows no kind of statement by name.

A date is governed by one verb or noun of its clause. Only if that is a phrase of a property, and a named subject is the
subject or object of it, does the date state that property; or the date stands at the name itself ("the 2015 accord").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from verify.extract import lexicon
from verify.extract.clauses import VERBAL, Role, Token
from verify.extract.dates import DateMention
from verify.extract.reading import Mention

_REACH = 60
_OBJECT_REACH = 16
_NAME_REACH = 12
_LIGHT_VERBS = lexicon.words("meaning", "light")
_JOINING = lexicon.words("meaning", "joining")
_PASSIVE = lexicon.BE | frozenset(("got", "gets", "getting", "get"))
_NOMINAL_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "ure",
    "ing",
    "al",
    "try",
    "iry",
    "expiry",
    "entry",
    "end",
    "force",
)
_DATE_PREPOSITIONS = frozenset(("on", "in", "at", "during", "of", "around", "about", "near", "from", "dated"))
_FINITE_LEFT = frozenset((Role.SUBORDINATOR, Role.CONJUNCTION, Role.STOP, Role.DASH))
_NOUN_ROLES = frozenset((Role.WORD, Role.MENTION, Role.PRONOUN, Role.DETERMINER, Role.POSSESSIVE))


class Tie(NamedTuple):
    """A date tied to a subject: `phrase` is the index of the token of the phrase, None where the date stands at the name."""

    mention: Mention
    date: DateMention
    phrase: int | None


class Style(NamedTuple):
    """How dates attach to the names of one kind: the prepositions that may lead to them, and how far behind they may stand."""

    prepositions: frozenset[str]
    reach: int


def ties(
    tokens: Sequence[Token],
    kinds: frozenset[str],
    styles: Mapping[str, Style],
    default: Style,
    last: Mention | None,
) -> Iterator[Tie]:
    """Every tie of a sentence; `last` is the subject that "it" stands for at its beginning."""
    clause = _Clause(tokens, kinds, styles, default, last)
    before: tuple[int, Tie] | None = None
    stated: Tie | None = None
    for index, token in enumerate(tokens):
        if token.date is None:
            continue
        tie = clause.tie(index, token.date)
        if (
            tie is None
            and before is not None
            and before[1].phrase is not None
            and _is_list(tokens, before[0], index)
        ):
            tie = before[1]._replace(date=token.date)
        if tie is None and stated is not None and _takes_up(tokens, index):
            tie = stated._replace(date=token.date)
        before = (index, tie) if tie is not None else None
        stated = tie if tie is not None and tie.phrase is not None else stated
        if tie is not None:
            yield tie


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
    """The walks over one tokenised sentence."""

    def __init__(
        self,
        tokens: Sequence[Token],
        kinds: frozenset[str],
        styles: Mapping[str, Style],
        default: Style,
        last: Mention | None,
    ) -> None:
        self.tokens = tokens
        self.kinds = kinds
        self.styles = styles
        self.default = default
        self.last = last

    def tie(self, index: int, date: DateMention) -> Tie | None:
        at_name = self._at_name(index)
        if at_name is not None:
            return Tie(at_name, date, None)
        if self._modifies_another_noun(index):
            return None
        phrase = self._governor(index)
        if phrase is None:
            return None
        mention = self._argument(phrase, index)
        return Tie(mention, date, phrase) if mention is not None else None

    # --- the date at the name -------------------------------------------------------------------

    def _at_name(self, index: int) -> Mention | None:
        return self._before_name(index) or self._behind_name(index)

    def _before_name(self, index: int) -> Mention | None:
        """ "the 2015 accord", "the September 19, 2005, Joint Statement" """
        position = index + 1
        if position < len(self.tokens) and self.tokens[position].role is Role.COMMA:
            position += 1
        steps = 0
        while position < len(self.tokens) and self.tokens[position].role is Role.WORD and steps < 3:
            position += 1
            steps += 1
        mention = self._mention_at(position)
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

    def _behind_name(self, index: int) -> Mention | None:
        """ "the accord of February 2015", "the accord (2015)", "since the accord in 2015" """
        position = index - 1
        while position >= 0 and self.tokens[position].role in (Role.ADVERB, Role.DETERMINER):
            position -= 1
        if position < 0:
            return None
        link = self.tokens[position]
        if link.role is Role.OPEN:
            return self._mention_at(position - 1)
        if link.role is Role.COMMA:
            return self._year_behind_comma(index, position)
        if link.role is Role.MARK:
            return None
        if link.word not in _DATE_PREPOSITIONS and link.word != "dated":
            direct = self._mention_at(position) if position == index - 1 else None
            return direct if direct is not None and self._style(direct).reach else None
        name = self._skip_insertion(position - 1)
        mention = self._mention_at(name)
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
        """An event may have its place between its name and its date: "the sinking of the ship off the coast in 2010"."""
        for position in range(name, max(name - _NAME_REACH, -1), -1):
            token = self.tokens[position]
            if (mention := self._mention_at(position)) is not None:
                style = self._style(mention)
                return mention if link in style.prepositions and name - position < style.reach else None
            if token.role not in (
                Role.WORD,
                Role.PREPOSITION,
                Role.DETERMINER,
                Role.POSSESSIVE,
                Role.MENTION,
            ):
                return None
        return None

    def _year_behind_comma(self, index: int, comma: int) -> Mention | None:
        date = self.tokens[index].date
        closed = index + 1 >= len(self.tokens) or self.tokens[index + 1].role in (
            Role.COMMA,
            Role.STOP,
            Role.CLOSE,
            Role.MARK,
        )
        if date is None or len(date.stated) != 4 or not closed or comma != index - 1:
            return None
        return self._mention_at(comma - 1)

    def _follows_since(self, name: int) -> bool:
        position = name - 1
        while position >= 0 and self.tokens[position].role in (Role.DETERMINER, Role.WORD, Role.POSSESSIVE):
            position -= 1
        return position >= 0 and self.tokens[position].word in (
            "since",
            "after",
            "before",
            "following",
            "until",
        )

    def _modifies_another_noun(self, index: int) -> bool:
        """ "the July 12 approval", "its 30 September deadline" """
        before = self.tokens[index - 1] if index else None
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if after is not None and after.role is Role.POSSESSIVE and after.word == "'s":
            return True
        led = before is not None and before.role in (Role.DETERMINER, Role.POSSESSIVE)
        return led and after is not None and after.role is Role.WORD

    # --- what governs the date ------------------------------------------------------------------

    def _governor(self, index: int) -> int | None:
        """The token of the phrase that the date belongs to; None where something else governs it."""
        position = index - 1
        deadline = False
        while position >= 0 and self.tokens[position].role in (
            Role.ADVERB,
            Role.DETERMINER,
            Role.PREPOSITION,
        ):
            deadline = deadline or self.tokens[position].word in lexicon.DEADLINES
            position -= 1
        if deadline and not (position >= 0 and self.tokens[position].role is Role.PHRASE):
            return None
        if deadline and "by" in (t.word for t in self.tokens[position + 1 : index]):
            return None
        right = self._verb_behind(index)
        if position < 0 or self._begins_clause(position, index, right):
            return self._phrase_of(right)
        left = self._verb_before(position)
        if left is None:
            return self._phrase_of(right)
        if right is not None and self._comma_between(left, index) and self._follows_directly(index, right):
            return self._phrase_of(right)
        return self._phrase_of(left, date=index)

    def _begins_clause(self, position: int, index: int, right: int | None) -> bool:
        token = self.tokens[position]
        if token.role is Role.STOP or token.role is Role.SUBORDINATOR:
            return True
        if token.role is Role.DASH:
            return token.jump is None or token.jump > position
        if token.role is not Role.CONJUNCTION or right is None:
            return False
        return any(t.role in _NOUN_ROLES for t in self.tokens[index + 1 : right])

    def _verb_before(self, position: int) -> int | None:
        for _ in range(_REACH):
            if position < 0:
                return None
            token = self.tokens[position]
            if token.role in VERBAL:
                return position
            if token.role is Role.STOP or (token.role is Role.SUBORDINATOR and token.word != "that"):
                return None
            if token.role is Role.AUXILIARY and token.word in lexicon.BE:
                return position
            position = (token.jump if token.jump is not None and token.jump < position else position) - 1
        return None

    def _verb_behind(self, position: int) -> int | None:
        """The first verb of the clause behind a date, relative clauses and insertions passed over."""
        position += 1
        copula: int | None = None
        for _ in range(_REACH):
            if position >= len(self.tokens):
                break
            token = self.tokens[position]
            if token.role in VERBAL:
                return position
            if token.role is Role.STOP:
                break
            if token.role is Role.AUXILIARY and token.word in lexicon.BE and copula is None:
                copula = position
            if token.role is Role.SUBORDINATOR and position and self.tokens[position - 1].role is Role.COMMA:
                position = self._next_comma(position)
                continue
            position = (token.jump if token.jump is not None and token.jump > position else position) + 1
        return copula

    def _next_comma(self, position: int) -> int:
        while position < len(self.tokens) and self.tokens[position].role is not Role.COMMA:
            position += 1
        return position + 1

    def _phrase_of(self, verb: int | None, date: int | None = None) -> int | None:
        """The phrase itself, or the one that a verb leads to: "joined to sign", "decided on … to denounce"."""
        if verb is None:
            return None
        token = self.tokens[verb]
        if token.role is Role.PHRASE:
            return verb
        if token.word in _JOINING:
            start = verb + 1 if date is None else date + 1
            for position in range(start, min(start + 4, len(self.tokens) - 1)):
                if self.tokens[position].word == "to" and self.tokens[position + 1].role is Role.PHRASE:
                    return position + 1
        if token.word in _LIGHT_VERBS:
            for position in range(verb - 1, max(verb - _OBJECT_REACH, -1), -1):
                if self.tokens[position].role is Role.PHRASE:
                    return position if self._is_nominal(position) else None
                if self.tokens[position].role in (Role.VERB, Role.STOP, Role.SUBORDINATOR):
                    return None
        return None

    def _comma_between(self, left: int, right: int) -> bool:
        return any(t.role is Role.COMMA for t in self.tokens[left + 1 : right])

    def _follows_directly(self, index: int, verb: int) -> bool:
        return all(
            t.role in (Role.ADVERB, Role.COMMA, Role.AUXILIARY, Role.NEGATION)
            for t in self.tokens[index + 1 : verb]
        )

    # --- the subject or object of the phrase ----------------------------------------------------

    def _argument(self, phrase: int, date: int) -> Mention | None:
        token = self.tokens[phrase]
        if token.owner is not None:
            return token.owner
        if token.word.rsplit(" ", 1)[-1] in lexicon.PREPOSITIONS:
            return self._object(phrase, governed=False)
        if self._is_nominal(phrase):
            return self._object(phrase, governed=True) or self._owner(phrase)
        if self._is_passive(phrase):
            return self._subject(phrase)
        behind = self._object(phrase, governed=False)
        if behind is None:
            return self._subject(phrase)
        ahead = self._adjacent_name(phrase)
        return ahead if ahead is not None and not self._is_governed(phrase - 1) and phrase < date else behind

    def _is_nominal(self, phrase: int) -> bool:
        last = self.tokens[phrase].word.split(" ")[0]
        if not last.endswith(_NOMINAL_ENDINGS) or self.tokens[phrase].word.endswith("ed"):
            return False
        after = self.tokens[phrase + 1] if phrase + 1 < len(self.tokens) else None
        before = self.tokens[phrase - 1] if phrase else None
        if after is not None and after.word in ("of", "into"):
            return True
        if before is not None and before.role in (Role.DETERMINER, Role.POSSESSIVE):
            return True
        return not last.endswith("ing")

    def _is_passive(self, phrase: int) -> bool:
        position = phrase - 1
        while position >= 0 and self.tokens[position].role in (Role.ADVERB, Role.NEGATION):
            position -= 1
        return position >= 0 and self.tokens[position].word in _PASSIVE

    def _adjacent_name(self, phrase: int) -> Mention | None:
        position = phrase - 1
        while position >= 0 and self.tokens[position].role in (Role.COMMA, Role.ADVERB, Role.CLOSE):
            jump = self.tokens[position].jump
            position = (jump if jump is not None and jump < position else position) - 1
        return self._mention_at(position)

    def _object(self, phrase: int, *, governed: bool) -> Mention | None:
        """The first name behind the phrase; one that a preposition governs counts only if `governed`."""
        position = phrase + 1
        for _ in range(_OBJECT_REACH):
            if position >= len(self.tokens):
                return None
            token = self.tokens[position]
            mention = self._mention_at(position)
            if mention is not None:
                return (
                    mention if governed or not self._is_governed(position) or position == phrase + 1 else None
                )
            if token.role in VERBAL or token.role in (Role.STOP, Role.SUBORDINATOR, Role.AUXILIARY):
                return None
            if token.word == "it" and self.last is not None:
                return self.last
            position = (token.jump if token.jump is not None and token.jump > position else position) + 1
        return None

    def _owner(self, phrase: int) -> Mention | None:
        """ "the treaty's entry into force", "its signature" """
        before = self.tokens[phrase - 1] if phrase else None
        if before is None:
            return None
        if before.word in ("its", "their"):
            return self._name_before(phrase - 1) or self.last
        if before.word == "'s":
            return self._mention_at(phrase - 2)
        return self._mention_at(phrase - 1)

    def _name_before(self, position: int) -> Mention | None:
        for index in range(position - 1, max(position - _REACH, -1), -1):
            if (mention := self._mention_at(index)) is not None:
                return mention
        return None

    def _is_governed(self, position: int) -> bool:
        """Whether the name at `position` is the complement of a preposition, and so not what the clause is about."""
        position -= 1
        while position >= 0 and self.tokens[position].role in (
            Role.DETERMINER,
            Role.WORD,
            Role.POSSESSIVE,
            Role.ADVERB,
        ):
            if self.tokens[position].role is Role.WORD and self.tokens[position].capital:
                return False
            position -= 1
        return position >= 0 and self.tokens[position].role is Role.PREPOSITION

    def _subject(self, phrase: int) -> Mention | None:
        """The name that a passive, an intransitive verb or a participle says something of."""
        position = phrase - 1
        candidates: list[int] = []
        for _ in range(_REACH):
            if position < 0:
                break
            token = self.tokens[position]
            if token.role is Role.SUBORDINATOR and token.word in lexicon.RELATIVES:
                if candidates:
                    break
                return self._antecedent(position)
            if token.role is Role.STOP or token.role is Role.SUBORDINATOR:
                break
            if token.word == "it":
                return self._name_before(position) or self.last
            if self._mention_at(position) is not None:
                candidates.append(position)
            elif token.role in VERBAL and not self._is_nominal(position):
                if candidates:
                    break
                return self._shared_subject(position, phrase)
            position = (token.jump if token.jump is not None and token.jump < position else position) - 1
        return self._head_of(candidates, phrase, position)

    def _head_of(self, candidates: list[int], phrase: int, boundary: int) -> Mention | None:
        """Of the names between a clause's beginning and its verb: the first that no preposition governs.

        A participle may also belong to the name right before it: "under the accord signed in 1993".
        """
        if len(candidates) > 1 and self._are_coordinated(candidates[1], candidates[0]):
            return None
        for position in reversed(candidates):
            if not self._is_governed(position):
                return self._mention_at(position)
        if (
            not candidates
            or self._is_passive(phrase)
            or not self.tokens[phrase].word.split(" ")[0].endswith(("ed", "n", "ne"))
        ):
            return None
        in_clause = boundary >= 0 and self.tokens[boundary].role in VERBAL
        nearest = candidates[0]
        fronted = self._is_fronted(nearest)
        return self._mention_at(nearest) if in_clause or fronted else None

    def _are_coordinated(self, first: int, second: int) -> bool:
        """Whether two names share what is said of them: a date behind says it of neither alone."""
        between = self.tokens[first + 1 : second]
        return any(t.role is Role.CONJUNCTION for t in between) and all(
            t.role in (Role.CONJUNCTION, Role.COMMA, Role.DETERMINER) for t in between
        )

    def _is_fronted(self, position: int) -> bool:
        while position > 0 and self.tokens[position - 1].role in (
            Role.DETERMINER,
            Role.WORD,
            Role.POSSESSIVE,
        ):
            position -= 1
        start = position - 1
        return (
            start >= 0
            and self.tokens[start].role is Role.PREPOSITION
            and (start == 0 or self.tokens[start - 1].role not in (Role.WORD, Role.MENTION))
        )

    def _shared_subject(self, verb: int, phrase: int) -> Mention | None:
        """The subject of an earlier verb, where a conjunction joins the two: "was signed in 1987 and entered into force"."""
        between = self.tokens[verb + 1 : phrase]
        if any(t.role is Role.CONJUNCTION for t in between) and not any(
            t.role is Role.PRONOUN for t in between
        ):
            return self._subject(verb)
        if any(t.role is Role.COMMA for t in between[-3:]):
            return self._subject(verb)
        return None

    def _antecedent(self, relative: int) -> Mention | None:
        """The name that "which" or "that" stands for: the nearest before it, only its own complements between."""
        position = relative - 1
        for _ in range(_OBJECT_REACH):
            if position < 0:
                return None
            token = self.tokens[position]
            mention = self._mention_at(position)
            if mention is not None:
                return mention
            if token.role in (Role.STOP, Role.SUBORDINATOR, Role.PRONOUN, Role.VERB, Role.AUXILIARY):
                return None
            position = (token.jump if token.jump is not None and token.jump < position else position) - 1
            if token.role is Role.CLOSE and position + 1 < relative:
                inner = self._mention_within(position + 1, relative)
                if inner is not None and self._mention_at(position) is None:
                    return inner
        return None

    def _mention_within(self, start: int, end: int) -> Mention | None:
        return next((m for i in range(start, end) if (m := self._mention_at(i)) is not None), None)

    def _skip_insertion(self, position: int) -> int:
        while position >= 0 and self.tokens[position].role in (Role.CLOSE, Role.MARK):
            jump = self.tokens[position].jump
            position = (jump if jump is not None and jump < position else position) - 1
        return position

    def _style(self, mention: Mention) -> Style:
        return self.styles.get(mention.kind, self.default)

    def _mention_at(self, position: int) -> Mention | None:
        """The subject named at a token, or the one that a noun of an alias in parts stands for."""
        if not 0 <= position < len(self.tokens):
            return None
        token = self.tokens[position]
        mention = token.mention or (token.owner if token.role is Role.WORD and not token.capital else None)
        return mention if mention is not None and mention.kind in self.kinds else None
