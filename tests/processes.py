"""Commands in processes of their own, as users start them: pytest and verify, in a folder, on an environment.

Importing takes longer than most commands do. So they are forked from a process that has imported everything
(`warm.py`); what looks at importing itself, or brings packages of its own, asks for a `cold` process.
"""

from __future__ import annotations

import atexit
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from ask import ask

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "docs"))

from console import stand_ins as usual_stand_ins  # noqa: E402  # found in docs/

SECONDS = 120
"""After which a command hangs."""

_ONE = threading.Lock()

NOT_HANDED_ON = ("PYTEST", "VERIFY", "GITHUB", "CI")

Done = subprocess.CompletedProcess[str]


def environment(**more: str) -> dict[str, str]:
    """The variables of a command: ours without those that change what it does, and some of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_HANDED_ON)}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | more


def run(folder: Path, *command: str, cold: bool = False, **more: str) -> Done:
    """Run `python -m` with a command, in a folder, with variables of its own."""
    if cold:
        return subprocess.run(
            [sys.executable, "-m", *command], cwd=folder, env=environment(**more), capture_output=True,
            text=True, timeout=SECONDS,
        )  # fmt: skip
    with (
        Path(os.devnull).open() as nothing,
        tempfile.TemporaryFile("w+") as out,
        tempfile.TemporaryFile("w+") as err,
    ):
        code = ask(
            _warm(), command, folder=str(folder.resolve()), environment=environment(**more),
            streams=[stream.fileno() for stream in (nothing, out, err)], seconds=SECONDS,
        )  # fmt: skip
        for stream in (out, err):
            stream.seek(0)
        return Done([sys.executable, "-m", *command], code, out.read(), err.read())


def pytest_in(folder: Path, *arguments: str, cold: bool = False, **more: str) -> Done:
    """Run pytest there; where the package is not installed, its plugin has to be named."""
    return run(folder, "pytest", *_plugins(), "-p", "no:hypothesispytest", *arguments, cold=cold, **more)


def _plugins() -> tuple[str, ...]:
    installed = any(point.value == "verify.pytest_plugin" for point in entry_points(group="pytest11"))
    return (*(() if installed else ("-p", "verify.pytest_plugin")), "-p", "no:cacheprovider")


def verify_in(folder: Path, *arguments: str, cold: bool = False, **more: str) -> Done:
    """Run verify there."""
    return run(folder, "verify", *arguments, cold=cold, **more)


def stand_ins(folder: Path) -> None:
    """As `console.stand_ins`, but commands are forked from the process that has imported everything."""
    usual_stand_ins(folder)
    asks = shlex.join([sys.executable, "-IS", str(ROOT / "tests" / "ask.py"), _warm()])
    for name, command in (("verify", ("verify",)), ("pytest", ("pytest", *_plugins()))):
        path = folder / ".venv" / "bin" / name
        path.write_text(f'#!/bin/sh\nexec {asks} {shlex.join(command)} "$@"\n', encoding="utf-8")


def _warm() -> str:
    """The socket of the process that forks commands, which ends with this one."""
    with _ONE:
        return _started()


@cache
def _started() -> str:
    folder = tempfile.mkdtemp(prefix="verify-warm-")
    place = str(Path(folder, "socket"))
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "warm.py"), place], cwd=ROOT, env=environment(), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    asking, answers = process.stdin, process.stdout
    assert asking is not None
    assert answers is not None

    def stop() -> None:
        asking.close()
        process.wait(SECONDS)
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    late = threading.Timer(SECONDS, process.kill)
    late.start()
    assert answers.readline() == "ready\n"
    late.cancel()
    return place
