"""Properties of `find_dates`: whatever we can write is read back, any text is survived, in proportionate time."""

from __future__ import annotations

import calendar
import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proportion import grows_in_proportion

from verify.extract.dates import find_dates
from verify.values import MONTH_NAMES, parse_edtf

SHORT = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
SENTENCES = (
    "{}",
    "{}.",
    "The council met on {} and voted.",
    "The council met ({}) in New York.",
    "He wrote: “{}” was too late.",
    "Nothing moved before {}, officials said; then everything did.",
    "¶ Über uns, 42 people – 100% – since {}\n\nAnother paragraph of 7 words follows here.",
    "At 10:30 a.m. of {} it began; Resolution 2231 (2015) followed.",
)
MONTH_SENTENCES = (
    "The council met in {} and voted.",
    "By {}, nothing had moved.",
    "It lasted until {}; then it ended.",
)


def ordinal(day: int) -> str:
    return f"{day}" + ("th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th"))


@st.composite
def written_days(draw: st.DrawFn) -> tuple[str, str, int | None]:
    """A day as (EDTF, words, ISO weekday named)."""
    day = draw(st.dates(datetime.date(1500, 1, 1), datetime.date(2199, 12, 31)))
    name, short, year = MONTH_NAMES[day.month - 1], SHORT[day.month - 1], day.year
    plain = [
        f"{day.day} {name} {year}",
        f"{ordinal(day.day)} {name} {year}",
        f"{ordinal(day.day)} of {name}, {year}",
        f"{name} {day.day}, {year}",
        f"{name} {ordinal(day.day)}, {year}",
        f"{name} {day.day} {year}",
        f"{short} {day.day}, {year}",
        f"{day.day} {short} {year}",
        f"{name.upper()} {day.day}, {year}",
    ]
    style = draw(st.sampled_from(["figures", "words", "weekday"]))
    if style == "figures":
        words = [
            day.isoformat(),
            f"{day.day}-{short.rstrip('.')[:3]}-{year}",
            f"{year}/{day.month:02}/{day.day:02}",
        ]
        if day.day > 12 or day.day == day.month:
            words += [f"{day.day}.{day.month}.{year}", f"{day.month:02}/{day.day:02}/{year}"]
        return day.isoformat(), draw(st.sampled_from(words)), None
    words_chosen = draw(st.sampled_from(plain))
    if style == "words":
        return day.isoformat(), words_chosen, None
    weekday = calendar.day_name[day.weekday()]
    return day.isoformat(), f"{weekday}, {words_chosen}", day.isoweekday()


@st.composite
def written_periods(draw: st.DrawFn) -> tuple[str, str]:
    """A month, season, quarter, half, year, decade, century or range as (EDTF, words)."""
    year = draw(st.integers(1500, 2199))
    month = draw(st.integers(1, 12))
    first = draw(st.integers(1, 27))
    last = draw(st.integers(first + 1, 28))
    name = MONTH_NAMES[month - 1]
    season = draw(st.sampled_from([(21, "spring"), (22, "summer"), (23, "autumn"), (24, "winter")]))
    quarter = draw(st.sampled_from([(33, "first"), (34, "second"), (35, "third"), (36, "fourth")]))
    month_text = f"{year}-{month:02}"
    decade = year // 10
    return draw(
        st.sampled_from(
            [
                (month_text, f"{name} {year}"),
                (month_text, f"late {name} {year}"),
                (month_text, f"mid-{name} {year}"),
                (f"{year}-{season[0]}", f"{season[1]} {year}"),
                (f"{year}-{season[0]}", f"{season[1]} of {year}"),
                (f"{year}-{quarter[0]}", f"{quarter[1]} quarter of {year}"),
                (f"{year}-{quarter[0]}", f"Q{quarter[0] - 32} {year}"),
                (f"{year}-07/{year}-12", f"second half of {year}"),
                (f"{decade}X", f"{decade}0s"),
                (f"{decade}X", f"early {decade}0s"),
                (f"{year // 100}XX", f"{ordinal(year // 100 + 1)} century"),
                (f"{month_text}-{first:02}/{month_text}-{last:02}", f"{name} {first}–{last}, {year}"),
                (f"{month_text}-{first:02}/{month_text}-{last:02}", f"{first}-{last} {name} {year}"),
                (f"XXXX-{month:02}-{first:02}", f"{name} {first}"),
                (f"XXXX-{month:02}-{first:02}", f"{first} {name}"),
                (f"XXXX-{month:02}-{first:02}", f"{ordinal(first)} of {name}"),
                (f"XXXX-{month:02}", name),
                (f"{year}", f"{year}"),
                (f"-{year - 1:04}", f"{year} BC"),
            ]
        )
    )


