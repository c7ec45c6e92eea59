"""A view of the store, as reports print it."""

from __future__ import annotations

from dataclasses import dataclass

from verify.report.views.column import Column


@dataclass(frozen=True, slots=True)
class View:
    """A view: the name of its report, its SQL name, what it tells, its order, its columns.

    The order names texts in "…". `since` is the column that a report is narrowed by in time, if there is one. `walked`
    names the column, the first of the order, by whose values a large report is read piece by piece, and the query that
    lists those values; without one the database sorts all rows at once.
    """

    name: str
    sql_name: str
    about: str
    order: str
    columns: tuple[Column, ...]
    since: str | None = None
    walked: tuple[str, str] | None = None

    def has(self, column: str) -> bool:
        """Whether there is a column of a name."""
        return any(known.name == column for known in self.columns)


BY_ARTICLE = ("article", "SELECT name FROM article")
BY_SUBJECT = ("subject", "SELECT DISTINCT subject AS name FROM claim_key")
