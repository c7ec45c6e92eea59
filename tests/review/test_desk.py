"""The desk: leases and drafts, what is outdated, two reviewers blind to each other, carrying over, an empty queue."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from making import (
    NOW,
    TEXT,
    USUAL,
    check,
    cited,
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
from sqlalchemy import event, text

from verify.errors import ExitCode, VerifyError
from verify.policy import Policy
from verify.report.views import VIEWS
from verify.report.views.read import read_view
from verify.review.agreement import agreement
from verify.review.carrying_over import carry_over
from verify.review.desk import Desk, Filter, Item, Nothing, Outdated
from verify.review.faces.rows import text_of
from verify.review.faces.session import Session
from verify.review.objects import event_object, item_object, line_object, stats_object
from verify.store.engine import Store, connect
from verify.verdicts import Outcome, Verdict

REFUTED, SUPPORTED, UNKNOWN = Verdict.REFUTED, Verdict.SUPPORTED, Verdict.NOT_ENOUGH_EVIDENCE
LATE = "2016-04-09T12:15:00.000001Z"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> str:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(store: Store, clock: Clock) -> Callable[..., Desk]:
    """Makes a reviewer's desk at a judged store: Mara Lind and 4 refuted, 1 March 1999 conflicting, 77 unknown."""
    judged_store(store)

    def of(actor: str = "Ana", policy: Policy | None = None, session: str = "") -> Desk:
        return Desk(store, actor, clock, policy or Policy(), session)

    return of


def taken(found: Item | Nothing) -> Item:
    assert isinstance(found, Item), found
    return found


def refused(does: Callable[[], object]) -> VerifyError:
    with pytest.raises(VerifyError) as error:
        does()
    assert error.value.exit_code == ExitCode.USAGE
    return error.value


def test_nobody_gets_what_another_has_until_the_lease_runs_out(
    desk: Callable[..., Desk], clock: Clock
) -> None:
    first = taken(desk("Ana").next())
    assert (first.lead.quote, first.lease and first.lease.until) == (
        "Mara Lind",
        "2016-04-09T12:15:00.000000Z",
    )
    assert taken(desk("Ana").next()).id == first.id, "what one has comes again"
    assert taken(desk("Bo").next()).lead.quote == "4 and"
    assert taken(desk("Ana", session="2").next()).lead.quote == "1 March 1999"
    held = refused(lambda: desk("Cy").decide(first.id, REFUTED))
    assert (held.message, held.hint) == (
        f"Ana has claim {first.id[:8]} until 12:15 UTC.", "Go on with: verify queue next",
    )  # fmt: skip
    clock.now = "2016-04-09T12:10:00.000000Z"
    desk("Ana").draft(first.id, "she left in")
    clock.now = LATE
    lease = desk("Bo").look(first.id).lease
    assert lease is not None
    assert lease.until == "2016-04-09T12:25:00.000000Z", "who writes keeps it"
    clock.now = "2016-04-09T12:25:00.000000Z"
    assert taken(desk("Bo").next()).id == first.id
    assert desk("Bo").look(first.id).draft == ""
    assert desk("Ana").look(first.id).draft == "she left in", "a draft outlives the lease"
    assert refused(lambda: desk("Ana").renew(first.id)).message.startswith("Bo has claim")
    assert desk("Bo").release() == 1
    desk("Ana").decide(first.id, REFUTED, note="she left in 2014")
    assert desk("Ana").look(first.id).draft == ""