@given(written_days(), st.sampled_from(SENTENCES))
def test_a_day_reads_back_anywhere(written: tuple[str, str, int | None], sentence: str) -> None:
    edtf, words, weekday = written
    text = sentence.format(words)
    found = [
        (text[mention.start : mention.end], mention.value, mention.weekday) for mention in find_dates(text)
    ]
    assert found == [(words, edtf, weekday)]


@given(written_periods(), st.sampled_from(MONTH_SENTENCES))
def test_a_period_reads_back_anywhere(written: tuple[str, str], sentence: str) -> None:
    edtf, words = written
    text = sentence.format(words)
    assert [(text[mention.start : mention.end], mention.value) for mention in find_dates(text)] == [
        (words, edtf)
    ]


# fmt: off
WORDS = st.sampled_from([
    "March", "May", "9", "31", "9th", "2015", "1990s", "'90s", "03/04/2016", "2016-02-30", "BC", "AD",
    "Thursday", "last", "next", "this", "the", "that", "same", "year", "day", "week", "two", "ago",
    "later", "earlier", ",", ".", "-", "–", "/", "(", ")", "of", "in", "and", "to", "between", "from",
    "until", "Resolution", "§", "$", "Q3", "first", "half", "quarter", "century", "spring", "fall",
    "end", "early", "mid-", "today", "tomorrow", "Christmas", "New", "Year's", "\n", "\n\n", "\u00a0",
    "\ud800", "٣", "²", "𝟗", "\x00", "Easter", "Thanksgiving", "weeks", "hundred", "twenty", "five", "in", "now",
    "the 8th", "“", "”", '"', "fortnight", "every", "past", "night", "day of", "20150923", "Jul", "nineteen",
])
# fmt: on


@settings(max_examples=300)
@given(
    st.one_of(st.text(st.characters(), max_size=80), st.lists(WORDS, max_size=25).map(" ".join)),
    st.one_of(st.none(), st.dates().map(lambda day: day.isoformat()[: 4 + 3 * (day.day % 3)])),
)
def test_any_text_is_survived_and_every_value_is_edtf(text: str, published: str | None) -> None:
    end = 0
    for mention in find_dates(text, published):
        assert end <= mention.start < mention.end <= len(text)
        parse_edtf(mention.stated)
        parse_edtf(mention.value)
        assert "\n" not in mention.explanation
        end = mention.end


# fmt: off
HOSTILE = [
    "1", " ", "\n", "(", "March ", "1/1/", "1,", "111,", "2015-", "March 1, ", "1 and ",
    "5 March and ", "in May ", "December and ", "Thursday ", "(2015", "resolution 1, ", "the end of ",
    "a.", "'90s", "March\n", "\ud800", "A/",
    "two days after ", "two days after July 4 ", "in two weeks ", "a ", "twenty ", "“today ", '" yesterday ',
    "20150923 ", "on the 8th, ", "Easter ", "next week on ", "nineteen hundred ", "now ", "Friday 3 days from ",
    "every year ", "next year (", "3/4 ", "report-2015-", "the last two ",
]
# fmt: on


@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_time_is_in_proportion_to_length(unit: str) -> None:
    assert grows_in_proportion(lambda text: find_dates(text, "2016-04-09"), unit, 40_000)
