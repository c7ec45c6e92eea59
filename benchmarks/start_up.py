"""Start-up: `verify --help`, and one article end to end on a fresh and on a warm store.

    python benchmarks/start_up.py [ARTICLE] [--rounds 5]

Prints medians in seconds, and ratios to `python -c "import sqlalchemy"`, which no command on a store can go below.
"""

from __future__ import annotations

import argparse
import os
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


def main() -> None:
    """Measure in interleaved rounds and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("article", nargs="?", type=Path, default=ROOT / "examples" / "draft-with-errors.md")
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    article = str(given.article.resolve())
    times: dict[str, list[float]] = {"import": [], "help": [], "fresh": [], "warm": []}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        run = ["-m", "verify", "run", article, "--published", "2016-04-20"]
        for number in range(given.rounds):
            database = ["--database", str(folder / f"{number}.db")]
            times["import"].append(seconds(["-c", "import sqlalchemy.orm"], folder))
            times["help"].append(seconds(["-m", "verify", "--help"], folder))
            times["fresh"].append(seconds(run + database, folder))
            times["warm"].append(seconds(run + database, folder))
    middle = {name: statistics.median(spent) for name, spent in times.items()}
    aims = {"help": " (aim: under 0.15)", "fresh": " (aim: under 1)", "warm": " (aim: under 1)"}
    for name, what in (
        ("help", "verify --help"),
        ("fresh", "one article, fresh store"),
        ("warm", "one article, warm store"),
    ):
        ratio = middle[name] / middle["import"]
        print(f"{what:<26} {middle[name]:.2f} s{aims[name]:<18}  {ratio:.1f} × importing SQLAlchemy")


if __name__ == "__main__":
    main()
