"""One process from start to end: how long it took, and the most memory that it or a child of it held.

Also a program, `python process.py REPORT COMMAND…`: it starts the command and writes the figures into REPORT. It stands
between the benchmark and what is measured, because a process counts as its own the memory of whoever started it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a process: seconds of clock and processor, MB (of 10⁶ bytes) at its peak, and what it said."""

    seconds: float
    processor: float
    megabytes: float
    code: int
    stdout: str
    stderr: str


def run(command: Sequence[str], folder: Path, **environment: str) -> Finished:
    """Run a command in a folder to its end, with these variables added to the environment."""
    with tempfile.NamedTemporaryFile("r", suffix=".json") as report:
        done = subprocess.run(
            [sys.executable, "-S", __file__, report.name, *command],
            cwd=folder, env=os.environ | environment, capture_output=True, text=True,
        )  # fmt: skip
        figures = json.load(report)
    return Finished(**figures, code=done.returncode, stdout=done.stdout, stderr=done.stderr)


def _measure(report: str, command: Sequence[str]) -> int:
    started = time.perf_counter()
    code = subprocess.call(command)
    seconds = time.perf_counter() - started
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    figures: Mapping[str, float] = {
        "seconds": seconds,
        "processor": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss * unit / 1e6,
    }
    Path(report).write_text(json.dumps(figures))
    return code


if __name__ == "__main__":
    sys.exit(_measure(sys.argv[1], sys.argv[2:]))
