"""What a page is made of, read from the store, and which document an article's name means; on both databases."""

from __future__ import annotations

from dataclasses import replace

import making
import pytest
from making import LATER, NOW, TEXT, claim_of, document, judged_store, put, usual_claims

from verify.errors import ExitCode, VerifyError
from verify.report.articles import find_document
from verify.report.page.contents import Contents, Event, read_contents
from verify.report.page.document import page
from verify.review.claim_ids import find_claim
from verify.review.decisions import decide
from verify.review.log import Entry, append
from verify.review.redact import find, redact
from verify.store.engine import Store
from verify.verdicts import Verdict


def read(store: Store, article: str, revision: str | None = None, *, history: bool = True) -> Contents:
    with store.reading() as connection:
        return read_contents(connection, find_document(connection, article, revision), history=history)


def test_a_judged_document_with_its_decisions_and_its_run(store: Store) -> None:
    judged_store(store)
    refuted = claim_of(store, "Mara Lind")
    with store.writing() as connection:
        decide(
            connection,
            refuted,
            Verdict.SUPPORTED,
            actor="Ana",
            now=LATER,
            side="reference",
            note="See annex.",
        )
        decide(connection, refuted, Verdict.REFUTED, actor="Ben", now=LATER)
        decide(connection, claim_of(store, "77"), Verdict.REFUTED, actor="Cleo", now=LATER)
    made = read(store, "harbour.txt")
    assert made.document.text == TEXT
    assert [line.quote for line in made.lines] == [claim.span.quote for claim in usual_claims()]
    assert made.events[refuted] == (
        Event("decide", "Ana", LATER, Verdict.SUPPORTED, "reference", "See annex."),
        Event("decide", "Ben", LATER, Verdict.REFUTED),
    )
    told = made.provenance
    assert (told.revision, told.revisions, told.stands, told.extractor) == (1, 1, True, "test 1")
    assert (told.run, told.software, told.judged_at, told.ingested_at) == (1, "verify test", NOW, NOW)
    assert (told.document, told.text) == (document().digest, document().text_digest)
    assert "Ben" in page(made)
    assert ", decided by <bdi>Cleo</bdi>" in page(made)
    without = page(read(store, "harbour.txt", history=False))
    assert ", decided by <bdi>a person</bdi>" in without
    assert all(said not in without for said in ("Ana", "Ben", "Cleo", "See annex."))


def test_what_a_second_person_must_not_know_is_not_told(store: Store) -> None:
    judged_store(store)
    with store.writing() as connection:
        number, digest = find_claim(connection, claim_of(store, "Mara Lind"))
        entry = Entry(
            "decide", number, verdict=Verdict.SUPPORTED, side="article", note="Surely.", stands=0, round=1
        )
        append(connection, [entry], actor="Ana", now=LATER)
    assert read(store, "harbour.txt").events == {digest: (Event("decide", "Ana", LATER),)}
    with store.writing() as connection:
        append(connection, [replace(entry, stands=1, round=2)], actor="Ben", now=LATER)
    first, second = read(store, "harbour.txt").events[digest]
    assert (first.note, second.actor) == ("Surely.", "Ben")


def test_a_redacted_document_says_so_with_the_name_only_where_names_are_told(store: Store) -> None:
    judged_store(store)
    assert read(store, "harbour.txt").redacted is None
    with store.writing() as connection:
        redact(connection, find(connection, "harbour.txt"), actor="Ana", now=LATER, reason="court order")
    made = read(store, "harbour.txt")
    assert (made.lines, made.redacted) == ((), "[redacted on 10 April 2016 by Ana: court order]")
    assert read(store, "harbour.txt", history=False).redacted == "[redacted on 10 April 2016: court order]"


def test_a_document_that_nobody_extracted_or_judged(store: Store) -> None:
    put(store, document("Nothing to see."), [])
    made = read(store, "harbour.txt")
    assert (made.lines, made.provenance.run, made.provenance.checks) == ((), None, None)
    assert "No claim was found in this article." in page(made)


def test_an_older_revision_is_found_by_its_digest(store: Store) -> None:
    old, new = document(name="first name"), document(TEXT + "More.\n", name="harbour.md")
    put(store, old, usual_claims())
    put(store, new, usual_claims(new.text))
    assert read(store, "harbour.md").provenance.document == new.digest
    found = read(store, "harbour.txt", old.digest[:8].upper())
    assert (found.document.text, found.provenance.revision, found.provenance.stands) == (TEXT, 1, False)
    assert len(found.lines) == len(usual_claims())
    with pytest.raises(VerifyError) as refused:
        read(store, "harbour.txt", "xyz")
    assert refused.value.exit_code is ExitCode.USAGE
    assert str(refused.value) == (
        "no revision of 'harbour.txt' begins with 'xyz'. Stored are, the newest first: "
        f"{new.digest[:12]} (published 2016-04-09), {old.digest[:12]} (published 2016-04-09)."
    )


def test_an_article_that_nothing_is_called(store: Store) -> None:
    for article, shown in [
        ("harbour.txt", "h"), ("https://daily.example/pact", "pact.md"), ("a0", "same"), ("a1", "same"), ("a2", "x"),
        ("zoo", "x"),
    ]:  # fmt: skip
        put(store, document(article=article, name=shown), [])
    for name, message in [
        ("harbor.txt", "no article is called 'harbor.txt'. Nearest: 'harbour.txt'"),
        ("pact", "no article is called 'pact'. Nearest: 'https://daily.example/pact'"),
        ("articles/pact.md", "no article is called 'articles/pact.md'. Nearest: 'https://daily.example/pact'"),
        ("%", "no article is called '%'. Articles are: 'a0', 'a1', 'a2', 'harbour.txt', "
              "'https://daily.example/pact' and 1 more: verify report articles."),
        ("same", "2 articles are shown as 'same'. Name one of: 'a0', 'a1'."),
    ]:  # fmt: skip
        with pytest.raises(VerifyError) as refused:
            read(store, name)
        assert (str(refused.value), refused.value.exit_code) == (message, ExitCode.USAGE)


def test_a_store_without_articles(store: Store) -> None:
    making.load(store)
    with pytest.raises(
        VerifyError, match=r"no article is called 'x'\. None is stored yet: verify run ARTICLE"
    ):
        read(store, "x")
