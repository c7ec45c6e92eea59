"""A view of the store, as reports print it."""

from __future__ import annotations

from dataclasses import dataclass

from verify.report.views.column import Column


@dataclass(frozen=True, slots=True)
class Walk:
    """How a large view is read piece by piece: by the values of a column, so many at once.

    The column comes first in the order of the view, and `listing` is a query of its values as `name`.
    """

    column: str
    listing: str
    at_once: int


BY_ARTICLE = Walk("article", "SELECT name FROM article", 200)
BY_SUBJECT = Walk("subject", "SELECT DISTINCT subject AS name FROM claim_key", 50)
BY_CLAIM = Walk("claim", "SELECT digest AS name FROM claim", 500)


@dataclass(frozen=True, slots=True)
class View:
    """A view: the name of its report, its SQL name, what it tells, its order, its columns.

    The order names texts in "…". `since` is the column that a report is narrowed by in time, if there is one. Without
    a walk the database sorts all rows at once.
    """

    name: str
    sql_name: str
    about: str
    order: str
    columns: tuple[Column, ...]
    since: str | None = None
    walk: Walk | None = None

    def has(self, column: str) -> bool:
        """Whether there is a column of a name."""
        return any(known.name == column for known in self.columns)
