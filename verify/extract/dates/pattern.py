"""The little language that rules are written in, compiled to regular expressions over class codes.

A text is a row of pieces (words, numbers, signs, white space), each with a class; every class is one
character. A pattern is a row of class names: `MONTH:month DAY:day COMMA? YEAR:year`. Between two names white
space may stand, except after `~`. `:slot` keeps the piece, `?`, `*` and `+` repeat, `( | )` groups and chooses,
`{macro}` inserts another pattern, `<` and `>` mark where the expression begins and ends. Repetition is bounded
and what is repeated begins with a separator, so that a text takes time in proportion to its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

GAP = "[ \n]?"
"""Optional white space between two pieces: on one line, or over one line break."""

LONGEST_ROW = 40
"""How often `*` and `+` repeat at most, so that a row of any length is read in time proportional to it."""

_TOKEN = re.compile(r"\s*(?:(?P<name>[A-Za-z_][A-Za-z_0-9]*)(?::(?P<slot>\w+))?|(?P<sign>[()|?*+~<>]))")
_MACRO = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: `slots[i]` names group i + 1 of the expression, `firsts` hold its first codes."""

    expression: re.Pattern[str]
    slots: tuple[str, ...]
    firsts: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Node:
    source: str
    firsts: frozenset[str]
    nullable: bool


class PatternError(ValueError):
    """A rule that cannot be read; the message quotes the place."""


class _Compiler:
    def __init__(self, source: str, codes_of: Callable[[str], str]) -> None:
        self.source = source
        self.codes_of = codes_of
        self.tokens = self._split(source)
        self.position = 0
        self.slots: list[str] = []
        self.joined = False

    @staticmethod
    def _split(source: str) -> list[tuple[str, str]]:
        tokens: list[tuple[str, str]] = []
        place = 0
        stripped = source.rstrip()
        while place < len(stripped):
            match = _TOKEN.match(stripped, place)
            if match is None:
                raise PatternError(f"cannot read {stripped[place:]!r} in pattern {source!r}")
            tokens.append((match["sign"] or match["name"], match["slot"] or ""))
            place = match.end()
        return tokens

    def peek(self) -> str:
        return self.tokens[self.position][0] if self.position < len(self.tokens) else ""

    def choice(self) -> _Node:
        joined = self.joined
        nodes = [self.sequence()]
        while self.peek() == "|":
            self.position += 1
            self.joined = joined
            nodes.append(self.sequence())
        if len(nodes) == 1:
            return nodes[0]
        return _Node(
            "(?:" + "|".join(node.source for node in nodes) + ")",
            frozenset().union(*(node.firsts for node in nodes)),
            any(node.nullable for node in nodes),
        )

    def sequence(self) -> _Node:
        sources: list[str] = []
        firsts: frozenset[str] = frozenset()
        nullable = True
        while self.peek() not in ("", ")", "|"):
            if self.peek() == "~":
                self.position += 1
                self.joined = True
                continue
            if self.peek() in "<>":
                # White space before the mark is not of the expression.
                sources.append(f"{GAP}()" if self.peek() == "<" else "()")
                self.slots.append(self.peek())
                self.joined = self.peek() == "<"
                self.position += 1
                continue
            node = self.repeated()
            sources.append(node.source)
            if nullable:
                firsts |= node.firsts
            nullable = nullable and node.nullable
        return _Node("".join(sources), firsts, nullable)

    def repeated(self) -> _Node:
        node = self.element()
        sign = self.peek()
        if sign in ("?", "*", "+") and sign:
            self.position += 1
            count = {"?": "?", "*": f"{{0,{LONGEST_ROW}}}", "+": f"{{1,{LONGEST_ROW}}}"}[sign]
            return _Node(f"(?:{node.source}){count}", node.firsts, node.nullable or sign != "+")
        return node

    def element(self) -> _Node:
        token, slot = self.tokens[self.position]
        self.position += 1
        if token == "(":
            node = self.choice()
            if self.peek() != ")":
                raise PatternError(f"a parenthesis is not closed in pattern {self.source!r}")
            self.position += 1
            return node
        if not token[0].isalpha():
            raise PatternError(f"{token!r} is out of place in pattern {self.source!r}")
        gap = "" if self.joined else GAP
        self.joined = False
        codes = self.codes_of(token)
        source = "[" + re.escape(codes) + "]"
        if slot:
            self.slots.append(slot)
            source = f"({source})"
        return _Node(gap + source, frozenset(codes), False)


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """Replace each `{name}` by its macro in parentheses; macros may use macros."""
    for _ in range(8):
        expanded = _MACRO.sub(lambda match: f"({macros[match[1]]})", pattern)
        if expanded == pattern:
            return pattern
        pattern = expanded
    raise PatternError(f"macros nest too deeply in pattern {pattern!r}")


def compile_pattern(
    pattern: str,
    codes_of: Callable[[str], str],
    *,
    after: str = "",
    not_after: str = "",
    before: str = "",
    not_before: str = "",
) -> Pattern:
    """Compile a pattern; the four guards are class names, for the neighbouring piece ("~NAME": joined to it).

    `codes_of` gives the class codes of a name. Raises PatternError for a pattern that cannot be read.
    """
    compiler = _Compiler(pattern, codes_of)
    node = compiler.choice()
    if compiler.position != len(compiler.tokens) or node.nullable:
        raise PatternError(f"pattern {pattern!r} has a loose end or can match nothing")
    source = node.source
    joined, apart = _guard(not_after, codes_of)
    if joined:
        source = f"(?<!{joined})" + source
    if apart:
        source = f"(?<!{apart}[ \n])" + source
    joined, apart = _guard(after, codes_of)
    if joined:
        source = (f"(?:(?<={joined})|(?<={apart}[ \n]))" if apart else f"(?<={joined})") + source
    joined, apart = _guard(not_before, codes_of)
    if joined:
        source += f"(?!{joined})"
    if apart:
        source += f"(?!{GAP}{apart})"
    if before:
        source += f"(?={GAP}{_guard(before, codes_of)[0]})"
    return Pattern(re.compile(source), tuple(compiler.slots), node.firsts)


def _guard(names: str, codes_of: Callable[[str], str]) -> tuple[str, str]:
    """Character sets of a guard: its classes for a joined piece, and those for one with a gap between."""
    joined = "".join(codes_of(name.lstrip("~")) for name in names.split())
    apart = "".join(codes_of(name) for name in names.split() if not name.startswith("~"))
    return (f"[{re.escape(joined)}]" if joined else "", f"[{re.escape(apart)}]" if apart else "")
