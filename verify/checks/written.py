"""The verdicts that a check wrote in a run, found by the key of `verdict`, whose order differs between databases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Connection, Integer, Select, any_, func

FEW = 10_000
"""As many verdicts of what is new are sooner looked up one by one than found among all that a check ever wrote."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a check wrote in a run: verdicts on some of the claims that `seen` selects, which it looked at.

    `few` says that these are few of all that it looked at in all of its runs.
    """

    check_id: int
    run_id: int
    seen: Select[Any]
    few: bool

    def kept(self, connection: Connection, verdict: Any) -> list[ColumnElement[bool]]:
        """Conditions that keep these verdicts of all.

        Where verdicts lie by claim, the claims that were looked at lead to them. Where they lie by check
        (docs/decisions/0039) they do so where it is few, and else the check's own place is read from end to end.
        """
        own = [verdict.c.check_id == self.check_id, verdict.c.run_id == self.run_id]
        if connection.dialect.name == "sqlite":
            return [verdict.c.claim_id.in_(self.seen), *own]
        if not self.few:
            return own
        # PostgreSQL expects next to nothing of a run in `verdict`, and would look for the claims once a verdict: as an
        # array they are worked out before, once.
        claims = func.array(self.seen.correlate(None).scalar_subquery(), type_=ARRAY(Integer))
        return [verdict.c.claim_id == any_(claims), *own]
