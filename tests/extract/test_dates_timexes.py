"""`find_timexes`: dates, durations, repetitions and words like "now" in TIMEX3; feasts; the documentation."""

from __future__ import annotations

import contextlib
import datetime
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.extract.dates import find_dates, find_timexes
from verify.extract.dates.feasts import feast_day, is_fixed
from verify.extract.dates.grammar import grammar
from verify.extract.dates.timexes import timex_value
from verify.values import to_date

PUBLISHED = "2016-04-09"
DOCUMENTATION = Path(__file__).parents[2] / "docs" / "dates.md"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It lasted five years.", [("five years", "DURATION", "P5Y")]),
        ("It lasted twenty-five years.", [("twenty-five years", "DURATION", "P25Y")]),
        ("It lasted 100 days.", [("100 days", "DURATION", "P100D")]),
        ("It lasted three hours.", [("three hours", "DURATION", "PT3H")]),
        ("It lasted several months.", [("several months", "DURATION", "PXM")]),
        ("It lasted a couple of weeks.", [("a couple of weeks", "DURATION", "P2W")]),
        ("It lasted for decades.", [("decades", "DURATION", "PXDE")]),
        ("It lasted a fortnight.", [("a fortnight", "DURATION", "P2W")]),
        ("A ten-year plan.", [("ten-year", "DURATION", "P10Y")]),
        ("Over the past two years it fell.", [("the past two years", "DURATION", "P2Y")]),
        ("It fell in the past two years.", [("the past two years", "DURATION", "P2Y")]),
        ("It was built in two weeks.", [("two weeks", "DURATION", "P2W")]),
        ("They will vote in two weeks.", [("two weeks", "DATE", "2016-04-23")]),
        ("They meet every Friday.", [("every Friday", "SET", "XXXX-WXX-5")]),
        ("They meet every month.", [("every month", "SET", "P1M")]),
        ("He earns 5,000 dollars twice a year.", [("a year", "SET", "P1Y")]),
        ("He is now free.", [("now", "DATE", "PRESENT_REF")]),
        ("It was recently sold.", [("recently", "DATE", "PAST_REF")]),
        ("It fell in recent months.", [("recent months", "DATE", "PAST_REF")]),
        ("It will be sold soon.", [("soon", "DATE", "FUTURE_REF")]),
        ("It was soon defeated.", []),
        ("They met Friday night.", [("Friday night", "TIME", "2016-04-08TNI")]),
        ("They met this morning.", [("this morning", "TIME", "2016-04-09TMO")]),
        ("On the evening of 3 March 2015 it fell.", [("evening of 3 March 2015", "TIME", "2015-03-03TEV")]),
        ("He came two decades ago.", [("two decades ago", "DATE", "199")]),
        ("He came days later.", [("days", "DURATION", "PXD")]),
        ("It lasted two and a half years.", [("two and a half years", "DURATION", "P2.5Y")]),
        ("It lasted 2.5 years.", [("2.5 years", "DURATION", "P2.5Y")]),
        ("It lasted an hour and a half.", [("an hour and a half", "DURATION", "PT1.5H")]),
        ("It lasted half an hour.", [("half an hour", "DURATION", "PT30M")]),
        ("It lasted half a century.", [("half a century", "DURATION", "P50Y")]),
        ("It lasted 1,000 days.", [("1,000 days", "DURATION", "P1000D")]),
        ("It lasted two hundred years.", [("two hundred years", "DURATION", "P200Y")]),
        ("It could take years.", [("years", "DURATION", "PXY")]),
        ("It burned for hours.", [("hours", "DURATION", "PTXH")]),
        ("It cost a quarter of a million.", []),
        ("A 6-year-old saw it.", [("6-year", "DURATION", "P6Y")]),
        ("Years ago it was a farm.", [("Years ago", "DATE", "PAST_REF")]),
        ("A few days ago it fell.", [("A few days ago", "DATE", "PAST_REF")]),
        ("Dinosaurs died 66 million years ago.", []),
        ("These days it is rare.", [("These days", "DATE", "PRESENT_REF")]),
        ("They meet every four years.", [("every four years", "SET", "P4Y")]),
        ("They meet every other day.", [("every other day", "SET", "P2D")]),
        ("They meet on Sundays.", [("Sundays", "SET", "XXXX-WXX-7")]),
        ("They meet on weekends.", [("weekends", "SET", "XXXX-WXX-WE")]),
        ("They meet weekly.", [("weekly", "SET", "P1W")]),
        ("The weekly paper fell.", [("weekly", "SET", "P1W")]),
        ("The Daily Mail fell.", []),
        ("Quarterly sales rose.", [("Quarterly", "SET", "P1Q")]),
        ("The current talks failed.", [("current", "DATE", "PRESENT_REF")]),
        ("It is so at this time.", [("this time", "DATE", "PRESENT_REF")]),
        ("The future is unclear.", [("The future", "DATE", "FUTURE_REF")]),
        ("It fell in the year-earlier quarter.", [("the year-earlier", "DATE", "2015")]),
        ("It is his third visit in as many months.", []),
        ("As recently as last fall he denied it.", [("last fall", "DATE", "2015-FA")]),
        ("More will die in the coming days.", [("the coming days", "DATE", "FUTURE_REF")]),
        ("The month-long siege ended.", [("The month-long", "DURATION", "P1M")]),
        ("The decades-long war ended.", [("The decades-long", "DURATION", "PXDE")]),
        ("It came hours after the vote.", []),
        ("It fell in the first half of the year.", [("the first half of the year", "DATE", "2016-H1")]),
        ("Fiscal 2015 was good.", [("Fiscal 2015", "DATE", "2015")]),
        ("It ends by year-end.", [("year-end", "DATE", "2016")]),
        ("It fell in the last quarter of 2015.", [("the last quarter of 2015", "DATE", "2015-Q4")]),
        ("They met at 8 p.m. Tuesday.", [("8 p.m. Tuesday", "TIME", "2016-04-05T20:00")]),
        ("They met at 10:30 a.m. on Tuesday.", [("10:30 a.m. on Tuesday", "TIME", "2016-04-05T10:30")]),
        ("They met Tuesday at 8pm.", [("Tuesday at 8pm", "TIME", "2016-04-05T20:00")]),
        ("They met at 12 a.m.", [("12 a.m.", "TIME", "2016-04-09T00:00")]),
        (
            "He woke at 05:15 Tuesday and left at noon.",
            [("05:15 Tuesday", "TIME", "2016-04-05T05:15"), ("noon", "TIME", "2016-04-05T12:00")],
        ),
        ("They won 3:2 and the odds were 99:98.", []),
        ("It was quiet over the weekend.", [("the weekend", "DATE", "2016-W14-WE")]),
        ("They met for the first time in three years.", [("three years", "DURATION", "P3Y")]),
        ("They met last week.", [("last week", "DATE", "2016-W13")]),
        ("They met this weekend.", [("this weekend", "DATE", "2016-W14-WE")]),
        ("They met in spring 2015.", [("spring 2015", "DATE", "2015-SP")]),
        ("It fell in the second half of 2015.", [("the second half of 2015", "DATE", "2015-H2")]),
        ("The 1990s were calm.", [("The 1990s", "DATE", "199")]),
        ("March 8–9, 2016", [("March 8", "DATE", "2016-03-08"), ("9, 2016", "DATE", "2016-03-09")]),
        ("The March 5 attack failed.", [("March 5", "DATE", "2016-03-05")]),
        ("It fell in 490 BC.", [("490 BC", "DATE", "BC0490")]),
        ("It fell in spring 480 BC.", [("spring 480 BC", "DATE", "BC0480-SP")]),
    ],
)
def test_timexes(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [(text[one.start : one.end], one.type, one.value) for one in find_timexes(text, PUBLISHED)]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "It lasted five years.",
        "He is now free.",
        "It fell recently.",
        "They meet every Friday.",
        "twice a year",
    ],
)
def test_what_is_no_claim_is_no_date(text: str) -> None:
    assert find_timexes(text, PUBLISHED)
    assert find_dates(text, PUBLISHED) == ()


