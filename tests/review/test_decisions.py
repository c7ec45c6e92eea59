"""Decisions: written as events, found by the beginning of an id, chained, never taken away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from making import LATER, NOW, claim_of, judged_store, rows, snapshot
from sqlalchemy import select, text

from verify.errors import ExitCode, VerifyError
from verify.review.decisions import Decided, decide
from verify.review.desk import Desk
from verify.review.shapes import SIDES
from verify.review.taking_back import undo
from verify.store.chain import START, event_digest, first_break
from verify.store.engine import Store
from verify.store.schema import METADATA
from verify.verdicts import Verdict


@pytest.fixture
def judged(store: Store) -> Iterator[Store]:
    """The small reference and article, judged."""
    judged_store(store)
    return store


def decided(store: Store, claim: str, verdict: Verdict = Verdict.SUPPORTED, **more: str) -> Decided:
    with store.writing() as connection:
        return decide(connection, claim, verdict, **{"actor": "Ana", "now": NOW} | more)  # type: ignore[arg-type]


def undone(store: Store, claim: str, **more: str) -> Decided:
    with store.writing() as connection:
        return undo(connection, claim, **{"actor": "Bo", "now": LATER} | more)  # type: ignore[arg-type]


def test_a_decision_and_its_undoing_are_events(judged: Store) -> None:
    claim = claim_of(judged, "Mara Lind")
    made = decided(judged, claim[:8], side="article", note="she left in 2014")
    assert made == Decided(1, claim, "decide", Verdict.SUPPORTED)
    assert undone(judged, claim, note="on second thoughts") == Decided(2, claim, "undo", None)
    desk = Desk(judged, "Ana", lambda: NOW)
    first, second = desk.log(claim)
    assert (first.decision, first.event, first.verdict) == (1, "decide", Verdict.SUPPORTED)
    assert (first.side, first.actor, first.at, first.note) == ("article", "Ana", NOW, "she left in 2014")
    assert (second.decision, second.event, second.verdict, second.side) == (2, "undo", None, None)
    assert (second.actor, second.at, second.note) == ("Bo", LATER, "on second thoughts")
    assert (first.undone, second.undone) == (True, False)
    assert desk.log(claim_of(judged, "77")) == []
    with judged.reading() as connection:
        log = connection.execute(
            text("SELECT event, quote, verdict, undoes FROM v_decision_log ORDER BY decision")
        )
        assert [tuple(row) for row in log] == [
            ("decide", "Mara Lind", "supported", None),
            ("undo", "Mara Lind", None, 1),
        ]


def test_every_side_can_be_wrong(judged: Store) -> None:
    for side in SIDES:
        decided(judged, claim_of(judged, "77"), side=side)
    assert [row[6] for row in rows(judged, "decision")] == list(SIDES)


def test_nothing_to_undo(judged: Store) -> None:
    claim = claim_of(judged, "77")
    for _ in range(2):
        with pytest.raises(VerifyError) as error:
            undone(judged, claim)
        assert error.value.message == f"no decision stands on claim {claim[:12]}."
        assert error.value.hint == f"See: verify queue show {claim[:8]}"
        assert error.value.exit_code is ExitCode.USAGE
        if not rows(judged, "decision"):
            decided(judged, claim)
            undone(judged, claim)


def test_a_claim_that_is_not_found(judged: Store) -> None:
    before = snapshot(judged)
    for given, message, hint in [
        (
            "",
            "'' is too short for a claim's id.",
            "Write at least 4 of its characters, as 'verify queue list' shows them.",
        ),
        (
            "abc",
            "'abc' is too short for a claim's id.",
            "Write at least 4 of its characters, as 'verify queue list' shows them.",
        ),
        ("zzzz", "no claim begins with 'zzzz'.", "See: verify queue list"),
        ("____", "no claim begins with '____'.", "See: verify queue list"),
        ("%%%%", "no claim begins with '%%%%'.", "See: verify queue list"),
    ]:
        for attempt in (decided, undone):
            with pytest.raises(VerifyError) as error:
                attempt(judged, given)
            assert (error.value.message, error.value.hint, error.value.exit_code) == (
                message,
                hint,
                ExitCode.USAGE,
            )
        assert snapshot(judged) == before


def test_a_beginning_that_several_have(judged: Store) -> None:
    table = METADATA.tables["claim"]
    with judged.writing() as connection:
        row = dict(connection.execute(select(table).limit(1)).one()._mapping)
        for number in (901, 902):
            connection.execute(
                table.insert(), row | {"id": number, "digest": f"feedfeed{number}".ljust(32, "0")}
            )
    with pytest.raises(VerifyError, match="several claims begin with 'feedfeed90'"):
        decided(judged, "feedfeed90")
    assert decided(judged, "feedfeed901").claim.startswith("feedfeed901")
    assert decided(judged, "FEEDFEED902").claim.startswith("feedfeed902"), (
        "capitals are alike on every database"
    )


def test_every_event_is_chained_to_the_one_before(judged: Store) -> None:
    for quote in ("77", "4 May 2010", "Mara Lind"):
        decided(judged, claim_of(judged, quote), note="ünïcode — ✓")
    undone(judged, claim_of(judged, "77"))
    table, claim = METADATA.tables["decision"], METADATA.tables["claim"]
    query = select(table, claim.c.digest.label("of")).join(claim, claim.c.id == table.c.claim_id)
    with judged.reading() as connection:
        events = [dict(row._mapping) for row in connection.execute(query.order_by(table.c.id))]
        assert first_break(connection) is None
    assert [event["previous"] for event in events] == [START, *(event["digest"] for event in events[:-1])]
    assert [event["digest"] for event in events] == [event_digest(event, event["of"]) for event in events]


@pytest.mark.parametrize(
    "name", ["id", "event", "actor", "at", "verdict", "side", "note", "evidence", "undoes_id", "previous"]
)
def test_a_digest_covers_everything_an_event_says(name: str) -> None:
    event = {
        "id": 1, "event": "decide", "actor": "Ana", "at": NOW, "verdict": 1, "side": None, "note": "",
        "evidence": "e", "undoes_id": None, "previous": START,
    }  # fmt: skip
    assert event_digest(event | {name: "forged"}, "claim") != event_digest(event, "claim")
    assert event_digest(event, "other claim") != event_digest(event, "claim")


def test_an_empty_log_holds(store: Store) -> None:
    with store.reading() as connection:
        assert first_break(connection) is None
