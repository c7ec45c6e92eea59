"""Console sessions in Markdown: run as they are printed, and printed as they ran.

A session is a fenced block of the kind `console`: a line that begins with "$ " is a command, what follows is its
output. A line "…" in an output stands for any lines. A block of another kind under a line that is a path in
backquotes and a colon is a file, which is written. All run one after another, from the top of a page, in one shell.
"""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import subprocess
import sys
import tty
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = 100
ANYTHING = "…"
SECONDS = 120
"""After which a command that prints nothing hangs."""

_BLOCK = re.compile(r"(?:^`(?P<path>[^`\n]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.M | re.S)
_DONE = "\x1e"


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a session, the lines that the page says it prints, and, once it ran, those it printed."""

    line: str
    expected: str
    printed: str = ""

    def agrees(self) -> bool:
        """Whether it printed what the page says."""
        known = re.split(rf"^{ANYTHING}\n", self.expected, flags=re.MULTILINE)
        pattern = "(?:.*\n)*".join(map(re.escape, known))
        return re.fullmatch(pattern, self.printed) is not None

    def shown(self) -> str:
        """The command as a page shows it; an output that leaves lines out stays as it is."""
        leaves_out = ANYTHING in self.expected.splitlines()
        return f"$ {self.line}\n{self.expected if leaves_out else self.printed}"


def play(page: str, folder: Path) -> list[Command]:
    """Run every command of a page in a folder, on a terminal of 100 columns without colour."""
    script: list[str] = []
    commands: list[Command] = []
    for block in _BLOCK.finditer(page):
        if block["kind"] == "console":
            found = _commands(block["body"])
            script += [f"{{ {one.line}\n}}\ns=$?; printf '{_DONE}'; (exit $s)" for one in found]
            commands += found
        elif block["path"]:
            path = shlex.quote(block["path"])
            script.append(f'mkdir -p "$(dirname {path})"; cat > {path} <<"{_DONE}"\n{block["body"]}{_DONE}')
    outputs = _on_terminal("\n".join(script), folder).split(_DONE)[:-1]
    return [
        Command(command.line, command.expected, output)
        for command, output in zip(commands, outputs, strict=True)
    ]


def refreshed(page: str, folder: Path) -> str:
    """The page with what its commands really print."""
    ran = iter(play(page, folder))

    def again(block: re.Match[str]) -> str:
        if block["kind"] != "console":
            return block[0]
        return "```console\n" + "".join(next(ran).shown() for _ in _commands(block["body"])) + "```"

    return _BLOCK.sub(again, page)


def stand_ins(folder: Path) -> None:
    """Put what a page's commands call into .venv/bin of a folder; python3 and pip are there to do nothing."""
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    python = shlex.quote(sys.executable)
    # Where the package is installed pytest finds its plugin; in a mere source tree it must be named.
    installed = any(point.value == "verify.pytest_plugin" for point in entry_points(group="pytest11"))
    plugin = "" if installed else "-p verify.pytest_plugin"
    for name, command in (
        ("python3", "true"),
        ("pip", "true"),
        ("activate", "true"),
        ("verify", f'exec {python} -m verify "$@"'),
        ("pytest", f'exec {python} -m pytest {plugin} -p no:cacheprovider "$@"'),
    ):
        (programs / name).write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
        (programs / name).chmod(0o755)


def _commands(block: str) -> list[Command]:
    first, *others = re.split(r"^\$ ", block, flags=re.MULTILINE)
    if first:
        raise ValueError(f"a session begins with a command, not with {first!r}")
    return [Command(*other.split("\n", 1)) for other in others]


def _on_terminal(script: str, folder: Path) -> str:
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    shell = subprocess.Popen(
        ["bash", "-c", script], cwd=folder, env=_environment(folder), stdin=subprocess.DEVNULL,
        stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    printed = b"".join(_read(ours))
    os.close(ours)
    try:
        shell.wait(SECONDS)
    finally:
        shell.kill()
    return printed.decode()


def _read(terminal: int) -> Iterator[bytes]:
    try:
        while select.select([terminal], [], [], SECONDS)[0] and (chunk := os.read(terminal, 65536)):
            yield chunk
    except OSError:
        return  # Linux says so when nobody has the other end any more.


def _environment(folder: Path) -> dict[str, str]:
    ours = ("PYTEST_", "VERIFY_", "CI", "GITHUB_", "COV_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {
        "PATH": f"{folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "COLUMNS": str(COLUMNS),
        "NO_COLOR": "1",
        "LOGNAME": "ana",
        "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
    }
