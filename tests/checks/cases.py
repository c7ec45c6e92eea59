"""One hand-made case for every outcome that each type of value can have, as data."""

from __future__ import annotations

from oracle import Fact, List, Question, Stated

from verify.verdicts import Outcome

DAY = Fact("2015-07-14")
MONTH = Fact("2015-07")
KERRY = Fact("Ana", valid_from="2013-02-01", valid_to="2017-01-20")
TILLERSON = Fact("Ben", valid_from="2017-02-01", valid_to="2018-03-31")
OPEN = Fact("Cleo", valid_from="2021-01-26")


def _said(edtf: str) -> Stated:
    return Stated(stated=edtf, value=edtf)


def _holds(answer: str, as_of: str | None, *, known: bool = True) -> Stated:
    return Stated(answer=answer, as_of=as_of, answer_known=known)


def _ask(family: str, claim: Stated, *facts: Fact, listed: List | None = None) -> Question:
    return Question(family, (claim,), facts, listed, many=family in ("days", "states", "texts"))


CASES: list[tuple[str, Question, Outcome]] = [
    # One date.
    ("the same day", _ask("day", _said("2015-07-14"), DAY), Outcome.AGREES),
    ("the same month", _ask("day", _said("2015-07"), MONTH), Outcome.AGREES),
    ("the month of the day", _ask("day", _said("2015-07"), DAY), Outcome.AGREES_WITHIN_ITS_PRECISION),
    ("about the day", _ask("day", _said("2015-07-15~"), DAY), Outcome.AGREES_WITHIN_ITS_PRECISION),
    (
        "a range around the day",
        _ask("day", _said("2015-07-13/2015-07-20"), DAY),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    ("month and day alone", _ask("day", Stated("XXXX-07-14"), DAY), Outcome.AGREES_WITHIN_ITS_PRECISION),
    ("month alone", _ask("day", Stated("XXXX-07"), DAY), Outcome.AGREES_WITHIN_ITS_PRECISION),
    (
        "winter, over the year's turn",
        _ask("day", Stated("XXXX-24"), Fact("2016-01-16")),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    ("year guessed right", _ask("day", Stated("XXXX-07-14", "2015-07-14"), DAY), Outcome.AGREES),
    (
        "the day of a recorded month",
        _ask("day", _said("2015-07-14"), MONTH),
        Outcome.MORE_PRECISE_THAN_THE_RECORD,
    ),
    (
        "month and day of a recorded month",
        _ask("day", Stated("XXXX-07-14"), MONTH),
        Outcome.MORE_PRECISE_THAN_THE_RECORD,
    ),
    ("another day", _ask("day", _said("2015-07-04"), DAY), Outcome.DIFFERS),
    ("another month and day", _ask("day", Stated("XXXX-07-04"), DAY), Outcome.DIFFERS),
    (
        "another day, whatever year was guessed",
        _ask("day", Stated("XXXX-07-04", "2015-07-04"), DAY),
        Outcome.DIFFERS,
    ),
    ("year guessed wrong", _ask("day", Stated("XXXX-07-14", "2016-07-14"), DAY), Outcome.DIFFERS_AS_INFERRED),
    ("yesterday, misread", _ask("day", Stated(None, "2015-07-13"), DAY), Outcome.DIFFERS_AS_INFERRED),
    (
        "an accepted date of two disputed",
        _ask(
            "day", _said("2015-07-14"), Fact("2015-07-14", disputed=True), Fact("2015-07-20", disputed=True)
        ),
        Outcome.SOURCES_CONFLICT,
    ),
    (
        "neither of two disputed dates",
        _ask(
            "day", _said("2015-07-04"), Fact("2015-07-14", disputed=True), Fact("2015-07-20", disputed=True)
        ),
        Outcome.DIFFERS,
    ),
    (
        "a match that nobody disputes",
        _ask("day", _said("2015-07-14"), Fact("2015-07-14", disputed=True), DAY),
        Outcome.AGREES,
    ),
    ("nothing known", _ask("day", _said("2015-07-14")), Outcome.NO_RECORD),
    (
        "only a deprecated fact",
        _ask("day", _said("2015-07-14"), Fact("2015-07-14", rank="deprecated")),
        Outcome.NO_RECORD,
    ),
    (
        "the preferred fact counts, not the normal",
        _ask("day", _said("2015-07-14"), DAY, Fact("2015-07-20", rank="preferred")),
        Outcome.DIFFERS,
    ),
    (
        "negated",
        _ask("day", Stated("2015-07-04", "2015-07-04", polarity="negated"), DAY),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "hypothetical",
        _ask("day", Stated("2015-07-04", "2015-07-04", polarity="hypothetical"), DAY),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "planned",
        _ask("day", Stated("2015-07-04", "2015-07-04", polarity="planned"), DAY),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "ambiguous",
        _ask("day", Stated("2015-07-04", "2015-07-04", problem="ambiguous"), DAY),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "ambiguous, nothing known",
        _ask("day", Stated("2015-07-04", "2015-07-04", problem="ambiguous")),
        Outcome.NOT_COMPARABLE,
    ),
    ("no date at all", _ask("day", Stated(), DAY), Outcome.NOT_COMPARABLE),
    ("a weekday alone", _ask("day", Stated("XXXX-XX-XX"), DAY), Outcome.NOT_COMPARABLE),
    (
        "a part of the recorded days",
        _ask("day", _said("2015-07-10/2015-07-16"), Fact("2015-07-14/2015-07-20")),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "a season over the edge of the recorded month",
        _ask("day", Stated("XXXX-21"), Fact("2016-06")),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "one date that cannot be held against it, one that clashes",
        _ask("day", Stated("XXXX-03-09"), Fact("2014/2016"), Fact("2014-07")),
        Outcome.NOT_COMPARABLE,
    ),
    # Many dates.
    (
        "one of the dates",
        _ask("days", _said("2016-03-09"), Fact("2016-03-08"), Fact("2016-03-09")),
        Outcome.AGREES,
    ),
    (
        "month of one of them",
        _ask("days", _said("2016-03"), Fact("2016-03-08"), Fact("2015-10-10")),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    (
        "day of a month among them",
        _ask("days", _said("2015-07-14"), MONTH, Fact("2015-10-10")),
        Outcome.MORE_PRECISE_THAN_THE_RECORD,
    ),
    (
        "year-less, one fits",
        _ask("days", Stated("XXXX-03-09"), Fact("2016-03-08"), Fact("2016-03-09")),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    (
        "year-less, two fit",
        _ask("days", Stated("XXXX-03-09"), Fact("2015-03-09"), Fact("2016-03-09")),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "year inferred, one of two fits",
        _ask("days", Stated("XXXX-03-09", "2016-03-09"), Fact("2015-03-09"), Fact("2016-03-09")),
        Outcome.AGREES,
    ),
    (
        "none of them",
        _ask("days", _said("2016-03-19"), Fact("2016-03-08"), Fact("2016-03-09")),
        Outcome.UNLISTED,
    ),
    ("none of all", _ask("days", _said("2016-03-19"), Fact("2016-03-08"), listed=List()), Outcome.DIFFERS),
    (
        "none of all of these days",
        _ask("days", _said("2016-03-19"), Fact("2016-03-08"), listed=List("2016-01-01", "2016-12-31")),
        Outcome.DIFFERS,
    ),
    (
        "on the last complete day",
        _ask("days", _said("2016-12-31"), Fact("2016-03-08"), listed=List("2016-01-01", "2016-12-31")),
        Outcome.DIFFERS,
    ),
    (
        "behind the complete days",
        _ask("days", _said("2017-01-01"), Fact("2016-03-08"), listed=List("2016-01-01", "2016-12-31")),
        Outcome.UNLISTED,
    ),
    (
        "year-less, none of those of a year",
        _ask("days", Stated("XXXX-03-19"), Fact("2016-03-08"), listed=List("2016-01-01", "2016-12-31")),
        Outcome.UNLISTED,
    ),
    (
        "misread, of all",
        _ask("days", Stated(None, "2016-03-19"), Fact("2016-03-08"), listed=List()),
        Outcome.DIFFERS_AS_INFERRED,
    ),
    (
        "disputed among many",
        _ask("days", _said("2016-03-08"), Fact("2016-03-08", disputed=True), Fact("2016-03-09")),
        Outcome.SOURCES_CONFLICT,
    ),
    ("none known of many", _ask("days", _said("2016-03-08"), listed=List()), Outcome.NO_RECORD),
    # A resolution that exists or does not.
    ("adopted before the article", _ask("existence", Stated(as_of="2016-04-09"), DAY), Outcome.AGREES),
    ("adopted on its day", _ask("existence", Stated(as_of="2015-07-14"), DAY), Outcome.AGREES),
    ("article without a date", _ask("existence", Stated(), DAY), Outcome.AGREES),
    (
        "adopted after it",
        _ask("existence", Stated(as_of="2015-07-13"), DAY),
        Outcome.ABSENT_FROM_A_COMPLETE_LIST,
    ),
    (
        "in a complete list, missing",
        _ask("existence", Stated(as_of="2016-04-09"), listed=List()),
        Outcome.ABSENT_FROM_A_COMPLETE_LIST,
    ),
    (
        "beyond the end of the list",
        _ask("existence", Stated(as_of="2016-04-09"), listed=List("1", "6")),
        Outcome.NO_RECORD,
    ),
    (
        "its number missing in the list's source",
        _ask("existence", Stated(as_of="2016-04-09"), listed=List("1", "20", (("7", "7"),))),
        Outcome.NO_RECORD,
    ),
    (
        "inside the bounds of the list, missing",
        _ask("existence", Stated(as_of="2016-04-09"), listed=List("7", "7", (("8", "9"),))),
        Outcome.ABSENT_FROM_A_COMPLETE_LIST,
    ),
    ("beyond every list", _ask("existence", Stated(as_of="2016-04-09")), Outcome.NO_RECORD),
    ("not cited in earnest", _ask("existence", Stated(polarity="hypothetical"), DAY), Outcome.NOT_COMPARABLE),
    # An office.
    ("in office", _ask("state", _holds("Ana", "2016-04-09"), KERRY, TILLERSON), Outcome.AGREES),
    ("on the first day", _ask("state", _holds("Ana", "2013-02-01"), KERRY), Outcome.AGREES),
    ("on the last day", _ask("state", _holds("Ana", "2017-01-20"), KERRY), Outcome.AGREES),
    ("in office, without an end", _ask("state", _holds("Cleo", "2023-01-01"), OPEN), Outcome.AGREES),
    (
        "at some time, the day unknown",
        _ask("state", _holds("Ana", None), KERRY),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    ("somebody else, the day unknown", _ask("state", _holds("Dora", None), KERRY), Outcome.NOT_COMPARABLE),
    (
        "out of office, another in it",
        _ask("state", _holds("Ben", "2016-04-09"), KERRY, TILLERSON),
        Outcome.TRUE_AT_ANOTHER_DATE,
    ),
    (
        "out of office, nobody on record, complete",
        _ask("state", _holds("Ana", "2017-01-25"), KERRY, TILLERSON, listed=List("2013-02-01", "2018-03-31")),
        Outcome.TRUE_AT_ANOTHER_DATE,
    ),
    (
        "out of office, nobody on record, in a gap",
        _ask(
            "state",
            _holds("Ana", "2017-01-25"),
            KERRY,
            TILLERSON,
            listed=List("2013-02-01", "2018-03-31", (("2017-01-21", "2017-01-31"),)),
        ),
        Outcome.NO_RECORD,
    ),
    (
        "out of office, nobody on record",
        _ask("state", _holds("Ana", "2017-01-25"), KERRY, TILLERSON),
        Outcome.NO_RECORD,
    ),
    ("never in office", _ask("state", _holds("Dora", "2016-04-09"), KERRY), Outcome.DIFFERS),
    (
        "a name that nobody knows",
        _ask("state", _holds("Dora", "2016-04-09", known=False), KERRY),
        Outcome.UNLISTED,
    ),
    ("another may have left it since", _ask("state", _holds("Dora", "2023-01-01"), OPEN), Outcome.NO_RECORD),
    (
        "disputed in office",
        _ask(
            "state",
            _holds("Ana", "2016-04-09"),
            Fact("Ana", disputed=True, valid_from="2013-02-01", valid_to="2017-01-20"),
        ),
        Outcome.SOURCES_CONFLICT,
    ),
    ("an office without a record", _ask("state", _holds("Ana", "2016-04-09")), Outcome.NO_RECORD),
    # A text that holds for ever.
    ("the same words", _ask("text", Stated(answer="15-0-0"), Fact("15-0-0")), Outcome.AGREES),
    ("other words", _ask("text", Stated(answer="14-0-1"), Fact("15-0-0")), Outcome.DIFFERS),
    (
        "words of nobody",
        _ask("text", Stated(answer="most", answer_known=False), Fact("15-0-0")),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "disputed words",
        _ask("text", Stated(answer="15-0-0"), Fact("15-0-0", disputed=True)),
        Outcome.SOURCES_CONFLICT,
    ),
    ("no words known", _ask("text", Stated(answer="15-0-0")), Outcome.NO_RECORD),
    ("none of many words", _ask("texts", Stated(answer="Chad"), Fact("Iran")), Outcome.UNLISTED),
    ("none of all words", _ask("texts", Stated(answer="Chad"), Fact("Iran"), listed=List()), Outcome.DIFFERS),
    # A date by itself.
    (
        "on that weekday",
        Question("calendar", (Stated("2016-03-09", "2016-03-09", weekday=3),)),
        Outcome.AGREES,
    ),
    (
        "on another weekday",
        Question("calendar", (Stated("2016-03-09", "2016-03-09", weekday=5),)),
        Outcome.DIFFERS,
    ),
    ("a day no calendar has", Question("calendar", (Stated(problem="impossible"),)), Outcome.DIFFERS),
    (
        "year guessed, another weekday",
        Question("calendar", (Stated("XXXX-03-09", "2016-03-09", weekday=5),)),
        Outcome.DIFFERS_AS_INFERRED,
    ),
    ("year unknown", Question("calendar", (Stated("XXXX-03-09", weekday=5),)), Outcome.NOT_COMPARABLE),
    ("no weekday named", Question("calendar", (_said("2016-03-09"),)), Outcome.NOT_COMPARABLE),
    (
        "a date to be read in two ways",
        Question("calendar", (Stated("2016-03-09", "2016-03-09", weekday=5, problem="ambiguous"),)),
        Outcome.NOT_COMPARABLE,
    ),
]

REACHABLE: dict[str, set[Outcome]] = {
    "day": set(Outcome)
    - {Outcome.TRUE_AT_ANOTHER_DATE, Outcome.UNLISTED, Outcome.ABSENT_FROM_A_COMPLETE_LIST},
    "days": set(Outcome) - {Outcome.TRUE_AT_ANOTHER_DATE, Outcome.ABSENT_FROM_A_COMPLETE_LIST},
    "existence": {
        Outcome.AGREES,
        Outcome.ABSENT_FROM_A_COMPLETE_LIST,
        Outcome.NO_RECORD,
        Outcome.NOT_COMPARABLE,
    },
    "state": set(Outcome)
    - {
        Outcome.MORE_PRECISE_THAN_THE_RECORD,
        Outcome.DIFFERS_AS_INFERRED,
        Outcome.ABSENT_FROM_A_COMPLETE_LIST,
    },
    "text": {
        Outcome.AGREES,
        Outcome.DIFFERS,
        Outcome.NOT_COMPARABLE,
        Outcome.SOURCES_CONFLICT,
        Outcome.NO_RECORD,
    },
    "texts": {Outcome.UNLISTED, Outcome.DIFFERS},
    "calendar": {Outcome.AGREES, Outcome.DIFFERS, Outcome.DIFFERS_AS_INFERRED, Outcome.NOT_COMPARABLE},
}
"""Which outcomes each type of value has a case for: all that it can have."""

PENDING: list[tuple[str, Question, Outcome]] = [
    (
        "in a gap of the list",
        _ask(
            "days",
            _said("2016-03-19"),
            Fact("2016-03-08"),
            listed=List("2016-01-01", "2016-12-31", (("2016-03-10", "2016-03-31"),)),
        ),
        Outcome.UNLISTED,
    ),
    ("another member is no rival", _ask("states", _holds("Dora", "2016-04-09"), KERRY), Outcome.UNLISTED),
    (
        "a member at another time, the list open",
        _ask("states", _holds("Ben", "2016-04-09"), KERRY, TILLERSON),
        Outcome.NO_RECORD,
    ),
]
"""What DESIGN says and the statements do not find yet."""
