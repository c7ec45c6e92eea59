"""Plans as data: written and read back the same, told apart by what they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.checks.plan import (
    CompareWith,
    Comparing,
    Judgement,
    Order,
    Plan,
    Selection,
    Tolerance,
    Unit,
)
from verify.verdicts import Outcome, Verdict
from verify.vocabulary import Property, Time, ValueType

words = st.text(min_size=1, max_size=12)
days = st.none() | st.dates().map(str)
selections = st.builds(
    Selection,
    words,
    words,
    subjects=st.lists(words, max_size=3).map(tuple),
    recorded=st.lists(st.tuples(words, words), max_size=2).map(tuple),
    publishers=st.lists(words, max_size=2).map(tuple),
    published_from=days,
    published_to=days,
    dated_from=days,
    dated_to=days,
    attributed=st.none() | st.booleans(),
    attributed_to=st.none() | words,
    names_weekday=st.booleans(),
    impossible=st.booleans(),
)
tolerances = st.builds(Tolerance, st.integers(1, 9999).map(lambda n: n / 8), st.sampled_from(Unit))
comparings = st.builds(
    Comparing,
    st.sampled_from(CompareWith),
    tolerance=st.none() | tolerances,
    property=st.none() | words,
    order=st.none() | st.sampled_from(Order),
    method=st.none() | words,
)
meanings = st.dictionaries(st.sampled_from(Outcome), st.none() | st.sampled_from(Verdict), min_size=1)
properties = st.builds(
    Property,
    words,
    words,
    st.sampled_from(ValueType),
    st.sampled_from(Time),
    st.booleans(),
    answered_by=st.lists(words, max_size=2).map(tuple),
)
judgements = st.builds(
    Judgement, st.builds(Plan, selections, comparings, meanings), st.none() | properties, words
)


@given(judgements)
def test_what_is_written_reads_back_the_same(judgement: Judgement) -> None:
    again = Judgement.from_json(judgement.to_json())
    assert again == judgement
    assert again.digest() == judgement.digest()


@given(judgements, judgements)
def test_what_means_something_else_is_another_version(one: Judgement, other: Judgement) -> None:
    assert (one.digest() == other.digest()) is (one == other)


@pytest.mark.parametrize(
    "line", ["", "{}", "[]", "1", "claims with kind='agreement'", '{"plan":1,"described":2}']
)
def test_what_is_no_judgement_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="this is no judgement"):
        Judgement.from_json(line)


def test_phrases_are_no_part_of_the_meaning() -> None:
    plan = Plan(Selection("k", "p"), Comparing(CompareWith.REFERENCE), {})
    described = Property("p", "k", ValueType.DATE, Time.DATED, False)
    worded = Property("p", "k", ValueType.DATE, Time.DATED, False, phrases=("was held",))
    assert Judgement(plan, described).digest() == Judgement(plan, worded).digest()


def test_the_plan_in_words() -> None:
    plan = Plan(
        Selection(
            "agreement", "signed", subjects=("A", "B"), recorded=(("party", "Chad"),), attributed=False
        ),
        Comparing(CompareWith.REFERENCE, Tolerance(3, Unit.DAYS), property="ended", order=Order.ON_OR_BEFORE),
        {Outcome.AGREES: Verdict.SUPPORTED, Outcome.DIFFERS: Verdict.REFUTED, Outcome.UNLISTED: None},
    )
    assert plan.describe() == (
        "claims with kind 'agreement', property 'signed', subjects A and B, recorded party: Chad, "
        "attributed False, compared with the reference, on or before the recorded 'ended', give or take 3 days. "
        "supported: agrees; refuted: differs; no verdict: unlisted"
    )
