"""The compiled statements find what DESIGN's table of outcomes says, on both databases."""

from __future__ import annotations

import bench
import oracle
import pytest
from cases import CASES, PENDING, REACHABLE
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st
from oracle import Fact, List, Question, Stated

from verify.store.engine import Store
from verify.verdicts import Outcome

DRAWN = [family for family in bench.FAMILIES if family != "states"]
WITHOUT_GAPS = ("days",)
"""What the random test leaves out as long as `PENDING` is not empty."""

years = st.sampled_from(["2014", "2015", "2016"])
months = st.sampled_from(["01", "02", "03", "06", "07", "12"])
days = st.sampled_from(["01", "09", "14", "20", "28"])
full_days = st.builds("{}-{}-{}".format, years, months, days)


def _ordered(pair: tuple[str, str]) -> str:
    return "/".join(sorted(pair))


dates = st.one_of(
    full_days,
    full_days,
    st.builds("{}-{}".format, years, months),
    years,
    st.builds("{}-{}".format, years, st.sampled_from(["21", "22", "23", "24"])),
    st.builds("{}-{}".format, years, st.sampled_from(["33", "34", "35", "36"])),
    st.just("201X"),
    st.tuples(full_days, full_days).map(_ordered),
    st.builds("{}~".format, st.one_of(full_days, years, st.builds("{}-{}".format, years, months))),
)
yearless = st.one_of(
    st.builds("XXXX-{}-{}".format, months, days),
    st.builds("XXXX-{}".format, months),
    st.builds("XXXX-{}".format, st.sampled_from(["21", "22", "23", "24"])),
    st.just("XXXX-12-28/XXXX-01-03"),
    st.just("XXXX-03-08/XXXX-03-12"),
)


def _in_year(stated: str, year: str | None) -> Stated:
    if year is None:
        return Stated(stated=stated)
    first, _, last = stated.partition("/")
    turns = bool(last) and first > last
    value = first.replace("XXXX", year)
    if last:
        value += "/" + last.replace("XXXX", str(int(year) + turns))
    return Stated(stated=stated, value=value)


dated = st.one_of(
    dates.map(lambda edtf: Stated(stated=edtf, value=edtf)),
    st.builds(_in_year, yearless, st.none() | years),
    # A weekday, "yesterday": nothing is stated that a record could be held against.
    st.builds(Stated, stated=st.none() | st.just("XXXX-XX-XX"), value=st.none() | dates),
)
answers = st.sampled_from(["Ana", "Ben", "Cleo"])
as_of = st.none() | full_days


@st.composite
def claims(draw: st.DrawFn, family: str) -> Stated:
    if family in ("day", "days"):
        claim = draw(dated)
    else:
        answer = draw(answers) if family != "existence" else None
        claim = Stated(answer=answer, answer_known=draw(st.booleans()), as_of=draw(as_of))
    changed = draw(st.sampled_from(["", "", "", "", "polarity", "problem"]))
    if changed == "polarity":
        polarity = draw(st.sampled_from(["negated", "hypothetical", "planned"]))
        return Stated(**{**claim.__dict__, "polarity": polarity})
    if changed == "problem":
        return Stated(**{**claim.__dict__, "problem": draw(st.sampled_from(["ambiguous", "impossible"]))})
    return claim


@st.composite
def facts(draw: st.DrawFn, family: str) -> Fact:
    rank = draw(st.sampled_from(["normal", "normal", "preferred", "deprecated"]))
    disputed = draw(st.sampled_from([False, False, True]))
    if family in ("day", "days", "existence"):
        return Fact(draw(dates), rank, disputed)
    if family in ("text", "texts"):
        return Fact(draw(answers), rank, disputed)
    first, last = draw(st.none() | full_days), draw(st.none() | full_days)
    if first and last and first > last:
        first, last = last, first
    return Fact(draw(answers), rank, disputed, first, last)


