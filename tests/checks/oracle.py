"""DESIGN's table of outcomes, in plain Python, one claim at a time: what the compiled statements are held against.

It is written in another style on purpose, with sets of days and plain loops, and shares nothing with the statements.
What the design leaves open is settled here, always by what refutes less; each such place is marked *settled*.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import Literal

from among_claims import outcome_among_claims
from questions import MEMBER, Fact, List, Question, Stated
from written import DAY, Span, amount_of, day_of, every, month_days_of, span_of, widened

from verify.verdicts import Outcome

Fit = Literal["equal", "contains", "inside", "overlaps", "silent", "inferred", "clashes"]
"""How a claim and a fact fit: the first three agree, the next two cannot tell."""

AGREEING: tuple[Fit, ...] = ("equal", "contains", "inside")

NAMESAKE_DAYS = 366
"""A date off by more may be that of a namesake, where the subject's name is one that others share."""


def outcome(question: Question, number: int) -> Outcome | None:
    """What DESIGN says is found of a claim of a question, by its place; None where nothing is to be said of it."""
    claim, family = question.claims[number], question.of
    if family.against == "calendar":
        return outcome_of_calendar(claim)
    if family.among_claims:
        return outcome_among_claims(question, number, reference_is_silent=not standing(question))
    if not claim.comparable:
        return Outcome.NOT_COMPARABLE
    return OF_RECORD[family.values](question, claim)


def outcomes(questions: Iterable[Question]) -> list[Outcome | None]:
    """The outcomes of every claim of every question, in order."""
    return [outcome(question, number) for question in questions for number in range(len(question.claims))]


def standing(question: Question) -> list[Fact]:
    """The facts that count: deprecated ones left out, the best rank present kept."""
    for rank in ("preferred", "normal"):
        found = [fact for fact in question.facts if fact.rank == rank]
        if found:
            return found
    return []


def matching(question: Question, claim: Stated) -> list[Fact]:
    """The facts of a record that agree with a claim."""
    return [fact for fact in standing(question) if fits(question, claim, fact) in AGREEING]


def fits(question: Question, claim: Stated, fact: Fact) -> Fit:
    """How a claim fits one fact of its record."""
    family = question.of
    if family.against in ("before", "after"):
        return fit_in_order(claim, fact, family.against, int(family.give_or_take))
    if family.values == "date":
        return fit_date(claim, fact, int(family.give_or_take))
    if family.values == "number":
        return fit_number(claim, fact, family.give_or_take, family.unit)
    if family.values == "state":
        return fit_state(claim, fact)
    if family.values == "existence":
        return fit_existence(claim, fact)
    return fit_text(claim, fact)


# Dates.


def _fit_of_days(claimed: Span, recorded: Span, apart: Fit) -> Fit:
    """How days fit recorded ones. *Settled*: of a record open at an end, only that days lie before it can be told."""
    assert claimed[0] is not None
    assert claimed[1] is not None
    assert recorded[0] is not None
    if recorded[1] is None:
        return apart if claimed[1] < recorded[0] else "overlaps"
    if claimed == recorded:
        return "equal"
    if claimed[0] <= recorded[0] and recorded[1] <= claimed[1]:
        return "contains"
    if recorded[0] <= claimed[0] and claimed[1] <= recorded[1]:
        return "inside"
    return apart if claimed[1] < recorded[0] or recorded[1] < claimed[0] else "overlaps"


def _days_between(one: Span, other: Span) -> int:
    """How many days two spans are apart: 1 for neighbours, 0 where they have a day in common."""
    for before, after in ((one, other), (other, one)):
        if before[1] is not None and after[0] is not None and before[1] < after[0]:
            return (after[0] - before[1]).days
    return 0


@cache
def fit_date(claim: Stated, fact: Fact, give_or_take: int = 0) -> Fit:
    """How a date that a claim states fits a recorded one.

    *Settled*: what is off by no more than the tolerance is as good as equal. Where the subject's name is one that
    others share, a date of which it is not known that it lies within a year of the record differs from nothing.
    """
    recorded = span_of(fact.value)
    assert recorded is not None
    stated = span_of(claim.stated) if claim.stated else None
    inferred = span_of(claim.value) if claim.value else None
    read = stated or inferred
    if read is not None and 0 < _days_between(read, recorded) <= give_or_take:
        return "equal"
    found = _fit_of_date(claim, stated, inferred, recorded, give_or_take)
    if found in ("clashes", "inferred") and not claim.answer_known:
        near = read is not None and _days_between(read, recorded) <= NAMESAKE_DAYS
        return found if near else "silent"
    return found


