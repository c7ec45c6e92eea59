"""The desk: everything a reviewer can do with the queue. All faces call it; each call is one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from verify.errors import ExitCode, VerifyError
from verify.review.four_eyes import Policy
from verify.review.shapes import (
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
from verify.store.engine import Store
from verify.verdicts import Verdict

__all__ = [
    "Agreement", "Counts", "Desk", "Done", "Event", "Filter", "Finding", "Held", "Item", "ItemLine", "Lease",
    "Nothing", "Outdated", "Passage", "Policy", "Reviewer", "Rival", "State", "Stats",
]  # fmt: skip


EVERYTHING = Filter()
"""The filter that everything fits."""


class Outdated(VerifyError):  # noqa: N818 (it reads as what happened)
    """Somebody decided on what is not so any more (exit code 2). `difference` tells what changed, a line each."""

    def __init__(self, claim: str, difference: tuple[str, ...]) -> None:
        super().__init__(
            f"claim {claim[:8]} is not as you saw it: {' '.join(difference)}",
            hint=f"See: verify queue show {claim[:8]}",
            exit_code=ExitCode.USAGE,
        )
        self.difference = difference


@dataclass(frozen=True, slots=True)
class Desk:
    """A reviewer at the queue of a store. `clock` gives UTC moments; `session` is what skips and leases belong to.

    Claims are named by their id or the beginning of it. Methods raise VerifyError (exit code 2) for a claim that does
    not exist or is held by somebody else, and for what the log does not allow.
    """

    store: Store
    actor: str
    policy: Policy = field(default_factory=Policy)
    clock: Callable[[], str] = lambda: ""
    session: str = ""

    def next(self, wanted: Filter = EVERYTHING, *, after: str | None = None) -> Item | Nothing:
        """The first item that fits and that this reviewer may decide, leased to them for 15 minutes; or why none.

        An item that this session has already comes again. `after` passes over everything up to that item, itself
        included.
        """
        raise NotImplementedError

    def look(self, claim: str) -> Item:
        """A claim with its item, decided or not; no lease is taken."""
        raise NotImplementedError

    def lines(
        self, wanted: Filter = EVERYTHING, *, limit: int = 50, after: str | None = None
    ) -> list[ItemLine]:
        """The first items that fit, in the order of the queue, whoever has them; after an item, where one is named."""
        raise NotImplementedError

    def counts(self, wanted: Filter = EVERYTHING) -> Counts:
        """How many items fit, by why they wait and who has them."""
        raise NotImplementedError

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
        raise NotImplementedError

    def skip(self, claim: str) -> Done:
        """Pass over an item for the rest of this session; nothing is logged."""
        raise NotImplementedError

    def unskip(self) -> int:
        """Take back all skips of this session; how many there were."""
        raise NotImplementedError

    def postpone(self, claim: str, until: str, *, note: str = "") -> Done:
        """Put an item off until a UTC moment or a day; then it comes back to its place."""
        raise NotImplementedError

    def discard(self, claim: str, *, note: str = "", equal: bool = False) -> Done:
        """Say that a claim is none."""
        raise NotImplementedError

    def assign(self, claim: str, to: str | None, *, note: str = "") -> Done:
        """Give an item to a reviewer, or with None to nobody in particular."""
        raise NotImplementedError

    def note(self, claim: str, text: str) -> Done:
        """Write a note on a claim."""
        raise NotImplementedError

    def correct(
        self, claim: str, *, quote: str | None = None, value: str | None = None, note: str = ""
    ) -> Done:
        """Say what should have been extracted: words that stand in the article, or a value. It leaves the queue."""
        raise NotImplementedError

    def reopen(self, claim: str, *, note: str = "") -> Done:
        """Put a claim that was decided back into the queue."""
        raise NotImplementedError

    def undo(self, claim: str | None = None, *, note: str = "") -> Done:
        """Take back this reviewer's last act, or the last one on a claim, whole.

        Refused where somebody else has said more of one of its claims since.
        """
        raise NotImplementedError

    def redo(self, claim: str | None = None, *, note: str = "") -> Done:
        """Take back this reviewer's last undo, or the last one on a claim."""
        raise NotImplementedError

    def renew(self, claim: str) -> Lease:
        """Begin the 15 minutes of a lease anew; take it again where it ran out and nobody has it."""
        raise NotImplementedError

    def release(self, claim: str | None = None) -> int:
        """Give back an item, or all of this session; how many."""
        raise NotImplementedError

    def draft(self, claim: str, text: str) -> None:
        """Keep what this reviewer began to write about an item; an empty text forgets it. Renews the lease."""
        raise NotImplementedError

    def log(self, claim: str | None = None, *, limit: int = 50) -> list[Event]:
        """The latest events, of a claim or of all, oldest first."""
        raise NotImplementedError

    def stats(self, wanted: Filter = EVERYTHING) -> Stats:
        """The figures of the queue."""
        raise NotImplementedError
