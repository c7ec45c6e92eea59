"""DESIGN's table of outcomes, in plain Python, one claim at a time: what the compiled statements are held against.

Dates are compared as sets of days, and year-less ones as sets of (month, day), so that nothing is shared with the
day numbers and MMDD bounds of the store. What the design leaves open, the docstrings of `verify.checks.compare`
settle; each such place is marked *settled there*.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from verify.verdicts import Outcome

Days = tuple[datetime.date, datetime.date]
"""First and last day, both counting."""

MonthDays = frozenset[tuple[int, int]]

DAY = datetime.timedelta(days=1)

MEMBER = 7
"""The number, in its series, of every subject of the family "existence"."""

SEASONS = {21: ((0, 3, 1), (0, 6, 21)), 22: ((0, 6, 1), (0, 9, 23)), 23: ((0, 9, 1), (0, 12, 22))}
"""Spring to autumn, the meteorological and the astronomical together. Winter, of either year, is in `days_of`."""


@dataclass(frozen=True)
class Fact:
    """A fact of a key; `valid` bounds a state, None being open."""

    value: str
    rank: str = "normal"
    disputed: bool = False
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True)
class List:
    """That the facts are complete, between days (None: open), except in the gaps; for a series, between numbers."""

    first: str | None = None
    last: str | None = None
    gaps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Stated:
    """What a claim says. `answer` is that of a state or a text; dates are EDTF."""

    stated: str | None = None
    value: str | None = None
    answer: str | None = None
    answer_known: bool = True
    as_of: str | None = None
    polarity: str = "asserted"
    problem: str | None = None
    weekday: int | None = None


@dataclass(frozen=True)
class Question:
    """A key with its facts and list, and the claims that ask it. `family` names a property of the bench."""

    family: str
    claims: tuple[Stated, ...]
    facts: tuple[Fact, ...] = ()
    list: List | None = None
    many: bool = field(default=False)


Fit = Literal["equal", "contains", "inside", "overlaps", "inferred", "clashes", "silent"]


def day_of(text: str) -> datetime.date:
    """A day written YYYY-MM-DD."""
    return datetime.date.fromisoformat(text)


def days_of(edtf: str) -> Days | None:
    """The days that an EDTF value with a year can mean; None where no year is known."""
    if edtf.startswith("XXXX"):
        return None
    if "/" in edtf:
        first, last = (days_of(part) for part in edtf.split("/"))
        assert first is not None
        assert last is not None
        return first[0], last[1]
    about = 1 if edtf.endswith("~") else 0
    text = edtf.rstrip("~")
    if text.endswith("X"):
        decade = int(text[:3]) * 10
        return datetime.date(decade - 10 * about, 1, 1), datetime.date(decade + 9 + 10 * about, 12, 31)
    fields = [int(part) for part in text.split("-")]
    year = fields[0]
    if len(fields) == 1:
        return datetime.date(year - about, 1, 1), datetime.date(year + about, 12, 31)
    month = fields[1]
    if len(fields) == 3:
        day = datetime.date(*fields)
        return day - about * DAY, day + about * DAY
    if month == 24:
        return datetime.date(year - 1, 12, 1), datetime.date(year + 1, 3, 20)
    if month in SEASONS:
        first, last = (datetime.date(year + y, m, d) for y, m, d in SEASONS[month])
        return first, last
    if month > 32:
        return _months(year, (month - 33) * 3 + 1 - 3 * about, (month - 33) * 3 + 3 + 3 * about)
    return _months(year, month - about, month + about)


def _months(year: int, first: int, last: int) -> Days:
    begins, ends = (datetime.date(year + (m - 1) // 12, (m - 1) % 12 + 1, 1) for m in (first, last))
    return begins, ends.replace(day=calendar.monthrange(ends.year, ends.month)[1])


def month_days_of(edtf: str) -> MonthDays | None:
    """The months and days that a year-less EDTF value can mean; None where it says neither."""
    if not edtf.startswith("XXXX-") or "-XX" in edtf:
        return None
    if edtf == "XXXX-24":
        return _every((datetime.date(2000, 12, 1), datetime.date(2001, 3, 20)))
    # A leap year stands for the unknown one, so that 29 February can be stated.
    first, last = (
        days_of(part.replace("XXXX", "2000")) for part in (*edtf.split("/"), edtf.split("/")[-1])[:2]
    )
    assert first is not None
    assert last is not None
    begins, ends = first[0], last[1]
    return _every((begins, ends if ends >= begins else ends.replace(year=2001)))


def _every(days: Days) -> MonthDays:
    count = min((days[1] - days[0]).days + 1, 366)
    return frozenset(((days[0] + n * DAY).month, (days[0] + n * DAY).day) for n in range(count))


def _fit_of_days(claimed: Days, recorded: Days, apart: Fit) -> Fit:
    if claimed == recorded:
        return "equal"
    if claimed[0] <= recorded[0] and recorded[1] <= claimed[1]:
        return "contains"
    if recorded[0] <= claimed[0] and claimed[1] <= recorded[1]:
        return "inside"
    return apart if claimed[1] < recorded[0] or recorded[1] < claimed[0] else "overlaps"


def fit_date(claim: Stated, fact: Fact) -> Fit:
    """How a date that a claim states fits a recorded one."""
    recorded = days_of(fact.value)
    assert recorded is not None
    stated = days_of(claim.stated) if claim.stated else None
    inferred = days_of(claim.value) if claim.value else None
    if stated is not None:
        return _fit_of_days(stated, recorded, "clashes")
    yearless = month_days_of(claim.stated) if claim.stated else None
    if yearless is None:
        # Nothing but an inference: a weekday, "yesterday".
        return "silent" if inferred is None else _fit_of_days(inferred, recorded, "inferred")
    if recorded[0].year != recorded[1].year:
        # Settled there: over the turn of a year only the inferred days are compared.
        if inferred is None:
            return "silent"
        found = _fit_of_days(inferred, recorded, "inferred")
        return found if found in ("inside", "inferred") else "inside" if found == "equal" else "overlaps"
    on_record = _every(recorded)
    if len(yearless) > 1 and not calendar.isleap(recorded[0].year):
        yearless -= {(2, 29)}
    if not yearless & on_record:
        return "clashes"
    placed = _fit_of_days(inferred, recorded, "inferred") if inferred is not None else "contains"
    if placed == "inferred":
        return "inferred"
    if on_record <= yearless:
        # Settled there: month and day must fit, and the inferred year as well.
        return placed if placed in ("equal", "contains") else "overlaps"
    # A period over the turn of a year lies inside no record of one year.
    turns = {(12, 31), (1, 1)} <= yearless
    return "inside" if yearless <= on_record and not turns else "overlaps"


def _standing(question: Question) -> list[Fact]:
    """Deprecated facts left out, the best rank present kept."""
    for rank in ("preferred", "normal"):
        found = [fact for fact in question.facts if fact.rank == rank]
        if found:
            return found
    return []


def _gap(question: Question, first: datetime.date, last: datetime.date) -> bool:
    gaps = question.list.gaps if question.list else ()
    return any(day_of(begin) <= last and first <= day_of(end) for begin, end in gaps)


def _listed(question: Question, days: Days | None) -> bool:
    """Whether a list says that the facts of these days are all there are; of unknown days only one without bounds."""
    if question.list is None:
        return False
    if days is None:
        return not (question.list.first or question.list.last or question.list.gaps)
    after = question.list.first is None or day_of(question.list.first) <= days[0]
    before = question.list.last is None or days[1] <= day_of(question.list.last)
    return after and before and not _gap(question, *days)


def outcome_of_date(question: Question, claim: Stated) -> Outcome:
    """A date: of a property with one value or with many."""
    facts = _standing(question)
    if not facts:
        return Outcome.NO_RECORD
    fits = {fact: fit_date(claim, fact) for fact in facts}
    matching = [fact for fact in facts if fits[fact] in ("equal", "contains", "inside")]
    unplaced = not claim.value and (not claim.stated or days_of(claim.stated) is None)
    if unplaced and sum(fit_date(claim, fact) in ("equal", "contains", "inside") for fact in facts) > 1:
        return Outcome.NOT_COMPARABLE
    if matching and all(fact.disputed for fact in matching):
        # Settled there: also where the disputed fact is the only one.
        return Outcome.SOURCES_CONFLICT
    for fit, outcome in (
        ("equal", Outcome.AGREES),
        ("contains", Outcome.AGREES_WITHIN_ITS_PRECISION),
        ("inside", Outcome.MORE_PRECISE_THAN_THE_RECORD),
        # Settled there: days that overlap in part neither agree nor differ.
        ("overlaps", Outcome.NOT_COMPARABLE),
        ("silent", Outcome.NOT_COMPARABLE),
    ):
        if fit in fits.values():
            return outcome
    if question.many and not _listed(question, days_of(claim.stated) if claim.stated else None):
        return Outcome.UNLISTED
    return Outcome.DIFFERS_AS_INFERRED if "inferred" in fits.values() else Outcome.DIFFERS


def _in_series(listed: List | None) -> bool:
    """Whether the list of a series is complete at the member's number."""
    if listed is None:
        return False
    inside = int(listed.first or MEMBER) <= MEMBER <= int(listed.last or MEMBER)
    return inside and not any(int(first) <= MEMBER <= int(last) for first, last in listed.gaps)


