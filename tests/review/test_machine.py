"""Reviewers do anything in any order, claims are judged anew, articles revised: the queue does what its model does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from making import (
    NOW,
    SMALL_REFERENCE,
    TEXT,
    copied_reference,
    document,
    edit,
    judge,
    load,
    put,
    usual_checks,
    usual_claims,
)
from model import Claim, Model, Refused
from sqlalchemy import select

from verify.claims import claim_id
from verify.errors import ExitCode, VerifyError
from verify.policy import Policy
from verify.review.carrying_over import carry_over
from verify.review.desk import Desk, Item
from verify.review.leases import later
from verify.review.projection import misqueued
from verify.store.chain import first_break
from verify.store.engine import Store, connect
from verify.store.schema import METADATA
from verify.store.status import misprojected
from verify.verdicts import Verdict

EXAMPLES = int(os.environ.get("QUEUE_EXAMPLES", "4"))
STEPS = 30

ACTORS = st.sampled_from(["Ana", "Bo", "Cy"])
CHOICES = st.integers(0, 99)
VERDICTS = st.sampled_from(list(Verdict))

SAID = [
    ("Harbour Treaty concluded", Verdict.SUPPORTED), ("Harbour Treaty signed", Verdict.SUPPORTED),
    ("Mara Lind", Verdict.REFUTED), ("Ferry Pact concluded", Verdict.CONFLICTING_EVIDENCE),
    ("T/RES/3", Verdict.SUPPORTED), ("T/RES/4", Verdict.REFUTED), ("T/RES/77", Verdict.NOT_ENOUGH_EVIDENCE),
]  # fmt: skip
"""What the usual claims say, in their order, and what is found of it."""

CHANGES = {
    "Harbour Treaty concluded": (
        "Harbour Treaty,concluded,,2010-05-04",
        "Harbour Treaty,concluded,,2010-05-05",
    ),
    "Harbour Treaty signed": ("signed,,2010-06-02", "signed,,2010-06-03"),
}
"""What can change in the reference: then what was found supported is refuted, and the other way round."""

ARTICLES = {"a.txt": range(7), "b.txt": range(7), "c.txt": (2, 5, 6)}
"""Each article with those of the usual claims that it has."""


@pytest.fixture(scope="module")
def references(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[bool, ...], Path]:
    """The small reference with every combination of its changes."""
    folders = {}
    for changed in ((one, other) for one in (False, True) for other in (False, True)):
        folder = copied_reference(tmp_path_factory.mktemp("references") / "reference")
        for is_changed, (old, new) in zip(changed, CHANGES.values(), strict=True):
            if is_changed:
                edit(folder, "facts", old, new)
        folders[changed] = folder
    return folders


class Machine(RuleBasedStateMachine):
    """The queue and its model, side by side."""

    begin: Callable[[], Store]
    references: dict[tuple[bool, ...], Path]

    def __init__(self) -> None:
        super().__init__()
        self.store = self.begin()
        self.model = Model(NOW)
        self.policy = Policy(kinds=frozenset({"office"}))
        self.changed = [False, False]
        self.revisions = dict.fromkeys(ARTICLES, 0)
        load(self.store, SMALL_REFERENCE)

    def teardown(self) -> None:
        with self.store.reading() as connection:
            assert first_break(connection) is None
            assert misprojected(connection) == 0
            assert misqueued(connection, self.model.now) == 0
        self.store.close()

    @initialize()
    def articles_come(self) -> None:
        for number, (name, which) in enumerate(ARTICLES.items()):
            for place in which:
                said, found = SAID[place]
                claim = self._claim(name, place)
                self.model.claims[claim] = Claim(claim, number, place, said, for_two=said == "Mara Lind")
                self.model.found[said], self.model.evidence[said] = found, 0
            self._put(name)
        judge(self.store, usual_checks(), self.references[False, False])

    def _document(self, name: str) -> str:
        return TEXT + "It rained. " * self.revisions[name]

    def _claim(self, name: str, place: int) -> str:
        text = self._document(name)
        return claim_id(document(text, article=name).digest, usual_claims(text)[place])

    def _put(self, name: str) -> None:
        text = self._document(name)
        claims = usual_claims(text)
        found = put(self.store, document(text, article=name), [claims[place] for place in ARTICLES[name]])
        with self.store.writing() as connection:
            carry_over(connection, [found.document_id], now=self.model.now)

    def desk(self, actor: str) -> Desk:
        return Desk(self.store, actor, lambda: self.model.now, self.policy)

    def some_claim(self, choice: int) -> str:
        """A claim that stands, one that waits more often than not."""
        waiting = [claim for _, members in self.model.waiting() for claim in members]
        standing = [claim.id for claim in self.model.claims.values() if claim.stands]
        chosen = waiting if waiting and choice % 3 else standing
        return chosen[choice % len(chosen)]

    @contextmanager
    def alike(self, does: Callable[[], object]) -> Iterator[None]:
        """What the model refuses is refused, with the exit code of usage, and nothing else is."""
        try:
            yield
        except Refused:
            with pytest.raises(VerifyError) as error:
                does()
            assert error.value.exit_code == ExitCode.USAGE
        else:
            does()

    @rule(actor=ACTORS)
    def takes_what_is_next(self, actor: str) -> None:
        found = self.desk(actor).next()
        expected = self.model.next(actor)
        assert (found.id if isinstance(found, Item) else None) == expected
        if isinstance(found, Item):
            first = self.model.said(found.id).first
            blind = found.state == "second review" and first is not None and first.actor != actor
            assert found.blind is blind
            assert not blind or all(event.verdict is None for event in found.events if event.stands is False)

    @rule(actor=ACTORS, choice=CHOICES, verdict=VERDICTS, equal=st.booleans())
    def decides(self, actor: str, choice: int, verdict: Verdict, equal: bool) -> None:
        claim = self.some_claim(choice)
        with self.alike(lambda: self.desk(actor).decide(claim, verdict, equal=equal)):
            self.model.decide(actor, claim, verdict, equal=equal)

    @rule(actor=ACTORS, verdict=VERDICTS)
    def takes_and_decides(self, actor: str, verdict: Verdict) -> None:
        claim, found = self.model.next(actor), self.desk(actor).next()
        if claim is not None:
            assert isinstance(found, Item)
            desk = self.desk(actor)
            with self.alike(lambda: desk.decide(found.id, verdict, revision=found.revision)):
                self.model.decide(actor, claim, verdict, equal=False)

    @rule(actor=ACTORS, choice=CHOICES)
    def discards(self, actor: str, choice: int) -> None:
        claim = self.some_claim(choice)
        with self.alike(lambda: self.desk(actor).discard(claim)):
            self.model.discard(actor, claim)

    @rule(actor=ACTORS, choice=CHOICES)
    def skips(self, actor: str, choice: int) -> None:
        claim = self.some_claim(choice)
        with self.alike(lambda: self.desk(actor).skip(claim)):
            self.model.skip(actor, claim)

    @rule(actor=ACTORS, choice=CHOICES, minutes=st.sampled_from([10, 60]))
    def postpones(self, actor: str, choice: int, minutes: int) -> None:
        claim, due = self.some_claim(choice), later(self.model.now, timedelta(minutes=minutes))
        with self.alike(lambda: self.desk(actor).postpone(claim, due)):
            self.model.on_item(actor, claim, "postpone", due=due)

    @rule(actor=ACTORS, choice=CHOICES, to=st.none() | ACTORS)
    def assigns(self, actor: str, choice: int, to: str | None) -> None:
        claim = self.some_claim(choice)
        with self.alike(lambda: self.desk(actor).assign(claim, to)):
            self.model.on_item(actor, claim, "assign", to=to)

    @rule(actor=ACTORS, choice=CHOICES)
    def reopens(self, actor: str, choice: int) -> None:
        claim = self.some_claim(choice * 3)
        with self.alike(lambda: self.desk(actor).reopen(claim)):
            self.model.reopen(actor, claim)

    @rule(actor=ACTORS)
    def undoes(self, actor: str) -> None:
        with self.alike(lambda: self.desk(actor).undo()):
            self.model.undo(actor)

    @rule(actor=ACTORS, choice=CHOICES)
    def undoes_on_a_claim(self, actor: str, choice: int) -> None:
        claim = self.some_claim(choice * 3)
        with self.alike(lambda: self.desk(actor).undo(claim)):
            self.model.undo(actor, claim)

    @rule(actor=ACTORS)
    def redoes(self, actor: str) -> None:
        with self.alike(lambda: self.desk(actor).redo()):
            self.model.redo(actor)

    @rule(minutes=st.sampled_from([1, 14, 16, 61]))
    def time_goes_by(self, minutes: int) -> None:
        self.model.now = later(self.model.now, timedelta(minutes=minutes))

    @rule(which=st.integers(0, 1))
    def the_reference_is_corrected(self, which: int) -> None:
        self.changed[which] = not self.changed[which]
        said = list(CHANGES)[which]
        self.model.found[said] = Verdict.REFUTED if self.changed[which] else Verdict.SUPPORTED
        self.model.evidence[said] += 1
        folder = self.references[tuple(self.changed)]
        load(self.store, folder)
        judge(self.store, usual_checks(), folder)

    @rule(name=st.sampled_from(sorted(ARTICLES)))
    def an_article_is_revised(self, name: str) -> None:
        before = [self._claim(name, place) for place in ARTICLES[name]]
        self.revisions[name] += 1
        after = [self._claim(name, place) for place in ARTICLES[name]]
        self.model.revise(list(ARTICLES).index(name), dict(zip(before, after, strict=True)))
        self._put(name)
        judge(self.store, usual_checks(), self.references[tuple(self.changed)])

    @invariant()
    def the_queue_is_that_of_the_model(self) -> None:
        if not self.model.claims:
            return
        desk = self.desk("Ana")
        found = [(line.id, line.state, line.claims) for line in desk.lines()]
        items = [members for _, members in self.model.waiting()]
        assert found == [(members[0], self.model.state(members[0]), len(members)) for members in items]
        assert sum(desk.counts().by_state.values()) == len(items)

    @invariant()
    def statuses_are_those_of_the_model(self) -> None:
        status, claim = METADATA.tables["status"], METADATA.tables["claim"]
        query = select(claim.c.digest, status).join(status, status.c.claim_id == claim.c.id)
        with self.store.reading() as connection:
            found = {
                row.digest: (row.verdict, row.decision_id is not None, bool(row.reopened))
                for row in connection.execute(query)
            }
        for known in self.model.claims.values():
            if known.stands:
                assert found[known.id] == self.model.status(known.id)


def test_reviewers_in_any_order(
    any_database: str,
    new_database: Callable[..., str],
    references: dict[tuple[bool, ...], Path],
) -> None:
    class Ours(Machine):
        begin = staticmethod(lambda: connect(new_database(any_database)))

    Ours.references = references
    run_state_machine_as_test(
        Ours,
        settings=settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, database=None),
    )
