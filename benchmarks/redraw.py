"""What a full screen of the review queue costs to draw: an item as it is, with a very long quote, and a decision.

    python benchmarks/redraw.py [--columns 200] [--rows 50]

Prints medians of processor time in milliseconds; a frame lasts 16.7. Needs the extra `tui`.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from verify.review.desk import Desk
from verify.review.faces.full import FullScreen
from verify.review.faces.session import Session
from verify.store.upgrade import open_store
from verify.workbench import utc_now

ROOT = Path(__file__).parent.parent
ROUNDS = 30
LONG = "a very long quote of many words " * 6_000


def median(work: Callable[[], object]) -> float:
    """Processor time of some work, in milliseconds."""
    spent = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return 1000 * statistics.median(spent)


def drawn(app: FullScreen) -> None:
    """Everything from the item to what the terminal is sent."""
    app.redraw()
    app.screen._compositor.render_full_update().render_segments(app.console)


async def measure(session: Session, size: tuple[int, int]) -> None:
    """Draw and print."""
    app = FullScreen(session)
    async with app.run_test(size=size) as pilot:
        item = session.item
        assert item is not None
        print(f"an item                        {median(lambda: drawn(app)):6.1f} ms")
        session.item = replace(item, passage=replace(item.passage, quote=LONG, before=LONG))
        print(f"one with a quote of {len(LONG) // 1000},000     {median(lambda: drawn(app)):6.1f} ms")
        session.item = item
        started = time.process_time()
        await pilot.press("2")
        spent = 1000 * (time.process_time() - started)
        print(f"a decision and the next item   {spent:6.1f} ms, of which the desk takes the most")


def main() -> None:
    """Judge the example, and measure on its queue."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--columns", type=int, default=200)
    options.add_argument("--rows", type=int, default=50)
    given = options.parse_args()
    article = ROOT / "examples" / "draft-with-errors.md"
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "verify.db")
        run = ["-m", "verify", "run", str(article), "--published", "2016-04-20", "--database", database]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, *run], cwd=folder, env=environment, capture_output=True)
        store = open_store(database, create=False)
        session = Session(Desk(store, "Ana", clock=utc_now, session="redraw"))
        asyncio.run(measure(session, (given.columns, given.rows)))
        store.close()


if __name__ == "__main__":
    main()