def outcome_of_existence(question: Question, claim: Stated) -> Outcome:
    """A citation: what is cited existed by the day of the article."""
    facts = _standing(question)
    if not facts:
        return Outcome.ABSENT_FROM_A_COMPLETE_LIST if _in_series(question.list) else Outcome.NO_RECORD
    first = min(days[0] for fact in facts if (days := days_of(fact.value)))
    existed = claim.as_of is None or first <= day_of(claim.as_of)
    return Outcome.AGREES if existed else Outcome.ABSENT_FROM_A_COMPLETE_LIST


def _holds(fact: Fact, day: datetime.date) -> bool:
    begun = fact.valid_from is None or day_of(fact.valid_from) <= day
    return begun and (fact.valid_to is None or day <= day_of(fact.valid_to))


def outcome_of_state(question: Question, claim: Stated) -> Outcome:
    """A state, as of the claim's day."""
    facts = _standing(question)
    if not facts:
        return Outcome.NO_RECORD
    same = [fact for fact in facts if fact.value == claim.answer]
    if claim.as_of is None:
        # Settled there: an undated claim agrees as far as it goes with a state that held at some time.
        return Outcome.AGREES_WITHIN_ITS_PRECISION if same else Outcome.NOT_COMPARABLE
    day = day_of(claim.as_of)
    held = [fact for fact in same if _holds(fact, day)]
    if held:
        return Outcome.SOURCES_CONFLICT if all(fact.disputed for fact in held) else Outcome.AGREES
    # Settled there: a state without an end may have ended since it was recorded, so it refutes nobody.
    another = any(_holds(fact, day) and fact.valid_to is not None for fact in facts if fact not in same)
    refutable = _listed(question, (day, day)) or (another and not question.many)
    if not refutable:
        return Outcome.UNLISTED if question.many and not same else Outcome.NO_RECORD
    if same:
        return Outcome.TRUE_AT_ANOTHER_DATE
    # Settled there: an answer in mere words may be a person whom the reference does not know.
    return Outcome.DIFFERS if claim.answer_known else Outcome.UNLISTED