def test_an_empty_queue_says_why(desk: Callable[..., Desk], clock: Clock) -> None:
    ana = desk("Ana")
    wanted = Filter(state="refuted")
    one, other = taken(ana.next(wanted)).id, taken(desk("Bo").next(wanted)).id
    ana.skip(one)
    nothing = ana.next(wanted)
    assert isinstance(nothing, Nothing)
    assert nothing.words() == "Others hold what is left: Bo (1, until 12:15 UTC). You skipped 1."
    assert ana.unskip() == 1
    desk("Bo").release()
    ana.postpone(one, "2016-04-11")
    ana.assign(other, "Cy")
    nothing = ana.next(Filter(article="harbour.txt", kind="office"))
    assert isinstance(nothing, Nothing)
    assert nothing.words() == "1 is postponed, the first until 2016-04-11 00:00 UTC."
    nothing = ana.next(wanted)
    assert isinstance(nothing, Nothing)
    assert nothing.words() == "1 is assigned to somebody else."
    assert taken(desk("Cy").next(wanted)).id == other
    assert ana.counts().by_state == {"refuted": 1, "conflicting": 1, "not enough evidence": 1, "postponed": 1}
    clock.now = "2016-04-11T00:00:00.000000Z"
    assert taken(ana.next(wanted)).id == one, "it is back at its place"
    nothing = ana.next(Filter(severity="note"))
    assert isinstance(nothing, Nothing)
    assert nothing.words() == "Nothing that fits is left to decide; 4 wait that do not fit."


def test_a_decision_on_what_changed_meanwhile_is_refused_with_the_difference(
    desk: Callable[..., Desk], store: Store, tmp_path: Path
) -> None:
    ana = desk("Ana")
    item = taken(ana.next(Filter(state="conflicting")))
    folder = copied_reference(tmp_path / "reference")
    edit(folder, "facts", "1999-03-11", "1999-03-12")
    load(store, folder)
    judge(store, usual_checks(), folder)
    for revision in (item.revision, None):
        with pytest.raises(Outdated) as error:
            ana.decide(item.id, REFUTED, revision=revision)
        assert error.value.message == (
            f"claim {item.id[:8]} is not as you saw it. "
            "What the check small/concluded rests on changed in the reference or in another claim."
        )
        assert error.value.exit_code == ExitCode.USAGE
    assert ana.log() == []
    again = ana.look(item.id)
    assert again.revision != item.revision
    ana.decide(item.id, REFUTED, revision=again.revision)
    stale = desk("Bo")
    with pytest.raises(Outdated, match="Somebody wrote an event on it, or its evidence changed, since"):
        stale.decide(item.id, SUPPORTED, revision=again.revision)


def test_a_reopened_claim_says_what_changed(desk: Callable[..., Desk], store: Store, tmp_path: Path) -> None:
    claim = claim_of(store, "4 May 2010")
    desk().decide(claim, SUPPORTED)
    folder = copied_reference(tmp_path / "reference")
    edit(folder, "facts", "concluded,,2010-05-04", "concluded,,2010-05-05")
    load(store, folder)
    judge(store, usual_checks(), folder)
    item = desk().look(claim)
    assert (item.state, item.lead.reopened) == ("refuted", True)
    assert item.changed == (
        "The check small/concluded found: agrees, supported; now: differs, refuted.",
    )  # fmt: skip
    desk().decide(claim, REFUTED)
    verdicts = USUAL | {Outcome.AGREES: UNKNOWN}
    checks = [check("concluded", line=3, verdicts=verdicts), *usual_checks()[1:]]
    judge(store, checks, folder)
    assert "The rule of the check small/concluded was changed." in desk().look(claim).changed


TWO = Policy(kinds=frozenset({"office"}))


def test_a_second_reviewer_sees_nothing_of_the_first_decision(
    desk: Callable[..., Desk], store: Store
) -> None:
    claim = claim_of(store, "Mara Lind")
    done = desk("Ana", TWO).decide(claim, SUPPORTED, side="reference", note="SECRET")
    assert (done.stands, done.waits_for) == (False, "second review")
    assert desk("Bo", TWO).look(claim).lead.status is REFUTED, "it does not stand yet"
    bo = desk("Bo", TWO)
    item = taken(bo.next(Filter(state="second review")))
    assert item.blind
    seen = [
        item_object(item), stats_object(bo.stats()), *map(line_object, bo.lines()), *map(event_object, bo.log()),
        *map(event_object, bo.log(claim)), asdict(bo.counts()),
    ]  # fmt: skip
    with store.reading() as connection:
        columns, rows = read_view(connection, VIEWS["decisions"])
        seen += [dict(zip(columns, row, strict=True)) for row in rows]
    told = json.dumps(seen, default=str)
    assert "SECRET" not in told
    decisions = [event for event in bo.log() if event.event == "decide"]
    assert [(event.verdict, event.side, event.withheld) for event in decisions] == [(None, None, True)]
    assert seen[-1]["verdict"] is None
    assert bo.stats().verdicts == {}
    mine = desk("Ana", TWO).log()
    assert [(event.verdict, event.note) for event in mine] == [(SUPPORTED, "SECRET")], "one sees one's own"
    bo.release()
    refusal = refused(lambda: desk("Ana", TWO).decide(claim, SUPPORTED))
    assert refusal.message == "you decided this claim first: a second reviewer decides it next."
    nothing = desk("Ana", TWO).next(Filter(kind="office"))
    assert isinstance(nothing, Nothing)
    assert nothing.words() == "1 waits for another reviewer than you."
    assert bo.decide(item.id, SUPPORTED, revision=item.revision).stands
    assert bo.look(claim).lead.status is SUPPORTED
    assert [event.note for event in bo.log(claim)] == ["SECRET", ""], "now it is told"


