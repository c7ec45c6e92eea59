"""Dates by themselves against the calendar."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, Select, cast, null, select

from verify.checks.compare.calendar import calendar
from verify.checks.compiling.selection import narrowed
from verify.checks.compiling.window import Window
from verify.checks.plan import Plan
from verify.store.schema import METADATA

_T = METADATA.tables


def against_calendar(plan: Plan, window: Window) -> Select[*tuple[Any, ...]]:
    """Each date that is new, with its outcome."""
    claim = _T["claim"]
    rows = select(
        claim.c.id.label("claim_id"),
        cast(null(), Integer).label("record_id"),
        cast(null(), Integer).label("fact_id"),
        cast(null(), Integer).label("peer_id"),
        calendar(claim.c).label("outcome"),
    ).where(claim.c.id > window.since.claim, *window.has_claim(claim))
    return narrowed(rows, plan.selection)
