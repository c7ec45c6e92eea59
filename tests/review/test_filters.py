"""Filters by article, publisher and age find an item by any of its claims, and lead it with the first that fits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from making import document, judge, load, usual_checks, usual_claims
from sqlalchemy import select

from verify.reference.records import refresh_records
from verify.report import claim_grounds
from verify.review import wanted
from verify.review.desk import Desk, Filter, Item
from verify.review.projection import misqueued
from verify.review.waiting import ORDER
from verify.store.engine import Store, connect
from verify.store.ingest import write_document
from verify.store.schema import METADATA
from verify.verdicts import Verdict

NOW = "2016-05-09T12:00:00.000000Z"
DAYS_AGO = {
    "a.txt": ("Daily", 39), "b.txt": ("Post", 9), "c.txt": ("Post", 8), "d.txt": ("Daily", 5), "e.txt": (None, 2),
}  # fmt: skip
"""Each article's publisher, and how many days ago it was stored."""


@pytest.fixture(scope="module")
def store(shared_url: str) -> Iterator[Store]:
    """The usual claims in five articles; what leads most items is decided, waits for a second, or is put off."""
    opened = connect(shared_url)
    load(opened)
    for name, (publisher, days) in DAYS_AGO.items():
        moment = f"{date(2016, 5, 9) - timedelta(days=days)}T00:00:00.000000Z"
        with opened.writing() as connection:
            found = document(article=name, publisher=publisher)
            said = {"extractor": "test 1", "vocabulary": "v" * 64, "now": moment}
            write_document(connection, found, usual_claims(), **said)
            refresh_records(connection)
    judge(opened, usual_checks())
    ana = Desk(opened, "Ana", lambda: NOW)
    first, second, third, *_ = ana.lines()
    ana.decide(first.id, Verdict.SUPPORTED)
    ana.assign(second.id, "Bo")
    ana.postpone(third.id, "2016-06-01")
    yield opened
    opened.close()


def expected(store: Store, given: Filter) -> list[str]:
    """The claims that what fits leads with, by plain loops over the rows of the queue."""
    queue, claim, article, status = (
        METADATA.tables[name] for name in ("queue", "claim", "article", "status")
    )
    query = select(queue, claim.c.digest, claim.c.kind, article.c.name, status.c.verdict)
    query = query.join(claim, claim.c.id == queue.c.claim_id).join(
        article, article.c.id == queue.c.article_id
    )
    query = query.join(status, status.c.claim_id == queue.c.claim_id)
    with store.reading() as connection:
        rows = sorted(connection.execute(query), key=lambda row: tuple(row._mapping[name] for name in ORDER))
    leads: dict[str, Any] = {}
    for row in rows:
        publisher, days = DAYS_AGO[row.name]
        counts = given.article in (None, row.name) and given.publisher in (None, publisher)
        if counts and (given.older or 0) <= days <= (99 if given.newer is None else given.newer):
            leads.setdefault(row.item, row)
    return [
        row.digest
        for row in leads.values()
        if given.kind in (None, row.kind) and given.status in (None, row.verdict)
    ]


@pytest.mark.parametrize("few", [1_000, 3])
def test_every_filter_finds_what_plain_loops_find(
    store: Store, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wanted, "FEW", few)
    monkeypatch.setattr(claim_grounds, "BATCH", few)
    found, seen = [], Desk(store, "Bo", lambda: NOW)
    asked = (
        (None, "d.txt"),
        (None, "Daily", "Post"),
        ((None, None), (5, None), (10, None), (None, 8), (5, 8)),
    )
    beside: tuple[dict[str, Any], ...] = ({}, {"kind": "office", "status": Verdict.REFUTED})
    for article, publisher, (older, newer), more in product(*asked, beside):
        given = Filter(article=article, publisher=publisher, older=older, newer=newer, **more)
        claims = expected(store, given)
        lines = seen.lines(given)
        assert [line.id for line in lines] == claims, given
        counts = seen.counts(given)
        assert sum(counts.by_state.values()) == len(claims), given
        free = [line.id for line in lines if line.state != "postponed"]
        item = seen.next(given)
        assert (item.id if isinstance(item, Item) else None) == next(iter(free), None), given
        seen.release()
        if len(claims) > 1:
            assert [line.id for line in seen.lines(given, after=claims[0])] == claims[1:], given
        found.append(tuple(claims))
    assert len(set(found)) == 10, "the filters ask for different things"
    with store.reading() as connection:
        assert misqueued(connection, NOW) == 0
