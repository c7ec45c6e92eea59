"""The keys of the review queue: one table for both faces, for "?" and for the page of the documentation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from verify.verdicts import Verdict


class Action(Enum):
    """What a key does."""

    SUPPORTED = auto()
    REFUTED = auto()
    NOT_ENOUGH = auto()
    CONFLICTING = auto()
    ACCEPT = auto()
    REJECT = auto()
    SIDE = auto()
    SKIP = auto()
    POSTPONE = auto()
    DISCARD = auto()
    UNDO = auto()
    REDO = auto()
    NOTE = auto()
    CORRECT = auto()
    EQUAL = auto()
    EVIDENCE = auto()
    OPEN = auto()
    PROMOTE = auto()
    NEXT = auto()
    PREVIOUS = auto()
    DOWN = auto()
    UP = auto()
    GO = auto()
    SEARCH = auto()
    HELP = auto()
    QUIT = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """A key: what it does, its word in the key bar and in line mode, and a line of help.

    `shown` is how it is written; `bar` is "" where the key bar has no room for it.
    """

    key: str
    action: Action
    word: str
    about: str
    bar: str = ""

    @property
    def shown(self) -> str:
        """The key as people read it."""
        return "space" if self.key == " " else self.key


KEYS: tuple[Key, ...] = (
    Key("1", Action.SUPPORTED, "supported", "Decide: supported, and show the next.", "supported"),
    Key("2", Action.REFUTED, "refuted", "Decide: refuted, and show the next.", "refuted"),
    Key("3", Action.NOT_ENOUGH, "not-enough", "Decide: not enough evidence, and show the next.", "not enough"),
    Key("4", Action.CONFLICTING, "conflicting", "Decide: conflicting evidence, and show the next.", "conflicting"),
    Key("a", Action.ACCEPT, "accept", "Accept the verdict of the checks.", "accept"),
    Key("x", Action.REJECT, "reject", "Reject it: asks for the right verdict, and why.", "reject"),
    Key("w", Action.SIDE, "side", "Say which side is wrong; it goes with your decision.", "side"),
    Key(" ", Action.SKIP, "skip", "Skip: not shown again in this session.", "skip"),
    Key("z", Action.POSTPONE, "later", 'Postpone: asks until when ("tomorrow", "3d", "2026-12-01").', "later"),
    Key("D", Action.DISCARD, "discard", "This is not a claim: takes it out of the queue.", "not a claim"),
    Key("u", Action.UNDO, "undo", "Undo what you did last, also before a restart.", "undo"),
    Key("U", Action.REDO, "redo", "Do again what you undid last.", "redo"),
    Key("n", Action.NOTE, "note", "Write a note ($VISUAL, $EDITOR); it goes with your decision.", "note"),
    Key("e", Action.CORRECT, "correct", "Correct the words or the value that were read from the text.", "correct"),
    Key("b", Action.EQUAL, "equal", "Decide all equal claims: shows them, and asks from three on.", "all equal"),
    Key("v", Action.EVIDENCE, "evidence", "Show everything: long quotes, evidence, sources and history.", "evidence"),
    Key("o", Action.OPEN, "open", "Open the article at the place ($VERIFY_EDITOR, $EDITOR, $PAGER).", "open"),
    Key("p", Action.PROMOTE, "promote", "Make a fact of your decision: asks for its source (verify queue promote)."),
    Key("j", Action.NEXT, "next", "Go to the next item; nothing is decided."),
    Key("k", Action.PREVIOUS, "previous", "Go back to the item before."),
    Key("J", Action.DOWN, "down", "Scroll down."),
    Key("K", Action.UP, "up", "Scroll up."),
    Key("g", Action.GO, "go", "Go to an item: its number, or the beginning of a claim's id."),
    Key("/", Action.SEARCH, "search", "Go to the next item with these words."),
    Key("?", Action.HELP, "help", "Show the keys.", "help"),
    Key("q", Action.QUIT, "quit", "Quit, and leave what you hold to others.", "quit"),
)  # fmt: skip
"""Every key, in the order of the help."""

BY_KEY = {key.key: key for key in KEYS}
BY_WORD = {key.word: key for key in KEYS}
BY_ACTION = {key.action: key for key in KEYS}

VERDICT_OF_ACTION = {
    Action.SUPPORTED: Verdict.SUPPORTED,
    Action.REFUTED: Verdict.REFUTED,
    Action.NOT_ENOUGH: Verdict.NOT_ENOUGH_EVIDENCE,
    Action.CONFLICTING: Verdict.CONFLICTING_EVIDENCE,
}
"""What the keys of the verdicts decide."""

KEY_OF_VERDICT = {verdict: BY_ACTION[action].key for action, verdict in VERDICT_OF_ACTION.items()}
"""The keys that decide them."""


ANSWERS = {
    Action.REJECT: 2, Action.SIDE: 1, Action.POSTPONE: 1, Action.NOTE: 1, Action.CORRECT: 2, Action.EQUAL: 2,
    Action.PROMOTE: 1, Action.GO: 1, Action.SEARCH: 1,
}  # fmt: skip
"""What asks for something, and for how many answers at most, so that words may stand behind its key in line mode.
Others stand alone: the line "a deal was made", pasted by mistake, accepts nothing."""


def help_lines() -> list[tuple[str, str, str]]:
    """(key, word, help) of every key."""
    return [(key.shown, key.word, key.about) for key in KEYS]
