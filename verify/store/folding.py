"""What the events of a claim come to: which decision makes its status, and what is begun and not ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

EventRow: TypeAlias = Any

WORDLESS = frozenset({"undo", "redo"})
"""Events that speak of events only."""

CONCLUDING = frozenset({"decide", "discard", "correct"})
"""Events with which a person concludes something of a claim: of two who are to, the first makes no status."""

FINAL = CONCLUDING | {"carry"}
"""Events that can take a claim out of the queue."""


@dataclass(frozen=True, slots=True)
class Said:
    """What people say of a claim now, as rows of the log.

    `decision` makes its status: a decision that stands, one carried over from an earlier revision, or that it is no
    claim. `first` and `second` are decisions of which another reviewer has yet to say something. `reopened` says that
    somebody put it back into the queue.
    """

    decision: EventRow | None = None
    first: EventRow | None = None
    second: EventRow | None = None
    reopened: bool = False
    due: str | None = None
    assignee: str | None = None

    @property
    def stage(self) -> int:
        """1 where a second reviewer is to decide, 2 where two disagree, else 0."""
        return 2 if self.second is not None else 1 if self.first is not None else 0


def taken_back(events: Iterable[EventRow]) -> set[int]:
    """The events that were undone and not redone; of one claim or of many, in the order of the log."""
    gone: set[int] = set()
    undoes: dict[int, int] = {}
    for event in events:
        if event.event == "undo":
            undoes[event.id] = event.undoes_id
            gone.add(event.undoes_id)
        elif event.event == "redo":
            gone.discard(undoes[event.undoes_id])
            gone.add(event.undoes_id)
    return gone


def in_force(events: Sequence[EventRow]) -> list[EventRow]:
    """The events of a claim that say something and were not taken back, in the order of the log."""
    gone = taken_back(events)
    return [event for event in events if event.id not in gone and event.event not in WORDLESS]


def fold(events: Sequence[EventRow]) -> Said:
    """What all events of one claim, in the order of the log, come to."""
    decision = first = second = due = assignee = None
    reopened = False
    for event in in_force(events):
        match event.event:
            case "decide" | "discard" | "correct" if event.stands == 0 and event.round == 2:
                second, due = event, None
            case "decide" | "discard" | "correct" if event.stands == 0:
                first, second, due = event, None, None
            case "decide" | "carry" | "discard" | "correct":
                decision, first, second, due, reopened = event, None, None, None, False
            case "reopen":
                decision, first, second, due, reopened = None, None, None, None, True
            case "postpone":
                due = event.due
            case "assign":
                assignee = event.assignee
    return Said(decision, first, second, reopened, due, assignee)
