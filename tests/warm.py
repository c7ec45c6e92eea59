"""A process that has imported what commands need, and forks one for every command that it is told of.

    python tests/warm.py SOCKET

It ends when its standard input does. `ask.py` asks on the socket: three open files and a line of JSON for every
command, answered by a line with how it ended.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import sys
import tempfile
import threading
from contextlib import redirect_stdout, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import compiled

ARTICLE = str(Path(__file__).resolve().parents[1] / "examples" / "draft-with-errors.md")

NEEDED_LATER = (
    "alembic.command", "alembic.config", "gherkin.parser", "mako.lookup", "parse_type.cfparse",
    "sqlalchemy.dialects.postgresql.psycopg",
)  # fmt: skip
"""What is imported only once it is needed."""

PYTEST_IMPORTS = "verify.pytest_"
"""How modules begin that import pytest-bdd, which pytest insists on importing itself."""


def import_all() -> None:
    """Import pytest, and all of verify that it may find imported."""
    from _pytest.config import default_plugins

    import verify

    ours = [found.name for found in pkgutil.walk_packages(verify.__path__, "verify.")]
    for name in (*NEEDED_LATER, *(f"_pytest.{plugin}" for plugin in default_plugins), *ours):
        if name != "verify.__main__" and not name.startswith(PYTEST_IMPORTS):
            import_module(name)


def rehearse() -> None:
    """Verify an article, so that patterns and statements are compiled once for all commands."""
    from verify.cli import main

    with (
        tempfile.TemporaryDirectory() as folder,
        Path(os.devnull).open("w") as nowhere,
        redirect_stdout(nowhere),
    ):
        sys.argv = ["verify", "run", ARTICLE, "--database", f"{folder}/rehearsal.db"]
        with suppress(SystemExit):
            main()
    # A fork takes none along.
    assert threading.active_count() == 1


def next_command(listening: socket.socket) -> dict[str, Any]:
    """In a process of its own, the next command that is asked for; here, the end, once nobody is left to ask."""
    while True:
        ready, _, _ = select.select([listening, sys.stdin], [], [])
        if sys.stdin in ready:
            sys.exit()
        line, _ = listening.accept()
        if not os.fork():
            listening.close()
            return answered(line)
        line.close()
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def answered(line: socket.socket) -> dict[str, Any]:
    """In a process of its own, a command that is asked for, its streams opened; here, the end, once that is told."""
    _, streams, _, _ = socket.recv_fds(line, 1, 3)
    command: dict[str, Any] = json.loads(line.makefile().readline())
    child = os.fork()
    if not child:
        line.close()
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        return command
    for stream in streams:
        os.close(stream)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(int(command["seconds"]))
    _, ended = os.waitpid(child, 0)
    line.sendall(f"{os.waitstatus_to_exitcode(ended)}\n".encode())
    os._exit(0)


def run(command: dict[str, Any]) -> None:
    """Become what `python -m` would be."""
    # A terminal is written to line by line, anything else by blocks: that is settled when a stream is opened.
    sys.stdin = os.fdopen(0, errors="surrogateescape")
    sys.stdout = os.fdopen(1, "w", errors="surrogateescape")
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace")
    os.environ.clear()
    os.environ.update(command["environment"])
    os.chdir(command["folder"])
    sys.path.insert(0, command["folder"])
    module, *arguments = command["command"]
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    place = sys.argv[1]
    import_all()
    with compiled.kept():
        rehearse()
        gc.collect()
        gc.freeze()
        with socket.socket(socket.AF_UNIX) as waiting:
            waiting.bind(place)
            waiting.listen()
            print("ready", flush=True)
            asked = next_command(waiting)
        run(asked)
