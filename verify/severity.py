"""How much a finding matters, as the tags of checks say it."""

from __future__ import annotations

from collections.abc import Iterable

SEVERITIES = ("error", "warning", "note")
"""What matters most comes first."""


def is_at_least(severity: str, least: str) -> bool:
    """Whether a severity matters as much as another, or more."""
    return severity in at_least(least)


def at_least(least: str) -> tuple[str, ...]:
    """The severities that matter as much as one, or more."""
    return SEVERITIES[: SEVERITIES.index(least) + 1]


def strongest(severities: Iterable[str]) -> str:
    """The severity that matters most; "error" where there is none."""
    return min(severities, key=SEVERITIES.index, default=SEVERITIES[0])