def test_two_who_disagree_are_settled_by_a_third(desk: Callable[..., Desk], store: Store) -> None:
    claim = claim_of(store, "Mara Lind")
    desk("Ana", TWO).decide(claim, SUPPORTED)
    done = desk("Bo", TWO).decide(claim, REFUTED)
    assert (done.stands, done.waits_for) == (False, "disagreement")
    for actor in ("Ana", "Bo"):
        refusal = refused(lambda actor=actor: desk(actor, TWO).decide(claim, REFUTED))  # type: ignore[misc]
        assert (
            refusal.message
            == "you are one of the two who disagree about this claim: somebody else decides it."
        )
        assert taken(desk(actor, TWO).next()).id != claim
        desk(actor, TWO).release()
    third = taken(desk("Cy", TWO).next(Filter(state="disagreement")))
    assert [event.verdict for event in third.events] == [SUPPORTED, REFUTED], "who settles it sees both"
    assert not third.blind
    desk("Cy", TWO).release()
    assert refused(lambda: desk("Ana", TWO).undo()).message == f"Bo decided claim {claim[:8]} since."
    assert desk("Cy", TWO).decide(claim, UNKNOWN).stands
    assert desk("Cy", TWO).stats().agreement.pairs == 1
    either = replace(TWO, adjudicators="any")
    desk("Cy", TWO).undo()
    assert desk("Ana", either).decide(claim, SUPPORTED).stands


def test_agreement_is_that_of_cohen() -> None:
    # Cohen (1960) defines it; this table of 50 pairs is a textbook's: kappa 0.4.
    pairs = [(1, 1)] * 20 + [(1, 3)] * 5 + [(3, 1)] * 10 + [(3, 3)] * 15
    found = agreement(pairs)
    assert (found.pairs, found.agreed, round(found.kappa or 0, 6)) == (50, 0.7, 0.4)
    assert (agreement([]).kappa, agreement([(1, 1)] * 3).kappa) == (None, None)


def test_an_act_on_equal_claims_is_taken_back_whole_and_survives(
    desk: Callable[..., Desk], store: Store
) -> None:
    for article in ("b.txt", "c.txt"):
        put(store, document(article=article), usual_claims())
    judge(store, usual_checks())
    ana = desk("Ana")
    item = taken(ana.next())
    assert (item.claims, item.articles, [line.article for line in item.others]) == (3, 3, ["b.txt", "c.txt"])
    done = ana.decide(item.id, REFUTED, equal=True)
    assert len(done.claims) == 3
    assert ana.counts().by_state["refuted"] == 1
    assert set(desk("Ana").undo().claims) == set(done.claims)
    assert ana.counts().by_state["refuted"] == 2
    assert set(desk("Ana").redo().claims) == set(done.claims)
    assert refused(lambda: ana.redo()).message.startswith("there is nothing that Ana could redo")
    desk("Bo").decide(done.claims[1], SUPPORTED)
    refusal = refused(lambda: ana.undo())
    assert refusal.message == f"Bo decided claim {done.claims[1][:8]} since."
    assert refusal.hint == f"Take that back first, if it is wrong: verify queue undo {done.claims[1][:8]}"
    desk("Bo").undo()
    assert ana.undo(item.id).undoes == "decide"


