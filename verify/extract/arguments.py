"""The subject or object of a phrase: which of the names in its clause it says something of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verify.extract import lexicon
from verify.extract.clauses import VERBAL, Role, Token
from verify.extract.governing import is_nominal, is_passive, leftwards, rightwards
from verify.extract.reading import Mention

_REACH = 60
_OBJECT_REACH = 16
_WITHIN_NAME = (Role.DETERMINER, Role.WORD, Role.POSSESSIVE, Role.ADVERB)
_MAY_SUBORDINATE = frozenset(("since", "after", "before", "until", "till", "as"))
_DIGITS = "0123456789"
_OBJECT_BEGINS = (Role.DETERMINER, Role.POSSESSIVE, Role.WORD)


class Arguments:
    """The names of one tokenised sentence; `last` is what "it" stands for where no name precedes it here."""

    def __init__(self, tokens: Sequence[Token], kinds: frozenset[str], last: Mention | None) -> None:
        self.tokens = tokens
        self.kinds = kinds
        self.last = last

    def name_at(self, position: int) -> Mention | None:
        """The subject named at a token, or the one that a noun of an alias in parts stands for."""
        if not 0 <= position < len(self.tokens):
            return None
        token = self.tokens[position]
        mention = token.mention or (token.owner if token.role is Role.WORD and not token.capital else None)
        return mention if mention is not None and mention.kind in self.kinds else None

    def of(self, phrase: int, date: int) -> Mention | None:
        """What the phrase that governs the date says something of; None where no name fits."""
        token = self.tokens[phrase]
        if token.owner is not None:
            return token.owner
        if token.word.rsplit(" ", 1)[-1] in lexicon.PREPOSITIONS and phrase + 1 != date:
            return self._object(phrase, governed=False)
        if is_nominal(self.tokens, phrase):
            return self._object(phrase, governed=True) or self._owner(phrase)
        if is_passive(self.tokens, phrase):
            return self._subject(phrase)
        behind = self._object(phrase, governed=False)
        if behind is None:
            return None if self._has_own_object(phrase) else self._subject(phrase)
        ahead = self._adjacent_name(phrase)
        return ahead if ahead is not None and not self._is_governed(phrase - 1) and phrase < date else behind

    # --- names behind a phrase ------------------------------------------------------------------

    def _object(self, phrase: int, *, governed: bool) -> Mention | None:
        """The first name behind the phrase; one that a preposition governs counts only if `governed`."""
        position = phrase + 1
        has_subject = phrase > 0 and self.tokens[phrase - 1].role in (Role.WORD, Role.MENTION)
        for _ in range(_OBJECT_REACH):
            if position >= len(self.tokens):
                return None
            token = self.tokens[position]
            mention = self.name_at(position)
            if mention is not None:
                taken = governed or position == phrase + 1 or not self._is_governed(position)
                return mention if taken and not self._is_possessor(position) else None
            if token.role in VERBAL or token.role in (Role.STOP, Role.SUBORDINATOR, Role.AUXILIARY):
                return None
            if token.word == "it" and (meant := self._taken_up(position)) is not None:
                return meant
            if has_subject and token.role is Role.COMMA and self.tokens[position - 1].role is Role.DATE:
                return None
            position = rightwards(self.tokens, position)
        return None

    def _has_own_object(self, phrase: int) -> bool:
        """ "reached a milestone", "left office": an object that is no name known here."""
        position = phrase + 1
        if " " in self.tokens[phrase].word or position >= len(self.tokens):
            return False
        return self.tokens[position].role in _OBJECT_BEGINS and self.tokens[position].word[0] not in _DIGITS

    # --- names before a phrase ------------------------------------------------------------------

    def _adjacent_name(self, phrase: int) -> Mention | None:
        position = phrase - 1
        while position >= 0 and self.tokens[position].role in (Role.COMMA, Role.ADVERB, Role.CLOSE):
            position = leftwards(self.tokens, position)
        return self.name_at(position)

    def _owner(self, phrase: int) -> Mention | None:
        """ "the treaty's entry into force", "its signature" """
        before = self.tokens[phrase - 1] if phrase else None
        if before is None:
            return None
        if before.word in ("its", "their"):
            return self._nearest_before(phrase - 1) or self.last
        return self.name_at(phrase - 2 if before.word == "'s" else phrase - 1)

    def _nearest_before(self, position: int) -> Mention | None:
        nearest = range(position - 1, max(position - _REACH, -1), -1)
        return next((mention for i in nearest if (mention := self.name_at(i)) is not None), None)

    def _taken_up(self, position: int) -> Mention | None:
        """What "it" stands for: the one name before it in its sentence, else what the sentence before was about.

        Of two of a kind in one clause it may be either.
        """
        nearest = self._nearest_before(position)
        if nearest is None:
            return self.last
        stops = (i for i in range(position - 1, -1, -1) if self.tokens[i].role is Role.STOP)
        low = next((i for i in stops if self._names_between(i, position)), 0)
        rivals = {name.subject for name in self._names_between(low, position) if name.kind == nearest.kind}
        return replace(nearest, ambiguous=True) if len(rivals) > 1 else nearest

    def _names_between(self, first: int, last: int) -> list[Mention]:
        return [name for i in range(first, last) if (name := self.name_at(i)) is not None]

    def _subject(self, phrase: int) -> Mention | None:
        """The name that a passive, an intransitive verb or a participle says something of."""
        position = self._before_insertion(phrase - 1)
        candidates: list[int] = []
        for _ in range(_REACH):
            if position < 0:
                break
            token = self.tokens[position]
            if token.role in (Role.STOP, Role.SUBORDINATOR):
                if token.word in lexicon.RELATIVES and not candidates:
                    return self._antecedent(position)
                break
            if token.word == "it" and not candidates:
                return self._taken_up(position)
            if self.name_at(position) is not None:
                candidates.append(position)
            elif self._is_reduced(position, phrase):
                pass
            elif token.role in VERBAL and not is_nominal(self.tokens, position):
                if not candidates:
                    return self._shared_subject(position, phrase)
                break
            position = leftwards(self.tokens, position)
        return self._head_of(candidates, phrase, position)

    def _is_reduced(self, verb: int, phrase: int) -> bool:
        """ "the treaty banning landmines took effect": a participle right behind the name that it only describes."""
        token = self.tokens[verb]
        if token.role not in VERBAL or not token.word.endswith("ing") or self.name_at(verb - 1) is None:
            return False
        first = verb - 2
        while first >= 0 and self.tokens[first].role in _WITHIN_NAME:
            first -= 1
        if first >= 0 and self.tokens[first].role in VERBAL:
            return False
        between = self.tokens[verb + 1 : phrase]
        return not any(t.role in (Role.COMMA, Role.CONJUNCTION, Role.DASH, *VERBAL) for t in between)

    def _before_insertion(self, position: int) -> int:
        """Left of a relative clause that closes before a verb: "the text, which names the accord, was adopted"."""
        while position >= 0 and self.tokens[position].role in (Role.AUXILIARY, Role.ADVERB):
            position -= 1
        if position < 0 or self.tokens[position].role is not Role.COMMA:
            return position
        for at in range(position - 1, max(position - _REACH, 0), -1):
            if self.tokens[at].role is Role.STOP:
                break
            if self.tokens[at].word in lexicon.RELATIVES and self.tokens[at - 1].role is Role.COMMA:
                return at - 2
        return position

    def _head_of(self, candidates: list[int], phrase: int, boundary: int) -> Mention | None:
        """Of the names between a clause's beginning and its verb, nearest first: the one that is not a mere complement.

        A participle may also belong to a complement right before it: "under the accord signed in 1993".
        """
        if len(candidates) > 1 and self._are_coordinated(candidates[1], candidates[0]):
            return None
        if candidates and self._is_participle(phrase) and self._is_set_off(candidates[0], phrase, Role.DASH):
            return self.name_at(candidates[0])
        if len(candidates) > 1 and self._is_next_in_list(candidates, phrase):
            return self.name_at(candidates[0])
        if len(candidates) > 1 and self._is_rivalled(candidates, phrase):
            compared = self._preposition_of(candidates[0]) == "than"
            return self.name_at(candidates[0]) if compared else None
        in_clause = boundary >= 0 and self.tokens[boundary].role in VERBAL
        for position in reversed(candidates):
            if not self._is_governed(position) and not self._is_attribute(position):
                return None if self._has_other_subject(position, phrase) else self.name_at(position)
        if not candidates or not self._is_participle(phrase) or self._is_attribute(candidates[0]):
            return None
        if not self._is_complemented(candidates[0], phrase):
            return None
        return self.name_at(candidates[0]) if in_clause or self._is_fronted(candidates[0]) else None

    def _is_set_off(self, name: int, phrase: int, mark: Role) -> bool:
        """ "… 2371 – adopted on August 5 –": only a dash or comma stands between a name and its participle."""
        return name == phrase - 2 and self.tokens[phrase - 1].role is mark

    def _is_next_in_list(self, candidates: list[int], phrase: int) -> bool:
        """ "the accord of 2005 and the pact signed in 2007": a participle right behind the later name."""
        near, far = candidates[0], candidates[1]
        beside = near == phrase - 1 or self._is_set_off(near, phrase, Role.COMMA)
        if not beside or not self._is_participle(phrase) or self._is_governed(near):
            return False
        between = self.tokens[far + 1 : near]
        return any(t.role is Role.DATE for t in between) and any(t.role is Role.CONJUNCTION for t in between)

    def _is_rivalled(self, candidates: list[int], phrase: int) -> bool:
        """ "New START, the successor to START I, signed in …": nothing tells which of two names of a kind is meant."""
        near = candidates[0]
        if not (self._is_participle(phrase) and self._is_set_off(near, phrase, Role.COMMA)):
            return False
        kinds = {mention.kind for i in candidates if (mention := self.name_at(i)) is not None}
        return len(kinds) == 1 and self._is_governed(near)

    def _has_other_subject(self, name: int, phrase: int) -> bool:
        """ "the deal would help, Kerry concluded": a noun between a lone comma and the verb."""
        commas = [i for i in range(name + 1, phrase) if self.tokens[i].role is Role.COMMA]
        if len(commas) != 1:
            return False
        return any(t.role in (Role.WORD, Role.PRONOUN) for t in self.tokens[commas[0] + 1 : phrase])

    def _is_complemented(self, name: int, phrase: int) -> bool:
        """Whether only an insertion or a prepositional complement stands between a name and its participle."""
        position = name + 1
        while position < phrase and self.tokens[position].role in (Role.OPEN, Role.DASH, Role.MARK):
            position = rightwards(self.tokens, position)
        between = self.tokens[position:phrase]
        if not between:
            return True
        if any(token.role is Role.COMMA for token in between):
            return all(token.role in (Role.COMMA, Role.ADVERB) for token in between)
        return between[0].role in (Role.PREPOSITION, Role.ADVERB)

    def _shared_subject(self, verb: int, phrase: int) -> Mention | None:
        """The subject of an earlier verb joined to this one: "was signed and took effect", "is due to expire"."""
        between = self.tokens[verb + 1 : phrase]
        raised = any(token.word == "to" for token in between) and len(between) <= 3
        joined = raised or any(token.role is Role.CONJUNCTION for token in between)
        if joined and not any(token.role is Role.PRONOUN for token in between):
            return self._subject(verb)
        return self._subject(verb) if any(token.role is Role.COMMA for token in between[-3:]) else None

    def _antecedent(self, relative: int) -> Mention | None:
        """The name that "which" or "that" stands for: the nearest before it, only its own complements between."""
        position = relative - 1
        for _ in range(_OBJECT_REACH):
            if position < 0:
                return None
            mention = self.name_at(position)
            if mention is not None:
                return mention
            token = self.tokens[position]
            if token.role in (Role.STOP, Role.SUBORDINATOR, Role.PRONOUN, Role.VERB, Role.AUXILIARY):
                return None
            position = leftwards(self.tokens, position)
        return None

    # --- what a name is to its neighbours -------------------------------------------------------

    def _is_governed(self, position: int) -> bool:
        """Whether the name at `position` is the complement of a preposition, and so not what the clause is about."""
        preposition = self._preposition_of(position)
        return preposition is not None and preposition not in _MAY_SUBORDINATE

    def _preposition_of(self, position: int) -> str | None:
        position -= 1
        while position >= 0 and self.tokens[position].role in _WITHIN_NAME:
            if self.tokens[position].role is Role.WORD and self.tokens[position].capital:
                return None
            position -= 1
        before = self.tokens[position] if position >= 0 else None
        return before.word if before is not None and before.role is Role.PREPOSITION else None

    def _is_possessor(self, position: int) -> bool:
        return position + 1 < len(self.tokens) and self.tokens[position + 1].role is Role.POSSESSIVE

    def _is_attribute(self, position: int) -> bool:
        """ "the accord's foes", "the accord sanctions": the name only qualifies the noun behind it."""
        if self._is_possessor(position):
            return True
        after = self.tokens[position + 1] if position + 1 < len(self.tokens) else None
        return after is not None and after.role is Role.WORD and not after.capital and after.word.isalpha()

    def _is_participle(self, phrase: int) -> bool:
        first = self.tokens[phrase].word.split(" ")[0]
        return first.endswith(("ed", "n", "ne", "ck", "ing")) and not is_passive(self.tokens, phrase)

    def _are_coordinated(self, first: int, second: int) -> bool:
        """Whether two names share what is said of them: a date behind says it of neither alone."""
        between = self.tokens[first + 1 : second]
        joining = (Role.CONJUNCTION, Role.COMMA, Role.DETERMINER)
        return any(t.role is Role.CONJUNCTION for t in between) and all(t.role in joining for t in between)

    def _is_fronted(self, position: int) -> bool:
        """Whether the name stands in a prepositional phrase that opens its clause: "Under the accord …"."""
        while position > 0 and self.tokens[position - 1].role in _WITHIN_NAME:
            position -= 1
        start = position - 1
        if start < 0 or self.tokens[start].role is not Role.PREPOSITION:
            return False
        return start == 0 or self.tokens[start - 1].role not in (Role.WORD, Role.MENTION)
