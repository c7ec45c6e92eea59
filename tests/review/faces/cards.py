"""Items of a queue made up, and a desk that holds them in memory: as much as a face can tell from a real one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from verify.errors import ExitCode, VerifyError
from verify.report.claims import ClaimLine, SourceLine
from verify.review.desk import Outdated
from verify.review.shapes import (
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
    Rival,
)
from verify.verdicts import Outcome, Verdict

NOW = "2026-11-26T12:00:00Z"
EVERYTHING = Filter()
UNTIL = "2026-11-26T12:15:00Z"
SOURCE = SourceLine(
    "Joint Comprehensive Plan of Action, Vienna", "EU External Action Service", "https://eeas.europa.eu/1"
)

PASSAGE = Passage(
    "The talks took two years.",
    "That ended with a nuclear agreement, known as the JCPOA, which was reached on ",
    "July 4, 2015",
    ".",
    "Sanctions were lifted later.",
)


def claim(number: int = 1, **more: Any) -> ClaimLine:
    """A claim of an article."""
    given: dict[str, Any] = {
        "document_id": number, "claim": f"{number:032x}", "document": f"articles/{number}.md",
        "article": f"articles/{number}.md", "part": "body", "line": 9, "column": 73, "start": 100, "end": 112,
        "quote": "July 4, 2015", "prefix": "on ", "suffix": ".", "kind": "agreement", "property": "concluded",
        "subject": "Joint Comprehensive Plan of Action", "asks": "Joint Comprehensive Plan of Action", "scope": "",
        "stated": "2015-07-04", "value": "2015-07-04", "as_of": "2016-04-09", "attributed_to": None,
        "polarity": "asserted", "problem": None, "status": Verdict.REFUTED, "outcome": Outcome.DIFFERS,
        "check": "agreements/concluded", "check_title": "The date on which an agreement was concluded",
        "check_place": "features/checks/agreements.feature:8", "severity": "error", "expected": "2015-07-14",
        "record": "14 July 2015", "explanation": "The record says 14 July 2015. Both are exact days, so they differ.",
        "sources": (SOURCE,), "decided_by": None, "reopened": False,
    }  # fmt: skip
    return ClaimLine(**given | more)


FINDING = Finding(
    check="agreements/concluded",
    title="The date on which an agreement was concluded",
    place="features/checks/agreements.feature:8",
    severity="error",
    outcome=Outcome.DIFFERS,
    verdict=Verdict.REFUTED,
    explanation="The record says 14 July 2015. Both are exact days, so they differ.",
    fact="2015-07-14",
    valid_from=None,
    valid_to=None,
    rank="preferred",
    disputed=False,
    precision="day",
    sources=(SOURCE,),
)
RIVAL = Rival("2015-07-14", Verdict.SUPPORTED, 12, 5, "f" * 32)
EARLIER = Event(
    decision=1, event="decide", verdict=Verdict.REFUTED, side="article", actor="Ana", at="2026-11-20T09:30:00Z",
    note="the treaty's own page says so", quote="14 July 2015",
)  # fmt: skip


def item(number: int = 1, **more: Any) -> Item:
    """An item that waits; `lead`, `passage` and all else can be given."""
    lead = more.pop("lead", None) or claim(number)
    given: dict[str, Any] = {
        "id": lead.claim, "state": "refuted", "lead": lead, "others": (), "claims": 1, "articles": 1,
        "publisher": "Example Daily", "published": "2016-04-09", "since": "2026-11-20", "rivals": (),
        "passage": PASSAGE, "findings": (FINDING,), "earlier": (), "events": (), "proposed": Verdict.REFUTED,
        "revision": "r1", "lease": Lease("Ana", UNTIL, True), "draft": "", "blind": False,
    }  # fmt: skip
    return Item(**given | more)


@dataclass
class Cards:
    """A desk with items in memory. `calls` is what was asked of it, in order."""

    items: list[Item]
    actor: str = "Ana"
    store: Any = None
    session: str = "s"
    now: str = NOW
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    done: dict[str, str] = field(default_factory=dict)
    undone: list[str] = field(default_factory=list)
    skipped: set[str] = field(default_factory=set)
    drafts: dict[str, str] = field(default_factory=dict)
    outdated: dict[str, tuple[str, ...]] = field(default_factory=dict)
    held: tuple[Held, ...] = ()

    def clock(self) -> str:
        return self.now

    def _dressed(self, found: Item) -> Item:
        decided = {"state": "decided", "lease": None} if found.id in self.done else {}
        return replace(found, draft=self.drafts.get(found.id, found.draft), **decided)

    def _open(self) -> list[Item]:
        return [one for one in self.items if one.id not in self.done]

    def next(self, wanted: Filter = EVERYTHING, *, after: str | None = None) -> Item | Nothing:
        self.calls.append(("next", after))
        ids = [one.id for one in self.items]
        behind = ids.index(after) + 1 if after is not None else 0
        for one in self.items[behind:]:
            if one.id not in self.done and one.id not in self.skipped:
                return self._dressed(one)
        return Nothing(held=self.held, skipped=len(self.skipped - set(self.done)))

    def look(self, claim: str) -> Item:
        found = [one for one in self.items if one.id.startswith(claim)]
        if not found:
            raise VerifyError(f"no claim begins with {claim!r}.", exit_code=ExitCode.USAGE)
        return self._dressed(found[0])

    def lines(
        self, wanted: Filter = EVERYTHING, *, limit: int = 50, after: str | None = None
    ) -> list[ItemLine]:
        found = [
            ItemLine(one.id, one.state, one.lead, one.claims, one.since or "", 0, None, None, None)
            for one in self._open()
        ]
        ids = [one.id for one in found]
        behind = ids.index(after) + 1 if after in ids else 0
        return found[behind : behind + limit]

    def counts(self, wanted: Filter = EVERYTHING) -> Counts:
        return Counts(len(self._open()), 1, self.held, {"second review": 0}, len(self.skipped))

    def _settle(self, claim: str, event: str, *said: Any) -> Done:
        if claim in self.outdated:
            difference = self.outdated.pop(claim)
            self.items = [replace(one, revision="r2") if one.id == claim else one for one in self.items]
            raise Outdated(claim, difference)
        self.calls.append((event, claim, *said))
        self.done[claim] = event
        self.drafts.pop(claim, None)
        return Done(len(self.calls), event, claim, (claim,))

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
        return self._settle(claim, "decide", verdict, side, note, equal)

    def skip(self, claim: str) -> Done:
        self.calls.append(("skip", claim))
        self.skipped.add(claim)
        return Done(0, "skip", claim, (claim,))

    def unskip(self) -> int:
        count = len(self.skipped)
        self.skipped.clear()
        return count

    def postpone(self, claim: str, until: str, *, note: str = "") -> Done:
        return self._settle(claim, "postpone", until)

    def discard(self, claim: str, *, note: str = "", equal: bool = False) -> Done:
        return self._settle(claim, "discard")

    def correct(
        self, claim: str, *, quote: str | None = None, value: str | None = None, note: str = ""
    ) -> Done:
        return self._settle(claim, "correct", quote, value)

    def undo(self, claim: str | None = None, *, note: str = "") -> Done:
        if not self.done:
            raise VerifyError("you did nothing that could be taken back.", exit_code=ExitCode.USAGE)
        last, event = self.done.popitem()
        self.undone.append(last)
        self.calls.append(("undo", last))
        return Done(len(self.calls), "undo", last, (last,), undoes=event)

    def redo(self, claim: str | None = None, *, note: str = "") -> Done:
        if not self.undone:
            raise VerifyError("you took back nothing.", exit_code=ExitCode.USAGE)
        last = self.undone.pop()
        self.done[last] = "redo"
        self.calls.append(("redo", last))
        return Done(len(self.calls), "redo", last, (last,), undoes="decide")

    def renew(self, claim: str) -> Lease:
        self.calls.append(("renew", claim))
        return Lease(self.actor, UNTIL, True)

    def release(self, claim: str | None = None) -> int:
        self.calls.append(("release", claim))
        return 1

    def draft(self, claim: str, text: str) -> None:
        self.drafts[claim] = text
