"""Which claims a check judges, as conditions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func

from verify.checks.plan import Selection
from verify.store.schema import METADATA
from verify.values import parse_day

_T = METADATA.tables


def narrowed(query: Select[*tuple[Any, ...]], chosen: Selection) -> Select[*tuple[Any, ...]]:
    """Keep the claims of the table `claim` that a check selects; what is said of their keys is left to the answers."""
    claim, document = _T["claim"], _T["document"]
    if _of_article(chosen):
        query = query.join(document, document.c.id == claim.c.document_id)
    return query.where(*conditions(chosen))


def conditions(chosen: Selection) -> list[ColumnElement[bool]]:
    """What a check asks of the tables `claim` and, where it asks it, `document`."""
    return [*of_kind(chosen), *_of_article(chosen), *_of_claim(chosen)]


def of_kind(chosen: Selection) -> list[ColumnElement[bool]]:
    """The conditions that the index of judged claims begins with."""
    claim = _T["claim"]
    return [claim.c.property == chosen.property, claim.c.kind == chosen.kind]


def _of_article(chosen: Selection) -> list[ColumnElement[bool]]:
    document = _T["document"]
    found: list[ColumnElement[bool]] = []
    if chosen.publishers:
        found.append(document.c.publisher.in_(chosen.publishers))
    if chosen.published_from is not None:
        found.append(document.c.published_day >= parse_day(chosen.published_from))
    if chosen.published_to is not None:
        found.append(document.c.published_day <= parse_day(chosen.published_to))
    return found


def _of_claim(chosen: Selection) -> list[ColumnElement[bool]]:
    claim = _T["claim"]
    earliest = func.coalesce(claim.c.stated_earliest, claim.c.value_earliest)
    latest = func.coalesce(claim.c.stated_latest, claim.c.value_latest)
    is_day = (claim.c.stated_earliest == claim.c.stated_latest) | (
        claim.c.month_day_from == claim.c.month_day_to
    )
    conditions: list[tuple[bool, ColumnElement[bool]]] = [
        (chosen.attributed is True, claim.c.attributed_to.is_not(None)),
        (chosen.attributed is False, claim.c.attributed_to.is_(None)),
        (chosen.attributed_to is not None, claim.c.attributed_to == chosen.attributed_to),
        (chosen.impossible, claim.c.problem == "impossible"),
        (chosen.names_weekday, claim.c.weekday.is_not(None) & is_day),
    ]
    found = [condition for given, condition in conditions if given]
    if chosen.dated_from is not None:
        found.append(earliest >= parse_day(chosen.dated_from))
    if chosen.dated_to is not None:
        found.append(latest <= parse_day(chosen.dated_to))
    return found
