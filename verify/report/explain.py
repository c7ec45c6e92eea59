"""Why a claim has its verdict, in a sentence: what the record says, and how the two compare."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.values import MONTH_NAMES, describe_date
from verify.verdicts import Outcome

ITS_ARTICLE = "other claims of its article"
WITH_CLAIMS = (ITS_ARTICLE, "claims of other articles")
"""How a check says that it compares claims with each other."""

_FULL_MONTH = re.compile("|".join(MONTH_NAMES))

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Peer:
    """Another claim that a claim was compared with: where it stands, and what it says."""

    place: str
    value: str
    in_same_article: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """How a check compares: with what, and as the check's plan says it, with which tolerance, order and comparison.

    `is_state` says that what answers held from one day to another.
    """

    what: str = "reference"
    value_type: str = "date"
    tolerance: str | None = None
    order: str | None = None
    property: str | None = None
    method: str | None = None
    is_state: bool = False


@dataclass(frozen=True, slots=True)
class Rival:
    """A disputed fact that says something else than the one a verdict rests on; days in EDTF."""

    value: str
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to explain: the claim, the outcome, and the fact or the other claim it rests on, if on one.

    `rivals` are what else disputed sources say, `listed` that the record was all there is, and `own_publisher` who
    published the article, where the fact agrees but nobody else says so: that supports nothing.
    """

    kind: str
    property: str
    quote: str
    subject: str | None
    asks: str | None
    stated: str | None
    value: str | None
    as_of: str | None
    polarity: str
    problem: str | None
    weekday: int | None
    outcome: Outcome | None
    fact_value: str | None
    fact_from: str | None
    fact_to: str | None
    fact_note: str | None
    compared: Compared = Compared()
    peer: Peer | None = None
    rivals: tuple[Rival, ...] = ()
    listed: bool = False
    own_publisher: str | None = None


def recorded(found: Found) -> str | None:
    """What the record says of a claim, in a few words; None where no check compared it."""
    if found.outcome is None:
        return None
    if found.kind == "date":
        return _calendar(found)
    if found.peer is not None:
        return f"{_day(found.peer.value)} in {found.peer.place}"
    if found.fact_value is None:
        return "nothing on record" if found.outcome is Outcome.NO_RECORD else found.outcome.label
    if found.property == "cited":
        return f"adopted {_day(found.fact_value)}"
    if found.kind == "office":
        return _held(found) if found.fact_value == found.subject else f"{found.fact_value}, {_held(found)}"
    if found.compared.is_state:
        return f"{found.fact_value}, {_held(found)}"
    return _shown(found.fact_value, found)


def _held(found: Found) -> str:
    return _FULL_MONTH.sub(lambda month: month[0][:3], _period(found.fact_from, found.fact_to))


def explain(found: Found) -> str | None:
    """Why the claim has its outcome; None where no check compared it."""
    if found.outcome is None:
        return None
    if found.kind == "date":
        return _explain_calendar(found)
    if found.outcome is Outcome.NOT_COMPARABLE:
        return _incomparable(found)
    if found.compared.what in WITH_CLAIMS:
        return _explain_peer(found)
    if found.compared.order is not None and found.fact_value is not None:
        return _explain_order(found)
    if found.own_publisher is not None:
        return (
            f"The record agrees ({recorded(found)}), but only {found.own_publisher} says so, who published the article "
            "itself: that does not support it."
        )
    usual = _explain_state if found.compared.is_state else _explain_value
    said = _EXPLAIN_KIND.get(found.property, usual)(found)
    return f"{said} Note: {found.fact_note}" if found.fact_note else said


def _explain_cited(found: Found) -> str:
    if found.fact_value is None:
        return {
            Outcome.ABSENT_FROM_A_COMPLETE_LIST: f"The register is complete there, and holds no {found.asks}.",
        }.get(found.outcome or Outcome.NO_RECORD, f"Nothing is on record of {found.asks}.")
    if found.outcome is Outcome.ABSENT_FROM_A_COMPLETE_LIST:
        return f"{found.asks} was adopted on {_day(found.fact_value)}, after the article ({_day(found.as_of or '')})."
    return f"{found.asks} exists: it was adopted on {_day(found.fact_value)}."


