"""Numbers in a text that count or measure: "14", "2.5 million", "15 per cent", "fourteen"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from verify.extract import lexicon
from verify.values import MULTIPLIERS, UNITS

_CURRENCIES = "$€£"
_ONES: list[str] = lexicon.tables()["numbers"]["ones"].split()
_TENS: list[str] = lexicon.tables()["numbers"]["tens"].split()
WORDS = (
    {word: value for value, word in enumerate(_ONES)}
    | {word: 10 * value for value, word in enumerate(_TENS, 2)}
    | {
        f"{tens}-{ones}": 10 * value + one
        for value, tens in enumerate(_TENS, 2)
        for one, ones in enumerate(_ONES[1:10], 1)
    }
)
"""The numbers that are read in words."""

_HEDGES = frozenset(hedge.replace("_", " ") for hedge in lexicon.words("numbers", "hedges"))
_BEFORE = re.compile(r"((?:[A-Za-z]+[ \u00a0]+){1,3})\Z")
_HEDGE_REACH = 32
_NO_COUNT = re.compile(
    r"\b(?:no|nos|number|numbers|article|articles|section|paragraph|paragraphs|chapter|chapters|annex|page|pages|"
    r"resolution|resolutions|phase|round|day|year|years|group|category|level|line|route|flight|room|act|part|protocol)"
    r"\.?[ \u00a0]\Z|[#№]\s?\Z|[0-9][ \u00a0](?:to|or)[ \u00a0]\Z",
    re.IGNORECASE,
)


class NumberMention(NamedTuple):
    """A number in `start..end`, with its unit; `lead` is where the words begin that hedge it ("more than").

    `value` is what `verify.values.parse_quantity` reads: digits, a multiplier, the unit by its sign.
    """

    start: int
    end: int
    value: str
    lead: int

    @property
    def hedged(self) -> bool:
        """Whether the text does not say that it is exactly so many."""
        return self.lead < self.start


def find_numbers(text: str, start: int, end: int) -> Iterator[NumberMention]:
    """The numbers of `text[start:end]`, in order; of ranges, ordinals, times and numbers of documents none."""
    for match in _pattern().finditer(text, start, end):
        written = match["digits"] or str(WORDS[match["word"].lower()])
        unit = _sign(match["unit"]) if match["unit"] else match["currency"] or ""
        parts = (written, match["multiplier"] or "", unit)
        other = _NO_COUNT.search(text, max(start, match.start() - 16), match.start())
        if other is not None or (match["currency"] and match["unit"]):
            continue
        yield NumberMention(
            match.start(),
            match.end(),
            " ".join(part for part in parts if part),
            _lead(text, start, match.start()),
        )


def _lead(text: str, low: int, start: int) -> int:
    """Where the words that hedge a number begin; at the number where there are none."""
    before = _BEFORE.search(text, max(low, start - _HEDGE_REACH), start)
    if before is None:
        return start
    words = before[1].lower().split()
    for count in range(len(words), 0, -1):
        if " ".join(words[-count:]) in _HEDGES:
            kept = list(re.finditer(r"[A-Za-z]+", before[1]))
            return before.start(1) + kept[-count].start()
    return start


def _sign(unit: str) -> str:
    return _signs()[" ".join(unit.split())]


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    return {written: sign for sign, others in UNITS.items() for written in (sign, *others)}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    units = sorted(_signs(), key=len, reverse=True)
    alternatives = "|".join(re.escape(unit).replace(r"\ ", r"[ \u00a0]") for unit in units)
    words = "|".join(sorted(WORDS, key=len, reverse=True))
    multipliers = "|".join(MULTIPLIERS)
    # Nothing that goes on as a word, a range, a date, a time or a decimal may stand beside a number.
    return re.compile(
        rf"(?<![\w.,/:–—-])(?<![$€£#№])(?P<currency>[{_CURRENCIES}])?"
        r"(?:(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,15}(?:\.[0-9]{1,6})?)"
        rf"|(?P<word>(?i:{words})))"
        rf"(?:[ \u00a0-](?P<multiplier>{multipliers}))?"
        rf"(?:[ \u00a0-]?(?P<unit>{alternatives}))?"
        r"(?![\w%$€£])(?![.,:/–—-][\w])(?!\s?[–—]\s?[0-9])(?!\s(?:to|or)\s[0-9])"
    )
