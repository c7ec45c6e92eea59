"""Words that extraction leans on, as sets; the words themselves are in words.toml. English only."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    """The tables of words.toml as they stand there."""
    return tomllib.loads(files("verify.extract").joinpath("words.toml").read_text(encoding="utf-8"))


def words(table: str, name: str) -> frozenset[str]:
    """One list of words as a set. Raises KeyError for a list that is not there."""
    return frozenset(tables()[table][name].split())


DETERMINERS = words("function", "determiners")
ANAPHORIC = words("function", "anaphoric")
SUBORDINATORS = words("function", "subordinators")
RELATIVES = words("function", "relatives")
CONJUNCTIONS = words("function", "conjunctions")
PREPOSITIONS = words("function", "prepositions")
PRONOUNS = words("function", "pronouns")
NEGATIONS = words("function", "negations")
ADVERBS = words("function", "adverbs")
BE = words("function", "be")
MODALS = words("function", "modals")
AUXILIARIES = BE | MODALS | words("function", "other_auxiliaries")
DEADLINES = words("meaning", "deadlines")
