"""Verbs in all their forms: by base form in words.toml, inflected by rule here."""

from __future__ import annotations

from verify.extract.lexicon import AUXILIARIES, tables, words

_REGULAR = words("verbs", "regular")
_DOUBLING = words("verbs", "doubling")
_IRREGULAR: dict[str, str] = tables()["verbs"]["irregular"]
_NOT_VERBS = words("meaning", "not_verbs")
_PREPOSITIONS_IN_ING = frozenset(("including", "concerning", "following", "regarding"))
_ENDINGS_WITH_E = ("ated", "ced", "ped", "red")
_LETTERS_WITH_E = "siuzgv"


def inflect(base: str) -> tuple[str, ...]:
    """The forms of a verb: base, third person, past, participles."""
    if base in _IRREGULAR:
        return (base, *_IRREGULAR[base].split())
    if base.endswith("e"):
        return (base, base + "s", base + "d", base[:-1] + "ing")
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return (base, base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    third = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")
    stem = base + base[-1] if base in _DOUBLING else base
    return (base, third, stem + "ed", stem + "ing")


_BASE_OF = {form: base for base in sorted(_REGULAR | set(_IRREGULAR), reverse=True) for form in inflect(base)}

FORMS = frozenset(_BASE_OF) - words("verbs", "ambiguous") - AUXILIARIES - _PREPOSITIONS_IN_ING
"""Forms that are read as verbs wherever they stand."""


def forms_like(word: str) -> tuple[str, ...]:
    """All forms of the verb that `word` is a form of, `word` first; only itself if it is no verb known here."""
    base = _BASE_OF.get(word)
    if base is None and word.endswith("ed") and len(word) > 4:
        with_e = word[-3] in _LETTERS_WITH_E or word.endswith(_ENDINGS_WITH_E)
        base = word[:-1] if with_e else word[:-2]
    return tuple(dict.fromkeys((word, *inflect(base)))) if base is not None else (word,)


def is_verb(word: str) -> bool:
    """Whether a lower-case word reads as a verb: a known form, or one in -ed."""
    return word in FORMS or (word.endswith("ed") and len(word) > 4 and word not in _NOT_VERBS)
