"""Typed values: EDTF dates with their bounds and words, days, numbers."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.values import (
    DateValue,
    day_number,
    describe_date,
    from_day_number,
    parse_day,
    parse_edtf,
    parse_number,
    parse_quantity,
    to_date,
    weekday_of,
)


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "recurring"),
    [
        ("2015-07-14", "2015-07-14", "2015-07-14", (714, 714)),
        ("2015-07", "2015-07-01", "2015-07-31", (701, 731)),
        ("2016-02", "2016-02-01", "2016-02-29", (201, 229)),
        ("2015", "2015-01-01", "2015-12-31", (101, 1231)),
        ("2015-07-XX", "2015-07-01", "2015-07-31", (701, 731)),
        ("2015-XX-XX", "2015-01-01", "2015-12-31", (101, 1231)),
        ("2015-XX", "2015-01-01", "2015-12-31", (101, 1231)),
        ("199X", "1990-01-01", "1999-12-31", (None, None)),
        ("19XX", "1900-01-01", "1999-12-31", (None, None)),
        ("1XXX", "1000-01-01", "1999-12-31", (None, None)),
        ("2015-21", "2015-03-01", "2015-06-21", (301, 621)),
        ("2015-22", "2015-06-01", "2015-09-23", (601, 923)),
        ("2015-23", "2015-09-01", "2015-12-22", (901, 1222)),
        ("2015-24", "2014-12-01", "2016-03-20", (None, None)),
        ("2015-33", "2015-01-01", "2015-03-31", (101, 331)),
        ("2015-36", "2015-10-01", "2015-12-31", (1001, 1231)),
        ("2015-07-14/2015-07-20", "2015-07-14", "2015-07-20", (714, 720)),
        ("2015-12-30/2016-01-02", "2015-12-30", "2016-01-02", (None, None)),
        ("2015-07/2015-08", "2015-07-01", "2015-08-31", (701, 831)),
        ("2015-07-14~", "2015-07-13", "2015-07-15", (713, 715)),
        ("2015-03~", "2015-02-01", "2015-04-30", (201, 430)),
        ("2015-01~", "2014-12-01", "2015-02-28", (None, None)),
        ("2015~", "2014-01-01", "2016-12-31", (None, None)),
        ("2015-34~", "2015-01-01", "2015-09-30", (101, 930)),
        ("199X~", "1980-01-01", "2009-12-31", (None, None)),
        ("2015?", "2015-01-01", "2015-12-31", (101, 1231)),
        ("2015%", "2014-01-01", "2016-12-31", (None, None)),
        ("2014-12~/2015", "2014-11-01", "2015-12-31", (None, None)),
    ],
)
def test_bounds(
    edtf: str, earliest: str, latest: str, recurring: tuple[int, int] | tuple[None, None]
) -> None:
    assert parse_edtf(edtf) == DateValue(edtf, day(earliest), day(latest), *recurring)


@pytest.mark.parametrize(
    ("edtf", "recurring"),
    [
        ("XXXX-03-09", (309, 309)),
        ("XXXX-02-29", (229, 229)),
        ("XXXX-03", (301, 331)),
        ("XXXX-02", (201, 229)),
        ("XXXX-22", (601, 923)),
        ("XXXX-24", (1201, 320)),
        ("XXXX-34", (401, 630)),
        ("XXXX-03-08/XXXX-03-09", (308, 309)),
        ("XXXX-12-30/XXXX-01-02", (1230, 102)),
        ("XXXX-01~", (1201, 229)),
        ("XXXX-03-01~", (229, 302)),
        ("XXXX-XX-XX", (None, None)),
        ("XXXX-XX", (None, None)),
        ("XXXX", (None, None)),
    ],
)
def test_values_without_a_year_recur(edtf: str, recurring: tuple[int, int] | tuple[None, None]) -> None:
    assert parse_edtf(edtf) == DateValue(edtf, None, None, *recurring)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2015-02-03/..", "2015-02-03", None),
        ("../2015", None, "2015-12-31"),
        ("2015/", "2015-01-01", None),
        ("/2015", None, "2015-12-31"),
    ],
)
def test_open_intervals(edtf: str, earliest: str | None, latest: str | None) -> None:
    value = parse_edtf(edtf)
    assert value.earliest == (day(earliest) if earliest else None)
    assert value.latest == (day(latest) if latest else None)
    assert (value.recurring_from, value.recurring_to) == (None, None)


def test_years_before_christ() -> None:
    ides = parse_edtf("-0043-03-15")
    assert ides.earliest == ides.latest == day_number(-43, 3, 15)
    assert ides.earliest is not None
    assert ides.earliest < 0
    assert parse_edtf("0000-12-31").latest == 0
    assert parse_edtf("-004X").earliest == day_number(-49, 1, 1)
    assert parse_edtf("-004X").latest == day_number(-40, 12, 31)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2015-13", "no month 13"),
        ("2015-00", "no month 0"),
        ("2015-06-31", "June has 30 days"),
        ("2015-02-29", "February has 28 days"),
        ("XXXX-02-30", "February has 29 days"),
        ("2015-07-00", "July has 31 days"),
        ("2016/2015", "runs backwards"),
        ("XXXX-03/2015", "one end"),
        ("/", "without an end"),
        ("2015/2016/2017", "more than one"),
        ("199X-03", "unknown year"),
        ("2015-33-01", "no month 33"),
        ("2015-7-14", "not an EDTF date"),
        ("٢٠١٥", "not an EDTF date"),
        ("2015\n", "not an EDTF date"),
        ("", "not an EDTF date"),
        ("\ud800", "not an EDTF date"),
        ("15-07-14", "not an EDTF date"),
    ],
)
def test_refused(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_edtf(text)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2015-07-14", "14 July 2015"),
        ("2015-07", "July 2015"),
        ("2015", "2015"),
        ("XXXX-03-09", "9 March"),
        ("XXXX-03", "March"),
        ("2015-21", "spring 2015"),
        ("XXXX-24", "winter"),
        ("2015-33", "the first quarter of 2015"),
        ("199X", "the 1990s"),
        ("19XX", "the 20th century"),
        ("10XX", "the 11th century"),
        ("2016-03-08/2016-03-09", "8–9 March 2016"),
        ("2015-07-30/2015-08-02", "30 July – 2 August 2015"),
        ("2014-12-30/2015-01-02", "30 December 2014 – 2 January 2015"),
        ("2015-03/2015-05", "March–May 2015"),
        ("2015/2016", "2015–2016"),
        ("XXXX-03-08/XXXX-03-09", "8–9 March"),
        ("2015-03~", "about March 2015"),
        ("2015-03?", "possibly March 2015"),
        ("2014-12~/2015", "about December 2014 – 2015"),
        ("2015-02-03/..", "from 3 February 2015 on"),
        ("2015/", "from 2015 to a day not known"),
        ("../2015", "until 2015"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0000", "1 BC"),
        ("XXXX-XX-XX", "a day not stated"),
        ("XXXX-XX", "a month not stated"),
        ("XXXX", "a year not stated"),
        ("2016-03-XX", "a day in March 2016"),
        ("2016-XX-XX", "a day in 2016"),
    ],
)
def test_in_words(edtf: str, words: str) -> None:
    assert describe_date(edtf) == words


@given(st.dates())
def test_days_count_as_the_standard_library_does(date: datetime.date) -> None:
    number = day_number(date.year, date.month, date.day)
    assert number == date.toordinal() == parse_day(date.isoformat())
    assert from_day_number(number) == (date.year, date.month, date.day)
    assert to_date(number) == date
    assert weekday_of(number) == date.isoweekday()
    value = parse_edtf(date.isoformat())
    assert value.earliest == value.latest == number


@given(st.integers(-4_000_000, 4_000_000))
def test_day_numbers_read_back_before_christ_too(number: int) -> None:
    assert day_number(*from_day_number(number)) == number
    assert (to_date(number) is None) == (not 1 <= number <= datetime.date.max.toordinal())


@pytest.mark.parametrize(
    "text", ["2015-7-14", "2015-02-30", "2015-13-01", "٢٠١٥-٠٧-١٤", "0000-01-01", "2015-07", " 2015-07-14"]
)
def test_only_real_days_are_days(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_day(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,234.5", "1234.5"), ("-12", "-12"), ("+0.50", "0.50"), ("1,000,000", "1000000"), ("2231", "2231")],
)
def test_numbers(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "1,23", "12,34,567", "1.", ".5", "٣", "²", "1e3", "1_000", "NaN", "1 000", "1\n"]
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        parse_number(text)


@pytest.mark.parametrize(
    ("written", "number", "unit", "last_digit"),
    [
        ("14", "14", "", "1"),
        ("5,060", "5060", "", "10"),
        ("2.50", "2.50", "", "0.01"),
        ("15 %", "15", "%", "1"),
        ("15 per cent", "15", "%", "1"),
        ("15percent", "15", "%", "1"),
        ("1,234.5 km", "1234.5", "km", "0.1"),
        ("1,234.5 kilometres", "1234.5", "km", "0.1"),
        ("2.5 million", "2500000", "", "100000"),
        ("2,500,000", "2500000", "", "100000"),
        ("20 thousand tonnes", "20000", "t", "10000"),
        ("7 billion US dollars", "7000000000", "$", "1000000000"),
        ("3 warships", "3", "warships", "1"),
        ("-4", "-4", "", "1"),
    ],
)
def test_quantities(written: str, number: str, unit: str, last_digit: str) -> None:
    found = parse_quantity(written)
    assert (found.number, found.unit, found.last_digit) == (Decimal(number), unit, Decimal(last_digit))


@pytest.mark.parametrize("written", ["", "many", "14 to 16", "1,23", "٣", "1e5", "million", "4 5"])
def test_what_is_no_quantity(written: str) -> None:
    with pytest.raises(ValueError, match="is not a number with a unit"):
        parse_quantity(written)
