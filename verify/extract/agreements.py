"""Agreements in a text: known by alias, unknown but named in form, described, or taken up by "the agreement"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from verify.extract.folding import fold_words
from verify.extract.matching import Named
from verify.extract.naming import Form, compatible, find_forms, is_compound
from verify.extract.reading import Mention, Reading, named_as

KIND = "agreement"

_LOOK_BACK = 8
_LOOK_BACK_SENTENCES = 4
_MANY_NAMES = 200
_ACRONYM = re.compile(r"[A-Z][A-Z&/-]*[A-Za-z]*\Z")
_APPOSITION = re.compile(
    r"[\s\u00a0]*[,(–—-]*[\s\u00a0]*(?:(?:also )?(?:known as|called|named|dubbed|or|"
    r"i\.e\.),?[\s\u00a0])?(?:the[\s\u00a0])?[“\"]?\Z"
)


def find_agreements(reading: Reading) -> list[Mention]:
    """Every place where an agreement is named, described or taken up, in text order."""
    named = [n for n in reading.found.named if n.kind == KIND and not is_compound(reading, n.end)]
    forms = _without_other_kinds(reading, find_forms(reading))
    mentions = _merge(reading, forms, named)
    mentions += _by_acronym(reading, forms, mentions)
    mentions.sort(key=lambda mention: mention.start)
    return _taken_up(reading, _apposed(reading.text, _in_fullest_form(mentions)))


def _without_other_kinds(reading: Reading, forms: Iterable[Form]) -> list[Form]:
    """The forms that are neither names of known subjects of another kind, nor of a kind that goes by their noun."""
    others = [n for n in reading.found.named if n.kind != KIND]
    starts = [n.start for n in others]
    kinds = {property_.kind for property_ in reading.vocabulary.properties.values()} - {KIND}
    kept = []
    for form in forms:
        index = bisect_right(starts, form.head_start) - 1
        is_other = index >= 0 and form.head_start < others[index].end
        if not is_other and form.head not in kinds:
            kept.append(form)
    return kept


def _merge(reading: Reading, forms: Iterable[Form], named: list[Named]) -> list[Mention]:
    """Forms and aliases of one place made one: an alias decides unless the name has further capitals in front of it."""
    mentions: list[Mention] = []
    index = 0
    for form in forms:
        while index < len(named) and named[index].end <= form.start:
            mentions.append(_known(reading.text, named[index], named[index].start, named[index].end, ""))
            index += 1
        inside: list[Named] = []
        while index < len(named) and named[index].start < form.end:
            inside.append(named[index])
            index += 1
        if inside and not _is_longer_name(reading.text, form, inside[0]):
            alias = inside[0]
            end = max(form.end, alias.end)
            mentions.append(_known(reading.text, alias, min(form.start, alias.start), end, form.head))
        else:
            mentions.append(_unknown(reading.text, form))
    mentions += [_known(reading.text, alias, alias.start, alias.end, "") for alias in named[index:]]
    return mentions


def _is_longer_name(text: str, form: Form, alias: Named) -> bool:
    extra = text[form.start : alias.start].split()
    return any(word[0].isupper() for word in extra) or form.end < alias.start


def _known(text: str, alias: Named, start: int, end: int, head: str) -> Mention:
    if len(alias.subjects) > 1:
        words = text[alias.start : alias.end]
        return Mention(start, end, words, KIND, ambiguous=True, head=head, among=alias.subjects)
    return Mention(start, end, alias.subjects[0], KIND, known=True, head=head, shared=alias.shared)


def _unknown(text: str, form: Form) -> Mention:
    start = form.start if form.words_start is None else form.words_start
    words = " ".join(text[start : form.end].split())
    return Mention(form.start, form.end, "" if form.anaphoric else words, KIND, head=form.head)


def _by_acronym(reading: Reading, forms: Iterable[Form], mentions: list[Mention]) -> list[Mention]:
    """Later uses of an acronym that the text itself gives to a name: "… Framework Agreement (SFA)"."""
    owners = {m.start: m for m in mentions if not m.ambiguous}
    given: dict[str, Mention] = {}
    for form in forms:
        owner = owners.get(form.start)
        if form.acronym and owner is not None and _ACRONYM.match(form.acronym) and len(form.acronym) > 2:
            given.setdefault(form.acronym, owner)
    if not given:
        return []
    taken = {(m.start, m.end) for m in mentions}
    pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, given), key=len, reverse=True)) + r")\b")
    found = []
    for match in pattern.finditer(reading.text):
        owner = given[match.group()]
        overlaps = match.start() < owner.end or match.span() in taken
        if not overlaps and not is_compound(reading, match.end()):
            found.append(Mention(*match.span(), owner.subject, KIND, known=owner.known, head=owner.head))
    return found


def _in_fullest_form(mentions: list[Mention]) -> list[Mention]:
    """Unknown names replaced by the longest name of the document that contains them."""
    names: dict[str, str] = {}
    for mention in mentions:
        if not mention.known and not mention.ambiguous and any(char.isupper() for char in mention.subject):
            names.setdefault(fold_words(mention.subject), mention.subject)
    if not 1 < len(names) <= _MANY_NAMES:
        return mentions
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    full = {
        name: names[next(other for other in longest_first if f" {name} " in f" {other} ")] for name in names
    }
    return [
        named_as(mention, full[key])
        if not mention.known and (key := fold_words(mention.subject)) in full
        else mention
        for mention in mentions
    ]


def _apposed(text: str, mentions: list[Mention]) -> list[Mention]:
    """ "a binding agreement – the Sirte Accord –": what describes takes the subject of the name behind it."""
    result = list(mentions)
    for index in range(len(result) - 2, -1, -1):
        here, behind = result[index], result[index + 1]
        described = not here.known and not here.ambiguous and not any(c.isupper() for c in here.subject)
        is_name = behind.known or any(c.isupper() for c in behind.subject)
        gap = text[here.end : behind.start]
        if (
            described
            and here.subject
            and is_name
            and 0 < len(gap) < 40
            and gap.strip()
            and _APPOSITION.match(gap)
        ):
            result[index] = named_as(here, behind.subject, known=behind.known)
    return result


def _taken_up(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """Give "the agreement" the subject it takes up: the nearest fitting one; two in one sentence are ambiguous."""
    result: list[Mention] = []
    recent: list[tuple[int, Mention]] = []
    for mention in mentions:
        sentence = reading.sentences.index(mention.start)
        settled = mention if mention.subject else _resolve(mention, sentence, recent, reading.text)
        result.append(settled)
        recent.append((sentence, settled))
        del recent[:-_LOOK_BACK]
    return result


def _resolve(mention: Mention, sentence: int, recent: list[tuple[int, Mention]], text: str) -> Mention:
    fitting = [
        (number, other)
        for number, other in reversed(recent)
        if sentence - number <= _LOOK_BACK_SENTENCES and compatible(mention.head, other.subject, other.head)
    ]
    if not fitting:
        return named_as(mention, " ".join(text[mention.start : mention.end].split()))
    number, nearest = fitting[0]
    rivals = {other.subject for at, other in fitting if at == number and other.known and number != sentence}
    if len(rivals) > 1 or nearest.ambiguous:
        return named_as(mention, " ".join(text[mention.start : mention.end].split()), ambiguous=True)
    return named_as(mention, nearest.subject, known=nearest.known)
