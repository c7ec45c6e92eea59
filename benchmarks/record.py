"""What is on record in the benchmark: five thousand facts of every kind, and a workspace of ten checks to use them."""

from __future__ import annotations

import csv
import datetime
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

AGREEMENTS, SIGNED, RESOLUTIONS, VOTED, EVENTS, OFFICES, HOLDERS = 1000, 598, 1400, 500, 600, 90, 8

SEVERAL = 12
"""Every how-many-eth agreement or event has two recorded dates, as in the starter reference; so have signatures."""

TOUCHED = {10: "Agreement 996", 100: "Agreement 997", 1_000: "Agreement 998", 10_000: "Agreement 999"}
"""Agreements about which just so many claims are made, for a fact to be corrected."""

PROPERTIES = (
    ("concluded", "agreement", "date", "dated", "no", ""),
    ("signed", "agreement", "date", "dated", "yes", ""),
    ("adopted", "resolution", "date", "dated", "no", ""),
    ("cited", "resolution", "existence", "dated", "no", "adopted"),
    ("vote", "resolution", "text", "dated", "no", ""),
    ("occurred", "event", "date", "dated", "yes", ""),
    ("holds", "office", "subject", "state", "no", ""),
)
"""Name, kind, value, time, many and answered_by of every property."""

_DATES = (
    'a claim that agrees is "supported"',
    'a claim that agrees within its precision is "supported"',
    'a claim that differs is "refuted"',
    'a claim that meets sources that conflict is "conflicting evidence"',
)
_TERMS = (*_DATES, 'a claim that was true at another date is "refuted"')
_LISTED = (_DATES[0], 'a claim that is absent from a complete list is "refuted"')
_WORDS = (_DATES[0], _DATES[2])

Scenarios: TypeAlias = list[tuple[str, tuple[str, ...], tuple[str, ...]]]
"""Of each scenario its title, what is behind Given, and what is behind Then."""

CHECKS: dict[str, Scenarios] = {
    "agreements": [
        ("Concluded, in articles before 2015",
         ('claims about when an agreement was "concluded"',
          "the article is published between 2010-01-01 and 2014-12-31"), _DATES),
        ("Concluded, in articles since 2015",
         ('claims about when an agreement was "concluded"',
          "the article is published between 2015-01-01 and 2019-12-31"), _DATES),
        ("Signed", ('claims about when an agreement was "signed"',), _DATES),
    ],
    "calendar": [("Weekdays", ("dates that name a weekday",), _WORDS)],
    "events": [("Occurred", ("claims about when an event occurred",), _DATES)],
    "house": [
        ("What others say of one agreement",
         ('claims about when an agreement was "concluded"', 'the subject is "Agreement 1"',
          'the article is published by "Daily 1"', "the claim is attributed to someone"), _DATES),
    ],
    "offices": [("Holders", ("claims about who holds an office",), _TERMS)],
    "resolutions": [
        ("Adopted", ('claims about when a resolution was "adopted"',), _DATES),
        ("Cited", ("claims that cite a resolution",), _LISTED),
        ("Votes", ('claims of the kind "resolution" about "vote"',), _WORDS),
    ],
}  # fmt: skip
"""The ten checks, by file."""


@dataclass(slots=True)
class Record:
    """The facts by property and subject: day numbers, texts, or holders with their first and last day."""

    days: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    votes: dict[str, str] = field(default_factory=dict)
    holders: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)

    def subjects(self) -> dict[str, str]:
        """Every subject with its kind."""
        named = dict.fromkeys(self.days["concluded"], "agreement")
        named |= dict.fromkeys(self.days.get("adopted", ()), "resolution")
        named |= dict.fromkeys(self.days.get("occurred", ()), "event") | {"S/RES": "series"}
        for office, terms in self.holders.items():
            named |= {office: "office"} | {person: "person" for person, _, _ in terms}
        return named