def test_an_idempotency_key_gives_the_first_answer_again(desk: Callable[..., Desk]) -> None:
    ana = desk("Ana")
    claim = taken(ana.next()).id
    first = ana.decide(claim, REFUTED, idempotency_key="k-1")
    again = ana.decide(claim, REFUTED, idempotency_key="k-1")
    assert again == replace(first, repeated=True)
    assert len(ana.log()) == 1
    refusal = refused(lambda: ana.decide(claim, SUPPORTED, idempotency_key="k-1"))
    assert refusal.message == f"the idempotency key 'k-1' is that of a decision on claim {claim[:8]}."


def test_a_claim_that_is_none_fails_nothing_and_a_corrected_one_says_what_it_should_be(
    desk: Callable[..., Desk], store: Store
) -> None:
    ana, lind, four = desk("Ana"), claim_of(store, "Mara Lind"), claim_of(store, "4 and")
    ana.discard(lind, note="a ship of that name")
    assert (ana.look(lind).state, ana.look(lind).lead.status) == ("decided", None)
    ana.correct(four, quote="Resolutions 3, 4", value="T/RES/34")
    event = ana.log(four)[-1]
    start = TEXT.index("Resolutions 3, 4")
    assert json.loads(event.detail or "") == {
        "value": "T/RES/34", "quote": "Resolutions 3, 4", "start": start, "end": start + 16,
    }  # fmt: skip
    assert event.side == "extraction"
    refusal = refused(lambda: ana.correct(four, quote="Resolution 12"))
    assert refusal.message == "the article does not say 'Resolution 12'."
    assert ana.counts().undecided == 2
    assert (ana.undo().undoes, ana.undo().undoes) == ("correct", "discard")
    assert ana.counts().undecided == 4


def test_a_decision_carries_over_to_a_revision_that_says_the_same(
    desk: Callable[..., Desk], store: Store, tmp_path: Path
) -> None:
    ana, claim = desk("Ana"), claim_of(store, "Mara Lind")
    ana.decide(claim, SUPPORTED, side="reference", note="erratum")
    ana.discard(claim_of(store, "77"))
    ana.decide(claim_of(store, "1 March 1999"), REFUTED)
    revised = "News. " + TEXT.replace("The Ferry Pact was", "The famous Ferry Pact was")
    found = put(store, document(revised), usual_claims(revised))
    with store.writing() as connection:
        assert carry_over(connection, [found.document_id], now=NOW) == 2, (
            "the sentence about the pact was changed"
        )
    carried, none = (event for event in ana.log() if event.event == "carry")
    assert (none.verdict, ana.look(none.claim).state) == (None, "decided")
    assert (carried.actor, carried.verdict, carried.note) == ("Ana", SUPPORTED, "erratum")
    judge(store, usual_checks())
    assert ana.look(carried.claim).lead.status is SUPPORTED
    assert [line.lead.quote for line in ana.lines()] == ["4 and", "1 March 1999"]
    folder = copied_reference(tmp_path / "reference")
    edit(folder, "facts", "Mara Lind,2008-01-01,2014-12-31", "Mara Lind,2008-01-01,2014-11-30")
    load(store, folder)
    again = revised + "More of it."
    found = put(store, document(again), usual_claims(again))
    with store.writing() as connection:
        assert carry_over(connection, [found.document_id], now=NOW) == 2
    judge(store, usual_checks(), folder)
    [line] = ana.lines(Filter(kind="office"))
    assert line.lead.reopened
    assert ana.look(line.id).changed == (
        "What the check small/holds rests on changed in the reference or in another claim.",
    )
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM decision WHERE event = 'carry'")).scalar() == 4


