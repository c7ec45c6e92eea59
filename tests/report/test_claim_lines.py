"""The claims of documents as reports show them: in order, with their place, record, sources and decision."""

from __future__ import annotations

from making import (
    LATER,
    TEXT,
    cited,
    claim_of,
    dated,
    document,
    judge,
    judged_store,
    load,
    put,
    usual_checks,
    usual_claims,
)

from verify.claims import Part
from verify.report.checks import check_lines, check_object, refuted_claims
from verify.report.claims import ClaimLine, SourceLine, claim_line, claim_lines, claim_lines_by_id
from verify.report.documents import document_heads, published_words
from verify.review.decisions import decide
from verify.store.engine import Store
from verify.verdicts import Outcome, Verdict

REFUTED, CONFLICTING, SUPPORTED, UNKNOWN = Verdict


def lines_of(store: Store, documents: list[int]) -> list[ClaimLine]:
    with store.reading() as connection:
        return claim_lines(connection, documents)


def test_claims_stand_in_the_order_of_the_text_with_what_was_found(store: Store) -> None:
    judged_store(store)
    lines = lines_of(store, [1])
    assert [(line.quote, line.status, line.outcome, line.expected) for line in lines] == [
        ("4 May 2010", SUPPORTED, Outcome.AGREES, "2010-05-04"),
        ("2 June 2010", SUPPORTED, Outcome.AGREES, "2010-06-02"),
        ("Mara Lind", REFUTED, Outcome.TRUE_AT_ANOTHER_DATE, "Mara Lind"),
        ("1 March 1999", CONFLICTING, Outcome.SOURCES_CONFLICT, "1999-03-01"),
        ("3,", SUPPORTED, Outcome.AGREES, "2003-09-30"),
        ("4 and", REFUTED, Outcome.ABSENT_FROM_A_COMPLETE_LIST, None),
        ("77", UNKNOWN, Outcome.NO_RECORD, None),
    ]
    first = lines[0]
    assert (first.check, first.check_title) == ("small/concluded", "The concluded one")
    assert (first.check_place, first.severity) == ("checks/small.feature:3", "error")
    assert first.sources == (
        SourceLine("Almanac of Treaties", "Example Press", "https://almanac.example/"),
        SourceLine("The Harbour Gazette", "Tidal Council", "https://gazette.example/"),
    )
    assert (first.record, first.explanation) == ("4 May 2010", "The record says 4 May 2010.")
    assert (first.decided_by, first.reopened) == (None, False)
    assert TEXT[first.start : first.end] == first.quote


def test_line_and_column_count_from_one_in_code_points(store: Store) -> None:
    for text, line, column in [
        ("1 March 1999", 1, 1),
        ("On 1 March 1999", 1, 4),
        ("One\nTwo\nOn 1 March 1999\n", 3, 4),
        ("One\r\nTwo\r\nOn 1 March 1999\r\n", 3, 4),
        ("\n\n1 March 1999", 3, 1),
        ("😀𝔄 1 March 1999", 1, 4),
        ("😀\n𝔄\u0301 1 March 1999", 2, 4),
        ("\ufeffA\u2028B 1 March 1999", 1, 6),
    ]:
        written = put(
            store, document(text), [dated(text, "1 March 1999", "Ferry Pact", "concluded", "1999-03-01")]
        )
        (found,) = lines_of(store, [written.document_id])
        assert (found.line, found.column) == (line, column)


def test_claims_of_the_headline_come_first_and_count_there(store: Store) -> None:
    headline = "Ferries 😀 since 1 March 1999"
    text = "1 March 1999 it was."
    claims = [
        dated(text, "1 March 1999", "Ferry Pact", "concluded", "1999-03-01"),
        dated(headline, "1 March 1999", "Ferry Pact", "concluded", "1999-03-01", part=Part.HEADLINE),
    ]
    written = put(store, document(text, headline=headline), claims)
    lines = lines_of(store, [written.document_id])
    assert [(line.part, line.line, line.column) for line in lines] == [("headline", 1, 17), ("body", 1, 1)]


def test_documents_come_in_the_order_asked_for_and_their_retired_claims_are_left_out(store: Store) -> None:
    first = put(store, document(), usual_claims()).document_id
    second = put(store, document(article="b.txt"), usual_claims()[:2]).document_id
    put(store, document(), usual_claims()[:1], extractor="test 2")
    lines = lines_of(store, [second, first])
    assert [(line.article, line.quote) for line in lines] == [
        ("b.txt", "4 May 2010"), ("b.txt", "2 June 2010"), ("harbour.txt", "4 May 2010"),
    ]  # fmt: skip
    assert lines_of(store, []) == []
    assert lines_of(store, [999]) == []


