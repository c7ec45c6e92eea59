"""A small world, whole: every claim of a few beside every record of a few, for each family of questions.

What outcomes there are in which circumstances is what this grid reaches under the oracle; nobody wrote it down first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, cycle, product

from cells import precision_of
from questions import FAMILIES, Fact, Family, List, Question, Stated


def grid() -> list[Question]:
    """Every question of the grid, family by family."""
    return [question for name, family in FAMILIES.items() for question in _questions(name, family)]


def _questions(name: str, family: Family) -> Iterator[Question]:
    if family.values == "bare date":
        yield Question(name, tuple(_bare_dates()))
    elif family.among_claims:
        yield from _among_claims(name, family)
    else:
        claims = tuple(_with_spoilt(family, CLAIMS[family.values]))
        lists = _lists(family)
        for facts in _records(family):
            for listed in lists if len(facts) < 2 else lists[:2]:
                yield Question(name, claims, facts, listed)


# Claims.

SPOILT = (
    {"polarity": "negated"},
    {"problem": "ambiguous"},
    {"polarity": "hypothetical"},
    {"problem": "impossible"},
    {"polarity": "planned"},
)
"""What keeps a claim from being comparable."""


def _with_spoilt(family: Family, claims: Sequence[Stated]) -> list[Stated]:
    """Claims, and the first of each precision once more, of a kind that cannot be compared."""
    first: dict[str, Stated] = {}
    for claim in claims:
        first.setdefault(precision_of(family, claim), claim)
    return [
        *claims,
        *(replace(claim, **spoilt) for claim, spoilt in zip(first.values(), cycle(SPOILT), strict=False)),
    ]


def _unknown(claims: Iterable[Stated]) -> list[Stated]:
    """Claims whose answer is mere words, or whose subject has a name that others share."""
    return [replace(claim, answer_known=False) for claim in claims]


STATED = (
    *("2015-07-14", "2015-07-04", "2016-07-14"),
    *("2015-07", "2016-08", "2014-12"),
    *("2015", "2016", "2014"),
    *(
        "2015-22",
        "2015-07-18/2015-07-25",
        "2015-12-28/2016-01-03",
        "2015-07-10/2015-07-20",
        "2014-33",
        "201X",
    ),
    *("2015-07~", "2015~", "2015-07-13~", "2016-12~", "2014-02~"),
)
"""Dates as they may be stated: days, months, years, seasons and other periods, approximate ones."""

YEARLESS = ("XXXX-07-14", "XXXX-07-02", "XXXX-07", "XXXX-24", "XXXX-12-28/XXXX-01-03")

INFERRED = (
    "2015-07-14",
    "2015-07-13",
    "2015-07",
    "2010-07-14",
    "2015-07-10/2015-07-20",
    "2016-12-01",
    "2015",
)


def _placed(edtf: str, year: str) -> str:
    first, slash, last = edtf.partition("/")
    return first.replace("XXXX", year) + slash + last.replace("XXXX", str(int(year) + 1))


DATES = [
    *(Stated(edtf, edtf) for edtf in STATED),
    *(Stated(edtf, year and _placed(edtf, year)) for edtf, year in product(YEARLESS, ("2015", None, "2016"))),
    *(Stated(stated, edtf) for edtf, stated in zip(INFERRED, cycle((None, "XXXX-XX-XX")), strict=False)),
    Stated(),
]

DATES_OF_NAMESAKES = _unknown(
    [
        Stated("2015-07-14", "2015-07-14"),
        Stated("2015-06-30", "2015-06-30"),
        Stated("2013", "2013"),
        Stated("XXXX-03-09"),
        Stated("XXXX-03-09", "2015-03-09"),
        Stated("XXXX-03-09", "2010-03-09"),
        Stated(None, "2010-03-09"),
    ]
)

TIMES = (
    *("2014-04-09", "2016-11-15", "2016-11-16", "2017-01-01", "2012-12-31", "2019-01-01"),
    *("2014-04", "2016-11", "2017-03", "2019-02"),
    *("2015", "2016", "2017", "2019"),
    *("2014-07/2014-08-01", "2016-07/2017-04-09", "2012/2019-01-01", "2017-02/2017-03", "2019/2020"),
    *("../2014-04-09", "../2012-12-31", "../2019-01-01"),
    None,
)
"""Times of which a state is told: days, months, years, from one day to another, without a beginning, unknown."""

HOLDERS = [Stated(answer=name, as_of=time) for name, time in product(("Ana", "Dora"), TIMES)]

CITED = ("2015-07-14", "2015-07-13", "2015-07", "2015-06", "2015", "2014", "2014/2015-08", "2014/2015-01-01")

NUMBERS = ("4,987", "5,000", "4,986", "4,600", "5,000 km", "2.5", "2.54", "2.50", "0", "hundreds", "6,000")

CLAIMS: dict[str, list[Stated]] = {
    "date": DATES + DATES_OF_NAMESAKES,
    "existence": [Stated(as_of=time) for time in (*CITED, "../2015-08-01", "../2014-01-01", None)],
    "state": HOLDERS
    + _unknown(claim for claim in HOLDERS if claim.answer == "Dora" or claim.as_of in TIMES[:2]),
    "text": [
        Stated(answer=name, answer_known=known) for name, known in product(("Ana", "Dora"), (True, False))
    ],
    "number": [
        *(Stated(answer=words) for words in NUMBERS),
        *_unknown(Stated(answer=words) for words in ("5,000", "4,986", "6,000")),
    ],
}


def _bare_dates() -> Iterator[Stated]:
    # 14 July 2015 was a Tuesday.
    of_one_day = Stated("2015-07-14/2015-07-14", "2015-07-14/2015-07-14")
    for claim, weekday, problem in product(
        [*DATES, of_one_day], (None, 2, 5), (None, "ambiguous", "impossible")
    ):
        yield replace(claim, weekday=weekday, problem=problem)


# Records.

VALUES = {
    "date": (
        "2015-07-14",
        "2015-07",
        "2015-07-18/2015-07-25",
        "2016-07-14",
        "2015",
        "2015-12-28/2016-01-03",
        "2015~",
        "201X",
        "2015-06/..",
        "2013-03",
    ),
    "existence": ("2015-07-14", "2015-07", "2016-01-01"),
    "text": ("Ana", "Ben"),
    "number": ("4,987", "5,000", "2.5", "2.54", "5,000 km", "4,600", "0"),
}

TENURES = (
    ("Ana", "2013-02-01", "2016-11-15"),
    ("Ben", "2016-11-15", "2017-12-31"),
    ("Ana", "2018-01-01", "2018-03-31"),
    ("Ben", "2014-01-01", None),
    ("Ana", None, "2013-06-30"),
    ("Ana", "2014-01-01", None),
)

IN_PAIRS = 4
"""How many of the values are on record two at a time."""


def _values(family: Family) -> list[Fact]:
    if family.values != "state":
        return [Fact(value) for value in VALUES[family.values]]
    return [Fact(name, valid_from=first, valid_to=last) for name, first, last in TENURES]


def _records(family: Family) -> Iterator[tuple[Fact, ...]]:
    """No fact, each alone and twice, pairs of them, disputed and not; and every rank."""
    values = _values(family)
    yield ()
    for fact in values:
        disputed = replace(fact, disputed=True)
        yield from ((fact,), (disputed,), (fact, disputed))
    for one, other in combinations(values[: IN_PAIRS if _is_plain(family) else 2], 2):
        yield one, other
        yield replace(one, disputed=True), other
    first, second, *_, last = (*values, values[-1])
    yield replace(first, disputed=True), replace(second, disputed=True)
    yield first, first
    yield (replace(first, rank="deprecated"),)
    yield first, replace(last, rank="preferred")
    yield last, replace(first, rank="deprecated")


def _is_plain(family: Family) -> bool:
    """Whether claims are compared with their own record, and strictly: what else there is differs in little."""
    return family.against == "record" and not family.unit


def _lists(family: Family) -> Sequence[List | None]:
    if family.values == "existence":
        return (None, List(), List("1", "6"), List("7", "7"), List("1", "20", (("7", "8"),)))
    if not family.many and family.values != "state":
        return (None,)
    gaps = (("2015-07-01", "2015-07-10"), ("2016-12-01", "2017-01-25"))
    return (
        None,
        List(),
        List(gaps=gaps),
        List("2013-01-01", "2016-12-31"),
        List("2014-01-01", None, gaps[1:]),
    )


# Claims beside claims.

ANSWERS = {
    "date": [
        *(Stated(edtf, edtf) for edtf in STATED[::2]),
        Stated("2015-07-16", "2015-07-16"),
        Stated("2015-07", "2015-07"),
        Stated("XXXX-07-14", "2015-07-14"),
        Stated("XXXX-07", "2015-07"),
        Stated("XXXX-07-14"),
        Stated(None, "2015"),
        Stated(None, "2016-03-09"),
        Stated(),
        *_unknown([Stated("2015-07-20", "2015-07-20"), Stated("2015-07-14", "2015-07-14")]),
    ],
    "state": [
        Stated(answer=name, as_of=time)
        for time in ("2016-04-09", "2014-04-09", "2016-04", "2016", "2014/2016-04-09", "../2016-04-09", None)
        for name in ("Ana", "Ben")
    ]
    + _unknown([Stated(answer="Ben", as_of="2016-04-09"), Stated(answer="Ana", as_of="2016-04-09")]),
    "text": CLAIMS["text"],
}


def _among_claims(name: str, family: Family) -> Iterator[Question]:
    """Each pair of claims, in one article and in two, and each third that may change what is found."""
    claims = _with_spoilt(family, ANSWERS[family.values])
    elsewhere = int(family.against == "other articles")
    for one, other in product(claims, repeat=2):
        yield Question(name, (one, replace(other, article=elsewhere)))
    first, *rest = claims
    yield Question(name, (first,))
    yield Question(name, (first, replace(rest[0], article=1 - elsewhere)))
    for other, third in combinations(rest[::2], 2):
        yield Question(
            name, (first, replace(other, article=elsewhere), replace(third, article=2 * elsewhere))
        )
    for stands in ("retired", "superseded"):
        for other in rest:
            yield Question(
                name, (first, replace(other, stands=stands), replace(other, article=1, stands=stands))
            )
    fact = _values(family)[0]
    for rank in ("normal", "deprecated"):
        yield Question(name, (first, rest[0], replace(rest[0], article=1)), (replace(fact, rank=rank),))
