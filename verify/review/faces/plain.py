"""The line mode: a line goes in, lines come out. No cursor moves, nothing is drawn, every line begins with what it is.

It works over ssh, in a dumb terminal, with a screen reader, and with lines from a file. A line is a key or its word,
and, behind a space, the answer to what it asks: "z tomorrow". Text that is pasted by mistake decides nothing: of lines
that come at once none is taken where one of them is no key.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from verify.display import clip
from verify.review.faces.keys import ANSWERS, BY_KEY, BY_WORD, Key
from verify.review.faces.layout import Size, linear, quoted
from verify.review.faces.paint import painted
from verify.review.faces.pressing import cancelled, press
from verify.review.faces.rows import Paragraph, Piece, Section, Style, paragraph, wrapped
from verify.review.faces.session import Session
from verify.review.faces.steps import Ask, Choose, Launch, Leave, Page, Scroll, Shown, Step

_MOST_SAID = 60

HELLO = 'verify review, line mode. Type a key, then Enter; "?" lists the keys.'
NO_NOTE = "-"
"""The answer that is no note, where one was begun."""

AT_ONCE_SECONDS, READY_SECONDS = 0.05, 0.005
"""People need longer for a line; what is pasted lies ready, or comes in pieces."""

NEAR = 6
"""So many rows before and behind a quote are said of its article."""


@dataclass(slots=True)
class LineMode:
    """A session in lines. `typed` gives the next line or None at the end; `is_terminal` says whether people type it.

    `is_there` tells whether the next line comes within so many seconds of the last one, as when text is pasted; `ahead`
    are lines that did, and are keys.
    """

    session: Session
    out: TextIO
    typed: Callable[[], str | None]
    is_terminal: bool
    width: Callable[[], int]
    colour: bool = False
    is_there: Callable[[float], bool] = lambda seconds: False
    said: tuple[Section, ...] = ()
    ahead: deque[str] = field(default_factory=deque)

    def run(self) -> int:
        """Review until the user leaves or the lines end; the exit code."""
        self.session.begin()
        self.say(paragraph(HELLO))
        step: Step | None = Shown()
        while step is not None:
            step = self.take(step)
        return 0

    def take(self, step: Step) -> Step | None:
        """Do what a key came to; the step that follows, None at the end."""
        match step:
            case Leave():
                return None
            case Shown():
                self.show()
                return self.key()
            case Page(title, sections, around):
                self.say(paragraph(Piece(title, Style.LABEL)))
                self.show_sections(sections, around)
                return self.key()
            case Choose() | Ask():
                return self.asked(step, None)
            case Launch(run):
                self.out.flush()
                return self.session.attempt(run) or Shown()
            case Scroll():
                # Everything was said already; saying it again is what scrolling back comes to.
                return Shown()

    def key(self) -> Step | None:
        """The next line as a key, and what it came to."""
        is_typed_ahead = bool(self.ahead)
        line = self.read("key")
        if line is None:
            return None
        strange = _strange([line]) or (None if is_typed_ahead else self.look_ahead(line))
        if strange is not None:
            self.say(paragraph(f'There is no key "{clip(strange, _MOST_SAID)}". "?" lists the keys.'))
            self.pass_over()
            return self.key()
        known, rest = parsed(line)
        if known is None:
            self.session.notice = None
            return Shown()
        step = press(self.session, known.action)
        return self.asked(step, rest) if rest and isinstance(step, Choose | Ask) else step

    def asked(self, step: Choose | Ask, given: str | None) -> Step | None:
        """Ask a question, unless its answer stood behind the key; an empty line gives none."""
        if isinstance(step, Ask):
            return self.words(step, given)
        if given is None:
            self.show_sections(step.about)
            words = ", ".join(f"{choice.key} {choice.words}" for choice in step.choices)
            self.say(paragraph(f"{step.question} {words}. Enter alone: leave it."))
            given = self.read("answer")
            if given is None:
                return None
        keys = {choice.key for choice in step.choices}
        by_words = {choice.words.casefold(): choice.key for choice in step.choices}
        answer = given.strip()
        chosen = answer if answer in keys else by_words.get(answer.casefold())
        if chosen is not None:
            return self.go_on(step, chosen)
        if answer:
            self.say(paragraph(f'"{answer}" is none of these answers.'))
        return cancelled(self.session)

    def words(self, step: Ask, given: str | None) -> Step | None:
        """Ask for words: in the user's editor for long ones, else in a line."""
        if given is not None:
            return self.go_on(step, given)
        if step.edits is not None and self.is_terminal and (found := self.edit(step)) is not None:
            return found
        begun = step.text if step.keep is not None else ""
        enter = (
            f'Enter alone: as it is now; "{NO_NOTE}" alone: nothing.' if begun else "Enter alone: leave it."
        )
        self.say(paragraph(f"{step.question} {enter}"))
        if step.text:
            self.say(paragraph(f"It is now: {step.text}"))
        line = self.read("answer")
        if line is None:
            return None
        if not line.strip():
            return self.go_on(step, begun) if begun else cancelled(self.session)
        if step.keep is None:
            return self.go_on(step, line.strip())
        return self.go_on(step, "" if line.strip() == NO_NOTE else self.whole(line))

    def whole(self, line: str) -> str:
        """A line of a note with the lines that were pasted behind it; a key that is typed next is none of them."""
        lines = [line]
        while (more := self.next_at_once()) is not None:
            if len(lines) == 1 and parsed(more)[0] is not None:
                self.ahead.appendleft(more)
                break
            lines.append(more.rstrip("\r\n"))
        return "\n".join(lines).strip()

    def next_at_once(self) -> str | None:
        """The next line, if it is there already or comes at once; else None."""
        if self.ahead:
            return self.ahead.popleft()
        return self.typed() if self.is_there(AT_ONCE_SECONDS) else None

    def look_ahead(self, line: str) -> str | None:
        """Keep the lines that lie ready behind one for the next keys; the first of them that is none, if one is."""
        while self.is_there(READY_SECONDS) and (more := self.typed()) is not None:
            self.ahead.append(more)
        return _strange([line, *self.ahead])

    def pass_over(self) -> None:
        """Pass over the lines that came at once with one that is no key."""
        count = 0
        while self.next_at_once() is not None:
            count += 1
        if count:
            lines = "line" if count == 1 else f"{count} lines"
            self.say(paragraph(f"Passed over: the {lines} that came with it."))

    def edit(self, step: Ask) -> Step | None:
        """Let the user's editor write the words; None where they have none."""
        from verify.review.faces.opening import edited, note_editor

        editor = self.session.attempt(lambda: note_editor(self.session.environ))
        if editor is None:
            return Shown() if self.session.notice is not None else None
        self.out.flush()
        written = self.session.attempt(lambda: edited(editor, step.text, step.edits or ()))
        return self.go_on(step, written) if written is not None else Shown()

    def go_on(self, step: Choose | Ask, given: str) -> Step:
        """Take an answer; what the desk refuses of it is told."""
        return self.session.attempt(lambda: step.then(given)) or Shown()

    def read(self, prompt: str) -> str | None:
        """The next line without its end; None where there is none."""
        if self.is_terminal:
            self.out.write(f"{prompt}> ")
        self.out.flush()
        line = self.ahead.popleft() if self.ahead else self.typed()
        if line is None:
            if self.is_terminal:
                self.out.write("\n")
            return None
        return line.rstrip("\r\n")

    def show(self) -> None:
        """Say what the session shows; of an item that was said before, only what the key came to and changed."""
        view = self.session.view(Size(self.width(), 0))
        said, self.said = self.said, view.sections
        if view.notice is not None:
            self.say(view.notice)
            if said[:1] == view.sections[:1]:
                self.show_sections([section for section in view.sections if section not in said])
                return
        self.say(paragraph(""))
        self.show_sections(view.sections)
        self.say(Paragraph((Piece("Queue: ", Style.LABEL), *view.head.pieces), 2))

    def show_sections(self, sections: Sequence[Section], around: bool = False) -> None:
        """Say sections, or only the rows around the quote in them."""
        rows = linear(sections, self.width())
        if around:
            place = quoted(rows)
            rows = [*rows[:1], *rows[max(1, place - NEAR) : place + NEAR + 1]]
        for row in rows:
            self.write(row)

    def say(self, found: Paragraph) -> None:
        """Say a paragraph."""
        for row in wrapped(found, self.width()):
            self.write(row)

    def write(self, row: tuple[Piece, ...]) -> None:
        self.out.write(painted(row, self.colour) + "\n")


def _strange(lines: Sequence[str]) -> str | None:
    """The first of lines that come at once that is no key, nor an answer to one before; None if there is none."""
    answers = 0
    for line in lines:
        if answers:
            answers -= 1
            continue
        known, rest = parsed(line)
        if known is None and line.strip():
            return line.strip()
        answers = ANSWERS.get(known.action, 0) - bool(rest) if known is not None else 0
    return None


def parsed(line: str) -> tuple[Key | None, str]:
    """The key that a line begins with, by itself or its word, and what stands behind it.

    None where something stands behind a key that asks for nothing: it is no key, but the beginning of a sentence.
    """
    if line and not line.strip():
        return BY_KEY[" "], ""
    first, _, rest = line.strip().partition(" ")
    if first.startswith("/") and len(first) > 1:
        first, rest = "/", line.strip()[1:]
    known = BY_KEY.get(first) or BY_WORD.get(first.casefold())
    rest = rest.strip()
    return (None if known is None or (rest and known.action not in ANSWERS) else known), rest
