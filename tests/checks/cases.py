"""Hand-made cases of every outcome that each kind of comparison can have, and which outcomes those are."""

from __future__ import annotations

from asking import Case
from cases_claims import CLAIMS
from cases_dates import DATES
from cases_values import VALUES

from verify.verdicts import Outcome

CASES: list[Case] = [*DATES, *VALUES, *CLAIMS]

ALL = set(Outcome)
OF_A_STATE, OF_A_LIST = {Outcome.TRUE_AT_ANOTHER_DATE}, {Outcome.ABSENT_FROM_A_COMPLETE_LIST}
BY_PRECISION = {
    Outcome.AGREES_WITHIN_ITS_PRECISION,
    Outcome.MORE_PRECISE_THAN_THE_RECORD,
    Outcome.DIFFERS_AS_INFERRED,
}
UNLISTED = {Outcome.UNLISTED}
OF_RECORDS = {Outcome.SOURCES_CONFLICT}

DATES_OF_MANY = ALL - OF_A_STATE - OF_A_LIST
DATE = DATES_OF_MANY - UNLISTED
ORDER = DATE - {Outcome.AGREES_WITHIN_ITS_PRECISION, Outcome.MORE_PRECISE_THAN_THE_RECORD}
STATE = ALL - OF_A_LIST - {Outcome.MORE_PRECISE_THAN_THE_RECORD, Outcome.DIFFERS_AS_INFERRED}
TEXT = DATE - BY_PRECISION
NUMBER = DATE - {Outcome.DIFFERS_AS_INFERRED}
AMONG_TEXTS = TEXT - OF_RECORDS

REACHABLE: dict[str, set[Outcome]] = {
    "day": DATE,
    "days": DATES_OF_MANY,
    "day, about": DATE,
    "days, about": DATES_OF_MANY,
    "before": ORDER,
    "after": ORDER,
    "before, about": ORDER,
    "after, about": ORDER,
    "existence": {Outcome.AGREES, Outcome.NO_RECORD, Outcome.NOT_COMPARABLE} | OF_A_LIST,
    "state": STATE,
    "states": STATE,
    "text": TEXT,
    "texts": TEXT | UNLISTED,
    "number": NUMBER,
    "numbers": NUMBER | UNLISTED,
    "number, per cent": NUMBER,
    # What rounds to it is within half its last digit.
    "number, half a digit": NUMBER - {Outcome.AGREES_WITHIN_ITS_PRECISION},
    "calendar": {Outcome.AGREES, Outcome.DIFFERS, Outcome.DIFFERS_AS_INFERRED, Outcome.NOT_COMPARABLE},
    "day in its article": DATE - OF_RECORDS,
    "days in its article": DATES_OF_MANY - OF_RECORDS - {Outcome.DIFFERS, Outcome.DIFFERS_AS_INFERRED},
    "day in others": DATE - OF_RECORDS,
    "day in others, about": DATE - OF_RECORDS,
    "days in others": DATES_OF_MANY - OF_RECORDS - {Outcome.DIFFERS, Outcome.DIFFERS_AS_INFERRED},
    "state in its article": AMONG_TEXTS,
    "states in others": (AMONG_TEXTS | UNLISTED) - {Outcome.DIFFERS},
    "text in its article": AMONG_TEXTS,
    "texts in others": (AMONG_TEXTS | UNLISTED) - {Outcome.DIFFERS},
}
"""Which outcomes each family of questions can have."""

KINDS = {
    "dates": ("day", "days"),
    "citations": ("existence",),
    "orders": ("before", "after"),
    "states": ("state", "states"),
    "texts": ("text", "texts"),
    "numbers": ("number", "numbers"),
    "bare dates": ("calendar",),
    "dates among claims": ("day in its article", "day in others", "days in others"),
    "other answers among claims": (
        "state in its article",
        "states in others",
        "text in its article",
        "texts in others",
    ),
}
"""Families that are compared in one way, and share their hand-made cases."""