numbers = st.sampled_from(["1", "6", "7", "8", "20"])
series = st.builds(
    List,
    st.none() | numbers,
    st.none() | numbers,
    st.just(()) | st.tuples(st.tuples(numbers, numbers).map(lambda pair: tuple(sorted(pair, key=int)))),
)


@st.composite
def lists(draw: st.DrawFn, family: str) -> List | None:
    if draw(st.booleans()):
        return None
    if family in ("text", "texts"):
        return List()
    if family == "existence":
        return draw(series)
    first, last = draw(st.none() | full_days), draw(st.none() | full_days)
    if first and last and first > last:
        first, last = last, first
    if family in WITHOUT_GAPS:
        return List(first, last)
    gaps = draw(
        st.lists(st.tuples(full_days, full_days).map(sorted).map(tuple), max_size=2, unique_by=lambda g: g[0])
    )
    return List(first, last, tuple(gaps))


@st.composite
def questions(draw: st.DrawFn) -> Question:
    family = draw(st.sampled_from([*DRAWN, "day", "days", "state", "calendar"]))
    if family == "calendar":
        bare = st.builds(
            lambda said, weekday, problem: Stated(said.stated, said.value, weekday=weekday, problem=problem),
            dated,
            st.none() | st.integers(1, 7),
            st.sampled_from([None, None, None, "ambiguous", "impossible"]),
        )
        return Question(family, tuple(draw(st.lists(bare, min_size=1, max_size=3))))
    return Question(
        family,
        tuple(draw(st.lists(claims(family), min_size=1, max_size=3))),
        tuple(draw(st.lists(facts(family), max_size=4))),
        draw(lists(family)),
        many=bench.FAMILIES[family].many,
    )


# Without shrinking: the message names the one claim that is judged otherwise, whatever else was in its batch.
@settings(
    max_examples=12,
    deadline=None,
    verbosity=Verbosity.quiet,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(batch=st.lists(questions(), min_size=15, max_size=30))
def test_every_outcome_is_what_the_design_says(store: Store, batch: list[Question]) -> None:
    with bench.passing(store) as connection:
        found = bench.judge(connection, batch)
        asked = [(question, claim) for question in batch for claim in question.claims]
        for (question, claim), outcome in zip(asked, found, strict=True):
            expected = oracle.outcome(question, claim)
            assert outcome is expected, f"{outcome.label}, not {expected.label}: {claim} of {question}"
        half = len(asked) // 2
        again = bench.judge_again(connection, half)
    assert again == {number: found[number - 1] for number in range(half + 1, len(asked) + 1)}


def test_each_hand_made_case(store: Store) -> None:
    with bench.passing(store) as connection:
        found = bench.judge(connection, [question for _, question, _ in CASES])
    wrong = [
        f"{name}: {outcome.label}, not {expected.label}"
        for (name, _, expected), outcome in zip(CASES, found, strict=True)
        if outcome is not expected
    ]
    assert wrong == []


@pytest.mark.parametrize(("question", "expected"), [pytest.param(q, o, id=n) for n, q, o in CASES + PENDING])
def test_the_oracle_agrees_with_each_hand_made_case(question: Question, expected: Outcome) -> None:
    assert oracle.outcome(question, question.claims[0]) is expected


def test_every_outcome_of_every_type_of_value_has_a_case() -> None:
    had: dict[str, set[Outcome]] = {}
    for _, question, expected in CASES:
        had.setdefault(question.family, set()).add(expected)
    assert had == REACHABLE
    assert set().union(*had.values()) == set(Outcome)


@pytest.mark.parametrize(("question", "expected"), [pytest.param(q, o, id=n) for n, q, o in PENDING])
def test_what_is_still_to_come(store: Store, question: Question, expected: Outcome) -> None:
    with bench.passing(store) as connection:
        assert bench.judge(connection, [question]) == [expected]


def test_names_of_cases_are_unique() -> None:
    names = [name for name, *_ in CASES + PENDING]
    assert sorted(set(names)) == sorted(names)
