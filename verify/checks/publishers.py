"""Publishers that checks name and that no article has: a slip there selects nothing, and breaks nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from verify.checks.likeness import nearest_hint
from verify.checks.plan import Check

SHOWN = 10
"""Publishers that are named where none is like the one looked for."""


def name_publishers(checks: Iterable[Check]) -> bool:
    """Whether any check selects claims by who published the article."""
    return any(check.plan.selection.publishers for check in checks)


def unheard(checks: Iterable[Check], known: Collection[str]) -> Iterator[str]:
    """A line for every publisher of a check that published none of the articles; `known` are those that did."""
    told = set()
    for check in checks if known else ():
        for publisher in check.plan.selection.publishers:
            place = f"{check.feature}:{check.line}"
            if publisher not in known and (place, publisher) not in told:
                told.add((place, publisher))
                yield f"{place}  no article is by {publisher!r}. {nearest_hint(publisher, known, most=SHOWN)}"
