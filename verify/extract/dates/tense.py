"""Whether a sentence tells an expression as past, as present or as to come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from verify.extract.dates.grammar import Grammar
from verify.extract.dates.reading import Reading
from verify.extract.dates.scan import Pieces

Tense = Literal["past", "present", "future", "unknown"]

_REACH = 60
"""Pieces to either side in which a verb is looked for."""

_VERB_REACH = 4
"""Pieces in which "will" stands before the verb it helps ("will have been")."""

_CLASSES: dict[str, Tense] = {
    "WILL": "future",
    "WOULD": "future",
    "AHEAD": "future",
    "HAD": "past",
    "DID": "past",
    "HAVE": "past",
    "ED": "past",
    "MOVED": "past",
    "DOES": "present",
    "IS": "present",
}


def tense_at(reading: Reading, pieces: Pieces, grammar: Grammar) -> Tense:
    """Tense of the last verb before an expression in its sentence, else of the first one behind it."""
    codes = pieces.codes
    code_of = grammar.lexicon.codes_of
    before = codes[max(reading.first - 2, 0) : reading.first]
    if before == f"{code_of('since')} ":
        return "past"
    if (reading.kind == "weekday" or reading.day is not None) and before == f"{code_of('PURPOSE')} ":
        return "past" if codes[reading.last + 1] in code_of("APOSTROPHE") else "future"
    deadline = reading.kind == "weekday" and _is_deadline(reading, pieces)
    for place in _verbs(reading, pieces, grammar):
        tense = _tense_of(place, reading, pieces, grammar)
        if tense is not None:
            return "future" if deadline and codes[place] != code_of("HAD") else tense
    return "future" if deadline else "unknown"


def _verbs(reading: Reading, pieces: Pieces, grammar: Grammar) -> Iterator[int]:
    """Places of verbs, backwards from an expression to the beginning of its sentence, then onwards to its end."""
    codes = pieces.codes
    code_of = grammar.lexicon.codes_of
    verbs, ends = code_of("VERB"), code_of("SENTENCE_END")
    for places in (
        range(reading.first - 1, max(reading.first - _REACH, 0), -1),
        range(reading.last + 1, min(reading.last + _REACH, len(codes))),
    ):
        for place in places:
            if codes[place] in verbs:
                yield place
            elif codes[place] in ends and ends_sentence(place, pieces, grammar):
                break


def _tense_of(place: int, reading: Reading, pieces: Pieces, grammar: Grammar) -> Tense | None:
    """The tense that a verb gives; None for a participle, and for a noun ("the plan")."""
    code_of = grammar.lexicon.codes_of
    code, before = pieces.codes[place], pieces.codes[max(place - _VERB_REACH, 0) : place]
    if pieces.words[place].lower() == "be":
        return None
    tense = next(tense for name, tense in _CLASSES.items() if code in code_of(name))
    if code not in code_of("AUXILIARY"):
        if before[-2:-1] in tuple(code_of("DETERMINER")):
            return None
        if pieces.words[place - 2].lower() == "be":
            return "future" if place >= _VERB_REACH and pieces.words[place - 4].lower() == "to" else None
    if any(near in code_of("WOULD") for near in before):
        return "past" if code_of("HAVE") in before + code else "future"
    if any(near in code_of("WILL") for near in before):
        return "future"
    if tense == "present" and _looks_ahead(place, reading, pieces, grammar):
        return "future"
    return tense


def ends_sentence(place: int, pieces: Pieces, grammar: Grammar) -> bool:
    """Whether a sign that can end a sentence does: no decimal point, and no dot behind "Mr", "Jan" or an initial."""
    codes, words = pieces.codes, pieces.words
    code_of = grammar.lexicon.codes_of
    if codes[place] not in code_of("DOT"):
        return True
    if codes[place + 1] in code_of("NUMBER_ANY"):
        return False
    before = words[place - 1]
    if codes[place - 1] in code_of("ABBREVIATED") or (len(before) == 1 and before.isupper()):
        return False
    return codes[place + 1] != " " or not words[place + 2][:1].islower()


def _is_deadline(reading: Reading, pieces: Pieces) -> bool:
    """Whether an expression stands behind "by", "until" or "ahead of"."""
    before = [word.lower() for word in pieces.words[max(reading.first - 4, 0) : reading.first]]
    return before[-2:-1] in (["by"], ["until"]) or before == ["ahead", " ", "of", " "]


def _looks_ahead(place: int, reading: Reading, pieces: Pieces, grammar: Grammar) -> bool:
    """Whether a verb in the present tells of what is to come: "is to meet", "is meeting Friday", "is Friday"."""
    code_of = grammar.lexicon.codes_of
    if place + 2 > reading.first:
        return "".join(pieces.words[place + 1 : place + 3]).lower() == " to"
    behind = pieces.codes[place + 2]
    is_doing = place + 2 < reading.first and behind in code_of("ING")
    between = pieces.codes[place + 1 : reading.first]
    is_then = pieces.codes[place] in code_of("IS") and not between.strip(" " + code_of("BEFORE_TIME"))
    ready = behind in code_of("READY_TO")
    return is_doing or is_then or pieces.words[place + 4 if ready else place + 2].lower() == "to"
