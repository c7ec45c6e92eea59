"""Make the next things while somebody else works with this one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

_TURN = 0.0002
"""Seconds for which a thread may go on while the other one could."""


@contextmanager
def made_ahead(
    makers: Sequence[Callable[[], T]], *, then: Callable[[], object] | None = None
) -> Iterator[list[Callable[[], T]]]:
    """Call makers in order in a thread of their own; yields a function each that waits for what was made.

    What a maker raises is raised by its function. Those not yet called when the caller is done are not called. `then`
    is called after the last of several; what it raises is passed over.
    """
    if len(makers) < 2:
        yield list(makers)
        return
    worker, patience = ThreadPoolExecutor(max_workers=1), sys.getswitchinterval()
    # Who works with what was made waits for others most of the time, and is not to wait for the maker as well.
    sys.setswitchinterval(_TURN)
    try:
        made: list[Callable[[], T]] = [worker.submit(maker).result for maker in makers]
        if then is not None:
            worker.submit(then)
        yield made
    finally:
        sys.setswitchinterval(patience)
        worker.shutdown(cancel_futures=True)