@given(st.text(max_size=60), st.sampled_from([None, "2016", "2016-04", "2016-04-09"]))
def test_timexes_never_overlap_and_never_raise(text: str, published: str | None) -> None:
    end = 0
    for timex in find_timexes(f"On Friday night, {text} for two years", published):
        assert end <= timex.start < timex.end
        end = timex.end


@pytest.mark.parametrize(
    ("edtf", "value"),
    [("2015-07~", "2015-07"), ("-0043-03-15", "BC0044-03-15"), ("19XX", "19"), ("2015-36", "2015-Q4")],
)
def test_timex_values(edtf: str, value: str) -> None:
    assert timex_value(edtf) == value


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("easter", "2015-04-05"),
        ("easter-2", "2015-04-03"),
        ("11/4/4", "2015-11-26"),
        ("11/4/4+1", "2015-11-27"),
        ("05/1/-1", "2015-05-25"),
        ("12-25", "2015-12-25"),
    ],
)
def test_feasts(rule: str, day: str) -> None:
    number = feast_day(rule, 2015)
    assert number is not None
    assert str(to_date(number)) == day


# From the tables of the Book of Common Prayer: the earliest and latest Easter, and some between.
@pytest.mark.parametrize(
    "day", ["1818-03-22", "1943-04-25", "2000-04-23", "2016-03-27", "2019-04-21", "2038-04-25"]
)
def test_easter(day: str) -> None:
    assert feast_day("easter", int(day[:4])) == datetime.date.fromisoformat(day).toordinal()


def test_a_feast_without_a_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a feast's rule"):
        feast_day("whitsun", 2015)
    assert feast_day("easter", 1500) is None
    assert is_fixed("12-25")
    assert not is_fixed("easter")


@pytest.mark.parametrize(
    ("language", "value"), [("en", "2016"), ("en-US", "2016-03-04"), ("en-GB", "2016-04-03")]
)
def test_the_region_orders_the_figures_of_an_undecided_date(language: str, value: str) -> None:
    (mention,) = find_dates("It closed on 03/04/2016.", PUBLISHED, language)
    assert mention.value == value


def test_the_document_decides_before_the_region() -> None:
    mentions = find_dates("From 03/04/2016 to 25/12/2016.", PUBLISHED, "en-US")
    assert [mention.value for mention in mentions] == ["2016-04-03", "2016-12-25"]


@pytest.mark.parametrize("family", grammar().families)
def test_every_family_of_rules_can_be_left_out(family: str) -> None:
    rules = grammar("en", family)
    left = {rule.family for found in rules.rules.values() for rule in found}
    assert left == set(grammar().families) - {family}


def test_the_documentation_shows_what_happens() -> None:
    examples = re.findall(
        r"```python\n(.*?)```\n\n```text\n(.*?)```", DOCUMENTATION.read_text(encoding="utf-8"), re.DOTALL
    )
    assert len(examples) == 2
    for code, shown in examples:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, {})
        assert printed.getvalue() == shown
