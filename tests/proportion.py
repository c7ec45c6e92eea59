"""Whether time grows in proportion: a ratio of two sizes, never a number of seconds."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

FACTOR = 8
SLACK = 3
NOISE = 0.05
"""Seconds that a busy machine may add to the larger size, so that two tiny times are not compared."""


def grows_in_proportion(work: Callable[[str], object], unit: str, size: int) -> bool:
    """Whether a text of `size` characters takes no more than three times what an eighth of it takes, times eight."""

    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        # Collecting garbage takes the longer the more other tests have left behind.
        gc.disable()
        begun = time.process_time()
        try:
            work(text)
            return time.process_time() - begun
        finally:
            gc.enable()

    work(unit)
    small = min(seconds(size // FACTOR) for _ in range(2))
    return seconds(size) <= FACTOR * SLACK * small + NOISE
