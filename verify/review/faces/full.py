"""The full screen, in Textual: the rows of the layout, a line to type in, and nothing else.

Outside text never meets Textual's markup: rows are drawn as they are, in the colours of the terminal's own palette,
so that light and dark terminals both work. The mouse stays the terminal's: what it marks can be copied.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from verify.display import display_safe
from verify.review.faces.keys import BY_KEY, Action
from verify.review.faces.layout import Drawn, Frame, Size, draw, row_of_quote
from verify.review.faces.opening import edited, note_editor
from verify.review.faces.pressing import cancelled, press
from verify.review.faces.rows import Paragraph, Piece, Row, Style, paragraph
from verify.review.faces.session import Session
from verify.review.faces.steps import Ask, Choose, Launch, Leave, Page, Scroll, Shown, Step

REFRESH_SECONDS = 15.0
"""How often the counts are read again while nobody types."""

_STYLES = {
    Style.PLAIN: RichStyle(),
    Style.QUOTE: RichStyle(bold=True, underline=True),
    Style.LABEL: RichStyle(bold=True),
    Style.FAINT: RichStyle(dim=True),
    Style.KEY: RichStyle(bold=True),
    Style.REFUTED: RichStyle(bold=True, color="red"),
    Style.CONFLICTING: RichStyle(bold=True, color="magenta"),
    Style.SUPPORTED: RichStyle(bold=True, color="green"),
    Style.UNSETTLED: RichStyle(bold=True, color="cyan"),
    Style.NOTICE: RichStyle(bold=True),
}
_SCROLL_KEYS = {"down": 1, "pagedown": 2, "up": -1, "pageup": -2}
_PAGE_LEAVES = frozenset({"escape", "enter", "q", "v", "?"})


class Rows(Widget):
    """The rows of a screen as they are."""

    DEFAULT_CSS = "Rows { width: 1fr; height: 1fr; }"

    drawn: tuple[Row, ...] = ()

    class Resized(Message):
        """There is more room, or less."""

    def on_resize(self) -> None:
        """Tell that what is shown does not fit any more."""
        self.post_message(self.Resized())

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show these rows."""
        self.drawn = rows
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A row, as wide as the screen."""
        row = self.drawn[y] if y < len(self.drawn) else ()
        strip = Strip([Segment(part.text, _STYLES[part.style]) for part in row])
        # Without a style of its own, what fills the row breaks Textual's filter for NO_COLOR.
        return strip.adjust_cell_length(self.size.width, _STYLES[Style.PLAIN])


class Line(Input):
    """A line to type in, there while something is asked; what is pasted into it is made safe to show."""

    DEFAULT_CSS = """
    Line, Line:focus {
        dock: bottom; height: 1; border: none !important; padding: 0 1;
        background: ansi_default; color: ansi_default; display: none;
    }
    Line.-asked, Line.-asked:focus { display: block; }
    """

    def _on_paste(self, event: events.Paste) -> None:
        # Textual calls the method of the class above for the same event, behind this one.
        event.text = display_safe(event.text)


class FullScreen(App[int]):
    """The app: keys go to the session, and what it shows is drawn. It returns the exit code."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    BINDINGS = [  # noqa: RUF012  # as Textual declares it
        Binding("ctrl+c", "stop", show=False, priority=True),
        Binding("ctrl+q", "stop", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.theme = "ansi-dark"
        self.session = session
        self.failed: BaseException | None = None
        self.asked: Choose | Ask | None = None
        self.page: Page | None = None
        self.scroll_row = 0
        self.drawn = Drawn((), 0, 0, 1)

    def compose(self) -> ComposeResult:
        """The rows; the line to type in comes when something is asked for the first time."""
        yield Rows()

    def on_mount(self) -> None:
        """Take the first item and draw it."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError):  # where there are no such signals
                    loop.add_signal_handler(number, self.stop, 128 + number)
        # Who comes back from another program finds the screen as they left it.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.guarded(self.begin)
        self.set_interval(REFRESH_SECONDS, self.look_again)

    def begin(self) -> None:
        """Show the first item."""
        self.session.begin()
        self.redraw()

    def on_rows_resized(self) -> None:
        """Draw for the new size."""
        self.guarded(self.redraw)

    def look_again(self) -> None:
        """Show what others did meanwhile."""
        self.guarded(lambda: self.session.attempt(self.session.watch))
        self.guarded(self.redraw)

    def action_stop(self) -> None:
        """Ctrl-C: end as if interrupted."""
        self.stop(130)

    def stop(self, code: int) -> None:
        """End before anything is answered; of a note that was begun nothing is lost."""
        asked = self.asked
        if isinstance(asked, Ask) and asked.keep is not None:
            keep, typed = asked.keep, self.line.value
            if typed.strip() and typed != display_safe(asked.text):
                self.guarded(lambda: keep(typed))
        self.exit(code)

    def guarded(self, work: Callable[[], object]) -> None:
        """Do something; what goes wrong ends the app, and is raised again behind it, where the terminal is whole."""
        try:
            work()
        except Exception as error:
            self.failed = error
            self.exit(None)

    def _handle_exception(self, error: Exception) -> None:
        """What goes wrong in Textual ends the app alike, instead of a traceback over the terminal."""
        self.failed = self.failed or error
        super()._handle_exception(error) if self.is_headless else self.exit(None)

    async def on_event(self, event: events.Event) -> None:
        """Take a key before any widget: each meets what the one before came to, however fast they are typed."""
        if not isinstance(event, events.Key):
            await super().on_event(event)
        elif not await self._check_bindings(event.key, priority=True):
            character = event.character if event.is_printable else None
            if not isinstance(self.asked, Ask):
                self.guarded(lambda: self.pressed(character or event.key))
            elif not self.typed(self.asked, event.key, character):
                await self._check_bindings(event.key)

    def typed(self, asked: Ask, key: str, character: str | None) -> bool:
        """Take a key while words are asked for; False for one that moves in the line or deletes."""
        self.guarded(self.session.renew)
        if key == "escape":
            self.guarded(lambda: self.answer(None))
        elif key == "enter":
            # What was not changed stays as it came, though it was shown otherwise.
            line = self.line.value
            self.guarded(lambda: self.answer(asked.text if line == display_safe(asked.text) else line))
        elif character is not None:
            self.line.insert_text_at_cursor(character)
        return key in ("escape", "enter") or character is not None

    def pressed(self, key: str) -> None:
        """A key, by its character or by Textual's name for it."""
        if key in _SCROLL_KEYS:
            self.take(Scroll(_SCROLL_KEYS[key]))
        elif isinstance(self.asked, Choose):
            self.choose(key)
        elif self.page is not None:
            self.turn(key)
        elif (known := BY_KEY.get(key)) is not None:
            self.take(press(self.session, known.action))

    def choose(self, key: str) -> None:
        """A key that answers a question: one of its choices, or Escape."""
        assert isinstance(self.asked, Choose)
        if key == "escape":
            self.answer(None)
        elif key in {choice.key for choice in self.asked.choices}:
            self.answer(key)

    def turn(self, key: str) -> None:
        """A key on a page to read: scroll it, or leave it."""
        known = BY_KEY.get(key)
        if known is not None and known.action in (Action.DOWN, Action.UP):
            self.take(Scroll(1 if known.action is Action.DOWN else -1))
        elif key in _PAGE_LEAVES:
            self.page, self.scroll_row = None, 0
            self.redraw()

    def answer(self, given: str | None) -> None:
        """Go on with an answer; None is none."""
        asked, self.asked = self.asked, None
        for line in self.query(Line):
            line.remove_class("-asked")
        self.screen.set_focus(None)
        assert asked is not None
        self.go_on(asked, given)

    def go_on(self, asked: Choose | Ask, given: str | None) -> None:
        """Take an answer; what the desk refuses of it is told."""
        if given is None:
            self.take(cancelled(self.session) if self.session.notice is None else Shown())
        else:
            self.take(self.session.attempt(lambda: asked.then(given)) or Shown())

    def take(self, step: Step) -> None:
        """Do what a key came to, and draw."""
        match step:
            case Shown():
                self.page, self.scroll_row = None, 0
            case Choose():
                self.asked, self.scroll_row = step, 0
            case Ask():
                self.ask(step)
                return
            case Page(_, sections, around):
                above = row_of_quote(sections, self.size.width) - self.drawn.page // 2 if around else 0
                self.page, self.scroll_row = step, max(0, above)
            case Scroll(by):
                self.scroll_row = max(0, self.drawn.scroll + by * max(1, self.drawn.page // 2))
            case Launch(run, reads):
                with self.suspend():
                    after = self.session.attempt(run)
                    if reads:
                        print("\nEnter goes on.", flush=True)
                        sys.stdin.readline()
                self.take(after or Shown())
                return
            case Leave():
                self.exit(0)
                return
        self.redraw()

    def ask(self, asked: Ask) -> None:
        """Ask for words: in the user's editor for long ones, else in a line."""
        editor = None
        if asked.edits is not None:
            editor = self.session.attempt(lambda: note_editor(self.session.environ))
            if self.session.notice is not None:
                self.take(Shown())
                return
        if editor is not None:
            with self.suspend():
                written = self.session.attempt(lambda: edited(editor, asked.text, asked.edits or ()))
            self.go_on(asked, written)
            return
        self.asked, self.scroll_row = asked, 0
        if not self.query(Line):
            self.mount(Line())
        self.line.value = display_safe(asked.text)
        self.line.cursor_position = len(self.line.value)
        self.line.add_class("-asked")
        self.screen.set_focus(self.line)
        self.redraw()

    @property
    def line(self) -> Line:
        """The line to type in."""
        return self.query_one(Line)

    def redraw(self) -> None:
        """Draw what the session shows, in the size that the terminal has."""
        rows = self.query_one(Rows)
        size = Size(rows.size.width, rows.size.height)
        if size.columns < 1 or self.failed is not None:
            return
        self.drawn = draw(self.frame(size), size, self.scroll_row)
        self.scroll_row = self.drawn.scroll
        rows.show(self.drawn.rows)

    def frame(self, size: Size) -> Frame:
        """What to draw."""
        view = self.session.view(size)
        if self.page is not None:
            close = paragraph(Piece("J K", Style.KEY), " scroll  ", Piece("Esc", Style.KEY), " back")
            return Frame(headed(view.head), self.page.sections, None, close)
        sections = view.sections
        question: Paragraph | None = None
        match self.asked:
            case Choose(asked, choices, _, about):
                question = asked_paragraph(asked, [(choice.key, choice.words) for choice in choices])
                sections = about or sections
            case Ask(asked):
                question = paragraph(asked, "  (Enter; Esc: leave it)")
            case None:
                pass
        return Frame(headed(view.head), sections, view.notice, question)


def headed(counts: Paragraph) -> Paragraph:
    """The counts behind the name of what this is."""
    return Paragraph((Piece("verify review", Style.LABEL), Piece("   "), *counts.pieces))


def asked_paragraph(question: str, choices: list[tuple[str, str]]) -> Paragraph:
    """A question with its answers."""
    pieces: list[str | Piece] = [question]
    for key, words in (*choices, ("Esc", "leave it")):
        pieces += ["  ", Piece(key, Style.KEY), f" {words}"]
    return paragraph(*pieces)


def run(session: Session) -> int:
    """Review in full screen until the user leaves; the exit code."""
    app = FullScreen(session)
    try:
        code = app.run(mouse=False)
    finally:
        session.close()
    if app.failed is not None:
        raise app.failed
    return app.return_code or 0 if code is None else code
