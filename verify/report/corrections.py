"""The corrections that people decided on: what articles said, what is on record, and whether they were corrected."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from verify.report.reviewed import Wanted, refuse_unknown
from verify.store.order import collation

DUE, MADE = "due", "made"
"""The states of a correction."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A row of the view `v_correction`: a claim of which a person decided that the article is wrong.

    `stated` is what the article stated, `value` what that meant, `recorded` what is on record (EDTF for dates);
    `reason` is that person's note. `made_at` is when a revision without the claim was stored, `made_in` its digest;
    both are None where the correction is due.
    """

    claim: str
    article: str
    quote: str
    subject: str | None
    property: str
    stated: str | None
    value: str | None
    recorded: str | None
    reason: str
    decided_at: str
    state: str
    made_at: str | None
    made_in: str | None

    def changed_at(self) -> str:
        """When it was made, else decided (a UTC moment)."""
        return self.made_at or self.decided_at


_COLUMNS = (
    "claim", "article", "quote", "subject", "property", "stated", "value", "recorded", "reason", "decided_at",
    "state", "made_at", "made_in",
)  # fmt: skip


def corrections(connection: Connection, wanted: Wanted) -> list[Correction]:
    """The corrections that are due and that were made, the latest first.

    Raises VerifyError (exit code 2) for an article that the store does not have.
    """
    refuse_unknown(connection, wanted.articles)
    query = text(
        f"SELECT {', '.join(_COLUMNS)} FROM v_correction "
        f'ORDER BY coalesce(made_at, decided_at) DESC, claim COLLATE "{collation(connection)}"'
    )
    found = (Correction(**row._mapping) for row in connection.execute(query))
    return [
        one
        for one in found
        if (not wanted.articles or one.article in wanted.articles)
        and one.changed_at() >= (wanted.since or "")
    ]
