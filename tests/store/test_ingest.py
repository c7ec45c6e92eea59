"""Documents and claims in the store: what is there already stays, what is no longer found is retired."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import (
    SMALL_REFERENCE,
    TEXT,
    claim_of,
    dated,
    document,
    load,
    office,
    put,
    rows,
    snapshot,
    usual_claims,
)
from sqlalchemy import select, text

from verify import workbench
from verify.claims import Polarity, Problem, Span
from verify.documents import Document
from verify.errors import VerifyError
from verify.reference.vocabulary import read_vocabulary
from verify.store.engine import Store
from verify.store.ingest import extraction_stands
from verify.store.schema import METADATA

VOCABULARY = read_vocabulary(SMALL_REFERENCE)


def standing(store: Store) -> dict[str, list[str]]:
    """The quotes of the claims that stand, by article."""
    found: dict[str, list[str]] = {}
    with store.reading() as connection:
        query = text("SELECT article, quote FROM v_claim_status ORDER BY article, span_start")
        for article, quote in connection.execute(query):
            found.setdefault(article, []).append(quote)
    return found


@pytest.mark.parametrize("published", ["2016-04-09", "2016-04", "2016"])
def test_a_publication_date_is_kept_as_given(store: Store, published: str) -> None:
    given = document(published=published)
    put(store, given, [])
    table = METADATA.tables["document"]
    with store.reading() as connection:
        kept = connection.execute(select(table.c.published, table.c.published_day)).one()
    assert tuple(kept) == (published, given.published_day)


def test_the_same_article_twice_changes_nothing(store: Store) -> None:
    load(store)
    first = workbench.ingest(store, [document()], VOCABULARY)
    assert (first.new_documents, first.new_claims > 0) == (1, True)
    before = snapshot(store)
    again = workbench.ingest(store, [document()], VOCABULARY)
    assert snapshot(store) == before
    assert again.document_ids == first.document_ids
    assert (again.new_documents, again.new_claims, again.retired_claims) == (0, 0, 0)


@pytest.mark.parametrize(
    "revised",
    [document(TEXT + "More."), document(published="2016-04-10"), document(headline="A treaty")],
    ids=["text", "published", "headline"],
)
def test_a_changed_article_is_a_new_document_of_it(store: Store, revised: Document) -> None:
    claim = dated(TEXT, "4 May 2010", "Harbour Treaty", "concluded", "2010-05-04")
    first = put(store, document(), [claim])
    second = put(store, revised, [replace(claim, value="2010")])
    assert (second.new_document, second.added) == (True, 1)
    assert [(row[1], row[2]) for row in rows(store, "article")] == [("harbour.txt", second.document_id)]
    assert len(rows(store, "document")) == 2
    with store.reading() as connection:
        values = connection.scalars(text("SELECT value FROM v_claim_status")).all()
    assert values == ["2010"]
    assert first.document_id != second.document_id


def test_a_day_of_publication_is_known_only_where_it_is_stated(store: Store) -> None:
    for published, day in [("2016-04-09", 736063), ("2016-04", None), ("2016", None), (None, None)]:
        put(store, document(published=published), [])
        row = METADATA.tables["document"]
        with store.reading() as connection:
            latest = select(row.c.published, row.c.published_day).order_by(row.c.id.desc()).limit(1)
            found = connection.execute(latest).one()
        assert tuple(found) == (published, day)


def test_a_text_is_stored_once(store: Store) -> None:
    put(store, document(), [])
    put(store, document(published=None), [])
    put(store, document(article="other.txt"), [])
    assert len(rows(store, "document")) == 3
    assert [row[2] for row in rows(store, "text")] == [TEXT]


def test_back_to_the_earlier_text_that_document_stands_again(store: Store) -> None:
    first = put(store, document(), usual_claims())
    put(store, document("Nothing is left."), [])
    assert standing(store) == {}
    again = put(store, document(), usual_claims())
    assert (again.document_id, again.new_document, again.added, again.retired) == (
        first.document_id,
        False,
        0,
        0,
    )
    assert len(standing(store)["harbour.txt"]) == len(usual_claims())
    assert len(rows(store, "document")) == 2


def test_claims_retired_and_revived_keep_their_rows(store: Store) -> None:
    claims = usual_claims()
    put(store, document(), claims)
    before = rows(store, "claim")
    assert put(store, document(), claims[1:], extractor="test 2").retired == 1
    assert "4 May 2010" not in standing(store)["harbour.txt"]
    revived = put(store, document(), claims, extractor="test 3")
    assert (revived.added, revived.retired) == (1, 0)
    assert rows(store, "claim") == before


def test_a_claim_found_twice_is_stored_once(store: Store) -> None:
    claim = usual_claims()[0]
    assert put(store, document(), [claim, claim]).added == 1


def test_an_extraction_stands_for_its_document_extractor_and_vocabulary(store: Store) -> None:
    put(store, document(), [], extractor="test 1")

    def stands(found: Document, extractor: str, vocabulary: str) -> bool:
        with store.reading() as connection:
            return extraction_stands(connection, found, extractor, vocabulary) is not None

    assert stands(document(), "test 1", "v" * 64)
    assert not stands(document(), "test 2", "v" * 64)
    assert not stands(document(), "test 1", "w" * 64)
    assert not stands(document(published=None), "test 1", "v" * 64)
    put(store, document("Other."), [], extractor="test 1")
    assert not stands(document(), "test 1", "v" * 64), "an earlier revision does not stand"


def test_a_hundred_documents_in_a_batch_and_one_more(store: Store) -> None:
    load(store)
    documents = [
        document(
            f"The Harbour Treaty was concluded on {day} May 2010. It is no. {number}.",
            article=f"{number}.txt",
        )
        for number, day in enumerate([1 + number % 28 for number in range(101)])
    ]
    done: list[int] = []
    made = workbench.ingest(store, documents, VOCABULARY, progress=done.append)
    assert done == [100, 101]
    assert (made.new_documents, len(set(made.document_ids)), made.errors) == (101, 101, ())
    assert len(standing(store)) == 101
    again = workbench.ingest(store, documents, VOCABULARY)
    assert again.document_ids == made.document_ids
    assert again.new_claims == 0


def test_one_article_that_cannot_be_read_does_not_stop_the_others(store: Store) -> None:
    load(store)
    broken = VerifyError("it is empty.", place="empty.txt")
    made = workbench.ingest(store, [document(), broken, document(article="b.txt")], VOCABULARY)
    assert (len(made.document_ids), made.errors) == (2, (broken,))


def test_keys_are_shared_by_equal_questions(store: Store) -> None:
    load(store)
    claims = [
        dated(TEXT, "4 May 2010", "Harbour Treaty", "concluded", "2010-05-04"),
        dated(TEXT, "2 June 2010", "Harbour Treaty", "concluded", "2010-06-02"),
        office(TEXT, "Mara Lind", "Mara Lind"),
        dated(TEXT, "1 March 1999", "Harbour Treaty", "unknown property", "1999-03-01"),
    ]
    put(store, document(), claims)
    keys = {row[0]: row[1] for row in rows(store, "claim_key")}
    table = METADATA.tables["claim"]
    with store.reading() as connection:
        asked = {row.quote: row.key_id for row in connection.execute(select(table.c.quote, table.c.key_id))}
    assert asked["4 May 2010"] == asked["2 June 2010"]
    assert keys[asked["Mara Lind"]] == "harbour master", "the key of an office is the office"
    assert asked["1 March 1999"] is None, "a property that the reference does not describe has no key"


def test_bounds_are_those_of_the_dates(store: Store) -> None:
    load(store)
    claims = [
        dated(TEXT, "4 May 2010", "Harbour Treaty", "concluded", "2010-05", stated="XXXX-05", weekday=2),
        replace(usual_claims()[4], stated="2003", value="2003"),
    ]
    put(store, document(), claims)
    table = METADATA.tables["claim"]
    names = ("stated_earliest", "value_earliest", "value_latest", "month_day_from", "month_day_to", "weekday")
    with store.reading() as connection:
        found = connection.execute(select(*(table.c[name] for name in names)).order_by(table.c.id)).all()
    first, last = datetime.date(2010, 5, 1).toordinal(), datetime.date(2010, 5, 31).toordinal()
    assert tuple(found[0]) == (None, first, last, 501, 531, 2)
    assert tuple(found[1]) == (None,) * 6, "the number of a resolution is no year"


@pytest.mark.parametrize(
    ("change", "comparable"),
    [({}, 1)]
    + [({"polarity": polarity}, 0) for polarity in Polarity if polarity is not Polarity.ASSERTED]
    + [({"problem": problem}, 0) for problem in Problem],
    ids=str,
)
def test_only_what_is_asserted_plainly_is_comparable(
    new_database: Callable[..., str], change: dict[str, object], comparable: int
) -> None:
    from verify.store.engine import connect

    store = connect(new_database("sqlite"))
    put(store, document(), [replace(usual_claims()[0], **change)])  # type: ignore[arg-type]
    with store.reading() as connection:
        assert connection.execute(select(METADATA.tables["claim"].c.comparable)).scalar_one() == comparable
    store.close()


def test_what_no_database_keeps_is_refused_before_anything_is_written(store: Store) -> None:
    before = snapshot(store)
    for change, message in [
        ({"text": "A\0B"}, "the text holds U+0000 at character 1, which no database keeps."),
        ({"text": "half \ud83d"}, "the text holds U+D83D at character 5, which no database keeps."),
        ({"headline": "\0"}, "the headline holds U+0000 at character 0, which no database keeps."),
        ({"publisher": "P\udc80"}, "the publisher holds U+DC80 at character 1, which no database keeps."),
    ]:
        with pytest.raises(VerifyError) as error:
            put(store, document(**change), [])  # type: ignore[arg-type]
        assert (error.value.message, error.value.place) == (message, "harbour.txt")
        assert snapshot(store) == before


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1))
def test_text_of_any_script_comes_back_as_it_was(store: Store, content: str) -> None:
    name = uuid.uuid4().hex
    found = document(content, article=name, headline=content, publisher=content)
    claim = replace(usual_claims()[0], span=Span.of(content, 0, len(content)), subject=content, asks=content)
    put(store, found, [claim])
    row, kept, stated = METADATA.tables["document"], METADATA.tables["text"], METADATA.tables["claim"]
    query = (
        select(
            kept.c.content, kept.c.length, row.c.headline, row.c.publisher, stated.c.quote, stated.c.subject
        )
        .join(row, row.c.text_id == kept.c.id)
        .join(stated, stated.c.document_id == row.c.id)
        .where(row.c.name == name)
    )
    with store.reading() as connection:
        assert tuple(connection.execute(query).one()) == (content, len(content), *[content] * 4)


def test_the_id_of_a_claim_is_that_of_the_contract(store: Store) -> None:
    from verify.claims import claim_id

    put(store, document(), usual_claims())
    assert claim_of(store, "4 May 2010") == claim_id(document().digest, usual_claims()[0])
