"""The sentences of specs that tell: of articles, of the reference they meet, and of the checks that judge them."""

from __future__ import annotations

from verify.checks.registry import StepType, Wants
from verify.reference.tables import (
    AliasEntry,
    FactEntry,
    ListEntry,
    PropertyEntry,
    SourceEntry,
    SubjectEntry,
)
from verify.specs.below import Table, Text
from verify.specs.builder import SpecBuilder
from verify.specs.language import spec_step
from verify.specs.reference import Entry, Removal


@spec_step(
    StepType.GIVEN,
    'an article[ published on {day}][ by "{publisher}"][ with the headline "{headline}"] that says "{text}"',
    example='an article published on 2016-04-09 that says "The Lake Accord was signed in 2015."',
    about="An article to verify; there may be several. The day may be a month or a year, or `an unknown day`: then, as "
    "where no day is said at all, only what is stated counts.",
)
def _article(
    builder: SpecBuilder,
    text: str,
    day: str | None = None,
    publisher: str | None = None,
    headline: str | None = None,
) -> None:
    builder.article(Text(text, None), published=day, publisher=publisher, headline=headline)


@spec_step(
    StepType.GIVEN,
    'an article[ published on {day}][ by "{publisher}"][ with the headline "{headline}"] that says:',
    example="an article published on 2016-04-09 that says:",
    example_block=('"""', "The Lake Accord was signed in 2015.", '"""'),
    about='The same with a text of several lines; `"""markdown` opens one that is Markdown.',
    wants=Wants.TEXT,
)
def _article_below(
    builder: SpecBuilder,
    block: Text,
    day: str | None = None,
    publisher: str | None = None,
    headline: str | None = None,
) -> None:
    builder.article(block, published=day, publisher=publisher, headline=headline)


@spec_step(
    StepType.GIVEN,
    "every article is published on {day}",
    example="every article is published on 2016-04-09",
    about="The day of publication of articles whose step names none; for a Background.",
)
def _every_day(builder: SpecBuilder, day: str) -> None:
    builder.every_article(published=day)


@spec_step(
    StepType.GIVEN,
    'every article is published by "{publisher}"',
    example='every article is published by "Example Daily"',
    about="The publisher of articles whose step names none.",
)
def _every_publisher(builder: SpecBuilder, publisher: str) -> None:
    builder.every_article(publisher=publisher)


@spec_step(
    StepType.GIVEN,
    "the reference knows nothing yet",
    example="the reference knows nothing yet",
    about="Only the properties of the workspace's reference stay, so that all that counts is told in the scenario.",
)
def _bare(builder: SpecBuilder) -> None:
    builder.start_bare()


@spec_step(
    StepType.GIVEN,
    'nothing is on record[ about "{property}"] of "{subject}"',
    example='nothing is on record about "concluded" of "Joint Comprehensive Plan of Action"',
    about="The facts of a subject, all or those of one property, and what says that they are complete, are left out.",
)
def _nothing_on_record(builder: SpecBuilder, subject: str, property: str | None = None) -> None:
    if property is not None:
        builder.require_property(property)
    builder.take_off(Removal(subject, property))


@spec_step(
    StepType.GIVEN,
    'the record of "{fact}" is "{value}"',
    example='the record of "jcpoa/concluded" is "2015-07-13"',
    about="A fact of the reference, by the name it has there, with another value.",
)
def _correction(builder: SpecBuilder, fact: str, value: str) -> None:
    builder.correct(fact, value)


def _rows(pattern: str, entry: type[Entry], *, sample: tuple[str, ...], about: str) -> None:
    """Register a sentence with a table of rows for one table of the reference."""

    def build(builder: SpecBuilder, block: Table) -> None:
        builder.add_rows(entry, block)

    register = spec_step(
        StepType.GIVEN, pattern, example=pattern, about=about, wants=Wants.TABLE, example_block=sample
    )
    register(build)


_rows(
    "the record:",
    FactEntry,
    sample=("| subject     | property  | value      |", "| Lake Accord | concluded | 2015-06-02 |"),
    about="Facts, beside those of the workspace. A new subject is of the kind that its property is for; a row that "
    "names a `fact` of the workspace takes its place.",
)
_rows(
    "the subjects:",
    SubjectEntry,
    sample=("| subject     | kind      |", "| Lake Accord | agreement |"),
    about="Subjects of which no fact need be told, or of another kind than their facts say.",
)
_rows(
    "the aliases:",
    AliasEntry,
    sample=("| alias     | subject     |", "| Lake Pact | Lake Accord |"),
    about="Other names of subjects.",
)
_rows(
    "the properties:",
    PropertyEntry,
    sample=(
        "| property | kind      | phrases                |",
        "| ratified | agreement | ratified\\|ratification |",
    ),
    about="Properties; without more said, their values are dates and a subject has one.",
)
_rows(
    "the lists:",
    ListEntry,
    sample=("| subject     | property |", "| Lake Accord | signed   |"),
    about="For these subjects and properties the record is complete.",
)
_rows(
    "the sources:",
    SourceEntry,
    sample=("| source  | publisher            |", "| gazette | Ministry of the Lake |"),
    about="Sources for the facts to name; those that name none have the spec as their source.",
)


@spec_step(
    StepType.WHEN,
    'only the check "{check}" is run',
    example='only the check "agreements/the-date-an-agreement-goes-by" is run',
    about="The articles are judged by this check, or by all example rows of this outline, instead of by all checks.",
)
def _only(builder: SpecBuilder, check: str) -> None:
    builder.only(check)


@spec_step(
    StepType.WHEN,
    'only the checks in "{feature}" are run',
    example='only the checks in "agreements.feature" are run',
    about="The articles are judged by the checks of this file.",
)
def _only_feature(builder: SpecBuilder, feature: str) -> None:
    builder.only(feature.removesuffix(".feature"))
