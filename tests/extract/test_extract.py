"""What `extract` promises of its claims, apart from which ones it finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from verify import shipped
from verify.claims import Part, Problem, claim_id
from verify.extract import EXTRACTOR, extract
from verify.reference.vocabulary import read_vocabulary
from verify.vocabulary import Alias, Subject, Vocabulary

PUBLISHED = "2016-04-09"
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
CHECKED_KEYS = ("kind", "property", "start", "end", "value")


def test_the_extractor_names_itself_and_its_version() -> None:
    name, _, version = EXTRACTOR.partition("/")
    assert name == "verify"
    assert version.isdigit()


@pytest.mark.parametrize(
    ("published", "held", "cited"),
    [
        ("2016-04-09", "2016-04-09", "2016-04-09"),
        ("2016-04", "2016-04", "2016-04-30"),
        ("2016", "2016", "2016-12-31"),
        (None, None, None),
    ],
)
def test_a_state_is_read_as_of_the_publication_a_citation_by_its_last_day(
    vocabulary: Vocabulary, published: str | None, held: str | None, cited: str | None
) -> None:
    text = "US Secretary of State John Kerry has cited Resolution 2231."
    assert {claim.property: claim.as_of for claim in extract(text, vocabulary, published=published)} == {
        "holds": held,
        "cited": cited,
    }


def test_an_empty_text_has_no_claims(vocabulary: Vocabulary) -> None:
    assert extract("", vocabulary) == ()


def test_an_empty_vocabulary_still_yields_dates_resolutions_and_titles() -> None:
    text = "The Security Council cited resolution 2231 in 2015. President Obama agreed. The INF Treaty died in 1987."
    kinds = [claim.kind for claim in extract(text, Vocabulary(), published=PUBLISHED)]
    assert kinds == ["resolution", "date", "office", "date"]


def test_every_date_is_a_claim_without_subject_or_key(vocabulary: Vocabulary) -> None:
    (claim,) = extract("It rained on March 9.", vocabulary, published=PUBLISHED)
    assert (claim.kind, claim.property, claim.subject, claim.asks) == ("date", "date", None, None)
    assert (claim.stated, claim.value, claim.span.quote) == ("XXXX-03-09", "2016-03-09", "March 9")
    assert claim.because


def test_headline_claims_count_in_the_headline(vocabulary: Vocabulary) -> None:
    headline = "John Kerry, US Secretary of State, in Vienna"
    body = "The Security Council adopted Resolution 2231 in July 2015."
    claims = extract(body, vocabulary, published=PUBLISHED, headline=headline)
    parts = {Part.HEADLINE: headline, Part.BODY: body}
    assert [claim.span.part for claim in claims] == [Part.HEADLINE, *[Part.BODY] * 3]
    assert all(parts[c.span.part][c.span.start : c.span.end] == c.span.quote for c in claims)
    assert all(c.span.prefix + c.span.quote + c.span.suffix in parts[c.span.part] for c in claims)


def test_the_headline_gives_context_to_the_body(vocabulary: Vocabulary) -> None:
    claims = extract("The treaty was signed in 1987.", vocabulary, headline="The INF Treaty is dead")
    assert [claim.subject for claim in claims if claim.kind == "agreement"] == ["INF Treaty"]


def test_claims_are_sorted_and_distinct(vocabulary: Vocabulary) -> None:
    text = "On March 9, 2016 Iran fired missiles. The INF Treaty was signed in 1987 under resolution 67/19."
    claims = extract(text, vocabulary, published=PUBLISHED)
    places = [(c.span.start, c.span.end, c.kind, c.property) for c in claims]
    assert places == sorted(set(places))
    assert len({claim_id("d", claim) for claim in claims}) == len(claims)


def test_extracting_twice_gives_equal_claims(vocabulary: Vocabulary) -> None:
    text = "US Secretary of State John Kerry praised the JCPOA, reached on July 14, 2015."
    assert extract(text, vocabulary, published=PUBLISHED) == extract(text, vocabulary, published=PUBLISHED)


def test_an_office_is_asked_for_its_holder(vocabulary: Vocabulary) -> None:
    (claim,) = extract("US Secretary of State John Kerry left.", vocabulary, published=PUBLISHED)
    assert (claim.asks, claim.answer, claim.answer_known) == ("US Secretary of State", "John Kerry", True)
    assert claim.as_of == "2016-04-09"


def test_a_holder_whom_the_vocabulary_does_not_know_is_words(vocabulary: Vocabulary) -> None:
    (claim,) = extract("US Secretary of State Jane Roe left.", vocabulary, published=PUBLISHED)
    assert (claim.asks, claim.answer, claim.answer_known) == ("US Secretary of State", "Jane Roe", False)


def test_a_surname_alone_is_not_taken_for_another_person_of_that_name(vocabulary: Vocabulary) -> None:
    (claim,) = extract("US Secretary of State Teresa Kerry left.", vocabulary, published=PUBLISHED)
    assert (claim.answer, claim.answer_known) == ("Teresa Kerry", False)


def test_an_alias_of_two_subjects_is_ambiguous_and_asks_neither(vocabulary: Vocabulary) -> None:
    subjects = {name: Subject(name, "agreement") for name in ("Geneva Accord (1954)", "Geneva Accord (1988)")}
    aliases = tuple(Alias("Geneva Accord", name) for name in subjects)
    torn = Vocabulary(subjects, aliases, vocabulary.properties)
    (claim,) = (
        c for c in extract("The Geneva Accord was signed in May 1988.", torn) if c.kind == "agreement"
    )
    assert (claim.problem, claim.asks, claim.subject) == (
        Problem.AMBIGUOUS,
        "Geneva Accord",
        "Geneva Accord",
    )


def test_a_date_statement_carries_what_is_stated_and_what_is_meant(vocabulary: Vocabulary) -> None:
    claims = extract("The INF Treaty collapsed on Friday.", vocabulary, published=PUBLISHED)
    (claim,) = (c for c in claims if c.kind == "agreement")
    assert (claim.stated, claim.value, claim.weekday) == ("XXXX-XX-XX", "2016-04-08", 5)
    assert claim.answer == claim.value
    assert claim.because[:2] == ("INF Treaty", "collapsed")


def test_the_founding_article() -> None:
    article = SHARED / "articles" / "000_865d7bad3a3f673e.txt"
    expected = SHARED / "gold" / "claims" / "founding-article.gold.jsonl"
    if not (article.exists() and expected.exists()):
        pytest.skip("the founding article is not beside the repository")
    vocabulary = read_vocabulary(shipped.reference())
    claims = extract(article.read_text(encoding="utf-8"), vocabulary, published=PUBLISHED)
    found = {(c.kind, c.property, c.span.start, c.span.end, c.value) for c in claims}
    gold = [json.loads(line) for line in expected.read_text(encoding="utf-8").splitlines()]
    known = {tuple(row[key] for key in CHECKED_KEYS): row["needed"] for row in gold}
    assert {claim for claim, needed in known.items() if needed} - found == set()
    # Of the other kinds the gold names some, not all.
    assert {
        claim for claim in found - set(known) if claim[0] in ("date", "resolution", "office", "event")
    } == set()
    assert len(found & set(known)) >= len([row for row in gold if row["needed"]]) + 4


def test_an_office_that_the_headline_names_too_is_the_bodys(vocabulary: Vocabulary) -> None:
    headline, body = (
        "US Secretary of State John Kerry flies home",
        "US Secretary of State John Kerry flew home.",
    )
    [office] = [c for c in extract(body, vocabulary, headline=headline) if c.kind == "office"]
    assert (office.span.part, office.span.start) == (Part.BODY, body.index("John"))
    [alone] = [c for c in extract("He flew home.", vocabulary, headline=headline) if c.kind == "office"]
    assert alone.span.part is Part.HEADLINE


@pytest.mark.parametrize(
    ("headline", "offices"),
    [
        ("Press Briefing by US Secretary of State John Kerry, 4/9/2016", []),
        ("By US Secretary of State John Kerry", []),
        ("Remarks by President Barack Obama and US Secretary of State John Kerry", []),
        ("Deal signed by US Secretary of State John Kerry", ["John Kerry"]),
        ("Visit by US Secretary of State John Kerry", ["John Kerry"]),
        ("US Secretary of State John Kerry leaves; statement by the White House", ["John Kerry"]),
    ],
)
def test_whom_a_headline_says_the_text_is_by_it_does_not_speak_of(
    vocabulary: Vocabulary, headline: str, offices: list[str]
) -> None:
    claims = extract("They left on Friday.", vocabulary, published=PUBLISHED, headline=headline)
    assert [claim.subject for claim in claims if claim.kind == "office"] == offices
