"""What `verify-decisions.ndjson` says: decisions and waivers, one JSON object a line, committed beside the articles.

A claim is known by its fingerprint, so a line holds in every store; `article` and `quote` are for people only.
"""

from __future__ import annotations

import datetime
import difflib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from verify.display import json_safe
from verify.errors import VerifyError
from verify.file_errors import unreadable
from verify.review.shapes import SIDES
from verify.values import parse_day
from verify.verdicts import VERDICT_OF, Verdict

LONGEST_LINE = 65_536
"""Bytes of a line at most, its end included."""

EXAMPLES = {
    "claim": "5e0f…",
    "article": "articles/draft.md",
    "quote": "July 4, 2015",
    "reason": "awaiting the archive's answer",
    "verdict": "supported",
    "side": "reference",
    "note": "the record has the wrong day",
    "owner": "Ana",
    "expires": "2026-12-31",
    "at": "2026-11-20T12:00:00Z",
}
"""What can stand under each key, as errors suggest it."""

_KEYS = {
    "waiver": ("claim", "article", "quote", "reason", "owner", "expires"),
    "decision": ("claim", "article", "quote", "verdict", "side", "note", "owner", "at"),
}
_OPTIONAL = frozenset({"article", "quote", "side", "note"})

_FINGERPRINT = re.compile("[0-9a-f]{64}")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?Z"
)
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_CONFLICT = re.compile("<{7}|={7}|>{7}|\\|{7}")


@dataclass(frozen=True, slots=True)
class Waiver:
    """That a refuted claim fails nothing until a day, that day included. `claim` is a fingerprint."""

    claim: str
    reason: str
    owner: str
    expires: datetime.date
    article: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person concluded of a claim. `claim` is a fingerprint, `at` a UTC moment (ISO 8601 ending in Z)."""

    claim: str
    verdict: Verdict
    owner: str
    at: str
    side: str | None = None
    note: str = ""
    article: str = ""
    quote: str = ""


Entry: TypeAlias = Waiver | Decision


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: its number, from 1, its text with its end, and what it says."""

    number: int
    text: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Committed:
    """A file as it was read: its name as shown, and its lines. A claim has one waiver and one decision at most."""

    file: str
    lines: tuple[Line, ...] = ()

    def waivers(self) -> dict[str, tuple[int, Waiver]]:
        """The waivers with their lines' numbers, by claim."""
        return {
            line.entry.claim: (line.number, line.entry)
            for line in self.lines
            if isinstance(line.entry, Waiver)
        }

    def decisions(self) -> dict[str, tuple[int, Decision]]:
        """The decisions with their lines' numbers, by claim."""
        return {
            line.entry.claim: (line.number, line.entry)
            for line in self.lines
            if isinstance(line.entry, Decision)
        }


def kind_of(entry: Entry) -> str:
    """What the file calls an entry: "waiver" or "decision"."""
    return "waiver" if isinstance(entry, Waiver) else "decision"


def order_of(entry: Entry) -> tuple[str, str, str]:
    """What the file is sorted by, so that lines of different articles merge: article, claim, kind."""
    return entry.article, entry.claim, kind_of(entry)


def canonical(entries: Iterable[Entry]) -> str:
    """The text of a file that says this and no more; reading it and writing it again is no change."""
    return "".join(map(canonical_line, sorted(entries, key=order_of)))


def canonical_line(entry: Entry) -> str:
    """An entry as a line, its end included. Keys that say nothing are left out."""
    said: dict[str, str] = {"type": kind_of(entry)}
    for key in _KEYS[kind_of(entry)]:
        value = getattr(entry, key)
        if value not in ("", None):
            said[key] = value.label if isinstance(value, Verdict) else str(value)
    return json_safe(json.dumps(said, ensure_ascii=False, separators=(",", ":"))) + "\n"


