"""What people decided to be wrong in articles, as the entries of a corrections feed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, func, select

from verify.report.corrections_feed import Entry, latest_first
from verify.report.reviewed import Wanted, refuse_unknown, reviewed_by_id
from verify.report.screen import stated_words
from verify.report.works import latest_work
from verify.review.corrections import corrections
from verify.store.schema import METADATA

_T = METADATA.tables
_BATCH = 500


def feed_entries(connection: Connection, wanted: Wanted) -> list[Entry]:
    """The corrections that are due and made, as entries of a feed, the latest first; those of redacted texts left out.

    Raises VerifyError (exit code 2) for an article that the store does not have.
    """
    refuse_unknown(connection, wanted.articles)
    found = [
        one
        for one in corrections(connection, since=wanted.since)
        if not wanted.articles or one.article in wanted.articles
    ]
    reviewed = reviewed_by_id(connection, [one.claim for one in found])
    changed = _changed(connection, list(reviewed))
    works = {name: latest_work(connection, name) for name in {one.article for one in found}}
    return latest_first(
        Entry(
            claim=one.claim,
            quote=one.quote,
            words=stated_words(judged.line),
            explanation=judged.line.explanation if judged.record_explains else None,
            recorded=one.recorded,
            reason=one.reason,
            state=one.state,
            decided_at=one.decided_at,
            changed_at=changed.get(one.claim, one.decided_at),
            made_at=one.made_at,
            now_states=one.now_states,
            work=works[one.article],
            # Who decided is the newsroom's own business.
            row={name: value for name, value in asdict(one).items() if name != "decided_by"},
        )
        for one in found
        if (judged := reviewed.get(one.claim)) is not None
    )


def _changed(connection: Connection, claims: Sequence[str]) -> dict[str, str]:
    """When somebody last decided each claim or took that back, so that no entry ever gets an earlier date."""
    claim, decision = _T["claim"], _T["decision"]
    found: dict[str, str] = {}
    for start in range(0, len(claims), _BATCH):
        query = (
            select(claim.c.digest, func.max(decision.c.at).label("at"))
            .join(decision, decision.c.claim_id == claim.c.id)
            .where(
                claim.c.digest.in_(claims[start : start + _BATCH]),
                decision.c.event.in_(("decide", "undo", "redo", "carry")),
            )
            .group_by(claim.c.digest)
        )
        found |= {row.digest: row.at for row in connection.execute(query)}
    return found
