"""Flips: where a fact is corrected, and corrected back, each claim counts once, and the first of them are told."""

from __future__ import annotations

from pathlib import Path

from making import USUAL, check, copied_reference, dated, document, edit, judge, load, put
from sqlalchemy import select

from verify.checks.flips import SHOWN, Flip, Flips
from verify.store.engine import Store
from verify.store.integrity import check_store
from verify.store.schema import METADATA
from verify.verdicts import Outcome, Verdict

CLAIMS = SHOWN + 5

WARY = {Outcome.AGREES: Verdict.NOT_ENOUGH_EVIDENCE, Outcome.DIFFERS: Verdict.CONFLICTING_EVIDENCE}
CHECKS = [check(), check(name="small/wary", verdicts=WARY)]
"""Two that never say the same: what one says is no flip of the other."""


def test_each_claim_is_one_flip_there_and_back(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    load(store, folder)
    quotes = [f"It was so, says page {number:02}" for number in range(CLAIMS)]
    words = ". ".join(quotes)
    put(
        store,
        document(words),
        [dated(words, quote, "Harbour Treaty", "concluded", "2010-05-04") for quote in quotes],
    )
    with store.reading() as connection:
        claims = connection.scalars(select(METADATA.tables["claim"].c.id)).all()
    assert [one.flips.total for one in judge(store, CHECKS, folder).judged] == [0, 0]
    days = ["2010-05-04", "2010-05-05", "2010-05-04"]
    turns = [(Outcome.AGREES, Outcome.DIFFERS), (Outcome.DIFFERS, Outcome.AGREES)]
    for turn, (before, after) in enumerate(turns):
        edit(folder, "facts", f"Treaty,concluded,,{days[turn]}", f"Treaty,concluded,,{days[turn + 1]}")
        load(store, folder)
        for judged, meant in zip(judge(store, CHECKS, folder).judged, (USUAL, WARY), strict=True):
            first = tuple(Flip(claim, meant[before], meant[after]) for claim in sorted(claims)[:SHOWN])
            assert judged.flips == Flips(CLAIMS, first)
        with store.reading() as connection:
            assert [finding.what for finding in check_store(connection)] == []
