"""The queue: what waits for a person, what matters most first; and a claim in its sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from making import (
    NOW,
    TEXT,
    cited,
    claim_of,
    copied_reference,
    dated,
    document,
    edit,
    judge,
    judged_store,
    load,
    put,
    span,
    usual_checks,
    usual_claims,
)
from sqlalchemy import text

from verify.claims import Claim, Part, claim_id
from verify.review import projection
from verify.review.claim_ids import find_claim
from verify.review.decisions import decide
from verify.review.desk import Desk, Filter, Item, Passage
from verify.review.passage import passage_of
from verify.review.projection import misqueued, rebuild
from verify.review.taking_back import undo
from verify.store.engine import Store
from verify.verdicts import Verdict


def desk(store: Store, actor: str = "Ana") -> Desk:
    """A reviewer's desk, where it is always noon of one day."""
    return Desk(store, actor, lambda: NOW)


def queued(store: Store, **filters: Any) -> list[str]:
    """The quotes of the queue."""
    wanted = Filter(**filters)
    lines = desk(store).lines(wanted)
    assert desk(store).counts(wanted).undecided == len(lines)
    return [line.lead.quote for line in lines]


def test_refuted_before_conflicting_before_unknown_and_nothing_that_is_supported(store: Store) -> None:
    judged_store(store)
    assert queued(store) == ["Mara Lind", "4 and", "1 March 1999", "77"]


def test_an_empty_queue(store: Store) -> None:
    assert queued(store) == []


def test_the_queue_of_a_status_or_an_article(store: Store) -> None:
    judged_store(store)
    for filters, quotes in [
        ({"status": Verdict.REFUTED}, ["Mara Lind", "4 and"]),
        ({"status": Verdict.NOT_ENOUGH_EVIDENCE}, ["77"]),
        ({"status": Verdict.SUPPORTED}, []),
        ({"article": "harbour.txt"}, ["Mara Lind", "4 and", "1 March 1999", "77"]),
        ({"article": "harbour.txt", "status": Verdict.CONFLICTING_EVIDENCE}, ["1 March 1999"]),
    ]:
        assert queued(store, **filters) == quotes


def test_a_limit_shows_the_first_and_counts_all(store: Store) -> None:
    judged_store(store)
    lines = desk(store).lines(limit=2)
    assert [line.lead.quote for line in lines] == ["Mara Lind", "4 and"]
    assert desk(store).counts().undecided == 4
    assert [line.lead.quote for line in desk(store).lines(after=lines[1].id)] == ["1 March 1999", "77"]


def test_what_is_decided_leaves_the_queue_and_what_is_undone_returns(store: Store) -> None:
    judged_store(store)
    claim = claim_of(store, "Mara Lind")
    with store.writing() as connection:
        decide(connection, claim, Verdict.NOT_ENOUGH_EVIDENCE, actor="Ana", now=NOW)
    assert queued(store) == ["4 and", "1 March 1999", "77"]
    with store.writing() as connection:
        undo(connection, claim, actor="Ana", now=NOW)
    assert queued(store) == ["Mara Lind", "4 and", "1 March 1999", "77"]


def test_a_reopened_claim_comes_behind_conflicting_ones_even_where_it_is_supported_now(
    store: Store, tmp_path: Path
) -> None:
    folder = copied_reference(tmp_path / "reference")
    load(store, folder)
    put(store, document(), usual_claims())
    judge(store, usual_checks(), folder)
    with store.writing() as connection:
        decide(connection, claim_of(store, "4 May 2010"), Verdict.SUPPORTED, actor="Ana", now=NOW)
    edit(folder, "facts", ",normal,,gazette|almanac,", ",normal,,gazette,")
    load(store, folder)
    judge(store, usual_checks(), folder)
    assert queued(store) == ["Mara Lind", "4 and", "1 March 1999", "4 May 2010", "77"]


def test_of_unknown_claims_the_questions_most_asked_come_first(store: Store) -> None:
    load(store)
    for article, names in (("a.txt", ["T/RES/90", "T/RES/91"]), ("b.txt", ["T/RES/91", "T/RES/92"])):
        quotes = ["3,", "4 and"]
        put(
            store,
            document(article=article),
            [cited(TEXT, quote, name) for quote, name in zip(quotes, names, strict=True)],
        )
    judge(store, usual_checks())
    lines = desk(store).lines()
    assert [(line.lead.article, line.lead.subject, line.claims) for line in lines] == [
        ("a.txt", "T/RES/91", 2), ("a.txt", "T/RES/90", 1), ("b.txt", "T/RES/92", 1),
    ]  # fmt: skip


