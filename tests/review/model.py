"""What the queue is to do, told plainly: lists and loops, everything worked out anew each time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from verify.review.leases import later
from verify.verdicts import Verdict

STATES = [
    "refuted", "conflicting", "disagreement", "reopened", "second review", "not enough evidence", "postponed",
]  # fmt: skip
ENDS = ("decide", "discard", "carry")


class Refused(Exception):  # noqa: N818 (it reads as what happened)
    """What the model refuses, the queue must refuse."""


@dataclass
class Claim:
    """A claim of an article: equal ones have the same `said`."""

    id: str
    article: int
    place: int
    said: str
    for_two: bool
    stands: bool = True


@dataclass(eq=False)
class Act:
    """What somebody did to claims, and which evidence (a number) they had."""

    actor: str
    event: str
    claims: list[str]
    verdict: Verdict | None = None
    evidence: dict[str, int] = field(default_factory=dict)
    stands: dict[str, bool] = field(default_factory=dict)
    round: dict[str, int] = field(default_factory=dict)
    due: str | None = None
    to: str | None = None
    of: Act | None = None
    whole: list[Act] = field(default_factory=list)
    in_force: bool = True


@dataclass
class Said:
    """What the acts on a claim come to."""

    decision: Act | None = None
    first: Act | None = None
    second: Act | None = None
    reopened: bool = False
    due: str | None = None
    assignee: str | None = None


@dataclass
class Model:
    """The queue: `found` is what checks find of a claim's words, `evidence` a number that grows when that changes."""

    now: str
    claims: dict[str, Claim] = field(default_factory=dict)
    found: dict[str, Verdict] = field(default_factory=dict)
    evidence: dict[str, int] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    leases: dict[str, tuple[str, str, str, int]] = field(default_factory=dict)
    skipped: set[tuple[str, str]] = field(default_factory=set)

    def on(self, claim: str) -> list[Act]:
        """The acts on a claim that say something and are in force."""
        return [
            act
            for act in self.acts
            if claim in act.claims and act.in_force and act.event not in ("undo", "redo")
        ]

    def said(self, claim: str) -> Said:
        """What they come to."""
        said = Said()
        for act in self.on(claim):
            if act.event in ("decide", "discard") and not act.stands[claim]:
                if act.round[claim] == 2:
                    said.second = act
                else:
                    said.first, said.second = act, None
                said.due = None
            elif act.event in ENDS:
                said = Said(decision=act, assignee=said.assignee)
            elif act.event == "reopen":
                said = Said(reopened=True, assignee=said.assignee)
            elif act.event == "postpone":
                said.due = act.due
            else:
                said.assignee = act.to
        return said

    def status(self, claim: str) -> tuple[Verdict | None, bool, bool]:
        """Verdict, whether a decision makes it, and whether it is reopened."""
        said, what = self.said(claim), self.claims[claim].said
        found = self.found[what]
        if said.decision is None:
            return found, False, said.reopened
        if said.decision.verdict is None:
            return None, True, False
        if said.decision.evidence[claim] == self.evidence[what]:
            return said.decision.verdict, True, False
        return found, False, True

    def state(self, claim: str) -> str | None:
        """Why it waits; None where it does not."""
        said = self.said(claim)
        verdict, decided, reopened = self.status(claim)
        waits = (not decided and (verdict is not Verdict.SUPPORTED or reopened)) or said.first is not None
        if not waits or not self.claims[claim].stands:
            return None
        if said.due is not None and said.due > self.now:
            return "postponed"
        if said.first is not None:
            return "disagreement" if said.second is not None else "second review"
        if verdict is Verdict.REFUTED:
            return "refuted"
        if verdict is Verdict.CONFLICTING_EVIDENCE:
            return "conflicting"
        return "reopened" if reopened else "not enough evidence"

    def waiting(self) -> list[tuple[str, list[str]]]:
        """The items in order: what is said, and its claims, the first leads."""
        items: dict[str, list[str]] = {}
        for claim in self.claims.values():
            if self.state(claim.id) is not None:
                items.setdefault(claim.said, []).append(claim.id)
        for members in items.values():
            members.sort(key=self.order)
        return sorted(items.items(), key=lambda item: self.order(item[1][0]))

    def order(self, claim: str) -> tuple[int, int, int, int]:
        """The place of a claim in the queue."""
        about, state = self.claims[claim], self.state(claim)
        asked = sum(other.stands and other.said == about.said for other in self.claims.values())
        assert state is not None
        most = -asked if state == "not enough evidence" else 0
        return STATES.index(state), most, about.article, about.place

    def next(self, actor: str) -> str | None:
        """The claim that comes next for somebody, whom it is leased to."""
        items = self.waiting()
        own = [members for said, members in items if self.holder(said) == actor]
        own = [members for members in own if self.state(members[0]) != "postponed"]
        free = [members for said, members in items if self.is_free(said, members[0], actor)]
        for members in own[:1] or free[:1]:
            said = self.claims[members[0]].said
            self.leases[said] = (
                actor,
                later(self.now, timedelta(minutes=15)),
                members[0],
                self.evidence[said],
            )
            return members[0]
        return None

    def holder(self, said: str) -> str | None:
        """Who has an item now."""
        lease = self.leases.get(said)
        return lease[0] if lease is not None and lease[1] > self.now else None

    def is_free(self, item: str, lead: str, actor: str) -> bool:
        """Whether somebody may take an item."""
        said, state = self.said(lead), self.state(lead)
        return not (
            state == "postponed"
            or self.holder(item) not in (None, actor)
            or (actor, item) in self.skipped
            or (said.assignee not in (None, actor))
            or (state == "second review" and said.first is not None and said.first.actor == actor)
            or (state == "disagreement" and actor in _two(said))
        )

    def decide(self, actor: str, claim: str, verdict: Verdict, *, equal: bool) -> None:
        """Decide a claim, or all of its item that wait."""
        item = self.claims[claim].said
        self._refuse_held(actor, item)
        lease = self.leases.get(item)
        if lease is not None and lease[0] == actor and lease[2] == claim and lease[3] != self.evidence[item]:
            raise Refused("outdated")
        self._conclude(Act(actor, "decide", [], verdict), claim, equal=equal)

    def _conclude(self, act: Act, claim: str, *, equal: bool) -> None:
        """The turn that an act is on each of its claims; it is not done where the first is not this reviewer's."""
        actor, verdict, item = act.actor, act.verdict, self.claims[claim].said
        for each in [claim, *self._others(claim)] if equal else [claim]:
            said = self.said(each)
            first = said.first
            begun = first is not None and said.second is None and first.event == "decide"
            if begun and first.evidence[each] != self.evidence[item]:
                said = Said()
            if said.first is not None and said.second is not None:
                allowed, stands, number = actor not in _two(said), True, 3
            elif said.first is not None:
                same = (said.first.event, said.first.verdict) == (act.event, verdict)
                allowed, stands, number = actor != said.first.actor, same, 2
            else:
                allowed, stands, number = True, not self.claims[each].for_two, 1
            if allowed:
                act.claims.append(each)
                act.stands[each], act.round[each] = stands, number
                act.evidence[each] = self.evidence[item]
            elif each == claim:
                raise Refused("not your turn")
        self.acts.append(act)
        self._end(actor, item)

    def discard(self, actor: str, claim: str) -> None:
        """Say that a claim is none."""
        self._refuse_held(actor, self.claims[claim].said)
        self._conclude(Act(actor, "discard", []), claim, equal=False)

    def on_item(
        self, actor: str, claim: str, event: str, *, due: str | None = None, to: str | None = None
    ) -> None:
        """Postpone or assign an item."""
        self._refuse_idle(actor, claim)
        self.acts.append(Act(actor, event, [claim, *self._others(claim)], due=due, to=to))
        self._end(actor, self.claims[claim].said)

    def skip(self, actor: str, claim: str) -> None:
        """Pass over an item."""
        self._refuse_idle(actor, claim)
        self.skipped.add((actor, self.claims[claim].said))
        self._end(actor, self.claims[claim].said)

    def reopen(self, actor: str, claim: str) -> None:
        """Put a decided claim back."""
        self._refuse_held(actor, self.claims[claim].said)
        if self.said(claim).decision is None:
            raise Refused("not decided")
        self.acts.append(Act(actor, "reopen", [claim]))

    def undo(self, actor: str, claim: str | None = None) -> None:
        """Take back the last act of somebody, or on a claim."""
        acts = [act for act in self.acts if act.in_force and act.event not in ("undo", "redo")]
        if claim is None:
            acts = [act for act in acts if act.actor == actor and act.event != "carry"]
        else:
            acts = [act for act in acts if claim in act.claims]
        if not acts:
            raise Refused("nothing to undo")
        whole = [acts[-1]]
        for act in whole:
            whole += [
                each for each in self.acts if each.in_force and each.event == "carry" and each.of is act
            ]
        for act in whole:
            self._refuse_said_since(act, acts[-1].actor)
        for act in whole:
            act.in_force = False
        claims = [claim for act in whole for claim in act.claims]
        self.acts.append(Act(actor, "undo", claims, of=acts[-1], whole=whole))

    def redo(self, actor: str) -> None:
        """Take back somebody's last undo, if they did nothing since."""
        for act in reversed(
            [act for act in self.acts if act.actor == actor and act.event not in ("carry", "redo")]
        ):
            if act.event != "undo":
                break
            if act.in_force:
                for each in act.whole:
                    self._refuse_said_since(each, actor)
                    self._refuse_unanswering(each)
                act.in_force = False
                for each in act.whole:
                    each.in_force = True
                self.acts.append(Act(actor, "redo", list(act.claims), of=act))
                return
        raise Refused("nothing to redo")

    def revise(self, article: int, new: dict[str, str]) -> None:
        """An article has a new revision that says the same; `new` is the id of each claim's successor."""
        for old, claim in new.items():
            about = self.claims[old]
            about.stands = False
            self.claims[claim] = Claim(claim, article, about.place, about.said, about.for_two)
            decision = self.said(old).decision
            if decision is not None:
                carried = Act(decision.actor, "carry", [claim], decision.verdict, of=decision)
                carried.evidence[claim] = decision.evidence.get(old, 0)
                self.acts.append(carried)

    def _others(self, claim: str) -> list[str]:
        members = next((members for said, members in self.waiting() if said == self.claims[claim].said), [])
        return [each for each in members if each != claim]

    def _end(self, actor: str, item: str) -> None:
        lease = self.leases.get(item)
        if lease is not None and lease[0] == actor:
            del self.leases[item]

    def _refuse_held(self, actor: str, item: str) -> None:
        if self.holder(item) not in (None, actor):
            raise Refused("held")

    def _refuse_idle(self, actor: str, claim: str) -> None:
        self._refuse_held(actor, self.claims[claim].said)
        if not any(said == self.claims[claim].said for said, _ in self.waiting()):
            raise Refused("it does not wait")

    def _refuse_unanswering(self, act: Act) -> None:
        for claim, number in act.round.items():
            said = self.said(claim)
            if (number == 2 and said.first is None) or (number == 3 and said.second is None):
                raise Refused("what it answered was taken back")

    def _refuse_said_since(self, act: Act, actor: str) -> None:
        at = self.acts.index(act)
        for later_act in self.acts[at + 1 :]:
            decides = later_act.in_force and later_act.event in (*ENDS, "reopen")
            if decides and later_act.actor != actor and set(later_act.claims) & set(act.claims):
                raise Refused("somebody decided since")


def _two(said: Said) -> set[str]:
    return {act.actor for act in (said.first, said.second) if act is not None}
