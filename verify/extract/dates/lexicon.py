"""A language's words for dates, and the class of every piece of a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

Value = int | str

BREAK = "¶"
"""Class code of a paragraph break and of either end of the text."""

SPACE = " "
LINE_BREAK = "\n"

PIECES = re.compile(
    r"(?:[A-Za-z]\.){2,}|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{2}(?=T[0-9]{2}:)|\w+|\s+|[^\w\s]"
)
"""Splits a text without loss: abbreviations with dots, numbers, words, white space, single signs."""

# Classes that the shape of a piece gives, in every language.
_SHAPES = (
    "NUMBER_12",  # 1 to 12, also written 01: a month or a day
    "NUMBER_31",  # 13 to 31: a day
    "NUMBER_99",  # any other number of two digits
    "NUMBER_999",  # three digits
    "YEAR_PLAIN",  # 1000 to 2199, no full hundred
    "YEAR_ROUND",  # 1100, 1200, … 2100: as likely a count
    "DATE_FIGURES",  # 20150714
    "NUMBER",  # any other number
    "ORDINAL",  # 1st to 31st
    "ORDINAL_HIGH",  # 32nd and above
    "DECADE",  # 1990s
    "DECADE_SHORT",  # 90s
    "QUARTER",  # Q3
    "HALF_YEAR",  # H1
    "CLOCK",  # 8pm
    "IDENTIFIER",  # letters and digits together
    "CAPITAL",  # Capitalised
    "ACRONYM",  # UN, U.S.
    "WORD",  # any other word
    "SIGN",  # any other sign
)
_NUMERIC = re.compile(r"([0-9]+)(st|nd|rd|th|s)?")
_DIGITS = re.compile(r"[0-9]{1,4}")
_DATE_FIGURES = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_DECADES = {4: "DECADE", 2: "DECADE_SHORT"}
_CLOCK = re.compile(r"(?:0?[1-9]|1[0-2])[ap]m", re.IGNORECASE)
_QUARTER = re.compile(r"[Qq][1-4]")
_HALF_YEAR = re.compile(r"[Hh][12]")

_MEMO_SIZE = 50_000
_MEMO_WORD = 24
_FIRST_CODE = 0x100


class Lexicon(dict[str, str]):
    """Maps every piece of text to the code of its class; unknown pieces are classed by their shape."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__()
        self._values: dict[tuple[str, str], Value] = {}
        self._codes: dict[str, str] = {"SPACE": SPACE, "LINE_BREAK": LINE_BREAK, "BREAK": BREAK}
        self._group_codes: dict[str, str] = {}
        self._any_case: dict[str, str] = {}
        self._capital: dict[str, str] = {}
        self._suffixes: list[tuple[str, str]] = []
        for name in _SHAPES:
            self._add_class(name)
        for name, entry in data["classes"].items():
            self._load_class(name, entry)
        self.day_parts: dict[str, str] = data.get("day_parts", {})
        self.groups: dict[str, str] = data.get("groups", {})
        # All at once: a word that became a class while texts are read would be read otherwise from then on.
        for name in self.groups:
            self.codes_of(name)
        self[""] = BREAK

    def _add_class(self, name: str) -> str:
        return self._codes.setdefault(name, chr(_FIRST_CODE + len(self._codes)))

    def _load_class(self, name: str, entry: Mapping[str, Any]) -> None:
        code = self._add_class(name)
        words = entry.get("words", {})
        words = words if isinstance(words, dict) else {word: word for word in words.split()}
        target = self._capital if entry.get("capital") else self._any_case
        for word, value in words.items():
            if word in target:
                raise ValueError(f"{word!r} is in two classes of the lexicon, one of them {name}")
            target[word] = code
            self._values[code, word] = value
        self._suffixes += [(suffix, code) for suffix in entry.get("suffixes", [])]

    def codes_of(self, name: str) -> str:
        """The class codes of a class, of a group, or of one word in lower case (which makes it a class)."""
        if name in self._codes:
            return self._codes[name]
        if name in self.groups:
            if name not in self._group_codes:
                self._group_codes[name] = "".join(self.codes_of(part) for part in self.groups[name].split())
            return self._group_codes[name]
        if not name.islower():
            raise ValueError(f"the lexicon has no class or group {name!r}")
        if name in self._any_case:
            raise ValueError(f"{name!r} belongs to a class of the lexicon: name the class instead")
        code = self._add_class(name)
        self._any_case[name] = code
        return code

    def value(self, piece: str) -> Value:
        """What a piece stands for: a word's value from the lexicon, else the number in it."""
        known = self._values.get((self[piece], piece.lower()))
        if known is not None:
            return known
        digits = _DIGITS.search(piece)
        return int(digits[0]) if digits is not None else 0

    def __missing__(self, piece: str) -> str:
        code = self._classify(piece)
        if len(self) < _MEMO_SIZE and len(piece) <= _MEMO_WORD:
            self[piece] = code
        return code

    def _classify(self, piece: str) -> str:
        if piece.isspace():
            lines = len(f"x{piece}x".splitlines())
            return SPACE if lines == 1 else LINE_BREAK if lines == 2 else BREAK
        lower = piece.lower()
        if lower != piece and lower in self._capital:
            return self._capital[lower]
        if lower in self._any_case:
            return self._any_case[lower]
        if piece[0].isdigit():
            return self._codes[_number_shape(piece)]
        return self._codes.get(_word_shape(piece)) or self._by_suffix(piece)

    def _by_suffix(self, piece: str) -> str:
        for suffix, code in self._suffixes:
            if piece.endswith(suffix) and len(piece) > len(suffix) + 1:
                return code
        return self._codes["WORD"]


