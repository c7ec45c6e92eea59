"""The vocabulary of steps: each a sentence pattern and what it adds to a plan."""

from __future__ import annotations

import re

from verify.checks.builder import OUTCOME_PHRASES, PlanBuilder
from verify.checks.likeness import nearest_hint
from verify.checks.plan import CompareWith, Comparing, Order, Tolerance, Unit
from verify.checks.registry import Block, StepType, Wants, step
from verify.checks.step_error import StepError
from verify.values import parse_day
from verify.verdicts import VERDICT_OF, Outcome, Verdict

HALF_A_DIGIT = "half the last written digit"
NO_VERDICT = "no verdict"
ANY_OTHER = "any other"

# Four figures at most: a tolerance of ten thousand days is no tolerance.
_TOLERANCE = re.compile(r"(?P<amount>[0-9]{1,4}(?:\.[0-9]{1,4})?) ?(?P<unit>days?|per cent|percent|%)")


def _verdict(word: str) -> Verdict:
    if word not in VERDICT_OF:
        raise StepError(f"{word!r} is no verdict.", f"Write one of: {', '.join(VERDICT_OF)}.")
    return VERDICT_OF[word]


def _outcome(phrase: str) -> Outcome:
    if phrase not in OUTCOME_PHRASES:
        raise StepError(f"no outcome reads 'a claim that {phrase}'.", nearest_hint(phrase, OUTCOME_PHRASES))
    return OUTCOME_PHRASES[phrase]


def _kind(noun: str) -> str:
    return noun.removeprefix("an ").removeprefix("a ")


def _require_period(first: str, last: str) -> None:
    for day in (first, last):
        try:
            parse_day(day)
        except ValueError:
            raise StepError(f"{day!r} is not a day.", "Write it as 2016-04-09.") from None
    if first > last:
        raise StepError(f"the period ends ({last}) before it begins ({first}).", "Write the first day first.")


def _tolerance(text: str) -> Tolerance:
    if text == HALF_A_DIGIT:
        return Tolerance(0.5, Unit.LAST_DIGIT)
    found = _TOLERANCE.fullmatch(text)
    amount = float(found["amount"]) if found else 0.0
    if found is None or not amount:
        raise StepError(
            f"{text!r} is no tolerance.", f"Write, for instance: 3 days, 5 per cent, {HALF_A_DIGIT}."
        )
    if found["unit"].startswith("day"):
        if not amount.is_integer():
            raise StepError(f"{text!r} is no whole number of days.", "Write, for instance: 3 days.")
        return Tolerance(amount, Unit.DAYS)
    return Tolerance(amount, Unit.PER_CENT)


@step(
    StepType.GIVEN,
    "claims that cite a resolution",
    example="claims that cite a resolution",
    about="Every citation of a resolution by its number.",
)
def _cited(builder: PlanBuilder) -> None:
    builder.select("resolution", "cited")


@step(
    StepType.GIVEN,
    'claims about when {kind} was "{property}"',
    example='claims about when an agreement was "concluded"',
    about='Dates given for a property of a kind of thing, be it one of your own: `a ceasefire was "declared"`.',
)
def _when(builder: PlanBuilder, kind: str, property: str) -> None:
    builder.select(_kind(kind), property)


@step(
    StepType.GIVEN,
    "claims about when an event occurred",
    example="claims about when an event occurred",
    about="Dates given for an event that the reference names.",
)
def _events(builder: PlanBuilder) -> None:
    builder.select("event", "occurred")


@step(
    StepType.GIVEN,
    "claims about who holds an office",
    example="claims about who holds an office",
    about="Statements that a person holds an office.",
)
def _offices(builder: PlanBuilder) -> None:
    builder.select("office", "holds")


@step(
    StepType.GIVEN,
    'claims about the "{property}" of {kind}',
    example='claims about the "vote" of a resolution',
    about="Claims that give any other property of a kind of thing.",
)
def _property_of(builder: PlanBuilder, property: str, kind: str) -> None:
    builder.select(_kind(kind), property)


@step(
    StepType.GIVEN,
    'claims of the kind "{kind}" about "{property}"',
    example='claims of the kind "agreement" about "dated"',
    about="Claims of any kind and property that the reference describes.",
)
def _of_kind(builder: PlanBuilder, kind: str, property: str) -> None:
    builder.select(kind, property)


@step(
    StepType.GIVEN,
    "dates that name a weekday",
    example="dates that name a weekday",
    about="Days of the calendar with a weekday beside them: 'Wednesday, March 9, 2016'.",
)
def _weekdays(builder: PlanBuilder) -> None:
    builder.select("date", "date", names_weekday=True)


