"""`verify review`: decide item after item, in full screen or line by line."""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
from dataclasses import replace
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from verify.cli.options import database_option, workspace_of
from verify.cli.queue_options import actor_option, desk_of, filter_of, filter_options
from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from verify.review.faces.session import Session

_NARROWEST, _USUAL = 40, 80
_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
_HUNG_UP = 128 + 1
_PATIENCE_SECONDS = 2.0
"""For how long somebody at the keys waits for another process that writes, before they are told."""
_LINE_MODE = "Review line by line instead: verify review --plain"


@click.command("review")
@click.option(
    "--plain", is_flag=True, help="Line by line: for ssh, dumb terminals, screen readers and scripts."
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether to colour; NO_COLOR in the environment says no.",
)
@filter_options
@actor_option
@database_option
def command(plain: bool, color: str, actor: str | None, database: str | None, **options: Any) -> None:
    """Decide what the checks could not settle, a key each. "?" lists the keys.

    The full screen needs Textual: pip install 'verify[tui]'. What one face or command did, the others show.
    """
    if not plain:
        _require_screen()
    session = _session(actor, database, options)
    sys.exit(_lines(session, color) if plain else _screen(session, color))


def _require_screen() -> None:
    """Refuse where no full screen can be shown, before anything is loaded or written."""
    if not _on_terminal():
        _refuse("the full screen needs a terminal to read keys from and to write to.", _LINE_MODE)
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        _refuse(f"this terminal (TERM={os.environ.get('TERM', '')}) cannot show a full screen.", _LINE_MODE)
    from importlib.util import find_spec

    if find_spec("textual") is None:
        _refuse(
            "the full screen needs Textual, which is not installed.",
            f"Install it: pip install 'verify[tui]'. {_LINE_MODE}",
        )


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()


def _refuse(message: str, hint: str) -> NoReturn:
    raise VerifyError(message, hint=hint, exit_code=ExitCode.USAGE)


def _session(actor: str | None, database: str | None, options: dict[str, Any]) -> Session:
    """A session of its own: what it skips and holds is nobody else's, and not that of the same person elsewhere."""
    from verify.review.faces.session import Session

    only = ", ".join(f"{name} {value}" for name, value in options.items() if value is not None)
    workspace = workspace_of(database)
    desk = desk_of(database, actor, os.urandom(8).hex())
    if sys.stdin.isatty():
        desk = replace(desk, store=replace(desk.store, patience=_PATIENCE_SECONDS))
    promote = [sys.executable, "-m", "verify", "queue", "promote"]
    promote += ["--database", database] if database else []
    promote += ["--actor", actor] if actor else []
    wanted = filter_of(options)
    return Session(desk, wanted, workspace.root, dict(os.environ), only, tuple(promote))


def _lines(session: Session, color: str) -> int:
    from verify.review.faces.letters import FEW_LETTERS
    from verify.review.faces.paint import in_colour
    from verify.review.faces.plain import LineMode

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors=FEW_LETTERS)
    is_typed = sys.stdin.isatty()
    if not is_typed:
        # Programs of the user's would read the lines that are meant for us.
        session.environ, session.promote_command = {}, ()
    before = {number: signal.signal(number, _stop) for number in _ENDING}
    mode = LineMode(
        session,
        sys.stdout,
        _next_line,
        is_terminal=is_typed,
        width=lambda: max(_NARROWEST, shutil.get_terminal_size((_USUAL, 24)).columns),
        colour=in_colour(color, is_terminal=sys.stdout.isatty(), environ=os.environ),
        is_there=_is_line_there if is_typed else lambda seconds: False,
    )
    try:
        return mode.run()
    finally:
        try:
            session.close()
        except SystemExit:
            # The signal came while we were leaving anyway.
            session.close()
        for number, handler in before.items():
            signal.signal(number, handler)


def _next_line() -> str | None:
    try:
        return sys.stdin.buffer.readline().decode("utf-8", "replace").replace("\0", "\ufffd") or None
    except OSError:
        # The terminal went away; its signal is on the way.
        raise SystemExit(_HUNG_UP) from None


def _is_line_there(seconds: float) -> bool:
    """Whether a line lies ready, or comes within so many seconds."""
    import select

    return bool(select.select([sys.stdin], [], [], seconds)[0])


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    """A signal that ends the process: what is held is left on the way."""
    for each in _ENDING:
        # A terminal that goes away says so twice.
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(128 + number)


def _screen(session: Session, color: str) -> int:
    from verify.review.faces.letters import FEW_LETTERS

    if isinstance(sys.__stderr__, io.TextIOWrapper):
        # Textual draws there.
        sys.__stderr__.reconfigure(errors=FEW_LETTERS)
    # Textual reads this once, when it starts.
    if color == "never":
        os.environ["NO_COLOR"] = "1"
    elif color == "always":
        os.environ.pop("NO_COLOR", None)
    from verify.review.faces.full import run

    return run(session)
