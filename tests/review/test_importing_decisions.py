"""Decisions of a committed file come into the log: as their owners', once, and against nobody's will."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import LATER, NOW, claim_of, judged_store, rows

from verify.gate.committing import export_decisions
from verify.policy import Policy
from verify.review.committed import Committed, Decision, canonical, parse_committed, read_committed
from verify.review.decisions import decide
from verify.review.desk import Desk
from verify.review.importing import Imported, import_decisions
from verify.review.shapes import SIDES
from verify.store.chain import first_break
from verify.store.engine import Store
from verify.store.status import misprojected
from verify.verdicts import Verdict

FILE = "verify-decisions.ndjson"


@pytest.fixture
def judged(store: Store) -> Store:
    judged_store(store)
    return store


def exported(store: Store, path: Path) -> Committed:
    with store.reading() as connection:
        export_decisions(connection, path=path, shown=FILE)
    return read_committed(path, FILE)


def brought_in(store: Store, found: Committed, *, replace: bool = False) -> Imported:
    with store.writing() as connection:
        return import_decisions(connection, found, actor="Cem", now="2016-05-01T08:00:00Z", replace=replace)


def desk(store: Store, actor: str, **more: Any) -> Desk:
    return Desk(store, actor, clock=lambda: LATER, **more)


def reopen_all(store: Store) -> None:
    """Let no decision stand."""
    with store.reading() as connection:
        query = (
            "SELECT c.digest FROM claim c JOIN status s ON s.claim_id = c.id WHERE s.decision_id IS NOT NULL"
        )
        decided = list(connection.exec_driver_sql(query).scalars())
    for claim in decided:
        desk(store, "Zoe").reopen(claim)


def test_they_are_their_owners_and_marked(judged: Store, tmp_path: Path) -> None:
    with judged.writing() as connection:
        decide(connection, claim_of(judged, "77"), Verdict.SUPPORTED, actor="Bo", now=LATER, note="seen")
    found = exported(judged, tmp_path / FILE)
    desk(judged, "Bo").undo(claim_of(judged, "77"))
    assert brought_in(judged, found) == Imported(1, 0, 0, (), (), 0)
    assert brought_in(judged, found) == Imported(0, 1, 0, (), (), 0), "once"
    (event,) = desk(judged, "Ana").log(claim_of(judged, "77"), limit=1)
    assert (event.actor, event.at, event.verdict, event.note) == (
        "Bo", "2016-04-10T12:00:00Z", Verdict.SUPPORTED, "seen",
    )  # fmt: skip
    assert json.loads(event.detail or "") == {
        "imported": {"at": "2016-05-01T08:00:00Z", "by": "Cem", "from": f"{FILE}:1"}
    }


def test_another_decision_here_is_told_and_left_alone(judged: Store, tmp_path: Path) -> None:
    claim = claim_of(judged, "77")
    with judged.writing() as connection:
        decide(connection, claim, Verdict.SUPPORTED, actor="Bo", now=NOW)
    found = exported(judged, tmp_path / FILE)
    two = Policy(kinds=frozenset({"agreement"}))
    other = claim_of(judged, "1 March 1999")
    with judged.writing() as connection:
        decide(connection, claim, Verdict.REFUTED, actor="Ana", now=LATER)
    desk(judged, "Ana", policy=two).decide(other, Verdict.REFUTED)
    stranger = Decision("0" * 64, Verdict.REFUTED, "Eve", LATER)
    more = parse_committed(
        (canonical([*(d for _, d in found.decisions().values()), stranger])).encode(), FILE
    )
    done = brought_in(judged, more)
    (conflict,) = done.conflicts
    assert (conflict.claim, conflict.here, conflict.here_by) == (claim, "refuted", "Ana")
    assert (conflict.there, conflict.there_by) == (Verdict.SUPPORTED, "Bo")
    assert (done.brought_in, done.unknown) == (0, (1,))
    assert brought_in(judged, found, replace=True) == Imported(0, 0, 1, (), (), 0)
    assert brought_in(judged, found) == Imported(0, 1, 0, (), (), 0)
    Desk(judged, "Bo", clock=lambda: "2016-04-11T00:00:00Z").reopen(claim)
    (conflict,) = brought_in(judged, found).conflicts
    assert (conflict.here, conflict.here_by) == ("reopened", "Bo"), (
        "what was taken back does not come back by itself"
    )
    assert brought_in(judged, found, replace=True) == Imported(1, 0, 0, (), (), 0)


TOLD = st.text(alphabet="ab é‮\x1b\"'\\\n#|", max_size=6)
DECISIONS = st.lists(
    st.tuples(
        st.sampled_from(["77", "4 May 2010", "Mara Lind", "1 March 1999"]),
        st.sampled_from(["discard", *Verdict]),
        st.sampled_from([None, *SIDES]),
        TOLD,
        st.sampled_from(["Ana", "Bo"]),
    ),
    max_size=5,
)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=DECISIONS)
def test_out_and_in_again_is_the_same_file(judged: Store, tmp_path: Path, made: list[tuple]) -> None:  # type: ignore[type-arg]
    """What one store exports, another brings in and exports, byte for byte; the log holds and the statuses are its."""
    reopen_all(judged)
    path, again = tmp_path / FILE, tmp_path / "again.ndjson"
    for leftover in (path, again):
        leftover.unlink(missing_ok=True)
    for quote, what, side, note, actor in made:
        claim = claim_of(judged, quote)
        if isinstance(what, Verdict):
            with judged.writing() as connection:
                decide(connection, claim, what, actor=actor, now=LATER, side=side, note=note)
        else:
            desk(judged, actor).discard(claim, note=note)
    found = exported(judged, path)
    reopen_all(judged)
    done = brought_in(judged, found)
    assert (done.brought_in, done.conflicts, done.unknown) == (len(found.lines), (), ())
    assert exported(judged, again).lines == found.lines
    before = rows(judged, "decision")
    assert brought_in(judged, found).known == len(found.lines)
    assert rows(judged, "decision") == before
    with judged.reading() as connection:
        assert first_break(connection) is None
        assert misprojected(connection) == 0
