"""A run can be judged again from what is recorded of it, or it is said what is missing."""

from __future__ import annotations

import newsroom
from desk import Desk
from sqlalchemy import text, update

from verify.checks.replay import Part, recorded_lines, replay, replayed_lines
from verify.store.schema import METADATA

FEATURES = ("agreements", "consistency", "resolutions")

FIRST = "The Treaty of Zabland was concluded on May 4, 2015."
SECOND = "The Treaty of Zabland was concluded on June 14, 2015."


def parts(desk: Desk, run: int) -> list[Part]:
    with desk.store.reading() as connection:
        found = replay(connection, run)
    assert found is not None
    return found


def rows(desk: Desk, run: int) -> tuple[list[str], list[str]]:
    with desk.store.reading() as connection:
        return list(replayed_lines(connection, run)), list(recorded_lines(connection, run))


def busy(desk: Desk) -> int:
    """Runs over new claims, a corrected fact, a replaced article, a conflict that comes and goes; how many."""
    desk.write("first", FIRST)
    desk.ingest()
    desk.check()
    desk.write("second", SECOND)
    desk.ingest()
    desk.check()
    newsroom.write_reference(
        desk.folder, facts=newsroom.changed("facts", "concluded,,2015-07-14", "concluded,,2015-07-15")
    )
    desk.check()
    desk.write("second", FIRST)
    desk.ingest()
    desk.check(whole=True)
    newsroom.write_reference(desk.folder)
    return desk.check().run_id


def test_every_run_comes_out_again_byte_for_byte_and_nothing_is_written(desk: Desk) -> None:
    runs = busy(desk)
    assert runs == 5
    before = desk.verdicts()
    for run in range(1, runs + 1):
        replayed, recorded = rows(desk, run)
        assert replayed == recorded
        assert all(part.is_whole for part in parts(desk, run))
    assert sum(part.verdicts for part in parts(desk, 2)) >= 3, "the second run judged what was new"
    with desk.store.reading() as connection:
        assert replay(connection, runs + 1) is None
    assert desk.verdicts() == before


def test_a_check_of_another_engine_is_named(desk: Desk) -> None:
    desk.ingest()
    desk.check()
    check = METADATA.tables["check"]
    older = '"engine":"1"'
    _unguarded(desk, update(check).values(plan=text('replace(plan, \'"engine":"2"\', :older)')), older=older)
    missing = {part.missing for part in parts(desk, 1)}
    assert missing == {"it was judged by version 1 of what comparisons mean; this is 2"}


def test_a_plan_that_cannot_be_read_is_named(desk: Desk) -> None:
    desk.ingest()
    desk.check()
    _unguarded(desk, update(METADATA.tables["check"]).values(plan="claims with kind='agreement'"))
    missing = {part.missing for part in parts(desk, 1)}
    assert missing == {"its plan was written by another version of verify, and cannot be read"}


def test_a_forged_verdict_is_found(desk: Desk) -> None:
    desk.ingest()
    desk.check()
    verdict = METADATA.tables["verdict"]
    claim = desk.lines()["July 14, 2015", "concluded"].claim
    forge = update(verdict).where(
        verdict.c.claim_id.in_(text("SELECT id FROM claim WHERE digest = :claim")), verdict.c.run_id == 1
    )
    _unguarded(desk, forge.values(verdict=1), table="verdict", claim=claim)
    wrong = [part for part in parts(desk, 1) if not part.is_whole]
    assert [part.differing for part in wrong] == [(claim,)]
    desk.forged = True


def _unguarded(desk: Desk, statement: object, table: str = "check", **values: str) -> None:
    """Change what the guards of a table keep from being changed."""
    off, on = (
        (f'DROP TRIGGER "{table}_no_update"', None)
        if desk.store.is_sqlite
        else (f'ALTER TABLE "{table}" DISABLE TRIGGER USER', f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
    )
    with desk.store.writing() as connection:
        connection.execute(text(off))
        connection.execute(statement, values)  # type: ignore[call-overload]
        if on is not None:
            connection.execute(text(on))
