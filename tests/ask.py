"""Ask the process of `warm.py` to run a command with our standard streams, and end as the command ended.

    python -IS tests/ask.py SOCKET MODULE [ARGUMENT …]

It imports next to nothing: to begin takes a thirtieth of what it takes to begin `verify`.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Mapping, Sequence


def ask(
    place: str,
    command: Sequence[str],
    *,
    folder: str,
    environment: Mapping[str, str],
    streams: Sequence[int],
    seconds: float,
) -> int:
    """Let `python -m` with a command be run with three open files; its exit code, negative for a signal.

    Raises OSError where no answer comes in time.
    """
    asked = {"command": command, "folder": folder, "environment": dict(environment), "seconds": seconds}
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(2 * seconds)
        line.connect(place)
        # The open files go with the first byte.
        socket.send_fds(line, [b" "], streams)
        line.sendall(json.dumps(asked).encode() + b"\n")
        return int(line.makefile().readline())


if __name__ == "__main__":
    here = os.getcwd()  # noqa: PTH109  # pathlib takes as long as all else
    code = ask(sys.argv[1], sys.argv[2:], folder=here, environment=os.environ, streams=(0, 1, 2), seconds=120)
    sys.exit(code if code >= 0 else 128 - code)
