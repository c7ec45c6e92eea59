"""Two reviewers: who is one person, what takes two, what the second never learns, and what an answer rests on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from making import (
    NOW,
    TEXT,
    claim_of,
    copied_reference,
    document,
    edit,
    judge,
    judged_store,
    load,
    put,
    usual_checks,
    usual_claims,
)

from verify.errors import ExitCode, VerifyError
from verify.policy import Policy
from verify.report.views import VIEWS
from verify.report.views.read import read_view
from verify.review.carrying_over import carry_over
from verify.review.claim_ids import find_claim
from verify.review.desk import Desk, Filter, Item, Nothing
from verify.review.log import Entry, append
from verify.review.objects import done_object, event_object, stats_object
from verify.review.projection import misqueued
from verify.store.engine import Store
from verify.store.people import person_key, person_name
from verify.verdicts import Verdict

REFUTED, SUPPORTED = Verdict.REFUTED, Verdict.SUPPORTED
TWO = Policy(kinds=frozenset({"office", "resolution", "agreement"}))


def desk(store: Store, actor: str, policy: Policy = TWO) -> Desk:
    return Desk(store, actor, lambda: NOW, policy)


def refused(does: Callable[[], object]) -> str:
    with pytest.raises(VerifyError) as error:
        does()
    assert error.value.exit_code == ExitCode.USAGE
    return error.value.message


def logged(store: Store, actor: str) -> list[tuple[str, str | None, str, bool]]:
    """The decisions of the log as somebody sees them."""
    return [
        (event.event, event.verdict.label if event.verdict else None, event.note, event.withheld)
        for event in desk(store, actor).log()
        if event.event not in ("undo", "redo")
    ]


def viewed(store: Store) -> list[tuple[str, str | None, str, bool]]:
    """The decisions of the log as the view tells them to everybody."""
    with store.reading() as connection:
        columns, rows = read_view(connection, VIEWS["decisions"])
        told = [dict(zip(columns, row, strict=True)) for row in rows]
    return [
        (row["event"], row["verdict"], row["note"], bool(row["withheld"]))
        for row in told
        if row["event"] not in ("undo", "redo")
    ]


def test_one_person_stays_one_however_the_name_is_written(store: Store) -> None:
    judged_store(store)
    claim = claim_of(store, "Mara Lind")
    desk(store, "Ana Lí").decide(claim, REFUTED)
    for name in ("ana  lí ", "ANA LI\u0301", "Ana\u200b L\u00ed", "A\x07na Lí", "\x1fAna\x1eLí\x1d"):
        again = desk(store, name)
        assert refused(lambda again=again: again.decide(claim, REFUTED)) == (  # type: ignore[misc]
            "you decided this claim first: a second reviewer decides it next."
        )
        assert not again.look(claim).blind
        nothing = again.next(Filter(kind="office"))
        assert isinstance(nothing, Nothing)
        assert nothing.words() == "1 waits for another reviewer than you."
    desk(store, "Bo").assign(claim, " CY")
    assert isinstance(desk(store, "cy").next(Filter(kind="office", assignee="Cy")), Item)
    assert desk(store, "cy").decide(claim, REFUTED).stands
    for nobody in ("", " \t", "\u200b", "\x07"):
        assert refused(lambda nobody=nobody: desk(store, nobody)) == f"{nobody!r} is no name of a person."  # type: ignore[misc]
    assert person_key("ﬁ") == person_key("FI")
    assert person_name(" Ana \n Lí") == "Ana Lí"


def test_what_names_are_divided_by_divides_none(store: Store) -> None:
    load(store)
    publishers = ("A\x1fB", "\x1e", "A\x1d2B", None)
    for number, publisher in enumerate(publishers):
        put(store, document(article=f"{number}.txt", publisher=publisher), usual_claims())
    judge(store, usual_checks())
    ana = desk(store, "Ana")
    waiting = {publisher: ana.lines(Filter(publisher=publisher)) for publisher in publishers[:3]}
    led = [[line.lead.article for line in lines] for lines in waiting.values()]
    assert led == [["0.txt"] * 4, ["1.txt"] * 4, ["2.txt"] * 4]
    desk(store, "Bo\x1f").assign(waiting["A\x1fB"][1].id, "C\x1dy")
    assert [line.assignee for line in ana.lines(Filter(assignee="c y"))] == ["C y"]
    with store.reading() as connection:
        assert misqueued(connection, NOW) == 0


@pytest.mark.parametrize("event", ["discard", "correct"])
def test_that_there_is_no_such_claim_takes_two_as_well(store: Store, event: str) -> None:
    judged_store(store)
    claim = claim_of(store, "Mara Lind")

    def says(actor: str, quote: str = "Mara") -> object:
        at = desk(store, actor)
        return (
            at.discard(claim, note="SECRET")
            if event == "discard"
            else at.correct(claim, quote=quote, note="SECRET")
        )

    first = says("Ana")
    assert done_object(first)["waits_for"] == "second review"  # type: ignore[arg-type]
    assert desk(store, "Bo").look(claim).state == "second review"
    assert logged(store, "Bo") == viewed(store) == [("decide", None, "", True)]
    assert desk(store, "Bo").log()[0].digest == "", "that of few verdicts tells which"
    assert refused(lambda: says("ana")).startswith("you decided this claim first")
    assert done_object(says("Bo"))["stands"] is True  # type: ignore[arg-type]
    assert desk(store, "Bo").look(claim).state == "decided"
    assert desk(store, "Bo").stats().agreement.agreed == 1.0
    desk(store, "Bo").undo()
    assert desk(store, "Bo").decide(claim, REFUTED).waits_for == "disagreement"
    assert desk(store, "Cy").stats().agreement.agreed == 0.0
    if event == "correct":
        desk(store, "Bo").undo()
        assert done_object(says("Bo", "Lind"))["waits_for"] == "disagreement"  # type: ignore[arg-type]


def test_a_first_decision_that_was_taken_back_is_told_to_nobody_for_it_may_hold_again(store: Store) -> None:
    judged_store(store)
    claim = claim_of(store, "Mara Lind")
    ana, bo = desk(store, "Ana"), desk(store, "Bo")
    ana.decide(claim, REFUTED, note="SECRET")
    told = [done_object(bo.undo(claim)), *map(event_object, bo.log()), stats_object(bo.stats())]
    assert logged(store, "Bo") == viewed(store) == [("decide", None, "", True)]
    told += [done_object(bo.redo(claim)), *map(event_object, bo.log()), stats_object(bo.stats())]
    assert "SECRET" not in json.dumps(told)
    assert "refuted" not in json.dumps([one for one in told if "reviewers" not in one])
    assert bo.stats().verdicts == {}
    assert logged(store, "Ana") == [("decide", "refuted", "SECRET", False)]


def test_an_answer_does_not_hold_again_without_what_it_answered(store: Store) -> None:
    judged_store(store)
    claim = claim_of(store, "Mara Lind")
    ana, bo, cy = desk(store, "Ana"), desk(store, "Bo"), desk(store, "Cy")
    for verdict, third in ((REFUTED, None), (SUPPORTED, cy)):
        ana.decide(claim, REFUTED)
        bo.decide(claim, verdict)
        last = bo if third is None else third
        if third is not None:
            third.decide(claim, SUPPORTED)
            third.undo()
        bo.undo()
        ana.undo()
        assert refused(last.redo) == (
            f"the decision on claim {claim[:8]} answered another reviewer's, which was taken back since."
        )
        assert ana.look(claim).state == "refuted"


def test_a_second_reviewer_who_sees_other_evidence_begins_anew(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    load(store, folder)
    put(store, document(), usual_claims())
    judge(store, usual_checks(), folder)
    claim = claim_of(store, "4 May 2010")
    desk(store, "Ana").decide(claim, REFUTED)
    edit(folder, "facts", "Harbour Treaty,concluded,,2010-05-04", "Harbour Treaty,concluded,,2010-05-05")
    load(store, folder)
    judge(store, usual_checks(), folder)
    assert desk(store, "Bo").decide(claim, REFUTED).waits_for == "second review"
    assert refused(lambda: desk(store, "Bo").decide(claim, REFUTED)).startswith(
        "you decided this claim first"
    )
    assert desk(store, "Ana").decide(claim, REFUTED).stands


def test_carried_decisions_go_with_the_one_they_repeat(store: Store) -> None:
    judged_store(store)
    claim = claim_of(store, "Mara Lind")
    ana = desk(store, "Ana", Policy())
    ana.decide(claim, SUPPORTED)
    for text in (TEXT + " It rained.", TEXT + " It snowed."):
        stored = put(store, document(text), usual_claims(text))
        with store.writing() as connection:
            assert carry_over(connection, [stored.document_id], now=NOW) == 1
        judge(store, usual_checks())
    assert ana.counts().undecided == 3
    assert len(ana.undo().claims) == 3
    assert [line.lead.quote for line in ana.lines()] == ["Mara Lind", "4 and", "1 March 1999", "77"]
    assert len(ana.redo().claims) == 3
    assert ana.counts().undecided == 3


def test_an_undo_reaches_behind_any_number_of_events(store: Store) -> None:
    judged_store(store)
    ana, claim, other = desk(store, "Ana", Policy()), claim_of(store, "Mara Lind"), claim_of(store, "77")
    ana.decide(claim, REFUTED)
    with store.writing() as connection:
        number, _ = find_claim(connection, other)
        append(connection, [Entry("note", number, note=str(at)) for at in range(1100)], actor="Ana", now=NOW)
    assert len(ana.undo().claims) == 1
    assert ana.undo().claims == (claim,)


def test_a_key_is_of_one_decision_whole(store: Store) -> None:
    judged_store(store)
    ana, claim = desk(store, "Ana", Policy()), claim_of(store, "Mara Lind")
    ana.decide(claim, REFUTED, note="by the gazette", idempotency_key="k")
    assert refused(lambda: ana.decide(claim, REFUTED, note="by ear", idempotency_key="k")) == (
        f"the idempotency key 'k' is that of a decision on claim {claim[:8]}."
    )
    assert refused(lambda: ana.decide(claim, REFUTED, idempotency_key="")) == "the idempotency key is empty."


def test_a_filter_of_what_there_is_not_is_told(store: Store) -> None:
    judged_store(store)
    put(store, document(article="other.txt", publisher="Daily"), usual_claims())
    judge(store, usual_checks())
    ana = desk(store, "Ana", Policy())
    for wanted, message, hint in [
        (Filter(kind="ofice"), "no kind of claims is called 'ofice'.", "The nearest is: --kind 'office'."),
        (
            Filter(publisher="Daly"),
            "no article is published by 'Daly'.",
            "The nearest is: --publisher 'Daily'.",
        ),
        (
            Filter(article="othr.txt"),
            "no article is called 'othr.txt'.",
            "Nearest: 'other.txt'",
        ),
        (
            Filter(subject="Mara Lindt"),
            "nothing is known of a subject 'Mara Lindt'.",
            "--subject 'Mara Lind'.",
        ),
    ]:
        for asks in (ana.next, ana.lines, ana.counts, ana.stats):
            with pytest.raises(VerifyError) as error:
                asks(wanted)
            assert (error.value.message, hint in str(error.value.hint)) == (message, True), error.value.hint
    assert len(ana.lines(Filter(article="other.txt"))) == 4, "also where another article's claim leads"
    nothing = ana.next(Filter(kind="office", state="conflicting"))
    assert isinstance(nothing, Nothing)
    assert nothing.words() == "Nothing that fits is left to decide; 4 wait that do not fit."
