"""Whatever happens between runs, judging what is new comes to the same as judging everything at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bench import NOW
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from questions import Fact, List
from sqlalchemy import Connection, select
from world import ARTICLES, FACTS, LISTS, POOL, REVISIONS, RULES, VERDICTS, World, extract, load, make_ready

from verify.checks.compiling import Window, verdicts
from verify.checks.flips import turned_over
from verify.checks.ledger import judgement_of
from verify.checks.plan import Check
from verify.checks.replay import replay
from verify.checks.run import run_checks
from verify.store.engine import Store, connect
from verify.store.schema import METADATA
from verify.store.status import misprojected
from verify.verdicts import Outcome, Verdict
from verify.vocabulary import Property

T = METADATA.tables

Row = tuple[Any, ...]
"""Record, fact, peer, outcome, verdict: what a verdict says and rests on."""

Said = dict[int, Row]
"""What a check says of claims (their rows); of what it took back, or never said, nothing."""

Standing = dict[int, tuple[str, int]]
"""The claims that stand: of each row its article and its place in the pool."""

# What happens, as data.


@dataclass(frozen=True)
class Read:
    """An article is read, in a new revision or an old one, and these places of the pool are found in it."""

    article: str
    revision: str
    places: frozenset[int]


@dataclass(frozen=True)
class Record:
    """A fact or a list is recorded, corrected, deprecated or struck out."""

    code: str
    entry: Fact | List | None


@dataclass(frozen=True)
class Run:
    """Checks run, on what is new or on everything; one of them may be left out."""

    whole: bool = False
    absent: int | None = None


@dataclass(frozen=True)
class Script:
    """Checks, and what happens from one run to the next."""

    rules: tuple[str, ...]
    steps: tuple[Read | Record | Run, ...]


GROUPS = {name for name, rule in RULES.items() if rule.recorded}
OF_CONCLUSIONS = {name for name, rule in RULES.items() if rule.property == "concluded"}
THEMES = (OF_CONCLUSIONS, GROUPS, OF_CONCLUSIONS - GROUPS, RULES.keys() - OF_CONCLUSIONS)
"""Checks that look at the same claims and facts, so that what changes matters to several."""


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    """Some checks of one theme; of all that may be found or recorded, only what matters to them comes up."""
    theme = draw(st.sampled_from([sorted(theme) for theme in THEMES]))
    names = sorted(draw(st.sets(st.sampled_from(theme), min_size=2, max_size=4)))
    matter = {property for name in names for property in RULES[name].asks()}
    places = [place for place, found in enumerate(POOL) if found.property in matter]
    entries = {code: slot.facts for code, slot in FACTS.items() if slot.property in matter}
    lists = {code: variants for code, (_, property, variants) in LISTS.items() if property in matter}
    found = st.frozensets(st.sampled_from(places), min_size=min(3, len(places)), max_size=8)
    reads = [st.builds(Read, st.just(article), st.sampled_from(REVISIONS), found) for article in ARTICLES]
    records = [
        st.builds(Record, st.just(code), st.sampled_from([*variants, *variants, None]))
        for code, variants in sorted({**entries, **lists}.items())
    ]
    runs = st.builds(Run, st.booleans(), st.sampled_from([None, None, 0, 1]))
    first = [draw(each) for each in (*records, *reads)]
    change = st.one_of(*reads, *records) if records else st.one_of(*reads)
    later = draw(st.lists(st.tuples(st.lists(change, min_size=1, max_size=3), runs), min_size=3, max_size=6))
    return Script(
        tuple(names), (*first, Run(), *(step for changes, run in later for step in (*changes, run)), Run())
    )


# Where it happens.


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Store):
    """A store all of whose transactions are one, which somebody else ends."""

    connection: Connection

    @contextmanager
    def writing(self, *, lasting: bool = True, much: bool = False) -> Iterator[Connection]:
        yield self.connection


class Newsroom:
    """Articles and the reference change, and checks run in between; the oracle watches."""

    def __init__(self, store: Store, connection: Connection, folder: Path, rules: Iterable[str]) -> None:
        self.held = Held(store.engine, store.name, connection=connection)
        self.connection, self.folder = connection, folder
        self.world = World()
        self.checks = [RULES[name].check(name) for name in rules]
        self.properties = self.load()
        self.runs = 0

    def load(self) -> dict[str, Property]:
        self.world.write_reference(self.folder)
        return load(self.connection, self.folder)

    def happens(self, step: Read | Record | Run) -> None:
        """Let a step happen."""
        if isinstance(step, Run):
            self.judge([check for place, check in enumerate(self.checks) if place != step.absent], step.whole)
        elif isinstance(step, Record):
            self.world.record(step.code, step.entry)
            self.load()
        else:
            self.world.latest[step.article] = step.revision
            self.world.found[step.article, step.revision] = step.places
            extract(self.connection, step.article, step.revision, step.places)

    def judge(self, checks: Sequence[Check], whole: bool) -> None:
        """Run checks; what they write is what changed, and what they say is what the oracle finds."""
        make_ready(self.connection, checks)
        before, stood = _latest(self.connection), _statuses(self.connection)
        run = run_checks(
            self.held, checks, self.properties, actor="Ana", software="test", clock=lambda: NOW, whole=whole
        )
        self.runs += 1
        assert (run.run_id, run.complete) == (self.runs, True)
        stands = _statuses(self.connection)
        turned = [
            claim
            for claim in _standing(self.connection)
            if claim in stood and stood[claim] != stands.get(claim)
        ]
        assert turned_over(self.connection, run.run_id) == len(turned)
        now, written, standing = _latest(self.connection), self.written(), _standing(self.connection)
        for check in checks:
            at_once = _at_once(self.connection, check, self.properties)
            changed = _changed(check, before.get(check.name, {}), at_once, standing)
            assert written.get(check.name, set()) == changed, f"{check.name} writes what changed"
            self.compare(check, now.get(check.name, {}), at_once, standing)

    def compare(self, check: Check, latest: Said, at_once: Said, standing: Standing) -> None:
        """The latest verdicts on claims that stand are what the oracle finds, and what judging at once does."""
        expected = self.world.expected(RULES[check.name])
        for claim, (article, place) in standing.items():
            row = latest.get(claim)
            found = (Outcome(row[3]), Verdict(row[4])) if row is not None else None
            outcome = expected.get((article, place))
            meant = (outcome, VERDICTS[outcome]) if outcome is not None else None
            assert found == meant, f"{check.name}: {POOL[place]} of {article}"
            assert row == at_once.get(claim), f"{check.name}: the evidence on {POOL[place]} of {article}"

    def written(self) -> dict[str, set[int]]:
        """The claims of which each check wrote something in the last run."""
        written: dict[str, set[int]] = {}
        for row in _verdicts(self.connection):
            if row.run_id == self.runs:
                written.setdefault(row.name, set()).add(row.claim_id)
        return written

    def came_to_the_same(self, connection: Connection) -> None:
        """An empty store that comes to the same state in one step says the same."""
        fresh = Newsroom(self.held, connection, self.folder, [check.name for check in self.checks])
        fresh.world = self.world
        fresh.properties = fresh.load()
        for article, revision in sorted(self.world.latest.items()):
            extract(connection, article, revision, self.world.found[article, revision])
        fresh.judge(fresh.checks, whole=False)
        assert _conclusions(self.connection) == _conclusions(connection)

    def can_be_replayed(self) -> None:
        """Every run comes out again byte for byte, and the status is what verdicts make of it."""
        for run in range(1, self.runs + 1):
            parts = replay(self.connection, run)
            assert parts is not None
            assert [part for part in parts if not part.is_whole] == [], f"run {run}"
        assert misprojected(self.connection) == 0


def _verdicts(connection: Connection) -> list[Any]:
    verdict, check = T["verdict"], T["check"]
    query = select(verdict, check.c.name).join(check, check.c.id == verdict.c.check_id)
    return list(connection.execute(query.order_by(verdict.c.run_id)))


def _row(row: Any) -> Row:
    return (row.record_id, row.fact_id, row.peer_id, row.outcome, row.verdict)


def _latest(connection: Connection) -> dict[str, Said]:
    """What each check says last."""
    said: dict[str, Said] = {}
    for row in _verdicts(connection):
        said.setdefault(row.name, {})[row.claim_id] = _row(row)
    return {
        name: {claim: row for claim, row in rows.items() if row[-1] is not None}
        for name, rows in said.items()
    }


def _at_once(connection: Connection, check: Check, properties: dict[str, Property]) -> Said:
    """What a check says of every claim, judged at once and for the first time."""
    judgement = judgement_of(check, properties)
    query = verdicts(judgement, Window(), check_id=0, run_id=0, judged_before=False)
    return {row.claim_id: _row(row) for row in connection.execute(query)}


def _changed(check: Check, before: Said, at_once: Said, standing: Standing) -> set[int]:
    """The claims of which something else is to be said, on other evidence, or nothing any more."""
    changed = {claim for claim in before.keys() | at_once.keys() if before.get(claim) != at_once.get(claim)}
    # Of claims that do not stand the others say nothing, and what was said is left as it is.
    return changed & standing.keys() if check.plan.comparing.what.is_with_claims else changed


def _standing(connection: Connection) -> Standing:
    claim, article = T["claim"], T["article"]
    query = (
        select(claim.c.id, article.c.name, claim.c.span_start)
        .join(article, article.c.document_id == claim.c.document_id)
        .where(claim.c.retired == 0)
    )
    return {row.id: (row.name, row.span_start) for row in connection.execute(query)}


def _statuses(connection: Connection) -> dict[int, int]:
    """The verdict that stands of each claim."""
    status = T["status"]
    return {
        row.claim_id: row.verdict for row in connection.execute(select(status.c.claim_id, status.c.verdict))
    }


def _conclusions(connection: Connection) -> dict[tuple[str, str, int], tuple[int, int]]:
    """Outcome and verdict, by check, article and place, of every claim that stands."""
    standing = _standing(connection)
    return {
        (name, *standing[claim]): row[-2:]
        for name, rows in _latest(connection).items()
        for claim, row in rows.items()
        if claim in standing
    }


@pytest.fixture
def fresh(new_database: Callable[..., str], any_database: str) -> Iterator[Store]:
    """Another empty store on the same database."""
    opened = connect(new_database(any_database))
    yield opened
    opened.close()


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(script=scripts())
def test_what_is_judged_bit_by_bit_is_judged_as_at_once(
    store: Store, fresh: Store, tmp_path: Path, script: Script
) -> None:
    with store.rehearsing() as connection, fresh.rehearsing() as afresh:
        room = Newsroom(store, connection, tmp_path / "reference", script.rules)
        for step in script.steps:
            room.happens(step)
        room.came_to_the_same(afresh)
        room.can_be_replayed()