def _number_shape(piece: str) -> str:
    match = _NUMERIC.fullmatch(piece)
    if match is None:
        return "NUMBER" if "," in piece else "CLOCK" if _CLOCK.fullmatch(piece) else "IDENTIFIER"
    digits, suffix = match[1], match[2]
    if len(digits) > 4:
        return "DATE_FIGURES" if not suffix and _DATE_FIGURES.fullmatch(digits) else "NUMBER"
    number = int(digits)
    if suffix == "s":
        return _DECADES.get(len(digits), "IDENTIFIER") if number % 10 == 0 else "IDENTIFIER"
    if suffix:
        return "ORDINAL" if 1 <= number <= 31 else "ORDINAL_HIGH"
    if len(digits) == 4:
        if not 1000 <= number <= 2199:
            return "NUMBER"
        return "YEAR_PLAIN" if number % 100 else "YEAR_ROUND"
    if len(digits) == 3:
        return "NUMBER_999"
    return "NUMBER_12" if 1 <= number <= 12 else "NUMBER_31" if 13 <= number <= 31 else "NUMBER_99"


def _word_shape(piece: str) -> str:
    """The class of a piece that is no number and in no class, "" for a word in lower case."""
    if _QUARTER.fullmatch(piece):
        return "QUARTER"
    if _HALF_YEAR.fullmatch(piece):
        return "HALF_YEAR"
    if not piece[0].isalpha():
        return "SIGN"
    if not piece.isalpha() and any(character.isdigit() or character == "_" for character in piece):
        return "IDENTIFIER"
    if piece.isupper():
        return "ACRONYM"
    return "CAPITAL" if piece[0].isupper() else ""


def load_language(language: str) -> dict[str, Any]:
    """The words and rules of a language, from its TOML file beside this module; ValueError for an unknown one."""
    folder = files(__package__)
    known = sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".toml"))
    if language not in known:
        raise ValueError(
            f"no dates are read in {language!r}; there are words and rules for {', '.join(known)}"
        )
    return tomllib.loads(folder.joinpath(f"{language}.toml").read_text(encoding="utf-8"))
