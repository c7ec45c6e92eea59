"""Properties of `find_dates`: whatever we can write is read back, any text is survived, in proportionate time."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable

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
    "Nothing had moved since {}, officials said.",
    "“It was clear before {},” he said.",
    "He left during {} (they say).",
)
ABOUT_SENTENCES = ("It fell around {}.", "Circa {} it fell.", "It fell on about {}, they say.")
# fmt: off
ORDINAL_WORDS = dict(enumerate((
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
), start=1))
# fmt: on


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
        f"{name} the {ordinal(day.day)}, {year}",
        f"{ordinal(day.day)} day of {name}, {year}",
        f"{ORDINAL_WORDS[day.day]} of {name} {year}",
        f"{name} {ORDINAL_WORDS[day.day]}, {year}",
        f"{day.day} {name.lower() if name not in ('March', 'May') else name} {year}",
    ]
    style = draw(st.sampled_from(["figures", "words", "weekday"]))
    if style == "figures":
        words = [
            day.isoformat(),
            f"{day.day}-{short.rstrip('.')[:3]}-{year}",
            f"{year}/{day.month:02}/{day.day:02}",
            f"{year}-{short.rstrip('.')[:3]}-{day.day:02}",
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
    """Any value but a full day, as (EDTF, words): one of all that `find_dates` gives without a publication date."""
    year = draw(st.integers(1500, 2190))
    month = draw(st.integers(1, 12))
    name, short = MONTH_NAMES[month - 1], SHORT[month - 1]
    month_text, shape = f"{year}-{month:02}", draw(st.sampled_from(sorted(PERIODS)))
    if shape == "month":
        words = [
            f"{name} {year}",
            f"{name}, {year}",
            f"{name} of {year}",
            f"{short} {year}",
            f"late {name} {year}",
        ]
        words += [f"mid-{name} {year}", f"end of {name} {year}", f"{name.upper()} {year}"]
        return month_text, draw(st.sampled_from(words))
    if shape == "day and month":
        day = draw(st.integers(1, 28))
        words = [f"{name} {day}", f"{day} {name}", f"{ordinal(day)} of {name}", f"{name} {ordinal(day)}"]
        words += [f"{short} {day}", f"{ORDINAL_WORDS[day]} of {name}"]
        return f"XXXX-{month:02}-{day:02}", draw(st.sampled_from(words))
    if shape == "days":
        first = draw(st.integers(1, 27))
        last = draw(st.integers(first + 1, 28))
        words = [
            f"{name} {first}–{last}, {year}",
            f"{first}-{last} {name} {year}",
            f"{short} {first}-{last}, {year}",
        ]
        return f"{month_text}-{first:02}/{month_text}-{last:02}", draw(st.sampled_from(words))
    if shape == "months":
        later = draw(st.integers(1, 12).filter(lambda other: other != month))
        begun = year if later > month else year - 1
        words = [f"{name}–{MONTH_NAMES[later - 1]} {year}", f"{name}-{MONTH_NAMES[later - 1]} {year}"]
        return f"{begun}-{month:02}/{year}-{later:02}", draw(st.sampled_from(words))
    return draw(st.sampled_from(PERIODS[shape](year)))


def seasons(year: int) -> list[tuple[str, str]]:
    names = [("21", "spring"), ("22", "summer"), ("23", "autumn"), ("23", "fall"), ("24", "winter")]
    words = [(code, form) for code, name in names for form in (f"{name} {year}", f"{name} of {year}")]
    return [(f"{year}-{code}", form) for code, form in words]


def quarters(year: int) -> list[tuple[str, str]]:
    forms = []
    for number, word in enumerate(("first", "second", "third", "fourth"), start=1):
        for form in (
            f"{word} quarter of {year}",
            f"{ordinal(number)} quarter of {year}",
            f"Q{number} {year}",
        ):
            forms.append((f"{year}-{32 + number}", form))
    return forms


def halves(year: int) -> list[tuple[str, str]]:
    first, second = f"{year}-01/{year}-06", f"{year}-07/{year}-12"
    return [
        (first, f"first half of {year}"),
        (second, f"second half of {year}"),
        (first, f"H1 {year}"),
        (second, f"H2 {year}"),
    ]


def years(year: int) -> list[tuple[str, str]]:
    plain = [
        (str(year), form)
        for form in (f"{year}", f"early {year}", f"mid-{year}", f"end of {year}", f"AD {year}")
    ]
    old = year % 900 + 1
    before = [(f"-{old - 1:04}", f"{old} {era}") for era in ("BC", "BCE", "B.C.")] if old > 1 else []
    return [*plain, *before, (f"{old:04}", f"AD {old}"), (f"{old:04}", f"{old} CE")]


def ranges(year: int) -> list[tuple[str, str]]:
    end = year + 3
    forms = [(f"{year}/{end}", f"{year}–{end}"), (f"{year}/{end}", f"{year}-{end}")]
    # "2006-07" are two years, "2007-05" is a month: only a later second year is told by two figures.
    return forms + [(f"{year}/{end}", f"{year}–{end % 100:02}")] * (end // 100 == year // 100)


def decades(year: int) -> list[tuple[str, str]]:
    decade = year // 10
    if decade % 10 == 0 and year < 1900:
        return [(f"{year // 100}XX", f"{part}{year // 100}00s") for part in ("", "early ", "late ", "mid-")]
    forms = [(f"{decade}X", f"{part}{decade}0s") for part in ("", "early ", "late ", "mid-")]
    return forms + [(f"{decade}X", f"'{decade % 10}0s")] * (193 <= decade <= 199)


def centuries(year: int) -> list[tuple[str, str]]:
    number = year // 100 + 1
    word = ORDINAL_WORDS[number] if number <= 20 else ordinal(number)
    old = number - 15
    return [
        (f"{number - 1:02}XX", f"{ordinal(number)} century"),
        (f"{number - 1:02}XX", f"{word} century"),
        (f"{number - 1:02}XX", f"late {ordinal(number)} century"),
        (f"-{old - 1:02}XX", f"{ordinal(old)} century BC"),
    ]


def unknown(_: int) -> list[tuple[str, str]]:
    days = ["Thursday", "last week", "yesterday", "the same day"]
    forms = [("XXXX-XX-XX", word.removeprefix("the ")) for word in days]
    return [
        *forms,
        ("XXXX-XX", "last month"),
        ("XXXX", "next year"),
        ("XXXX-22", "last summer"),
        ("XXXX-05", "May"),
    ]


PERIODS: dict[str, Callable[[int], list[tuple[str, str]]]] = {
    "month": years,
    "day and month": years,
    "days": years,
    "months": years,
    "season": seasons,
    "quarter": quarters,
    "half": halves,
    "year": years,
    "years": ranges,
    "decade": decades,
    "century": centuries,
    "unknown": unknown,
}
"""What makes the values of each shape from a year; the first four are made above."""


@given(written_days(), st.sampled_from(SENTENCES))
def test_a_day_reads_back_anywhere(written: tuple[str, str, int | None], sentence: str) -> None:
    edtf, words, weekday = written
    text = sentence.format(words)
    found = [
        (text[mention.start : mention.end], mention.value, mention.weekday) for mention in find_dates(text)
    ]
    assert found == [(words, edtf, weekday)]


@given(written_days(), st.sampled_from(ABOUT_SENTENCES))
def test_about_a_day_reads_back_as_approximate(written: tuple[str, str, int | None], sentence: str) -> None:
    edtf, words, _ = written
    text = sentence.format(words)
    assert [(text[one.start : one.end], one.value) for one in find_dates(text)] == [(words, f"{edtf}~")]


@settings(max_examples=400)
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