def make_record() -> Record:
    """The same record every time."""
    rng = random.Random(2231)

    def days(number: int) -> list[int]:
        return [rng.randint(720_000, 738_000) for _ in range(number)]

    record = Record()

    def dated(kind: str, number: int) -> dict[str, list[int]]:
        return {f"{kind} {each}": days(1 if (each + 1) % SEVERAL else 2) for each in range(1, number + 1)}

    record.days["concluded"] = dated("Agreement", AGREEMENTS)
    record.days["signed"] = dated("Agreement", SIGNED)
    record.days["adopted"] = {f"S/RES/{number}": days(1) for number in range(1, RESOLUTIONS + 1)}
    record.days["occurred"] = dated("Event", EVENTS)
    record.votes = {f"S/RES/{number}": f"{15 - number % 5}-0-{number % 5}" for number in range(1, VOTED + 1)}
    for number in range(1, OFFICES + 1):
        start, terms = 726_500 + number, []
        for holder in range(1, HOLDERS + 1):
            terms.append((f"Person {number}.{holder}", start, start + 1399))
            start += 1400
        record.holders[f"Office {number}"] = terms
    return record


def write_workspace(
    folder: Path, record: Record, *, corrected: str | None = None, checks: Mapping[str, Scenarios] = CHECKS
) -> Path:
    """Write settings, checks and reference into a folder; the date of the `corrected` agreement is a day later."""
    features, area = folder / "features" / "checks", folder / "reference" / "benchmark"
    features.mkdir(parents=True)
    area.mkdir(parents=True)
    (folder / "verify.toml").write_text('articles = []\nactor = "benchmark"\n', encoding="utf-8")
    for stem, scenarios in checks.items():
        text = f"Feature: {stem.capitalize()}\n" + "".join(_scenario(*each) for each in scenarios)
        (features / f"{stem}.feature").write_text(text, encoding="utf-8")
    properties = ((*described, "", "") for described in PROPERTIES)
    _write(area, "properties", "property,kind,value,time,many,answered_by,phrases,note", properties)
    _write(area, "subjects", "subject,kind,note", ((*each, "") for each in record.subjects().items()))
    header = "fact,subject,property,scope,value,valid_from,valid_to,rank,disputed,sources,note"
    _write(area, "facts", header, _facts(record, corrected))
    _write(area, "lists", "list,subject,property,from,to,gaps,source,note", _lists(record))
    source = [("register", "Register", "Registrar", "https://example.org", "register", "")]
    _write(area, "sources", "source,title,publisher,url,kind,accessed", source)
    return folder


def _scenario(title: str, given: tuple[str, ...], then: tuple[str, ...]) -> str:
    beside = "calendar" if title == "Weekdays" else "reference"
    steps = [
        *(f"{'And' if place else 'Given'} {step}" for place, step in enumerate(given)),
        f"When each is compared with the {beside}",
        *(f"{'And' if place else 'Then'} {step}" for place, step in enumerate(then)),
        'And any other claim is "not enough evidence"',
    ]
    return f"\n  Scenario: {title}\n" + "".join(f"    {step}\n" for step in steps)


def _write(area: Path, name: str, header: str, rows: Iterable[Sequence[str]]) -> None:
    with (area / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([header.split(","), *rows])


def _facts(record: Record, corrected: str | None) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for name, known in record.days.items():
        for subject, days in known.items():
            later = int(name == "concluded" and subject == corrected)
            disputed = "yes" if name == "concluded" and len(days) > 1 else ""
            rows += [_fact(subject, name, date(day + later), disputed=disputed) for day in days]
    rows += [_fact(subject, "vote", vote) for subject, vote in record.votes.items()]
    for office, terms in record.holders.items():
        rows += [_fact(office, "holds", person, date(first), date(last)) for person, first, last in terms]
    return [(f"fact {number}", *row) for number, row in enumerate(rows, 1)]


def _fact(
    subject: str, name: str, value: str, first: str = "", last: str = "", *, disputed: str = ""
) -> tuple[str, ...]:
    return subject, name, "", value, first, last, "normal", disputed, "register", ""


def _lists(record: Record) -> list[tuple[str, ...]]:
    """All resolutions are on record, and every other agreement's signatures."""
    whole = [("all", "S/RES", "cited", "1", str(RESOLUTIONS), "", "register", "")]
    return whole + [
        (f"list of {subject}", subject, "signed", "", "", "", "register", "")
        for subject in list(record.days.get("signed", ()))[::2]
    ]


def date(day: int) -> str:
    """A day number as EDTF."""
    return datetime.date.fromordinal(day).isoformat()
