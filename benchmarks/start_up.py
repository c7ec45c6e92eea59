"""Start-up: `verify --help`, one article end to end on a fresh and on a warm store, and both faces of the queue.

    python benchmarks/start_up.py [ARTICLE] [--rounds 5]

Prints medians in seconds, and ratios to `python -c "import sqlalchemy"`, which no command on a store can go below.
The faces are timed from their start to their first item, the full screen on a pseudo-terminal.
"""

from __future__ import annotations

import argparse
import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def seconds(arguments: list[str], folder: Path) -> float:
    """Wall time of one Python process."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True)
    spent = time.perf_counter() - started
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return spent


def until_shown(arguments: list[str], folder: Path, words: bytes, leave: bytes) -> float:
    """Wall time from the start of a program on a pseudo-terminal to words on it; then it is left by a key."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    started = time.perf_counter()
    master, slave = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, *arguments], cwd=folder, env=environment, stdin=slave, stdout=slave, stderr=slave
    )
    os.close(slave)
    written = b""
    while words not in written:
        try:
            written += os.read(master, 65_536)
        except OSError:
            raise SystemExit(written.decode(errors="replace")) from None
    spent = time.perf_counter() - started
    os.write(master, leave)
    while program.poll() is None:
        try:
            os.read(master, 65_536)
        except OSError:
            program.wait()
    os.close(master)
    return spent


def main() -> None:
    """Measure in interleaved rounds and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("article", nargs="?", type=Path, default=ROOT / "examples" / "draft-with-errors.md")
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    article = str(given.article.resolve())
    times: dict[str, list[float]] = {
        name: [] for name in ("import", "help", "fresh", "warm", "plain", "full")
    }
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        run = ["-m", "verify", "run", article, "--published", "2016-04-20"]
        for number in range(given.rounds):
            database = ["--database", str(folder / f"{number}.db")]
            times["import"].append(seconds(["-c", "import sqlalchemy.orm"], folder))
            times["help"].append(seconds(["-m", "verify", "--help"], folder))
            times["fresh"].append(seconds(run + database, folder))
            times["warm"].append(seconds(run + database, folder))
            review = ["-m", "verify", "review", *database]
            times["plain"].append(until_shown([*review, "--plain"], folder, b"Queue: ", b"q\n"))
            times["full"].append(until_shown(review, folder, b"undecided", b"q"))
    middle = {name: statistics.median(spent) for name, spent in times.items()}
    aims = {"help": " (aim: under 0.15)", "fresh": " (aim: under 1)", "warm": " (aim: under 1)"}
    aims |= {"plain": " (aim: under 0.3)", "full": " (aim: under 0.6)"}
    for name, what in (
        ("help", "verify --help"),
        ("fresh", "one article, fresh store"),
        ("warm", "one article, warm store"),
        ("plain", "verify review --plain"),
        ("full", "verify review"),
    ):
        ratio = middle[name] / middle["import"]
        print(f"{what:<26} {middle[name]:.2f} s{aims[name]:<18}  {ratio:.1f} × importing SQLAlchemy")


if __name__ == "__main__":
    main()
