"""What a check reads of claims: the index of what it looks at, not the rows, whose quotes and contexts are long."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import suppress

import bench
from questions import FAMILIES
from sqlalchemy import func, select

from verify.checks.ahead import made_ahead
from verify.checks.compiling import START, Marks, Window, compile_judgement, touched
from verify.checks.written import written_in
from verify.claims import Claim, Span
from verify.documents import Document, Prose
from verify.store.engine import Store, connect, in_words
from verify.store.ingest import write_document
from verify.store.schema import METADATA


def test_checks_of_dates_and_citations_open_no_row(new_database: Callable[..., str]) -> None:
    store = connect(new_database("sqlite"))
    of_days = [
        name
        for name, family in FAMILIES.items()
        if family.values in ("date", "bare date", "existence") and not family.among_claims
    ]
    assert len(of_days) > 5
    for name in of_days:
        judged = compile_judgement(
            bench.judgement_of(name), Window(START), check_id=1, run_id=1, judged_before=False
        )
        statement = in_words(judged, store.engine.dialect)
        with store.reading() as connection:
            explained = connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters
            )
            steps = [row.detail for row in explained]
        read = [step for step in steps if step.split()[1] == "claim"]
        assert read, steps
        assert all("USING COVERING INDEX ix_claim_judged (property=? AND kind=?" in step for step in read), (
            name,
            read,
        )
    store.close()


def test_what_a_run_wrote_is_found_without_reading_what_it_did_not(store: Store) -> None:
    verdict, window = METADATA.tables["verdict"], Window(Marks(5, 5, 5))
    seen = touched(bench.judgement_of("day"), window)
    with store.reading() as connection:
        written = written_in(connection, verdict, check_id=1, run_id=1, seen=seen)
        query = select(verdict.c.claim_id).where(*written)
        sql = query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
        plan = "EXPLAIN QUERY PLAN" if store.is_sqlite else "EXPLAIN"
        steps = [row[-1] for row in connection.exec_driver_sql(f"{plan} {sql}")]
    if store.is_sqlite:
        assert "SEARCH verdict USING PRIMARY KEY (claim_id=? AND check_id=? AND run_id=?)" in steps
        assert any("ix_claim_judged (property=? AND kind=? AND id>?)" in step for step in steps), steps
    else:
        assert any("Index Cond: ((check_id = 1) AND (run_id = 1))" in step for step in steps), steps
        assert not any(" on claim" in step for step in steps), steps


def test_an_answer_longer_than_an_index_holds_is_kept(store: Store) -> None:
    words = "".join(chr(0x4E00 + 37 * number % 20_000) for number in range(5_000))
    document = Document(article="long", name="long", text=words, prose=Prose(words))
    claim = Claim(Span(0, 5_000, words), "person", "said", "Ana", words, answer=words)
    with store.writing() as connection:
        write_document(connection, document, [claim], extractor="1", vocabulary="0", now=bench.NOW)
        assert connection.scalar(select(func.length(METADATA.tables["claim"].c.answer))) == len(words)


def test_what_comes_after_is_called_behind_the_last_of_several_and_its_failure_passed_over() -> None:
    called = threading.Event()

    def then() -> None:
        called.set()
        raise RuntimeError

    with made_ahead([lambda: 1, lambda: 2], then=then) as made:
        assert [each() for each in made] == [1, 2]
        assert called.wait(5)
    called.clear()
    with made_ahead([lambda: 1], then=then) as made:
        assert made[0]() == 1
    assert not called.is_set()


def test_threads_take_short_turns_only_while_one_works_ahead() -> None:
    patience = sys.getswitchinterval()
    with suppress(RuntimeError), made_ahead([lambda: 1, lambda: 2]):
        assert sys.getswitchinterval() < patience
        raise RuntimeError
    assert sys.getswitchinterval() == patience
