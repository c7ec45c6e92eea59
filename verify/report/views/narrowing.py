"""What a report can be narrowed by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from verify.errors import ExitCode, VerifyError
from verify.report.views import VIEWS
from verify.report.views.view import View

COLUMNS: dict[str, tuple[str, ...]] = {
    "publisher": ("publisher",),
    "kind": ("kind",),
    "subject": ("subject", "asks"),
    "check": ("check_name",),
    "article": ("article",),
}
"""The columns that each word looks at; one that fits is enough."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which rows are wanted: those that fit all that is given. `since` is a day, month or year as ISO 8601 writes it.

    `since` looks at the view's own day or moment; the others ask for equal texts, `check` for one of several.
    """

    since: str | None = None
    publisher: str | None = None
    kind: str | None = None
    subject: str | None = None
    check: tuple[str, ...] | None = None
    article: str | None = None

    def given(self) -> dict[str, str | tuple[str, ...]]:
        """What is given, by word."""
        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in named if value is not None}


EVERYTHING = Narrowing()


def columns_for(view: View, word: str) -> tuple[str, ...]:
    """The columns of a view that a word narrows; none where it says nothing to it."""
    if word == "since":
        return (view.since,) if view.since is not None else ()
    return tuple(column for column in COLUMNS[word] if view.has(column))


def refuse_idle(view: View, given: Iterable[str]) -> None:
    """Raise VerifyError (exit code 2) for a word that a view has no column for."""
    for word in given:
        if not columns_for(view, word):
            others = ", ".join(other.name for other in VIEWS.values() if columns_for(other, word))
            raise VerifyError(
                f"--{word} says nothing to the report {view.name!r}.",
                hint=f"Reports that it narrows: {others}.",
                exit_code=ExitCode.USAGE,
            )
