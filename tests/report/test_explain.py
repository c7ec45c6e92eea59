"""Why a claim has its verdict: a sentence for every outcome of every kind of claim."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest

from verify.report.explain import Compared, Found, Rival, explain, recorded
from verify.verdicts import Outcome

NOTHING = Found(
    kind="agreement",
    property="concluded",
    quote="4 May 2010",
    subject="Harbour Treaty",
    asks="Harbour Treaty",
    stated="2010-05-04",
    value="2010-05-04",
    as_of=None,
    polarity="asserted",
    problem=None,
    weekday=None,
    outcome=None,
    fact_value=None,
    fact_from=None,
    fact_to=None,
    fact_note=None,
)
DATED = replace(NOTHING, fact_value="2010-05-07")
YEARLESS = replace(DATED, quote="May 4", stated="XXXX-05-04", value="2016-05-04")
CITED = replace(
    NOTHING,
    kind="resolution",
    property="cited",
    quote="Resolution 3",
    subject="T/RES/3",
    asks="T/RES/3",
    stated=None,
    value=None,
    as_of="2016-04-09",
)
ADOPTED = replace(CITED, fact_value="2003-09-30")
OFFICE = replace(
    NOTHING,
    kind="office",
    property="holds",
    quote="Mara Lind",
    subject="Mara Lind",
    asks="harbour master",
    stated=None,
    value="harbour master",
    as_of="2016-04-09",
)
HELD = replace(OFFICE, fact_value="Mara Lind", fact_from="2008-01-01", fact_to="2014-12-31")
CALENDAR = replace(
    NOTHING, kind="date", property="date", quote="Tuesday, 4 May 2010", subject=None, asks=None, weekday=2
)

CASES: list[tuple[Found, Outcome, str, str]] = [
    (DATED, Outcome.AGREES, "7 May 2010", "The record says 7 May 2010."),
    (
        replace(DATED, stated="2010-05"),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
        "7 May 2010",
        "The record says 7 May 2010, which lies within May 2010.",
    ),
    (
        replace(DATED, fact_value="2010"),
        Outcome.MORE_PRECISE_THAN_THE_RECORD,
        "2010",
        "The record says 2010 and no more; the article is more precise.",
    ),
    (
        DATED,
        Outcome.DIFFERS,
        "7 May 2010",
        "The record says 7 May 2010; the article says 4 May 2010. The two have no day in common.",
    ),
    (
        YEARLESS,
        Outcome.DIFFERS_AS_INFERRED,
        "7 May 2010",
        "The record says 7 May 2010; the words were read as 4 May 2016, which may be our mistake.",
    ),
    (DATED, Outcome.SOURCES_CONFLICT, "7 May 2010", "The sources conflict; one says 7 May 2010."),
    (
        replace(DATED, rivals=(Rival("2010-05-11"), Rival("2010-05-11"), Rival("2010-06"))),
        Outcome.SOURCES_CONFLICT,
        "7 May 2010",
        "The sources conflict; one says 7 May 2010, another 11 May 2010, another June 2010.",
    ),
    (
        replace(DATED, listed=True),
        Outcome.DIFFERS,
        "7 May 2010",
        "The record says 7 May 2010; the article says 4 May 2010. The two have no day in common. "
        "A list says that the record is complete here.",
    ),
    (
        replace(DATED, fact_value="2010-05-04", own_publisher="Tidal Council"),
        Outcome.NO_RECORD,
        "4 May 2010",
        "The record agrees (4 May 2010), but only Tidal Council says so, who published the article itself: "
        "that does not support it.",
    ),
    (
        NOTHING,
        Outcome.NO_RECORD,
        "nothing on record",
        "Nothing is on record of when Harbour Treaty was 'concluded'.",
    ),
    (
        replace(NOTHING, asks="The fair opened", compared=replace(NOTHING.compared, property="occurred")),
        Outcome.NO_RECORD,
        "nothing on record",
        "Nothing is on record of when this happened: The fair opened.",
    ),
    (
        NOTHING,
        Outcome.UNLISTED,
        "unlisted",
        "The record of Harbour Treaty does not list 4 May 2010, and may be incomplete.",
    ),
    (
        ADOPTED,
        Outcome.AGREES,
        "adopted 30 September 2003",
        "T/RES/3 exists: it was adopted on 30 September 2003.",
    ),
    (
        ADOPTED,
        Outcome.ABSENT_FROM_A_COMPLETE_LIST,
        "adopted 30 September 2003",
        "T/RES/3 was adopted on 30 September 2003, after the article (9 April 2016).",
    ),
    (
        CITED,
        Outcome.ABSENT_FROM_A_COMPLETE_LIST,
        "absent from a complete list",
        "The register is complete there, and holds no T/RES/3.",
    ),
    (CITED, Outcome.NO_RECORD, "nothing on record", "Nothing is on record of T/RES/3."),
    (
        HELD,
        Outcome.AGREES,
        "1 Jan 2008 – 31 Dec 2014",
        "Mara Lind held the office from 1 January 2008 to 31 December 2014, so also on 9 April 2016.",
    ),
    (
        replace(HELD, as_of=None),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
        "1 Jan 2008 – 31 Dec 2014",
        "Mara Lind held the office from 1 January 2008 to 31 December 2014; "
        "the article has no date to compare that with.",
    ),
    (
        HELD,
        Outcome.TRUE_AT_ANOTHER_DATE,
        "1 Jan 2008 – 31 Dec 2014",
        "True at another date, not on 9 April 2016: Mara Lind held the office from 1 January 2008 to 31 December 2014.",
    ),
    (
        replace(HELD, fact_value="Ole Brandt", fact_from="2015-01-10", fact_to=None),
        Outcome.DIFFERS,
        "Ole Brandt, since 10 Jan 2015",
        "Not on 9 April 2016: Ole Brandt has held the office since 10 January 2015.",
    ),
    (
        replace(HELD, fact_from=None),
        Outcome.SOURCES_CONFLICT,
        "until 31 Dec 2014",
        "The sources conflict; by one, Mara Lind held the office until 31 December 2014.",
    ),
    (
        replace(
            HELD,
            compared=Compared(value_type="subject", is_state=True),
            rivals=(Rival("Ole Brandt", "2014-06-01", None),),
        ),
        Outcome.SOURCES_CONFLICT,
        "1 Jan 2008 – 31 Dec 2014",
        "The sources conflict; by one, Mara Lind held the office from 1 January 2008 to 31 December 2014, "
        "another Ole Brandt, since 1 June 2014.",
    ),
    (
        replace(HELD, own_publisher="Tidal Council"),
        Outcome.NO_RECORD,
        "1 Jan 2008 – 31 Dec 2014",
        "The record agrees (1 Jan 2008 – 31 Dec 2014), but only Tidal Council says so, who published the article "
        "itself: that does not support it.",
    ),
    (
        replace(HELD, fact_from=None, fact_to=None),
        Outcome.AGREES,
        "at a time not recorded",
        "Mara Lind held the office at a time not recorded, so also on 9 April 2016.",
    ),
    (
        OFFICE,
        Outcome.NO_RECORD,
        "nothing on record",
        "Nothing is on record of who held this office (harbour master) on 9 April 2016.",
    ),
    (
        OFFICE,
        Outcome.UNLISTED,
        "unlisted",
        "The record of this office (harbour master) does not know the name 'Mara Lind'.",
    ),
    (CALENDAR, Outcome.AGREES, "that weekday", "4 May 2010 was a Tuesday."),
    (replace(CALENDAR, weekday=7), Outcome.DIFFERS, "another weekday", "4 May 2010 was not a Sunday."),
    (
        replace(CALENDAR, weekday=7),
        Outcome.DIFFERS_AS_INFERRED,
        "another weekday",
        "4 May 2010 was not a Sunday; the year is our inference.",
    ),
    (
        replace(CALENDAR, problem="impossible", quote="30 February", value=None),
        Outcome.DIFFERS,
        "no such day",
        "No calendar has the day '30 February'.",
    ),
    (
        replace(CALENDAR, problem="impossible", quote="3 March 2016", value="2016-03-03"),
        Outcome.DIFFERS,
        "another date",
        "'3 March 2016' runs backwards, or contradicts the date beside it.",
    ),
    (
        replace(CALENDAR, problem="impossible", quote="next year", stated="XXXX", value="2017"),
        Outcome.DIFFERS,
        "another date",
        "'next year' runs backwards, or contradicts the date beside it.",
    ),
    (
        replace(CALENDAR, problem="impossible", quote="31 June 2015", stated="2015-06", value="2015-06"),
        Outcome.DIFFERS,
        "no such day",
        "No calendar has the day '31 June 2015'.",
    ),
    (
        replace(NOTHING, problem="impossible", quote="2006", stated="2006", value="2006"),
        Outcome.NOT_COMPARABLE,
        "not comparable",
        "It runs backwards, or contradicts the date beside it, so nothing was compared.",
    ),
    (
        replace(NOTHING, problem="ambiguous"),
        Outcome.NOT_COMPARABLE,
        "not comparable",
        "It can be read in more than one way, so nothing was compared.",
    ),
    (
        replace(NOTHING, problem="impossible", stated="2015-06", value="2015-06"),
        Outcome.NOT_COMPARABLE,
        "not comparable",
        "No calendar has this day, so nothing was compared.",
    ),
    (
        replace(NOTHING, polarity="planned"),
        Outcome.NOT_COMPARABLE,
        "not comparable",
        "The text does not assert it (planned), so nothing was compared.",
    ),
    (
        NOTHING,
        Outcome.NOT_COMPARABLE,
        "not comparable",
        "What is stated and what is on record cannot be compared.",
    ),
]


@pytest.mark.parametrize(
    ("found", "outcome", "record", "sentence"),
    CASES,
    ids=[f"{number}-{case[0].kind}-{case[1].label}" for number, case in enumerate(CASES)],
)
def test_the_record_and_the_reason_in_words(
    found: Found, outcome: Outcome, record: str, sentence: str
) -> None:
    judged = replace(found, outcome=outcome)
    assert (recorded(judged), explain(judged)) == (record, sentence)


def test_the_note_of_a_fact_is_told() -> None:
    noted = replace(DATED, outcome=Outcome.AGREES, fact_note="By the calendar of the time.")
    assert explain(noted) == "The record says 7 May 2010. Note: By the calendar of the time."


@pytest.mark.parametrize("found", [NOTHING, DATED, CITED, OFFICE, HELD, CALENDAR])
def test_what_was_not_compared_needs_no_reason(found: Found) -> None:
    assert (recorded(found), explain(found)) == (None, None)


SHAPES: dict[str, dict[str, Any]] = {
    "no as-of": {"as_of": None},
    "as-of": {"as_of": "2016-04-09"},
    "no value": {"value": None, "stated": None},
    "not a date": {"fact_value": "15-0-0"},
}


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize(
    "found", [NOTHING, DATED, CITED, ADOPTED, OFFICE, HELD, CALENDAR], ids=lambda found: found.kind
)
def test_every_outcome_of_every_kind_is_a_sentence(found: Found, outcome: Outcome) -> None:
    for (_, shape), (_, other) in itertools.product(SHAPES.items(), repeat=2):
        judged = replace(found, outcome=outcome, **shape | other)
        sentence = explain(judged)
        assert sentence is not None
        assert sentence.endswith("."), sentence
        assert "None" not in sentence, sentence
        assert "  " not in sentence, sentence
        assert recorded(judged)
