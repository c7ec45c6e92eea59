"""Questions of every family, drawn at random."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from questions import FAMILIES, Fact, Family, List, Question, Stated

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
    st.just("2016-02-29"),
    st.tuples(full_days, full_days).map(_ordered),
    st.builds("{}~".format, st.one_of(full_days, years, st.builds("{}-{}".format, years, months))),
)
recorded_dates = st.one_of(dates, dates, dates, full_days.map("{}/..".format))
yearless = st.one_of(
    st.builds("XXXX-{}-{}".format, months, days),
    st.builds("XXXX-{}".format, months),
    st.builds("XXXX-{}".format, st.sampled_from(["21", "22", "23", "24"])),
    st.just("XXXX-02-29"),
    st.just("XXXX-12-28/XXXX-01-03"),
    st.just("XXXX-03-08/XXXX-03-12"),
)


def _in_year(stated: str, year: str | None) -> Stated:
    if year is None or stated == "XXXX-02-29":
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
names = st.sampled_from(["Ana", "Ben", "Cleo"])
amounts = st.builds(
    "{}{}".format,
    st.sampled_from(["0", "95", "95.0", "96", "100", "1,000", "1,040", "1050", "2.5", "2.45", "2.54"]),
    st.sampled_from(["", "", "", " km"]),
)
times = st.one_of(
    st.none(),
    full_days,
    st.builds("{}-{}".format, years, months),
    full_days.map("../{}".format),
    st.tuples(full_days, full_days).map(_ordered),
    st.tuples(st.builds("{}-{}".format, years, months), full_days)
    .map(_ordered)
    .filter(lambda t: t[7] == "/"),
)
unlike = st.sampled_from(
    [
        *[{}] * 6,
        {"polarity": "negated"},
        {"polarity": "hypothetical"},
        {"polarity": "planned"},
        {"problem": "ambiguous"},
        {"problem": "impossible"},
        {"answer_known": False},
    ]
)
places = st.fixed_dictionaries(
    {"article": st.integers(0, 2), "stands": st.sampled_from(["yes"] * 6 + ["retired", "superseded"])}
)


def claims(family: Family) -> st.SearchStrategy[Stated]:
    """Claims of a family, one in three of which cannot be compared plainly."""
    plain = {
        "date": dated,
        "bare date": st.builds(
            lambda said, weekday: replace(said, weekday=weekday), dated, st.none() | st.integers(1, 7)
        ),
        "existence": st.builds(Stated, as_of=times),
        "state": st.builds(Stated, answer=names, as_of=times),
        "text": st.builds(Stated, answer=names),
        "number": st.builds(Stated, answer=amounts | names),
    }[family.values]
    return st.builds(lambda said, other, place: replace(said, **other, **place), plain, unlike, places)


def facts(family: Family) -> st.SearchStrategy[Fact]:
    """Facts of a family."""
    ranks, disputed = (
        st.sampled_from(["normal", "normal", "preferred", "deprecated"]),
        st.sampled_from([False, False, True]),
    )
    values = {"date": recorded_dates, "existence": recorded_dates, "number": amounts}.get(
        family.values, names
    )
    made = st.builds(Fact, values, ranks, disputed)
    if family.values != "state":
        return made
    return st.builds(
        lambda fact, bounds: replace(fact, valid_from=bounds[0], valid_to=bounds[1]), made, bounds(full_days)
    )


@st.composite
def bounds(draw: st.DrawFn, ends: st.SearchStrategy[str], by: Any = str) -> tuple[str | None, str | None]:
    """Two ends, the first first, each of which may be open."""
    first, last = draw(st.none() | ends), draw(st.none() | ends)
    return (last, first) if first and last and by(first) > by(last) else (first, last)


@st.composite
def lists(draw: st.DrawFn, family: Family) -> List | None:
    """Lists of a family, or none."""
    if draw(st.booleans()) or family.against in ("before", "after"):
        return None
    ends, by = (numbers, int) if family.values == "existence" else (full_days, str)
    first, last = draw(bounds(ends, by))
    gap = st.tuples(ends, ends).map(lambda pair: tuple(sorted(pair, key=by)))
    return List(first, last, tuple(draw(st.lists(gap, max_size=2, unique_by=lambda each: each[0]))))


numbers = st.sampled_from(["1", "6", "7", "8", "20"])


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Questions of any family."""
    name = draw(st.sampled_from(sorted(FAMILIES)))
    family = FAMILIES[name]
    asked = tuple(draw(st.lists(claims(family), min_size=1, max_size=4 if family.among_claims else 3)))
    if family.values == "bare date":
        return Question(name, asked)
    silent = family.among_claims and draw(st.sampled_from([True, True, True, False]))
    return Question(
        name, asked, () if silent else tuple(draw(st.lists(facts(family), max_size=4))), draw(lists(family))
    )