def _fit_of_date(
    claim: Stated, stated: Span | None, inferred: Span | None, recorded: Span, give_or_take: int
) -> Fit:
    if stated is not None:
        return _fit_of_days(stated, recorded, "clashes")
    yearless = month_days_of(claim.stated) if claim.stated else None
    if yearless is None:
        # Nothing but an inference: a weekday, "yesterday".
        return "silent" if inferred is None else _fit_of_days(inferred, recorded, "inferred")
    assert recorded[0] is not None
    if recorded[1] is None or recorded[0].year != recorded[1].year:
        # Settled: over the turn of a year only the inferred days are compared.
        if inferred is None:
            return "silent"
        found = _fit_of_days(inferred, recorded, "inferred")
        return found if found in ("inside", "inferred") else "inside" if found == "equal" else "overlaps"
    on_record = every((recorded[0], recorded[1]))
    if {(2, 28), (3, 1)} <= on_record:
        # Settled: between the end of February and March there may be a 29th, whatever the year.
        on_record |= {(2, 29)}
    if not yearless & on_record:
        if not give_or_take or not widened(yearless, give_or_take) & on_record:
            return "clashes"
        # Settled: a month and day within the tolerance fit; a year that was guessed clashes by itself.
        return "contains" if inferred is None else "inferred"
    placed = _fit_of_days(inferred, recorded, "inferred") if inferred is not None else "contains"
    if placed == "inferred":
        return "inferred"
    if on_record <= yearless:
        # Settled: month and day must fit, and the inferred year as well.
        return placed if placed in ("equal", "contains") else "overlaps"
    # A period over the turn of a year lies inside no record of one year.
    turns = {(12, 31), (1, 1)} <= yearless
    return "inside" if yearless <= on_record and not turns else "overlaps"


@cache
def fit_in_order(claim: Stated, fact: Fact, order: str, give_or_take: int) -> Fit:
    """Whether a date surely lies before (or after) the recorded one of another property, the same day fitting both.

    *Settled*: of a subject whose name others share nothing is told; a date without a year counts as it was inferred.
    """
    recorded = span_of(fact.value)
    stated = span_of(claim.stated) if claim.stated else None
    inferred = span_of(claim.value) if claim.value else None
    read = stated or inferred
    if read is None or not claim.answer_known:
        return "silent"
    assert recorded is not None
    slack = give_or_take * DAY
    # Turned round in time, "after" is "before".
    first, last = (read, recorded) if order == "before" else (recorded, read)
    surely = first[1] is not None and last[0] is not None and first[1] <= last[0] + slack
    never = first[0] is not None and last[1] is not None and first[0] > last[1] + slack
    if surely:
        return "equal"
    return ("clashes" if stated else "inferred") if never else "overlaps"


def outcome_of_date(question: Question, claim: Stated) -> Outcome:
    """A date against the recorded ones of its property, or of another that it must not lie before or behind."""
    facts = standing(question)
    if not facts:
        return Outcome.NO_RECORD
    agreeing = matching(question, claim)
    unplaced = not claim.value and (not claim.stated or span_of(claim.stated) is None)
    if unplaced and len({span_of(fact.value) for fact in agreeing}) > 1:
        return Outcome.NOT_COMPARABLE
    if agreeing and all(fact.disputed for fact in agreeing):
        # Settled: also where the disputed fact is the only one.
        return Outcome.SOURCES_CONFLICT
    found = {fits(question, claim, fact) for fact in facts}
    for fit, meant in (
        ("equal", Outcome.AGREES),
        ("contains", Outcome.AGREES_WITHIN_ITS_PRECISION),
        ("inside", Outcome.MORE_PRECISE_THAN_THE_RECORD),
        # Settled: days that overlap in part neither agree nor differ.
        ("overlaps", Outcome.NOT_COMPARABLE),
        ("silent", Outcome.NOT_COMPARABLE),
    ):
        if fit in found:
            return meant
    if _is_open(question, span_of(claim.stated) if claim.stated else None):
        return Outcome.UNLISTED
    return Outcome.DIFFERS_AS_INFERRED if "inferred" in found else Outcome.DIFFERS


# What is complete.


def _is_open(question: Question, days: Span | None) -> bool:
    """Whether there may be values that are not on record: of a property with many, whose list is not complete."""
    # Of which other dates there may be, a date that must lie before or behind them says nothing.
    return question.of.many and not listed(question.list, days)


