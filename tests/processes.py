"""Commands in processes of their own, as users start them: pytest and verify, in a folder, on an environment.

Importing takes longer than most commands do. So they are forked from a process that has imported everything
(`warm.py`); what looks at importing itself, or brings packages of its own, asks for a `cold` process.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
import threading
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 120
"""After which a command hangs."""

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
    with tempfile.TemporaryDirectory(prefix="verify-command-") as place:
        told = {name: Path(place, name) for name in ("stdout", "stderr")}
        for path in told.values():
            path.touch()
        asked = {
            "folder": str(folder.resolve()),
            "command": command,
            "environment": environment(**more),
            **{name: str(path) for name, path in told.items()},
        }
        code = _answer(json.dumps(asked))
        return Done([sys.executable, "-m", *command], code, *(path.read_text() for path in told.values()))


def pytest_in(folder: Path, *arguments: str, cold: bool = False, **more: str) -> Done:
    """Run pytest there; where the package is not installed, its plugin has to be named."""
    installed = any(point.value == "verify.pytest_plugin" for point in entry_points(group="pytest11"))
    ours = () if installed else ("-p", "verify.pytest_plugin")
    plugins = (*ours, "-p", "no:cacheprovider", "-p", "no:hypothesispytest")
    return run(folder, "pytest", *plugins, *arguments, cold=cold, **more)


def verify_in(folder: Path, *arguments: str, cold: bool = False, **more: str) -> Done:
    """Run verify there."""
    return run(folder, "verify", *arguments, cold=cold, **more)


@cache
def _warm() -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "warm.py")], cwd=ROOT, env=environment(), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip

    def stop() -> None:
        assert process.stdin is not None
        process.stdin.close()
        process.wait()

    atexit.register(stop)
    return process


def _answer(question: str) -> int:
    process = _warm()
    assert process.stdin is not None
    assert process.stdout is not None
    late = threading.Timer(SECONDS, process.kill)
    late.start()
    try:
        print(question, file=process.stdin, flush=True)
        answer = process.stdout.readline()
    finally:
        late.cancel()
    assert answer, f"the command hangs, or broke what it was forked from: {question}"
    return int(answer)