def test_only_claims_that_stand_are_queued(store: Store) -> None:
    judged_store(store)
    put(store, document(), usual_claims()[3:], extractor="test 2")
    assert queued(store) == ["4 and", "1 March 1999", "77"], "a retired claim is gone"
    put(store, document("Nothing is left."), [])
    assert queued(store) == []


def test_equal_claims_are_one_item_that_leads_with_the_first_place_headline_first(store: Store) -> None:
    load(store)
    headline = "Resolution 4 stands"
    for article in ("é.txt", "a.txt", "B.txt"):
        claims = [
            cited(TEXT, "77", "T/RES/4"),
            Claim(
                span(headline, "4", Part.HEADLINE), "resolution", "cited", "T/RES/4", None,
                asks="T/RES/4", answer="T/RES/4", as_of="2016-04-09",
            ),
        ]  # fmt: skip
        put(store, document(article=article, headline=headline), claims)
    judge(store, usual_checks())
    item = desk(store).next()
    assert isinstance(item, Item)
    places = [(line.article, line.part) for line in (item.lead, *item.others)]
    assert places == [
        (name, part) for name in ("é.txt", "a.txt", "B.txt") for part in ("headline", "body")
    ], "articles are in the order in which they came"
    assert (item.claims, item.articles) == (6, 3)


def test_a_claim_in_its_sentence(store: Store) -> None:
    for content, before, quote, after in [
        ("It began. The pact of 1 March 1999 holds. It rains.", "The pact of ", "1 March 1999", " holds."),
        ("The pact of 1 March 1999", "The pact of ", "1 March 1999", ""),
        ("1 March 1999", "", "1 March 1999", ""),
        ("One line\r\n1 March 1999 was fine\r\nanother", "", "1 March 1999", " was fine"),
        ("𝔄 😀. On 1 March\n1999 it was. So", "On ", "1 March\n1999", " it was."),
    ]:
        claim = dated(content, quote, "Ferry Pact", "concluded", "1999-03-01")
        put(store, document(content), [claim])
        with store.reading() as connection:
            number, _ = find_claim(connection, claim_id(document(content).digest, claim))
            found = passage_of(connection, number)
        assert (found.before, found.quote, found.after) == (before, quote, after)


def test_a_claim_in_the_headline(store: Store) -> None:
    headline = "Pact of 1 March 1999 holds"
    claim = dated(headline, "1 March 1999", "Ferry Pact", "concluded", "1999-03-01", part=Part.HEADLINE)
    put(store, document(headline=headline), [claim])
    with store.reading() as connection:
        number, _ = find_claim(connection, claim_of(store, "1 March 1999"))
        assert passage_of(connection, number) == Passage("", "Pact of ", "1 March 1999", " holds", "")


def test_a_queue_that_was_tampered_with_is_found_and_made_anew(store: Store) -> None:
    judged_store(store)
    assert queued(store) == ["Mara Lind", "4 and", "1 March 1999", "77"]
    with store.writing() as connection:
        assert misqueued(connection, NOW) == 0
        connection.execute(text("UPDATE queue SET rank = 5 WHERE rank = 0 AND place < 100"))
        connection.execute(text("UPDATE queue_cell SET waiting = 7 WHERE rank = 1"))
        assert misqueued(connection, NOW) == 2
        rebuild(connection, NOW)
        assert misqueued(connection, NOW) == 0
    assert queued(store) == ["Mara Lind", "4 and", "1 March 1999", "77"]


def test_the_queue_follows_whatever_is_written_without_being_made_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New claims of a key that many ask, articles that lose claims, checks that come and go."""
    judged_store(store)
    assert len(queued(store)) == 4
    monkeypatch.setattr(projection, "rebuild", None)
    put(store, document(article="b.txt"), [cited(TEXT, "77", "T/RES/77"), cited(TEXT, "3,", "T/RES/90")])
    judge(store, usual_checks())
    assert queued(store) == ["Mara Lind", "4 and", "1 March 1999", "77", "3,"]
    judge(store, usual_checks()[:2])
    assert queued(store) == ["1 March 1999"]
    judge(store, usual_checks())
    put(store, document(), usual_claims()[:3])
    assert queued(store) == ["Mara Lind", "3,", "77"], "each is asked once now"
    with store.reading() as connection:
        assert misqueued(connection, NOW) == 0
