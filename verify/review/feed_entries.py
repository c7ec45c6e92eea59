"""What people decided to be wrong in articles, as the entries of a corrections feed."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection

from verify.report.corrections_feed import Entry, latest_first
from verify.report.reviewed import Wanted, latest_work, named_as_stored, reviewed_by_id
from verify.report.screen import claim_words
from verify.review.corrections import corrections


def feed_entries(connection: Connection, wanted: Wanted) -> list[Entry]:
    """The corrections that are due and made, as entries of a feed, the latest first; those of redacted texts left out.

    Raises VerifyError (exit code 2) for an article that the store does not have.
    """
    wanted = named_as_stored(connection, wanted)
    found = [
        one
        for one in corrections(connection, since=wanted.since)
        if not wanted.articles or one.article in wanted.articles
    ]
    reviewed = reviewed_by_id(connection, [one.claim for one in found])
    works = {name: latest_work(connection, name) for name in {one.article for one in found}}
    return latest_first(
        Entry(
            claim=one.claim,
            quote=one.quote,
            words=claim_words(judged.line),
            explanation=judged.line.explanation if judged.record_explains else None,
            recorded=one.recorded,
            reason=one.reason,
            state=one.state,
            decided_at=one.decided_at,
            made_at=one.made_at,
            now_states=one.now_states,
            work=works[one.article],
            # Who decided is the newsroom's own business.
            row={name: value for name, value in asdict(one).items() if name != "decided_by"},
        )
        for one in found
        if (judged := reviewed.get(one.claim)) is not None
    )