def listed(of: List | None, days: Span | None) -> bool:
    """Whether a list says that the facts of these days are all there are; of unknown days only one without bounds."""
    if of is None:
        return False
    if days is None:
        return not (of.first or of.last or of.gaps)
    first, last = days
    assert last is not None
    if first is None or (of.first and first < day_of(of.first)) or (of.last and day_of(of.last) < last):
        return False
    return not any(day_of(begin) <= last and first <= day_of(end) for begin, end in of.gaps)


# What exists.


def fit_existence(claim: Stated, fact: Fact) -> Fit:
    """Whether what is cited existed by the day of the article; *settled*: by the last day that may have been."""
    day = span_of(claim.as_of) if claim.as_of else None
    recorded = span_of(fact.value)
    assert recorded is not None
    assert recorded[0] is not None
    return "equal" if day is None or day[1] is None or recorded[0] <= day[1] else "clashes"


def outcome_of_existence(question: Question, claim: Stated) -> Outcome:
    """A citation. *Settled*: what exists, exists, though its date be disputed."""
    facts = standing(question)
    if not facts:
        return Outcome.ABSENT_FROM_A_COMPLETE_LIST if in_series(question.list) else Outcome.NO_RECORD
    return Outcome.AGREES if matching(question, claim) else Outcome.ABSENT_FROM_A_COMPLETE_LIST


def in_series(of: List | None) -> bool:
    """Whether the list of a series is complete at the member's number."""
    if of is None:
        return False
    inside = int(of.first or MEMBER) <= MEMBER <= int(of.last or MEMBER)
    return inside and not any(int(first) <= MEMBER <= int(last) for first, last in of.gaps)


# States.


def fit_state(claim: Stated, fact: Fact) -> Fit:
    """Whether a fact gives the claim's answer over the claim's time, for a part of it, or not then.

    *Settled*: the answer holds over all of a time if one recorded state does; over one without a beginning, none does.
    A claim without a time agrees as far as it goes with a state that held at some time.
    """
    if fact.value != claim.answer:
        return "silent"
    time = time_of(claim)
    if time is None:
        return "contains"
    if _holds_throughout(fact, time):
        return "equal"
    return "contains" if _holds_at_some_time_of(fact, time) else "clashes"


def time_of(claim: Stated) -> Span | None:
    """The days over which a state is said to hold; None where its end is not known."""
    time = span_of(claim.as_of) if claim.as_of else None
    return time if time is not None and time[1] is not None else None


def _bounds(fact: Fact) -> Span:
    return (
        day_of(fact.valid_from) if fact.valid_from else None,
        day_of(fact.valid_to) if fact.valid_to else None,
    )


def _holds_throughout(fact: Fact, time: Span) -> bool:
    (begins, ends), (first, last) = _bounds(fact), time
    assert last is not None
    return first is not None and (begins is None or begins <= first) and (ends is None or last <= ends)


def _holds_at_some_time_of(fact: Fact, time: Span) -> bool:
    (begins, ends), (first, last) = _bounds(fact), time
    assert last is not None
    return (begins is None or begins <= last) and (ends is None or first is None or first <= ends)


def outcome_of_state(question: Question, claim: Stated) -> Outcome:
    """A state, over the time of the claim (docs/decisions/0010)."""
    facts = standing(question)
    if not facts:
        return Outcome.NO_RECORD
    same = [fact for fact in facts if fact.value == claim.answer]
    agreeing = matching(question, claim)
    if agreeing and all(fact.disputed for fact in agreeing):
        return Outcome.SOURCES_CONFLICT
    if agreeing:
        throughout = any(fit_state(claim, fact) == "equal" for fact in agreeing)
        return Outcome.AGREES if throughout else Outcome.AGREES_WITHIN_ITS_PRECISION
    time = time_of(claim)
    if time is None:
        return Outcome.NOT_COMPARABLE
    if same and time[0] is None:
        # It began only later.
        return Outcome.TRUE_AT_ANOTHER_DATE
    # Settled: a state without an end may have ended since it was recorded, so it refutes nobody.
    another = any(
        _holds_throughout(fact, time) and fact.valid_to is not None for fact in facts if fact not in same
    )
    many = question.of.many
    if not listed(question.list, time) and (many or not another):
        return Outcome.UNLISTED if many and not same else Outcome.NO_RECORD
    if same:
        return Outcome.TRUE_AT_ANOTHER_DATE
    # Settled: an answer in mere words may be a person whom the reference does not know.
    return Outcome.DIFFERS if claim.answer_known else Outcome.UNLISTED


