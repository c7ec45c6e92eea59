"""The vocabulary of steps: each a sentence pattern and what it adds to a plan."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from verify.checks.builder import OUTCOME_PHRASES, PlanBuilder, StepError, nearest
from verify.checks.plan import CompareWith, Selection
from verify.values import parse_day
from verify.verdicts import VERDICT_OF, Outcome, Verdict


class StepType(StrEnum):
    """The part of a scenario a step belongs to, as Gherkin's pickles name them."""

    GIVEN = "Context"
    WHEN = "Action"
    THEN = "Outcome"

    @property
    def keyword(self) -> str:
        """The English keyword."""
        return self.name.capitalize()


@dataclass(frozen=True, slots=True)
class Step:
    """A sentence an editor can write. `{name}` in the pattern stands for some words; `build` adds to the plan."""

    type: StepType
    pattern: str
    example: str
    about: str
    build: Callable[..., None]

    def match(self, text: str) -> dict[str, str] | None:
        """The words that stand for the pattern's names, or None where the sentence is another."""
        found = _compiled(self.pattern).fullmatch(text)
        return found.groupdict() if found else None


STEPS: list[Step] = []
"""Every step there is."""

_COMPILED: dict[str, re.Pattern[str]] = {}


def step(
    type_: StepType, pattern: str, *, example: str, about: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function of the plan builder and the pattern's names as a step."""

    def register(build: Callable[..., None]) -> Callable[..., None]:
        STEPS.append(Step(type_, pattern, example, about, build))
        return build

    return register


def _compiled(pattern: str) -> re.Pattern[str]:
    if pattern not in _COMPILED:
        parts = re.split(r"\{(\w+)\}", pattern)
        expression = "".join(
            f'(?P<{part}>[^"]+)' if index % 2 else re.escape(part) for index, part in enumerate(parts)
        )
        _COMPILED[pattern] = re.compile(expression)
    return _COMPILED[pattern]


def understand(type_: StepType, text: str) -> tuple[Step, dict[str, str]]:
    """The one step a sentence is. Raises StepError for none, with the nearest known step, and for more than one."""
    found = [
        (known, words) for known in STEPS if (words := known.match(text)) is not None and known.type is type_
    ]
    if len(found) > 1:
        raise StepError(
            f"{text!r} can be read as {found[0][0].pattern!r} and as {found[1][0].pattern!r}.",
            "Write it in another way.",
        )
    if found:
        return found[0]
    other = next((known for known in STEPS if known.match(text) is not None), None)
    if other is not None:
        raise StepError(f"{text!r} is a {other.type.keyword} step.", f"Write it behind {other.type.keyword}.")
    nearest = max(
        STEPS,
        key=lambda known: (
            difflib.SequenceMatcher(None, known.example, text).ratio() + (0.1 if known.type is type_ else 0)
        ),
    )
    raise StepError(f"no step reads {text!r}.", f"Nearest: {nearest.example!r}")


def apply(builder: PlanBuilder, type_: StepType, text: str) -> None:
    """Add what a sentence says to a plan. Raises StepError where it cannot be understood or does not fit."""
    known, words = understand(type_, text)
    known.build(builder, **words)


def _verdict(word: str) -> Verdict:
    if word not in VERDICT_OF:
        raise StepError(f"{word!r} is no verdict.", f"Write one of: {', '.join(VERDICT_OF)}.")
    return VERDICT_OF[word]


def _outcome(phrase: str) -> Outcome:
    if phrase not in OUTCOME_PHRASES:
        raise StepError(f"no outcome reads 'a claim that {phrase}'.", nearest(phrase, OUTCOME_PHRASES))
    return OUTCOME_PHRASES[phrase]


def _kind(noun: str) -> str:
    return noun.removeprefix("an ").removeprefix("a ")


@step(
    StepType.GIVEN,
    "claims that cite a resolution",
    example="claims that cite a resolution",
    about="Every citation of a resolution by its number.",
)
def _cited(builder: PlanBuilder) -> None:
    builder.select(Selection("resolution", "cited"))


@step(
    StepType.GIVEN,
    'claims about when {kind} was "{property}"',
    example='claims about when an agreement was "concluded"',
    about="Dates given for a property of a resolution or an agreement.",
)
def _when(builder: PlanBuilder, kind: str, property: str) -> None:
    builder.select(Selection(_kind(kind), property))


@step(
    StepType.GIVEN,
    "claims about when an event occurred",
    example="claims about when an event occurred",
    about="Dates given for an event that the reference names.",
)
def _events(builder: PlanBuilder) -> None:
    builder.select(Selection("event", "occurred"))


@step(
    StepType.GIVEN,
    "claims about who holds an office",
    example="claims about who holds an office",
    about="Statements that a person holds an office.",
)
def _offices(builder: PlanBuilder) -> None:
    builder.select(Selection("office", "holds"))


@step(
    StepType.GIVEN,
    'claims of the kind "{kind}" about "{property}"',
    example='claims of the kind "agreement" about "dated"',
    about="Claims of any kind and property that the reference describes.",
)
def _of_kind(builder: PlanBuilder, kind: str, property: str) -> None:
    builder.select(Selection(kind, property))


@step(
    StepType.GIVEN,
    "dates that name a weekday",
    example="dates that name a weekday",
    about="Days of the calendar with a weekday beside them: 'Wednesday, March 9, 2016'.",
)
def _weekdays(builder: PlanBuilder) -> None:
    builder.select(Selection("date", "date", names_weekday=True))


@step(
    StepType.GIVEN,
    "dates that no calendar has",
    example="dates that no calendar has",
    about="Days that do not exist: '31 June 2015'.",
)
def _impossible(builder: PlanBuilder) -> None:
    builder.select(Selection("date", "date", impossible=True))


@step(
    StepType.GIVEN,
    'the subject is "{subject}"',
    example='the subject is "Joint Comprehensive Plan of Action"',
    about="Only claims about this subject, by its canonical name (for an office: the office).",
)
def _subject(builder: PlanBuilder, subject: str) -> None:
    builder.narrow(subject=subject)


@step(
    StepType.GIVEN,
    'the article is published by "{publisher}"',
    example='the article is published by "Example Daily"',
    about="Only claims in articles of this publisher.",
)
def _publisher(builder: PlanBuilder, publisher: str) -> None:
    builder.narrow(publisher=publisher)


@step(
    StepType.GIVEN,
    "the article is published between {first} and {last}",
    example="the article is published between 2016-01-01 and 2016-12-31",
    about="Only claims in articles published in this period, both days counting.",
)
def _period(builder: PlanBuilder, first: str, last: str) -> None:
    for day in (first, last):
        try:
            parse_day(day)
        except ValueError:
            raise StepError(f"{day!r} is not a day.", "Write it as 2016-04-09.") from None
    if first > last:
        raise StepError(f"the period ends ({last}) before it begins ({first}).", "Write the first day first.")
    builder.narrow(published_from=first, published_to=last)


@step(
    StepType.GIVEN,
    "the claim is attributed to someone",
    example="the claim is attributed to someone",
    about="Only claims that the article puts in somebody's mouth.",
)
def _attributed(builder: PlanBuilder) -> None:
    builder.narrow(attributed=True)


@step(
    StepType.WHEN,
    "each is compared with the reference",
    example="each is compared with the reference",
    about="Each claim is compared with the facts of its subject and property.",
)
def _reference(builder: PlanBuilder) -> None:
    builder.compare(CompareWith.REFERENCE)


@step(
    StepType.WHEN,
    "each is compared with the calendar",
    example="each is compared with the calendar",
    about="Each date is compared with the calendar: does the day exist, does it fall on that weekday.",
)
def _calendar(builder: PlanBuilder) -> None:
    builder.compare(CompareWith.CALENDAR)


@step(
    StepType.THEN,
    'a claim that {outcome} is "{verdict}"',
    example='a claim that differs is "refuted"',
    about="What an outcome means.",
)
def _then(builder: PlanBuilder, outcome: str, verdict: str) -> None:
    builder.conclude(_outcome(outcome), _verdict(verdict))


@step(
    StepType.THEN,
    "a claim that {outcome} has no verdict",
    example="a claim that has no record has no verdict",
    about="An outcome of which the check says nothing.",
)
def _then_nothing(builder: PlanBuilder, outcome: str) -> None:
    builder.conclude(_outcome(outcome), None)


@step(
    StepType.THEN,
    'any other claim is "{verdict}"',
    example='any other claim is "not enough evidence"',
    about="What every outcome means that no other step names.",
)
def _others(builder: PlanBuilder, verdict: str) -> None:
    builder.conclude_others(_verdict(verdict))


@step(
    StepType.THEN,
    "any other claim has no verdict",
    example="any other claim has no verdict",
    about="The check says nothing of any other claim.",
)
def _others_nothing(builder: PlanBuilder) -> None:
    builder.conclude_others(None)