@step(
    StepType.GIVEN,
    "dates that no calendar has",
    example="dates that no calendar has",
    about="Days that do not exist: '31 June 2015'.",
)
def _impossible(builder: PlanBuilder) -> None:
    builder.select("date", "date", impossible=True)


@step(
    StepType.GIVEN,
    'the subject is "{subject}"',
    example='the subject is "Joint Comprehensive Plan of Action"',
    about="Only claims about this subject, by its canonical name (for an office: the office).",
)
def _subject(builder: PlanBuilder, subject: str) -> None:
    builder.narrow(subjects=(subject,))


@step(
    StepType.GIVEN,
    'the article is published by "{publisher}"',
    example='the article is published by "Example Daily"',
    about="Only claims in articles of this publisher.",
)
def _publisher(builder: PlanBuilder, publisher: str) -> None:
    builder.narrow(publishers=(publisher,))


@step(
    StepType.GIVEN,
    "the subject is one of:",
    example="the subject is one of:",
    about="Only claims about these subjects, one a row.",
    wants=Wants.LIST,
    example_block=("| S/RES/1929 |", "| S/RES/2231 |"),
)
def _subjects(builder: PlanBuilder, block: Block) -> None:
    builder.narrow(subjects=block.names())


@step(
    StepType.GIVEN,
    'the subject has "{property}" "{value}" on record',
    example='the subject has "party" "Iran" on record',
    about="Only claims about subjects of which the reference records this: a group of subjects. May be repeated.",
)
def _recorded(builder: PlanBuilder, property: str, value: str) -> None:
    if property not in builder.properties:
        raise StepError(f"no property is called {property!r}.", nearest_hint(property, builder.properties))
    builder.narrow(recorded=((property, value),))


@step(
    StepType.GIVEN,
    "the article is published by one of:",
    example="the article is published by one of:",
    about="Only claims in articles of these publishers, one a row.",
    wants=Wants.LIST,
    example_block=("| Example Daily |", "| Example Weekly |"),
)
def _publishers(builder: PlanBuilder, block: Block) -> None:
    builder.narrow(publishers=block.names())


@step(
    StepType.GIVEN,
    "the article is published between {first} and {last}",
    example="the article is published between 2016-01-01 and 2016-12-31",
    about="Only claims in articles published in this period, both days counting.",
)
def _period(builder: PlanBuilder, first: str, last: str) -> None:
    _require_period(first, last)
    builder.narrow(published_from=first, published_to=last)


@step(
    StepType.GIVEN,
    "the article is published on or after {day}",
    example="the article is published on or after 2016-01-01",
    about="Only claims in articles published from this day on.",
)
def _published_from(builder: PlanBuilder, day: str) -> None:
    _require_period(day, day)
    builder.narrow(published_from=day)


@step(
    StepType.GIVEN,
    "the article is published on or before {day}",
    example="the article is published on or before 2016-12-31",
    about="Only claims in articles published up to this day.",
)
def _published_to(builder: PlanBuilder, day: str) -> None:
    _require_period(day, day)
    builder.narrow(published_to=day)


@step(
    StepType.GIVEN,
    "the date lies between {first} and {last}",
    example="the date lies between 1990-01-01 and 1999-12-31",
    about="Only claims whose date lies wholly in this period, both days counting.",
)
def _dated(builder: PlanBuilder, first: str, last: str) -> None:
    _require_period(first, last)
    builder.narrow(dated_from=first, dated_to=last)


@step(
    StepType.GIVEN,
    "the claim is attributed to someone",
    example="the claim is attributed to someone",
    about="Only claims that the article puts in somebody's mouth.",
)
def _attributed(builder: PlanBuilder) -> None:
    builder.narrow(attributed=True)


@step(
    StepType.GIVEN,
    "the claim is the article's own",
    example="the claim is the article's own",
    about="Only claims that the article puts in nobody's mouth.",
)
def _own(builder: PlanBuilder) -> None:
    builder.narrow(attributed=False)


@step(
    StepType.GIVEN,
    'the claim is attributed to "{name}"',
    example='the claim is attributed to "John Kerry"',
    about="Only claims that the article puts in this mouth, as the article names it.",
)
def _attributed_to(builder: PlanBuilder, name: str) -> None:
    builder.narrow(attributed_to=name)


@step(
    StepType.WHEN,
    "each is compared with the reference",
    example="each is compared with the reference",
    about="Each claim is compared with the facts of its subject and property.",
)
def _reference(builder: PlanBuilder) -> None:
    builder.compare(Comparing(CompareWith.REFERENCE))


