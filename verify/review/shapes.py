"""What the queue shows, takes and answers: plain data, everything in it as it came; whoever shows it makes it safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from verify.report.claims import ClaimLine, SourceLine
from verify.review.nothing import reasons
from verify.verdicts import Outcome, Verdict

State: TypeAlias = Literal[
    "refuted", "conflicting", "disagreement", "reopened", "second review", "not enough evidence", "postponed",
    "decided",
]  # fmt: skip
"""Why an item waits, or that it does not. The order of the queue is this one."""

STATES: tuple[State, ...] = (
    "refuted", "conflicting", "disagreement", "reopened", "second review", "not enough evidence", "postponed",
)  # fmt: skip
"""The states of items that wait, by their rank in the queue."""

SIDES = ("article", "reference", "both", "neither", "extraction")
"""Which side is wrong, in a person's view."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items are wanted: those that fit all that is given.

    `subject` is what a claim asks about, or whom it names; `check` the name of a check or how that begins; `status`
    what the checks conclude; `state` why it waits. `older` and `newer` count days since its document was stored (at
    least, at most). `assignee` asks for the items of somebody.
    """

    article: str | None = None
    publisher: str | None = None
    kind: str | None = None
    subject: str | None = None
    check: str | None = None
    severity: str | None = None
    status: Verdict | None = None
    state: State | None = None
    older: int | None = None
    newer: int | None = None
    assignee: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim where it stands: its sentence around the quote, and the sentences before and after it, or ""."""

    sentence_before: str
    before: str
    quote: str
    after: str
    sentence_after: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What an active check found of a claim, and the fact that its verdict rests on.

    `place` is feature:line. `fact` is the recorded value, None where the verdict rests on none; `valid_from` and
    `valid_to` are EDTF; `precision` is "day", "month", "year" or None.
    """

    check: str
    title: str
    place: str
    severity: str
    outcome: Outcome
    verdict: Verdict | None
    explanation: str
    fact: str | None
    valid_from: str | None
    valid_to: str | None
    rank: str | None
    disputed: bool
    precision: str | None
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class Rival:
    """Another value of the same key: what checks make of it, and how many claims in how many articles state it.

    `claim` is one that does.
    """

    value: str
    status: Verdict | None
    claims: int
    articles: int
    claim: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the log, as this reviewer may see it.

    `act` is what was done at once. `verdict`, `side` and `note` are empty where `withheld`: the first of two reviewers
    wrote it, and the second has not decided yet. `stands` says that the decision made a status by itself when it was
    written, `undone` that it was taken back since. `due` is a UTC moment.
    """

    decision: int
    event: str
    verdict: Verdict | None
    side: str | None
    actor: str
    at: str
    note: str
    claim: str = ""
    quote: str = ""
    act: int = 0
    round: int | None = None
    stands: bool = True
    undone: bool = False
    withheld: bool = False
    due: str | None = None
    assignee: str | None = None
    detail: str | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who has an item until when (a UTC moment)."""

    actor: str
    until: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Item:
    """What the queue shows at once: the claims of one key, value and as-of that wait.

    `id` is that of the claim it leads with, which `decide` decides; `others` are equal claims elsewhere that wait, too,
    of `claims` in `articles` the first. `changed` says what changed since it was decided, where it was reopened.
    `proposed` is what the checks conclude. `blind` says that this reviewer decides second and sees nothing of the first
    decision.
    """

    id: str
    state: State
    lead: ClaimLine
    others: tuple[ClaimLine, ...]
    claims: int
    articles: int
    publisher: str | None
    published: str | None
    since: str | None
    rivals: tuple[Rival, ...]
    passage: Passage
    findings: tuple[Finding, ...]
    earlier: tuple[Event, ...]
    events: tuple[Event, ...]
    proposed: Verdict | None
    revision: str
    lease: Lease | None
    draft: str
    blind: bool
    changed: tuple[str, ...] = ()
    due: str | None = None
    assignee: str | None = None


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in a list."""

    id: str
    state: State
    lead: ClaimLine
    claims: int
    since: str
    asked: int
    assignee: str | None
    due: str | None
    lease: Lease | None


@dataclass(frozen=True, slots=True)
class Held:
    """What one reviewer has: how many items, until when at the latest (a UTC moment)."""

    actor: str
    items: int
    until: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items wait, by why; `mine` are those this reviewer has or that are assigned to them."""

    undecided: int
    mine: int
    held: tuple[Held, ...]
    by_state: dict[State, int]
    skipped: int

    @property
    def second_review(self) -> int:
        """Items that wait for a second reviewer."""
        return self.by_state.get("second review", 0)

    @property
    def adjudication(self) -> int:
        """Items of which two reviewers disagree."""
        return self.by_state.get("disagreement", 0)

    @property
    def postponed(self) -> int:
        """Items that are due later."""
        return self.by_state.get("postponed", 0)

    @property
    def reopened(self) -> int:
        """Items whose evidence changed since they were decided."""
        return self.by_state.get("reopened", 0)


@dataclass(frozen=True, slots=True)
class Nothing:
    """That there is no next item for this reviewer, and why not.

    `held` is who has what is left, `until` when the first of those comes free, `due` when the first of `postponed`
    items comes back, `skipped` how many this session passed over, `for_others` how many wait for another reviewer than
    this one, `assigned` how many are somebody else's. All zero: nothing is left that fits; `beside` is how many items
    wait that do not fit.
    """

    held: tuple[Held, ...] = ()
    until: str | None = None
    postponed: int = 0
    due: str | None = None
    skipped: int = 0
    for_others: int = 0
    assigned: int = 0
    beside: int = 0

    def words(self) -> str:
        """The reason in one sentence or more; moments in UTC."""
        return " ".join(reasons(self))


@dataclass(frozen=True, slots=True)
class Done:
    """What an act did: its number, the event of it on the claim that was named, and the claims it touched, by id.

    `stands` says whether the decision makes the status; where not, `waits_for` is "second review" or "disagreement".
    `repeated` says that the same idempotency key was answered before, and that this is that answer. `due` is the UTC
    moment until which something was postponed.
    """

    act: int
    event: str
    claim: str
    claims: tuple[str, ...]
    verdict: Verdict | None = None
    stands: bool = True
    waits_for: str | None = None
    repeated: bool = False
    undoes: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two reviewers of the same claims agree: pairs of decisions, the share that agree, Cohen's kappa.

    `kappa` is None where it says nothing: no pairs, or both reviewers always chose one and the same verdict.
    Source: Cohen, "A coefficient of agreement for nominal scales", 1960.
    """

    pairs: int
    agreed: float
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Reviewer:
    """What one reviewer did: decisions in all, of them today and in the last seven days (UTC), and taken back."""

    actor: str
    decided: int
    today: int
    week: int
    undone: int


@dataclass(frozen=True, slots=True)
class Stats:
    """The figures of the queue: what waits, since when (the oldest, a day), what was decided, and agreement."""

    counts: Counts
    oldest: str | None
    ages: dict[str, int]
    reviewers: tuple[Reviewer, ...]
    agreement: Agreement
    verdicts: dict[str, int]