def test_a_claim_by_the_beginning_of_its_id(store: Store) -> None:
    judged_store(store)
    digest = claim_of(store, "77")
    with store.reading() as connection:
        for given in (digest, digest[:6], digest[:6].upper()):
            assert [line.claim for line in claim_line(connection, given)] == [digest]
        for given in ("_", "%", "zz"):
            assert claim_line(connection, given) == []
        everything = [line.claim for line in claim_line(connection, "")]
    assert everything == sorted(everything), "several come in the order of their ids"
    assert len(everything) == len(usual_claims())


def test_claims_by_row_keep_the_order_asked_for(store: Store) -> None:
    judged_store(store)
    with store.reading() as connection:
        assert [line.quote for line in claim_lines_by_id(connection, [7, 1, 999, 3])] == [
            "77",
            "4 May 2010",
            "Mara Lind",
        ]


def test_who_decided_is_told(store: Store) -> None:
    judged_store(store)
    with store.writing() as connection:
        decide(connection, claim_of(store, "77"), SUPPORTED, actor="Ana", now=LATER)
    line = lines_of(store, [1])[-1]
    assert (line.status, line.outcome, line.decided_by) == (SUPPORTED, Outcome.NO_RECORD, "Ana")


def test_more_claims_and_documents_than_one_statement_takes(store: Store) -> None:
    load(store)
    ids = [
        put(store, document(article=f"{number}.txt"), [cited(TEXT, "3,", f"T/RES/{number}")]).document_id
        for number in range(3)
    ]
    text = " ".join(f"no. {number}" for number in range(1100))
    many = put(
        store, document(text), [cited(text, f"no. {number}", f"T/RES/{number}") for number in range(1100)]
    )
    judge(store, usual_checks())
    lines = lines_of(store, [*ids, many.document_id])
    assert len(lines) == 1103
    assert [line.subject for line in lines[:4]] == ["T/RES/0", "T/RES/1", "T/RES/2", "T/RES/0"]
    with store.reading() as connection:
        assert len(claim_lines_by_id(connection, list(range(1, 1104)))) == 1103


def test_heads_of_documents(store: Store) -> None:
    first = put(store, document(), []).document_id
    second = put(store, document("Other.", article="b.txt", published=None), []).document_id
    with store.reading() as connection:
        assert document_heads(connection, [second, 999, first]) == [
            (second, "b.txt", None), (first, "harbour.txt", "2016-04-09"),
        ]  # fmt: skip


def test_the_publication_date_in_words() -> None:
    assert published_words("2016-04-09") == "published Saturday 9 April 2016"
    assert published_words("2016-04") == "published April 2016"
    assert published_words("2016") == "published 2016"
    assert (
        published_words(None) == "no publication date (--published DATE makes more of its claims comparable)"
    )


def test_checks_with_the_claims_they_settled(store: Store) -> None:
    judged_store(store)
    with store.reading() as connection:
        lines = check_lines(connection)
    assert [(line.check, line.line, line.claims) for line in lines] == [
        ("small/concluded", 3, 2), ("small/signed", 10, 1), ("small/holds", 20, 1), ("small/cited", 30, 3),
    ]  # fmt: skip
    assert check_object(lines[3]) == {
        "check": "small/cited", "title": "The cited one", "feature": "checks/small.feature", "line": 30,
        "severity": "error", "claims": 3, "refuted": 1, "conflicting evidence": 0, "supported": 1,
        "not enough evidence": 1,
    }  # fmt: skip
    judge(store, usual_checks()[:1])
    with store.reading() as connection:
        assert [line.check for line in check_lines(connection)] == ["small/concluded"]


def test_the_claims_that_a_check_refutes_in_the_order_they_were_stored(store: Store) -> None:
    judged_store(store)
    put(store, document(article="a.txt"), usual_claims())
    judge(store, usual_checks())

    def refuted(check: str, limit: int | None = None) -> list[tuple[str, str]]:
        with store.reading() as connection:
            return [
                (line.article, line.quote) for line in refuted_claims(connection, [check], limit=limit)[check]
            ]

    assert refuted("small/cited") == [("harbour.txt", "4 and"), ("a.txt", "4 and")]
    assert refuted("small/cited", limit=1) == [("harbour.txt", "4 and")]
    assert refuted("small/holds") == [("harbour.txt", "Mara Lind"), ("a.txt", "Mara Lind")]
    assert refuted("small/signed") == refuted("small/unheard") == []
    put(store, document("Nothing is left."), [])
    assert refuted("small/cited") == [("a.txt", "4 and")], "only claims that stand"
    with store.reading() as connection:
        counts = {line.check: line.counts[Verdict.REFUTED] for line in check_lines(connection)}
    assert (counts["small/cited"], counts["small/holds"]) == (1, 1)