@step(
    StepType.WHEN,
    "each is compared with the reference, give or take {tolerance}",
    example="each is compared with the reference, give or take 3 days",
    about="Likewise; what is off by no more than that agrees. "
    "Days for dates; `5 per cent` or `half the last written digit` for numbers.",
)
def _roughly(builder: PlanBuilder, tolerance: str) -> None:
    builder.compare(Comparing(CompareWith.REFERENCE, tolerance=_tolerance(tolerance)))


@step(
    StepType.WHEN,
    'each is compared with the reference, by "{comparison}"',
    example='each is compared with the reference, by "working week"',
    about="Likewise, by a comparison that an installed package brings (docs/extending.md).",
)
def _by_name(builder: PlanBuilder, comparison: str) -> None:
    builder.compare(Comparing(CompareWith.REFERENCE, method=comparison))


@step(
    StepType.WHEN,
    "each is compared with the calendar",
    example="each is compared with the calendar",
    about="Each date is compared with the calendar: does the day exist, does it fall on that weekday.",
)
def _calendar(builder: PlanBuilder) -> None:
    builder.compare(Comparing(CompareWith.CALENDAR))


@step(
    StepType.WHEN,
    "each is compared with the other claims of its article",
    example="each is compared with the other claims of its article",
    about="Each claim is compared with what else its article says of the same; only where the reference is silent.",
)
def _its_article(builder: PlanBuilder) -> None:
    builder.compare(Comparing(CompareWith.ITS_ARTICLE))


@step(
    StepType.WHEN,
    "each is compared with the other claims of its article, give or take {tolerance}",
    example="each is compared with the other claims of its article, give or take 1 day",
    about="Likewise; dates that are apart by no more than that agree.",
)
def _roughly_its_article(builder: PlanBuilder, tolerance: str) -> None:
    builder.compare(Comparing(CompareWith.ITS_ARTICLE, tolerance=_tolerance(tolerance)))


@step(
    StepType.WHEN,
    "each is compared with the claims of other articles",
    example="each is compared with the claims of other articles",
    about="Each claim is compared with what other articles say of the same, whoever published them; "
    "only where the reference is silent.",
)
def _other_articles(builder: PlanBuilder) -> None:
    builder.compare(Comparing(CompareWith.OTHER_ARTICLES))


@step(
    StepType.WHEN,
    "each is compared with the claims of other articles, give or take {tolerance}",
    example="each is compared with the claims of other articles, give or take 1 day",
    about="Likewise; dates that are apart by no more than that agree.",
)
def _roughly_other_articles(builder: PlanBuilder, tolerance: str) -> None:
    builder.compare(Comparing(CompareWith.OTHER_ARTICLES, tolerance=_tolerance(tolerance)))


@step(
    StepType.WHEN,
    'each is expected on or before the recorded "{property}"',
    example='each is expected on or before the recorded "in force"',
    about="Each date is held against that of another property of its subject: it agrees if it is not after it.",
)
def _on_or_before(builder: PlanBuilder, property: str) -> None:
    builder.compare(Comparing(CompareWith.REFERENCE, property=property, order=Order.ON_OR_BEFORE))


@step(
    StepType.WHEN,
    'each is expected on or after the recorded "{property}"',
    example='each is expected on or after the recorded "signed"',
    about="Each date is held against that of another property of its subject: it agrees if it is not before it.",
)
def _on_or_after(builder: PlanBuilder, property: str) -> None:
    builder.compare(Comparing(CompareWith.REFERENCE, property=property, order=Order.ON_OR_AFTER))


@step(
    StepType.THEN,
    "each outcome means:",
    example="each outcome means:",
    about="What outcomes mean, as a table: an outcome and a verdict, or `no verdict`, a row. "
    "`any other` takes the rest.",
    wants=Wants.TABLE,
    example_block=(
        "| outcome   | verdict             |",
        "| agrees    | supported           |",
        "| differs   | refuted             |",
        "| any other | not enough evidence |",
    ),
)
def _meanings(builder: PlanBuilder, block: Block) -> None:
    header, *rows = block.rows
    if header != ("outcome", "verdict") or not rows:
        raise StepError(
            "the table does not say what outcomes mean.",
            "Head its columns: | outcome | verdict |, and add rows.",
            below=True,
        )
    for phrase, word in rows:
        verdict = None if word == NO_VERDICT else _verdict(word)
        if phrase == ANY_OTHER:
            builder.conclude_others(verdict)
        else:
            builder.conclude(_outcome(phrase), verdict)


@step(
    StepType.THEN,
    "readers of a finding are told:",
    example="readers of a finding are told:",
    about="Advice that is shown beside every claim that the check refutes.",
    wants=Wants.TEXT,
    example_block=('"""', "Ask the archive before changing the date.", '"""'),
)
def _advice(builder: PlanBuilder, block: Block) -> None:
    builder.advise(block.text)


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
