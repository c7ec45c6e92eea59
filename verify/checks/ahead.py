"""Make the next things while somebody else works with this one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def made_ahead(makers: Sequence[Callable[[], T]]) -> Iterator[list[Callable[[], T]]]:
    """Call makers in order in a thread of their own; yields a function each that waits for what was made.

    What a maker raises is raised by its function. Those not yet called when the caller is done are not called.
    """
    if len(makers) < 2:
        yield list(makers)
        return
    worker = ThreadPoolExecutor(max_workers=1)
    try:
        yield [worker.submit(maker).result for maker in makers]
    finally:
        worker.shutdown(cancel_futures=True)
