"""Which office a title without a country means, by the offices that its bearer has on record."""

from __future__ import annotations

import pytest

from verify import shipped
from verify.claims import Claim
from verify.extract import extract
from verify.extract.bare_titles import office_meant
from verify.reference.vocabulary import read_vocabulary
from verify.vocabulary import Vocabulary

RUSSIA = ("President of Russia", "Prime Minister of Russia")


@pytest.mark.parametrize(
    ("title", "offices", "meant"),
    [
        ("President", RUSSIA, "President of Russia"),
        ("prime minister", RUSSIA, "Prime Minister of Russia"),
        ("President", ("US President", "US Vice President"), "US President"),
        ("Vice President", ("US President", "US Vice President"), "US Vice President"),
        ("IAEA’s director general", ("IAEA Director General",), "IAEA Director General"),
        ("Defense Secretary", ("US Secretary of Defense",), "US Secretary of Defense"),
        ("Minister", ("Foreign Minister of Israel", "Prime Minister of Israel"), None),
        ("Chancellor", RUSSIA, None),
        ("Iranian President", ("President of Russia",), None),
        ("the", RUSSIA, None),
    ],
)
def test_the_one_office_that_a_title_names(title: str, offices: tuple[str, ...], meant: str | None) -> None:
    assert office_meant(title, offices) == meant


@pytest.fixture(scope="module")
def starter() -> Vocabulary:
    return read_vocabulary(shipped.reference())


def _office(text: str, vocabulary: Vocabulary, published: str) -> Claim:
    return next(c for c in extract(text, vocabulary, published=published) if c.kind == "office")


def test_a_bare_title_asks_of_the_office_of_its_bearer(starter: Vocabulary) -> None:
    claim = _office("Chancellor Angela Merkel said no.", starter, "2016-04-09")
    assert (claim.asks, claim.answer, claim.as_of) == ("Chancellor of Germany", "Angela Merkel", "2016-04-09")


def test_by_a_bare_title_people_are_called_long_after(starter: Vocabulary) -> None:
    claim = _office("We recall the motto of President Ronald Reagan.", starter, "2016-04-09")
    assert (claim.asks, claim.as_of) == ("US President", "../2016-04-09")


def test_who_is_not_on_record_holds_what_the_words_say(starter: Vocabulary) -> None:
    claim = _office("Chancellor Jane Q. Nobody said no.", starter, "2016-04-09")
    assert claim.asks == "Chancellor"


def test_whoever_takes_an_office_over_holds_it_from_that_day(starter: Vocabulary) -> None:
    claim = _office(
        "Antony Blinken succeeded Mike Pompeo as secretary of state on January 26, 2021.",
        starter,
        "2022-01-01",
    )
    assert (claim.answer, claim.value, claim.as_of) == (
        "Antony Blinken",
        "secretary of state",
        "2021-01-26/2022-01-01",
    )


def test_a_deadline_is_not_the_end_of_an_office(starter: Vocabulary) -> None:
    claim = _office("US Secretary of State John Kerry said they had until July 20.", starter, "2014-03-28")
    assert claim.as_of is not None
    assert claim.problem is None
