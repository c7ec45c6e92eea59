"""The command line: one file a noun, each parsing, calling one function, and printing what it gives."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from verify import __version__
from verify.cli.later import import_later
from verify.cli.lazy import LazyGroup
from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from verify.report.results import Trouble

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("verify.cli.init", "Make a workspace: settings, checks and reference to edit."),
    "run": ("verify.cli.run", "Extract the claims of articles, check them, show the verdicts."),
    "extract": ("verify.cli.extract", "Show the claims of articles; store nothing."),
    "ingest": ("verify.cli.ingest", "Store articles and their claims, without checking them."),
    "check": ("verify.cli.check", "Run the checks on what is stored; read over and write checks."),
    "reference": ("verify.cli.reference", "Keep the curated reference: add, correct, look up, import."),
    "review": ("verify.cli.review", "Decide what waits a key each, in full screen or line by line."),
    "queue": ("verify.cli.queue", "Decide what waits by commands; its log, and what follows."),
    "report": ("verify.cli.report", "List the reports, or print one; the annotated article."),
    "sql": ("verify.cli.sql", "Ask the store in SQL; nothing can be changed."),
    "export": ("verify.cli.export", "Export verdicts and corrections for readers and programs."),
    "db": ("verify.cli.db", "Look after the database: its schema, its checks, its seal."),
    "replay": ("verify.cli.replay", "Judge a past run again, and compare."),
    "redact": ("verify.cli.redact", "Take a text out of the store, as a takedown demands."),
}
"""Every command with its module and a line of help, so that neither --help nor a command loads the others."""

HEADINGS = {
    "Read and judge articles": ("init", "run", "extract", "ingest"),
    "Write rules, curate the reference": ("check", "reference"),
    "Review": ("review", "queue"),
    "Report and publish": ("report", "sql", "export"),
    "Look after the store": ("db", "replay", "redact"),
}
"""The commands by what people do."""


class _EnoughError(Exception):
    """Nobody reads the output any more."""


class Commands(LazyGroup):
    """The commands; whoever reads what they print may have enough of it."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # click would end with 1, which says that something was found.
            raise _EnoughError from None
        return done


@click.command(
    cls=Commands,
    modules=COMMANDS,
    headings=HEADINGS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 clean, 1 findings, 2 usage, 3 a broken check or an incomplete run, 4 unreadable or invalid "
    "data, 5 internal error.",
)
@click.version_option(__version__, prog_name="verify", message="%(prog)s %(version)s")
def cli() -> None:
    """Verify the claims of articles against a curated reference, by checks written in Gherkin.

    Start with: verify run ARTICLE --published 2016-04-09

    Every command has a --help of its own.
    """


def main() -> None:
    """Run the command line; an error of any kind becomes a message and the documented exit code."""
    # Start-up makes a hundred to two hundred thousand objects that all stay: looking among them for garbage costs a
    # tenth of it.
    gc.set_threshold(300_000, 20, 20)
    # The end of the process frees all at once: a last look for garbage would cost a sixth of a short command.
    atexit.register(gc.freeze)
    import_later()
    try:
        cli.main(prog_name="verify", standalone_mode=False)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.Abort:
        click.echo("verify: stopped.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except VerifyError as error:
        tell(error)
        sys.exit(int(error.exit_code))
    except _EnoughError:
        _drop_output()
        sys.exit(int(ExitCode.CLEAN))
    except Exception as error:
        if os.environ.get("VERIFY_DEBUG"):
            raise
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            _drop_output()
            tell(
                VerifyError("there is no room left to write to.", hint="Make room and run the command again.")
            )
            sys.exit(int(ExitCode.INVALID_DATA))
        what = str(error).splitlines()
        tell(
            VerifyError(
                f"an error of verify's own: {type(error).__name__}: {what[0] if what else 'no message'}",
                hint="Nothing was half written. Run again with VERIFY_DEBUG=1 for the traceback, and report it.",
            )
        )
        sys.exit(int(ExitCode.INTERNAL))


def _drop_output() -> None:
    """What is still to be written goes nowhere: no second complaint on the way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(error: VerifyError) -> None:
    """Print an error on stderr, whatever characters it carries."""
    from verify.display import display_safe

    lines = str(error).split("\n")
    click.echo("verify: " + "\n".join(display_safe(line) for line in lines), err=True)


def tell_troubles(troubles: Iterable[Trouble]) -> None:
    """Print what is wrong with lines of a file on stderr, as `tell` does with errors."""
    for trouble in troubles:
        tell(VerifyError(trouble.message, place=f"{trouble.file}:{trouble.line}", hint=trouble.hint))
