"""Which claims two people decide, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """Claims of these severities or kinds are decided by two reviewers, blind to each other.

    Where they disagree, a third decides, or, where `adjudicators` is "any", whoever comes, the two among them.
    """

    severities: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    adjudicators: str = "third"

    def asks_two(self, severity: str | None, kind: str) -> bool:
        """Whether a claim of a kind, whose status a check of that severity made, is for two reviewers."""
        return severity in self.severities or kind in self.kinds
