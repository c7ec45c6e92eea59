"""Hand-made cases of claims against each other."""

from __future__ import annotations

from asking import Case, beside, holds, said
from questions import Fact, Stated

from verify.verdicts import Outcome

HERE = said("2015-07-14")
NEXT = Stated(answer="Ana", as_of="2016-04-09", article=1)

CLAIMS: list[Case] = [
    ("its article says it twice", beside("day in its article", HERE, said("2015-07-14")), Outcome.AGREES),
    ("its article says two things", beside("day in its article", HERE, said("2015-07-20")), Outcome.DIFFERS),
    (
        "its article says it twice and something else",
        beside("day in its article", HERE, said("2015-07-14"), said("2015-07-20")),
        Outcome.DIFFERS,
    ),
    (
        "its article says it vaguely first",
        beside("day in its article", said("2015-07"), HERE),
        Outcome.AGREES_WITHIN_ITS_PRECISION,
    ),
    (
        "its article says it vaguely as well",
        beside("day in its article", HERE, said("2015-07")),
        Outcome.MORE_PRECISE_THAN_THE_RECORD,
    ),
    (
        "its article says it of days in part the same",
        beside("day in its article", said("2015-07-10/2015-07-16"), said("2015-07-14/2015-07-20")),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "its article says something else, as inferred",
        beside("day in its article", HERE, Stated("XXXX-07-14", "2014-07-14")),
        Outcome.DIFFERS_AS_INFERRED,
    ),
    (
        "its article says it without a year",
        beside("day in its article", Stated("XXXX-07-14"), HERE),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "its article says it, and nobody knows of whom",
        beside("day in its article", HERE, said("2015-07-20", known=False)),
        Outcome.NO_RECORD,
    ),
    (
        "a shared name, and its article says something else",
        beside("day in its article", said("2015-07-20", known=False), HERE),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "alone in its article",
        beside("day in its article", HERE, said("2015-07-20", article=1)),
        Outcome.NO_RECORD,
    ),
    ("the reference speaks", beside("day in its article", HERE, said("2015-07-20"), fact=Fact("2015")), None),
    (
        "the reference takes back what it said",
        beside("day in its article", HERE, said("2015-07-20"), fact=Fact("2015", rank="deprecated")),
        Outcome.DIFFERS,
    ),
    (
        "denied in its article",
        beside(
            "day in its article", Stated("2015-07-14", "2015-07-14", polarity="negated"), said("2015-07-20")
        ),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "its article denies something else",
        beside("day in its article", HERE, Stated("2015-07-20", "2015-07-20", polarity="negated")),
        Outcome.NO_RECORD,
    ),
    (
        "its article said something else",
        beside("day in its article", HERE, said("2015-07-20", stands="superseded")),
        Outcome.NO_RECORD,
    ),
    (
        "its article was read to say something else",
        beside("day in its article", HERE, said("2015-07-20", stands="retired")),
        Outcome.NO_RECORD,
    ),
    (
        "no longer said",
        beside("day in its article", said("2015-07-20", stands="retired"), HERE),
        None,
    ),
    (
        "another article says another",
        beside("day in others", HERE, said("2015-07-20", article=1)),
        Outcome.DIFFERS,
    ),
    ("only its article says another", beside("day in others", HERE, said("2015-07-20")), Outcome.NO_RECORD),
    (
        "another article says another day, but for the tolerance",
        beside("day in others, about", HERE, said("2015-07-17", article=1)),
        Outcome.AGREES,
    ),
    (
        "another article says another day, beyond the tolerance",
        beside("day in others, about", HERE, said("2015-07-18", article=1)),
        Outcome.DIFFERS,
    ),
    (
        "another of many",
        beside("days in others", HERE, said("2015-07-20", article=1)),
        Outcome.UNLISTED,
    ),
    (
        "one of many",
        beside("days in others", HERE, said("2015-07-20", article=1), said("2015-07-14", article=2)),
        Outcome.AGREES,
    ),
    (
        "somebody else in office that day",
        beside("state in its article", holds("Ben", "2016-04-09"), holds("Ana", "2016-04-09")),
        Outcome.DIFFERS,
    ),
    (
        "the same in office that day",
        beside("state in its article", holds("Ana", "2016-04-09"), holds("Ana", "2016-04-09")),
        Outcome.AGREES,
    ),
    (
        "the same in office another day",
        beside("state in its article", holds("Ana", "2016-04-09"), holds("Ana", "2014-04-09")),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "somebody else in office another day",
        beside("state in its article", holds("Ben", "2016-04-09"), holds("Ana", "2014-04-09")),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "two in office over the same years",
        beside("state in its article", holds("Ben", "2014/2016-04-09"), holds("Ana", "2014/2016-04-09")),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "somebody else once in office",
        beside("state in its article", holds("Ben", "../2016-04-09"), holds("Ana", "../2016-04-09")),
        Outcome.NO_RECORD,
    ),
    ("another member", beside("states in others", holds("Ben", "2016-04-09"), NEXT), Outcome.UNLISTED),
    (
        "a name that nobody knows, and another",
        beside("states in others", holds("Ben", "2016-04-09", known=False), NEXT),
        Outcome.NOT_COMPARABLE,
    ),
    (
        "other words in its article",
        beside("text in its article", Stated(answer="15-0-0"), Stated(answer="14-0-1")),
        Outcome.DIFFERS,
    ),
    (
        "the same words in another",
        beside("texts in others", Stated(answer="Iran"), Stated(answer="Iran", article=1)),
        Outcome.AGREES,
    ),
]
