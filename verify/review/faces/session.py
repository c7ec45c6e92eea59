"""A reviewer's session at the desk: which item is shown, which were before it, and what was begun with it.

It draws nothing and reads no key: `pressing` turns keys into what it does here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from verify.errors import ExitCode, VerifyError
from verify.report.claims import ClaimLine
from verify.review.desk import Desk, Outdated
from verify.review.faces.layout import Size
from verify.review.faces.rows import Paragraph, Section, Style, paragraph, piece
from verify.review.faces.sections import counts_paragraph, item_sections, nothing_sections
from verify.review.shapes import Counts, Done, Filter, Item, Nothing

_Result = TypeVar("_Result")

RENEW_SECONDS = 60.0
"""Keys renew a lease, but not each of them."""

_LEAST_CELLS = 240
_SHARE_OF_ROWS = 4


@dataclass(frozen=True, slots=True)
class View:
    """What is shown: the counts, the sections of an item, and what the last key came to."""

    head: Paragraph
    sections: tuple[Section, ...]
    notice: Paragraph | None


@dataclass(slots=True)
class Session:
    """A desk, and where a reviewer is at it. `root` is where articles lie, `environ` names programs to start,
    `promote_command` makes a fact of a claim's
    decision, where there is a terminal for it. `decided` is the claim that was decided last.

    `passed` is the item up to which they moved on without deciding; `trail` are the items they saw, `settled` those
    of them that wait for nobody now, `skipped` those they skipped since they last decided, by id. `is_unsaved` says
    that the store could not take the note of the item that is shown.
    """

    desk: Desk
    wanted: Filter = field(default_factory=Filter)
    root: Path = field(default_factory=Path)
    environ: Mapping[str, str] = field(default_factory=dict)
    only: str = ""
    promote_command: tuple[str, ...] = ()
    decided: ClaimLine | None = None
    item: Item | None = None
    nothing: Nothing = field(default_factory=Nothing)
    counts: Counts | None = None
    side: str | None = None
    notice: Paragraph | None = None
    passed: str | None = None
    trail: list[str] = field(default_factory=list)
    at: int = -1
    settled: set[str] = field(default_factory=set)
    skipped: list[str] = field(default_factory=list)
    searched: str = ""
    renewed: float = 0.0
    is_unsaved: bool = False

    def begin(self) -> None:
        """Take the first item, unless one is shown. Raises VerifyError where the filter asks for what there is not."""
        if self.item is None:
            self.advance()

    def view(self, size: Size) -> View:
        """What to show on a screen of a size, whose rows may be 0 where there is no end to them."""
        now = self.desk.clock()
        if self.counts is None:
            self.recount()
        assert self.counts is not None
        head = counts_paragraph(self.counts, self.desk.actor, now, self.only)
        if self.item is None:
            return View(head, nothing_sections(self.nothing, now), self.notice)
        cells = max(_LEAST_CELLS, size.columns * (size.rows // _SHARE_OF_ROWS or 8))
        sections = item_sections(self.item, now=now, position=self.position(), cells=cells, side=self.side)
        return View(head, sections, self.notice)

    def position(self) -> str:
        """Where the item is among what this session saw and what waits: "3 / 41"."""
        left = self.counts.undecided if self.counts else 0
        return f"{self.at + 1} / {max(len(self.settled) + left, len(self.trail))}"

    def recount(self) -> None:
        """Count again what waits."""
        self.counts = self.desk.counts(self.wanted)

    def watch(self) -> None:
        """Read again what others do: the counts, and who has the item. What is known of it stays as it was seen."""
        if self.item is not None:
            had, now = self.item.lease, self.desk.look(self.item.id)
            self.item = replace(self.item, lease=now.lease)
            if now.passage != self.item.passage:
                # What was taken down is not shown on; a decision still rests on what was seen.
                self.item = replace(now, revision=self.item.revision, draft=self.item.draft)
            if had is not None and had.mine and now.lease is None:
                self.tell("Your time for this item ran out: your next key takes it again.")
        self.recount()

    def look_again(self) -> None:
        """Read again what is shown: something beside the desk may have changed it."""
        if self.item is not None:
            self.item = self.desk.look(self.item.id)
        self.recount()

    def tell(self, *words: str) -> None:
        """Say what a key came to."""
        self.notice = paragraph(*(piece(part, Style.NOTICE) for part in words))

    def attempt(self, work: Callable[[], _Result]) -> _Result | None:
        """Do something that the desk may refuse; then say why, and None."""
        try:
            return work()
        except VerifyError as error:
            self._refused(error)
            return None

    def _refused(self, error: VerifyError) -> None:
        """Say why the desk refused. A hint at a command is for a shell, not for who sits at the keys."""
        told = error.message if "verify queue" in (error.hint or "") else str(error)
        self.tell(told if error.exit_code is ExitCode.USAGE else f"Not done: {told}")

    def advance(self) -> None:
        """Show the next item that this reviewer may decide."""
        found = self.desk.next(self.wanted, after=self.passed)
        if isinstance(found, Nothing) and self.passed is not None:
            # Behind what they passed over is nothing more: what they left is all there is.
            self.passed = None
            found = self.desk.next(self.wanted)
        if isinstance(found, Nothing):
            self.item, self.nothing, self.side = None, found, None
        else:
            self.show(found)
        self.recount()

    def show(self, item: Item) -> None:
        """Show an item, as the last of the trail."""
        if self.item is None or self.item.id != item.id:
            self.side, self.is_unsaved = None, False
        self.item = item
        if item.id not in self.trail:
            self.trail.append(item.id)
        self.at = self.trail.index(item.id)
        self.renewed = time.monotonic()

    def visit(self, claim: str) -> None:
        """Show the item of a claim, decided or not, and take it where nobody has it; the one before is left."""
        item = self.desk.look(claim)
        if self.item is not None and self.item.id != item.id:
            self.leave()
        if _is_to_take(item):
            lease = self.attempt(lambda: self.desk.renew(item.id))
            item = replace(item, lease=lease) if lease is not None else self.desk.look(claim)
        self.show(item)
        self.note_settled(item)
        self.recount()

    def note_settled(self, item: Item) -> None:
        """Count an item among what is done with, or no longer."""
        (self.settled.add if item.state in ("decided", "postponed") else self.settled.discard)(item.id)

    def leave(self) -> None:
        """Let go of the item that is shown, undecided: others may have it."""
        self._save()
        if self.item is not None and self.item.lease is not None and self.item.lease.mine:
            self.desk.release(self.item.id)

    def renew(self) -> None:
        """Keep the item that is shown, as long as somebody is at work on it."""
        item = self.item
        if item is None or not _is_to_take(item):
            return
        if item.lease is not None and time.monotonic() - self.renewed < RENEW_SECONDS:
            return
        self.renewed = time.monotonic()
        lease = self.attempt(lambda: self.desk.renew(item.id))
        self.item = replace(item, lease=lease or item.lease)

    def write(self, text: str) -> bool:
        """Keep a note for the decision to come; where the store cannot, here, and say why. Whether the store does."""
        if self.item is None:
            return False
        claim = self.item.id
        self.item = replace(self.item, draft=text)
        try:
            self.desk.draft(claim, text)
        except VerifyError as error:
            self._refused(error)
            self.is_unsaved = True
            return False
        self.is_unsaved = False
        return True

    def _save(self) -> None:
        """Try again to keep a note that the store could not take."""
        if self.is_unsaved and self.item is not None:
            self.write(self.item.draft)

    def settle(self, work: Callable[[Item], Done], told: str, words: str | None = None) -> None:
        """Do what ends the work on an item, and show the next. Where the desk refuses, this one stays.

        `words` are the note that was written for it just now; they are kept where the desk refuses.
        """
        item = self.item
        if item is None:
            self.tell("There is no item to decide.")
            return
        try:
            done = work(item)
        except Outdated as error:
            self._keep(words, error)
            self.item = self.desk.look(item.id)
            kept = "Your note is kept. " if self.item.draft else ""
            told, by = " ".join(error.difference), self.item.lead.decided_by
            if self.item.state == "decided" and by is not None:
                told = f"{by} decided it since."
            goes_on = "j goes on." if self.item.state == "decided" else "Look again, and decide."
            self.tell(f"Not decided: it is not as you saw it. {told} {kept}{goes_on}")
            return
        except VerifyError as error:
            self._keep(words, error)
            self._refused(error)
            return
        if not done.waits_for:
            self.settled.add(item.id)
        self.decided = item.lead if done.event == "decide" else self.decided
        self.skipped.clear()
        waits = f" It waits: {done.waits_for}." if done.waits_for else ""
        self.tell(f"{told}{waits}")
        self.advance()

    def _keep(self, words: str | None, error: VerifyError) -> None:
        """Keep the words of a note with which a decision was refused, at once where the store is well."""
        if not words or self.item is None:
            return
        if error.exit_code is ExitCode.USAGE:
            self.write(words)
        else:
            self.item, self.is_unsaved = replace(self.item, draft=words), True

    def close(self) -> None:
        """Leave everything that this session holds to others. If that fails, leases still end by themselves."""
        self._save()
        self.attempt(self.desk.release)


def _is_to_take(item: Item) -> bool:
    """Whether an item waits for this reviewer, and nobody else is at it."""
    is_free = item.lease is None or item.lease.mine
    was_first = item.state == "second review" and not item.blind
    return is_free and item.state != "decided" and not was_first
