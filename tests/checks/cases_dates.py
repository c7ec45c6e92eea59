"""Hand-made cases of dates and citations."""

from __future__ import annotations

from asking import Case, ask, said
from questions import Fact, List, Stated

from verify.verdicts import Outcome

DAY = Fact("2015-07-14")
MONTH = Fact("2015-07")

DATES: list[Case] = [
    # One date.
    ("the same day", ask("day", said("2015-07-14"), DAY), Outcome.AGREES),
    ("the same month", ask("day", said("2015-07"), MONTH), Outcome.AGREES),
    ("the month of the day", ask("day", said("2015-07"), DAY), Outcome.AGREES_WITHIN_ITS_PRECISION),
    ("about the day", ask("day", said("2015-07-15~"), DAY), Outcome.AGREES_WITHIN_ITS_PRECISION),
    (
        "a range around the day",
        ask("day", said("2015-07-13/2015-07-20"), DAY),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    ("month and day alone", ask("day", Stated("XXXX-07-14"), DAY), Outcome.AGREES_WITHIN_ITS_PRECISION),
    ("month alone", ask("day", Stated("XXXX-07"), DAY), Outcome.AGREES_WITHIN_ITS_PRECISION),
    (
        "winter, over the year's turn",
        ask("day", Stated("XXXX-24"), Fact("2016-01-16")),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    ("year guessed right", ask("day", Stated("XXXX-07-14", "2015-07-14"), DAY), Outcome.AGREES),
    (
        "the day of a recorded month",
        ask("day", said("2015-07-14"), MONTH),
        Outcome.MORE_PRECISE_THAN_THE_RECORD,
    ),
    (
        "month and day of a recorded month",
        ask("day", Stated("XXXX-07-14"), MONTH),
        Outcome.MORE_PRECISE_THAN_THE_RECORD,
    ),
    ("another day", ask("day", said("2015-07-04"), DAY), Outcome.DIFFERS),
    ("another month and day", ask("day", Stated("XXXX-07-04"), DAY), Outcome.DIFFERS),
    (
        "another day, whatever year was guessed",
        ask("day", Stated("XXXX-07-04", "2015-07-04"), DAY),
        Outcome.DIFFERS,
    ),
    ("year guessed wrong", ask("day", Stated("XXXX-07-14", "2016-07-14"), DAY), Outcome.DIFFERS_AS_INFERRED),
    ("yesterday, misread", ask("day", Stated(None, "2015-07-13"), DAY), Outcome.DIFFERS_AS_INFERRED),
    (
        "an accepted date of two disputed",
        ask("day", said("2015-07-14"), Fact("2015-07-14", disputed=True), Fact("2015-07-20", disputed=True)),
        Outcome.SOURCES_CONFLICT,
    ),
    (
        "neither of two disputed dates",
        ask("day", said("2015-07-04"), Fact("2015-07-14", disputed=True), Fact("2015-07-20", disputed=True)),
        Outcome.DIFFERS,
    ),
    (
        "a match that nobody disputes",
        ask("day", said("2015-07-14"), Fact("2015-07-14", disputed=True), DAY),
        Outcome.AGREES,
    ),
    ("nothing known", ask("day", said("2015-07-14")), Outcome.NO_RECORD),
    (
        "only a deprecated fact",
        ask("day", said("2015-07-14"), Fact("2015-07-14", rank="deprecated")),
        Outcome.NO_RECORD,
    ),
    (
        "the preferred fact counts, not the normal",
        ask("day", said("2015-07-14"), DAY, Fact("2015-07-20", rank="preferred")),
        Outcome.DIFFERS,
    ),
    (
        "negated",
        ask("day", Stated("2015-07-04", "2015-07-04", polarity="negated"), DAY),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "hypothetical",
        ask("day", Stated("2015-07-04", "2015-07-04", polarity="hypothetical"), DAY),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "planned",
        ask("day", Stated("2015-07-04", "2015-07-04", polarity="planned"), DAY),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "ambiguous",
        ask("day", Stated("2015-07-04", "2015-07-04", problem="ambiguous"), DAY),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "ambiguous, nothing known",
        ask("day", Stated("2015-07-04", "2015-07-04", problem="ambiguous")),
        Outcome.NOT_COMPARABLE,
    ),
    ("no date at all", ask("day", Stated(), DAY), Outcome.NOT_COMPARABLE),
    ("a weekday alone", ask("day", Stated("XXXX-XX-XX"), DAY), Outcome.NOT_COMPARABLE),
    (
        "a part of the recorded days",
        ask("day", said("2015-07-10/2015-07-16"), Fact("2015-07-14/2015-07-20")),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "a season over the edge of the recorded month",
        ask("day", Stated("XXXX-21"), Fact("2016-06")),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "one date that cannot be held against it, one that clashes",
        ask("day", Stated("XXXX-03-09"), Fact("2014/2016"), Fact("2014-07")),
        Outcome.NOT_COMPARABLE,
    ),
    # Many dates.
    (
        "one of the dates",
        ask("days", said("2016-03-09"), Fact("2016-03-08"), Fact("2016-03-09")),
        Outcome.AGREES,
    ),
    (
        "month of one of them",
        ask("days", said("2016-03"), Fact("2016-03-08"), Fact("2015-10-10")),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    (
        "day of a month among them",
        ask("days", said("2015-07-14"), MONTH, Fact("2015-10-10")),
        Outcome.MORE_PRECISE_THAN_THE_RECORD,
    ),
    (
        "year-less, one fits",
        ask("days", Stated("XXXX-03-09"), Fact("2016-03-08"), Fact("2016-03-09")),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    (
        "year-less, two fit",
        ask("days", Stated("XXXX-03-09"), Fact("2015-03-09"), Fact("2016-03-09")),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "year inferred, one of two fits",
        ask("days", Stated("XXXX-03-09", "2016-03-09"), Fact("2015-03-09"), Fact("2016-03-09")),
        Outcome.AGREES,
    ),
    (
        "none of them",
        ask("days", said("2016-03-19"), Fact("2016-03-08"), Fact("2016-03-09")),
        Outcome.UNLISTED,
    ),
    ("none of all", ask("days", said("2016-03-19"), Fact("2016-03-08"), listed=List()), Outcome.DIFFERS),
    (
        "none of all of these days",
        ask("days", said("2016-03-19"), Fact("2016-03-08"), listed=List("2016-01-01", "2016-12-31")),
        Outcome.DIFFERS,
    ),
    (
        "on the last complete day",
        ask("days", said("2016-12-31"), Fact("2016-03-08"), listed=List("2016-01-01", "2016-12-31")),
        Outcome.DIFFERS,
    ),
    (
        "behind the complete days",
        ask("days", said("2017-01-01"), Fact("2016-03-08"), listed=List("2016-01-01", "2016-12-31")),
        Outcome.UNLISTED,
    ),
    (
        "in a gap of the list",
        ask(
            "days",
            said("2016-03-19"),
            Fact("2016-03-08"),
            listed=List("2016-01-01", "2016-12-31", (("2016-03-10", "2016-03-31"),)),
        ),
        Outcome.UNLISTED,
    ),
    (
        "year-less, none of those of a year",
        ask("days", Stated("XXXX-03-19"), Fact("2016-03-08"), listed=List("2016-01-01", "2016-12-31")),
        Outcome.UNLISTED,
    ),
    (
        "misread, of all",
        ask("days", Stated(None, "2016-03-19"), Fact("2016-03-08"), listed=List()),
        Outcome.DIFFERS_AS_INFERRED,
    ),
    (
        "disputed among many",
        ask("days", said("2016-03-08"), Fact("2016-03-08", disputed=True), Fact("2016-03-09")),
        Outcome.SOURCES_CONFLICT,
    ),
    ("none known of many", ask("days", said("2016-03-08"), listed=List()), Outcome.NO_RECORD),
    # A resolution that exists or does not.
    ("adopted before the article", ask("existence", Stated(as_of="2016-04-09"), DAY), Outcome.AGREES),
    ("adopted on its day", ask("existence", Stated(as_of="2015-07-14"), DAY), Outcome.AGREES),
    ("article without a date", ask("existence", Stated(), DAY), Outcome.AGREES),
    (
        "adopted after it",
        ask("existence", Stated(as_of="2015-07-13"), DAY),
        Outcome.ABSENT_FROM_A_COMPLETE_LIST,
    ),
    (
        "in a complete list, missing",
        ask("existence", Stated(as_of="2016-04-09"), listed=List()),
        Outcome.ABSENT_FROM_A_COMPLETE_LIST,
    ),
    (
        "beyond the end of the list",
        ask("existence", Stated(as_of="2016-04-09"), listed=List("1", "6")),
        Outcome.NO_RECORD,
    ),
    (
        "its number missing in the list's source",
        ask("existence", Stated(as_of="2016-04-09"), listed=List("1", "20", (("7", "7"),))),
        Outcome.NO_RECORD,
    ),
    (
        "inside the bounds of the list, missing",
        ask("existence", Stated(as_of="2016-04-09"), listed=List("7", "7", (("8", "9"),))),
        Outcome.ABSENT_FROM_A_COMPLETE_LIST,
    ),
    ("beyond every list", ask("existence", Stated(as_of="2016-04-09")), Outcome.NO_RECORD),
    ("not cited in earnest", ask("existence", Stated(polarity="hypothetical"), DAY), Outcome.NOT_COMPARABLE),
    # A subject whose name others share.
    (
        "a namesake's date, more than a year off",
        ask("day", said("2013-07-14", known=False), DAY),
        Outcome.NOT_COMPARABLE,
    ),
    ("a shared name, within a year", ask("day", said("2016-07-14", known=False), DAY), Outcome.DIFFERS),
    (
        "a shared name, a day more than a year before",
        ask("day", said("2014-07-12", known=False), DAY),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "a shared name, a year before to the day",
        ask("day", said("2014-07-13", known=False), DAY),
        Outcome.DIFFERS,
    ),
    ("a shared name, the same day", ask("day", said("2015-07-14", known=False), DAY), Outcome.AGREES),
    (
        "a shared name, another month and day of a year far off",
        ask("day", Stated("XXXX-03-09", "2010-03-09", answer_known=False), DAY),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "a shared name, another month and day of that year",
        ask("day", Stated("XXXX-03-09", "2015-03-09", answer_known=False), DAY),
        Outcome.DIFFERS,
    ),
    (
        "a shared name, another month and day of nobody knows which year",
        ask("day", Stated("XXXX-03-09", answer_known=False), DAY),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "a shared name, inferred years off",
        ask("day", Stated(None, "2010-03-09", answer_known=False), DAY),
        Outcome.NOT_COMPARABLE,
    ),
    # Give or take three days.
    ("off by the tolerance", ask("day, about", said("2015-07-17"), DAY), Outcome.AGREES),
    ("off by a day more", ask("day, about", said("2015-07-18"), DAY), Outcome.DIFFERS),
    (
        "a month that ends within the tolerance",
        ask("day, about", said("2015-06"), Fact("2015-07-03")),
        Outcome.AGREES,
    ),
    ("equal, though a tolerance is given", ask("day, about", said("2015-07-14"), DAY), Outcome.AGREES),
    (
        "year-less, within the tolerance",
        ask("day, about", Stated("XXXX-07-12"), DAY),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    (
        "year-less, within the tolerance over the turn of the year",
        ask("day, about", Stated("XXXX-12-31"), Fact("2015-01-02")),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    (
        "year-less, within the tolerance over the end of February",
        ask("day, about", Stated("XXXX-02-27"), Fact("2015-03-02")),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    ("year-less, beyond the tolerance", ask("day, about", Stated("XXXX-07-10"), DAY), Outcome.DIFFERS),
    (
        "month and day within the tolerance, the year guessed wrong",
        ask("day, about", Stated("XXXX-07-12", "2016-07-12"), DAY),
        Outcome.DIFFERS_AS_INFERRED,
    ),
    (
        "year-less, two dates within the tolerance",
        ask("days, about", Stated("XXXX-03-09"), Fact("2015-03-08"), Fact("2016-03-11")),
        Outcome.NOT_COMPARABLE,
    ),
    # The order of two dates.
    ("before the other", ask("before", said("2015-07-13"), DAY), Outcome.AGREES),
    ("on the day of the other", ask("before", said("2015-07-14"), DAY), Outcome.AGREES),
    ("after the other", ask("before", said("2015-07-15"), DAY), Outcome.DIFFERS),
    ("in the month of the other", ask("before", said("2015-07"), DAY), Outcome.NOT_COMPARABLE),
    ("in the month after it", ask("before", said("2015-08"), DAY), Outcome.DIFFERS),
    (
        "after one of the others",
        ask("before", said("2015-07-16"), DAY, Fact("2015-07-20")),
        Outcome.AGREES,
    ),
    (
        "after the other, as inferred",
        ask("before", Stated("XXXX-12-03", "2015-12-03"), DAY),
        Outcome.DIFFERS_AS_INFERRED,
    ),
    ("in no year", ask("before", Stated("XXXX-12-03"), DAY), Outcome.NOT_COMPARABLE),
    (
        "before one that is disputed",
        ask("before", said("2015"), Fact("2016", disputed=True)),
        Outcome.SOURCES_CONFLICT,
    ),
    ("before nobody knows what", ask("before", said("2015")), Outcome.NO_RECORD),
    (
        "after one of a shared name",
        ask("before", said("2015-07-15", known=False), DAY),
        Outcome.NOT_COMPARABLE,
    ),
    ("after it, as it must", ask("after", said("2015-07-15"), DAY), Outcome.AGREES),
    ("before it, as it must not", ask("after", said("2015-07-13"), DAY), Outcome.DIFFERS),
    ("before it, within the tolerance", ask("after, about", said("2015-07-11"), DAY), Outcome.AGREES),
    ("before it, beyond the tolerance", ask("after, about", said("2015-07-10"), DAY), Outcome.DIFFERS),
    ("after it, within the tolerance", ask("before, about", said("2015-07-17"), DAY), Outcome.AGREES),
    # What is open at an end.
    (
        "before it began",
        ask("day", said("2015-07-14"), Fact("2015-07-15/..")),
        Outcome.DIFFERS,
    ),
    ("after it began", ask("day", said("2016-07-14"), Fact("2015-07-15/..")), Outcome.NOT_COMPARABLE),
    # Several facts of one date.
    (
        "year-less, two facts of one date fit",
        ask("days", Stated("XXXX-07-14"), DAY, Fact("2015-07-14")),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    (
        "year-less, the list open somewhere",
        ask(
            "days",
            Stated("XXXX-03-19"),
            Fact("2016-03-08"),
            listed=List(gaps=(("2014-01-01", "2014-12-31"),)),
        ),
        Outcome.UNLISTED,
    ),
    (
        "misread, the list open somewhere",
        ask(
            "days",
            Stated(None, "2016-03-19"),
            Fact("2016-03-08"),
            listed=List(gaps=(("2014-01-01", "2014-12-31"),)),
        ),
        Outcome.UNLISTED,
    ),
]
