"""Who is said to have said it, and how it is put: asserted, negated, hypothetical or planned."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.claims import Polarity
from verify.extract import lexicon
from verify.extract.clauses import Role, Token

_SAYING = (
    r"(?:said|says|say|claims?|claimed|alleges?|alleged|argues?|argued|asserts?|asserted|insists?|"
    r"insisted|maintains?|maintained|"
    r"told|announced|declared|stated|states|added|reported|reports|noted|notes|believes?|believed|"
    r"warned|warns|contends?|contended|"
    r"suggested|suggests|acknowledged|admitted|confirmed|denied|emphasi[sz]ed|stressed|wrote|testified|tweeted)"
)
_SAYS = re.compile(rf"\b{_SAYING}(?=[\s,:])(?!\sby\b)")
_SPEAKER = re.compile(
    r"(?P<who>[\w.’'&-]+(?:[ \u00a0][\w.’'&()-]+){0,9}),?\s(?:(?:also|has|have|had|later|repeatedly|"
    r"on \w+|once|then)\s){0,2}\Z"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to (?P<who>[\w.’'&-]+(?:[ \u00a0][\w.’'&-]+){0,9})")
_SAID_BEHIND = re.compile(
    rf",[\"”’]?[ \u00a0](?P<who>[\w.’'-]+(?:[ \u00a0][\w.’'-]+){{0,7}})[ \u00a0]{_SAYING}\s*(?:[.,]|on\b|\Z)"
)
_CONTENT = re.compile(
    r"\s(?:that|the|a|an|in|on|it|its|he|she|they|there|his|her|their|this|[A-Z“\"])|[,:]\s?[“\"]?"
)
_NEVER_BEGINS = lexicon.words("meaning", "never_speakers")
_PLANS = lexicon.words("meaning", "plans")
_PLANNED = lexicon.words("meaning", "planned")
_HYPOTHETICAL = lexicon.words("meaning", "hypothetical")
_HYPOTHESIS = frozenset(("if", "unless", "whether"))
_DENIALS = frozenset(("denied", "denies", "deny", "denying", "disputes", "disputed"))
_INVERTED = frozenset(("had", "were", "should"))
_NOUN_BEGINS = (Role.DETERMINER, Role.POSSESSIVE, Role.MENTION, Role.WORD, Role.PRONOUN)
_BOUNDS = (Role.SUBORDINATOR, Role.PHRASE, Role.MENTION)
_OPINIONS = [[word] for word in ("believed", "claimed", "known", "reported", "said", "thought")]
_WINDOW = 7
_REACH_ABOVE = 16
_SPEAKER_REACH = 90
_SENTENCE_REACH = 600


def speaker_of(text: str, start: int, end: int, position: int) -> str | None:
    """The words of whoever the sentence `text[start:end]` attributes what stands at `position` to, or None."""
    start, end = max(start, position - _SENTENCE_REACH), min(end, position + _SENTENCE_REACH)
    accorded = _ACCORDING.search(text, start, end)
    if accorded is not None:
        return _trim(accorded.group("who"))
    best: str | None = None
    for says in _SAYS.finditer(text, start, min(position, end)):
        if _CONTENT.match(text, says.end()) is None or text.find(";", says.end(), position) >= 0:
            continue
        low = max(start, says.start() - _SPEAKER_REACH)
        stops = (text.rfind(mark, low, says.start() - 2) for mark in ("\n", "“", '"', ";", "(", ","))
        low = max(low, *(stop + 1 for stop in stops))
        match = _SPEAKER.search(text, low, says.start())
        who = _trim(match.group("who")) if match is not None else None
        if who is not None:
            best = who
    return best or _speaker_behind(text, position, end)


def _speaker_behind(text: str, position: int, end: int) -> str | None:
    """ "…, officials said." """
    match = _SAID_BEHIND.search(text, position, end)
    return _trim(match.group("who")) if match is not None else None


def _trim(words: str) -> str | None:
    """The speaker alone: from the last comma-free stretch, an article dropped, nothing that is only a pronoun."""
    parts = words.strip(" .’'").split()
    while parts and parts[0].lower() in ("the", "a", "an"):
        parts = parts[1:]
    if not parts or len(parts) > 8 or parts[0].lower() in _NEVER_BEGINS:
        return None
    lowered = [part.lower() for part in parts]
    if any(
        word in lexicon.AUXILIARIES or word in ("which", "that", "who", "when", "whether") for word in lowered
    ):
        return None
    return " ".join(parts) if any(part[0].isupper() for part in parts) or len(parts) <= 3 else None


def polarity_of(tokens: Sequence[Token], phrase: int | None) -> Polarity:
    """How the clause puts the phrase: by auxiliaries and negations before it, an opening "if", a denial above it."""
    if phrase is None:
        return Polarity.ASSERTED
    if _is_inverted(tokens, phrase) or _is_question(tokens, phrase):
        return Polarity.HYPOTHETICAL
    window: list[Token] = []
    position = phrase - 1
    while position >= 0 and len(window) < _WINDOW and not (window and tokens[position].role in _BOUNDS):
        if tokens[position].role is Role.STOP:
            return _of_window(window)
        window.append(tokens[position])
        position -= 1
    polarity = _of_window(window)
    return _from_above(tokens, position) if polarity is Polarity.ASSERTED else polarity


def _is_inverted(tokens: Sequence[Token], phrase: int) -> bool:
    """ "Had the treaty entered into force, …", "Should the accord expire in 2021, …" """
    for index, token in enumerate(tokens[: max(phrase, 0)]):
        opens = index == 0 or tokens[index - 1].role in (Role.COMMA, Role.MARK, Role.STOP)
        if token.word in _INVERTED and opens and tokens[index + 1].role in _NOUN_BEGINS:
            return True
    return False


def _is_question(tokens: Sequence[Token], phrase: int) -> bool:
    stop = next((token for token in tokens[phrase:] if token.role is Role.STOP), None)
    return stop is not None and stop.word == "?"


def _from_above(tokens: Sequence[Token], position: int) -> Polarity:
    """What the words before a clause's verb phrase make of it: a hypothesis, a denial, or nothing."""
    for index in range(position, max(position - _REACH_ABOVE, -1), -1):
        token = tokens[index]
        if token.word in _HYPOTHESIS:
            return Polarity.HYPOTHETICAL
        if token.word in _DENIALS:
            return Polarity.NEGATED
        if token.role in (Role.STOP, Role.PHRASE, Role.VERB):
            break
    return Polarity.ASSERTED


def _of_window(window: Sequence[Token]) -> Polarity:
    words = [token.word for token in window]
    if not _HYPOTHESIS.isdisjoint(words):
        return Polarity.HYPOTHETICAL
    if any(token.role is Role.NEGATION for token in window) or "failed" in words or "refused" in words:
        return Polarity.NEGATED
    if any(word in _PLANNED for word in words):
        return Polarity.PLANNED
    if any(word in _HYPOTHETICAL for word in words):
        return Polarity.HYPOTHETICAL
    if words[:2] == ["be", "to"] and words[2:3] not in _OPINIONS:
        return Polarity.PLANNED
    if "to" in words[:3]:
        before = words[words.index("to") + 1 :][:3]
        if any(word in _PLANS or word in lexicon.BE for word in before):
            return Polarity.PLANNED
    return Polarity.ASSERTED
