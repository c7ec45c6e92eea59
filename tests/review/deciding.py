"""A reviewer who decides whatever comes next, and says so once it is decided: `python -m deciding URL NAME`."""

from __future__ import annotations

import sys
import time

from verify.review.desk import Desk, Item
from verify.store.engine import connect
from verify.verdicts import Verdict
from verify.workbench import utc_now

if __name__ == "__main__":
    desk = Desk(connect(sys.argv[1]), sys.argv[2], utc_now)
    while True:
        item = desk.next()
        if isinstance(item, Item):
            desk.decide(item.id, Verdict.REFUTED, revision=item.revision)
            print(item.id, flush=True)
        elif not item.held:
            break
        else:
            time.sleep(0.05)
