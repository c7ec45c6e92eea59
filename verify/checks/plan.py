"""A check as data: which claims it judges, what they are compared with, and what each outcome means."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from verify.verdicts import OUTCOME_OF, VERDICT_OF, Outcome, Verdict
from verify.vocabulary import Property, Time, ValueType

ENGINE = "2"
"""Version of what comparisons mean; a changed one makes every check a new one."""


class CompareWith(StrEnum):
    """What each claim is compared with."""

    REFERENCE = "reference"
    CALENDAR = "calendar"
    ITS_ARTICLE = "other claims of its article"
    OTHER_ARTICLES = "claims of other articles"

    @property
    def is_with_claims(self) -> bool:
        """Whether claims are compared with each other."""
        return self in (CompareWith.ITS_ARTICLE, CompareWith.OTHER_ARTICLES)


class Order(StrEnum):
    """How a date is to lie to the recorded date of another property of its subject; the same day fits both."""

    ON_OR_BEFORE = "on or before"
    ON_OR_AFTER = "on or after"


class Unit(StrEnum):
    """What a tolerance is counted in."""

    DAYS = "days"
    PER_CENT = "per cent"
    LAST_DIGIT = "of the last written digit"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """By how much a value may be off and still agree: whole days, per cent of the record, or a part of a digit."""

    amount: float
    unit: Unit

    def describe(self) -> str:
        """The tolerance in words."""
        return f"{self.amount:g} {self.unit}"


@dataclass(frozen=True, slots=True)
class Comparing:
    """What each claim is compared with, and how.

    `property` and `order` are given where a date is held against the date of another property of its subject.
    `method` names a comparison that was registered by name; None is that of the property's values.
    """

    what: CompareWith
    tolerance: Tolerance | None = None
    property: str | None = None
    order: Order | None = None
    method: str | None = None

    def describe(self) -> str:
        """What claims are compared with, in words."""
        said = f"the {self.what}"
        if self.order is not None:
            said += f", {self.order} the recorded {self.property!r}"
        if self.tolerance is not None:
            said += f", give or take {self.tolerance.describe()}"
        return said + (f", by {self.method!r}" if self.method else "")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which claims a check judges. None, False and an empty tuple leave a thing open.

    `recorded` are pairs of a property and a value that the reference must have of the subject. Periods are days
    written YYYY-MM-DD, both counting: of publication, and of the dates that claims state.
    """

    kind: str
    property: str
    subjects: tuple[str, ...] = ()
    recorded: tuple[tuple[str, str], ...] = ()
    publishers: tuple[str, ...] = ()
    published_from: str | None = None
    published_to: str | None = None
    dated_from: str | None = None
    dated_to: str | None = None
    attributed: bool | None = None
    attributed_to: str | None = None
    names_weekday: bool = False
    impossible: bool = False

    def given(self) -> dict[str, Any]:
        """What is not left open, by name."""
        values = {column.name: (getattr(self, column.name), column.default) for column in fields(self)}
        return {name: value for name, (value, left_open) in values.items() if value != left_open}


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return " and ".join(": ".join(item) if isinstance(item, tuple) else str(item) for item in value)
    return repr(value)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a scenario means. `verdicts` says for every outcome which verdict follows, None for no verdict."""

    selection: Selection
    comparing: Comparing
    verdicts: Mapping[Outcome, Verdict | None] = field(default_factory=lambda: MappingProxyType({}))

    def describe(self) -> str:
        """The plan in words: what is selected, what it is compared with, and what follows."""
        chosen = ", ".join(
            name.replace("_", " ") + ("" if value is True else f" {_words(value)}")
            for name, value in self.selection.given().items()
        )
        meant: dict[str, list[str]] = {}
        for outcome, verdict in sorted(self.verdicts.items()):
            meant.setdefault(verdict.label if verdict else "no verdict", []).append(outcome.label)
        follows = "; ".join(f"{verdict}: {', '.join(outcomes)}" for verdict, outcomes in meant.items())
        return f"claims with {chosen}, compared with {self.comparing.describe()}. {follows}"

    def looked_up(self) -> tuple[tuple[str, str, bool], ...]:
        """What else the reference is asked of a subject: this property, that one, and whether the scope goes along."""
        own = self.selection.property
        found = [(own, name, False) for name, _ in self.selection.recorded]
        if self.comparing.property is not None:
            found.append((own, self.comparing.property, True))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that a statement is compiled from, so that what a check once did can be done again.

    `described` is the property that answers, None for dates by themselves; `engine` the version of what comparisons
    mean, with those of comparisons registered by name.
    """

    plan: Plan
    described: Property | None
    engine: str = ENGINE

    def to_json(self) -> str:
        """As canonical JSON: equal judgements have equal lines."""
        return json.dumps(_plain(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str) -> Judgement:
        """Read what `to_json` wrote. Raises ValueError for anything else."""
        try:
            given = json.loads(line)
            plan, described = given["plan"], given["described"]
            return cls(_plan(plan), _property(described) if described else None, given["engine"])
        except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
            raise ValueError(f"this is no judgement: {error}") from None

    def digest(self) -> str:
        """SHA-256 of the canonical JSON: what a check's version is known by."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def _plain(judgement: Judgement) -> dict[str, Any]:
    plan, described, comparing = judgement.plan, judgement.described, judgement.plan.comparing
    return {
        "engine": judgement.engine,
        "described": None
        if described is None
        else {
            "id": described.id,
            "kind": described.kind,
            "value_type": described.value_type,
            "time": described.time,
            "many": described.many,
            "answered_by": list(described.answered_by),
        },
        "plan": {
            "selection": plan.selection.given(),
            "comparing": {
                "what": comparing.what,
                "tolerance": [comparing.tolerance.amount, comparing.tolerance.unit]
                if comparing.tolerance
                else None,
                "property": comparing.property,
                "order": comparing.order,
                "method": comparing.method,
            },
            "verdicts": {
                outcome.label: verdict.label if verdict else None
                for outcome, verdict in plan.verdicts.items()
            },
        },
    }


def _plan(given: dict[str, Any]) -> Plan:
    selection: dict[str, Any] = {
        name: tuple(tuple(item) if isinstance(item, list) else item for item in value)
        if isinstance(value, list)
        else value
        for name, value in given["selection"].items()
    }
    comparing = given["comparing"]
    tolerance, order = comparing["tolerance"], comparing["order"]
    return Plan(
        Selection(**selection),
        Comparing(
            CompareWith(comparing["what"]),
            tolerance=Tolerance(tolerance[0], Unit(tolerance[1])) if tolerance else None,
            property=comparing["property"],
            order=Order(order) if order else None,
            method=comparing["method"],
        ),
        {
            OUTCOME_OF[outcome]: VERDICT_OF[verdict] if verdict else None
            for outcome, verdict in given["verdicts"].items()
        },
    )


def _property(given: dict[str, Any]) -> Property:
    return Property(
        given["id"],
        given["kind"],
        ValueType(given["value_type"]),
        Time(given["time"]),
        given["many"],
        tuple(given["answered_by"]),
    )


@dataclass(frozen=True, slots=True)
class Check:
    """A scenario, understood. `name` is feature stem / scenario slug [/ example row]; `feature` its file as shown.

    `description` is what the editor wrote under the scenario or its rule, `advice` what readers of a finding are
    told; `pickle` is Gherkin's id of the scenario.
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
    advice: str = ""
    pickle: str = ""

    def judgement(self, properties: Mapping[str, Property], engine: str = ENGINE) -> Judgement:
        """What the check is compiled from; `properties` are those the reference describes."""
        answering = self.plan.comparing.property or self.plan.selection.property
        return Judgement(self.plan, properties.get(answering), engine)
