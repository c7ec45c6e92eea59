"""What articles are to correct: due as long as they state it, made by the revision that does so no more."""

from __future__ import annotations

import pytest
from making import (
    LATER,
    TEXT,
    claim_of,
    dated,
    document,
    judge,
    judged_store,
    put,
    usual_checks,
    usual_claims,
)

from verify.review.corrections import Correction, corrections
from verify.review.decisions import decide
from verify.review.taking_back import undo
from verify.store.engine import Store
from verify.verdicts import Verdict


@pytest.fixture
def judged(store: Store) -> Store:
    judged_store(store)
    return store


def listed(store: Store, **wanted: str) -> list[Correction]:
    with store.reading() as connection:
        return list(corrections(connection, **wanted))


def decided(store: Store, quote: str, side: str = "article", note: str = "she left in 2014") -> None:
    with store.writing() as connection:
        decide(
            connection, claim_of(store, quote), Verdict.REFUTED, actor="Ana", now=LATER, side=side, note=note
        )


def test_a_correction_says_what_old_new_why_when_who_and_where(judged: Store) -> None:
    decided(judged, "Mara Lind")
    decided(judged, "4 May 2010", side="reference")
    decided(judged, "77", side="both", note="")
    first, second = listed(judged)
    start = TEXT.index("Mara Lind")
    assert first == Correction(
        claim=claim_of(judged, "Mara Lind"), article="harbour.txt", document="harbour.txt",
        document_digest=document().digest, part="body", span_start=start, span_end=start + 9, quote="Mara Lind",
        property="holds", subject="Mara Lind", stated=None, value="Mara Lind", recorded="Mara Lind",
        recorded_from="2008-01-01", recorded_to="2014-12-31", reason="she left in 2014", side="article",
        decided_by="Ana", decided_at=LATER, state="due", made_at=None, made_in=None, now_states=None,
    )  # fmt: skip
    assert (second.quote, second.side, second.recorded) == ("77", "both", None)
    with judged.writing() as connection:
        undo(connection, claim_of(judged, "77"), actor="Ana", now=LATER)
    assert [one.quote for one in listed(judged)] == ["Mara Lind"]


def test_a_later_revision_makes_it_and_going_back_unmakes_it(judged: Store) -> None:
    decided(judged, "1 March 1999", note="it was June")
    still = TEXT.replace("Resolutions", "The resolutions")
    put(judged, document(still), usual_claims(still))
    assert [(one.state, one.quote) for one in listed(judged)] == [("due", "1 March 1999")], (
        "it still states it"
    )
    fixed = TEXT.replace("1 March 1999", "1 June 1999")
    right = dated(fixed, "1 June 1999", "Ferry Pact", "concluded", "1999-06-01")
    put(judged, document(fixed), [right])
    judge(judged, usual_checks())
    (made,) = listed(judged)
    assert (made.state, made.value, made.now_states) == ("made", "1999-03-01", "1999-06-01")
    assert made.made_in == document(fixed).digest
    put(judged, document("Nothing is left of it."), [])
    assert [one.made_in for one in listed(judged)] == [document(fixed).digest], "the first that did"
    put(judged, document(), usual_claims())
    assert [(one.state, one.made_in) for one in listed(judged)] == [("due", None)]


def test_what_was_decided_anew_of_a_revision_is_one_row(judged: Store) -> None:
    decided(judged, "1 March 1999", note="first")
    still = TEXT.replace("Resolutions", "The resolutions")
    put(judged, document(still), usual_claims(still))
    judge(judged, usual_checks())
    with judged.writing() as connection:
        query = "SELECT digest FROM claim WHERE quote = '1 March 1999' ORDER BY id DESC LIMIT 1"
        claim = connection.exec_driver_sql(query).scalar_one()
        decide(connection, claim, Verdict.REFUTED, actor="Bo", now=LATER, side="article", note="again")
    assert [(one.reason, one.document_digest) for one in listed(judged)] == [
        ("again", document(still).digest)
    ]


def test_what_is_wanted_of_them(judged: Store) -> None:
    decided(judged, "Mara Lind")
    for wanted, count in (
        ({"since": "2016-04-10"}, 1),
        ({"since": "2016-04-11"}, 0),
        ({"state": "due"}, 1),
        ({"state": "made"}, 0),
        ({"article": "harbour.txt"}, 1),
        ({"article": "harbour"}, 0),
    ):
        assert len(listed(judged, **wanted)) == count, wanted
