"""Corrections as entries of a feed: due, made by a revision, and gone with what was taken back or redacted."""

from __future__ import annotations

import pytest
from making import LATER, TEXT, document, judge, put, usual_checks, usual_claims
from published import URL, published_store, say

from verify.errors import VerifyError
from verify.report.corrections_feed import Entry
from verify.report.reviewed import Wanted, reviewed_claims
from verify.review.decisions import decide
from verify.review.feed_entries import feed_entries
from verify.review.redact import find, redact
from verify.review.taking_back import undo
from verify.store.engine import Store
from verify.verdicts import Verdict


def entries(store: Store, *articles: str, since: str | None = None) -> list[Entry]:
    with store.reading() as connection:
        return feed_entries(connection, Wanted(articles, since))


def test_a_correction_is_due_until_a_revision_no_longer_says_it(store: Store) -> None:
    published_store(store)
    (due,) = entries(store)
    assert (due.quote, due.words, due.state) == ("Mara Lind", "Mara Lind holds harbour master", "due")
    assert due.explanation is not None
    assert due.explanation.startswith("True at another date")
    assert (due.decided_at, due.made_at, due.work.url) == (LATER, None, URL)
    assert (due.row["reason"], due.row["side"], "decided_by" in due.row) == ("between us", "article", False)
    mended = TEXT.replace("Mara Lind is", "Someone is")
    claims = [claim for claim in usual_claims(TEXT) if claim.span.quote != "Mara Lind"]
    put(store, document(mended, article="daily.txt", url=f"{URL}2"), claims)
    judge(store, usual_checks())
    (made,) = entries(store)
    assert (made.id, made.state, made.explanation) == (due.id, "made", due.explanation)
    assert made.made_at is not None
    assert made.updated == max(made.made_at, LATER)
    assert made.work.url == f"{URL}2"


def test_the_latest_comes_first_and_can_be_asked_for(store: Store) -> None:
    published_store(store)
    say(store, "older.txt", "2 June 2010", Verdict.REFUTED, "both")
    say(store, "undated.txt", "77", Verdict.REFUTED, "article")
    found = entries(store)
    assert {entry.work.article for entry in found} == {"daily.txt", "older.txt", "undated.txt"}
    assert [entry.updated for entry in found] == sorted((entry.updated for entry in found), reverse=True)
    overruled = next(entry for entry in found if entry.quote == "2 June 2010")
    assert (overruled.explanation, overruled.recorded) == (None, "2010-06-02")
    assert [entry.work.article for entry in entries(store, "older.txt")] == ["older.txt"]
    assert entries(store, since="2016-04-11") == []
    with pytest.raises(VerifyError, match="no article is called 'nowhere'"):
        entries(store, "nowhere")


def test_an_entry_never_gets_an_earlier_date(store: Store) -> None:
    published_store(store)
    (due,) = entries(store)
    later = LATER.replace("2016-04-10", "2016-04-12")
    with store.writing() as connection:
        decide(
            connection, due.claim, Verdict.REFUTED, actor="Ana", now=LATER.replace("10T", "11T"), side="both"
        )
    (otherwise,) = entries(store)
    with store.writing() as connection:
        undo(connection, due.claim, actor="Ana", now=later)
    (again,) = entries(store)
    assert (again.decided_at, again.row) == (due.decided_at, due.row)
    assert due.updated < otherwise.updated < again.updated == later


def test_what_was_taken_back_or_redacted_is_published_no_more(store: Store) -> None:
    published_store(store)
    (due,) = entries(store)
    with store.writing() as connection:
        undo(connection, due.claim, actor="Ana", now=LATER)
    assert entries(store) == []
    say(store, "daily.txt", "Mara Lind", Verdict.REFUTED, "article")
    assert [entry.id for entry in entries(store)] == [due.id]
    with store.writing() as connection:
        redact(connection, find(connection, "daily.txt"), actor="Ana", now=LATER, reason="court order")
    assert entries(store) == []
    with store.reading() as connection:
        assert list(reviewed_claims(connection, Wanted(), decided=False)) == []
