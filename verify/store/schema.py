"""All tables together: importing this module registers every one of them."""

from __future__ import annotations

from verify.store import (
    articles,
    checks,
    claims,
    decisions,
    facts,
    queue,
    records,
    redactions,
    subjects,
    verdicts,
)
from verify.store.base import METADATA

TABLE_MODULES = (
    articles,
    checks,
    claims,
    decisions,
    facts,
    queue,
    records,
    redactions,
    subjects,
    verdicts,
)
"""One subject each."""

__all__ = ["METADATA", "TABLE_MODULES"]