def test_every_filter_finds_what_it_says(desk: Callable[..., Desk], clock: Clock) -> None:
    ana = desk("Ana")
    ana.assign(taken(ana.next()).id, "Bo")
    for wanted, quotes in [
        (Filter(kind="office"), ["Mara Lind"]),
        (Filter(subject="harbour master"), ["Mara Lind"]),
        (Filter(subject="Mara Lind"), ["Mara Lind"]),
        (Filter(check="small/c"), ["4 and", "1 March 1999", "77"]),
        (Filter(check="small/cited", status=UNKNOWN), ["77"]),
        (Filter(severity="error", state="conflicting"), ["1 March 1999"]),
        (Filter(assignee="Bo"), ["Mara Lind"]),
        (Filter(older=1), []),
        (Filter(older=9_999_999), []),
        (Filter(newer=9_999_999, kind="office"), ["Mara Lind"]),
        (Filter(newer=0, article="harbour.txt", subject="T/RES/4"), ["4 and"]),
    ]:
        assert [line.lead.quote for line in ana.lines(wanted)] == quotes, wanted
        found = desk("Bo").next(wanted)
        assert (found.lead.quote if isinstance(found, Item) else None) == next(iter(quotes), None), wanted
        desk("Bo").release()
        assert ana.counts(wanted).undecided == len(quotes)
    clock.now = "2016-05-01T00:00:00.000000Z"
    assert len(ana.lines(Filter(older=20))) == 4
    assert ana.stats().ages == {"today": 0, "up to 7 days": 0, "up to 30 days": 4, "longer": 0}
    assert refused(lambda: ana.lines(Filter(check="nothing"))).message.startswith(
        "no check is called 'nothing'"
    )


def test_what_was_decided_while_one_looked_is_not_taken(
    desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking and taking, another takes, decides and is done: then the next one comes."""
    assert desk("Ana").counts().undecided == 4
    choose = Desk._choose
    meanwhile = [lambda: desk("Bo").decide(taken(desk("Bo").next()).id, REFUTED)]

    def chosen(*asked: object) -> object:
        found = choose(*asked)  # type: ignore[arg-type]
        if asked[0].actor == "Ana" and meanwhile:  # type: ignore[attr-defined]
            meanwhile.pop()()
        return found

    monkeypatch.setattr(Desk, "_choose", chosen)
    assert taken(desk("Ana").next()).lead.quote == "4 and"


@pytest.mark.parametrize(
    ("wanted", "most"), [(Filter(), 20), (Filter(kind="office", publisher="Daily", older=0), 22)]
)
def test_next_asks_little(desk: Callable[..., Desk], store: Store, wanted: Filter, most: int) -> None:
    """Each statement is a way to the server and back, and there a millisecond is soon full of them."""
    put(store, document(article="daily.txt", publisher="Daily"), usual_claims())
    judge(store, usual_checks())
    taken(desk().next(wanted))
    desk().release()
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    taken(desk().next(wanted))
    assert len(asked) <= most, asked


def test_who_is_impatient_is_told_that_another_writes(
    desk: Callable[..., Desk], store: Store, database_url: str
) -> None:
    """Somebody else's writing takes longer than one waits: nothing is done, and what was written is kept."""
    at = Session(replace(desk(), store=replace(store, patience=0.05)))
    at.begin()
    assert at.item is not None
    claim, other = at.item.id, connect(database_url)
    with other.writing():
        at.settle(lambda item: at.desk.decide(item.id, REFUTED, note="see page 3"), "Decided.", "see page 3")
        assert at.notice is not None
        assert text_of(at.notice.pieces).startswith("Not done: ")
        assert "another process is writing to it. Wait for it to end, or stop it." in text_of(
            at.notice.pieces
        )
    assert (at.item.id, at.item.draft, at.desk.log()) == (claim, "see page 3", [])
    at.settle(lambda item: at.desk.decide(item.id, REFUTED, note=item.draft), "Decided.")
    assert [(event.verdict, event.note) for event in at.desk.log()] == [(REFUTED, "see page 3")]
    other.close()


def test_when_the_first_comes_back_is_told_of_what_fits(store: Store, desk: Callable[..., Desk]) -> None:
    ana = desk()
    put(store, document(article="pier.txt"), [cited(TEXT, "77", "T/RES/88")])
    judge(store, usual_checks())
    for line in ana.lines():
        ana.postpone(line.id, "2016-06-01" if line.lead.article == "harbour.txt" else "2016-05-01")
    for article, due in (("harbour.txt", "2016-06-01"), ("pier.txt", "2016-05-01"), (None, "2016-05-01")):
        found = ana.next(Filter(article=article))
        assert isinstance(found, Nothing)
        assert found.due is not None
        assert found.due[:10] == due, article
