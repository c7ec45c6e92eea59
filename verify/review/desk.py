"""The desk: everything a reviewer can do with the queue. All faces call it; each call is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection

from verify.policy import Policy
from verify.review import acting, leases, overview
from verify.review.acting import Decision
from verify.review.choosing import Who, first_row, own_row, place_of
from verify.review.claim_ids import find_claim
from verify.review.history import log_of
from verify.review.log import Entry, basis_json
from verify.review.looking import item_of
from verify.review.outdated import Outdated
from verify.review.projection import catch_up, is_current
from verify.review.shapes import (
    SIDES,
    Agreement,
    Counts,
    Done,
    Event,
    Filter,
    Finding,
    Held,
    Item,
    ItemLine,
    Lease,
    Nothing,
    Passage,
    Reviewer,
    Rival,
    State,
    Stats,
)
from verify.review.taking_back import redo_act, reopen_claim, undo_act
from verify.review.wanted import wanted
from verify.store.engine import Store
from verify.store.people import person_name
from verify.store.status import basis_of
from verify.verdicts import Verdict

_Found = TypeVar("_Found")

__all__ = [
    "Agreement", "Counts", "Desk", "Done", "Event", "Filter", "Finding", "Held", "Item", "ItemLine", "Lease",
    "Nothing", "Outdated", "Passage", "Policy", "Reviewer", "Rival", "State", "Stats",
]  # fmt: skip


EVERYTHING = Filter()
"""The filter that everything fits."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A reviewer at the queue of a store. `clock` gives UTC moments; `session` is what skips and leases belong to.

    Claims are named by their id or the beginning of it. Methods raise VerifyError (exit code 2) for a claim that does
    not exist or is held by somebody else, and for what the log does not allow.
    """

    store: Store
    actor: str
    clock: Callable[[], str]
    policy: Policy = field(default_factory=Policy)
    session: str = ""

    def __post_init__(self) -> None:
        """Raise VerifyError (exit code 2) for an actor that names nobody."""
        object.__setattr__(self, "actor", person_name(self.actor))

    @property
    def _who(self) -> Who:
        return Who(self.actor, self.session, self.policy)

    def _reading(self, ask: Callable[[Connection, str], _Found]) -> _Found:
        """Ask something of the queue as it is now; it is brought up to the store only where it is behind."""
        now = self.clock()
        with self.store.reading() as connection:
            if is_current(connection, now):
                return ask(connection, now)
        with self.store.writing() as connection:
            catch_up(connection, now)
            return ask(connection, now)

    def next(self, given: Filter = EVERYTHING, *, after: str | None = None) -> Item | Nothing:
        """The first item that fits and that this reviewer may decide, leased to them for 15 minutes; or why none.

        An item that this session has already comes again. `after` passes over everything up to that item, itself
        included.
        """
        now = self.clock()
        # What comes next is looked up before others have to wait; where nothing does, they need not at all.
        with self.store.reading() as connection:
            chosen = self._choose(connection, given, after, now) if is_current(connection, now) else None
            if isinstance(chosen, Nothing):
                return chosen
            basis = _basis(connection, chosen.claim_id) if chosen is not None else ""
        with self.store.writing(lasting=False) as connection:
            if chosen is None or not leases.take_if_free(connection, chosen, basis, self._who, now):
                catch_up(connection, now)
                chosen = self._choose(connection, given, after, now)
                if isinstance(chosen, Nothing):
                    return chosen
                basis = _basis(connection, chosen.claim_id)
                leases.take(connection, chosen.item, chosen.claim_id, basis, self._who, now)
        with self.store.reading() as connection:
            return item_of(connection, chosen.claim_id, self._who, now)

    def _choose(self, connection: Connection, given: Filter, after: str | None, now: str) -> Any:
        """The row of the queue that comes next, or why there is none."""
        found, item = wanted(connection, given, now), _item(connection, after)
        place = place_of(connection, item, found) if item is not None else None
        row = own_row(connection, found, self._who, now, place)
        row = row or first_row(connection, found, self._who, given, now, place)
        return row or overview.nothing_of(connection, given, self._who, now)

    def look(self, claim: str) -> Item:
        """A claim with its item, decided or not; no lease is taken."""

        def ask(connection: Connection, now: str) -> Item:
            return item_of(connection, find_claim(connection, claim)[0], self._who, now)

        return self._reading(ask)

    def lines(
        self, given: Filter = EVERYTHING, *, limit: int = 50, after: str | None = None
    ) -> list[ItemLine]:
        """The first items that fit, in the order of the queue, whoever has them; after an item, where one is named."""

        def ask(connection: Connection, now: str) -> list[ItemLine]:
            item = _item(connection, after)
            return overview.lines_of(connection, given, self._who, now, limit=limit, after=item)

        return self._reading(ask)

    def counts(self, given: Filter = EVERYTHING) -> Counts:
        """How many items fit, by why they wait and who has them."""
        return self._reading(lambda connection, now: overview.counts_of(connection, given, self._who, now))

    def decide(
        self,
        claim: str,
        verdict: Verdict,
        *,
        side: str | None = None,
        note: str = "",
        revision: str | None = None,
        idempotency_key: str | None = None,
        equal: bool = False,
    ) -> Done:
        """Decide a claim, or with `equal` all claims of its item that wait; ends the lease and the draft.

        Raises Outdated where the claim is not of that revision any more, or its evidence is not what it was when this
        reviewer took it. A key that was used before gives the first answer again.
        """
        acting.require(side, SIDES, "the side that is wrong")
        wanted = Decision(claim, verdict, side, note, revision, idempotency_key, equal)
        return self.decide_all([wanted])[0]

    def decide_all(self, wanted: Iterable[Decision]) -> list[Done]:
        """Decide one after the other in one transaction: all, or where one is refused, none. Raises as `decide`."""
        with self.store.writing() as connection:
            return [acting.decide_item(connection, each, self._who, self.clock()) for each in wanted]

    def skip(self, claim: str) -> Done:
        """Pass over an item for the rest of this session; nothing is logged."""
        with self.store.writing() as connection:
            return acting.skip(connection, claim, self._who, self.clock())

    def unskip(self) -> int:
        """Take back all skips of this session; how many there were."""
        with self.store.writing() as connection:
            return leases.unskip(connection, self._who)

    def postpone(self, claim: str, until: str, *, note: str = "") -> Done:
        """Put an item off until a day or moment, as `due_of` reads it; then it comes back to its place."""
        with self.store.writing() as connection:
            return acting.postpone(connection, claim, until, note, self._who, self.clock())

    def discard(self, claim: str, *, note: str = "", equal: bool = False) -> Done:
        """Say that a claim is none."""
        entry = Entry("discard", 0, side="extraction", note=note)
        with self.store.writing() as connection:
            return acting.on_claim(connection, claim, entry, self._who, self.clock(), equal=equal)

    def assign(self, claim: str, to: str | None, *, note: str = "") -> Done:
        """Give an item to a reviewer, or with None to nobody in particular."""
        entry = Entry("assign", 0, assignee=person_name(to) if to is not None else None, note=note)
        with self.store.writing() as connection:
            return acting.on_item(connection, claim, entry, self._who, self.clock())

    def note(self, claim: str, text: str) -> Done:
        """Write a note on a claim."""
        with self.store.writing() as connection:
            return acting.note(connection, claim, text, self._who, self.clock())

    def correct(
        self, claim: str, *, quote: str | None = None, value: str | None = None, note: str = ""
    ) -> Done:
        """Say what should have been extracted: words that stand in the article, or a value. It leaves the queue."""
        with self.store.writing() as connection:
            return acting.correct(connection, claim, quote, value, note, self._who, self.clock())

    def reopen(self, claim: str, *, note: str = "") -> Done:
        """Put a claim that was decided back into the queue."""
        now = self.clock()
        with self.store.writing() as connection:
            found = acting.named(connection, claim, self._who, now)
            act = reopen_claim(connection, found.claim_id, found.digest, actor=self.actor, now=now, note=note)
            catch_up(connection, now)
        return Done(act.act, "reopen", found.digest, act.claims)

    def undo(self, claim: str | None = None, *, note: str = "") -> Done:
        """Take back this reviewer's last act, or the last one on a claim, whole.

        Refused where somebody else has said more of one of its claims since.
        """
        return self._take_back("undo", claim, note)

    def redo(self, claim: str | None = None, *, note: str = "") -> Done:
        """Take back this reviewer's last undo, or the last one on a claim."""
        return self._take_back("redo", claim, note)

    def _take_back(self, event: str, claim: str | None, note: str) -> Done:
        now = self.clock()
        with self.store.writing() as connection:
            claim_id, digest = (None, None) if claim is None else find_claim(connection, claim)
            take = undo_act if event == "undo" else redo_act
            act, target = take(
                connection, actor=self.actor, now=now, note=note, claim_id=claim_id, digest=digest or ""
            )
            catch_up(connection, now)
        return acting.taken_back(act, event, digest, target, self._who)

    def renew(self, claim: str) -> Lease:
        """Begin the 15 minutes of a lease anew; take it again where it ran out and nobody has it."""
        now = self.clock()
        with self.store.writing() as connection:
            return self._renew(connection, claim, now)

    def _renew(self, connection: Connection, claim: str, now: str) -> Lease:
        found = acting.named(connection, claim, self._who, now)
        basis = _basis(connection, found.claim_id)
        return leases.renew(connection, found.item, found.digest, found.claim_id, basis, self._who, now)

    def release(self, claim: str | None = None) -> int:
        """Give back an item, or all of this session; how many."""
        now = self.clock()
        with self.store.writing() as connection:
            item = None
            if claim is not None:
                item = acting.named(connection, claim, self._who, now, free=False).item
            return leases.release(connection, self._who, item, now=now)

    def draft(self, claim: str, text: str) -> None:
        """Keep what this reviewer began to write about an item; an empty text forgets it. Renews the lease."""
        now = self.clock()
        with self.store.writing() as connection:
            found = acting.named(connection, claim, self._who, now, free=False)
            leases.keep_draft(connection, found.item, text, self._who, now)
            lease = leases.lease_of(connection, found.item, self._who, now)
            if lease is None or lease.mine:
                self._renew(connection, claim, now)

    def log(self, claim: str | None = None, *, limit: int = 50) -> list[Event]:
        """The latest events, of a claim or of all, oldest first."""
        with self.store.reading() as connection:
            number = find_claim(connection, claim)[0] if claim is not None else None
            return log_of(connection, self.actor, claim_id=number, limit=limit)

    def stats(self, given: Filter = EVERYTHING) -> Stats:
        """The figures of the queue."""
        return self._reading(lambda connection, now: overview.stats_of(connection, given, self._who, now))


def _item(connection: Connection, claim: str | None) -> str | None:
    """The item of a claim, if one is named."""
    return acting.item_named(connection, claim) if claim is not None else None


def _basis(connection: Connection, claim_id: int) -> str:
    """What is known of a claim, as leases keep it."""
    return basis_json(basis_of(connection, [claim_id])[claim_id])
