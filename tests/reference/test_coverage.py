"""What articles ask about most and the reference lacks, on both databases."""

from __future__ import annotations

from making import TEXT, dated, document, load, usual_claims

from verify.reference.coverage import Gap, coverage
from verify.reference.records import refresh_records
from verify.store.engine import Store
from verify.store.ingest import write_document


def put(store: Store, article: str, claims: list, text: str = TEXT) -> None:  # type: ignore[type-arg]
    with store.writing() as connection:
        write_document(
            connection, document(text, article=article), claims, extractor="x", vocabulary="v", now="2016"
        )
        refresh_records(connection)


def asked(text: str, subject: str, name: str = "concluded") -> object:
    return dated(text, "4 May 2010", subject, name, "2010-05-04")


def test_the_gaps_that_most_articles_ask_about_come_first(store: Store) -> None:
    load(store)
    put(store, "a.txt", [*usual_claims(), asked(TEXT, "Salt Accord")])
    put(store, "b.txt", [asked(TEXT, "Salt Accord"), asked(TEXT, "Moon Pact")])
    put(store, "c.txt", [asked(TEXT, "Moon Pact", "signed"), asked(TEXT, "Salt Accord", "signed")])
    with store.reading() as connection:
        found = coverage(connection)
        subjects = coverage(connection, by="subject")
        properties = coverage(connection, by="property")
    assert found.gaps[0] == Gap("Salt Accord", "concluded", 2, 2, "subject", "4 May 2010")
    assert {(gap.subject, gap.property, gap.articles, gap.known) for gap in found.gaps[1:]} == {
        ("Moon Pact", "concluded", 1, "nothing"),
        ("Moon Pact", "signed", 1, "nothing"),
        ("Salt Accord", "signed", 1, "subject"),
        ("T/RES/77", "cited", 1, "nothing"),
    }
    assert (found.claims, found.answered) == (12, 6)
    assert [(gap.subject, gap.property, gap.articles) for gap in subjects.gaps] == [
        ("Salt Accord", None, 3), ("Moon Pact", None, 2), ("T/RES/77", None, 1),
    ]  # fmt: skip
    assert [(gap.property, gap.articles, gap.claims) for gap in properties.gaps] == [
        ("concluded", 2, 3), ("signed", 1, 2), ("cited", 1, 1),
    ]  # fmt: skip


def test_a_claim_that_no_longer_stands_asks_nothing(store: Store) -> None:
    load(store)
    put(store, "a.txt", [asked(TEXT, "Salt Accord")])
    put(store, "a.txt", [], TEXT + "Changed.\n")
    with store.reading() as connection:
        assert coverage(connection).gaps == ()