# Texts and numbers.


def fit_text(claim: Stated, fact: Fact) -> Fit:
    """Whether the words are those on record; *settled*: mere words that no fact gives say nothing."""
    if fact.value == claim.answer:
        return "equal"
    return "clashes" if claim.answer_known else "silent"


@cache
def fit_number(claim: Stated, fact: Fact, give_or_take: float, unit: str) -> Fit:
    """How a number fits a recorded one: written to its last digit, it stands for all that round to it.

    *Settled*: units are equal or not compared; half a unit up and down both round; a number of a subject whose name
    others share differs from nothing.
    """
    claimed, recorded = amount_of(claim.answer or ""), amount_of(fact.value)
    if claimed is None or recorded is None or claimed.unit != recorded.unit:
        return "silent"
    off = abs(claimed.number - recorded.number)
    allowed = {
        "per cent": abs(recorded.number) * int(give_or_take * 100) / 10_000,
        "digits": claimed.digit * int(give_or_take * 2) / 2,
    }.get(unit, 0)
    if off <= allowed:
        return "equal"
    if off <= claimed.digit / 2:
        return "contains"
    if off <= recorded.digit / 2:
        return "inside"
    return "clashes" if claim.answer_known else "silent"


def outcome_of_value(question: Question, claim: Stated) -> Outcome:
    """A number, a text or a subject that holds for ever."""
    facts = standing(question)
    if not facts:
        return Outcome.NO_RECORD
    agreeing = matching(question, claim)
    if agreeing and all(fact.disputed for fact in agreeing):
        return Outcome.SOURCES_CONFLICT
    found = {fits(question, claim, fact) for fact in facts}
    for fit, meant in (
        ("equal", Outcome.AGREES),
        ("contains", Outcome.AGREES_WITHIN_ITS_PRECISION),
        ("inside", Outcome.MORE_PRECISE_THAN_THE_RECORD),
        ("silent", Outcome.NOT_COMPARABLE),
    ):
        if fit in found:
            return meant
    return Outcome.UNLISTED if _is_open(question, None) else Outcome.DIFFERS


def _julian_weekday(written: datetime.date) -> int:
    """The weekday of a day as it is written, read in the Julian calendar: by its Julian day number (Meeus 1998)."""
    year, month = (
        (written.year, written.month) if written.month > 2 else (written.year - 1, written.month + 12)
    )
    julian = int(365.25 * (year + 4716)) + int(30.6001 * (month + 1)) + written.day - 1524
    return julian % 7 + 1


def outcome_of_calendar(claim: Stated) -> Outcome:
    """A date by itself: it is impossible, or names a weekday; *settled*: a denied one is judged like any other.

    *Settled* as well: no weekday is known before the Gregorian calendar, and as long as some countries kept the
    Julian one (until 1923), a weekday that is right in it is not wrong.
    """
    if claim.problem == "impossible":
        return Outcome.DIFFERS
    days = span_of(claim.value) if claim.value else None
    if claim.problem or claim.weekday is None or days is None or days[0] is None or days[0] != days[1]:
        return Outcome.NOT_COMPARABLE
    if days[0] < datetime.date(1582, 10, 15):
        return Outcome.NOT_COMPARABLE
    if days[0].isoweekday() == claim.weekday:
        return Outcome.AGREES
    if days[0] < datetime.date(1923, 3, 1) and _julian_weekday(days[0]) == claim.weekday:
        return Outcome.NOT_COMPARABLE
    stated_year = claim.stated is not None and span_of(claim.stated) is not None
    return Outcome.DIFFERS if stated_year else Outcome.DIFFERS_AS_INFERRED


OF_RECORD: dict[str, Callable[[Question, Stated], Outcome]] = {
    "date": outcome_of_date,
    "existence": outcome_of_existence,
    "state": outcome_of_state,
    "text": outcome_of_value,
    "number": outcome_of_value,
}


def reached(questions: Iterable[Question]) -> dict[str, Collection[Outcome]]:
    """The outcomes of questions, by family."""
    found: dict[str, set[Outcome]] = {}
    for question in questions:
        for number in range(len(question.claims)):
            if (meant := outcome(question, number)) is not None:
                found.setdefault(question.family, set()).add(meant)
    return found