def _explain_office(found: Found) -> str:
    then = _then(found.as_of)
    if found.outcome is Outcome.UNLISTED:
        return f"The record of this office ({found.asks}) does not know the name {found.quote!r}."
    if found.outcome is Outcome.NO_RECORD or found.fact_value is None:
        return f"Nothing is on record of who held this office ({found.asks}) {then}."
    held = f"{found.fact_value} {_tenure(found)}"
    return {
        Outcome.AGREES: f"{held}, so also {then}.",
        Outcome.AGREES_WITHIN_ITS_PRECISION: f"{held}, within the time that the text tells of."
        if found.as_of
        else f"{held}; the article has no date to compare that with.",
        Outcome.TRUE_AT_ANOTHER_DATE: f"True at another date, not {then}: {held}.",
        Outcome.DIFFERS: f"Not {then}: {held}.",
        Outcome.SOURCES_CONFLICT: f"The sources conflict; by one, {held}{_rivals(found)}.",
    }.get(found.outcome or Outcome.NO_RECORD, f"{held}.")


def _explain_state(found: Found) -> str:
    """What held from one day to another, other than an office."""
    then, what = _then(found.as_of), f"the {found.property!r} of {found.asks}"
    said = found.value or found.quote
    if found.outcome is Outcome.UNLISTED:
        return f"The record of {what} does not list {said}, and may be incomplete."
    if found.outcome is Outcome.NO_RECORD or found.fact_value is None:
        return f"Nothing is on record of {what} {then}."
    record = f"the record says {found.fact_value}, {_period(found.fact_from, found.fact_to)}"
    at_first = record[0].upper() + record[1:]
    return {
        Outcome.AGREES: f"{at_first}, so also {then}{_near(said, found.fact_value, found)}.",
        Outcome.AGREES_WITHIN_ITS_PRECISION: f"{at_first}, within the time that the text tells of."
        if found.as_of
        else f"{at_first}; the article has no date to compare that with.",
        Outcome.TRUE_AT_ANOTHER_DATE: f"True at another date, not {then}: {record}.",
        Outcome.DIFFERS: f"Not {then}: {record}; the article says {said}.",
        Outcome.SOURCES_CONFLICT: f"The sources conflict; by one, {record[12:]}{_rivals(found)}.",
    }.get(found.outcome or Outcome.NO_RECORD, f"{at_first}.")


def _near(said: str, shown: str, found: Found) -> str:
    """That what is said agrees though it is not what is shown of the record; "" where it is."""
    if said == shown or found.compared.tolerance is None:
        return ""
    return f"; the article says {said}, which is near enough: the check gives or takes {found.compared.tolerance}"


def _explain_value(found: Found) -> str:
    stated = _shown(found.stated or found.value or found.quote, found)
    meant = _shown(found.value or found.quote, found)
    if found.fact_value is None:
        asked = found.compared.property or found.property
        is_date = found.compared.value_type == "date"
        what = f"when {found.asks} was {asked!r}" if is_date else f"the {asked!r} of {found.asks}"
        if asked == "occurred":
            what = f"when this happened: {found.asks}"
        return {
            Outcome.NO_RECORD: f"Nothing is on record of {what}.",
            Outcome.UNLISTED: f"The record of {found.asks} does not list {meant}, and may be incomplete.",
        }.get(found.outcome or Outcome.NO_RECORD, "Nothing is on record.")
    shown = _shown(found.fact_value, found)
    record = f"The record says {shown}"
    if found.compared.method is not None and found.outcome in _BY_NAME:
        by = f"by the comparison {found.compared.method!r}"
        return f"{record}; the article says {stated}, which {_BY_NAME[found.outcome]} {by}."
    apart = " The two have no day in common." if found.compared.value_type == "date" else ""
    return {
        Outcome.AGREES: f"{record}{_near(stated, shown, found)}.",
        Outcome.AGREES_WITHIN_ITS_PRECISION: f"{record}, which lies within {stated}.",
        Outcome.MORE_PRECISE_THAN_THE_RECORD: f"{record} and no more; the article is more precise.",
        Outcome.DIFFERS: f"{record}; the article says {stated}.{apart}{_all_there_is(found)}",
        Outcome.DIFFERS_AS_INFERRED: f"{record}; the words were read as {meant}, which may be our mistake.",
        Outcome.SOURCES_CONFLICT: f"The sources conflict; one says {shown}{_rivals(found)}.",
    }.get(found.outcome or Outcome.NO_RECORD, f"{record}.")


def _rivals(found: Found) -> str:
    """What the other disputed sources say; "" where none is known."""
    told = list(
        dict.fromkeys(
            f"{rival.value}, {_period(rival.valid_from, rival.valid_to)}"
            if found.compared.is_state
            else _shown(rival.value, found)
            for rival in found.rivals
        )
    )
    return "".join(f", another {said}" for said in told)


def _all_there_is(found: Found) -> str:
    """That what is not on record is not so, where a list says that the record is complete."""
    return " A list says that the record is complete here." if found.listed else ""


