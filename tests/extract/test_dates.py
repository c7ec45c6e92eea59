"""Dates in sentences: what is found, what it states, what it means, and what is left alone (cases as data)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verify.claims import Problem
from verify.extract.dates import DateMention, find_dates
from verify.values import parse_edtf

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "dates.jsonl").read_text("utf-8").splitlines()
]
PUBLISHED = "2016-04-09"


def only(text: str, published: str | None = PUBLISHED) -> DateMention:
    (mention,) = find_dates(text, published)
    return mention


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    published = case["published"]
    found = [
        (case["text"][mention.start : mention.end], mention.value, mention.stated, mention.problem)
        for mention in find_dates(case["text"], published)
    ]
    expected = []
    for quote, value, *rest in case["dates"]:
        stated = rest[0] if rest else value
        problem = Problem(rest[1]["problem"]) if len(rest) > 1 else None
        expected.append((quote, value, stated, problem))
    assert found == expected


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_values_are_edtf_and_quotes_in_order(case: dict[str, Any]) -> None:
    published = case["published"]
    end = 0
    for mention in find_dates(case["text"], published):
        assert end <= mention.start < mention.end
        assert case["text"][mention.start : mention.end].strip() == case["text"][mention.start : mention.end]
        assert parse_edtf(mention.value)
        assert parse_edtf(mention.stated)
        end = mention.end


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("Signed on Wednesday, March 9, 2016.", 3),
        ("Signed on Sunday, 9 March 2016.", 7),
        ("Signed on Thurs., March 10.", 4),
        ("Signed on Thursday.", 4),
        ("Signed on March 9, 2016.", None),
    ],
)
def test_weekday_named(text: str, weekday: int | None) -> None:
    assert only(text).weekday == weekday


def test_a_wrong_weekday_does_not_move_the_date() -> None:
    mention = only("Signed on Wednesday, March 10, 2016.")
    assert (mention.value, mention.weekday, mention.problem) == ("2016-03-10", 3, None)


@pytest.mark.parametrize(
    ("text", "explanation"),
    [
        (
            "He spoke on Thursday.",
            "'Thursday': last Thursday on or before publication (2016-04-09), 2016-04-07",
        ),
        ("It ended on 31 June 2015.", "'31 June 2015': there is no 31 June"),
        (
            "It closed on 03/04/2015.",
            "'03/04/2015': 2015-03-04 or 2015-04-03: the document does not decide",
        ),
        (
            "Signed on Wednesday, March 10, 2016.",
            "'Wednesday, March 10, 2016': as stated, a Thursday",
        ),
        (
            "They sat from 7 to 3 March 2016.",
            "'3 March 2016': as stated; a range that runs backwards, 2016-03-07 to 2016-03-03",
        ),
        (
            "It opens next year (2015).",
            "'next year': next year, from publication (2016-04-09), but 2015 is named beside it, 2017",
        ),
        (
            "“Today we act,” he said on 3 March 2015.",
            "'Today': the day of the quotation (2015-03-03), 2015-03-03",
        ),
        (
            "It closed on the fifth Monday of February 2015.",
            "'fifth Monday of February 2015': 2015-02 has no such weekday",
        ),
        (
            "He spoke on\nMarch 9.",
            "'March 9': last one on or before publication (2016-04-09), told in the past, 2016-03-09",
        ),
    ],
)
def test_every_value_is_explained_in_one_line(text: str, explanation: str) -> None:
    assert explanation in [mention.explanation for mention in find_dates(text, PUBLISHED)]


def test_an_ambiguous_day_keeps_its_candidates() -> None:
    mention = only("It closed on 03/04/2015.")
    assert (mention.problem, mention.candidates) == (Problem.AMBIGUOUS, ("2015-03-04", "2015-04-03"))
    assert only("It closed on 13/04/2015.").candidates == ()


def test_offsets_are_code_points() -> None:
    text = "🚀🚀 on March 9, 2016 — 𝔽in."
    mention = only(text)
    assert text[mention.start : mention.end] == "March 9, 2016"


def test_the_publication_day_changes_only_values() -> None:
    text = "On Thursday he recalled March 9, 2015, and May."
    early = find_dates(text, "2016-04-09")
    late = find_dates(text, "2019-04-09")
    assert [(mention.start, mention.end, mention.stated) for mention in early] == [
        (mention.start, mention.end, mention.stated) for mention in late
    ]
    assert early[1] == late[1]
    assert early[0].value != late[0].value


@pytest.mark.parametrize("published", ["0001-01-01", "0001", "9999-12-31", "9999-12", "9999", "2016-02-29"])
def test_the_ends_of_the_calendar(published: str) -> None:
    text = (
        "Yesterday, last week, last month, last year, next century, two days ago, tomorrow, next weekend, "
        "five years ago, on Monday, next Friday, February 29, in December, last winter, the 1990s, 99 decades ago."
    )
    mentions = find_dates(text, published)
    assert len(mentions) >= 15
    for mention in mentions:
        parse_edtf(mention.value)


@pytest.mark.parametrize(
    "text",
    [
        "Le traité du 14 juillet 2015 est signé.",
        "Le traité du 1er août 2015 est signé, en février 2016 et le mardi 8 mars 2016.",
    ],
)
def test_a_second_language_is_only_another_lexicon(text: str) -> None:
    values = [mention.value for mention in find_dates(text, language="fr")]
    assert values == (["2015-07-14"] if "14 juillet" in text else ["2015-08-01", "2016-02", "2016-03-08"])


@pytest.mark.parametrize("language", ["xx", "../en", ""])
def test_an_unknown_language_is_refused(language: str) -> None:
    with pytest.raises(ValueError, match="there are words and rules for en, fr"):
        find_dates("9 March 2016", language=language)
