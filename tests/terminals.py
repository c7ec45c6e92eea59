"""Programs on pseudo-terminals of their own, as people start them: keys go in, a screen comes out."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

from emulator import Screen
from processes import environment

SECONDS = 30
"""After which what a test waits for does not come."""


class Terminal:
    """A program on a pseudo-terminal. `written` is all that it wrote, `screen` what that looks like."""

    def __init__(self, folder: Path, *command: str, columns: int = 80, rows: int = 24, **more: str) -> None:
        self.screen = Screen(columns, rows)
        self.written = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=folder, stdin=slave, stdout=slave, stderr=slave,
            env=environment(**{"TERM": "xterm-256color", "COLUMNS": "", "LINES": ""} | more), start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )  # fmt: skip
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *raised: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(SECONDS)
        os.close(self._master)

    def send(self, keys: str) -> None:
        """Type keys."""
        os.write(self._master, keys.encode())

    def read(self, seconds: float) -> bool:
        """Take what the program writes next; False where nothing comes, or it ended."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        text = self._decoder.decode(data)
        self.written += text
        self.screen.feed(text)
        return bool(data)

    def wait_for(self, words: str) -> None:
        """Read until words are on the screen."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if words in self.screen.text:
                return
            if not self.read(0.2) and self.process.poll() is not None and not self.read(0):
                break
        raise AssertionError(f"{words!r} does not come; the screen is\n{self.screen.text}")

    def wait_until_written(self, words: str) -> None:
        """Read until a program wrote what no screen shows."""
        until = time.monotonic() + SECONDS
        while words not in self.written:
            assert time.monotonic() < until, f"{words!r} is not written"
            self.read(0.2)

    def go_on(self) -> None:
        """Let a stopped program go on, as `fg` does, once it has stopped."""
        until, stopped = time.monotonic() + SECONDS, 0
        while not stopped:
            assert time.monotonic() < until, f"it does not stop; the screen is\n{self.screen.text}"
            stopped, how = os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)
            time.sleep(0.01)
        assert os.WIFSTOPPED(how)
        os.killpg(self.process.pid, signal.SIGCONT)

    def settle(self) -> None:
        """Read until nothing comes any more."""
        while self.read(0.3):
            pass

    def end(self) -> int:
        """Read until the program ends; its exit code."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if not self.read(0.2) and self.process.poll() is not None and not self.read(0):
                return self.process.wait(SECONDS)
        raise AssertionError(f"it does not end; the screen is\n{self.screen.text}")

    def resize(self, columns: int, rows: int) -> None:
        """Another size, as when a window is dragged."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen = Screen(columns, rows)
        os.killpg(self.process.pid, signal.SIGWINCH)