def _explain_order(found: Found) -> str:
    """A date against that of another property of its subject."""
    other = (
        f"The record says that {found.asks} was {found.compared.property!r} on {_day(found.fact_value or '')}"
    )
    stated = _day(found.value or found.quote)
    beyond = "before" if found.compared.order == "on or after" else "after"
    return {
        Outcome.AGREES: f"{other}; {stated} is not {beyond} that.",
        Outcome.DIFFERS: f"{other}; it cannot have been {found.property!r} {beyond} that, on {stated}.",
        Outcome.DIFFERS_AS_INFERRED: f"{other}; {stated}, as the words were read, is {beyond} that, "
        "which may be our mistake.",
        Outcome.SOURCES_CONFLICT: f"The sources conflict; by one, {other[0].lower()}{other[1:]}.",
    }.get(found.outcome or Outcome.NO_RECORD, f"{other}.")


def _explain_peer(found: Found) -> str:
    """A claim against other claims; where the reference speaks, none of them counts."""
    others = "Nothing else in the article" if found.compared.what == ITS_ARTICLE else "No other article"
    if found.peer is None:
        return f"{others} says it of {found.asks}, and nothing is on record."
    other = f"{found.peer.place} says {_shown(found.peer.value, found)}"
    return {
        Outcome.DIFFERS: f"{other} of the same thing. Nothing is on record, so at least one of them is wrong.",
        Outcome.DIFFERS_AS_INFERRED: f"{other} of the same thing, but one of the two was read with a guess.",
        Outcome.UNLISTED: f"{other}; both may be so.",
    }.get(found.outcome or Outcome.NO_RECORD, f"{other} too. Nothing is on record.")


_BY_NAME = {Outcome.AGREES: "agrees", Outcome.DIFFERS: "differs"}
"""What a comparison that a check asks for by name finds, where only it knows why."""

_EXPLAIN_KIND = {"cited": _explain_cited, "holds": _explain_office}


def _incomparable(found: Found) -> str:
    if found.problem == "ambiguous":
        return "It can be read in more than one way, so nothing was compared."
    if found.problem == "impossible":
        why = (
            "It runs backwards, or contradicts the date beside it"
            if _exists(found)
            else "No calendar has this day"
        )
        return f"{why}, so nothing was compared."
    if found.polarity != "asserted":
        return f"The text does not assert it ({found.polarity}), so nothing was compared."
    return "What is stated and what is on record cannot be compared."


def _exists(found: Found) -> bool:
    """Whether an impossible date is on the calendar all the same: nothing of what its words say was left out."""
    value = found.value or "XXXX"
    is_day = len(value) == len("2016-04-09") and "X" not in value
    return is_day or value == found.quote or (value != found.stated and "X" not in value)


def _calendar(found: Found) -> str:
    if found.problem == "impossible":
        return "another date" if _exists(found) else "no such day"
    return "another weekday" if found.outcome is not Outcome.AGREES else "that weekday"


def _explain_calendar(found: Found) -> str:
    if found.problem == "impossible":
        if _exists(found):
            return f"{found.quote!r} runs backwards, or contradicts the date beside it."
        return f"No calendar has the day {found.quote!r}."
    named = WEEKDAYS[(found.weekday or 1) - 1]
    meant = _day(found.value or "")
    return {
        Outcome.AGREES: f"{meant} was a {named}.",
        Outcome.DIFFERS: f"{meant} was not a {named}.",
        Outcome.DIFFERS_AS_INFERRED: f"{meant} was not a {named}; the year is our inference.",
    }.get(found.outcome or Outcome.NO_RECORD, "It is not a single day, so no weekday can be compared.")


def _then(as_of: str | None) -> str:
    """When a state is said to hold, in words."""
    if not as_of:
        return "on a day that is not known"
    first, _, last = as_of.rpartition("/")
    if not first:
        return f"on {_day(last)}" if len(last) == len("2016-04-09") else f"in {_day(last)}"
    return f"up to {_day(last)}" if first == ".." else f"from {_day(first)} to {_day(last)}"


def _tenure(found: Found) -> str:
    first, last = _day(found.fact_from or ""), _day(found.fact_to or "")
    if first and last:
        return f"held the office from {first} to {last}"
    if first:
        return f"has held the office since {first}"
    return f"held the office until {last}" if last else "held the office at a time not recorded"


def _period(valid_from: str | None, valid_to: str | None) -> str:
    first, last = _day(valid_from or ""), _day(valid_to or "")
    if first and last:
        return f"{first} – {last}"
    return f"since {first}" if first else f"until {last}" if last else "at a time not recorded"


def _shown(value: str, found: Found) -> str:
    """A value in words: dates in English, all else as it is."""
    return _day(value) if found.compared.value_type == "date" else value


def _day(edtf: str) -> str:
    try:
        return describe_date(edtf)
    except ValueError:
        return edtf
