"""Which work stated something first, where that can be known."""

from __future__ import annotations

from dataclasses import replace

from making import TEXT, dated, document, load, put
from sqlalchemy import select

from verify.report.works import FirstWorks
from verify.store.engine import Store
from verify.store.redactions import MARK
from verify.store.schema import METADATA

CASES = {
    "2010-05-01": ((("a", "2016-04-09"), ("b", "2015-04-09"), ("c", None)), "b"),
    "2010-05-02": ((("a", None), ("b", None)), None),
    "2010-05-03": ((("a", "2016-04-09"), ("b", "2016-04-09")), None),
    "2010-05-04": ((("a", "2016-04-09"), ("b", "2016")), None),
    "2010-05-05": ((("a", "2016-04-09"), ("b", "2016-04"), ("c", "2016-05-01")), None),
    "2010-05-06": ((("a", "2016-04-09"), ("b", "2015")), "b"),
    "2010-05-07": ((("a", "2016-04-09"), ("b", "2016-05"), ("c", "2017")), "a"),
    "2010-05-08": ((("a", "2016"),), "a"),
}
"""By what is stated: in which articles, of which dates, and in which first."""


def test_the_first_is_the_one_that_is_before_all_others_whatever_their_days(store: Store) -> None:
    load(store)
    for value, (works, _) in CASES.items():
        for name, published in works:
            claim = dated(TEXT, "4 May 2010", "Harbour Treaty", "concluded", value)
            twice = replace(claim, span=replace(claim.span, start=claim.span.start - 1))
            put(store, document(article=f"{value}/{name}", published=published), [claim, twice])
    denied = dated(TEXT, "4 May 2010", "Harbour Treaty", "concluded", "2010-05-08", polarity="negated")
    put(store, document(article="denied", published="2001"), [denied])
    claims = METADATA.tables["claim"]
    with store.reading() as connection:
        assert connection.execute(select(claims.c.id).where(claims.c.quote == MARK)).all() == []
        keys = set(connection.scalars(select(claims.c.key_id)))
        works = FirstWorks(connection)
        works.look_up(keys)
        for value, (_, first) in CASES.items():
            (found,) = {works.of(key, value, "asserted") for key in keys}
            assert (found and found.article) == (first and f"{value}/{first}"), value
        (denied_first,) = (works.of(key, "2010-05-08", "negated") for key in keys)
    assert denied_first is not None
    assert denied_first.article == "denied"
