"""Where the head nouns of titles and agreements stand: one quick pass, so that patterns are tried only there."""

from __future__ import annotations

from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from verify.extract.folding import Folded

AGREEMENT = "agreement"
OFFICE = "office"

_NOUNS = {
    AGREEMENT: (
        "treaty|treaties|agreement|accord|convention|protocol|pact|deal|truce|armistice|ceasefire|"
        "cease-fire|memorandum|memoranda|mou|"
        "declaration|communique|charter|covenant|concordat|joint statement|joint plan of action|"
        "framework|plan of action|compact|final act"
    ),
    OFFICE: (
        "president|minister|premier|chancellor|secretary|ambassador|envoy|representative|"
        "commissioner|emperor|sultan|prince|king|queen|"
        "emir|pope|director|attorney general|commander|second-in-command|chief|chair|ceo|"
        "administrator|governor|spokesman|spokeswoman|"
        "spokesperson|prosecutor|rapporteur|coordinator|adviser|advisor"
    ),
}


def find_heads(folded: Folded) -> dict[str, list[int]]:
    """Offsets in the text where a head noun begins, by kind, in order; word boundaries are not looked at."""
    automaton, kinds = _automaton()
    found: dict[str, list[int]] = {kind: [] for kind in _NOUNS}
    for index, start, _ in automaton.find_matches_as_indexes(folded.lower):
        found[kinds[index]].append(folded.start(start))
    return found


@lru_cache(maxsize=1)
def _automaton() -> tuple[AhoCorasick, list[str]]:
    nouns = [(noun, kind) for kind, words in _NOUNS.items() for noun in words.split("|")]
    automaton = AhoCorasick([noun for noun, _ in nouns], matchkind=MatchKind.LeftmostLongest)
    return automaton, [kind for _, kind in nouns]