def read_committed(path: Path, shown: str) -> Committed:
    """Read a file, shown under a name in errors; one that does not exist says nothing.

    Raises VerifyError where it cannot be read, or a line is not exactly a waiver or a decision.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Committed(shown)
    except OSError as error:
        hint = "Check its permissions, or mend 'decisions' in verify.toml."
        raise unreadable(error, shown, hint=hint) from None
    return parse_committed(content, shown)


def parse_committed(content: bytes, shown: str) -> Committed:
    """Understand the bytes of a file, shown under a name in errors. Raises VerifyError."""
    if content.startswith(b"\xef\xbb\xbf"):
        _refuse(f"{shown}:1", "the file begins with a byte order mark.", "Save it as UTF-8 without one.")
    lines: list[Line] = []
    first: dict[tuple[str, str], int] = {}
    for number, written in enumerate(re.findall(rb"[^\n]*\n|[^\n]+", content), 1):
        place = f"{shown}:{number}"
        text = _text(written, place)
        entry = _entry(_object(text, place), place)
        known = first.setdefault((kind_of(entry), entry.claim), number)
        if known != number:
            _refuse(
                place,
                f"line {known} is a {kind_of(entry)} of this claim already.",
                "Keep one of the two lines.",
            )
        lines.append(Line(number, text, entry))
    return Committed(shown, tuple(lines))


def _refuse(place: str, message: str, hint: str) -> NoReturn:
    raise VerifyError(message, place=place, hint=hint) from None


def _text(written: bytes, place: str) -> str:
    if not written.strip():
        _refuse(place, "the line is blank.", "Remove it.")
    if len(written) > LONGEST_LINE:
        _refuse(place, f"the line is longer than {LONGEST_LINE:,} bytes.", "Shorten its reason or note.")
    try:
        return written.decode()
    except UnicodeDecodeError as error:
        byte = f"byte 0x{written[error.start]:02X} at offset {error.start} is not UTF-8."
        _refuse(place, byte, "Save the file as UTF-8.")


def _object(text: str, place: str) -> dict[str, str]:
    """The keys of a line and the texts under them."""
    if _CONFLICT.match(text):
        _refuse(
            place,
            "git left a conflict here.",
            "Keep the lines of both sides, and remove those of git's marks.",
        )
    try:
        pairs = json.loads(text, object_pairs_hook=_Pairs)
    except json.JSONDecodeError as error:
        column = min(error.colno, len(text.rstrip()) + 1)
        _refuse(f"{place}:{column}", f"the line is not JSON: {error.msg}.", _pattern("waiver"))
    except (ValueError, RecursionError):
        _refuse(place, "the line is not JSON that can be read.", _pattern("waiver"))
    if not isinstance(pairs, _Pairs):
        _refuse(place, "the line is not a JSON object.", _pattern("waiver"))
    said: dict[str, str] = {}
    for key, value in pairs:
        if key in said:
            _refuse(place, f'"{key}" stands twice.', "Keep one of them.")
        if not isinstance(value, str):
            _refuse(place, f'"{key}" is not a text.', _suggestion(key))
        if _HALF_PAIR.search(key + value):
            _refuse(place, f'"{key}" holds half a surrogate pair.', "Write the character itself.")
        said[key] = value
    return said


class _Pairs(list[tuple[str, Any]]):
    """The keys and values of a JSON object as they stand, doubled ones too."""


def _entry(said: dict[str, str], place: str) -> Entry:
    kind = said.pop("type", None)
    if kind not in _KEYS:
        what = 'there is no "type".' if kind is None else f'"type" is {kind!r}.'
        _refuse(place, what, 'Write "type":"waiver" or "type":"decision".')
    for key in said:
        if key not in _KEYS[kind]:
            near = difflib.get_close_matches(key, _KEYS[kind], 1)
            hint = f'Write "{near[0]}".' if near else f"Its keys are: {', '.join(_KEYS[kind])}."
            _refuse(place, f"a {kind} has no {key!r}.", hint)
    for key in _KEYS[kind]:
        if key in _OPTIONAL:
            if said.get(key) == "":
                _refuse(place, f'"{key}" is empty.', "Leave it out.")
        elif key not in said:
            _refuse(place, f'the {kind} has no "{key}".', _suggestion(key))
        elif not said[key].strip():
            _refuse(place, f'"{key}" is empty.', _suggestion(key))
    if _FINGERPRINT.fullmatch(said["claim"]) is None:
        _refuse(
            place,
            '"claim" is not a fingerprint.',
            "It has 64 digits and letters from a to f: 'verify queue waive' and 'verify queue export' write it.",
        )
    return _waiver(said, place) if kind == "waiver" else _decision(said, place)


def _waiver(said: dict[str, str], place: str) -> Waiver:
    return Waiver(
        claim=said["claim"],
        reason=said["reason"],
        owner=said["owner"],
        expires=_day(said["expires"], "expires", place),
        article=said.get("article", ""),
        quote=said.get("quote", ""),
    )


def _decision(said: dict[str, str], place: str) -> Decision:
    for key, known in (("verdict", VERDICT_OF), ("side", SIDES)):
        if key in said and said[key] not in known:
            _refuse(place, f'"{key}" is {said[key]!r}.', f"It can be: {', '.join(known)}.")
    moment = _MOMENT.fullmatch(said["at"])
    if moment is None:
        _refuse(place, f'"at" is {said["at"]!r}, which is no moment in UTC.', _suggestion("at"))
    _day(moment[1], "at", place)
    return Decision(
        claim=said["claim"],
        verdict=VERDICT_OF[said["verdict"]],
        owner=said["owner"],
        at=said["at"],
        side=said.get("side"),
        note=said.get("note", ""),
        article=said.get("article", ""),
        quote=said.get("quote", ""),
    )


def _day(text: str, key: str, place: str) -> datetime.date:
    try:
        return datetime.date.fromordinal(parse_day(text))
    except ValueError as error:
        _refuse(place, f'"{key}" is no day: {error}.', _suggestion(key))


def _suggestion(key: str) -> str:
    return (
        f'Write it so: "{key}":"{EXAMPLES[key]}".' if key in EXAMPLES else "Put it in quotes, or remove it."
    )


def _pattern(kind: str) -> str:
    said = {"type": kind} | {key: EXAMPLES[key] for key in _KEYS[kind]}
    return f"Write it so: {json.dumps(said, ensure_ascii=False, separators=(',', ':'))}"
