"""Sessions at real desks, on one store: what one reviewer does, the others see, or must not see."""

from __future__ import annotations

import datetime
import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import making
import pytest

from verify.policy import Policy
from verify.review.desk import Desk
from verify.review.faces.layout import Size, linear
from verify.review.faces.plain import LineMode
from verify.review.faces.rows import text_of
from verify.review.faces.session import Session
from verify.store.engine import Store, connect
from verify.verdicts import Verdict


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: datetime.datetime = datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC)

    def __call__(self) -> str:
        return self.now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def wait(self, minutes: int) -> None:
        self.now += datetime.timedelta(minutes=minutes)


@pytest.fixture(scope="module")
def judged(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store with judged claims, to copy."""
    path = tmp_path_factory.mktemp("judged") / "verify.db"
    shutil.copy(migrated_sqlite, path)
    made = connect(str(path))
    making.judged_store(made)
    made.close()
    return path


@pytest.fixture
def store(judged: Path, tmp_path: Path) -> Iterator[Store]:
    """A store of its own with judged claims."""
    shutil.copy(judged, tmp_path / "verify.db")
    opened = connect(str(tmp_path / "verify.db"))
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def session(store: Store, clock: Clock, actor: str, policy: Policy = Policy()) -> Session:  # noqa: B008
    """Somebody's session, begun."""
    begun = Session(Desk(store, actor, clock=clock, policy=policy, session=actor))
    begun.begin()
    return begun


def typed(at: Session, *lines: str) -> str:
    """What is said when lines are typed into a session."""
    out, rest = io.StringIO(), iter([f"{line}\n" for line in lines])
    LineMode(at, out, lambda: next(rest, None), is_terminal=False, width=lambda: 300).run()
    return out.getvalue()


def shown(at: Session) -> str:
    """What a session shows."""
    view = at.view(Size(300, 100))
    return "\n".join(text_of(row) for row in (view.head.pieces, *linear(view.sections, 300)))


def test_what_one_does_the_others_see(store: Store, clock: Clock) -> None:
    ana, bo = session(store, clock, "Ana"), session(store, clock, "Bo")
    assert ana.item is not None
    assert bo.item is not None
    assert ana.item.id != bo.item.id
    assert "leased 1 (Ana until 12:15)" in shown(bo)
    bo.recount()
    before = bo.counts.undecided if bo.counts else 0
    typed(ana, "2")
    bo.recount()
    assert bo.counts is not None
    assert bo.counts.undecided == before - 1
    ana.close()
    bo.recount()
    assert "leased" not in shown(bo)


def test_the_second_reviewer_sees_nothing_of_the_first_verdict(store: Store, clock: Clock) -> None:
    both = Policy(severities=frozenset({"error"}))
    ana = session(store, clock, "Ana", both)
    assert ana.item is not None
    claim = ana.item.id
    assert "It waits: second review." in typed(ana, "w neither", "n UNTOLD reason", "1")
    ana.close()
    bo = session(store, clock, "Bo", both)
    told = typed(bo, f"g {claim}", "v", "")
    assert bo.item is not None
    assert bo.item.id == claim
    assert "Claim (second review): " in told
    assert "what the first reviewer decided is not shown until you did" in told
    for secret in ("UNTOLD", "neither", "Ana: supported"):
        assert secret not in told
    told = typed(bo, "2")
    assert "It waits: disagreement." in told
    cleo = session(store, clock, "Cleo", both)
    told = typed(cleo, f"g {claim}", "v")
    assert "disagreement" in told
    assert "UNTOLD reason" in told


def test_a_draft_outlives_the_lease_and_the_session(store: Store, clock: Clock) -> None:
    ana = session(store, clock, "Ana")
    typed(ana, "n half a thought")
    assert ana.item is not None
    claim = ana.item.id
    clock.wait(20)
    bo = session(store, clock, "Bo")
    assert bo.item is not None
    assert bo.item.id == claim
    assert "half a thought" not in shown(bo)
    ana.watch()
    assert "Bo has it until 12:35" in shown(ana)
    ana.renewed = float("-inf")
    told = typed(ana, "v", "2")
    assert f"Bo has claim {claim[:8]} until 12:35 UTC." in told
    assert ana.item.id == claim
    bo.close()
    again = session(store, clock, "Ana")
    assert "Your decision: note: half a thought" in shown(again)


def test_evidence_that_changed_is_told_and_nothing_decided(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    ana = session(store, clock, "Ana")
    claim = making.claim_of(store, "4 May 2010")
    typed(ana, f"g {claim}")
    folder = making.copied_reference(tmp_path / "reference")
    making.edit(folder, "facts", "2010-05-04", "2010-05-05")
    making.load(store, folder)
    making.judge(store, making.usual_checks(), folder)
    told = typed(ana, "1")
    assert "Not decided: it is not as you saw it." in told
    assert "Look again, and decide." in told
    assert "note is kept" not in told
    assert "2010-05-05" in told
    assert ana.item is not None
    assert ana.item.id == claim
    assert "Decided: supported." in typed(ana, "1")


def test_what_was_said_with_a_decision_is_there_again_when_it_is_undone(store: Store, clock: Clock) -> None:
    ana = session(store, clock, "Ana")
    told = typed(ana, "w article", "n the archive says so", "2", "u")
    assert told.endswith("Queue: undecided 4 · mine 1 · you: Ana\n")
    assert "Your decision: wrong side: article\nnote: the archive says so\n" in told.partition("Took back")[2]
    typed(ana, "U", "u", "2")
    (*_, last) = ana.desk.log()
    assert (last.event, last.side, last.note) == ("decide", "article", "the archive says so")


def test_a_note_that_was_changed_since_is_kept_when_a_decision_is_done_again(
    store: Store, clock: Clock
) -> None:
    ana = session(store, clock, "Ana")
    assert ana.item is not None
    claim = ana.item.id
    typed(ana, "n first", "2", "u", "n second", "U")
    assert ana.desk.look(claim).draft == "second"
    assert ana.desk.look(claim).lease is None
    typed(ana, "u", "2", "u", "U")
    assert ana.desk.look(claim).draft == ""


def test_what_somebody_decided_meanwhile_is_not_decided_over(store: Store, clock: Clock) -> None:
    ana = session(store, clock, "Ana")
    assert ana.item is not None
    claim = ana.item.id
    clock.wait(20)
    Desk(store, "Bo", clock=clock, session="Bo").decide(claim, Verdict.SUPPORTED)
    told = typed(ana, "2")
    assert "Not decided: it is not as you saw it. Bo decided it since. j goes on." in told
    assert [event.actor for event in ana.desk.log(claim)] == ["Bo"]


def test_what_the_article_says_no_more_is_not_decided(store: Store, clock: Clock) -> None:
    ana = session(store, clock, "Ana")
    assert ana.item is not None
    claim = ana.item.id
    revised = f"{making.TEXT} More."
    making.put(store, making.document(revised), making.usual_claims(revised))
    told = typed(ana, "2", "j")
    assert "The article was revised or taken down since: it does not say this any more. j goes on." in told
    assert ana.desk.log(claim) == []


def test_a_key_takes_an_item_again_whose_time_ran_out(store: Store, clock: Clock) -> None:
    ana = session(store, clock, "Ana")
    clock.wait(20)
    ana.watch()
    assert ana.notice is not None
    assert "Your time for this item ran out" in text_of(ana.notice.pieces)
    typed(ana, "v")
    assert ana.item is not None
    assert ana.item.lease is not None
    assert "leased 1 (Ana until" in shown(session(store, clock, "Bo"))


def test_who_decided_first_does_not_take_the_item_from_the_second(store: Store, clock: Clock) -> None:
    ana = session(store, clock, "Ana", Policy(severities=frozenset({"error"})))
    typed(ana, "2", "k", "v")
    assert ana.item is not None
    assert (ana.item.state, ana.item.lease) == ("second review", None)
    told = typed(ana, "1")
    assert "a second reviewer decides it next" in told
    assert "verify queue" not in told


def test_a_claim_that_was_decided_counts_with_those_that_still_wait(store: Store, clock: Clock) -> None:
    making.put(store, making.document(article="again.txt"), making.usual_claims())
    making.judge(store, making.usual_checks())
    ana = session(store, clock, "Ana")
    assert ana.item is not None
    claims = ana.item.claims
    assert claims > 1
    typed(ana, "2", "k")
    assert ana.item.claims == claims