def outcome_of_value(question: Question, claim: Stated) -> Outcome:
    """A number, a text or a subject that holds for ever."""
    facts = _standing(question)
    if not facts:
        return Outcome.NO_RECORD
    same = [fact for fact in facts if fact.value == claim.answer]
    if same:
        return Outcome.SOURCES_CONFLICT if all(fact.disputed for fact in same) else Outcome.AGREES
    if not claim.answer_known:
        # Settled there: an answer in mere words that no fact gives says nothing.
        return Outcome.NOT_COMPARABLE
    if question.many and question.list is None:
        return Outcome.UNLISTED
    return Outcome.DIFFERS


def outcome_of_calendar(_: Question, claim: Stated) -> Outcome:
    """A date by itself: it is impossible, or names a weekday."""
    if claim.problem == "impossible":
        return Outcome.DIFFERS
    days = days_of(claim.value) if claim.value else None
    if claim.problem or claim.weekday is None or days is None or days[0] != days[1]:
        return Outcome.NOT_COMPARABLE
    if days[0].isoweekday() == claim.weekday:
        return Outcome.AGREES
    stated_year = claim.stated is not None and days_of(claim.stated) is not None
    return Outcome.DIFFERS if stated_year else Outcome.DIFFERS_AS_INFERRED


def outcome(question: Question, claim: Stated) -> Outcome:
    """What DESIGN says is found of a claim."""
    if question.family == "calendar":
        return outcome_of_calendar(question, claim)
    if claim.polarity != "asserted" or claim.problem:
        return Outcome.NOT_COMPARABLE
    return OUTCOMES[question.family](question, claim)


OUTCOMES: dict[str, Callable[[Question, Stated], Outcome]] = {
    "day": outcome_of_date,
    "days": outcome_of_date,
    "existence": outcome_of_existence,
    "state": outcome_of_state,
    "states": outcome_of_state,
    "text": outcome_of_value,
    "texts": outcome_of_value,
}


def outcomes(questions: Iterable[Question]) -> list[Outcome]:
    """The outcomes of every claim of every question, in order."""
    return [outcome(question, claim) for question in questions for claim in question.claims]
