"""Every rule on texts made to exhaust it: its beginnings, over and over; time stays in proportion to length."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from proportion import grows_in_proportion

from verify.extract.dates import find_dates, find_timexes
from verify.extract.dates.grammar import grammar
from verify.extract.dates.lexicon import load_language
from verify.extract.dates.pattern import expand

SHAPES = {
    "NUMBER_12": "9",
    "NUMBER_31": "28",
    "NUMBER_99": "64",
    "NUMBER_999": "512",
    "YEAR_PLAIN": "2015",
    "YEAR_ROUND": "2000",
    "DATE_FIGURES": "20150714",
    "NUMBER": "123456",
    "ORDINAL": "9th",
    "ORDINAL_HIGH": "99th",
    "DECADE": "1990s",
    "DECADE_SHORT": "90s",
    "QUARTER": "Q3",
    "HALF_YEAR": "H1",
    "CLOCK": "8pm",
    "IDENTIFIER": "B52",
    "CAPITAL": "Paris",
    "ACRONYM": "UN",
}
DATA = load_language("en")
TOKEN = re.compile(r"[A-Za-z_][A-Za-z_0-9]*|[()|?*+]")


def word(name: str) -> str:
    """A word of a class or group."""
    if name in SHAPES:
        return SHAPES[name]
    if name in DATA["groups"]:
        return word(DATA["groups"][name].split()[0])
    entry = DATA["classes"].get(name)
    if entry is None:
        return name
    words = entry.get("words", "") or "house"
    chosen = next(iter(words)) if isinstance(words, dict) else words.split()[0]
    return chosen.title() if entry.get("capital") else chosen


def derive(tokens: list[str], pick: int) -> list[str]:
    """Words that a pattern matches: of every choice the first or, for pick -1, the last; whatever may repeat does."""
    choices: list[list[str]] = [[]]
    while tokens and tokens[0] != ")":
        token = tokens.pop(0)
        if token == "|":
            choices.append([])
            continue
        part = derive(tokens, pick) if token == "(" else [word(token)]
        if token == "(":
            tokens.pop(0)
        repeats = 1
        if tokens and tokens[0] in "?*+":
            repeats = 1 if tokens.pop(0) == "?" else 3
        choices[-1] += part * repeats
    return choices[pick]


def beginnings(entry: dict[str, Any]) -> Iterator[str]:
    pattern = re.sub(r":\w+|[<>~]", " ", expand(entry["pattern"], DATA["macros"]))
    for pick in (0, -1):
        words = derive(TOKEN.findall(pattern), pick)
        for end in range(1, len(words) + 1):
            yield " ".join(words[:end])


def entries(family: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for words in family.get("feasts", {}):
        yield {"pattern": words}
    yield from family["rules"]


@pytest.mark.parametrize("family", DATA["families"], ids=[family["name"] for family in DATA["families"]])
def test_the_beginnings_of_a_rule_over_and_over(family: dict[str, Any]) -> None:
    unit = "".join(f"{begun} " * 8 for entry in entries(family) for begun in beginnings(entry))
    assert grows_in_proportion(lambda text: find_dates(text, "2016-04-09"), unit, 60_000)


def test_the_words_are_those_of_the_rules() -> None:
    """The texts above reach the rules: nearly each of them makes what it is for out of its own words."""
    reached = 0
    rules = [entry for family in DATA["families"] for entry in family["rules"] if entry.get("kind") != "none"]
    for entry in rules:
        texts = itertools.chain.from_iterable((f"In {begun}, ", f"{begun}.") for begun in beginnings(entry))
        reached += any(find_timexes(text, "2016-04-09") for text in texts)
    assert reached > 0.9 * len(rules)
    assert grammar().families


def test_a_megabyte() -> None:
    """From an eighth of a megabyte to one, all rules at once."""
    unit = "".join(
        f"{begun} " for family in DATA["families"] for entry in entries(family) for begun in beginnings(entry)
    )
    assert grows_in_proportion(lambda text: find_dates(text, "2016-04-09"), unit, 1_000_000)
