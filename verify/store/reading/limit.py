"""How long a query may work; the time in which nobody asks for its rows does not count."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from verify.errors import ExitCode, VerifyError


@dataclass(slots=True)
class Limit:
    """Seconds of work, 0 for any number; `spent` so far."""

    seconds: float
    spent: float = 0.0
    _since: float | None = field(default=None, repr=False)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Count what is done in here."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self.spent += time.monotonic() - self._since
            self._since = None

    def is_over(self) -> bool:
        """Whether more was spent than there is."""
        now = 0.0 if self._since is None else time.monotonic() - self._since
        return 0 < self.seconds <= self.spent + now

    def left(self) -> float:
        """How many seconds are left."""
        return max(0.0, self.seconds - self.spent)

    def error(self) -> VerifyError:
        """What to say of it."""
        return VerifyError(
            f"the query was stopped: it took more than {self.seconds:g} second{'' if self.seconds == 1 else 's'}.",
            hint="Narrow it (WHERE, LIMIT), or give it longer with --timeout SECONDS.",
            exit_code=ExitCode.BROKEN_CHECK,
        )
