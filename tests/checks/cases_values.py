"""Hand-made cases of states, texts, numbers and dates by themselves."""

from __future__ import annotations

from dataclasses import replace

from asking import Case, ask, holds, said
from questions import Fact, List, Question, Stated

from verify.verdicts import Outcome

ANA = Fact("Ana", valid_from="2013-02-01", valid_to="2017-01-20")
BEN = Fact("Ben", valid_from="2017-02-01", valid_to="2018-03-31")
CLEO = Fact("Cleo", valid_from="2021-01-26")

VALUES: list[Case] = [
    # An office.
    ("in office", ask("state", holds("Ana", "2016-04-09"), ANA, BEN), Outcome.AGREES),
    ("on the first day", ask("state", holds("Ana", "2013-02-01"), ANA), Outcome.AGREES),
    ("on the last day", ask("state", holds("Ana", "2017-01-20"), ANA), Outcome.AGREES),
    ("in office, without an end", ask("state", holds("Cleo", "2023-01-01"), CLEO), Outcome.AGREES),
    (
        "at some time, the day unknown",
        ask("state", holds("Ana", None), ANA),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    ("somebody else, the day unknown", ask("state", holds("Dora", None), ANA), Outcome.NOT_COMPARABLE),
    (
        "out of office, another in it",
        ask("state", holds("Ben", "2016-04-09"), ANA, BEN),
        Outcome.TRUE_AT_ANOTHER_DATE,
    ),
    (
        "out of office, nobody on record, complete",
        ask("state", holds("Ana", "2017-01-25"), ANA, BEN, listed=List("2013-02-01", "2018-03-31")),
        Outcome.TRUE_AT_ANOTHER_DATE,
    ),
    (
        "out of office, nobody on record, in a gap",
        ask(
            "state",
            holds("Ana", "2017-01-25"),
            ANA,
            BEN,
            listed=List("2013-02-01", "2018-03-31", (("2017-01-21", "2017-01-31"),)),
        ),
        Outcome.NO_RECORD,
    ),
    (
        "out of office, nobody on record",
        ask("state", holds("Ana", "2017-01-25"), ANA, BEN),
        Outcome.NO_RECORD,
    ),
    ("never in office", ask("state", holds("Dora", "2016-04-09"), ANA), Outcome.DIFFERS),
    (
        "a name that nobody knows",
        ask("state", holds("Dora", "2016-04-09", known=False), ANA),
        Outcome.UNLISTED,
    ),
    ("another may have left it since", ask("state", holds("Dora", "2023-01-01"), CLEO), Outcome.NO_RECORD),
    (
        "disputed in office",
        ask(
            "state",
            holds("Ana", "2016-04-09"),
            Fact("Ana", disputed=True, valid_from="2013-02-01", valid_to="2017-01-20"),
        ),
        Outcome.SOURCES_CONFLICT,
    ),
    ("an office without a record", ask("state", holds("Ana", "2016-04-09")), Outcome.NO_RECORD),
    ("another member is no rival", ask("states", holds("Dora", "2016-04-09"), ANA), Outcome.UNLISTED),
    (
        "a member at another time, the list open",
        ask("states", holds("Ben", "2016-04-09"), ANA, BEN),
        Outcome.NO_RECORD,
    ),
    # Over a time that is longer than a day.
    ("all the time", ask("state", holds("Ana", "2015-07/2016-04-09"), ANA, BEN), Outcome.AGREES),
    ("in the month of the article", ask("state", holds("Ana", "2016-04"), ANA, BEN), Outcome.AGREES),
    (
        "a part of the time",
        ask("state", holds("Ana", "2016-07/2017-04-09"), ANA, BEN),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    (
        "another part of the time",
        ask("state", holds("Ben", "2016-07/2017-04-09"), ANA, BEN),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    (
        "never in office, nobody all the time",
        ask("state", holds("Dora", "2016-07/2017-04-09"), ANA, BEN),
        Outcome.NO_RECORD,
    ),
    (
        "never in office, another all the time",
        ask("state", holds("Dora", "2015-07/2016-04-09"), ANA, BEN),
        Outcome.DIFFERS,
    ),
    (
        "never in office, the list complete",
        ask("state", holds("Dora", "2016-07/2017-04-09"), ANA, BEN, listed=List("2013-02-01", "2018-03-31")),
        Outcome.DIFFERS,
    ),
    (
        "never in office, the list not so long",
        ask("state", holds("Dora", "2016-07/2017-04-09"), ANA, BEN, listed=List("2013-02-01", "2017-04-08")),
        Outcome.NO_RECORD,
    ),
    (
        "once in office",
        ask("state", holds("Ana", "../2019-04-09"), ANA, BEN),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    (
        "in office only later",
        ask("state", holds("Ben", "../2016-04-09"), ANA, BEN),
        Outcome.TRUE_AT_ANOTHER_DATE,
    ),
    ("never once in office", ask("state", holds("Dora", "../2016-04-09"), ANA, BEN), Outcome.NO_RECORD),
    (
        "once in office, which is disputed",
        ask("state", holds("Ana", "../2019-04-09"), replace(ANA, disputed=True), BEN),
        Outcome.SOURCES_CONFLICT,
    ),
    (
        "in office at some time, which is disputed",
        ask("state", holds("Ana", None), replace(ANA, disputed=True), BEN),
        Outcome.SOURCES_CONFLICT,
    ),
    # Many in office at once.
    ("a member", ask("states", holds("Ana", "2016-04-09"), ANA, BEN), Outcome.AGREES),
    (
        "no member, the list complete",
        ask("states", holds("Dora", "2016-04-09"), ANA, listed=List()),
        Outcome.DIFFERS,
    ),
    (
        "a member later, the list complete",
        ask("states", holds("Ben", "2016-04-09"), ANA, BEN, listed=List()),
        Outcome.TRUE_AT_ANOTHER_DATE,
    ),
    # A text that holds for ever.
    ("the same words", ask("text", Stated(answer="15-0-0"), Fact("15-0-0")), Outcome.AGREES),
    ("other words", ask("text", Stated(answer="14-0-1"), Fact("15-0-0")), Outcome.DIFFERS),
    (
        "words of nobody",
        ask("text", Stated(answer="most", answer_known=False), Fact("15-0-0")),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "disputed words",
        ask("text", Stated(answer="15-0-0"), Fact("15-0-0", disputed=True)),
        Outcome.SOURCES_CONFLICT,
    ),
    ("no words known", ask("text", Stated(answer="15-0-0")), Outcome.NO_RECORD),
    ("none of many words", ask("texts", Stated(answer="Chad"), Fact("Iran")), Outcome.UNLISTED),
    ("none of all words", ask("texts", Stated(answer="Chad"), Fact("Iran"), listed=List()), Outcome.DIFFERS),
    (
        "none of all words but some",
        ask("texts", Stated(answer="Chad"), Fact("Iran"), listed=List(gaps=(("2014-01-01", "2014-12-31"),))),
        Outcome.UNLISTED,
    ),
    # Numbers.
    ("the same number", ask("number", Stated(answer="4,987 km"), Fact("4987 km")), Outcome.AGREES),
    ("another number", ask("number", Stated(answer="4,986 km"), Fact("4987 km")), Outcome.DIFFERS),
    (
        "a round number",
        ask("number", Stated(answer="5,000"), Fact("4,987")),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    (
        "rounded up from the half",
        ask("number", Stated(answer="5,000"), Fact("4,500")),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    ("rounded up from less", ask("number", Stated(answer="5,000"), Fact("4,499")), Outcome.DIFFERS),
    (
        "a digit more than the record",
        ask("number", Stated(answer="2.54"), Fact("2.5")),
        Outcome.MORE_PRECISE_THAN_THE_RECORD,
    ),
    ("a zero written out", ask("number", Stated(answer="2.50"), Fact("2.54")), Outcome.DIFFERS),
    ("in another unit", ask("number", Stated(answer="5 km"), Fact("5 miles")), Outcome.NOT_COMPARABLE),
    ("no number", ask("number", Stated(answer="hundreds"), Fact("500")), Outcome.NOT_COMPARABLE),
    (
        "another number, of a shared name",
        ask("number", Stated(answer="600", answer_known=False), Fact("500")),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "a disputed number",
        ask("number", Stated(answer="500"), Fact("500", disputed=True)),
        Outcome.SOURCES_CONFLICT,
    ),
    ("nothing counted", ask("number", Stated(answer="500")), Outcome.NO_RECORD),
    ("none of many numbers", ask("numbers", Stated(answer="7"), Fact("5"), Fact("6")), Outcome.UNLISTED),
    (
        "none of all numbers",
        ask("numbers", Stated(answer="7"), Fact("5"), Fact("6"), listed=List()),
        Outcome.DIFFERS,
    ),
    ("within five per cent", ask("number, per cent", Stated(answer="96"), Fact("101")), Outcome.AGREES),
    ("beyond five per cent", ask("number, per cent", Stated(answer="95"), Fact("101")), Outcome.DIFFERS),
    (
        "within half a digit",
        ask("number, half a digit", Stated(answer="5,000"), Fact("4,501")),
        Outcome.AGREES,
    ),
    (
        "beyond half a digit",
        ask("number, half a digit", Stated(answer="5,000"), Fact("4,499")),
        Outcome.DIFFERS,
    ),
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
    (
        "a battle of another calendar, on the weekday it was",
        Question("calendar", (Stated("1066-10-14", "1066-10-14", weekday=6),)),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "a revolution by the Julian calendar",
        Question("calendar", (Stated("1917-10-25", "1917-10-25", weekday=3),)),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "the same by the Gregorian calendar",
        Question("calendar", (Stated("1917-11-07", "1917-11-07", weekday=3),)),
        Outcome.AGREES,
    ),
    (
        "wrong in either calendar",
        Question("calendar", (Stated("1917-10-25", "1917-10-25", weekday=2),)),
        Outcome.DIFFERS,
    ),
    (
        "a Julian weekday when no country kept that calendar",
        Question("calendar", (Stated("1923-03-01", "1923-03-01", weekday=3),)),
        Outcome.DIFFERS,
    ),
    ("a day no calendar has", Question("calendar", (Stated(problem="impossible"),)), Outcome.DIFFERS),
    (
        "year guessed, another weekday",
        Question("calendar", (Stated("XXXX-03-09", "2016-03-09", weekday=5),)),
        Outcome.DIFFERS_AS_INFERRED,
    ),
    ("year unknown", Question("calendar", (Stated("XXXX-03-09", weekday=5),)), Outcome.NOT_COMPARABLE),
    ("no weekday named", Question("calendar", (said("2016-03-09"),)), Outcome.NOT_COMPARABLE),
    (
        "a date to be read in two ways",
        Question("calendar", (Stated("2016-03-09", "2016-03-09", weekday=5, problem="ambiguous"),)),
        Outcome.NOT_COMPARABLE,
    ),
]
