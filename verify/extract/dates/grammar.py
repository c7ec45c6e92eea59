"""A language's rules, compiled and ready to run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from verify.extract.dates.lexicon import Lexicon, load_language
from verify.extract.dates.pattern import Pattern, compile_pattern, expand
from verify.extract.dates.reading import Kind, Order


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a date: a pattern over classes, the kind of reading it makes, slots it fixes."""

    name: str
    family: str
    kind: Kind
    pattern: Pattern
    fixed: tuple[tuple[str, int | str], ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """`triggers` finds the places where a rule can begin, `rules` has those to try by the code found there.

    `order` is the one in which the language's region writes the day and month of 03/04/2016, or "unknown".
    """

    lexicon: Lexicon
    triggers: re.Pattern[str]
    rules: dict[str, tuple[Rule, ...]]
    families: tuple[str, ...]
    order: Order


def _rule(entry: dict[str, Any], family: str, lexicon: Lexicon, macros: dict[str, str]) -> Rule:
    guards = {name: entry.get(name, "") for name in ("after", "not_after", "before", "not_before")}
    pattern = compile_pattern(expand(entry["pattern"], macros), lexicon.codes_of, **guards)
    kind = cast(Kind, entry.get("kind", "calendar"))
    return Rule(entry["name"], family, kind, pattern, tuple(entry.get("set", {}).items()))


def _feasts(family: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The entries of a family's feasts: each name may point at its year, and must not be part of a longer name."""
    for words, rule in family.get("feasts", {}).items():
        yield {
            "name": words,
            "kind": "feast",
            "pattern": f"{{near}}? ({words}) {{feast_year}}?",
            "not_after": "NAME",
            "not_before": "NAME ~DASH" if words.endswith("U_DAY") else "NAME PLAIN PLURAL ~DASH",
            "set": {"feast": rule},
        }


@lru_cache(maxsize=8)
def grammar(tag: str = "en", without: str = "") -> Grammar:
    """The grammar of a language tag ("en", "en-US"), compiled on first use; `without` leaves out a family of rules."""
    language, _, region = tag.partition("-")
    data = load_language(language)
    lexicon = Lexicon(data)
    macros = data.get("macros", {})
    rules = [
        _rule(entry, family["name"], lexicon, macros)
        for family in data["families"]
        for entry in (*_feasts(family), *family["rules"])
    ]
    by_first: dict[str, list[Rule]] = {}
    for rule in rules:
        if rule.family == without:
            continue
        for code in rule.pattern.firsts:
            by_first.setdefault(code, []).append(rule)
    triggers = re.compile("[" + re.escape("".join(sorted(by_first))) + "]")
    return Grammar(
        lexicon,
        triggers,
        {code: tuple(found) for code, found in by_first.items()},
        tuple(family["name"] for family in data["families"]),
        cast(Order, data.get("order", {}).get(region, "unknown")),
    )
