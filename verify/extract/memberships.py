"""Who belongs to a group: "the P5+1 – the five permanent members plus Germany –", "the Quad comprises …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from verify.claims import Claim, Problem, Span
from verify.extract.attribution import speaker_of
from verify.extract.matching import Named
from verify.extract.reading import Reading
from verify.vocabulary import Property, ValueType, Vocabulary

SEPARATOR = " + "
"""Between the members of a group in one value."""

_KIND = "membership"
_MEMBER_KINDS = frozenset(("state", "organization"))
_GROUP_NOUN = (
    r"(?:[ \u00a0](?:group|bloc|grouping|club|alliance|coalition|format|of|countries|nations|powers|states))"
)
_OPENING = re.compile(
    rf"{_GROUP_NOUN}{{0,4}}(?:[ \u00a0]?[(–—][ \u00a0]?|[ \u00a0]-{{1,2}}[ \u00a0])(?:the[ \u00a0])?"
)
_JOINED = re.compile(
    r"(?:,?[ \u00a0](?:and|plus|as well as|together with)[ \u00a0]|,[ \u00a0]|[ \u00a0]?[+&][ \u00a0]?)"
    r"(?:the[ \u00a0])?"
)
_CLOSING = re.compile(r"[ \u00a0]?(?:[)–—.;]|-{1,2}[ \u00a0]|$)")
_FULL_STOP = re.compile(r"[.;]|,?[ \u00a0]?\Z|\n")
_REST = re.compile(r",?[ \u00a0](?:and|or)[ \u00a0](?:others?|more|several|some)\b")


class _Group(NamedTuple):
    start: int
    end: int
    members: tuple[Named, ...]


def membership_of(vocabulary: Vocabulary) -> Property | None:
    """The property that lists the members of a group, if there is one."""
    return next(
        (p for p in vocabulary.properties.values() if p.kind == _KIND and p.value_type is ValueType.TEXT),
        None,
    )


def membership_claims(reading: Reading) -> Iterator[Claim]:
    """A claim for every group of which the text lists the members right behind its name."""
    property_ = membership_of(reading.vocabulary)
    if property_ is None:
        return
    named = reading.found.named
    comprising = _comprising(property_)
    for index, group in enumerate(named):
        if group.kind != property_.subject_kind or len(group.subjects) != 1:
            continue
        _, limit = reading.sentence(group.start)
        found = _listed(reading, index + 1, _OPENING.match(reading.text, group.end, limit), limit, _CLOSING)
        if found is None and comprising is not None:
            found = _listed(
                reading, index + 1, comprising.match(reading.text, group.end, limit), limit, _FULL_STOP
            )
        if found is not None:
            yield _claim(reading, property_, group, found)


def _comprising(property_: Property) -> re.Pattern[str] | None:
    """ "the group comprises …", "the group, made up of …": the phrases of the property."""
    if not property_.phrases:
        return None
    phrases = "|".join(re.escape(phrase).replace(r"\ ", r"[ \u00a0]") for phrase in property_.phrases)
    return re.compile(
        rf"{_GROUP_NOUN}{{0,4}},?[ \u00a0](?:which[ \u00a0])?(?:is[ \u00a0])?(?:{phrases})[ \u00a0](?:the[ \u00a0])?"
    )


def _listed(
    reading: Reading, index: int, opening: re.Match[str] | None, limit: int, closing: re.Pattern[str]
) -> _Group | None:
    """Two or more known names joined to a list that ends where the group's apposition does."""
    if opening is None:
        return None
    text = reading.text
    position = end = opening.end()
    members: list[Named] = []
    joined = led_by = ""
    while (member := _member_at(reading.found.named, position, index)) is not None:
        members.append(member)
        end, led_by = member.end, joined
        link = _JOINED.match(text, end, limit)
        if link is None:
            break
        joined, position = link.group(), link.end()
    # Only behind "and" does a comma end the list.
    closed = closing.match(text, end, limit) or (
        closing is _FULL_STOP and led_by.strip(", \u00a0") and text[end] == ","
    )
    if len(members) < 2 or not closed or _REST.match(text, end):
        return None
    return _Group(opening.end(), end, tuple(members))


def _member_at(named: list[Named], position: int, index: int) -> Named | None:
    at = bisect_left(named, (position,), lo=index)
    return named[at] if at < len(named) and named[at].start == position and _is_member(named[at]) else None


def _is_member(named: Named) -> bool:
    return named.kind in _MEMBER_KINDS and len(named.subjects) == 1


def _claim(reading: Reading, property_: Property, group: Named, found: _Group) -> Claim:
    members = [member.subjects[0] for member in found.members]
    return Claim(
        span=Span.of(reading.text, found.start, found.end),
        kind=property_.kind,
        property=property_.id,
        subject=group.subjects[0],
        value=SEPARATOR.join(members),
        asks=group.subjects[0],
        answer=SEPARATOR.join(sorted(set(members), key=str.casefold)),
        attributed_to=speaker_of(reading.text, *reading.sentence(found.start), group.start),
        problem=Problem.AMBIGUOUS if group.shared or len(set(members)) < len(members) else None,
        because=(reading.text[group.start : group.end], reading.text[found.start : found.end]),
    )
