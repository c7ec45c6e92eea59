"""A small world that changes: articles with what is found in them, a reference, and the checks that judge them.

It is kept twice: in a store, and as plain data that the oracle is asked of.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import oracle
from bench import NOW, claim_of
from questions import Fact, List, Question, Stated
from sqlalchemy import Connection

from verify.checks.plan import Check, CompareWith, Comparing, Order, Plan, Selection, Tolerance, Unit
from verify.documents import Document, Prose
from verify.reference.load import load_reference
from verify.reference.records import ensure_keys, refresh_records
from verify.reference.vocabulary import read_vocabulary
from verify.store.ingest import write_document
from verify.verdicts import Outcome, Verdict
from verify.vocabulary import Property

ARTICLES = {"one": "Daily", "two": "Daily", "three": "Weekly"}
"""Articles and who publishes them."""

REVISIONS = ("first", "second")

# What may be found.


@dataclass(frozen=True)
class Found:
    """A claim that may be found in any article."""

    property: str
    asks: str | None
    said: Stated


def _dated(property: str, subject: str, *edtf: str) -> Iterator[Found]:
    return (Found(property, subject, Stated(date, date)) for date in edtf)


POOL: tuple[Found, ...] = (
    *_dated("concluded", "Lake Accord", "2015-07-14", "2015-07-20", "2015-07", "2010-01-01"),
    Found("concluded", "Lake Accord", Stated("XXXX-07-14", "2014-07-14")),
    Found("concluded", "Lake Accord", Stated("XXXX-07-14")),
    Found("concluded", "Lake Accord", Stated("2015-07-20", "2015-07-20", polarity="negated")),
    Found("concluded", "Lake Accord", Stated("2010-01-01", "2010-01-01", answer_known=False)),
    *_dated("concluded", "Sea Accord", "2014-03-09", "2014-03-12"),
    *_dated("signed", "Lake Accord", "2015-07-14", "2015-08-01", "2016"),
    Found("vote", "Lake Accord", Stated(answer="15-0-0")),
    Found("vote", "Lake Accord", Stated(answer="14-0-1")),
    Found("size", "Lake Accord", Stated(answer="5,000")),
    Found("size", "Lake Accord", Stated(answer="4,700")),
    Found("holds", "Minister", Stated(answer="Ana", as_of="2016-04-09")),
    Found("holds", "Minister", Stated(answer="Ben", as_of="2016-04-09")),
    Found("holds", "Minister", Stated(answer="Ben", as_of="../2019-04-09")),
    Found("holds", "Minister", Stated(answer="Dora", as_of="2016-04-09", answer_known=False)),
    Found("cited", "S/RES/7", Stated(as_of="2016-04-09")),
    Found("cited", "S/RES/7", Stated(as_of="2015-01-01")),
    Found("date", None, Stated("2016-03-09", "2016-03-09", weekday=3)),
    Found("date", None, Stated("2016-03-09", "2016-03-09", weekday=5)),
)

# What may be on record.

PROPERTIES = {
    "concluded": ("agreement", "date", "dated", "no", ""),
    "ended": ("agreement", "date", "dated", "no", ""),
    "signed": ("agreement", "date", "dated", "yes", ""),
    "party": ("agreement", "subject", "dated", "yes", ""),
    "vote": ("agreement", "text", "dated", "no", ""),
    "size": ("agreement", "number", "dated", "no", ""),
    "holds": ("office", "subject", "state", "no", ""),
    "cited": ("resolution", "existence", "dated", "no", "adopted"),
    "adopted": ("resolution", "date", "dated", "no", ""),
}
"""Of each property its kind, values, time, whether it has many, and what answers it."""

SUBJECTS = {
    "Lake Accord": "agreement",
    "Sea Accord": "agreement",
    "Minister": "office",
    "Ana": "person",
    "Ben": "person",
    "Iran": "state",
    "Chad": "state",
    "S/RES": "series",
    "S/RES/7": "resolution",
}


@dataclass(frozen=True)
class Slot:
    """A place in the reference that holds one of several facts, or none."""

    subject: str
    property: str
    facts: tuple[Fact, ...]


def _slot(subject: str, property: str, *values: str, disputed: bool = False) -> Slot:
    return Slot(subject, property, tuple(Fact(value, disputed=disputed) for value in values))


FACTS: dict[str, Slot] = {
    "lake/concluded": _slot("Lake Accord", "concluded", "2015-07-14", "2015-07-20"),
    "lake/concluded/2": Slot(
        "Lake Accord",
        "concluded",
        (
            Fact("2015-07-20", disputed=True),
            Fact("2015-07-14", disputed=True),
            Fact("2015", rank="preferred", disputed=True),
            Fact("2015-07-14", rank="deprecated"),
        ),
    ),
    "lake/ended": _slot("Lake Accord", "ended", "2015-07-17", "2016-01-01"),
    "lake/signed": _slot("Lake Accord", "signed", "2015-07-14"),
    "lake/signed/2": _slot("Lake Accord", "signed", "2015-08-01", "2015-09-01"),
    "lake/party": _slot("Lake Accord", "party", "Iran"),
    "lake/party/2": Slot("Lake Accord", "party", (Fact("Chad"), Fact("Chad", rank="preferred"))),
    "sea/party": _slot("Sea Accord", "party", "Iran"),
    "sea/concluded": _slot("Sea Accord", "concluded", "2014-03-09"),
    "lake/vote": _slot("Lake Accord", "vote", "15-0-0"),
    "lake/vote/2": _slot("Lake Accord", "vote", "15-0-0", "14-0-1", disputed=True),
    "lake/size": _slot("Lake Accord", "size", "4,987", "4,900"),
    "ana": Slot(
        "Minister",
        "holds",
        (Fact("Ana", valid_from="2013-02-01", valid_to="2016-12-31"), Fact("Ana", valid_from="2013-02-01")),
    ),
    "ben": Slot(
        "Minister",
        "holds",
        (
            Fact("Ben", disputed=True, valid_from="2017-01-01", valid_to="2018-12-31"),
            Fact("Ben", disputed=True, valid_from="2016-01-01", valid_to="2018-12-31"),
        ),
    ),
    "adopted": _slot("S/RES/7", "adopted", "2015-07-20", "2014-07-20"),
}

LISTS: dict[str, tuple[str, str, tuple[List, ...]]] = {
    "signed": (
        "Lake Accord",
        "signed",
        (List(), List("2016-01-01"), List(gaps=(("2016-05-01", "2016-06-01"),))),
    ),
    "ministers": (
        "Minister",
        "holds",
        (List("2013-01-01", "2018-12-31"), List(gaps=(("2016-04-01", "2016-04-30"),))),
    ),
    "resolutions": ("S/RES", "cited", (List("1", "20"), List("8", "20"))),
}

# What judges.

VERDICTS: dict[Outcome, Verdict | None] = {
    Outcome.AGREES: Verdict.SUPPORTED,
    Outcome.AGREES_WITHIN_ITS_PRECISION: None,
    Outcome.MORE_PRECISE_THAN_THE_RECORD: Verdict.NOT_ENOUGH_EVIDENCE,
    Outcome.DIFFERS: Verdict.REFUTED,
    Outcome.DIFFERS_AS_INFERRED: None,
    Outcome.TRUE_AT_ANOTHER_DATE: Verdict.REFUTED,
    Outcome.UNLISTED: None,
    Outcome.ABSENT_FROM_A_COMPLETE_LIST: Verdict.REFUTED,
    Outcome.SOURCES_CONFLICT: Verdict.CONFLICTING_EVIDENCE,
    Outcome.NO_RECORD: None,
    Outcome.NOT_COMPARABLE: None,
}
"""What a check means by outcomes: of some it says nothing, so that verdicts are taken back."""

REFERENCE = Comparing(CompareWith.REFERENCE)
GROUP = (("party", "Iran"),)


@dataclass(frozen=True)
class Rule:
    """A check, and the family of questions that the oracle is asked instead."""

    family: str
    property: str
    comparing: Comparing = REFERENCE
    recorded: tuple[tuple[str, str], ...] = ()
    subjects: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    answered_by: str = ""

    @property
    def answering(self) -> str:
        """The property whose facts answer."""
        return self.answered_by or self.property

    def asks(self) -> set[str]:
        """The properties that matter to it."""
        return {self.property, self.answering, *(name for name, _ in self.recorded)}

    def check(self, name: str) -> Check:
        """As the engine knows it."""
        kind = PROPERTIES[self.property][0] if self.property != "date" else "date"
        selection = Selection(
            kind, self.property, subjects=self.subjects, recorded=self.recorded, publishers=self.publishers
        )
        return Check(name, name, "world.feature", 1, "error", Plan(selection, self.comparing, VERDICTS))


RULES: dict[str, Rule] = {
    "conclusions": Rule("day", "concluded"),
    "signatures": Rule("days", "signed"),
    "votes": Rule("text", "vote"),
    "sizes": Rule(
        "number, per cent", "size", Comparing(CompareWith.REFERENCE, tolerance=Tolerance(5, Unit.PER_CENT))
    ),
    "ministers": Rule("state", "holds"),
    "citations": Rule("existence", "cited", answered_by="adopted"),
    "conclusions before the end": Rule(
        "before",
        "concluded",
        Comparing(CompareWith.REFERENCE, property="ended", order=Order.ON_OR_BEFORE),
        answered_by="ended",
    ),
    "conclusions in one article": Rule("day in its article", "concluded", Comparing(CompareWith.ITS_ARTICLE)),
    "conclusions in others": Rule(
        "day in others, about",
        "concluded",
        Comparing(CompareWith.OTHER_ARTICLES, tolerance=Tolerance(3, Unit.DAYS)),
    ),
    "signatures in others": Rule("days in others", "signed", Comparing(CompareWith.OTHER_ARTICLES)),
    "ministers in one article": Rule("state in its article", "holds", Comparing(CompareWith.ITS_ARTICLE)),
    "votes in one article": Rule("text in its article", "vote", Comparing(CompareWith.ITS_ARTICLE)),
    "conclusions of a group": Rule("day", "concluded", recorded=GROUP),
    "conclusions of a group in others": Rule(
        "day in others, about",
        "concluded",
        Comparing(CompareWith.OTHER_ARTICLES, tolerance=Tolerance(3, Unit.DAYS)),
        recorded=GROUP,
    ),
    "conclusions of the lake in the weekly": Rule(
        "day", "concluded", subjects=("Lake Accord",), publishers=("Weekly",)
    ),
    "weekdays": Rule("calendar", "date", Comparing(CompareWith.CALENDAR)),
}

# All of it.


@dataclass
class World:
    """What was found in each revision of each article, which revision stands, and what is on record."""

    latest: dict[str, str] = field(default_factory=dict)
    found: dict[tuple[str, str], frozenset[int]] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    lists: dict[str, List] = field(default_factory=dict)

    def record(self, code: str, entry: Fact | List | None) -> None:
        """Let a fact or a list be what it says, None striking it out."""
        self.facts.pop(code, None)
        self.lists.pop(code, None)
        if isinstance(entry, Fact):
            self.facts[code] = entry
        elif entry is not None:
            self.lists[code] = entry

    def standing(self) -> Iterator[tuple[str, int]]:
        """The claims that stand: article, place in the pool."""
        for article, revision in sorted(self.latest.items()):
            for place in sorted(self.found[article, revision]):
                yield article, place

    def expected(self, rule: Rule) -> dict[tuple[str, int], Outcome]:
        """What a check says of the claims that stand, by article and place, under the oracle."""
        asked: dict[str | None, list[tuple[str, int]]] = {}
        for article, place in self.standing():
            if POOL[place].property == rule.property:
                asked.setdefault(POOL[place].asks, []).append((article, place))
        said: dict[tuple[str, int], Outcome] = {}
        for subject, claims in asked.items():
            question = self._question(rule, subject, claims)
            for number, claim in enumerate(claims):
                outcome = oracle.outcome(question, number)
                if outcome is not None and VERDICTS[outcome] and self._selected(rule, subject, claim[0]):
                    said[claim] = outcome
        return said

    def _question(self, rule: Rule, subject: str | None, claims: list[tuple[str, int]]) -> Question:
        names = list(ARTICLES)
        return Question(
            rule.family,
            tuple(replace(POOL[place].said, article=names.index(article)) for article, place in claims),
            tuple(self._on_record(subject, rule.answering)),
            self._list(subject, rule.property),
        )

    def _on_record(self, subject: str | None, property: str) -> Iterator[Fact]:
        for code, fact in sorted(self.facts.items()):
            if (FACTS[code].subject, FACTS[code].property) == (subject, property):
                yield fact

    def _list(self, subject: str | None, property: str) -> List | None:
        series = subject.rpartition("/")[0] if subject and property == "cited" else subject
        for code, listed in self.lists.items():
            if LISTS[code][:2] == (series, property):
                return listed
        return None

    def _selected(self, rule: Rule, subject: str | None, article: str) -> bool:
        recorded = all(
            value
            in {
                fact.value
                for fact in oracle.standing(Question("texts", (), tuple(self._on_record(subject, name))))
            }
            for name, value in rule.recorded
        )
        of_subject = not rule.subjects or subject in rule.subjects
        return recorded and of_subject and (not rule.publishers or ARTICLES[article] in rule.publishers)

    def write_reference(self, folder: Path) -> None:
        """The reference as tables."""
        folder.mkdir(exist_ok=True)
        _write(folder, "properties", "property,kind,value,time,many,answered_by,phrases,note", [
            (name, *described, "", "") for name, described in PROPERTIES.items()
        ])  # fmt: skip
        _write(folder, "subjects", "subject,kind,note", [(name, kind, "") for name, kind in SUBJECTS.items()])
        _write(
            folder, "sources", "source,title,publisher,url,kind,accessed", [("s", "S", "P", "", "book", "")]
        )
        _write(
            folder,
            "facts",
            "fact,subject,property,scope,value,valid_from,valid_to,rank,disputed,sources,note",
            [
                (code, FACTS[code].subject, FACTS[code].property, "", fact.value, fact.valid_from or "",
                 fact.valid_to or "", fact.rank, "yes" if fact.disputed else "", "s", "")
                for code, fact in sorted(self.facts.items())
            ],
        )  # fmt: skip
        _write(folder, "lists", "list,subject,property,from,to,gaps,source,note", [
            (code, *LISTS[code][:2], listed.first or "", listed.last or "",
             "|".join("/".join(gap) for gap in listed.gaps), "s", "")
            for code, listed in sorted(self.lists.items())
        ])  # fmt: skip


def _write(folder: Path, name: str, header: str, rows: list[tuple[str, ...]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])


def load(connection: Connection, folder: Path) -> dict[str, Property]:
    """Load the tables of a folder; gives the properties they describe."""
    load_reference(connection, folder, actor="Ana", now=NOW)
    return dict(read_vocabulary(folder).properties)


def extract(connection: Connection, article: str, revision: str, places: frozenset[int]) -> None:
    """Store a revision of an article as the one that stands, with what was found in it."""
    document = Document(article, article, revision, Prose(revision), publisher=ARTICLES[article])
    claims = [
        claim_of(place, POOL[place].said, _kind(POOL[place]), POOL[place].property, POOL[place].asks)
        for place in sorted(places)
    ]
    write_document(connection, document, claims, extractor="world 1", vocabulary="0", now=NOW)
    refresh_records(connection)


def _kind(found: Found) -> str:
    return "date" if found.asks is None else PROPERTIES[found.property][0]


def make_ready(connection: Connection, checks: Iterable[Check]) -> None:
    """Ask of the reference what checks ask beside what claims ask."""
    ensure_keys(connection, [pair for check in checks for pair in check.plan.looked_up()])
