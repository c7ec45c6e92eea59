"""A check as data: which claims it judges, what they are compared with, and what each outcome means."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from verify.verdicts import Outcome, Verdict

ENGINE = "1"
"""Version of what comparisons mean; a changed one makes every check a new one."""


class CompareWith(StrEnum):
    """What each claim is compared with."""

    REFERENCE = "reference"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which claims a check judges. None leaves a thing open."""

    kind: str
    property: str
    subject: str | None = None
    publisher: str | None = None
    published_from: str | None = None
    published_to: str | None = None
    attributed: bool | None = None
    names_weekday: bool = False
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What a scenario means. `verdicts` says for every outcome which verdict follows, None for no verdict."""

    selection: Selection
    compare_with: CompareWith
    verdicts: Mapping[Outcome, Verdict | None] = field(default_factory=lambda: MappingProxyType({}))

    def describe(self) -> str:
        """The plan in one line; equal plans have equal lines."""
        chosen = ", ".join(
            f"{name}={getattr(self.selection, name)!r}"
            for name in self.selection.__slots__
            if getattr(self.selection, name) not in (None, False)
        )
        follows = ", ".join(
            f"{outcome.label} → {verdict.label if verdict else 'no verdict'}"
            for outcome, verdict in sorted(self.verdicts.items())
        )
        return f"claims with {chosen}; compared with the {self.compare_with}; {follows}"


@dataclass(frozen=True, slots=True)
class Check:
    """A scenario, understood. `name` is feature stem / scenario slug [/ example row]; `feature` its file as shown.

    `description` is what the editor wrote under the scenario or its rule; `pickle` is Gherkin's id of it.
    """

    name: str
    title: str
    feature: str
    line: int
    severity: str
    plan: Plan
    tags: tuple[str, ...] = ()
    description: str = ""
    owner: str | None = None
    pickle: str = ""

    def digest(self, meaning: str) -> str:
        """SHA-256 of the plan, the engine's version and the meaning of the property it compares."""
        return hashlib.sha256("\x1f".join((ENGINE, self.plan.describe(), meaning)).encode()).hexdigest()
